"""A count of people with the words around it, as the readers of `team_size` judge it.

Invariant: a mention's words are slices of the text, of the sentence that holds the count.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.inference import passages
from pipeline.inference import team_words as words
from pipeline.inference.numbers import count
from pipeline.inference.text import Count


@dataclass(frozen=True, slots=True)
class Mention:
    """A count in its sentence: the words before it, between it and its noun, the noun, and after.

    `label` is what stands before a colon right before it ("engineering team: 12 people").
    """

    before: str
    value: Count
    between: str
    noun: str
    after: str
    label: str = ""
    written: str = ""
    """The count as it is written, with what qualifies it."""


def mention_of(value: str, found: passages.Match) -> Mention | None:
    """What `found` counts, its group 1 being the count; None for what is no plain count."""
    start, end = found.span(1)
    size = count(value[start:end]) or _single(value[start:end])
    end = found.span(1)[1]
    halves = value[end : end + 1] in ("|", "/") and value[end + 1 : end + 2].isdigit()
    if size is None or halves or _is_glued(value[max(0, start - 12) : start].lower()):
        return None
    before = passages.before(value, found.span()[0]) + value[found.span()[0] : start]
    if size.high is not None and size.high != size.low and words.GREW_FROM.search(before):
        size = Count(size.high, size.high)
    between, noun = (found[2] if len(found.spans) == 4 else ""), (found[len(found.spans) - 1])
    lead = value[max(0, start - 45) : start]
    label = words.LABELLED.search(lead) if lead.endswith((": ", ":")) else None
    after = passages.after(value, found.span()[1])
    written = value[start : found.span(1)[1]]
    return Mention(before, size, between, noun, after, label[1] if label else "", written)


def _single(written: str) -> Count | None:
    """One, which counts nobody in most places and so is no `count`."""
    return Count(1, 1) if written.lower() in ("one", "a single") else None


def _is_glued(lead: str) -> bool:
    return lead != "" and (
        lead[-1].isalnum() or lead[-1] in words.GLUED_TO or f" {lead}".endswith(words.GLUED)
    )
