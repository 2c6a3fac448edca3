"""The words by which postings count people: nouns, verbs of growth, and whose people they are.

Invariant: every expression is bounded and is tried on a few hundred characters at most, never on a whole
text.
"""

from __future__ import annotations

import re

ENGINEERS = r"engineers?|devs?|developers?|programmers|technologists|hackers|coders|engineering|eng"
PEOPLE = (
    r"people|persons?|ppl|folks|humans|employees?|colleagues|teammates|(?:(?:total |overall )?staff|team"
    r"|crew|core)"
    r" members?|members?|staff|ftes?|full[- ]time(?:rs| employees)?|strong|of us|total|overall"
)
GROUPS = (
    r"team|company|start-?up|scale-?up|org|organi[sz]ation|group|crew|staff|shop|firm|studio|lab|business"
)
WORD = r"[a-z0-9'’&/+-]+"


_I = re.IGNORECASE
ENGINEER = re.compile(rf"(?:{ENGINEERS})$", _I)
GLUED = re.compile(r"[\w$€£¥₹.,#/'’-]$")
FOREIGN_BETWEEN = re.compile(
    r"\b(?:million|billion|thousand|[km]|more|new|additional|other|extra|paying|active|beta|happy|years?"
    r"|yrs?|months?"
    r"|weeks?|days?|hours?|hrs?|min(?:ute)?s?|users?|customers?|clients?|companies|businesses|teams|in|the"
    r"|to|for|with|x"
    r"|our|your|their|direct|hiring|future|open|per|external|community|board|club|family|top|senior|junior"
    r"|staff"
    r"|principal|of|who|that|are|is|out|or|roles?|key|different|and/or|great|exceptional|countries|cities"
    r"|offices)\b",
    _I,
)
PLAN = re.compile(
    r"\b(?:will (?!join|be (?:joining|working|part)|work|report|own)|would|plan(?:s|ning|ned)?|aim(?:s"
    r"|ing)?|goal|want(?:s|ing)? to (?!join)|going to|looking to|hop(?:e|ing) to"
    r"|expect(?:s|ing)?|grow (?:\w+ ){0,3}(?:from|to)|growing (?:[\w-]+ ){0,4}(?:from|to|into)|soon"
    r"|scal(?:e|es|ing) (?:[\w-]+ ){0,3}(?:from|to(?! now))|expanding|to expand|doubling|to double"
    r"|tripling|target(?:ing)?"
    r"|towards?|eventually|ramp(?:ing)?)\b",
    _I,
)
PLAN_NEAR = re.compile(r"\b(?:to|into|towards?|becom(?:e|ing)|be|a future) (?:be )?(?:an?|the) $", _I)
GROWN_TO = re.compile(r"\b(?:grown|grew|scaled|expanded)\b[^.]{0,40}? to (?:now |become )?$", _I)
PLAN_AFTER = re.compile(
    r"^[^.\n]{0,20}\b(?:by (?:the )?(?:end|eoy|q[1-4]|year|20\d\d|next)|next year|including you)\b", _I
)
OTHERS = re.compile(
    r"\b(?:manag(?:e|ed|es|ing)|lead|leads|leading|led|mentor(?:ed|ing)?|supervis(?:e|ed|ing)|over(?:see"
    r"|saw|seeing)"
    r"|coach(?:ed|ing)?|experience[d]?|background|previous(?:ly)?|used by|trusted by|serv(?:e|es|ed|ing)"
    r"|help(?:s|ed|ing)?"
    r"|reach(?:es|ing)?|customers?|clients?|companies|start-?ups|businesses|teams|portfolio|you(?:[’']ve"
    r"| have)"
    r"|worked|working (?:at|in)|formerly|build an?|built an?|building an?|hire an?|hiring an?|interviews?"
    r"|founded by"
    r"|they|their|his|her|reports?|managers?|running|within an?|any|ideal(?:ly)?|environments?"
    r"|(?:in|at|from|for|as) an? [\w/ -]{0,30}(?:start-?up|scale-?up|company) (?:of|with))\b",
    _I,
)
HIRED = re.compile(
    r"\b(?:hir(?:e|ed|es|ing)|look(?:ing)? for|seek(?:ing|s)?|recruit(?:ing|ed)?|add(?:ing|ed)?|needs?"
    r"|want(?:s|ing)?|for"
    r"|search(?:ing)? for|bring(?:ing)? on|meet|talk|speak|with (?:our|two|three)"
    r"|openings?)(?: [\w'’-]+){0,2} ?\(?$",
    _I,
)
ADVERBS = r"(?: (?:an?|the|currently|now|just|only|still|all|today|already|at|small|lean|tiny|team of)){0,4}"
WE_ARE = re.compile(
    rf"\b(?:(?:we|there)(?: are|['’]re|['’]s| currently are)|(?:we|we currently|and currently"
    rf"|company) (?:have|has|employs?)"
    rf"|we['’]ve got|i['’]m one of){ADVERBS} ?\(?$",
    _I,
)
GROUP_IS = re.compile(
    rf"\b(?:{GROUPS})(?: (?:is|are|has|have|employs|of|with|consists of|comprises|currently|now|just|only"
    rf"|at|(?:is |are )?made"
    rf" up of|remains|still|small|tiny|lean|about|around)){{1,4}} ?\(?$|\b(?:{GROUPS}) ?:? ?$",
    _I,
)
OPENS = re.compile(r"(?:^|[(,–—]|(?:^|\s)[-*])\s*$")
CLOSES = re.compile(
    r"^\s*(?:$|[),|;/–—(]|- |total\b|overall\b|spread\b|across\b|worldwide\b|globally\b|and growing\b"
    r"|today\b|strong\b"
    r"|currently\b|now\b|of [0-9]|in total\b|in the company\b|in \w+ (?:office|countr))",
    _I,
)
SINGULAR = ("people", "person", "strong", "engineer", "member", "employee", "dev", "developer", "eng")
SURE_NOUN = re.compile(r"(?:employees|staff|colleagues|teammates|team members|ftes|full[- ]timers)$", _I)
HAS = re.compile(
    r"\b(?:has|have|with|employs?|at|of|is|are|to|team of)(?: (?:now|currently|just|only|a team of))? $", _I
)
COLLECTIVE = re.compile(
    r"^[ -]?((?:(?!team\b|company\b)[\w'’&/.-]+[ ,]+){0,4}?)(teams?\b|company|start-?up|scale-?up|business"
    r"|non-?profit|org\b"
    r"|organi[sz]ation|shop\b|studio|crew|firm|lab\b|group|fintech|agency|outfit|collective)",
    _I,
)
TECHNICAL = re.compile(
    r"\b(?:engineering|eng|tech|technical|technology|dev|development|developer|engineers?|r ?& ?d"
    r"|software)\b[\w/& -]{0,24}$",
    _I,
)
PART = re.compile(
    r"\b(?:sales|marketing|data|design|product|platform|infra(?:structure)?|ml|ai|research|science|support"
    r"|success|ops"
    r"|operations|security|finance|people|talent|recruiting|backend|frontend|mobile|web|analytics|devops"
    r"|sre|qa|growth"
    r"|leadership|management|executive|founding|founder|scrum|agile|project|cross-functional|squads?|pods?"
    r"|experience"
    r"|customer|gtm|commercial|content|legal|hr|account|this|local|field|delivery|immediate|sub"
    r"|self-driven|bi)"
    r"(?:[- ][\w'’]+)? ?$",
    _I,
)
ENGINEERS_NEXT = re.compile(rf"^ (?:{ENGINEERS})\b", _I)
SUBJECT = re.compile(rf"((?:[\w'’&/-]+ ){{0,3}})\b({GROUPS})\b[^,]{{0,40}}$", _I)
PARTIAL = ("team", "teams", "org", "organization", "organisation", "group", "crew", "lab", "staff")
DESCRIBES = re.compile(
    r"(?:\b(?:an?|the|our|we|whole|entire|total|full|current|small|smallish|lean|tiny|tight|close|core"
    r"|early|senior"
    r"|strong|elite|scrappy|nimble|agile|global|remote|remote-first|international|diverse|talent"
    r"|world-class|great"
    r"|amazing|incredible|friendly|autonomous|mighty|cross-functional|multi\w+|young|mature|stable|unique"
    r"|balanced"
    r"|today|now|currently|just|only|with|is|are|be|of|and|by|in-person|onsite|full-time|high-caliber"
    r"|ai-native|deep"
    r"|startup|company|[a-z-]+(?:ed|ing|ful|ous|ive|est|er|ite|ble|knit|minded|driven|paced|agency|trust"
    r"|performance))"
    r"|[,'’]s|['’]re|['’]ve),? ?$",
    _I,
)
PART_NOUN = re.compile(
    r"^ (?:[\w'’-]+ ){0,3}?(?!founders|co-?founders|people|members)[\w-]*(?:designers|scientists"
    r"|researchers|analysts|managers"
    r"|recruiters|marketers|sellers|reps|associates|consultants|executives|experts|professionals"
    r"|specialists|annotators"
    r"|writers|interns|contractors|volunteers|phds|operators)\b",
    _I,
)
OF_ENGINEERS = re.compile(
    rf" (?:(?!looking|seeking|hiring|half|of\b|and\b|who|with\b|from\b|in\b"
    rf"|building)[\w'’-]+ ){{0,3}}(?:{ENGINEERS})\b",
    _I,
)
PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t) (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?,? (?:we|our|you)\b")
PLURAL = re.compile(
    r"\b(?:start-?ups|companies|teams|clients|customers|businesses|firms|brands|groups) ?\(?$", _I
)
GREW_END = re.compile(
    r"^\s*(?:$|[),;–—]|over\b|this\b|last\b|in\b|since\b|within\b|today\b|now\b|already\b|people\b"
    r"|employees\b|and\b|team\b"
    r"|members\b|staff\b|engineers\b)",
    _I,
)
NO_PEOPLE_AFTER = re.compile(r"^[- ]?(?:%|x\b|years?|days?|hours?|months?|million|k\b|weeks?)", _I)
