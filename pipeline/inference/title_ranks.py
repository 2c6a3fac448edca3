"""The words of job titles that tell a level, a founding role, or the first of a function.

Invariant: expressions only, over a title in small letters.
"""

from __future__ import annotations

import re

SENIORITY = tuple(
    (level, re.compile(pattern))
    for level, pattern in (
        (
            "intern",
            r"\bintern(?:s|ship)?\b|\bworking student\b|\bwerkstudent\w*|\bco-op\b|\bapprentice\w*|"
            r"\btrainee\b|\bpraktik\w+",
        ),
        (
            "junior",
            r"\bjunior\b|\bjr\b|\bentry[- ]level\b|\bnew[- ]grad(?:uate)?s?\b|\bgraduate\b|\bearly[- "
            r"]careers?\b",
        ),
        ("mid", r"\bmid\b|\bmid[- ]?level\b|\bintermediate\b|\bmedior\b"),
        ("senior", r"\bsenior\b|\bsr\b|\bsnr\b"),
        ("staff", r"(?<!technical )(?<!chief of )\bstaff\b(?! augment)"),
        ("principal", r"\bprincipal\b|\bdistinguished\b"),
        ("lead", r"\bleads?\b|\bleader\b"),
        (
            "manager",
            r"\b(?:engineering|team|group|delivery|senior|research|data science|ml|ai|software) "
            r"managers?\b|\bmanager,|"
            r"\bmanager of\b|^em\b",
        ),
        ("head", r"\bhead\b|\bdirector\b"),
        (
            "executive",
            r"\bc[teofmp]o\b|\bs?vp\b|\bvice president\b|\bchief (?!of staff)\w+",
        ),
    )
)
"""Lowest first: of several levels the lower counts."""
ONE_RANK = re.compile(r"\b(?:senior|sr\.?)\s+(?=(?:staff|principal|manager|director|engineering manager)\b)")
"""In "Senior Staff" the word before makes one rank with the word after, not a choice."""

_FIRST_HIRE = (
    r"\b(?:first|1st) (?!principles|class|line|party|response|mile)(?:[\w/-]+ ){0,3}(?:hire|engineer|"
    r"scientist|employee|developer|"
    r"designer|researcher)\b|\b(?:engineer|hire|employee) (?:#|no\.? ?|number )1\b"
)
FIRST = re.compile(_FIRST_HIRE)
FOUNDING = re.compile(rf"\bfounding\b|{_FIRST_HIRE}")
