"""Words that stand before or after an amount of money and say whether it is pay.

Invariant: each expression looks at one side of an amount only: those that end in \\Z are searched in the
words before it, the others are matched where it ends.
"""

from __future__ import annotations

import re

_LEAD = r"(?:\+|\bplus|\band|,|•|-|–|&|\()?"
UP_TO = re.compile(
    r"(?:\bup ?to|\bmax(?:imum)?(?: of)?|\bas (?:high|much) as|\bbis(?: zu)?|\bunder|≤|<) ?(?:about )?\Z",
    re.IGNORECASE,
)
FROM = re.compile(
    r"(?:\bfrom|\bstart(?:ing|s)? (?:at|from|salary)(?: of)?|\bat least|\bmin(?:imum)?(?: of)?|\bab|\bover"
    r"|\babove"
    r"|\bmore than|≥|>) ?\Z",
    re.IGNORECASE,
)
OTHER_BEFORE = re.compile(
    r"\b(?:rais(?:ed?|ing)|funding|funded|revenues?|[am]rr|gmv|aum|valuation|valued|bonus(?:es)?|stipends?"
    r"|budgets?|referrals?"
    r"|rewards?|bount(?:y|ies)|grants?|prizes?|credits?|sav(?:e[sd]?|ings?)|spen(?:d|t|ding)|worth|costs?"
    r"|costing|deals?"
    r"|contracts? (?:of|worth|valued)|pric(?:e[sd]?|ing)|fees?|allowances?|relocation|sign(?:ing)?[- ]?on"
    r"|learning|equipment"
    r"|equity (?:worth|of|valued|value|package of)|rsus?|acv|commissions?|investments?|invested|backed"
    r"|exit|sold|acquired"
    r"|process(?:ing|es|ed)?|fraud|customers?|clients?|loans?|insurance|match(?:ing)?|donat\w+|assets"
    r"|insur\w+)"
    r"(?:[ :]+(?!(?:salar|comp|base|pay)\w*)[\w'’&%]+){0,3}[ :(]*\Z",
    re.IGNORECASE,
)
OTHER_AFTER = re.compile(
    r"[ -]?(?:in |of |worth of |for )?(?:our |your |a |an |the |annual(?:ly)? |monthly |yearly |total "
    r"|recurring |cloud |api |gpu |new |basic |company )*"
    r"(?:pre-?seed|seed|series|round|fund(?:ing|ed|s|raise)?|rais(?:e|ed|ing)|invest\w*|valuation|[am]rr"
    r"|revenues?|gmv|tvl|acv"
    r"|aum|deals?|contracts?|sales|assets|capital|volume|savings|credits?|grants?|market|industry|budgets?"
    r"|stipends?"
    r"|(?:sign(?:ing)?(?:[- ]?on)? |retention |referral |performance |relocation )?bonus|referral"
    r"|reimburse\w*|allowance|relocation"
    r"|prize|fine|life insurance|life\b|insurance|cheaper|saved|users|customers?|followers|stars|companies"
    r"|people|employees|lines|tokens"
    r"|requests|qps|rps"
    r"|gpus?|nodes|param\w+|images|downloads|developers|merchants|business(?:es)?|stock|equity|rsus?"
    r"|options|shares|commission"
    r"|learning|education|wellness|home|equipment|per (?:customer|user|seat|deal|person|closed))\b",
    re.IGNORECASE,
)
PAY_BEFORE = re.compile(
    r"\b(?:salar(?:y|ies)|compensation|comp|base|pay|pays|paying|package|remuneration|wages?|rate|gehalt"
    r"|salaire|earn|offer(?:ing)?"
    r"|range|ote|tc|cash|stipend)\b[^.;|]{0,60}\Z",
    re.IGNORECASE,
)
PAY_AFTER = re.compile(
    rf"[ )]{{0,2}}(?:base|salary|annual|gross|cash|comp\b|total comp|doe\b|depending|ote\b|basic|fixed"
    rf"|{_LEAD} ?(?:\w+ ){{0,3}}"
    r"(?:equity|benefits|bonus|options|stock|profit|esop|\d[\d.]*%))",
    re.IGNORECASE,
)
CELL_BEFORE = re.compile(r"(?:^|[|(\[:–—-]) ?\Z")
CELL_AFTER = re.compile(
    rf"[ )\]]{{0,2}}(?:$|[|(\[,;.•–—-]|{_LEAD} ?(?:\w+ ){{0,2}}(?:equity|bonus|benefits|options|stock)"
    rf"|base|gross|tc\b|ote\b"
    rf"|doe\b|depending|based on|annual|per\b|/ ?y|a year)",
    re.IGNORECASE,
)
OTE_BEFORE = re.compile(
    r"\b(?:ote|on[- ]target(?: earnings)?|total (?:comp|compensation|cash))\b[^.;"
    r"|,\d]{0,20}\Z",
    re.IGNORECASE,
)
OTE_AFTER = re.compile(r"[ (]{0,2}(?:ote|on[- ]target)\b", re.IGNORECASE)
