"""Names that a bare reader and the benchmark's boards share; imports nothing, so that a floor stays one."""

POSTINGS = 40
"""Postings of a board."""


def token(number: int) -> str:
    """The token of board `number`."""
    return f"bench{number:05d}"
