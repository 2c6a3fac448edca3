"""The words by which postings say which hire one would be, and those of other people's careers.

Invariant: every expression is bounded and is tried on a few hundred characters at most, never on a whole
text.
"""

from __future__ import annotations

import re

from pipeline.inference.passages import any_of, expression

WORD = r"[a-z0-9’'&/+().-]+"
HIRE = r"(?:hires?|employees?|team[- ]members?|teammates?|staff members?)"
CRAFT = any_of(
    r"engineers?|developers?|devs?|scientists?|researchers?|designers?|analysts?|recruiters?|marketers?"
    r"|managers?",
    r"programmers?|pms?|salespersons?|sdrs?|bdrs?|aes?|account executives?|architects?|technologists?"
    r"|sres?|reps?",
    r"founding gtm|person|operators?|specialists?|technicians?|machinists?|writers?|advocates?|swes?",
    r"leads?|heads? of|chief of staff|vps?(?: of)?|directors?(?: of)?|members? of technical staff|devrel"
    r"|counsel",
    r"accountants?|controllers?|coordinators?|associates?|assistants?|representatives?|consultants?"
    r"|strategists?",
    r"producers?|editors?|roles?|positions?|cto|coo|cfo|cmo",
)
NUMBERED = any_of(
    r"hires?|employees?|engineers?|developers?|scientists?|team[- ]members?|designers?|researchers?"
)
PLURAL = expression(r"(?<!sale)s$")

_FILLERS = any_of(
    r"an?|the|our|their|its|literally|potentially|currently|also|be|very|us|someone|to be|as|one of"
    r"|company[’']s",
    r"to (?:join|become)(?: us)?|[a-z][\w.]*(?: [a-z][\w.]*)?[’']s?|essentially|effectively|just|really"
    r"|actually",
    r"now|truly|\w+ (?:experienced|exceptional|talented)|an? [\w-]+ to be|basically|technically|likely"
    r"|probably",
)
_OFFERS = any_of(
    r"hiring(?: for)?|bring(?:ing)? on(?:board)?|onboarding|seek|(?:looking|need|want|ready) (?:for"
    r"|to (?:be|become|hire|add|bring on|make))|seeking"
    r"|recruiting",
    r"searching for|becom(?:e|ing)|adding|(?:role|position) is|you are|you[’']re|you (?:will|would) (?:be"
    r"|become"
    r"|join(?: us)? as)",
    r"you[’'](?:ll|d) (?:be|become|join(?: us)? as)|you will also be|join(?: us)? as|be|as|(?:role|opening"
    r"|spot) (?:for|as)",
    r"this (?:is|would be|will be)|it[’']s|come be|add|make|making|finding|find|need|want",
)
_SURE_OFFERS = any_of(
    r"(?:we[’']re|we are|is|are|now|currently|\|) (?:hiring|looking|seeking|recruiting)(?: for)?|you are"
    r"|you[’']re",
    r"you (?:will|would) (?:be|become|join(?: us)? as)|you[’'](?:ll|d) (?:be|become|join(?: us)? as)"
    r"|join us as",
    r"(?:role|position) is|this (?:is|would be|will be)",
)
OFFERED = expression(
    rf"(?:\b{_OFFERS}(?: {_FILLERS}){{0,6}}|^\W*(?:(?:our|the|a) )?|[(|–—,-] ?(?:our |the )?"
    r"|\b(?:be|become|as|are) [^.;]{0,50}\b(?:and|or)) ?$"
)
SURELY_OFFERED = expression(rf"\b{_SURE_OFFERS}(?: {_FILLERS}){{0,6}} ?$")
ONE_OF_N = expression(
    r"(?:\b(?:one|1) of|\bamong(?:st)?|\bpart of|\bwithin|\bbe in|\bjoin(?:ing)?(?: as)?|\bas)"
    r"(?: (?:the|our|their|its|these))?(?: very| company[’']s)? $|\((?:one of )?(?:the |our )?$"
)
ONE_OF_SOME = expression(
    r"\b(?:one|some|few|two|three|any) of (?:the|our|its|their)(?: very)? $|\bamong(?:st)? (?:the|our) $"
)
HIRING_SEVERAL = expression(r"\b(?:hiring(?: for)?|looking (?:for|to hire)|making|seeking) our $")

_CAREERS = any_of(
    r"was|were|who (?:was|had|has|joined|started)|previous(?:ly)?|ex-\w+|former(?:ly)?|experience[d]?"
    r"|worked|had|led by",
    r"he|she|they|been|have you|you[’']ve|joined|became|becoming|started|hired|ideally|reports? to"
    r"|reporting to|helped",
    r"(?:founded|built|started|created|written|backed) by|early \w+ (?:engineers?|employees?)|help"
    r"|responsible for|including|your (?!role|job)|back when|brought|manag\w+|of a startup|working with"
    r"|work with",
)
BIOGRAPHY = expression(rf"\b{_CAREERS}\b")
BIOGRAPHY_AFTER = expression(
    r"^(?:[’']s\b|[^.]{0,6}\bat (?:an?|another|other|early)\b| (?:was|were|is|has|had|who (?:is|was)|just"
    r"|joined"
    r"|interview|meeting|call|workflows?|teams?\b(?! at)|of (?!the|our|this|its))\b)"
)
_NOT_PEOPLE = any_of(
    r"class|line|party|principles?|time|round|years?|days?|months?|weeks?|contact|step|gen|generation|rate"
    r"|of|to|for|in",
    r"the|who|shift|quarter|floor|batch|cohort|wave|mile|level|tier|pass|touch|story|point|degree|hand|try"
    r"|and|is|are",
    r"we|you|responders?|aid|or|call|interview|stage|third|second|half|grade|language",
)
NO_ORDINAL_OF_PEOPLE = expression(
    rf"^{_NOT_PEOPLE}\b(?!-)|\b(?:to|who|that|with|for|of|in|are|is|our|your|the|will|from|customers?)\b(?!-)"
)
NEUTRAL = expression(
    r"\b(?:full[- ]?time|ft|official|ever|actual|non[- ]?found(?:er|ing)|external|outside|key|permanent"
    r"|paid|w-?2"
    r"|dedicated|core|early|real|new|team|proper|major|important|critical|founding|in-?house|senior|full"
    r"|time)\b"
)
PLACE = expression(
    r"\b(?:us|u\.s\.?|usa|uk|eu|european?|american?|london|nyc|sf|new york|berlin|paris|german|french"
    r"|remote|local"
    r"|in-office|in-person|onsite|on-site|international|overseas|apac|emea|canadian|indian|asian?"
    r"|non-(?:us|uk|eu|american|european|german|french|indian)(?:-based)?"
    r"|on-the-ground|ground|country|regional|us-based|uk-based|eu-based)\b"
)
PLACE_AFTER = re.compile(
    r"^(?:,? (?:based |located |on the ground )?(?:in|for|from|across)(?: the| our)?(?: new)? "
    r"(?:[A-Z][a-z]+|US|UK|EU|NYC|SF|USA)\b| outside (?:of )?(?:the )?(?:US|UK|EU|USA|[A-Z]\w+)\b)"
)
_FUNCTIONS = any_of(
    r"founding|engineering|eng|tech|technical|ml|ai|data|product|design|sales|marketing|research|growth"
    r"|gtm|software",
    r"finance|legal|people|hr|talent|customer|support|hardware|robotics|computer vision|nlp|applied"
    r"|analytics|devops"
    r"|infra(?:structure)?|business|commercial|revenue|partnerships|science|communications|content"
    r"|community|mobile",
    r"machine learning|backend|frontend|full[- ]?stack|platform|operations|qa|security",
)
OF_A_TEAM = expression(
    r"^(?:(?: \w+)? (?:on|in|for|of|within|into|to) (?:the|our|this|its|a) (?:new |growing |dedicated |\w+ )?"
    r"(?!company|team\b|founding|core|office)(?:[\w/&-]+ ){0,3}?"
    r"(?:team|function|department|org|practice|lab|side|role|group|arm)\b"
    rf"| (?:(?:focused|working|dedicated) )?(?:in|for|on|to) {_FUNCTIONS}\b)"
)
NAMED_HIRE = expression(rf"(?:\b(?:{_FUNCTIONS}|full[- ]time) )+$")
OF_COMPANY = expression(rf"(?:{HIRE}|people)")
ON_THE_TEAM = expression(
    r"^ (?:on|of|in|at|to join) (?:the|our|this) (?:[\w-]+ )?(?:team|company|start-?up)\b"
    r"|^ to join\b(?! the)"
)

NUMBER_WORD = r"(?:[0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)"
THEIR_HIRE = expression(
    r"\b(?:start-?ups|companies|founders|customers|clients|teams|businesses|they"
    r"|who)\b[^.]{0,40}\btheir(?: very)? $"
    r"|\byour(?: very)? $"
)
DID = expression(
    r"^ (?:(?!need|requir)[a-z]{3,}ed\b(?! (?:in|by|to)\b)|built|made|wrote|left|came|still|often|usually"
    r"|joins?|comes"
    r"|works|went|knows|took)\b"
)
"""A verb after an ordinal that tells what somebody did or does, as in "our 5th employee built the kiln"."""
THE_NTH_TO = expression(r"^\W*the $")
TO_DO = expression(r"^ to (?!join|own|lead|build|work|help|take|drive|define|shape|run|set)")
BARE_END = expression(
    r"^(?:\s*$|[.,;!)–—(]| (?:at|in|on|of|to join) (?:the|our) (?:company|team|start-?up)\b| to join\b"
    r"| here\b|- )"
)
YOU = expression(r"\b(?:you|you['’](?:d|ll)|join|be|come)\b[^.;]{0,30}$")
ENGINEERS = expression(r"\b(?:engineers?|developers?|devs?)\b")
