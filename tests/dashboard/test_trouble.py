"""What the pages show when the data is missing, damaged, newer, replaced meanwhile, or hostile."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.footer import LISTEN
from pipeline.generations import current
from pipeline.mine import Mine
from pipeline.queries import Filters, Generation
from pipeline.searches import Searches
from pipeline.shortlist import Shortlist
from tests.dashboard.pages import COMPANIES, ROLE, SETTINGS, SHORTLIST, Open, matching, shown
from tests.hostile_roles import HOSTILE, posting, publish


def test_the_next_rerun_shows_the_newest_generation(tmp_path: Path, open_app: Open) -> None:
    publish(tmp_path, posting("1", "ML Engineer"))
    app = open_app(tmp_path, roles_early="false")
    assert matching(app) == 1
    publish(tmp_path, posting("1", "ML Engineer"), posting("2", "AI Engineer"))
    assert matching(app.run()) == 2


def test_without_a_generation_the_page_says_what_this_is_and_how_to_begin(
    tmp_path: Path, open_app: Open
) -> None:
    for page in (None, ROLE, SHORTLIST):
        app = open_app(tmp_path / "nothing", page)
        assert "No roles here yet" in shown(app)
        assert app.button(key="load_sample").label
        assert "sixthhire crawl" in app.code[0].value


def test_the_sample_is_loaded_at_a_click_and_gives_way_to_real_roles(tmp_path: Path, open_app: Open) -> None:
    app = open_app(tmp_path)
    app.button(key="load_sample").click().run(timeout=120)
    assert matching(app) == Generation.open(tmp_path / "demo").count(Filters()) > 0
    assert "Sample data" in shown(app)
    publish(tmp_path, posting("1", "ML Engineer"))
    assert "Sample data" not in shown(app.run())


def test_a_sample_that_cannot_be_loaded_says_why(tmp_path: Path, open_app: Open) -> None:
    (tmp_path / "demo").write_text("in the way")
    app = open_app(tmp_path)
    app.button(key="load_sample").click().run(timeout=120)
    assert "demo" in app.error[0].value


def test_a_corrupt_generation_is_one_sentence(own_data: Path, open_app: Open) -> None:
    path = current(own_data)
    path.write_bytes(b"not a database" * 1000)
    app = open_app(own_data)
    assert "could not be read" in app.title[0].value
    assert "damaged" in app.text[0].value


def test_a_newer_generation_is_one_sentence(own_data: Path, open_app: Open) -> None:
    with duckdb.connect(str(current(own_data))) as con:
        con.execute("update meta set value = '999' where key = 'schema_version'")
    assert "update" in open_app(own_data).text[0].value


def test_a_damaged_shortlist_is_one_sentence(own_data: Path, open_app: Open) -> None:
    (own_data / "user.sqlite").write_bytes(b"not a database" * 1000)
    app = open_app(own_data)
    assert "could not be read" in app.title[0].value


@pytest.mark.parametrize("amount", ["1e400", "-1e999", "9" * 400, "nan", "-5", "", "\0", "a" * 5000])
def test_an_address_with_a_hostile_amount_is_as_one_without(
    demo_data: Path, open_app: Open, amount: str
) -> None:
    app = open_app(demo_data, roles_pay=amount)
    assert matching(app) == Generation.open(demo_data).count(Filters())
    assert app.number_input(key="roles_pay").value is None


def test_hostile_roles_show_as_text_in_the_list_and_the_table(hostile: Path, open_app: Open) -> None:
    for view in ("Cards", "Table"):
        app = open_app(hostile, roles_view=view, roles_early="false")
        assert matching(app) == len(HOSTILE) + 1
        assert_harmless(app)


def test_hostile_roles_show_as_text_on_their_own_pages(hostile: Path, open_app: Open) -> None:
    for row in Generation.open(hostile).find_roles(Filters(early_stage=False)).rows:
        assert_harmless(open_app(hostile, ROLE, id=row["role_id"]))


def test_hostile_roles_show_as_text_on_the_shortlist(hostile: Path, tmp_path: Path, open_app: Open) -> None:
    data = Path(shutil.copytree(hostile, tmp_path / "data"))
    for row in Generation.open(data).find_roles(Filters(early_stage=False)).rows:
        Shortlist(data).add(row["role_id"], row)
        Shortlist(data).set_note(row["role_id"], row["title"])
    Shortlist(data).add(
        "ashby/gone/<b>x</b>", dict.fromkeys(("title", "company_name", "company_key", "url"), HOSTILE[0])
    )
    assert_harmless(open_app(data, SHORTLIST))


def test_hostile_roles_show_as_text_on_the_company_pages(hostile: Path, open_app: Open) -> None:
    assert_harmless(open_app(hostile, COMPANIES))
    for key in {
        row["company_key"] for row in Generation.open(hostile).find_roles(Filters(early_stage=False)).rows
    }:
        assert_harmless(open_app(hostile, COMPANIES, c=key))
    assert_harmless(open_app(hostile, COMPANIES, c=HOSTILE[0]))


def test_hostile_decisions_show_as_text_on_settings_and_the_shortlist(
    hostile: Path, tmp_path: Path, open_app: Open
) -> None:
    data = Path(shutil.copytree(hostile, tmp_path / "data"))
    kept, mine = Shortlist(data), Mine(data)
    for number, text in enumerate(HOSTILE):
        said = {"title": text, "company_name": text, "company_key": text, "url": text}
        kept.hide_role(f"ashby/{number}", said)
        kept.hide_company(f"{number}{text}", text)
        mine.follow(f"{number}{text}", text)
        kept.add(f"ashby/{number}", said)
        mine.set_next_action(f"ashby/{number}", date(2026, 1, 1), text)
        name = re.sub(r"[\x00-\x1f]", " ", text)[:80]
        Searches(data).save(name, Filters(q=text))
    assert_harmless(open_app(data, SETTINGS))
    assert_harmless(open_app(data, SHORTLIST))


def assert_harmless(app: AppTest) -> None:
    """Nothing of HOSTILE is unescaped where Streamlit reads Markdown, or in our own HTML."""
    read_as_markdown = [
        *(element.value for kind in (app.title, app.header, app.markdown, app.caption) for element in kind),
        *(link.value for link in app.page_link),
        *(button.label for button in app.button),
        *(button.help for button in app.button if button.help),
        *(alert.value for kind in (app.warning, app.info, app.error) for alert in kind),
        *(heading.value for heading in app.header),
    ]
    for escaped in read_as_markdown:
        text = re.sub(r"\\.", "", str(escaped))
        for markup in (
            "<script",
            "<img",
            "](",
            "$x",
            "$$",
            ":red[",
            ":tada:",
            "**bold",
            "http://evil",
            "www.evil",
            "`code",
        ):
            assert markup not in text, text
    for piece in app.html:
        if piece.value.strip() == LISTEN.strip():  # our own, the same on every page
            continue
        assert "<script" not in piece.value.lower()
        assert "<img" not in piece.value.lower()
