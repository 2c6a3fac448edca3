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
    "visa.help": (
        r"\b(?:work[- ]permit|residence permit|immigration|relocation (?:package|support|assistance|help))\b"
    ),
    "visa.authorised": (
        r"\b(?:authori[sz]ed|eligib(?:le|ility)|entitled|permitted) to (?:legally )?work\b"
        r"|\bable to legally work\b|\b(?:legal|allowed) to work in\b"
        r"|\blegally (?:work|authori[sz]ed|able|eligible|permitted)|\bright[- ]to[- ]work\b"
        r"|\bright to (?:live|reside) and work\b|\bwork (?:authori[sz]ation|permit|eligibility|permission)\b"
        r"|\bemployment (?:authori[sz]ation|eligibility)\b|\b[a-z./]+ citizen(?:s|ship)?\b"
        r"|\bcitizen(?:s|ship)? (?:of|only|required|or|is required|and)\b|\b(?:us|u\.s\.) persons?\b"
        r"|\bgreen card\b"
    ),
}
_SPONSOR = passages.pattern(TRIGGERS["visa.sponsor"])
_HELPED = passages.pattern(
    r"\b(?:work[- ]permit|residence permit|immigration)(?:,? (?:and|&|/) [a-z]+)? (?:support"
    r"|assistance|help"
    r"|sponsorship)\b|\brelocation (?:package|support|assistance|help)[^.\n]{0,30}?\b(?:work permit"
    r"|visa)s?\b"
)
_AUTHORISED = passages.pattern(TRIGGERS["visa.authorised"])

_OF_VISAS = passages.expression(
    r"visa|work permit|employment|immigra|h-?1|green card|blue card|work auth|relocat"
)
_PERKS = passages.any_of(
    r"mastercard|amex|plaid|executive sponsor\w*|exec\w* sponsor\w*|(?:employer|company|\w+)-sponsored",
    r"sponsored (?:by|content|products?|posts?|ads?|search|health|medical)|employer sponsored|sponsor bank",
    r"sponsorship (?:packages|deals|sales|revenue|activities)|sponsors? (?:and|of) (?:events?|conferences?)",
    r"(?:travel|deployment|active|temporary) visas?|(?:brand|sports|podcast|event|creator|conference"
    r"|financial) sponsor\w*",
    r"sponsor(?:ed|ing)? (?:conferences|events|meetups|open source|projects?|research|learning|lunch"
    r"|relationships?)",
    r"clinical|trial sponsors?|study sponsors?|visa (?:card|rules|regulations|processing|transaction)"
    r"|at visa\b",
    r"no sponsorship needed|visa (?:and|&) mastercard|(?:will|do) you",
)
_NOT_OURS = passages.expression(rf"\b{_PERKS}")
_OTHER_EVENT = re.compile(r"\bsponsor (?![^.]{0,30}\b[Vv]isa|H-?1|O-?1|US |EU |UK |TN |EAD)[A-Z]\w+")
_REFUSES = passages.expression(
    r"\b(?:no|not|don[’']t|doesn[’']t|cannot|can[’']?t|unable|won[’']t|without|isn[’']t|aren[’']t"
    r"|unfortunately|never|nor|too (?:small|early|young|tiny|new|busy) to"
    r"|neither|unavailable)\b[^,;:|]{0,70}$"
)
_REFUSED_AFTER = passages.expression(
    r"^(?: sponsorship| support)?(?: ?[/&] ?\w+)? ?(?:[:–—-]|is)? ?no\b(?! travel| problem| issue)"
    r"|^[^.|]{0,40}?(?:\bnot (?:currently )?(?:be )?(?:available|offered|provided|possible|supported"
    r"|an option|eligible|being"
    r"|considered|able)|\bunavailable|\b(?:is|are)(?: currently| unfortunately)? (?:not|un\w+)|\bisn[’']t"
    r"|\baren[’']t"
    r"|\bcannot|\bcan[’']t)"
)
_OFFERED_AFTER = passages.expression(
    r"^[^.|]{0,25}?(?:: ?yes|\b(?:available|offered|provided|possible|supported|ok|yes|welcome|included"
    r"|sponsored"
    r"|covered"
    r"|encouraged)\b|\bcase[- ]by[- ]case|\bfor (?:exceptional|qualified|the right|strong|eligible))"
)
_OFFERED_BEFORE = passages.expression(
    r"\b(?:we|can|do|will|happy to|able to|willing to|open to|offer\w*|provid\w+|support\w*|includ\w+|with"
    r"|and|assist\w*"
    r"|help with|consider\w*|possible|also|gladly|eligible for|benefits:?)(?: [\w&,/]+){0,3} ?$|[&+/] ?$"
)
_SENTENCE = re.compile(r"(?<![A-Z])[.!?] |\n")
_SEGMENT = re.compile(
    r"(?:^|[|,(•/·*+–—-])\s*(?:(?:[Ff]ull|[Ff]ree|[Ww]ork|US|UK|EU|[Gg]reen [Cc]ard"
    r"|(?:EU )?[Bb]lue [Cc]ard|H-?1B) )?$"
)
_SEGMENT_END = passages.expression(
    r"^(?: sponsor(?:ship)?s?)?(?: (?:available|possible|offered|ok))?\s*(?:$|\.$|[,|)+&;•·–—]"
    r"|[/-](?! ?reloc\w+ ?: ?no))"
)
_HELP = passages.expression(
    r"^(?:,? (?:and|&|\+) (?:relocation|immigration|work permit)| ?/ ?(?:relocation|immigration))?"
    r" (?:sponsorship|transfers?|support|assistance|help)\b"
)
_HELPS_WITH = passages.expression(
    r"(?:\b(?:we|we[’']ll|we[’']d|can|will|happy to|glad to)\b[^.;|]{0,30}|^\W*)\b(?:help|assist|support"
    r"|handle|cover"
    r"|arrange|organi[sz]e|sort out|take care of|pay for|sponsor)(?: you)?(?: with| out with| of| for)?"
    r"(?: (?:your|the|an?|all|any|work|skilled|worker|necessary|required|relocation|and|both|[a-z]{2}"
    r"|[a-z]-?[0-9]))*"
    r" $"
)
_PRODUCT = passages.expression(
    r"^ (?:applications?|payments?|cards?|transactions?|cases|process(?:es|ing)?) (?:for (?!you)|from|by"
    r"|worldwide|at)"
)
_FOR_SALE = passages.expression(r"^ (?:software|platforms?|products?|lawyers?|firms?|tools?|agents?|cases)\b")

_LISTS = passages.any_of(
    r"regardless|discriminat\w+|protected|ancestry|national origin|veteran|gender|religion|race|ethnicity"
    r"|equal|e-verify",
    r"poster|verify|verification|form i-9|first[- ]class|good|corporate|digital|engineering|private"
    r"|responsible|every",
    r"fellow|help\w*|our|younger|status|contingent|background checks?|depend\w*|contributing|senior citizens",
)
_EQUAL_OPPORTUNITY = passages.expression(rf"\b{_LISTS}\b[^.]{{0,80}}$")
_NO_CITIZENS = passages.expression(
    r"\b(?:first-class|class|senior|digital|global|corporate|good|engineering|exceptional) citizen"
)
_EQUAL_AFTER = passages.expression(
    r"^[^.]{0,40}\b(?:status|ancestry|veteran|disabilit\w+|posters?|gender|race|religion|in english"
    r"|english or|verification)\b"
)
_WHOLE_LINE = re.compile(r"^\W*(?:[A-Z][\w.]*)?\W*$")
_ASKS = passages.expression(
    r"\b(?:will you|do you|if you|ideally|prefer\w*|let us know|in (?:the )?future)\b"
)
_REQUIRED = passages.expression(
    r"\b(?:must|need|only|requir\w+|have to|should|already|necessary|mandatory|candidates?|applicants?"
    r"|you (?:are|have)"
    r"|you[’']re|ability|able|eligible|currently|please|legal\w*|valid|hold\w*|limited to|restricted to"
    r"|open to|due to"
    r"|us persons?|u\.s\. persons?|accepts?|considered|clearance|secret)\b"
)


def visa(text: Text) -> Stated[bool] | None:
    """True: sponsors visas or helps with them; False: says not, or local authorisation only; None unsaid."""
    for name, expression, read in (
        ("visa.sponsor", _SPONSOR, _sponsorship),
        ("visa.help", _HELPED, _help),
        ("visa.authorised", _AUTHORISED, _authorisation),
    ):
        if name not in text.hits:
            continue
        for found in passages.matches(expression, text.value):
            start, end = found.span()
            before, after = _line(text.value, start, end)
            answer = read(before, text.value[start:end].lower(), after)
            if answer is not None:
                left, right = start - len(before[-45:].lstrip()), end + len(after[:35].rstrip())
                return Stated(answer, passages.quote(text.value, left, right))
    return None


def _sponsorship(before: str, word: str, after: str) -> bool | None:
    """What one mention of sponsoring or visas says: offered, refused, or nothing."""
    around = f"{before[-40:]}{word}{after[:40]}"
    if _NOT_OURS.search(around) or _OTHER_EVENT.search(around):
        return None
    of_visas = _OF_VISAS.search(around) is not None
    if not of_visas and not word.startswith("sponsorship") and not _REFUSES.search(before):
        return None
    named = word.startswith(("visa", "h")) and _HELP.match(after) is not None
    if word.startswith("h") and not (named or _OFFERED_AFTER.match(after) or before.lower().endswith("no ")):
        return None
    if _REFUSES.search(before) or _REFUSED_AFTER.match(after):
        return False
    if not of_visas:
        return True if _OFFERED_AFTER.match(after) and _SEGMENT.search(before) else None
    in_a_list = before.rstrip().endswith(",") and after.lstrip().startswith(",")
    alone = not in_a_list and _SEGMENT.search(before) and _SEGMENT_END.match(after)
    offered = _OFFERED_AFTER.match(after) or _OFFERED_BEFORE.search(before) or word in ("sponsor", "sponsors")
    says = (
        alone or (offered and (named or not word.startswith("visa"))) or (named and _SEGMENT.search(before))
    )
    helped = _HELPS_WITH.search(before) and not _PRODUCT.match(after)
    possible = word.startswith("visa") and (_OFFERED_AFTER.match(after) or helped)
    return True if says or possible else None


def _help(before: str, word: str, after: str) -> bool | None:
    """True of "work permit and relocation support", which needs no more words than these."""
    if _REFUSES.search(before) or _FOR_SALE.match(after):
        return False if _REFUSES.search(before) else None
    return None if _NOT_OURS.search(f"{before[-20:]}{word}") else True


def _authorisation(before: str, word: str, after: str) -> bool | None:
    """False where only people who may work there already are asked for."""
    if _ASKS.search(before) or _EQUAL_OPPORTUNITY.search(before) or _EQUAL_AFTER.match(after):
        return None
    if _NO_CITIZENS.search(word):
        return None
    alone = _WHOLE_LINE.match(before) and not after.strip(" .")
    near = f"{before[-60:]} {word} {after[:30]}"
    return False if alone or _REQUIRED.search(near) else None


def _line(value: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after on one line; a sentence ends what is before, a colon does not."""
    before = _SENTENCE.split(value[max(0, start - 90) : start])[-1]
    return before, value[end : end + 60].split("\n", 1)[0]
