"""The words of job titles in forum posts: occupations, levels, praise, fields of work, and what they tell.

Invariant: this module only recognises; cutting titles out of lines is the work of `thread_titles`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pipeline.inference.places import places

MAX_TITLE: Final = 90

NOUNS: Final = (
    r"engineers?|developers?|devs?(?!\s+(?:shop|tools?|ops|house|team))|programmers?|scientists?|"
    r"researchers?|designers?|"
    r"architects?|managers?|leads?|leaders?|directors?|analysts?|swes?|sdes?|sres?|mles?|pms?|tpms?|ems?|"
    r"fdes?|sdets?|cto|ceo|coo|"
    r"cmo|cpo|vp|interns?|technical staff|executives?|account execs?|aes?|sdrs?|bdrs?|csms?|tams?|"
    r"recruiters?|marketers?|"
    r"writers?|advocates?|co-?founders?|associates?|specialists?|consultants?|administrators?|"
    r"sys-?admins?|technicians?|"
    r"operators?|representatives?|chief of staff|strategists?|coordinators?|builders?|quants?|statisticians?|"
    r"bioinformaticians?|mathematicians?|physicists?|economists?|animators?|artists?|editors?|counsel|"
    r"evangelists?|scholars?|"
    r"head of [a-z]+|machinists?|postdocs?|ea|fellows?|generalists?|hackers?|experts?|eng|owners?|tutors?|"
    r"teachers?|"
    r"testers?|mechanics?|partners?|reps?|admins?|professors?|lecturers?|instructors?|trainers?|coach(?:es)?|"
    r"accountants?|attorneys?|bookkeepers?|officers?|cfo|mgmt"
)
NOUN: Final = re.compile(rf"\b(?:{NOUNS})\b(?!['’])", re.IGNORECASE)
PARENS: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")

_PLURAL = re.compile(
    r"\b(engineer|developer|dev|programmer|scientist|researcher|designer|architect|manager|lead|leader|"
    r"director|analyst|swe|"
    r"sdet|sde|sre|mle|pm|tpm|em|fde|intern|executive|exec|ae|sdr|bdr|csm|tam|recruiter|marketer|writer|"
    r"advocate|cofounder|"
    r"co-founder|associate|specialist|consultant|administrator|sysadmin|technician|operator|"
    r"representative|strategist|"
    r"coordinator|builder|quant|animator|artist|editor|fellow|generalist|hacker|expert|owner|tutor|"
    r"teacher|tester|mechanic|rep|admin|professor|lecturer|instructor|trainer|accountant|attorney|"
    r"partner|bioinformatician|statistician)s\b",
    re.IGNORECASE,
)
_FIELDS = (
    r"devops|gtm|business development|bizdev|customer success|data science|machine learning|devrel|"
    r"full-?\s?stack|"
    r"back-?\s?end|front-?\s?end|sales|growth|marketing|product|design|qa|support|security|ios|android|"
    r"mobile|"
    r"infra(?:structure)?|engineering"
)
_FIELD_AS_ROLE = re.compile(
    r"^(?:(?:senior|sr\.?|staff|founding|lead|junior)\s+)?(?!relocation|visa)(?:[a-z/&+-]+\s){0,5}"
    rf"(?:{_FIELDS})$",
    re.IGNORECASE,
)
_FIELD_ALONE = re.compile(
    r"^(?:founding\s+|head of\s+)?(?:gtm|sales|marketing|devrel|devops|growth)"
    r"(?:\s?/\s?(?:gtm|sales|marketing|devrel|growth))?$",
    re.IGNORECASE,
)
_STUDY = r"ml|ai|ai\s?/\s?ml|ml\s?/\s?ai|machine learning|research|(?:ai|ml) research|data|robotics|hardware"
_ANY_FIELD = re.compile(rf"^(?:{_STUDY}|{_FIELDS})$", re.IGNORECASE)
_FOUNDING_FIELD = re.compile(rf"^founding (?:{_STUDY}|{_FIELDS})$", re.IGNORECASE)
_GENERIC = re.compile(
    r"^interns?$|^(?:eng|sales|growth|engineering|product|design|marketing|gtm|support)$|"
    r"^(?:software|product|technical|full-?\s?stack|senior|sr\.?|staff|principal|tech|[/&,\s])*"
    r"(?:engineer|developer|dev|swe|designer|people)$",
    re.IGNORECASE,
)
_ENDS_IN_JOB = re.compile(
    rf"(?:\b(?:{NOUNS})\b|\b(?:i|ii|iii|iv)\b)[\s.)*:]*$|"
    r"^\W*(?:head|director|vp|chief|founding|senior|sr|staff|principal|junior)\b",
    re.IGNORECASE,
)
_ACRONYMS = frozenset(
    (
        *(
            "ai",
            "ml",
            "mle",
            "llm",
            "nlp",
            "swe",
            "sre",
            "qa",
            "ui",
            "ux",
            "ui/ux",
            "ux/ui",
            "ai/ml",
            "ml/ai",
        ),
        *("gtm", "pm", "api", "cto", "vp", "hpc", "gpu", "it", "hr", "bd", "sdr", "ae", "rag"),
    )
)
_SMALL_WORDS = frozenset(("of", "and", "or", "in", "for", "the", "a", "an", "to", "with", "at", "on"))
HAS_FIELD: Final = re.compile(r"\b(?:data scientist|analyst|product manager|designer)\s*$", re.IGNORECASE)
"""An occupation in the singular whose field may follow after a comma ("Data Scientist, Growth")."""
ENTHUSIAST: Final = re.compile(
    r"\s+(?:and|&|\+)\s+[\w ]{0,20}\b(?:enthusiast|lover|fan|nerd|geek)s?\b.*$", re.IGNORECASE
)
_SHORT_JOB = re.compile(r"^(?:swe|mle|sre|sde|tpm|pm|em|fde)$", re.IGNORECASE)
_MODE = re.compile(
    r"^\W*(?:(?:remote|hybrid|on-?site|in[- ]person|in[- ]office|full-?\s?time|part-?time|contract|anywhere|"
    r"flexible)\b[\s,/&|-]*)+",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(r"\d+\+?\s*(?:years|yrs|yoe)\b|(?:to|with|for|who)\s", re.IGNORECASE)
_ASKED = re.compile(r"\bor similar\b|\b(?:degree|years of|tech stack)\b", re.IGNORECASE)
_CRAFT = re.compile(
    rf"^(?:(?:{_FIELDS}|web|data|platform|cloud|systems|servers?|ai|ml|artificial intelligence|robotics|"
    r"embedded|networking|reliability|site|api)\s?[/&-]?\s?){1,3}$",
    re.IGNORECASE,
)
_NO_CRAFT = re.compile(
    r"\b(?:sales|growth|marketing|gtm|design|product|support|success|business|bizdev|engineering|data "
    r"science|"
    r"devrel|devops|qa)\b",
    re.IGNORECASE,
)
_FIELD_WORD = re.compile(rf"^(?:{_FIELDS}|web|data|platform|apps?)\b", re.IGNORECASE)
_NO_CODE = re.compile(r"\b(?:AI|ML|QA|IT|PM|CV|BI|GO|DS)\b")
_LEVEL = re.compile(
    r"\b(?:senior|sr|staff|principal|lead|junior|jr|mid|level|entry|founding|intermediate|new grad|"
    r"experienced|"
    r"i|ii|iii)\b"
)
NOT_FIRST: Final = frozenset(
    """
    work working you we our build building experience strong join apply email the your i my as if for with
    about please proven ability what why how who this these those collaborate design develop lead own help
    manage create partner drive ensure mentor bonus requirements responsibilities stack tech compensation
    salary benefits contact location deep solid must nice knowledge background familiarity comfortable
    excellent small be is are it they using use write make love want in on at from by to and or no not good
    great ideal previous prior ideally founded backed led here when while some many most all each every
    years year ex former looking hiring a an see more come also since once during after before because talk
    interview process team company culture perks questions note edit update ps thanks send reach mention
    check read learn find give get let interested know support including feel new both us me dm pay comp
    currently responsible reports report reporting start day their
    """.split()  # noqa: SIM905 - read easier than a list of strings
)
"""First words that make a line a sentence and no title."""
DUTY_VERBS: Final = frozenset(
    """
    mentor manage drive ensure collaborate own help work join apply create develop write read use make send
    find give get let hire architect
    """.split()  # noqa: SIM905 - read easier than a list of strings
)
"""First words that make even capitalised words a duty ("Mentor Future Engineers")."""
_SAME_WORDS = (
    ("full-stack", "fullstack"),
    ("full stack", "fullstack"),
    ("back-end", "backend"),
    ("front-end", "frontend"),
    ("swe", "software engineer"),
    ("developer", "engineer"),
    ("eng ", "engineer "),
    ("product manager", "pm"),
)


def names_job(piece: str) -> bool:
    """True when an occupation, or a field that stands for one ("GTM"), stands outside its parentheses."""
    bare = PARENS.sub("", piece)
    return bool(NOUN.search(bare) or _FIELD_ALONE.match(bare.strip()))


def ends_in_job(piece: str) -> bool:
    """True for a piece that can stand alone as a title ("Product Designer", "Head of Growth", "GTM")."""
    bare = PARENS.sub("", piece)
    return bool(_ENDS_IN_JOB.search(bare) or _FIELD_ALONE.match(bare.strip()))


def is_field(piece: str) -> bool:
    """True for a field of work that stands for a role ("GTM", "Founding Sales")."""
    return bool(_FIELD_ALONE.match(PARENS.sub("", piece).strip()))


def is_engineers_field(text: str) -> bool:
    """True for a field that engineers have ("Backend", "Artificial Intelligence"), and nothing else."""
    return bool(_CRAFT.match(text.strip())) and not _NO_CRAFT.search(text)


def is_field_role(title: str) -> bool:
    """True for a field of work with or without a level ("Business Development", "Senior Full-Stack")."""
    return bool(_FIELD_AS_ROLE.match(PARENS.sub("", title)))


def is_plain_list(pieces: list[str], joints: list[str]) -> bool:
    """True for "SWE, SRE, Networking, Infra, TPM": short items, each a job or a field, none in the plural."""
    least = 2 if any(_SHORT_JOB.match(piece.strip()) for piece in pieces) else 4
    short = len(pieces) >= least and all(0 < len(piece.split()) <= 3 for piece in pieces)
    if (
        not short
        or any(joint not in (",", "and", "&") for joint in joints)
        or any(map(_PLURAL.search, pieces))
    ):
        return False
    fields = [piece for piece in pieces if not names_job(piece)]
    return 0 < len(fields) <= len(pieces) - least // 2 and all(map(is_engineers_field, fields))


def are_fields(pieces: list[str], joints: list[str]) -> bool:
    """True for "Engineering, Data Science" or "Founding ML": fields of work, at least one surely so."""
    bare = [piece.strip() for piece in pieces]
    if len(bare) == 1:
        return bool(_FOUNDING_FIELD.match(bare[0]))
    surely = sum(is_field_role(piece) or is_engineers_field(piece) for piece in bare)
    known = all(is_field_role(piece) or bool(_ANY_FIELD.match(piece)) for piece in bare)
    return known and surely >= 1 and len(bare) <= 6 and all(joint in (",", "and", "&") for joint in joints)


def is_title(text: str) -> bool:
    """True for a short phrase that names an occupation."""
    if (
        not text
        or len(text) > MAX_TITLE
        or len(text.split()) > 13
        or _NO_TITLE.match(text)
        or _ASKED.search(text)
    ):
        return False
    return bool(NOUN.search(text))


def is_generic(title: str) -> bool:
    """True for a title that says no more than that one engineers ("Software Engineer")."""
    return bool(_GENERIC.match(PARENS.sub("", title).strip()))


@lru_cache(maxsize=2_048)
def is_place_or_mode(text: str) -> bool:
    """True for what tells where or how one works and nothing else ("Berlin", "Remote, US", "Hybrid")."""
    rest = _MODE.sub("", text[:100]).strip(" ()-–—,/")
    if not rest:
        return True
    if len(rest) > 60 or NOUN.search(rest) or _NO_CODE.search(rest) or _FIELD_WORD.match(rest):
        return False
    found = places((rest,), (), None)
    return bool(found.cities or found.countries or found.regions)


def core(title: str) -> set[str]:
    """The words of a title that say what one does, without level and parentheses."""
    bare = PARENS.sub(" ", f"{title.casefold()} ")
    for written, same in _SAME_WORDS:
        bare = bare.replace(written, same)
    return set(re.findall(r"[a-z0-9+#]+", _LEVEL.sub(" ", bare)))


def singular(title: str) -> str:
    """ "Senior Engineers" as one is hired: "Senior Engineer"."""
    return _PLURAL.sub(lambda found: found.group(1), title)


def in_title_case(title: str) -> str:
    """A title that a sentence wrote in small letters, as a list would write it."""
    noun = NOUN.search(title)
    if title != title.lower() and noun and not noun[0].islower():
        return title
    return " ".join(_cased(word) for word in title.split())


def _cased(word: str) -> str:
    if word.casefold() in _ACRONYMS:
        return word.upper()
    return word[:1].upper() + word[1:] if word.casefold() not in _SMALL_WORDS else word
