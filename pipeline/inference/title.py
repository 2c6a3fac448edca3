"""What a job title says of the work: family, seniority, founding, first of its function.

Invariant: the title decides; the text is asked only where the title is general ("Software Engineer", "Member of
Technical Staff") or silent (founding), and only counts when it speaks of the person being hired.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.inference.founding import TRIGGER as FOUNDING_TRIGGER
from pipeline.inference.founding import founding
from pipeline.inference.text import Text, TitleFacts
from pipeline.inference.work import AGENTS_TRIGGER, MODELS_TRIGGER, stated_work

MAX_TITLE = 300
"""Characters of a title that are read."""

ML_TRIGGER = "title.ml_words"

TRIGGERS: dict[str, str] = {
    FOUNDING_TRIGGER: r"\bfounding\b",
    MODELS_TRIGGER: r"\b(?:models?|networks?)\b",
    ML_TRIGGER: (
        r"\b(?:machine[- ]learning|deep[- ]learning|neural|ml|ai|llms?|reinforcement learning|computer vision|nlp|"
        r"artificial intelligence|foundation models?|pytorch|tensorflow|jax|statistical|predictive|algorithms?)\b"
    ),
    AGENTS_TRIGGER: r"\b(?:agents?|agentic|llms?|llm-powered|ai-powered|ai|rag|evals)\b",
}

_HEAD = (
    r"(?:engineers?|engineering|developers?(?! (?:experience|tools|productivity|platform|relations|advocate|marketing))|devs?|"
    r"swes?|scientists?|researchers?|architects?|mles?|programmers?)"
)
_ML = (
    r"(?:machine[- ]learning|ml|ai\s?/\s?ml|ml\s?/\s?ai|deep[- ]learning|reinforcement learning|rl|computer[- ]vision|"
    r"machine vision|nlp|natural language processing|speech|asr|tts|recommendations?(?:\s+systems?)?|"
    r"recommender(?:\s+systems?)?|recsys|perception|robot learning|foundation models?|multimodal|diffusion|"
    r"representation learning|ranking|vlms?|vla)"
)
_AI = (
    r"(?:ai|a\.i\.|artificial intelligence|gen\s?-?ai|generative ai|llms?|large language models?|agents?|agentic|prompt|rag|"
    r"nlu|mcp)"
)
_BETWEEN = r"(?:\)?[\s/&+,–—-]+(?:and\s+)?(?:[\w.+#]+[\s/&+-]+){0,2}?)"
_INFRA = (
    r"(?:infra|infrastructure|platforms?|systems?|inference|serving|deployment|compilers?|kernels?|runtimes?|clusters?|"
    r"performance|operations|frameworks?|developer experience|tooling|optimi[sz]ation)"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    family: str
    pattern: re.Pattern[str]


def _rule(family: str, *alternatives: str) -> _Rule:
    return _Rule(family, re.compile("|".join(alternatives)))


_STRONG = (
    _rule(
        "data_scientist",
        r"\bdata scien(?:tists?|ce)\b|\bquant(?:itative)? (?:research\w*|modell?er|analyst)\b|\bdecision scientist\b|\bstatistician\b|"
        r"\bquants?\b(?! dev| trad)",
    ),
    _rule("research_engineer", r"\bresearch (?:software )?engineer|\bresearch (?:engineering|swe)\b"),
    _rule(
        "ml_platform",
        r"\b(?:ml|llm)\s?-?\s?ops\b",
        r"\b(?:ml|machine[- ]learning|ai|llm|gpu|deep[- ]learning|training|inference|model)(?:\s?/\s?\w+)?[\s,-]+"
        rf"(?:(?:model|training|inference|serving|data|compute|cloud|and|&)\s+)*{_INFRA}\b[\s\w/,&+-]*?\b{_HEAD}\b",
        rf"\b(?:ml|machine[- ]learning) (?:infra(?:structure)?|compilers?|{_INFRA} (?:lead|manager))\b",
        r"\bai (?:infra(?:structure)?|platform|systems) (?:lead|manager|architect)\b",
        rf"\bcuda\b|\bgpu\b[\s\w/,&+-]*\b{_HEAD}\b|\binference (?:{_HEAD}|platform|infra|systems?)\b",
        rf"\b(?:llm|model|ml)\s(?:inference|serving|training|optimi[sz]ation)\b[\s\w/,&+-]*\b{_HEAD}\b",
        rf"\b{_HEAD}\b\s*[,(:–—-]\s*(?:inference|model serving|distributed training|training infra\w*|gpu)\b",
        r"\bhpc engineer|\bresearch (?:tooling|infrastructure|platform) engineer",
        r"\btechnical staff\b.*\b(?:inference|gpu|training infra\w*)\b",
    ),
    _rule(
        "research_scientist",
        r"\b(?:research|applied) (?:ml |ai |machine learning )?(?:scientist|researcher)|\bapplied research\b",
        r"\bresearch(?:er)?\s*[,(-]+\s*(?:ml|ai|machine learning)\b",
        r"\b(?:ml|ai|machine[- ]learning|deep[- ]learning|computer[- ]vision|nlp|llm|rl|reinforcement learning)\b[\s/\w-]*"
        r"\b(?:scientist|researcher|research (?:lead|intern|resident|fellow|manager))",
        r"\bresearch intern\b|\bhead of (?:ai |ml )?research\b|\bresearch (?:resident|fellow)\b|\bfounding researcher\b",
    ),
    _rule(
        "ml_engineer",
        rf"\b{_ML}\b{_BETWEEN}{_HEAD}\b|\bmles?\b",
        r"\b(?:ml|machine[- ]learning) (?:lead|manager|intern|practitioner|expert|specialist|consultant|swe)\b",
        r"\b(?:head|director|vp|chief|lead|manager)(?: of|,)? (?:applied )?(?:ml|machine[- ]learning|ai\s?/\s?ml|ml\s?/\s?ai|computer vision)\b",
    ),
    _rule(
        "ai_engineer",
        rf"\b{_AI}\b{_BETWEEN}{_HEAD}\b|\bforward[- ]deployed? ai\b",
        r"\b(?:head|director|vp|chief) (?:of )?(?:applied )?(?:ai|genai|artificial intelligence)\b(?! (?:sales|product|marketing))",
        r"\b(?:ai|llm) (?:tech(?:nical)? lead|lead|intern|hacker|builder|consultant|expert)\b",
    ),
)
"""A qualifier beside the head noun: enough, whatever else the title lists. The first family that fits wins."""

_ML_PLATFORM = next(number for number, rule in enumerate(_STRONG) if rule.family == "ml_platform")

_QUALIFIED = (
    _rule(
        "ml_platform",
        r"\b(?:ml|machine[- ]learning|ai|llm|model|gpu)[\s/-]*(?:infra\w*|platform|systems|compute|cloud|inference|serving|"
        r"developer experience)\b",
        r"\binference\b|\btraining (?:infra|systems)|\bmodel serving\b|\bdistributed training\b",
    ),
    _rule(
        "research_engineer",
        r"\bresearch\b.*\btechnical staff\b",
        r"\btechnical staff\b.*\b(?:models?|research|pre-?training|post-?training|reinforcement learning|rl)\b",
    ),
    _rule("ml_engineer", rf"\b{_ML}\b"),
    _rule("ai_engineer", r"\b(?:ai|a\.i\.|gen\s?-?ai|generative ai|llms?|agents?|agentic|rag|prompts?)\b"),
)
"""A qualifier anywhere in the title of a technical job ("Software Engineer, Machine Learning")."""

_TECHNICAL = re.compile(
    rf"\b(?:{_HEAD}|sre|mts|technical staff|(?:tech|technical|team) lead|engineering (?:lead|leader|manager|director)|"
    r"vp of engineering|head of engineering|cto|hacker|builder|generalist|intern|internship|co-op|fellow|resident|early careers|"
    r"postdoc|founding|practitioner|phd|research|applied ai)\b"
)
_OTHER_JOB = re.compile(
    r"\b(?:sales|account (?:exec|executive|manager|director)s?|marketing|marketer|recruit\w*|talent|sourcer|hr|"
    r"human resources|people (?:ops|operations|partner|lead|manager)|"
    r"product (?:manager|management|owner|lead|designer|design|marketing|operations)s?|pms?|tpms?|program managers?|"
    r"project managers?|program lead|designers?|ux|customer|client|support|success|gtm|go-to-market|business|bdr|sdr|ae|legal|"
    r"counsel|attorney|lawyer|finance|financial|accountant|accounting|bookkeeper|controller|writer|editor|content|copywriter|"
    r"community|devrel|developer (?:relations|advocates?|evangelist|marketing)|advocates?|evangelist|partnerships?|"
    r"executive assistant|chief of staff|assistant|coordinator|annotat\w+|label(?:l?er|l?ing)|trainer|tutor|"
    r"training specialist|analysts?|analytics|policy|compliance|procurement|supply chain|technician|physician|clinician|"
    r"teacher|instructor|investor|venture|strategists?|strategy|solutions? (?:engineer|engineering|architect|consultant)s?|"
    r"sales engineers?|pre-?sales|implementation (?:engineer|manager|specialist|consultant|lead)|"
    r"deployment (?:lead|strategist|manager)|data (?:engineers?|engineering|entry|analyst|center|specialist)|operations|growth|"
    r"audit|enablement|sector|operator-in-residence|change management|associate|qa|quality|tester|security engineer|"
    r"innovation|front-?\s?end|ios|android|mobile|design engineer|hardware|mechanical|electrical|firmware|embedded|"
    r"wet lab)\b"
)
_AREA = r"full-?\s?stack|front-?\s?end|back-?\s?end|web|mobile|robotics|data|infra\w*|product"
_NOT_THE_WORK = re.compile(
    r"\bai[- ](?:native|first|powered|enabled|driven|assisted|savvy|curious|friendly)\b|\bai-forward\b|"
    r"\b(?:real estate|insurance|travel|user|free|service|call|estate) agents?\b|\bspeech (?:therapist|pathologist)\b|"
    rf"\b(?:{_AREA})\s*(?:&|and|\+)\s*ai\b(?: (?:systems|infra\w*|platforms?))?|\bai\s*(?:&|and|\+)\s*(?:{_AREA})\b|"
    r"\b(?:ai|gpu) cloud\b"
)
_PLATFORM_WORD = re.compile(
    r"\b(?:infra(?:structure)?|(?:model )?serving|inference|platform|ops|(?:distributed )?training (?:infra\w*|systems)|kernels?|cuda|gpu)\b"
)
_OTHER_ENGINEER = re.compile(
    r"\b(?:solutions?|sales|support|customer|data|security|qa|quality|design|hardware|mechanical|electrical|firmware|marketing|"
    r"implementation|operations) (?:engineers?|engineering|architects?|developers?)\b"
)
_AI_WORD = re.compile(r"\b(?:ai|ml|llms?|agents?|agentic)\b")
_NEVER = re.compile(
    r"\bbio\w* scientist|\bwet lab\b|\bdata scien(?:tists?|ce)\b\W+(?:product )?analytics\b|\banalytics\W+data scientists?\b"
)
_GENERAL = re.compile(
    r"^(?:(?:senior|sr\.?|staff|principal|lead|junior|jr\.?|founding|software|product|core|team|forward[- ]deployed?|technical|"
    r"applied|generalist|early|career|mid|level|new|grad|tech|first|i|ii|iii|[/&,-])\s*)*"
    r"(?:engineers?|developers?|swe|swes|(?:member of )?technical staff|mts|builder|hacker|lead|cto)\b(?:\s*[(\[].*[)\]])?$"
)

_RESEARCH = frozenset({"research_scientist", "research_engineer"})
_SAYS_ML = re.compile(rf"\b(?:{_ML}|{_AI})\b")
_TELLING = 1_500
"""A text of more characters would name machine learning if research in it were the work."""

_SENIORITY = tuple(
    (level, re.compile(pattern))
    for level, pattern in (
        (
            "intern",
            r"\bintern(?:s|ship)?\b|\bworking student\b|\bwerkstudent\w*|\bco-op\b|\bapprentice\w*|\btrainee\b|\bpraktik\w+",
        ),
        (
            "junior",
            r"\bjunior\b|\bjr\b|\bentry[- ]level\b|\bnew[- ]grad(?:uate)?s?\b|\bgraduate\b|\bearly[- ]careers?\b",
        ),
        ("mid", r"\bmid\b|\bmid[- ]?level\b|\bintermediate\b|\bmedior\b"),
        ("senior", r"\bsenior\b|\bsr\b|\bsnr\b"),
        ("staff", r"(?<!technical )(?<!chief of )\bstaff\b(?! augment)"),
        ("principal", r"\bprincipal\b|\bdistinguished\b"),
        ("lead", r"\bleads?\b|\bleader\b"),
        (
            "manager",
            r"\b(?:engineering|team|group|delivery|senior|research|data science|ml|ai|software) managers?\b|\bmanager,|"
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
_ONE_RANK = re.compile(r"\b(?:senior|sr\.?)\s+(?=(?:staff|principal|manager|director|engineering manager)\b)")
"""In "Senior Staff" the word before makes one rank with the word after, not a choice."""

_FIRST_HIRE = (
    r"\b(?:first|1st) (?!principles|class|line|party|response|mile)(?:[\w/-]+ ){0,3}(?:hire|engineer|scientist|employee|developer|"
    r"designer|researcher)\b|\b(?:engineer|hire|employee) (?:#|no\.? ?|number )1\b"
)
_FIRST = re.compile(_FIRST_HIRE)
_FOUNDING = re.compile(rf"\bfounding\b|{_FIRST_HIRE}")


def title_facts(title: str, text: Text | None = None) -> TitleFacts:
    """Family, seniority, founding and first-in-function of a title; `text` speaks where the title does not."""
    facts = _of_title(title[:MAX_TITLE])
    if text is None:
        return facts
    family, family_quote = facts.role_family, facts.family_quote
    if (
        family in _RESEARCH
        and len(text.value) > _TELLING
        and not (ML_TRIGGER in text.hits or _SAYS_ML.search(title.lower()))
    ):
        family, family_quote = "other", None
    is_founding, founding_quote = facts.is_founding, facts.founding_quote
    if family == "other" and _is_open(_normalise(title)) and (work := stated_work(text)):
        family, family_quote = _of_general(title, work.value), work.quote
    if not is_founding and (stated := founding(text)):
        is_founding, founding_quote = stated.value, stated.quote
    return TitleFacts(
        family, facts.seniority, is_founding, facts.first_in_function, family_quote, founding_quote
    )


def _is_open(title: str) -> bool:
    """True for a title that leaves the work open: a general one, or a technical one with AI in it that is no AI job."""
    if _GENERAL.match(title):
        return True
    return bool(_AI_WORD.search(title) and _TECHNICAL.search(title)) and not _OTHER_JOB.search(title)


def _of_general(title: str, work: str) -> str:
    """A member of technical staff who trains models does research engineering."""
    return "research_engineer" if work == "ml_engineer" and "technical staff" in title.lower() else work


@lru_cache(maxsize=4_096)
def _of_title(title: str) -> TitleFacts:
    plain = _normalise(title)
    family = _family(plain)
    is_founding = bool(_FOUNDING.search(plain))
    return TitleFacts(
        role_family=family,
        seniority=_seniority(plain),
        is_founding=is_founding,
        first_in_function=bool(_FIRST.search(plain)),
        family_quote=None if family == "other" else title,
        founding_quote=title if is_founding else None,
    )


def _normalise(title: str) -> str:
    return " ".join(title.lower().replace("’", "'").split())


def _first_match(rules: tuple[_Rule, ...], title: str) -> tuple[str, re.Match[str]] | None:
    for rule in rules:
        if found := rule.pattern.search(title):
            return rule.family, found
    return None


def _named_first(rules: tuple[_Rule, ...], title: str) -> tuple[str, re.Match[str]] | None:
    """The first rule that fits, unless another one fits wholly before it ("ML Engineer, Applied Research")."""
    found = [(rule.family, match) for rule in rules if (match := rule.pattern.search(title))]
    if not found:
        return None
    before = [pair for pair in found[1:] if pair[1].end() <= found[0][1].start()]
    return min(before, key=lambda pair: pair[1].start(), default=found[0])


def _refined(family: str, title: str) -> str:
    """ "ML Engineer (Infra)" works on the platform."""
    if family == "ml_engineer" and _PLATFORM_WORD.search(title):
        return "ml_platform"
    return family


def _family(title: str) -> str:
    plain = _NOT_THE_WORK.sub(" ", title)
    other = _OTHER_JOB.search(plain)
    if _NEVER.search(plain):
        return "other"
    strong = _named_first(_STRONG, plain)
    if strong and not (other and _governs(other, strong[1], plain)):
        return _refined(strong[0], plain)
    if other or not _TECHNICAL.search(plain):
        return "other"
    qualified = _first_match(_QUALIFIED, plain)
    return qualified[0] if qualified else "other"


def _governs(other: re.Match[str], strong: re.Match[str], title: str) -> bool:
    """True when another job's noun rules the title: it stands first with nothing like "/" between, or right after."""
    if strong.re is not _STRONG[_ML_PLATFORM].pattern and _OTHER_ENGINEER.search(strong.group()):
        return True
    if other.start() >= strong.end():
        return bool(
            re.match(r"\s+(?:recruit|sourc|advoca|evangel|sales|marketing|support)", title[strong.end() :])
        )
    between = title[other.end() : strong.start() + 1]
    return other.start() <= strong.start() and not re.search(r"[/&+]| and | or ", between)


def _seniority(title: str) -> str | None:
    plain = _ONE_RANK.sub("", title)
    return next((level for level, pattern in _SENIORITY if pattern.search(plain)), None)
