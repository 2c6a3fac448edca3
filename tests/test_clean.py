"""HTML in, readable text and safe HTML out, whatever the HTML is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inference.clean import MAX_TAGS, sanitise, text_from_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>one<b>two</b></div><div>three</div>", "onetwo\nthree"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("first<p>second<p>third", "first\nsecond\nthird"),
        ("a<br>b<br/>c<BR />d", "a\nb\nc\nd"),
        ("<ul><li><p>x</p></li><li>y<ul><li>z</li></ul></li><li></li></ul>", "- x\n- y\n- z"),
        ("<p>a\n   b&nbsp;&nbsp;c\td</p>", "a b c d"),
        ("AT&amp;T &lt;3 &#x2F; &#39;ok&#39;", "AT&T <3 / 'ok'"),
        ("<p>AT&amp;T &lt;b&gt;</p>", "AT&T <b>"),
        ("<script>alert(1)</script>a<style>p{}</style><p>b</p><template>c</template>", "a\nb"),
        ("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<p>ma\u00adchine\u200b lear\u202ening\x00\x07</p>", "machine learning"),
        ("plain\r\ntext", "plain\ntext"),
        ("", ""),
        ("   ", ""),
        ("-", ""),
        ("<p>1 < 2 and 3 > 2</p>", "1 < 2 and 3 > 2"),
        ("<p>lone \ud800 surrogate</p>", "lone surrogate"),
    ],
)
def test_blocks_become_lines_and_words_stay_apart(html: str, text: str) -> None:
    assert text_from_html(html) == text


def test_a_link_cut_on_display_shows_its_whole_address() -> None:
    html = (
        'Apply: <a href="https:&#x2F;&#x2F;jobs.example.com&#x2F;a-long-path" rel="nofollow">'
        "https:&#x2F;&#x2F;jobs.example.com&#x2F;a-l...</a> now"
    )
    assert text_from_html(html) == "Apply: https://jobs.example.com/a-long-path now"


def test_a_link_whose_words_are_not_its_address_keeps_its_words() -> None:
    assert text_from_html('<a href="https://example.com/x">read more...</a>') == "read more..."


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<b><p>",
        "<",
        "<a ",
        "<!--",
        "<script>",
        "</p>",
        "&amp;",
        "<li>",
        "\u202e",
        "a ",
        "\x00",
        "<p x='",
    ],
)
def test_a_megabyte_of_one_hostile_piece_is_read_in_seconds(piece: str) -> None:
    html = piece * (1_000_000 // len(piece))
    began = time.process_time()
    text_from_html(html)
    sanitise(html)
    assert time.process_time() - began < 3


def test_too_many_tags_still_give_the_words() -> None:
    html = "<div>" * (MAX_TAGS + 1) + "<script>no()</script>a<p>b &amp; c<style>x"
    assert text_from_html(html) == "a\nb & c"
    assert sanitise(html) == "<p>a</p><p>b &amp; c</p>"


@given(st.text(alphabet=st.characters() | st.sampled_from("<>/&;\"'=- \n\xa0pblia"), max_size=300))
def test_no_text_breaks_it_or_leaves_anything_invisible(html: str) -> None:
    text = text_from_html(html)
    assert text == text.strip()
    assert "\n\n" not in text
    assert "  " not in text
    assert not set(text) & set("\x00\x07\x7f\u200b\u200e\u202e\ufeff\r")
    sanitise(html)


def test_sanitising_drops_what_could_run_or_lead_astray() -> None:
    html = (
        "<p onclick='x()'>a<script>b()</script><a href='javascript:c()'>d</a><img src=x onerror=e()>"
        "<a href='https://example.com/'>f</a></p><iframe src='https://example.com'></iframe>"
    )
    safe = sanitise(html)
    assert "(" not in safe
    assert "<img" not in safe
    assert "<iframe" not in safe
    assert 'href="https://example.com/"' in safe
