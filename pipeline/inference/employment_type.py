"""The kind of contract: the source's own word for it first, then the title, then the text.

Invariant: a text that offers several kinds ("full-time or contract") gives the fullest of them, and words
about the work ("contract negotiation", "internal") give nothing.
"""

from __future__ import annotations

import re

from pipeline.inference.text import Text

TRIGGERS = {
    "employment_type.full_time": r"\bfull[- ]?time\b|\bpermanent (?:position|role|contract|employment)\b"
    r"|\bvollzeit\b|\btemps plein\b|\bcdi\b|\bunbefristet",
    "employment_type.part_time": r"\bpart[- ]?time\b|\bteilzeit\b|\btemps partiel\b",
    "employment_type.contract": r"\bcontract(?:or|ors)?\b|\bfreelanc(?:e|er|ers|ing)\b|\b1099\b",
    "employment_type.internship": r"\binternships?\b|\binterns?\b",
    "employment_type.temporary": r"\btemporary\b|\bfixed[- ]term\b|\bcdd\b|\bbefristet",
}

_RAW = {
    "full": "full_time",
    "permanent": "full_time",
    "regular": "full_time",
    "vollzeit": "full_time",
    "salaried": "full_time",
    "part": "part_time",
    "teilzeit": "part_time",
    "intern": "internship",
    "praktik": "internship",
    "trainee": "internship",
    "working_student": "internship",
    "contract": "contract",
    "freelance": "contract",
    "consultant": "contract",
    "temp": "temporary",
    "fixed": "temporary",
    "short": "temporary",
    "seasonal": "temporary",
}
_TITLE = {
    "internship": r"\b(?:intern|internship|praktikum|praktikant(?:in)?|stagiaire|working student)\b",
    "part_time": r"\bpart[- ]?time\b",
    "contract": r"\b(?:contract|contractor|freelance|freelancer)\b(?! (?:manag|admin|law|counsel|analyst))",
    "temporary": r"\b(?:temporary|fixed[- ]term)\b",
    "full_time": r"\bfull[- ]?time\b",
}
_TEXT = {
    "contract": r"\b(?:contract|contractor|freelance|freelancer|1099)\b(?! (?:negotiat|manage|law|work for))",
    "internship": r"\b(?:intern|interns|internship)\b",
    "temporary": r"\b(?:temporary|fixed[- ]term|befristet|cdd)\b",
}
_HEAD = 400
"""Characters of a text in which a bare "contract" or "intern" is about the job on offer."""


def employment_type(raw: str | None, title: str | None, text: Text | None) -> str | None:
    """One of full_time, part_time, contract, temporary, internship, or None when nothing says so."""
    return _of_raw(raw) or _of_title(title) or (_of_text(text) if text is not None and text.hits else None)


def _of_raw(raw: str | None) -> str | None:
    word = re.sub(r"[\W]+", "_", raw or "").lower().strip("_")
    return next((kind for stem, kind in _RAW.items() if word.startswith(stem)), None) or next(
        (kind for stem, kind in _RAW.items() if f"_{stem}" in word), None
    )


def _of_title(title: str | None) -> str | None:
    if not title:
        return None
    return next((kind for kind, pattern in _TITLE.items() if re.search(pattern, title, re.IGNORECASE)), None)


def _of_text(text: Text) -> str | None:
    hits = text.hits
    if "employment_type.full_time" in hits:
        return "full_time"
    head = text.value[:_HEAD]
    if "employment_type.part_time" in hits:
        return "part_time"
    for kind in ("contract", "internship", "temporary"):
        if f"employment_type.{kind}" in hits and re.search(_TEXT[kind], head, re.IGNORECASE):
            return kind
    return None
