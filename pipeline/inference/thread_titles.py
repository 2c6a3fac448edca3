"""Job titles in the words of a forum post: recognised, cut out of headers, list lines and sentences, made singular.

Invariant: every title is made of words of the post in their order; nothing is invented but the singular, and the
head noun that several modifiers share ("Backend, Frontend Engineers").
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.inference.places import places

MAX_TITLE = 90

_NOUNS = (
    r"engineers?|developers?|devs?(?!\s+(?:shop|tools?|ops|house|team))|programmers?|scientists?|researchers?|designers?|architects?|managers?|leads?|"
    r"directors?|analysts?|swes?|sdes?|sres?|mles?|pms?|tpms?|ems?|fdes?|cto|ceo|coo|cmo|cpo|vp|interns?|technical staff|"
    r"executives?|account execs?|aes?|sdrs?|bdrs?|recruiters?|marketers?|writers?|advocates?|co-?founders?|associates?|"
    r"specialists?|consultants?|administrators?|sys-?admins?|technicians?|operators?|representatives?|"
    r"chief of staff|strategists?|coordinators?|builders?|quants?|statisticians?|bioinformaticians?|"
    r"mathematicians?|physicists?|economists?|animators?|artists?|editors?|counsel|evangelists?|scholars?|"
    r"head of [a-z]+|machinists?|postdocs?|ea|fellows?|generalists?|hackers?|experts?|eng|leaders?|owners?|csms?|tams?|tutors?|teachers?|testers?|mechanics?|partners?"
)
_WEAK = r"devops|gtm|business development|bizdev|customer success|data science|machine learning|devrel|full-?\s?stack|back-?\s?end|front-?\s?end|sales|growth|marketing|product|design|qa|support|security|ios|android|mobile|infra(?:structure)?|engineering"
NOUN = re.compile(rf"\b(?:{_NOUNS})\b(?!['’])", re.IGNORECASE)
_WEAK_ROLE = re.compile(
    rf"^(?:(?:senior|sr\.?|staff|founding|lead|junior)\s+)?(?!relocation|visa)(?:[a-z/&+-]+\s){{0,3}}(?:{_WEAK})$",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\b(engineer|developer|dev|programmer|scientist|researcher|designer|architect|manager|lead|director|analyst|swe|sde|sre|mle|"
    r"pm|tpm|em|fde|intern|executive|exec|ae|sdr|bdr|recruiter|marketer|writer|advocate|cofounder|co-founder|associate|specialist|"
    r"consultant|administrator|sysadmin|technician|operator|representative|strategist|coordinator|builder|quant|"
    r"animator|artist|editor|fellow|generalist|hacker|tutor|teacher|tester|mechanic|partner|bioinformatician|statistician)s\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^(?:eng|sales|growth|engineering|product|design|marketing|gtm|support)$|^(?:software|product|technical|full-?\s?stack|senior|sr\.?|staff|principal|tech|[/&,\s])*(?:engineer|developer|dev|swe|designer|people)$",
    re.I,
)
_ACRONYMS = frozenset(
    "ai ml mle llm nlp swe sre qa ui ux ui/ux ux/ui ai/ml ml/ai gtm pm api cto vp hpc gpu ios it hr bd sdr ae rag".split()
) - {"ios"}
_SMALL_WORDS = frozenset("of and or in for the a an to with at on".split())
_COUNT = re.compile(
    r"^(?:\(?\d{1,2}\)?\s?[x×]?\s+|\d{1,2}x\s*|x\d\s+|(?:one|two|three|four|five|several|multiple|various|many|a few|some|"
    r"more|additional|another|other|great|talented|exceptional|experienced|strong|passionate|motivated|seasoned|"
    r"skilled|amazing|brilliant|world-class|versatile|ambitious|curious|hungry|rockstar|excellent|top|hands-on|new(?!\s+grad)|"
    r"highly|proficient|full-time|full time|part-time|fulltime|remote|onsite|on-site|in-person|freelance|the|a|an|our|and|or|"
    r"hiring|now hiring|hiring for|we're hiring|we are hiring|looking for|seeking|role|roles|position|open roles?|open positions?|multiple roles|"
    r"openings?(?: for)?|job|title|us-based|product-minded|self-motivated|driven|creative|dedicated|"
    r"high-agency|technical-minded|very|extremely|truly|incredible|outstanding|kick-?ass|scrappy|genuinely|really|fun|extraordinary|smart|sharp|solid|"
    r"(?-i:(?!embedded|distributed|applied|decentralized|automated|deployed|unmanned|federated|forward)[a-z-]+(?:ed|ful|ous|able|ible))|"
    r"[\w-]+-(?:based|minded|driven|oriented|focused|loving|obsessed|savvy|motivated)|\+|/)\s*[:–—,-]?\s+)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[-–—,:;|@(\[]|\b(?:in|at|for|on|with|to|who|from|based|wanted|needed|role|roles|position|positions|"
    r"opening|openings|jobs?))\s*$",
    re.IGNORECASE,
)
_NOT_IN_PARENS = re.compile(
    r"\d\s?\+|\byoe\b|year|remote|on-?site|hybrid|full-?time|part-?time|contract|\$|€|£|http|usa?\b|\beu\b|london|york|"
    r"san francisco|berlin|m/?f|f/?m|level|visa|x\d|^\d|equity|multiple|expert|intermediate|experience|preferred|"
    r"\bpart\b|plus\b|open to|all genders|\w\.(?:com|io|ai|co|dev)\b",
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
_EMPLOYER_TAIL = re.compile(r"\s@\s?(?=\w).*$|\sat\s+(?=[A-Z]).*$", re.S)
_APOSTROPHE_PLURAL = re.compile(r"\b(engineer|developer|mle|swe|sre|pm|scientist|designer)['’]s\b", re.I)
_MODE_TAIL = re.compile(
    r",\s*(?:remote|hybrid|on-?site|full-?time|contract|\d+\+? ?(?:years|yrs|yoe))\b.*$", re.I | re.S
)
_WEAK_PIECE = re.compile(r"^(?:founding\s+|head of\s+)?(?:gtm|sales|marketing|devrel|devops|growth)$", re.I)
_NOT_A_ROLE = re.compile(
    r"^(?:multiple|various|several|many|all|open|different|other|numerous|two|three|\d+\+?|more|new)\s+(?:[\w/&-]+\s+){0,3}"
    r"(?:roles?|positions?|openings?|jobs?|opportunities|vacancies|levels?|teams?)\b|"
    r"^(?:engineering|technical|software|tech|product)?\s*(?:roles?|positions?|openings?|jobs?|opportunities|vacancies)\b",
    re.I,
)
_AND_MORE = re.compile(
    r"\s*(?:[,+&]|\band\b|[,+&]\s*and\b)\s*(?:(?:many|several|a few|some)\s)?(?:others?|more)\b.*$",
    re.I | re.S,
)
_ENDS_IN_JOB = re.compile(
    rf"(?:\b(?:{_NOUNS})\b|\b(?:i|ii|iii|iv)\b)[\s.)*:]*$|^\W*(?:head|director|vp|chief|founding|senior|sr|staff|principal|junior)\b",
    re.I,
)


_MODE = re.compile(
    r"^\W*(?:(?:remote|hybrid|on-?site|in[- ]person|in[- ]office|full-?\s?time|part-?time|contract|anywhere|flexible)\b[\s,/&|-]*)+",
    re.I,
)


_NO_CODE = re.compile(r"\b(?:AI|ML|QA|IT|PM|CV|BI|GO|DS)\b")


@lru_cache(maxsize=2_048)
def is_place_or_mode(text: str) -> bool:
    """True for what tells where or how one works and nothing else ("Berlin", "Remote, US", "Hybrid")."""
    rest = _MODE.sub("", text).strip(" ()-–—,/")
    if not rest:
        return True
    if len(rest) > 60 or NOUN.search(rest) or _NO_CODE.search(rest):
        return False
    found = places((rest,), (), None)
    return bool(found.cities or found.countries or found.regions)


def singular(title: str) -> str:
    """ "Senior Engineers" as one is hired: "Senior Engineer"."""
    return _PLURAL.sub(lambda found: found.group(1), title)


def _tidy_parens(title: str) -> str:
    def keep(found: re.Match[str]) -> str:
        inner = found.group(1).strip()
        drop = not inner or len(inner) > 29 or _NOT_IN_PARENS.search(inner) or is_place_or_mode(inner)
        return "" if drop else found.group(0)

    return _PARENS.sub(keep, title)


def tidy(title: str) -> str:
    """A title without counts, praise, links, pay, trailing joints; "" when nothing is left."""
    plain = _tidy_parens(_MODE_TAIL.sub("", _URL.sub(" ", title[: 3 * MAX_TITLE]))).strip(
        " \t*_#>-–—•·:;,.|\"'“”`~!=/^$?"
    )
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


def weak_title(text: str) -> str | None:
    """A field of work that stands for a role ("GTM", "Founding Sales"), where a list says that it is one."""
    whole = tidy(text)
    if not _WEAK_ROLE.match(_PARENS.sub("", whole)):
        return None
    return re.sub(r"(?<=\w\s)Engineering\b", "Engineer", whole)


def is_generic(title: str) -> bool:
    """True for a title that says no more than that one engineers ("Software Engineer")."""
    return bool(_GENERIC.match(_PARENS.sub("", title).strip()))


def in_title_case(title: str) -> str:
    """A title that a sentence wrote in small letters, as a list would write it."""
    if title != title.lower() and NOUN.search(title) and not NOUN.search(title)[0].islower():  # type: ignore[index]
        return title
    return " ".join(_cased(word) for word in title.split())


def _cased(word: str) -> str:
    if word.casefold() in _ACRONYMS:
        return word.upper()
    return word[:1].upper() + word[1:] if word.casefold() not in _SMALL_WORDS else word


def pieces_and_joints(text: str) -> tuple[list[str], list[str]]:
    """The parts of a list and what joins them ("," or "and"); joints inside parentheses do not count."""
    depth, flat = 0, []
    for char in text:
        depth += (char in "([") - (char in ")]" and depth > 0)
        flat.append("\0" if depth and char not in "([" else char)
    pieces: list[str] = []
    joints: list[str] = []
    at = 0
    for found in _SPLIT.finditer("".join(flat)):
        pieces.append(text[at : found.start()])
        joints.append(found.group(1).strip().lower())
        at = found.end()
    return [*pieces, text[at:]], joints


def titles_in(segment: str, is_header: bool = False) -> list[str]:
    """The titles that a header's segment or a list line names, in order."""
    segment = _APOSTROPHE_PLURAL.sub(r"\1s", _AND_MORE.sub("", _EMPLOYER_TAIL.sub("", segment)))
    if len(segment) > 400 or _NOT_A_ROLE.match(segment.strip()):
        return []
    pieces, joints = pieces_and_joints(_URL.sub(" ", segment))
    has = [bool(NOUN.search(_PARENS.sub("", piece)) or _WEAK_PIECE.match(piece.strip())) for piece in pieces]
    if not any(has):
        whole = weak_title(segment)
        return [whole] if whole else []
    slashes_split = joints.count("/") >= 2 and (all(has) or len(segment) > MAX_TITLE)
    titles = [pieces[0]]
    for i, joint in enumerate(joints, start=1):
        splits = joint not in ("/", "or") or slashes_split
        if slashes_split and joint == "/" and not has[i]:
            titles.append("")
            continue
        if joint in ("&", "and", "+") and has[i] and _WEAK_PIECE.match(pieces[i].strip()):
            splits = _ENDS_IN_JOB.search(titles[-1]) is not None
        if joint == "&" and _WEAK_PIECE.match(titles[-1].strip()):
            splits = False
        if splits and has[i] and _is_job_piece(pieces[i]) and _names_a_job(titles[-1]):
            titles.append(pieces[i])
        else:
            spaced = ", " if joint in (",", ";") else f" {joint} "
            titles[-1] = f"{titles[-1]}{spaced}{pieces[i]}"
    found = [part for title in titles for part in _shared_head(title, is_header)]
    return [title for title in map(tidy, found) if is_title(title) or _WEAK_PIECE.match(title)]


def _is_job_piece(piece: str) -> bool:
    bare = _PARENS.sub("", piece)
    return bool(_ENDS_IN_JOB.search(bare) or _WEAK_PIECE.match(bare.strip()))


def _names_a_job(piece: str) -> bool:
    return bool(NOUN.search(_PARENS.sub("", piece)) or _WEAK_PIECE.match(piece.strip()))


_FIELD = (
    r"(?:back-?\s?end|front-?\s?end|full-?\s?stack|mobile|platform|infra(?:structure)?|data|product|ml|ai|ios|android|design|security|"
    r"devops|embedded|web|systems|cloud)"
)
_PLURAL_OF_FIELDS = re.compile(
    rf"^(.*?)\b((?:software\s+)?(?:engineer|developer))s\s*[(\[]({_FIELD}(?:\s*[,/]\s*{_FIELD})+)[)\]]\s*$",
    re.I,
)


def _of_fields(found: re.Match[str]) -> list[str]:
    """ "Engineers (Backend, Data)" -> "Backend Engineer", "Data Engineer"; "Software Engineers (...)" keeps its name."""
    before, noun, fields = found.groups()
    names = [field.strip() for field in re.split(r"[,/]", fields)]
    if noun.lower().startswith("software"):
        return [f"{before}{noun} ({name})" for name in names]
    return [f"{before}{name} {noun}" for name in names]


def _shared_head(title: str, is_header: bool) -> list[str]:
    """ "Product, Backend Engineers" -> "Product Engineer", "Backend Engineer"; only a plural shares its head."""
    bare = title.strip()
    if is_header and (fields := _PLURAL_OF_FIELDS.match(bare)):
        return _of_fields(fields)
    head = re.search(
        r"\b(?:Engineers|Developers|Designers|Scientists|Managers|Devs)\b\s*$", bare, re.IGNORECASE
    )
    if not head:
        return [title]
    joints = r",|\band\b|;|&" if "," in bare or is_header else r"\band\b|;"
    modifiers = [m.strip() for m in re.split(joints, bare[: head.start()]) if m.strip()]
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
