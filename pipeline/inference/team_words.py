"""The words by which postings count people: nouns, verbs of growth, and whose people they are.

Invariant: every expression is bounded and is tried on a few hundred characters at most, never on a whole
text.
"""

from __future__ import annotations

import re

from pipeline.inference.passages import any_of, expression

ENGINEERS = r"(?:engineers?|devs?|developers?|programmers|technologists|hackers|coders|engineering|engs?)"
PEOPLE = any_of(
    r"people|persons?|ppl|folks|humans|employees?|colleagues|teammates",
    r"(?:(?:total |overall )?staff|team|crew|core) members?|members?|staff|ftes?",
    r"full[- ]time(?:rs| employees| staff| members)|strong|of us|total|overall",
)
GROUPS = (
    r"(?:team|company|start-?up|scale-?up|org|organi[sz]ation|group|crew|shop|firm|studio|lab|business"
    r"|department)"
)
WORD = r"[a-z&/+][a-z0-9'’&/+-]*"
PARTIAL = ("team", "teams", "org", "organization", "organisation", "group", "crew", "lab", "department")
SINGULAR = ("people", "person", "strong", "engineer", "member", "employee", "dev", "developer", "eng")

ENGINEER = expression(rf"{ENGINEERS}$")
GLUED_TO = frozenset("_$€£¥₹.,#/'’-")
GLUED = (
    *("half ", " few ", "several ", "couple ", "couple of ", " many ", "by the ", " tens ", "hundreds "),
    *("dozens ",),
)
"""What stands right before a count that is no count of its own: "a few hundred", "by the dozen"."""
_NOT_PEOPLE = any_of(
    r"million|billion|thousand|[km]|more|new|additional|other|extra|paying|active|beta|happy|years?|yrs?",
    r"months?|weeks?|days?|hours?|hrs?|min(?:ute)?s?|users?|customers?|clients?|companies|businesses|teams",
    r"in|the|to|for|with|x|our|your|their|direct|hiring|future|open|per|external|community|board|club|family",
    r"top|senior|junior|staff|principal|of|who|that|are|is|out|co-?founders?|founders?|or|roles?"
    r"|key|different|and/or|great",
    r"exceptional|countries|cities|offices|physicians?|research|level",
)
FOREIGN_BETWEEN = expression(rf"\b{_NOT_PEOPLE}\b")
_PLANNED = any_of(
    r"will (?!join|be (?:joining|working|part)|work|report|own)|would|plan(?:s|ning|ned)?|aim(?:s|ing)?|goal",
    r"want(?:s|ing)? to (?!join)|going to|looking to|hop(?:e|ing) to|expect(?:s|ing)?|soon|expanding"
    r"|to expand",
    r"grow (?:\w+ ){0,3}(?:from|to)|growing (?:[\w-]+ ){0,4}(?:from|to|into)|doubling|to double|tripling",
    r"scal(?:e|es|ing) (?:[\w-]+ ){0,3}(?:from|to(?! now))|target(?:ing)?|towards?|eventually|ramp(?:ing)?",
)
PLAN = expression(rf"\b{_PLANNED}\b")
PLAN_NEAR = expression(r"\b(?:to|into|towards?|becom(?:e|ing)|be|a future) (?:be )?(?:an?|the) $")
PLAN_AFTER = expression(
    r"^[^.\n]{0,20}\b(?:by (?:the )?(?:end|eoy|q[1-4]|year|20\d\d|next)|next year|including you)\b"
)
_SOMEBODY_ELSES = any_of(
    r"manag(?:e|ed|es|ing)|lead|leads|leading|led|mentor(?:ed|ing)?|supervis(?:e|ed|ing)|over(?:see|saw"
    r"|seeing)",
    r"coach(?:ed|ing)?|leadership (?:for|of|to)|experience[d]?|background|previous(?:ly)?|used by|trusted by",
    r"serv(?:e|es|ed|ing)|help(?:s|ed|ing)?|reach(?:es|ing)?|customers?|clients?|companies|start-?ups"
    r"|businesses",
    r"teams|portfolio|you(?:[’']ve| have)|worked|working (?:at|in)|formerly|build an?|built an?|building an?",
    r"hire an?|hiring an?|interviews?|founded by|they|their|his|her|reports?|managers?|running|within an?"
    r"|any",
    r"ideal(?:ly)?|environments?|enterprises|organi[sz]ations|sister|parent|sell(?:ing|s)?"
    r"|for an engineering",
    r"(?:in|at|from|for|as) an? [\w/ -]{0,30}(?:start-?up|scale-?up|company) (?:of|with)|to assist|accounts",
)
OTHERS = expression(rf"\b{_SOMEBODY_ELSES}\b")
_OPENINGS = any_of(
    r"hir(?:e|ed|es|ing)|look(?:ing)? for|seek(?:ing|s)?|recruit(?:ing|ed)?|add(?:ing|ed)?|needs?|want(?:s"
    r"|ing)?",
    r"for|search(?:ing)? for|bring(?:ing)? on|meet|talk|speak|with (?:our|two|three)|openings?",
)
HIRED = expression(rf"\b{_OPENINGS}(?: [\w'’-]+){{0,2}} ?\(?$")
A_TEAM_TO_LEAD = expression(
    r"\b(?:lead|manag(?:e|ing)|join(?:ing)?|run|head|leading|running|heading|support(?:ing)?)"
    r" (?:an?|the|our) (?:[\w-]+ ){0,2}team of [^.\n(0-9]{3,60}\($"
    r"|\b(?:function|department|division|unit|practice|arm|chapter|squad|pod|tribe|guild) \($"
)
"""Before a count in parentheses: it counts those whom one is to lead or join, or a part of the company."""
PLURAL = expression(
    r"\b(?:start-?ups|companies|teams|clients|customers|businesses|firms|brands|groups|market|segment|smbs?"
    r"|organi[sz]ations|enterprises|employers|accounts) ?\(?$"
)
OTHERS_AFTER = expression(
    r"^\W{0,2}(?:[\w-]+ ){0,2}(?:clients|customers|companies|accounts|employers|prospects|network|resource)\b"
)

_ADVERBS = r"(?: (?:an?|the|currently|now|just|only|still|all|today|already|at|small|lean|tiny|team of)){0,4}"
WE_ARE = expression(
    rf"\b(?:(?:we|there)(?: are|['’]re|['’]s| currently are)|(?:we|we currently|and currently|company)"
    rf" (?:have|has|employs?)|we['’]ve got|i['’]m one of|employs?){_ADVERBS} ?\(?$"
)
GROUP_IS = expression(
    rf"\b{GROUPS}(?:,? (?:is|are|has|have|employs|counts|of|with|consists of|comprises|currently|now|just"
    rf"|only|at"
    rf"|(?:is |are )?made up of|remains|still|small|tiny|lean|about|around|today)){{1,4}}(?:, ?| ?\(?)$"
    rf"|\b{GROUPS} ?:? ?$"
)
GROWN_TO = expression(r"\b(?:grown|grew|scaled|expanded)\b[^.]{0,40}? to (?:now |become )?$")
GREW_FROM = expression(r"\b(?:grow\w*|grew|scal\w+|expand\w+|went|gone)\b[^.]{0,40} from ?$")
GREW_END = expression(
    r"^\s*(?:$|[),;–—]|(?:[a-z-]+ )?(?:people|employees|members|staff|engineers|professionals|experts)\b"
    r"|(?:over|this|last|in|since|within|today|now|already|and|team)\b)"
)
OPENS = re.compile(r"(?:^|[(,–—]|(?:^|\s)[-*])\s*$")
WITH = expression(r"^\W*with $")
CLOSES = expression(
    r"^\s*(?:$|[),|;/–—(]|- |(?:total|overall|spread|across|worldwide|globally|and growing|today|strong"
    r"|currently"
    r"|now|around the|in total|in the company|of [0-9]+)\b|in \w+ (?:office|countr))"
)
BASED = expression(r"^,? (?:we|based|across|spread|in|around|working from|worldwide|globally|strong)\b")
SURE_NOUN = expression(r"(?:employees|staff|team members|staff members|ftes|full[- ]timers)$")
HAS = expression(
    r"(?:\b(?:has|have|with|employs?|at|of|is|are|to|by|our|team of)(?: (?:now|currently|just|only"
    r"|a team of))?"
    r"|^\W*our) $"
)
ENGINEERS_WITH = expression(
    r"(?:\bteam of [0-9a-z~-]{1,12}(?: people)?,? (?:with|including|of which|and)"
    r"|\b(?:am|['’]m|are) one of|\b(?:has|have|employs?|currently|our|now)(?: (?:about|around|only"
    r"|just))?|^\W*our|\bwe(?: are|['’]re| have) (?![^.;]{0,40}\b(?:hiring|looking|seeking|need"
    r"|adding)\b)[^.;]{0,50}(?:\band|,)) $"
)
FOUNDERS_AND = expression(r"\b(?:founders?|me)\)?(?: \((?:cto|ceo)\))?(?:,? and| ?[+&]| plus) $")
SEEKING = expression(r"\b(?:hir(?:e|ing)|looking|seek\w*|need\w*|recruit\w*|roles?|positions?|openings?)\b")
ON_STAFF = expression(r"^ (?:on (?:staff|the team|board)|in[- ]house)\b")
ALL_REMOTE = expression(
    r"^,? (?:all |fully |mostly |100% )?(?:remote|distributed|in[- ]office|in[- ]person|co-?located)\b"
)
SAID_OF_TODAY = expression(r"^(?:currently|now|still|today|just|only)\b")
PLAIN_ENGINEERS = re.compile(r"(?:engineers|devs|developers)$")
AMONG_PEOPLE = expression(
    r"\b(?:people|total|employees|staff|ppl|folks|overall)\)?[,;]? ?(?:of (?:which|whom) |with |including "
    r"|and )?$"
)
COLLECTIVE = expression(
    r"^[ -]?((?:(?!team\b|company\b|(?:and (?:the|our|its|an?|we)|with|who|in|on|of|is|are|at) )"
    r"[\w'’&/.-]+[ ,]+){0,4}?)(teams?\b|company\b|start-?up\b|scale-?up\b"
    r"|business\b"
    r"|non-?profit|org\b|organi[sz]ation\b|shop\b|studio\b|crew\b|firm\b|lab\b|group\b|fintech\b|agency\b"
    r"|outfit"
    r"|collective)"
)
GROUP = expression(rf"\b({GROUPS})\b[^,]{{0,40}}$")
NAMING = re.compile(r"[\w'’&/-]+")
TECHNICAL = expression(
    r"(?<!highly )(?<!very )(?<!deeply )(?<!extremely )\b(?:engineering|eng|tech|technical|technology|dev"
    r"|development|developer|engineers?|r ?& ?d|software)\b"
    r"[\w/& -]{0,24}$"
)
_PARTS = any_of(
    r"sales|marketing|data|design|product|platform|infra(?:structure)?|ml|ai|research|science|support"
    r"|success|ops",
    r"operations|security|finance|people|talent|recruiting|backend|frontend|mobile|web|analytics|devops"
    r"|sre|qa",
    r"growth|leadership|management|executive|founding|founder|scrum|agile|project|cross-functional|squads?"
    r"|pods?",
    r"experience|customer|gtm|commercial|content|legal|hr|account|this|local|field|delivery|immediate|sub|bi",
    r"self-driven",
)
PART = expression(rf"\b{_PARTS}(?:[- ][\w'’]+)? ?$")
_DESCRIPTIONS = any_of(
    r"an?|the|our|we|whole|entire|total|full|current|small|smallish|lean|tiny|tight|close|core|early"
    r"|senior|strong",
    r"elite|scrappy|nimble|global|remote|remote-first|international|diverse|talent|world-class|great|amazing",
    r"incredible|friendly|autonomous|mighty|multi\w+|young|mature|stable|unique|balanced|today|now"
    r"|currently|just",
    r"only|with|is|are|be|of|and|by|in-person|onsite|full-time|high-caliber|ai-native|deep|startup|company"
    r"|hybrid",
    r"original|technical|happy|merry|humble|compact|little|big|large|larger|virtual|async|crack|stellar"
    r"|superstar"
    r"|dream",
    r"[a-z-]+(?:ed|ing|ful|ous|ive|est|er|ite|ble|knit|minded|driven|paced|agency|trust|performance|based"
    r"|level)",
)
DESCRIBES = expression(rf"(?:\b{_DESCRIPTIONS}|['’]s|['’]re|['’]ve),? ?$")
PART_NOUN = expression(
    r"^ (?:[\w'’-]+ ){0,3}?(?!founders|co-?founders|people|members)[\w-]*(?:designers|scientists|researchers"
    r"|analysts|managers|recruiters|marketers|sellers|reps|associates|consultants|executives|annotators"
    r"|writers"
    r"|interns|contractors|volunteers|phds|operators|sdrs?|aes?|nurses|clinicians|physicians)\b"
)
_NOT_OF = r"(?!looking|seeking|hiring|half|of\b|and\b|who|with\b|from\b|in\b|building)"
TEAM_OF = expression(rf"\b{GROUPS} of $")
MIXED = expression(
    r"^(?:,| and| &|/)(?! (?:an?|one|two|three|four) )[^.\n()0-9]{0,40}\b(?:designers?|operators?|sales"
    r"|marketers?|business|support|ops"
    r"|go-to)\b"
)
OF_ENGINEERS = expression(rf"^ (?:{_NOT_OF}[\w'’-]+ ){{0,3}}{ENGINEERS}\b")
ENGINEERS_NEXT = expression(rf"^ {ENGINEERS}\b")
NO_PEOPLE_AFTER = expression(
    r"^[- ]?(?:%|x\b|years?|days?|hours?|months?|million|k\b|weeks?|pizza"
    r"|(?:(?!with|at|from|across|and|in|who|of|span|cover|serv|work)[\w-]+ ){0,2}?(?:different|nationalit"
    r"|countries|offices"
    r"|products|brands|companies|businesses"
    r"|languages"
    r"|time ?zones|cities|projects|apps|clients|customers|hospitals|stores|schools))"
)
SOME_STARTUP = expression(
    r"\b(?:from|to|for|than|like|into|visit|such as|any) an? $"
    r"|\b(?:startups|companies) at $"
)
REQUIRED = expression(
    r"^\W*(?:[0-9]+\+? (?:or more )?years|(?:\w+ )?experience|proven|demonstrated|track record|you have"
    r"|you[’']ve"
    r"|background|previous|prior)\b"
)
"""A sentence that asks for somebody's past."""
WITH_A = expression(r"\bwith an? $")
WITH_PART = expression(r"\b(?:company|start-?up|firm|people|employees)\b[^.;]{0,20} with an? $")
"""A company counted before the team that it has: "a company of 40 with a 12-person engineering team"."""
STANDS_ALONE = expression(
    r"^(?:$|[.,;:)!–—]|\s?(?:\n|- |– |— |\((?!k\)))|\s\||(?: people| engineers)\b"
    r"| (?:strong|today|right now|at the moment|in total|total|now|atm|and (?:growing|hiring)|across"
    r"|spread)\b)"
)
PLACE = re.compile(
    r"(?<!quartered )(?<!ased )(?<!ounded )(?<!ocated )(?<!orn )(?<!tarted )"
    r"\b(?:[Ii]n|[Aa]t) (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?,? (?:we|our|you)\b"
)
SIZE_LABEL = expression(r"(?:size|head ?count|employees|ftes)(?: is| of)? ?[:=–-]? ?$")
TECHNICAL_LABEL = expression(
    r"\b(?:engineering|eng|tech|technical|dev|development) (?:team|org|head ?count|size)[\w :=–-]{0,12}$"
)

NOT_ALL_BEFORE = (
    *(" first ", " next ", " last ", "another ", "these ", "those ", " top ", " extra ", "additional "),
    *("one of the ", "one of our ", "every ", " each ", " per ", " any "),
)
"""Words before a count that make it a part of more, or of people to come."""
OWNING = ("with ", "of ", "have ", "having ", "employing ", "from ", "where ", "between ", " a ", " an ")
"""Last words of `OTHERS_WITH`, looked for first."""
OTHERS_WITH = expression(
    r"\b(?!business |consists |comprises |employs |counts |numbers |always |plus |across |us |is |was "
    r"|has |this |less )[a-z]{2,}(?<!s)s (?:with|of|that have"
    r"|having|employing|from|where|between) (?:an? )?(?:between )?$"
)
"""Plural owners of a count: "shops with five employees", "firms of 10 people"."""
OTHERS_DO = expression(
    r"^(?: people| employees| staff)? (?:can|could|may|might|often|usually|typically|use|used|applied"
    r"|signed up|a (?:day|week|month|year)"
    r"|on (?:the|our) (?:wait\w*|list|pipeline)|per|have ever|who (?:use|need|want|are not)|died|suffer)\b"
)
PART_OF_GROUP = expression(
    r"\b(?:part of|member of|subsidiary of|belong\w* to|owned by|acquired by|bought by|merged with|backed by"
    r"|spun out of|supported by|parent)\b[^.;]{0,30}\b(?:group|company|corporation|holding|firm|parent"
    r"|organi[sz]ation|conglomerate|business)\b[^,;.]{0,20}$"
)
IT_IS = expression(r"(?:\bit['’]s|\bit is|\bthat['’]s)(?: (?:just|only|still|currently|now|the|all)){0,3} ?$")
OF_US_ALL = expression(
    r"^\s*(?:$|[,.;)–—|/(:!]|- |(?:in|at|across|between|spread|today|now|so far|right now|and (?:an?|one|two)"
    r"|based|total|in total|altogether|full[- ]time|here|on the team|at the moment|currently|working from)\b)"
)
NAME_IS = re.compile(
    r"(?:^|[|,(–—-] ?|\bAt )\W*(?!(?:It|This|That|They|There|Each|Every|He|She|Who|What|Here|One|Our|My|Your|"
    r"Their|And|But|If|As|Hiring|The|A|An)\b)"
    r"[A-ZÀ-Þ0-9][\w.&'’-]*(?: [A-ZÀ-Þ(][\w.&'’)-]*){0,3},? (?:is|has|employs|counts|has grown to|have|are)"
    r"(?: (?:now|currently|just|only|still|already|today|a company of|a team of|made up of)){0,3} $"
)
"""A name and its verb: "Kilnworks is 37 people", "Kilnworks GmbH now has 12 people"."""
IN_PLACE = re.compile(
    r"^,? (?:in|across|between) (?:(?:[A-ZÀ-Þ][\w.'’-]*|(?:an?|one|two|three|four|five|six|[0-9]+|our"
    r"|the|same) (?:[a-z-]+ )?[a-z-]+)(?:,? and |, | & | |/)?){1,4}\s*(?:$|[.,;|)–—(])"
)
WORK_HERE = expression(r"^ (?:who )?work(?:ing)? (?:here|at|for us|with us|on it|on this)\b")
SOMEBODY_GREW = expression(
    r"\b(?:experience[d]?|you[’']ve|you have|track record|previous\w*|who (?:has|have|grew)|helped)\b"
)
GROWING = expression(
    r"\b(?:growing|scaling|expanding|doubling|tripling|to (?:grow|scale|expand)) (?:our|the|its)\b"
)
DONE_BEFORE = expression(
    r"\b(?:experience[d]?|you[’']ve|you have|track record|previous\w*|who (?:has|have|grew)|has|had"
    r"|helped?|after)\b"
)
WENT_FROM = expression(
    r"\b(?:we|team|company|start-?up|headcount)(?:['’]ve| have| has)? (?:went|gone|grew|grown|scaled) from $"
)
ENGINEERING_IS = expression(
    r"(?:^\W*|[,;(] ?|\band )(?:our )?(?:engineering|tech|r&d|r & d|development)"
    r" (?:is|has|counts|are)(?: (?:now|currently|just|only|still|a team of|about)){0,2} $"
)
TODAY = expression(r"^ (?:today|now|right now|so far|currently|at the moment|in total|as of today)\b")
PART_AFTER = expression(rf"^ (?:on|in|within) (?:the|our|a|this) (?:[\w-]+ )?{_PARTS} team\b")
IN_ENGINEERING = expression(r"^ (?:in|on) (?:the |our )?(?:eng|tech|r&d)")
LABELLED = expression(r"(?:^|[\n|•.(]) ?-? ?([\w/& -]{2,40}): ?$")
PART_LABEL = expression(rf"\b{_PARTS} (?:team|org|department)$")
