"""Job titles in the words of a forum post: recognised, cut out of headers, list lines and sentences, made singular.

Invariant: every title is made of words of the post in their order; nothing is invented but the singular, and the
head noun that several modifiers share ("Backend, Frontend Engineers").
"""

from __future__ import annotations

import re

MAX_TITLE = 90

_NOUNS = (
    r"engineers?|developers?|devs?|programmers?|scientists?|researchers?|designers?|architects?|managers?|leads?|"
    r"directors?|analysts?|swes?|sdes?|sres?|mles?|pms?|tpms?|ems?|fdes?|cto|ceo|coo|cmo|cpo|vp|interns?|technical staff|"
    r"executives?|account execs?|aes?|sdrs?|bdrs?|recruiters?|marketers?|writers?|advocates?|co-?founders?|associates?|"
    r"specialists?|consultants?|administrators?|sys-?admins?|technicians?|operators?|representatives?|"
    r"chief of staff|strategists?|coordinators?|builders?|quants?|statisticians?|bioinformaticians?|"
    r"mathematicians?|physicists?|economists?|animators?|artists?|editors?|counsel|evangelists?|scholars?|"
    r"head of [a-z]+|machinists?|postdocs?|ea|fellows?|generalists?|hackers?|tutors?|teachers?|testers?|mechanics?|partners?"
)
_WEAK = r"devops|gtm|devrel|full-?\s?stack|back-?\s?end|front-?\s?end|sales|growth|marketing|product|design|qa|support|security|ios|android|mobile|infra(?:structure)?|engineering"
NOUN = re.compile(rf"\b(?:{_NOUNS})\b(?!['’])", re.IGNORECASE)
_WEAK_ROLE = re.compile(
    rf"^(?:(?:senior|sr\.?|staff|founding|lead|junior)\s+)?(?:[a-z/&-]+\s)?(?:{_WEAK})$", re.IGNORECASE
)
_PLURAL = re.compile(
    r"\b(engineer|developer|dev|programmer|scientist|researcher|designer|architect|manager|lead|director|analyst|swe|sde|sre|mle|"
    r"pm|tpm|em|fde|intern|executive|exec|ae|sdr|bdr|recruiter|marketer|writer|advocate|cofounder|co-founder|associate|specialist|"
    r"consultant|administrator|sysadmin|technician|operator|representative|strategist|coordinator|builder|quant|"
    r"animator|artist|editor|fellow|generalist|hacker|tutor|teacher|tester|mechanic|partner|bioinformatician|statistician)s\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"^(?:\(?\d{1,2}\)?\s?[x×]?\s+|\d{1,2}x\s*|x\d\s+|(?:one|two|three|four|five|several|multiple|various|many|a few|some|"
    r"more|additional|another|other|great|talented|exceptional|experienced|strong|passionate|motivated|seasoned|"
    r"skilled|amazing|brilliant|world-class|versatile|ambitious|curious|hungry|rockstar|excellent|top|hands-on|new|"
    r"highly|proficient|full-time|full time|part-time|fulltime|remote|onsite|on-site|in-person|freelance|the|a|an|our|and|or|"
    r"hiring|now hiring|hiring for|we're hiring|we are hiring|looking for|seeking|role|roles|position|open roles?|open positions?|multiple roles|"
    r"openings?(?: for)?|job|title|early|us-based|product-minded|self-motivated|driven|creative|dedicated|"
    r"high-agency|technical-minded|very|extremely|truly|incredible|outstanding|kick-?ass|\+)\s*[:–—-]?\s+)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[-–—,:;|@(\[]|\b(?:in|at|for|on|with|to|who|from|based|wanted|needed|role|roles|position|positions|"
    r"opening|openings|jobs?))\s*$",
    re.IGNORECASE,
)
_NOT_IN_PARENS = re.compile(
    r"\d\s?\+|\byoe\b|year|remote|on-?site|hybrid|full-?time|part-?time|contract|\$|€|£|http|usa?\b|\beu\b|london|york|"
    r"san francisco|berlin|m/?f|f/?m|level|visa|x\d|^\d|equity|multiple|\w\.(?:com|io|ai|co|dev)\b",
    re.IGNORECASE,
)
_PARENS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_URL = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|io|ai|co|dev|org|net|app|tech|us|so|eu|de|xyz|inc)(?:/\S*)?",
    re.IGNORECASE,
)
_SENIORITY_ONLY = re.compile(
    r"^(?:senior|sr\.?|staff|mid(?:[- ]level)?|junior|jr\.?|principal|lead|founding|intermediate|entry[- ]level|mid/senior)$",
    re.IGNORECASE,
)
_LEVEL_WORDS = re.compile(
    r"^((?:(?:senior|sr\.?|staff|mid|mid-level|junior|principal|lead|founding|founding|[/&,+]|or|and)\s*)+)",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(,|;|\s&\s|\s\+\s|\s/\s|\band\b|\bor\b|\bas well as\b|\bplus\b|\s•\s)\s*", re.IGNORECASE
)
_NOT_A_ROLE = re.compile(
    r"^(?:(?:multiple|various|several|many|all|open|different|engineering|technical|software|other|two|three|\d+\+?|new|tech|product|eng|more)[\s,&/]*)*"
    r"(?:and\s)?(?:roles?|positions?|openings?|jobs?|opportunities|vacancies|levels?|teams?)\b",
    re.IGNORECASE,
)


def singular(title: str) -> str:
    """ "Senior Engineers" as one is hired: "Senior Engineer"."""
    return _PLURAL.sub(lambda found: found.group(1), title)


def _tidy_parens(title: str) -> str:
    def keep(found: re.Match[str]) -> str:
        inner = found.group(1).strip()
        return "" if not inner or len(inner) > 34 or _NOT_IN_PARENS.search(inner) else found.group(0)

    return _PARENS.sub(keep, title)


def tidy(title: str) -> str:
    """A title without counts, praise, links, pay, trailing joints; "" when nothing is left."""
    plain = _tidy_parens(_URL.sub(" ", title[: 3 * MAX_TITLE])).strip(" \t*_#>-–—•·:;,.|\"'“”`~!")
    for _ in range(6):
        shorter = _TAIL.sub("", _COUNT.sub("", plain)).strip(" *_-–—:,")
        if shorter == plain:
            break
        plain = shorter
    if plain.count("(") > plain.count(")"):
        plain = plain[: plain.rindex("(")].strip()
    return singular(" ".join(plain.split()))


def is_title(text: str) -> bool:
    """True for a short phrase that names an occupation."""
    return bool(text) and len(text) <= MAX_TITLE and len(text.split()) <= 13 and bool(NOUN.search(text))


def _outside_parens(text: str) -> list[str]:
    """Pieces and separators in turn; separators inside parentheses do not count."""
    depth, flat = 0, []
    for char in text:
        depth += (char in "([") - (char in ")]" and depth > 0)
        flat.append("\0" if depth and char not in "([" else char)
    masked = "".join(flat)
    parts: list[str] = []
    at = 0
    for found in _SPLIT.finditer(masked):
        parts += [text[at : found.start()], found.group(1).strip().lower()]
        at = found.end()
    return [*parts, text[at:]]


def titles_in(segment: str) -> list[str]:
    """The titles that a header's segment or a list line names, in order."""
    if len(segment) > 400 or _NOT_A_ROLE.match(segment.strip()):
        return []
    parts = _outside_parens(_URL.sub(" ", segment))
    pieces, joints = parts[::2], parts[1::2]
    has = [bool(NOUN.search(_PARENS.sub("", piece))) for piece in pieces]
    if not any(has):
        whole = tidy(segment)
        return [whole] if _WEAK_ROLE.match(whole) else []
    slashes_split = joints.count("/") >= 2 and all(has)
    titles = [pieces[0]]
    for i, joint in enumerate(joints, start=1):
        splits = joint not in ("/", "or") or slashes_split
        if splits and has[i] and any(has[j] for j in range(i)) and NOUN.search(_PARENS.sub("", titles[-1])):
            titles.append(pieces[i])
        else:
            spaced = ", " if joint in (",", ";") else f" {joint} "
            titles[-1] = f"{titles[-1]}{spaced}{pieces[i]}"
    found = [part for title in titles for part in _shared_head(title)]
    return [title for title in map(tidy, found) if is_title(title)]


def _shared_head(title: str) -> list[str]:
    """ "Product, Backend Engineers" -> "Product Engineer", "Backend Engineer"; only a plural shares its head."""
    bare = title.strip()
    head = re.search(
        r"\b(?:Engineers|Developers|Designers|Scientists|Managers|Devs)\b\s*$", bare, re.IGNORECASE
    )
    if not head:
        return [title]
    modifiers = [m.strip() for m in re.split(r",|&|\band\b|;", bare[: head.start()]) if m.strip()]
    if (
        len(modifiers) < 2
        or any(_SENIORITY_ONLY.match(m) for m in modifiers)
        or NOUN.search(bare[: head.start()])
    ):
        return [title]
    level = _LEVEL_WORDS.match(modifiers[0])
    prefix = level.group(1).strip() + " " if level else ""
    noun = head.group().strip()
    return [f"{m} {noun}" if i == 0 else f"{prefix}{m} {noun}" for i, m in enumerate(modifiers)]
