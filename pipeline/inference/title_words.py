"""The words of job titles, as expressions: what makes a family, a level, a founding role.

Invariant: expressions only, over a title in small letters; what they mean together is decided in `title`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEAD = (
    r"(?:engineers?|engineering|developers?(?! (?:experience|tools|productivity|platform|relations|"
    r"advocate|marketing))|devs?|"
    r"swes?|eng|scientists?|researchers?|architects?|mles?|programmers?)"
)
_ML = (
    r"(?:machine[- ]learning|ml|ai\s?/\s?ml|ml\s?/\s?ai|deep[- ]learning|reinforcement learning|rl|"
    r"computer[- ]vision|cv|"
    r"machine vision|nlp|natural language processing|speech|asr|tts|recommendations?(?:\s+systems?)?|"
    r"recommender(?:\s+systems?)?|recsys|perception|robot learning|foundation models?|multimodal|diffusion|"
    r"representation learning|ranking|vlms?|vla|tinyml|(?:3d )?vision|(?:pre|post)-?training)"
)
_AI = (
    r"(?:ai|a\.i\.|artificial intelligence|gen\s?-?ai|generative ai|llms?|large language models?|agents?|"
    r"agentic|prompt|rag|"
    r"nlu|mcp|copilots?|context(?= engineer))"
)
_BETWEEN = r"(?:\)?[\s/&+,–—-]+(?:and\s+)?(?:[\w.+#]+[\s/&+-]+){0,2}?)"
_INFRA = (
    r"(?:infra|infrastructure|platforms?|systems?|inference|serving|deployment|compilers?|kernels?|"
    r"runtimes?|clusters?|"
    r"performance|operations|frameworks?|developer experience|tooling|optimi[sz]ation)"
)


_STUDIED = (
    r"(?:ml|ai|machine learning|deep learning|generative(?: models?)?|foundation models?|world models?|"
    r"speech|"
    r"vision|perception|multimodal|interpretability|alignment|(?:pre|post)-?training|reinforcement learning|"
    r"language models?|llms?|reasoning|robot learning|agents?|safety)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    family: str
    pattern: re.Pattern[str]


def _rule(family: str, *alternatives: str) -> Rule:
    return Rule(family, re.compile("|".join(alternatives)))


STRONG = (
    _rule(
        "data_scientist",
        r"\bdata scien(?:tists?|ce)\b|\bquant(?:itative)? (?:research\w*|modell?er|analyst)\b|\bdecision "
        r"scientist\b|\b(?:bio)?statistician\b|"
        r"\bquants?\b(?! dev| trad)",
    ),
    _rule("research_engineer", r"\bresearch (?:software )?engineer|\bresearch (?:engineering|swe)\b"),
    _rule(
        "ml_platform",
        r"\b(?:ml|llm)\s?-?\s?ops\b",
        r"\b(?:ml|machine[- ]learning|ai(?! (?:systems?|deployment|operations|tooling)\b)|llm|gpu|deep[- "
        r"]learning|training|inference|"
        r"model)(?:\s?/\s?\w+)?[\s,-]+"
        rf"(?:(?:model|training|inference|serving|data|compute|cloud|and|"
        rf"&)\s+)*{_INFRA}\b[\s\w/,&+-]*?\b{_HEAD}\b",
        rf"\b(?:ml|machine[- ]learning) (?:infra(?:structure)?|compilers?|{_INFRA} (?:lead|manager))\b",
        r"\bai (?:infra(?:structure)?|platform) (?:lead|manager|architect)\b",
        rf"\bcuda\b|\bgpu\b[\s\w/,&+-]*\b{_HEAD}\b|\binference (?:{_HEAD}|platform|infra|systems?)\b",
        rf"\b(?:llm|model|ml)\s(?:inference|serving|training|optimi[sz]ation)\b[\s\w/,&+-]*\b{_HEAD}\b",
        rf"\b{_HEAD}\b\s*[,(:–—-]\s*(?:inference|model serving|distributed training|training infra\w*|gpu)\b",
        r"\b(?:hpc|supercomput\w+) engineer|\bresearch (?:tooling|infrastructure|platform) engineer",
        rf"\b{_HEAD}\b\W+(?:research|training) (?:infra(?:structure)?|platform)\b",
        r"\b(?:ml|machine[- ]learning) devops\b|\bmodel optimi[sz]ation\b",
        rf"\b(?:ai|ml|llm|deep[- ]learning) systems? performance {_HEAD}\b",
        r"\btechnical staff\b.*\b(?:inference|gpu|training infra\w*)\b",
    ),
    _rule(
        "research_scientist",
        r"\b(?:research|applied) (?:ml |ai |machine learning )?(?:scientist|researcher)|\bapplied research\b",
        r"\bresearch(?:er)?\s*(?:[,(-]+|en|in|für|de|di|em|for)\s*(?:ml|ai|machine learning|deep learning)\b",
        r"\bresearcher (?:ml|ai|machine learning|deep learning)\b",
        rf"\b(?:researcher|(?<!data )scientist)\b[^/]*\b{_STUDIED}\b",
        rf"\b{_STUDIED} (?:researcher|scientist)\b",
        rf"\bresearch(?:er)? ?(?:lead|director|manager)?\W{{1,3}}{_STUDIED}\b",
        r"\bpostdoc\w*\b.*\b(?:ml|ai|machine learning|deep learning)\b",
        r"\b(?:ml|ai|machine[- ]learning|deep[- ]learning|computer[- ]vision|nlp|llm|rl|reinforcement "
        r"learning)\b[\s/\w-]*"
        r"\b(?:scientist|researcher|research (?:lead|intern|resident|fellow|manager))",
        r"\bresearch intern\b|\bhead of (?:ai |ml )?research\b|\bresearch (?:resident|fellow)\b|"
        r"\bfounding researcher\b",
    ),
    _rule(
        "ml_engineer",
        rf"\b{_ML}\b{_BETWEEN}{_HEAD}\b|\bmles?\b",
        rf"\brobot\w*\b.*\b{_HEAD}\W+learning\b",
        r"\b(?:ml|machine[- ]learning|ml\s?/\s?ai|ai\s?/\s?ml|nlp|computer vision|perception) (?:(?:team|"
        r"tech) )?(?:lead|manager|intern|"
        r"practitioner|expert|specialist|consultant|"
        r"swe)\b",
        r"\b(?:head|director|vp|chief|lead|manager)(?: of|,)? (?:applied )?(?:ml|machine[- ]learning|"
        r"ai\s?/\s?ml|ml\s?/\s?ai|computer vision)\b",
    ),
    _rule(
        "ai_engineer",
        rf"\b{_AI}\b{_BETWEEN}{_HEAD}\b|\bforward[- ]deployed? ai\b",
        r"\b(?:head|director|vp|chief) (?:of )?(?:applied )?(?:ai|genai|agents|artificial intelligence)\b(?! "
        r"(?:sales|product|marketing))",
        r"\bai (?:solutions|implementation|deployment|integration) (?:engineer|developer|manager)\b",
        r"\bevals engineer\b",
        r"\b(?:ai|llm) (?:tech(?:nical)? lead|lead|intern|hacker|builder|consultant|expert)\b",
    ),
)
"""A qualifier beside the head noun: enough, whatever else the title lists. The first that fits wins."""

ML_PLATFORM = next(number for number, rule in enumerate(STRONG) if rule.family == "ml_platform")

QUALIFIED = (
    _rule(
        "ml_platform",
        r"\b(?:ml|machine[- ]learning|llm|model|gpu)[\s/-]*(?:infra\w*|platform|systems|compute|cloud|"
        r"inference|serving|"
        r"developer experience)\b|\bai[\s/-]*(?:infra\w*|compute|inference|serving)\b",
        r"\b(?:infra(?:structure)?|platform)\W+(?:machine[- ]learning|ml)\b",
        r"\binference\b|\btraining (?:infra|systems)|\bmodel serving\b|\bdistributed training\b",
    ),
    _rule(
        "research_engineer",
        r"\bresearch\b.*\btechnical staff\b",
        r"\b(?:technical staff|mts)\b.*\b(?:models?|modell?ing|research|pre-?training|post-?training|evals?|"
        r"audio|video|speech|vision|reasoning|alignment|interpretability|generative|llms?|"
        r"reinforcement learning|multimodal|"
        r"rl)\b",
    ),
    _rule("ml_engineer", rf"\b{_ML}\b"),
    _rule(
        "ai_engineer",
        r"\bevals\b|\b(?:ai|a\.i\.|gen\s?-?ai|generative ai|llms?|agents?|agentic|rag|prompts?)\b",
    ),
)
"""A qualifier anywhere in the title of a technical job ("Software Engineer, Machine Learning")."""

TECHNICAL = re.compile(
    rf"\b(?:{_HEAD}|sre|mts|technical staff|(?:tech|technical|team) lead|engineering (?:lead|leader|"
    rf"manager|director)|"
    r"vp of engineering|head of engineering|cto|hacker|builder|generalist|intern|internship|co-op|fellow|"
    r"resident|early careers|"
    r"postdoc|founding|practitioner|phd|research|applied ai)\b"
)
OTHER_JOB = re.compile(
    r"\b(?:sales|account (?:exec|executive|manager|director)s?|marketing|marketer|recruit\w*|talent|"
    r"sourcer|hr|"
    r"human resources|people (?:ops|operations|partner|lead|manager)|"
    r"product (?:manager|management|owner|lead|designer|design|marketing|operations)s?|pms?|tpms?|program "
    r"managers?|"
    r"project managers?|program lead|designers?|ux|customer|client|support|success|gtm|go-to-market|"
    r"business|bdr|sdr|ae|legal|"
    r"counsel|attorney|lawyer|finance|financial|accountant|accounting|bookkeeper|controller|writer|editor|"
    r"content|copywriter|"
    r"community|devrel|developer (?:relations|advocates?|evangelist|marketing)|advocates?|evangelist|"
    r"partnerships?|"
    r"executive assistant|chief of staff|assistant|coordinator|annotat\w+|label(?:l?er|l?ing)|trainer|tutor|"
    r"training specialist|analysts?|analytics|policy|compliance|procurement|supply chain|technician|"
    r"physician|clinician|"
    r"teacher|instructor|investor|venture|strategists?|strategy|solutions? (?:engineer|engineering|"
    r"architect|consultant)s?|"
    r"sales engineers?|pre-?sales|implementation (?:engineer|manager|specialist|consultant|lead)|"
    r"deployment (?:lead|strategist|manager)|data (?:engineers?|engineering|entry|analyst|center|"
    r"specialist)|operations|growth|"
    r"audit|enablement|sector|operator-in-residence|change management|associate|qa|quality|tester|"
    r"security engineer|"
    r"innovation|front-?\s?end|ios|android|mobile|design engineer|hardware|mechanical|electrical|firmware|"
    r"embedded|"
    r"wet lab)\b"
)
_AREA = r"architecture|full-?\s?stack|front-?\s?end|back-?\s?end|web|mobile|robotics|data|infra\w*|product"
NOT_THE_WORK = re.compile(
    r"\bai[- ](?:native|first|powered|enabled|driven|assisted|savvy|curious|friendly)\b|\bai-forward\b|"
    r"\b(?:real estate|insurance|travel|user|free|service|call|estate) agents?\b|\bspeech (?:therapist|"
    r"pathologist)\b|"
    rf"\b(?:{_AREA})\s*(?:&|and|\+)\s*ai\b(?: (?:systems|infra\w*|platforms?))?|\bai\s*(?:&|and|"
    rf"\+)\s*(?:{_AREA})\b|"
    r"\b(?:ai|gpu) cloud\b|\+ (?:gen(?:erative)?[ -]?)?ai(?=\))|"
    r"(?<=end engineer, )(?:ai|ml) platform|(?<=end engineer - )(?:ai|ml) platform|"
    r"(?<=stack engineer, )(?:ai|ml) platform|(?<=stack engineer - )(?:ai|ml) platform|"
    r"(?<=devops engineer, )(?:ai|ml) platform|(?<=devops engineer - )(?:ai|ml) platform|"
    r"(?<=end engineer )\(ai systems\)|(?<=stack engineer )\(ai systems\)"
)
PLATFORM_WORD = re.compile(
    r"\b(?:infra(?:structure)?|(?:model )?serving|inference|platform|ops|(?:distributed )?training "
    r"(?:infra\w*|systems)|kernels?|cuda|gpu)\b"
)
OTHER_ENGINEER = re.compile(
    r"\b(?:solutions?|sales|support|customer|data|security|qa|quality|design|hardware|mechanical|"
    r"electrical|firmware|marketing|"
    r"implementation|operations) (?:engineers?|engineering|architects?|developers?)\b"
)
DOMAIN = re.compile(
    r"sales|marketing|talent|hr|customer|client|support|success|gtm|go-to-market|business|legal|finance|"
    r"financial|accounting|content|community|growth|operations|compliance|procurement|supply chain|audit|"
    r"innovation|quality|qa"
)
"""Words of other jobs that only tell for whom one builds, after the noun ("Engineer, AI Sales Agents")."""
CRAFT = re.compile(r"\b(?:engineer|scientist|developer|researcher)s?$")
AFTER_HEAD = re.compile(rf"\b{_HEAD}\b[^,(:–—-]*(?:[,(:–—]|\s-)")
SURFACE = re.compile(r"embedded|mobile|ios|android|firmware|hardware|front-?\s?end")
"""Words of other jobs that only tell on what it runs, before the noun ("Embedded ML Engineer")."""
AI_SOLUTIONS = re.compile(
    r"(?:agentic )?ai (?:solutions|implementation|deployment|integration) (?:engineer|developer|manager)s?"
)
AI_AND_ML = re.compile(
    r"\b(?:ai|artificial intelligence)\s?(?:[/&+,]|and|or)\s?(?:ml|machine[- ]learning)\b|"
    r"\b(?:ml|machine[- ]learning)\s?(?:[/&+,]|and|or)\s?(?:ai|artificial intelligence)\b"
)
LLM_WORK = (
    r"\b(?:llms?|llm-\w+|agents?|agentic|rag|retrieval[- ]augmented|prompt\w*|langchain|langgraph|openai|"
    r"anthropic|claude|gpt\S{0,8}|generative|gen\s?ai|embeddings?|evals|conversational|language models?)\b"
)
MODEL_WORK = (
    r"\b(?:pytorch|tensorflow|jax|(?:model )?training|train|fine-?tun\w+|computer vision|neural|deep "
    r"learning|"
    r"classif\w+|regression|xgboost|scikit\S{0,6}|forecast\w*|recommend(?:er|ation) \w+|ranking|"
    r"reinforcement|perception|segmentation|cuda|kernels?|diffusion|machine learning|ml)\b"
)
"""Both count words in a whole text: expressions of RE2, for its speed; without regard to case."""
FIELD_ALONE = re.compile(
    r"^(?:(?:senior|founding|staff|lead) )?(?:applied )?"
    r"(?:(ml|machine learning|ai\s?/\s?ml|ml\s?/\s?ai|deep learning|computer vision|nlp)|(ai|llms?|gen\s?ai)|"
    r"((?:ai|ml) research))$"
)
"""A title that only names the field: of models, of AI, of research."""
AI_WORD = re.compile(r"\b(?:ai|ml|llms?|agents?|agentic)\b")
NEVER = re.compile(
    r"\bsecurity research|\b(?:ux|user|market|policy|vulnerability) research|\bbio\w* scientist|\bwet "
    r"lab\b|\bdata scien(?:tists?|ce)\b\W+(?:product )?analytics\b|"
    r"\banalytics\W+data scientists?\b"
)
_PLAIN_QUALIFIER = (
    r"(?:product|core|applied|generalist|sw generalist|full-?\s?stack|back-?\s?end|new grad|early career|"
    r"all levels|python|typescript|team|r&d|product engineering|ai-native|applied ai)"
)
GENERAL = re.compile(
    r"^(?:(?:senior|sr\.?|staff|principal|lead|junior|jr\.?|founding|software|product|core|team|forward[- ]"
    r"deploy(?:ed|ment)?|technical|engineer(?=\s?[-/])|"
    r"applied|generalist|early|career|mid|level|new|grad|tech|first|i|ii|iii|[/&,-])\s*)*"
    r"(?:engineers?|developers?|swe|swes|(?:member of )?technical staff|mts|builder|hacker|lead|"
    rf"cto|open role)\b(?:\s*[(\[].*[)\]]|\s*(?:,|\s[-–—])\s*{_PLAIN_QUALIFIER})?$"
)
DEPLOYS = re.compile(r"\bforward[- ]deploy")
CLOSED = re.compile(
    r"(?:[(\[,–—]|\s-\s)(?!.*\b(?:ai|ml|llms?|agents?)\b).*\b(?:cloud|infra\w*|distributed|reliability|"
    r"sre|devops|security|data|payments?|billing|"
    r"front-?\s?end|mobile|ios|android|performance|network\w*|embedded|firmware|hardware|database\w*|"
    r"storage|compilers?|kernel|systems)\b"
)
"""A qualifier that tells the work of a general title: then the text is not asked."""

GENERAL_STAFF = re.compile(
    r"technical staff\b(?!.*\b(?:full-?\s?stack|back-?\s?end|front-?\s?end|platform|product|design|field|"
    r"sales|"
    r"forward|deployed|security|infra\w*|operations)\b)"
)
GENERAL_RESEARCH = re.compile(
    r"^(?:(?:senior|sr\.?|staff|principal|lead|junior|founding|chief|associate|head|director|vp|of|i|ii|"
    r"iii|,)\s*)*"
    r"(?:researcher|scientist|research(?: (?:lead|manager|director|fellow|staff))?)$"
)
"""A title of research that does not say what is studied."""
STUDIES_MODELS = 3
"""Words of training models by which a text says that models are studied."""
RESEARCH = frozenset({"research_scientist", "research_engineer"})
SAYS_ML = re.compile(rf"\b(?:{_ML}|{_AI})\b")
TELLING = 1_500
"""A text of more characters would name machine learning if research in it were the work."""
