"""The dashboard's pages, run in this process by Streamlit's own AppTest."""
