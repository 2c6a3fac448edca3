"""Where counts of people may stand in a text: what the first pass looks for, and the expressions in full.

Invariant: a trigger is met wherever an expression that needs it matches.
"""

from __future__ import annotations

from typing import Final

from pipeline.inference import team_words as words
from pipeline.inference.numbers import COUNT, COUNT_END, COUNT_START, NUMBER

_LABELS = (
    r"(?:team|company|start-?up|current|organi[sz]ation)[- ]size|size of (?:the |our )?(?:team|company)"
    r"|head ?count"
    r"|(?:number|no\.|#) of (?:current )?employees|employees|ftes|size"
)
_GROWN = r"(?:grown|grew|scaled|expanded|doubled|tripled)"
_IS = r"(?: ?[:=–-] ?| is | of | )"
_OF = (
    r"(?: ?: |(?: is (?:still )?(?:small|tiny|lean))? \(| (?:(?:currently|now"
    r"|consists|comprised|made up) )?of |(?: is"
    r"|['’]s)(?: currently| now| at| just"
    r"| only)? )"
)
_TO_NOW = r"(?: to (?:now )?|->|→) ?(?:an? (?:[\w-]+ ){0,2}(?:team|company) of )?"

TRIGGERS: Final = {
    "team_size.label": rf"\b(?:{_LABELS}){_IS}{COUNT_START}",
    "team_size.people": rf"{COUNT_END}[ -](?:{words.WORD} ){{0,3}}?(?:{words.PEOPLE}|{words.ENGINEERS})\b",
    "team_size.team_of": rf"\b{words.GROUPS}{_OF}{COUNT_START}",
    "team_size.share": (
        rf"{COUNT_END} (?:of (?:us|them|whom|which) |people (?:in|on) |(?:in|on) (?:the |our )?eng)"
    ),
    "team_size.of_which": rf"\bof (?:which|whom|them) {COUNT_START}",
    "team_size.joining": rf"\bjoin(?:ing)? {COUNT_START}",
    "team_size.beside": rf"\b(?:with|alongside) {COUNT_START}",
    "team_size.growing": r"\b(?:growing|scaling|expanding|doubling|tripling|to (?:grow|scale|expand))\b",
    "team_size.growing_from": rf"\b{words.GROUPS} from (?:[0-9]|\w)",
    "team_size.single": r"\b(?:one|1|a single) (?:full[- ]time )?(?:engineer|developer)\b",
    "team_size.engineers": rf"\b{words.ENGINEERS} \({COUNT_START}",
    "team_size.we_are": rf"\bwe(?: are|['’]re)(?: currently at| now at| up to)? {COUNT_START}",
    "team_size.grown": rf"\b(?:{_GROWN}|scaling)\b",
    "team_size.grown_to": rf"{_TO_NOW}{COUNT_START}",
}
"""What each expression below needs: these have no long gaps, which would multiply the first pass's states."""

EXPRESSIONS: Final = {
    "label": rf"\b(?:{_LABELS}){_IS}({COUNT})",
    "people": rf"({COUNT})[ -]((?:{words.WORD} ){{0,3}}?)({words.PEOPLE}|{words.ENGINEERS})\b",
    "team_of": rf"\b{words.GROUPS}{_OF}({COUNT})",
    "in_engineering": (
        rf"({COUNT}) (?:of (?:us|them|whom|which)(?: are)? |people )?(?:(?:in|on) (?:the "
        rf"|our )?eng(?:ineering)?)\b"
    ),
    "of_us": rf"({COUNT}) of (?:us|them|whom|which)(?: are)? (?:software )?engineers\b",
    "of_which": (rf"\bof (?:which|whom|them) ({COUNT}) are (?:software )?{words.ENGINEERS}\b"),
    "joining": (
        rf"\bjoin(?:ing)? ({COUNT}) other (?:software )?(people|teammates|colleagues|engineers|developers)\b"
    ),
    "beside": (
        rf"\b(?:work(?:ing)? (?:closely |directly )?(?:with|alongside)|alongside) ({COUNT}) other"
        rf" (?:software )?(engineers|developers)\b"
    ),
    "single": (
        r"\b(?:(?:we have|we['’]ve got|we are|we['’]re|there(?:['’]s| is)|team (?:is|has)"
        r"|founders?(?: and| \+)) (?:only |just |currently )?|(?:just|only|currently) )"
        r"(one|1|a single) (?:full[- ]time )?(engineer|developer)\b"
    ),
    "single_so_far": (
        r"\b(one) (engineer|developer)(?:[.,;]| and) (?:we['’]re |we are )?(?:looking for|hiring|need|adding)"
        r" (?:a|our|the) second\b"
    ),
    "growing": (
        rf"\b(?:our|the|its) (?:[\w&-]+ ){{0,3}}?{words.GROUPS} from ({NUMBER})"
        rf"(?: people| engineers)?(?: to |->|→)(?:about |around |over )?~?{NUMBER}\b"
    ),
    "engineers": rf"\b{words.ENGINEERS} \(({COUNT})(?: (?:in )?total| of us| people)?\)",
    "we_are": rf"\bwe(?: are|['’]re)(?: currently at| now at| up to)? ({COUNT})",
    "grown": (
        rf"\b(?:(?:{words.GROUPS}|headcount|we)(?:['’]ve)?\b[^.\n]{{0,30}}?\b{_GROWN}"
        rf"|(?:grew|grown|scaled|scaling) (?:our|the) (?:\w+ ){{0,2}}(?:team|company))\b"
        rf"[^.\n]{{0,50}}?{_TO_NOW}({COUNT})"
    ),
}
"""Where a count of people may stand; group 1 is the count, the last group its noun, if it has one."""
