"""What a job title says of the work: family, seniority, founding, first of its function.

Invariant: the title decides; the text is asked only where the title is generic ("Software Engineer", "Member of
Technical Staff"), and only answers when it says in so many words that models or AI systems are the work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.inference.text import Text, TitleFacts

MAX_TITLE = 300

_HEAD = r"(?:engineer|engineers|engineering|developer|developers|dev|devs|swe|scientist|scientists|researcher|researchers|architect|architects|mle|programmer)"
_TECHNICAL = re.compile(
    rf"\b(?:{_HEAD}|swes|sre|mts|technical staff|tech lead|technical lead|team lead|lead|head|director|vp|cto|manager|"
    r"hacker|builder|intern|internship|co-op|fellow|resident|chief|early careers|postdoc|founding|consultant|"
    r"practitioner|expert|specialist|phd|research)\b"
)
_ML = (
    r"(?:machine[- ]learning|ml|ai\s?/\s?ml|ml\s?/\s?ai|artificial intelligence\s?/\s?machine learning|deep[- ]learning|"
    r"reinforcement learning|rl|computer[- ]vision|machine vision|nlp|natural language processing|speech|asr|tts|"
    r"recommendation(?:s|\s+systems?)?|recommender(?:\s+systems?)?|recsys|perception|robot learning|"
    r"foundation models?|multimodal|diffusion|representation learning|ranking|vlm|vla)"
)
_AI = (
    r"(?:ai|a\.i\.|artificial intelligence|gen\s?-?ai|generative ai|llms?|large language models?|agents?|agentic|"
    r"prompt|rag|conversational ai|applied ai|voice ai|ai agents?|nlu|mcp)"
)
_BETWEEN = r"(?:[\s/&+,\-–—]+(?:and\s+)?(?:[\w.+#]+[\s/&+\-]+){0,2}?)"


@dataclass(frozen=True, slots=True)
class _Rule:
    family: str
    pattern: re.Pattern[str]


def _rule(family: str, pattern: str) -> _Rule:
    return _Rule(family, re.compile(pattern))


_STRONG = (
    _rule(
        "ml_platform",
        r"\bml\s?-?\s?ops\b|\bllm\s?-?ops\b|\baiops engineer|"
        r"\b(?:ml|machine[- ]learning|ai|llm|gpu|deep[- ]learning|training|inference|model)(?:\s?/\s?\w+)?[\s,-]+"
        r"(?:(?:model|training|inference|serving|data|compute|cloud|and|&)\s+)*"
        r"(?:infra|infrastructure|platforms?|systems?|inference|serving|deployment|compilers?|kernels?|runtime|cluster|performance|"
        r"operations|frameworks?|developer experience|tooling)\b[\s\w/,&+-]*?"
        rf"\b{_HEAD}\b|\bcuda\b|\bgpu\b[\s\w,/&+-]*\b{_HEAD}\b|"
        rf"\b(?:llm|model|ml)\s(?:inference|serving|training|optimization)\b[\s\w,/&+-]*\b{_HEAD}\b|"
        rf"\b(?:ml|machine[- ]learning|ai) infra(?:structure)?\b|\bml compiler|\binference (?:{_HEAD}|platform|infra|systems?)|"
        rf"\b{_HEAD}\b\s*[,(:–—-]\s*(?:inference|model serving|distributed training|training infra(?:structure)?|gpu)\b|"
        r"\bhpc engineer|\btechnical staff\b.*\b(?:inference|gpu|training infra\w*)\b",
    ),
    _rule(
        "research_engineer",
        r"\bresearch (?:software )?engineer|\bresearch engineering\b|\bresearch swe\b",
    ),
    _rule(
        "research_scientist",
        r"\b(?:research|applied) (?:ml |ai |machine learning )?(?:scientist|researcher)|\bapplied research\b|\bresearch(?:er)?\s*[,(-]+\s*(?:ml|ai|machine learning)|"
        r"\b(?:ml|ai|machine[- ]learning|deep[- ]learning|computer[- ]vision|nlp|llm|rl|reinforcement learning)\b[\s/\w-]*\b(?:scientist|researcher|research (?:lead|intern|resident|fellow))|"
        r"\bhead of (?:ai |ml )?research\b|\bresearch (?:intern|resident|fellow)\b|\bfounding researcher\b|\b(?:applied|ai|ml) scientist\b",
    ),
    _rule(
        "data_scientist",
        r"\bdata scien(?:tist|ce)|\bquant(?:itative)? (?:researcher|modell?er|analyst)\b|\bdecision scientist\b",
    ),
    _rule(
        "ml_engineer",
        rf"\b{_ML}\b{_BETWEEN}{_HEAD}\b|\bmles?\b|\b(?:ml|machine[- ]learning) (?:lead|manager|intern|practitioner|expert|specialist|consultant|swe)\b|"
        r"\b(?:head|director|vp|chief) (?:of )?(?:ml|machine[- ]learning|ai\s?/\s?ml|ml\s?/\s?ai|computer vision)\b",
    ),
    _rule(
        "ai_engineer",
        rf"\b{_AI}\b{_BETWEEN}{_HEAD}\b|\b(?:head|director|vp|chief) (?:of )?(?:applied )?(?:ai|genai|artificial intelligence)\b|"
        r"\b(?:ai|llm) (?:tech(?:nical)? lead|lead|intern|hacker|builder|consultant|expert)\b|\bforward[- ]deployed? ai\b",
    ),
)
"""A qualifier next to the head noun: enough, whatever else the title lists."""

_OTHER_JOB = re.compile(
    r"\b(?:sales|account (?:exec|executive|manager|director)s?|marketing|marketer|recruit\w*|talent|sourcer|hr|"
    r"human resources|people (?:ops|operations|partner|lead|manager)|product (?:manager|management|owner|lead|designer|design|marketing)s?|"
    r"pms?|tpms?|program managers?|project managers?|program lead|designers?|ux|customer|client|support|success|gtm|go-to-market|"
    r"business|bdr|sdr|ae|legal|counsel|attorney|lawyer|finance|financial|accountant|accounting|bookkeeper|controller|writer|editor|content|"
    r"copywriter|community|devrel|developer (?:relations|advocate|advocates|evangelist)|advocates?|evangelist|partnerships?|"
    r"executive assistant|chief of staff|assistant|coordinator|annotat\w+|label(?:l?er|l?ing)|trainer|tutor|training specialist|analysts?|analytics|policy|"
    r"compliance|procurement|supply chain|technician|physician|clinician|teacher|instructor|investor|venture|strategists?|strategy|"
    r"solutions? (?:engineer|engineering|architect|consultant)s?|sales engineers?|pre-?sales|implementation|deployment (?:lead|strategist|manager)|"
    r"data (?:engineer|engineers|engineering|entry|analyst|center|specialist)|operations|growth|audit|enablement|"
    r"sector|operator-in-residence|change management|associate|qa|quality|tester|security engineer|innovation|"
    r"front-?\s?end|ios|android|mobile|design engineer|hardware|mechanical|electrical|firmware|embedded)\b"
)
_QUALIFIED = (
    _rule(
        "ml_platform",
        r"\b(?:ml|machine[- ]learning|ai|llm|model|gpu)[\s/-]*(?:infra\w*|platform|systems|compute|cloud|inference|serving|developer experience)\b|\binference\b|\btraining (?:infra|systems)|\bmodel serving\b|\bdistributed training\b",
    ),
    _rule(
        "research_engineer",
        r"\bresearch\b.*\btechnical staff\b|\btechnical staff\b.*\b(?:models?|research|pre-?training|post-?training|reinforcement learning|rl)\b",
    ),
    _rule("ml_engineer", rf"\b{_ML}\b"),
    _rule("ai_engineer", r"\b(?:ai|a\.i\.|gen\s?-?ai|generative ai|llms?|agents?|agentic|rag|prompts?)\b"),
)
"""A qualifier anywhere in the title of a technical job ("Software Engineer, Machine Learning")."""

_NOT_THE_WORK = re.compile(
    r"\bai[- ](?:native|first|powered|enabled|driven|assisted|forward|savvy|curious|integrations?|friendly)\b|"
    r"\b(?:real estate|insurance|travel|user|free|service|call|estate) agents?\b|\bspeech (?:therapist|pathologist)\b"
)

_SENIORITY = (
    (
        "intern",
        r"\bintern(?:s|ship)?\b|\bworking student\b|\bwerkstudent\w*|\bco-op\b|\bapprentice\w*|\btrainee\b|\bpraktik\w+",
    ),
    (
        "junior",
        r"\bjunior\b|\bjr\b|\bentry[- ]level\b|\bnew[- ]grad(?:uate)?s?\b|\bgraduate\b|\bearly[- ]careers?\b",
    ),
    ("mid", r"\bmid\b|\bmid[- ]?level\b|\bintermediate\b|\bmedior\b|\bmid[- ](?:senior|sr)\b"),
    ("senior", r"\bsenior\b|\bsr\b|\bsnr\b"),
    ("staff", r"(?<!technical )(?<!chief of )\bstaff\b(?! augment)"),
    ("principal", r"\bprincipal\b|\bdistinguished\b"),
    ("lead", r"\blead\b|\bleads\b|\bleader\b"),
    (
        "manager",
        r"\b(?:engineering|team|group|delivery|senior|research|data science|ml|ai|software) managers?\b|\bmanager,|\bmanager of\b|^em\b",
    ),
    ("head", r"\bhead\b|\bdirector\b"),
    (
        "executive",
        r"\bcto\b|\bceo\b|\bcoo\b|\bcfo\b|\bcmo\b|\bcpo\b|\bvp\b|\bsvp\b|\bvice president\b|\bchief (?!of staff)\w+",
    ),
)
_SENIORITY_PATTERNS = tuple((level, re.compile(pattern)) for level, pattern in _SENIORITY)
_HIGHER_OF_TWO = re.compile(
    r"\b(?:senior|sr\.?)\s+(?:staff|principal|manager|director|engineering manager)\b"
)
_LOWER_WORD = re.compile(r"\b(?:senior|sr\.?)\s+(?=staff|principal|manager|director|engineering manager)")

_FOUNDING = re.compile(
    r"\bfounding\b|\bfounder'?s associate\b|\bfirst (?:[\w/-]+ ){0,3}(?:hire|engineer|scientist|employee|developer|designer)\b|"
    r"\b(?:engineer|employee|hire) (?:#|no\.? ?|number )1\b|\b1st (?:[\w/-]+ ){0,3}(?:hire|engineer|employee)\b"
)
_FIRST = re.compile(
    r"\b(?:first|1st) (?!principles|class|line|party)(?:[\w/-]+ ){0,3}(?:hire|engineer|scientist|employee|developer|designer|researcher)\b|"
    r"\b(?:engineer|hire) (?:#|no\.? ?|number )1\b"
)

_GENERIC = re.compile(
    r"\b(?:engineer|engineers|engineering|developer|developers|swe|swes|technical staff|mts|builder|hacker|architect|"
    r"programmer|full-?\s?stack|tech lead|technical lead|cto|founding)\b"
)

TRIGGERS: dict[str, str] = {
    "title.models_work": (
        r"\b(?:train(?:ing)?|fine-?tun(?:e|ing)|post-?train(?:ing)?|pre-?train(?:ing)?) (?:\w+ ){0,4}(?:models?|llms?|networks?)\b"
    ),
    "title.agents_work": (
        r"\b(?:build(?:ing)?|design(?:ing)?|develop(?:ing)?|architect(?:ing)?|ship(?:ping)?|own(?:ing)?|deploy(?:ing)?) "
        r"(?:[\w,/&-]+ ){0,5}(?:agents?|agentic|llms?|rag|prompts?|ai systems|ai features|ai agents)\b"
    ),
}


def _normalise(title: str) -> str:
    return " ".join(title[:MAX_TITLE].lower().replace("’", "'").split())


def _first_match(rules: tuple[_Rule, ...], title: str) -> tuple[str, re.Match[str]] | None:
    for rule in rules:
        if found := rule.pattern.search(title):
            return rule.family, found
    return None


def _family(title: str, text: Text | None) -> str:
    plain = _NOT_THE_WORK.sub(" ", title)
    other = _OTHER_JOB.search(plain)
    strong = _first_match(_STRONG, plain)
    if strong and not (other and _outranks(other, strong[1], plain)):
        return strong[0]
    if other or not _TECHNICAL.search(plain):
        return "other"
    qualified = _first_match(_QUALIFIED, plain)
    return qualified[0] if qualified else "other"


def _outranks(other: re.Match[str], strong: re.Match[str], title: str) -> bool:
    """True when another job's noun governs the title: it stands first, with nothing like "/" or "and" between."""
    if other.start() >= strong.end():
        return bool(
            re.match(r"\s+(?:recruit|sourc|advoca|evangel|sales|marketing|support)", title[strong.end() :])
        )
    return other.start() <= strong.start() and not re.search(
        r"[/&+]| and | or ", title[other.end() : strong.start() + 1]
    )


def _seniority(title: str) -> str | None:
    plain = _LOWER_WORD.sub("", title) if _HIGHER_OF_TWO.search(title) else title
    return next((level for level, pattern in _SENIORITY_PATTERNS if pattern.search(plain)), None)


def title_facts(title: str, text: Text | None = None) -> TitleFacts:
    """Family, seniority, founding and first-in-function of a title; `text` decides where the title is generic."""
    plain = _normalise(title)
    return TitleFacts(
        role_family=_family(plain, text),
        seniority=_seniority(plain),
        is_founding=bool(_FOUNDING.search(plain)),
        first_in_function=bool(_FIRST.search(plain)),
    )
