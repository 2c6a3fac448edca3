"""The words that tell a company's own funding stage from other people's, and from one still to come.

Invariant: every expression is bounded and is tried on a few hundred characters at most, never on a whole
text.
"""

from __future__ import annotations

import re

from pipeline.inference.passages import any_of, expression

ROUND = r"(?:pre[- ]?seed|seed|series[ -]?[a-k]|[a-h])"
EXCHANGES = r"nyse|nasdaq|tsxv?|lse|asx|aim|euronext|hkex|sgx|otc(?:qb|qx)?|tse|fse|xetra|nse|bse|six|cse"

_MONEY = r"(?:[$€£] ?[\d.,]{1,8} ?(?:[mbk]m?|mil\w{0,4})?|[\d.,]{1,8} ?[mk]m?[$€£]?)"
_HAVE = (
    r"(?:we|we[’']ve|we have|and have|having|have|has|just|recently|already|successfully|also|[a-z.]+ has)"
)
_OWN_DEEDS = any_of(
    rf"{_HAVE} (?:\w+ )?(?:raised|closed|announced|secured|completed|landed)",
    r"(?:raised|closing|closed|announced|secured) (?:our|an?|its)|backed by|after (?:our|an?)"
    r"|following (?:our|an?)",
    r"(?:we are|we[’']re|is|as) (?:now )?an?|our (?:recent|latest|new)?|be part of an?|join an?"
    r"|(?:backbone|foundations?|future|growth|core|heart) of an?"
    r"|[a-z]+-backed|a fast-growing",
)
OWN_DEED = expression(
    rf"\b{_OWN_DEEDS}(?: (?!companies|startups|who|that|at|in)[^\s,;]{{1,20}}){{0,4}} ?\(?$"
)
MONEY_BEFORE = expression(rf"{_MONEY}(?: (?:in|of|usd|eur|gbp|our|round:?|\(?{_MONEY}\)?)){{0,2}} ?$")

_OTHERS = any_of(
    r"experience[d]? (?:at|in|with|of|as|working|scaling|from|building)|experience|worked|working (?:at|in"
    r"|with)",
    r"previous(?:ly)?|prior|background|been (?:at|in|an?|one of)|(?:employee|engineer|hire|leader|role"
    r"|job|time) (?:at|in)|scaled|scaling|grew|helped|help(?:s|ing)? (?!us)"
    r"|ideally|e\.g\.?",
    r"such as|clients (?:range|include|are)|customers|partnered|invest(?:s|ed|ing)? in|portfolio"
    r"|former(?:ly)?|exited",
    r"sold|co-?founded|founder (?:of|at)|they|your|within an?|companies|startups|career|familiar(?:ity)?"
    r"|environments?",
    r"recruit(?:s|ing)?|agency|track record|staff(?:s|ing)?|someone|either|whether|alumni|acquired by"
    r"|stints?",
    r"operators? (?:at|from)|journey|understanding|vc firm|venture (?:capital )?(?:firm|fund|studio)|fund"
    r"|accelerator",
    r"thrive[sd]?|comfortable|bonus|plus|led [a-z]\w+[’']s|through|fractional|advis\w+|consult\w+",
)
OTHERS_BEFORE = expression(rf"\b{_OTHERS}\b")
CAREER_BEFORE = expression(
    r"\b(?:you[’']ve|you have|experience|worked|previously|been at|someone who|track record"
    r"|founders? (?:who )?(?:have|previously)"
    r"|helped|their|his|her|last (?:company|startup)|previous (?:company|startup)|former(?:ly)?|ex-\w+"
    r"|invest(?:s|ed|ing)? in"
    r"|companies|startups|clients?|customers)\b[^,;]{0,45}$"
)
_TO_COME = any_of(
    r"prepar(?:e|es|ing)|approach(?:ing)?|upcoming|towards?|next|pre-?|future|plan(?:s|ning)?|will (?!join"
    r"|be)|to raise",
    r"(?:get|getting|take|bring|grow|carry|lead)(?: us| it| the company)? (?:to|through|into)|our path to",
    r"(?<!after )(?<!having )(?<!since )(?<!finished )(?<!done )(?<!completed )rais(?:e|ing)"
    r"(?: an?| our| the)?"
    r"|target(?:ing)?|ahead of|before|until|ready for|head(?:ed|ing) (?:to"
    r"|into)",
    r"on (?:track|the path|our way) (?:to|for)|aim(?:s|ing)?(?: for| to)?|gear(?:ing)? up for|goal"
    r"|reach(?:ing)?",
    r"hit(?:ting)?|close to|looking (?:to|for)|in the process of|expect\w*|about to|soon to be|near(?:ing)?",
)
YET_TO_COME = expression(rf"\b{_TO_COME}(?: [\w$€£.’']{{1,20}}){{0,3}} ?-?$")
_PLURAL = any_of(
    r"start-?ups|companies|businesses|clients|customers|founders|environments?|teams|portfolio|organizations"
)
_MORE_ROUNDS = (
    rf"(?: ?(?:[-–—/+,&]|to|through|thru|or|and|, and|, or) ?(?:an? |early )?{ROUND}(?:[- ]stage)?){{1,4}}"
)
NO_STAGE_AFTER = expression(
    r"^(?:[- ]stage)?(?:"
    rf"{_MORE_ROUNDS}\+? (?:[\w-]+ ){{0,3}}?(?:{_PLURAL}|experience|deals)\b"
    rf"| ?(?:[-–—/]|to|through|thru|or) ?(?:{ROUND}\b|ipo\b|exit\b|growth\b|scale|public\b|late[rs]?\b"
    rf"|beyond\b)"
    rf"|\+? (?:(?!led|by|and|to|from|with|for|has|have|in\b|closed)[\w-]+ ){{0,3}}?{_PLURAL}\b"
    r"| (?:[\w-]+ ){0,2}?(?:experience|fundrais\w*|in terms of|readiness|due diligence|deals?"
    r"|investors? in)\b"
    r"| ?\+? ?(?:start-?up|company|environment|org)\s?(?:before|\?|is a plus|preferred|experience)|[’']s\b)"
)
STILL_OPEN = expression(
    r"^(?: (?:round|raise|financing|funding))?,? ?\(?(?:"
    r"(?:is |are |to be |still |currently )?(?:coming|planned|expected|imminent|upcoming|underway|in progress"
    r"|on the horizon|around the corner|soon\b|next (?:month|quarter|year|summer|spring|fall|winter))"
    r"|(?:is |currently )?closing (?:soon|this|next|in|shortly)|[- ]ready\b)"
)
"""A round that is still to come, as the words after it say: "Series A closing next month"."""
RANGE_BEFORE = expression(rf"{ROUND} ?(?:stage )?(?:to|through|thru|or|[-–—/]) ?(?:an? |the )?$")
SOMEBODYS = expression(
    rf"\b(?!company|today|let|it|that|here|startup)([a-z][\w.]*)(?:[’']s|s[’']) (?:{_MONEY}(?: million)? )?$"
)
TIME_SERIES = expression(r"\b(?:time|tv|world|fourier|power|video|limited|mini|web) ?$|(?<!post)-$")

SEED_NAMED = expression(
    r"^(?: \(?[$€£] ?[0-9]|[- ]?(?:stage|staged|round|funding|funded|start-?up|company|extension|financing"
    r"|backed|capital"
    r"|raise|raised|phase|\+|investment|ai |fintech))"
)
_SEED_LEADS = any_of(
    _MONEY,
    r"rais(?:ed|es)|closed|closing|announc\w+|secured|post|our|we[’']re|we are|is|round:?|stage:?|funding:?",
    r"funded|backed by|currently|status:?|(?:people|employees|of us|team|founded(?: in)? [0-9]{4}|revenue"
    r"|profitable),",
)
SEED_AGAIN = expression(r"\b(?:raised|closed|secured)\b[^.;]{0,60}\band (?:an? |our )?$")
"""A second round of one verb: "raised a pre-seed in 2022 and a seed in 2024"."""
NAMED_AFTER_SEED = re.compile(r"\b(?:[Bb]y|[Ff]rom|[Aa]nd|[Ww]ith|[Ii]nvestors?:?|,) (?:[A-Z]\w+ )?$")
"""What stands before an investor whose name begins with the word: "backed by Seed Capital"."""
SEED_LED = expression(
    rf"{_SEED_LEADS}(?: (?:an?|our|the|over|in|its|oversubscribed|recent|series|usd|eur|{_MONEY})){{0,4}}"
    r" ?[(|:]? ?$"
)
AND_LATER = expression(r"^(?:,? (?:and|&) |/|, )(?:series[ -])?([b-h])(?:,? (?:and|&) ([c-h]))?\b")
"""The later letters of "Series A and B"."""
SEED_CLOSED = expression(
    r"^\s*(?:$|[,.;)|(/]|- |– |— |(?:led|by|from|last|this|and|with)\b|in (?:20|q|j|f|m|a|s|o|n|d)|backed)"
)
SEED_OTHER = expression(
    r"^[- ]?(?:data|investors?|funds?\b|firm|vc\b|venture|bank|oil|companies|investing|invest|accelerat"
    r"|stage (?:[\w-]+ ){0,2}?(?:venture|vc|invest|fund\b|firm)|round investors?|corn|list|script|to[- ]"
    r"|keyword"
    r"|the|our|a\b|phrase|value|random|check|money (?:from|for) )"
)

FOUNDERS_PAST = expression(
    r"\b(?:founders?(?!-owned|-led)|previous|friends?|last|former|sold|exit\w*|who|his|her|their|i"
    r"|looking for|experience|startups)\b"
)
BOOTSTRAPPED_OTHER = expression(
    r"^[- ]?(?:css|confidence|intervals?|samples?|sampling|estimat\w+|errors?|tests?|their|his|her|your"
    r"|health|plans?\b|employers?|insur|generalist|dilution|experience|background|needed"
    r"|required|mindset"
    r"|(?:the|an?|this|our|it|its|my) (?!company|business|startup)|(?:with|using|from) (?!day|the start"
    r"|our own|revenue)"
    r"|(?:[\w-]+ ){0,2}(?:companies|startups|founders|businesses|customers|clients|agencies|culture"
    r"|people|models?|datasets?|data)\b)"
)
THEN_RAISED = expression(
    r"^[^.;\n]{0,60}\b(?:before|until|till|then|prior to|and later|and (?:just|recently)|but)\b[^.;\n]{0,50}"
    r"\b(?:rais\w+|funding|funded|invest\w+|backed|backing|venture|vcs?)\b"
)
"""What ended the time without investors: "bootstrapped to $1M before raising from"."""
BOOTSTRAPPED_WAYS = expression(
    r"^[- ](?:spirit|mentality|dna|ethos|attitude|approach|style|vibe|roots|origins)\b"
)
OURSELVES = expression(r"\b(?:i[’']m|i am|we[’']re|we are|currently|still|proudly) ?$|^\W*$")
STARTING_ONE = expression(r"^ (?:an?|the|our|this|[\w-]+ start-?up|start-?up)\b(?! culture)")

LISTED_OTHER = expression(
    r"\b(?:customers?|clients?|including|include|like|such as|from|worked|subsidiary of|owned by|part of"
    r"|partner\w*"
    r"|thousands of|for|serv\w+|to|by|with|experience|ex-|users?|draft\w*|exited|founded|an? global"
    r"|stocks?)\b[^.]{0,50}$"
)
LISTED_PLURAL = expression(
    r"^ (?:[\w-]+ ){0,3}?(?:companies|banks|businesses|firms|clients|customers|corporations|brands"
    r"|experience)\b"
)
WE_WERE = expression(
    r"(?:\bwe(?:[’']re| are| were|[’']ve been| have been| just got| got|[’']ve)?|\bthe (?:company|team"
    r"|startup)"
    r" (?:was|has been|is)|\bnow|\bwe\b[^.;]{0,40}\b(?:after|since|by) being)(?: (?:recently|just|got"
    r"|been|also|were|was|have|now)){0,3} ?$"
)
AS_PUBLIC = expression(r"^\W*as a $|\b(?:now|currently|already)(?: \w+)? as a $")
"""Ourselves as a listed company, not one that somebody prepares for it."""
OPENS = expression(r"^\W*(?:(?:recently|newly|now|just) )?$|\| ?\W?$")
ABOUT_US = expression(r"^ by\b[^.]{0,60}\b(?:we|our|us)\b")

OTHERS_ROUND = expression(
    r"\b(?:customers?|clients?|competitors?|rivals?|partners?|users?|friends?|(?:previous|last"
    r"|former) (?:company|start-?up"
    r"|employer))\b(?: (?!we\b)[^\s,;]{1,20}){0,4}? ?(?:just|has|have|had|recently|raised|closed"
    r"|announced|secured|did"
    r"|got|completed|is|are|was)\b[^,;]{0,40}$|\b(?:one|some|many|several|most) of (?:our|the)"
    r" (?:\w+ )?(?:customers|clients|partners|competitors|users)\b[^;]{0,50}$"
)
"""A deed whose doer is somebody else: "our customer Oldmill just closed its"."""
SEED_LABEL = expression(r"\b(?:stage|funding|round|status|financing|backing) ?[:–-] ?$")
IN_BRACKETS = expression(r"\((?:[^()\n]{0,40}, )?$")
EX = expression(
    r"\bex-|\b(?:former|alumni|founders? of|built|created|sold|started|which|that"
    r"|who)\b[^.;]{0,40}$"
)
WE_DID = expression(
    r"(?:\bwe(?:['’]ve| have| had)?|\b(?:the|our) (?:company|start-?up|business)(?: has)?|\bour team)"
    r"(?: (?:just|recently|also|finally|been|ourselves)){0,2} $"
)
"""Ourselves as the doers of the verb that follows."""
WITH_OURS = expression(r"^[^.]{0,40}\b(?:with|using|on|through|thanks to) our\b")
STARTS = expression(r"^\W*(?:now |today )?$")
NO_MONEY_YET = expression(r"^ (?:yet|so far|for this|at)\b")
BEEN = expression(r"\b(?:were|got|been|being)(?: (?:just|recently|also))? $")
