"""Values read out of hostile data."""

from __future__ import annotations

import html

from hypothesis import example, given
from hypothesis import strategies as st

from scrapers.values import unescaped

ESCAPES = ["&lt;", "&gt;", "&quot;", "&#39;", "&#x27;", "&amp;", "&mdash;"]
BITS = ["&", "&amp", "amp;", "lt;", "#39;", "a", ";"]


@given(st.lists(st.sampled_from(ESCAPES + BITS), max_size=12).map("".join))
@example("&amp;lt;p&amp;gt;")
@example("&lt;p&gt;5 &amp;nbsp; &quot;six&quot;&lt;/p&gt;")
@example("R&D &amp; AT&T")
def test_escapes_are_resolved_once_as_the_standard_library_does(text: str) -> None:
    assert unescaped(text) == html.unescape(text)
