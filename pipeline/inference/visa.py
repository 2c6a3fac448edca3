"""Whether the employer sponsors visas.

Invariant: True only where sponsorship (or visa help) is offered in words, False only where it is refused or
where only people who may already work there can apply. Equal-opportunity lists, "E-Verify", the card network
and relocation say nothing. Where a text both offers and refuses, what it says of sponsorship first counts.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.inference import passages
from pipeline.inference.text import Stated, Text

TRIGGERS: Final = {
    "visa.sponsor": r"\bsponsor(?:s|ed|ing|ships?)?\b|\bvisas?\b|\bh-?1-?b\b",
    "visa.authorised": (
        r"\b(?:authori[sz]ed|eligib(?:le|ility)|entitled|permitted) to (?:legally )?work\b"
        r"|\bable to legally work\b|\blegally (?:work|authori[sz]ed|able)"
        r"|\bright[- ]to[- ]work\b|\bright to (?:live|reside) and work\b|\b(?:work"
        r"|employment) (?:authori[sz]ation|permit|eligibility"
        r"|permission)\b|\b(?:us|u\.s\.|eu|uk|usa|american|canadian|british|german|european|eu/efta"
        r"|[a-z]+) citizen(?:s|ship)?\b"
        r"|\bcitizen(?:s|ship)? (?:of|only|required|or|is required|and)\b|\b(?:us|u\.s\.) persons?\b"
        r"|\bgreen card\b|\bgc/usc\b"
    ),
}
_SPONSOR = passages.pattern(TRIGGERS["visa.sponsor"])
_AUTHORISED = passages.pattern(TRIGGERS["visa.authorised"])

_I = re.IGNORECASE
_NOT_OURS = re.compile(
    r"\b(?:visa(?:,| and| &|/| or)? ?(?:mastercard|amex|american|plaid|stripe)|mastercard|amex"
    r"|executive sponsor\w*"
    r"|sponsored (?:by|content|products?|posts?|ads?|search)|employer[- ]sponsored|company[- ]sponsored"
    r"|sponsored health|we sponsor"
    r" (?!visa|h-?1|candidates|work|employment|o-?1|green|international|relocat)[A-Z]\w+|event sponsor\w*"
    r"|exec\w* sponsor\w*"
    r"|sponsorship (?:packages|deals|sales|revenue)|sponsors? (?:and|of) (?:events?|conferences?)"
    r"|travel visas?|EU deployment visas"
    r"|(?:brand|sports|podcast|event|creator|conference)s? sponsor\w*|sponsor bank|bank sponsor"
    r"|sponsor(?:ed|ing)? (?:conferences|events"
    r"|meetups|open source|projects?|research|learning|lunch)|clinical|trial sponsors?|study sponsor"
    r"|visa card|visa rules|at visa\b"
    r"|no sponsorship needed)",
    _I,
)
_VISA_WORD = re.compile(r"\bvisas?\b|\bh-?1-?b\b|\bsponsor(?:ship|ing)?\b", _I)
_REFUSES = re.compile(
    r"\b(?:no|not|don[’']t|doesn[’']t|do not|does not|cannot|can[’']?t|can not|unable|won[’']t|will not"
    r"|without|isn[’']t|aren[’']t"
    r"|unfortunately|never|nor|non|neither)\b",
    _I,
)
_REFUSED_AFTER = re.compile(
    r"^[^.\n|]{0,30}?(?::? ?\bno\b(?!w)|\bnot (?:available|offered|provided|possible|supported|an option"
    r"|eligible)|\bunavailable"
    r"|\b(?:is|are|be)(?: currently| unfortunately)? (?:not|un)|\bisn[’']t|\baren[’']t|\bcannot|\bcan[’']t"
    r"|/ ?remote is not)",
    _I,
)
_OFFERED_AFTER = re.compile(
    r"^[^.\n|]{0,25}?(?:: ?yes|\bavailable|\boffered|\bprovided|\bpossible|\bsupported|\bok\b|\byes\b"
    r"|\bwelcome|\bincluded|\bcovered"
    r"|\bcase[- ]by[- ]case|\bfor (?:exceptional|qualified|the right|strong|eligible))",
    _I,
)
_OFFERED_BEFORE = re.compile(
    r"\b(?:we|can|do|will|happy to|able to|willing to|open to|offer\w*|provid\w+|support\w*|includ\w+|with"
    r"|and|assist\w*|help with"
    r"|consider\w*|possible|also|gladly|eligible for|benefits:?)(?: [\w&,/]+){0,3} ?$|[&+/] ?$",
    _I,
)
_SENTENCE = re.compile(r"(?<![A-Z])[.!?] |\n")
_SEGMENT = re.compile(r"(?:^|[|,(•/·*+–—-])\s*$", _I)
_SEGMENT_END = re.compile(
    r"^(?: sponsor(?:ship)?s?)?(?: (?:available|possible|offered|ok))?\s*(?:$|[|,)/+&;•·–—-])", _I
)
_EQUAL_OPPORTUNITY = re.compile(
    r"\b(?:regardless|discriminat\w+|protected|ancestry|national origin|veteran|gender|religion|race"
    r"|ethnicity|equal"
    r"|e-verify|poster|verify|form i-9|first[- ]class|good|senior|corporate|digital|global|engineering"
    r"|private|responsible"
    r"|every|fellow|for|help\w*|our|younger|status)\b[^.]{0,80}$",
    _I,
)
_EQUAL_AFTER = re.compile(
    r"^[^.]{0,40}\b(?:status|ancestry|veteran|disabilit\w+|posters?|gender|race|religion|in english)\b", _I
)
_ASKS = re.compile(r"\b(?:will you|do you|if you|ideally|prefer\w*|let us know|in (?:the )?future)\b", _I)
_REQUIRED = re.compile(
    r"\b(?:must|need|only|requir\w+|have to|should|already|necessary|mandatory|candidates?|applicants?"
    r"|you (?:are|have)|you[’']re"
    r"|ability|able|eligible|currently|please|legal\w*|valid|hold\w*|limited to|restricted to|open to"
    r"|due to|us persons?|u\.s\.)\b",
    _I,
)


def visa(text: Text) -> Stated[bool] | None:
    """True: sponsors visas or helps with them; False: says it does not, or local authorisation only; None"
    " unsaid."""
    if "visa.sponsor" in text.hits:
        for found in passages.matches(_SPONSOR, text.value):
            stated = _sponsorship(text.value, *found.span())
            if stated:
                return stated
    if "visa.authorised" in text.hits:
        for found in passages.matches(_AUTHORISED, text.value):
            stated = _authorisation(text.value, *found.span())
            if stated:
                return stated
    return None


def _sponsorship(value: str, start: int, end: int) -> Stated[bool] | None:
    before, after = _line(value, start, end)
    word = value[start:end].lower()
    around = f"{before[-30:]}{value[start:end]}{after[:30]}"
    if _NOT_OURS.search(around) or re.search(r"\b(?:will|do) you\b", before, _I):
        return None
    with_visa = word.startswith(("visa", "h")) or re.search(
        r"visa|work permit|employment|immigra|h-?1|green card|work auth", around, _I
    )
    if (
        not with_visa
        and not word.startswith("sponsorship")
        and not re.search(r"unable to sponsor|not sponsor|to sponsor", around, _I)
    ):
        return None
    if _REFUSES.search(before[-45:]) or _REFUSED_AFTER.search(after):
        return Stated(False, _quote(value, start, end, before, after))
    offered = (
        _OFFERED_AFTER.search(after)
        or _OFFERED_BEFORE.search(before)
        or word in ("sponsor", "sponsors", "sponsoring")
    )
    alone = _SEGMENT.search(before) and _SEGMENT_END.search(after)
    named = re.match(
        r"^ (?:sponsorship|transfers?|support|assistance|help)\b", after, _I
    ) and word.startswith(("visa", "h"))
    if (offered and (word != "visa" or named)) or alone or (named and _SEGMENT.search(before)):
        return Stated(True, _quote(value, start, end, before, after))
    return None


def _authorisation(value: str, start: int, end: int) -> Stated[bool] | None:
    before, after = _line(value, start, end)
    if _ASKS.search(before) or _EQUAL_OPPORTUNITY.search(before) or _EQUAL_AFTER.search(after):
        return None
    if _REQUIRED.search(before[-60:]) or _REQUIRED.search(value[start:end]) or _REQUIRED.search(after[:30]):
        return Stated(False, _quote(value, start, end, before, after))
    return None


def _line(value: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after on the same line; a sentence ends the part before, not a colon ("Visa:"
    " no")."""
    before = _SENTENCE.split(value[max(0, start - 90) : start])[-1]
    return before, value[end : end + 60].split("\n", 1)[0]


def _quote(value: str, start: int, end: int, before: str, after: str) -> str:
    return passages.quote(value, start - len(before[-45:].lstrip()), end + len(after[:35].rstrip()))
