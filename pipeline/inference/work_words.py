"""The sentences that tell what the work is, as expressions: models, AI systems, and who is told to do it.

Invariant: expressions only; `work` decides what they mean together.
"""

from __future__ import annotations

import re

_VERB = (
    r"(?:architect|design|build|develop|ship|own|train|implement|deploy|evaluate|fine-?tun|creat|prototyp|"
    r"research|"
    r"productioni[sz]|optimi[sz]|scal|lead|advanc|improv|pre-?train|post-?train|work on|working on|"
    r"contribut|integrat|accelerat|deliver|extend|tackl|test|experiment with|mak|turn|solv|run|evolv|"
    r"push|tak|stay|bring|writ|curat|teach|apply)(?:ing|e?s|e)?"
)
MODELS = (
    r"(?:(?:foundation|machine[- ]learning|ml|deep[- ]learning|language|vision|speech|diffusion|"
    r"multimodal|generative|neural|"
    r"predictive|forecasting|state-of-the-art|frontier|reward|perception|ranking|"
    r"recommendation)[ -]){1,3}(?:models?|networks?|"
    r"algorithms?)\b|"
    r"\bmodels? (?:training|architectures?)\b|\bneural networks?\b|\bmodels that (?:understand|predict|"
    r"learn|generate|power|drive|detect|classify|rank|recommend|reason|see|hear|speak)\b|"
    r"\btrain(?:ing)?(?:,? (?:and |or )?\w+){0,3} models\b|\brl environments?\b|"
    r"\breinforcement learning environments?\b|\bml pipeline\b|"
    r"\b(?:gpu|cuda) kernels?\b|\btraining (?:clusters?|runs?)\b|\b(?:datasets?|data|"
    r"pipelines) for (?:model )?training\b|"
    r"\bimitation learning\b|"
    r"\bcomputer[- ]vision(?:[- ]based)?(?: [\w-]+){0,3} (?:systems?|pipelines?|"
    r"software)\b|"
    r"\b(?:ml|machine[- ]learning|deep[- ]learning|recommendation) (?:systems|pipelines)\b|\b(?:open[- "
    r"](?:weight|source)|custom|in-house|large|small) (?:\w+ )?models\b"
)
_SYSTEMS = (
    r"(?:agents?|systems?|workflows?|pipelines?|features?|applications?|apps|products?|interfaces?|"
    r"assistants?|co-?workers?|"
    r"capabilit(?:y|ies)|copilots?|stack|infrastructure|orchestration|solutions|performance|"
    r"environments?|simulations?|pipelines?)"
)
_NAMED_AGENTS = (
    rf"\b(?:ai|gen ?ai|llm|llm-powered|llm-based|llm-driven|ai-powered|agentic|multi-agent|"
    rf"voice|voice ai|agent)[ -]"
    rf"(?:ai )?{_SYSTEMS}\b|"
    r"\bagents\b|\bllms\b|\brag\b|\bai models?\b|\bstate[- ]of[- ]the[- ]art agent\b|"
    r"\bai [\w-]+ (?:stack|platform)\b|\bevals\b|\bprompt (?:engineering|design|optimi[sz]ation)\b|"
    r"\b(?:agent|agentic|llm|multi-agent)[ -](?:core |research )?(?:layer|loop|harness|framework|runtime|"
    r"evaluations?|"
    r"architectures?|prototypes?|engine|reasoning|brain|platform)\b|\bvoice ai\b|\bllm-\w+ (?:products?|"
    r"systems?)\b|"
    r"\bai (?:tutor|doctor|nurse|lawyer|accountant|analyst|teacher|coach|companion|receptionist|employee|"
    r"worker|scientist|therapist|paralegal|secretary|engine|brain|efforts?|initiatives|strategy|roadmap|"
    r"engineering|research)s?\b|\bthe ai (?:that|behind)\b|\b(?:own|owning) (?:all )?(?:our )?ai\b|"
    r"\bai evaluations?\b|\bai end[- ]to[- ]end\b|"
    r"\bautonomous (?:ai |llm )?(?:agents?|workflows?|assistants?)\b|"
    r"\b(?:embeddings|rerank\w*|prompt tuning|tool calling|conversational ai|(?:gen|generative )ai)\b|"
    r"\bagent (?:reliability|evals?|quality|behaviou?r)\b|\bevaluation harness for llms\b"
)
_AGENTS = _NAMED_AGENTS.replace(r"\bagents\b", r"\bagents\b(?! (?:like|such as))")
_TOOLS = r"(?:coding|code|assistants?|tools?(?! (?:use|calling))|tooling|assisted|editors?)"
USING = re.compile(
    r"\b(?:using|use|with|leverag\w+|via|through|alongside|fluent|comfortable|embrace|daily|powered "
    r"by)\s+(?:[\w-]+\s){0,2}$|"
    rf"^.{{0,12}}\b{_TOOLS}\b",
    re.IGNORECASE,
)
_WORDS = r"(?:(?!(?:that|which|to|between|for|so|where|using|with)\b)(?:[\w’'/&+-]|\.(?=[\w,]))+[ ,—–-]+)"
_YOU = (
    r"\b(?:you|(?:the|this) (?:\w+ ){0,2}(?:person|engineer|candidate|developer|hire)|he/she|he or she)"
    r"(?:['’]ll| will| would|['’]d|['’]re going to| are going to)(?: be)?\b"
)
_ONWARD = r"(?:(?!\b(?:that|which|allow\w*|enabl\w*|customers?|users?|companies)\b)(?:[^.\n;]|\.(?=[\w,])))"
_DUTY = (
    rf"(?:{_YOU}{_ONWARD}{{0,110}}?|"
    r"\b(?:looking for|hiring|seeking|we need|join us|join (?:our|the|a) \w+|responsible for|(?:this|the|"
    r"your) "
    r"role|come|part of (?:the|our|a)|(?:engineers|developers) here|our engineers|responsibilities include|"
    r"the team|we want you|^engineers(?= (?:work|build))|team (?:that|which|who)(?: is)?|"
    r"your (?:job|mission|task|focus|work|main \w+))\b"
    rf"{_ONWARD}{{0,120}}?|"
    r"^[^\w\n]{0,20}(?:help(?: us)? )?|"
    r"\b(?:engineers?|swes?|developers?|builders|enthusiasts|people|someone|somebody)\b[^.\n]{0,50}?\bwho "
    r"(?:are |will |"
    r"can |want to )?)"
    rf"\b{_VERB}\b(?:(?:,| and| &|/)\s?{_VERB}){{0,3}}:?\s(?:[-•*]\s)?{_WORDS}{{0,12}}?"
    r"(?:(?:infrastructure|tooling|environments?|platforms?|systems?) (?:for|to|that \w+) (?:[\w-]+ ){0,3}?)?"
)
_PROVEN = (
    r"(?:\byou(?:['’]ve| have) (?:\w+ ){0,3}(?:built|shipped|trained|deployed|designed)|\byou (?:build|"
    r"ship|train)|"
    r"\b(?:experience|background|expertise) (?:\w+ ){0,2}(?:building|shipping|developing|training|"
    r"deploying|designing|with|in))"
    rf" {_WORDS}{{0,5}}?"
)
_MOST_TIME = (
    rf"(?:\bspend (?:most of |the majority of |\d\d ?% of )?your (?:time|days)\b|\byour day-to-day\b|"
    rf"\bfocus areas?:|\b(?:key )?responsibilities:|\bprojects include\b|^scope:|^job:|\bexpect to\b|"
    rf"\bthe work:|\bresponsible for (?:our|the|all)\b|\bwho (?:want|(?:would )?love|"
    rf"(?:would "
    rf")?like|are excited) to\b)"
    rf"{_ONWARD}{{0,120}}?"
)
HAS_BUILT = re.compile(
    r"\byou(?:['’]ve| have)? (?:\w+ ){0,3}(?:built|shipped|trained|deployed|designed|build|ship|train)\b|"
    r"\b(?:experience|background|expertise) (?:\w+ ){0,2}(?:building|shipping|developing|training|"
    r"deploying|designing)\b",
    re.IGNORECASE,
)
OPTIONAL = re.compile(r"\b(?:bonus|plus|nice[- ]to[- ]have|preferred|ideally|optional)\b", re.IGNORECASE)
_TEAM = (
    r"\b(?:our|the) (?:applied )?(ai|ml|machine learning|ai/ml)(?: engineering| research| platform)? team\b"
)
REQUIRED = re.compile(
    r"\b(?:(?:generative ai|llm|(ai/ml|machine learning))(?:/\w+)? experience|"
    r"(?:background|experience|expertise) (?:in|with) (?:generative ai|llms?|(ai/ml|ml|machine learning))) "
    r"(?:is )?(?:required|a must)\b|"
    r"\b(?:must have|requires?) (?:[\w/+-]+ ){0,8}?(?:gen(?:erative )?ai|llm|ai/ml|ai) experience\b|"
    r"\b(?:must have|looking for|seeking|we need|we want)\b[^.\n]{0,60}?\b(?:experience|background|"
    r"expertise) "
    r"(?:in|with) (?:\w+ ){0,3}?(?:generative ai|llms?|llm [\w-]+|ai agents?|agentic \w+)\b|"
    r"\b(?:looking for|seeking|we need|we want)\b[^.\n]{0,50}?\bwith (?:\w+ ){0,3}?(?:llm|agentic|ai agent|"
    r"generative ai) (?:experience|background|expertise)\b|"
    r"\b(?:requirements?:|must have|ideal candidates?|the ideal \w+|you['’]ve|you have) (?:has |"
    r"have )?(?:\w+ ){0,2}?"
    r"(?:built|shipped|deployed|worked with|built and shipped|run)\b[^.\n]{0,20}?\b(?:llms?|llm[ -][\w-]+|"
    r"ai agents?|"
    r"agentic \w+)\b[^.\n]{0,20}?\bproduc(?:tion|ts?)\b|"
    r"\bthis is an? (?:applied )?ai(?: engineering)? role\b|\ban applied ai role\b",
    re.IGNORECASE,
)

_FLAGS = re.IGNORECASE | re.MULTILINE
_DEPLOYING = (
    r"\b(?:deploy|implement|integrat|customi[sz]|configur|deliver|build|ship)(?:ing|s|e|es)?\s"
    rf"{_WORDS}{{0,5}}?"
)
"""What a forward deployed engineer does, whoever the sentence says does it ("we embed to deploy agents")."""
ANY_AGENT = rf"{_NAMED_AGENTS}|{_TEAM}"
"""What any sentence of such work names: asked first, by RE2, for the sentences' own expressions are slow."""
MODEL_DUTY = re.compile(rf"(?:{_DUTY}|{_MOST_TIME}|{_YOU}{_ONWARD}{{0,110}}?(?=\btrain))({MODELS})", _FLAGS)
MODEL_APPLIED = re.compile(
    rf"(?:{_YOU}{_ONWARD}{{0,60}}?|^\W*)\b(?:apply|applying|use|do|doing|work on|"
    rf"working on)\s{_WORDS}{{0,3}}?"
    r"(machine learning|deep learning|ml|computer vision)\b(?! (?:team|services?|engineers?|experts?|tools?|"
    r"researchers?|scientists?|apis?|backend|results?|people|platforms?|libraries))",
    _FLAGS,
)
"""One applies the field itself ("you'll apply ML to lamps"), not its people, services and tools."""
APPLIES = (
    r"\b(?:apply|applying|use|do|doing|work on|working on)\s[^.\n]{0,40}\b(?:machine learning|"
    r"deep learning|ml|"
    r"computer vision)\b"
)
"""The same, as RE2 asks it first."""
MODEL_PROVEN = re.compile(rf"{_PROVEN}({MODELS})", _FLAGS)
AGENT_DUTY = re.compile(rf"(?:{_DUTY}|{_MOST_TIME})({_AGENTS})", _FLAGS)
AGENT_DEPLOYED = re.compile(rf"(?:{_DEPLOYING})({_AGENTS})", _FLAGS)
AGENT_PROVEN = re.compile(rf"{_PROVEN}({_AGENTS})", _FLAGS)
IN_TEAM = re.compile(
    rf"\b(?:join|on|in|part of|(?:hiring|looking|engineers?|roles?|"
    rf"positions?) (?:\w+ ){{0,3}}for)\s{_TEAM}",
    _FLAGS,
)
HEADED = re.compile(rf"^\W*(?:[\w’'/&+-]+\s){{0,3}}?(?:({MODELS})|({_AGENTS}))", _FLAGS)
DUTY_HEAD = re.compile(
    r"\b(?:you(?:['’]ll| will)(?: be)? (?:work|build|own|do|tackl|solv)\w*|your (?:work|role|impact)|"
    r"responsibilities|problems (?:you|we)\b[^\n]{0,30})[^\n.]{0,25}[:?]?\s*$",
    re.IGNORECASE,
)
AI_WORDS = (
    r"\b(?:(models?|networks?|algorithms?|(?:machine|deep|imitation)[- ]learning|computer[- ]vision|ml|"
    r"training|"
    r"kernels?)|"
    r"(?:gen)?ai|llm|llms|agents?|agentic|multi-agent|voice|autonomous|rag|evals|prompts?)\b"
)
"""The words without which no sentence speaks of models or AI systems; its group: the words of models."""
CALLED = re.compile(
    r"\b(?:hiring|looking for|seeking|need|want|join (?:us|our team) as)\s(?:(?:an?|our|for|to|hire|\d|"
    r"two|three|"
    r"several|more|another|talented|great|strong|experienced|senior|sr\.?|staff|lead|principal|founding|"
    r"first|"
    r"second|full-time)\s){0,5}"
    r"(?:(ml|machine[- ]learning)|(?:applied )?(?:ai|llm|agent))[ -](?:engineers?|developers?)\b",
    re.IGNORECASE,
)
"""What a sentence calls the person whom the title only calls an engineer."""
ON_MODELS = re.compile(rf"{MODELS}|\b(?:pre-|post-)?train(?:ing)?\b|\bfine-?tun", re.IGNORECASE)
