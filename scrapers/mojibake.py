"""Text whose UTF-8 was once read as Windows-1252 or Latin-1 ("KrakÃ³w"), as it was meant.

Invariant: only a text in which every character that such a mistake can make belongs to one is changed, so a
name that was right ("Kraków", "Größe") stays as it is, and so does all ASCII.
"""

from __future__ import annotations

import re

_SPECIAL = {bytes([code]).decode("cp1252", "ignore"): chr(code) for code in range(0x80, 0xA0)}
_AS_BYTES = str.maketrans({shown: byte for shown, byte in _SPECIAL.items() if shown})
_SEQUENCE = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BYTE = re.compile("[\x80-\xff]")


def repaired(text: str) -> str:
    """The text as it was before its UTF-8 was misread; unchanged where that is not certain."""
    if text.isascii():
        return text
    misread = text.translate(_AS_BYTES)
    if not _SEQUENCE.search(misread) or _BYTE.search(_SEQUENCE.sub("", misread)):
        return text
    try:
        return _SEQUENCE.sub(lambda found: found[0].encode("latin-1").decode("utf-8"), misread)
    except UnicodeDecodeError:
        return text
