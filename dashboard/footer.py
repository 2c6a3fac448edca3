"""The foot of every page: the keys, and what they do.

Invariant: a key does only what a button on the page does; Streamlit listens for letters, the few lines of
script here only for the question mark, which it cannot take.
"""

from __future__ import annotations

import streamlit as st

KEYS = {
    "s": "save the role, or take it off the shortlist (on a role's page)",
    "h": "hide the role, or show it again (on a role's page)",
    "n": "the next role of the list you came from",
    "p": "the one before",
    "?": "this help",
}

LISTEN = """
<script data-sixth-hire="keys">
if (!window.sixthHireKeys) {
  window.sixthHireKeys = true;
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.key !== "?" || at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
    document.querySelector(".st-key-help_open button")?.click();
  });
}
</script>
"""


def draw() -> None:
    """Draw the button that opens the help."""
    with st.container(horizontal=True, horizontal_alignment="right", key="foot"):
        if st.button("Keys (?)", type="tertiary", icon=":material/keyboard:", key="help_open"):
            _keys()
    st.html(LISTEN, unsafe_allow_javascript=True)


@st.dialog("Keys")
def _keys() -> None:
    rows = "".join(f"<tr><td><kbd>{key}</kbd></td><td>{what}</td></tr>" for key, what in KEYS.items())
    st.html(f'<table class="sh-keys"><tbody>{rows}</tbody></table>')
    st.caption("Roles are found by the words of Search; a word after a minus must not be there.")
