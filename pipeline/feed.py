"""The digest as an Atom file (RFC 4287), for any feed reader.

Invariant: whatever a posting says, the file is well-formed XML and its texts are plain text; an entry keeps
its id for ever, so a reader shows it once however often the file is written.
"""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.output_file import output_file
from pipeline.searches import Told
from pipeline.terminal import safe

MOST_ENTRIES = 200
ATOM = "http://www.w3.org/2005/Atom"
_NO_CHARACTER_OF_XML = re.compile("[\ufffe\uffff\U0001fffe\U0001ffff]")


def write_feed(told: Sequence[Told], data: Path, path: Path) -> None:
    """Write the newest MOST_ENTRIES of what was told. Raises OutputNotWritableError."""
    newest = sorted(told, key=lambda one: (one.told_at, one.role_id), reverse=True)[:MOST_ENTRIES]
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, data.absolute().as_uri())}")
    _add(feed, "title", "Sixth Hire: new roles")
    _add(feed, "updated", newest[0].told_at if newest else "1970-01-01T00:00:00Z")
    _add(ET.SubElement(feed, f"{{{ATOM}}}author"), "name", "Sixth Hire")
    for one in newest:
        _entry(feed, one)
    ET.indent(feed)
    with output_file(path) as out:
        out.write(ET.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n")


def _entry(feed: ET.Element, told: Told) -> None:
    entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
    _add(
        entry, "id", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, _xml(told.search + chr(10) + told.role_id))}"
    )
    _add(entry, "title", told.title, type="text")
    _add(entry, "updated", told.told_at)
    if told.url and urlsplit(told.url).scheme in ("http", "https"):
        ET.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=_xml(told.url))
    ET.SubElement(entry, f"{{{ATOM}}}category", term=_xml(told.search))
    _add(entry, "content", f"{told.summary}\n{told.role_id}\n{told.credit}", type="text")


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes).text = _xml(text)


def _xml(text: str) -> str:
    return _NO_CHARACTER_OF_XML.sub("", safe(text))
