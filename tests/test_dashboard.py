"""The dashboard's pages, run in this process by Streamlit's own AppTest, on the sample and hostile roles."""

from __future__ import annotations

import io
import json
import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data as screen_data
from dashboard import safe, words
from pipeline.generations import current
from pipeline.queries import Filters, Generation, Sort
from pipeline.shortlist import Shortlist
from tests.hostile_roles import HOSTILE, posting, publish, publish_hostile

APP = Path(__file__).resolve().parent.parent / "dashboard" / "app.py"
ROLE, SHORTLIST = "app_pages/role.py", "app_pages/shortlist.py"

Open = Callable[..., AppTest]


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page on a data folder: `open_app(data, ROLE, id="...")`."""

    def opened(data: Path, page: str | None = None, **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("SIXTHHIRE_DATA", str(data))
        app = AppTest.from_file(str(APP), default_timeout=60)
        if page is None:
            app.query_params.update(query)
        app.run()
        if page is not None:
            app.switch_page(page)
            app.query_params.update(query)
            app.run()
        assert not app.exception, app.exception[0]
        return app

    return opened


@pytest.fixture
def own_data(demo_data: Path, tmp_path: Path) -> Path:
    """A copy of the sample's data folder that a test may write to."""
    return Path(shutil.copytree(demo_data, tmp_path / "data"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Roles whose every text is hostile, and one of which next to nothing is known."""
    data = tmp_path_factory.mktemp("hostile")
    publish_hostile(data)
    return data


def matching(app: AppTest) -> int:
    return int(app.metric[0].value.replace(",", ""))


def shown(app: AppTest) -> str:
    """All text on the page."""
    kinds = (app.title, app.subheader, app.markdown, app.caption, app.text, app.html, app.metric, app.warning)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def first_role(data: Path, **filters: Any) -> dict[str, Any]:
    return Generation.open(data).find_roles(Filters(**filters), limit=1).rows[0]


def test_the_first_page_shows_open_early_stage_ml_roles_of_the_sample(
    demo_data: Path, open_app: Open
) -> None:
    app = open_app(demo_data)
    assert matching(app) == Generation.open(demo_data).count(Filters()) > 0
    assert "Sample data" in app.html[0].value
    assert "not live" in app.html[0].value
    assert app.toggle(key="roles_early").value is True
    assert app.toggle(key="roles_ml").value is True


def test_every_page_says_that_the_data_is_a_sample(demo_data: Path, open_app: Open) -> None:
    for page in (None, ROLE, SHORTLIST):
        assert "Sample data" in shown(open_app(demo_data, page))


def test_real_data_carries_no_sample_banner(hostile: Path, open_app: Open) -> None:
    assert "Sample data" not in shown(open_app(hostile))


def test_team_size_stage_and_hire_number_narrow_the_list(demo_data: Path, open_app: Open) -> None:
    app = open_app(demo_data)
    everything = matching(app)
    app.pills(key="roles_stage").set_value(["Seed", "Pre-seed"])
    app.checkbox(key="roles_stage_unknown").uncheck()
    app.select_slider(key="roles_team").set_range("1", "20")
    app.select_slider(key="roles_hire").set_range("1", "15")
    app.run()
    asked = Filters(
        stage=("pre_seed", "seed"), team_size_max=20, hire_number_max=15, without_unknown=frozenset({"stage"})
    )
    assert 0 < matching(app) == Generation.open(demo_data).count(asked) < everything


def test_leaving_out_unknown_values_hides_as_many_roles_as_were_counted(
    demo_data: Path, open_app: Open
) -> None:
    app = open_app(demo_data)
    before = matching(app)
    unknown = Generation.open(demo_data).count_unknown(Filters())["hire_number"]
    assert f"{unknown:,}" in [caption.value for caption in app.caption]
    app.checkbox(key="roles_hire_unknown").uncheck().run()
    assert before - matching(app) == unknown > 0


def test_the_address_restores_the_filters(demo_data: Path, open_app: Open) -> None:
    app = open_app(
        demo_data,
        roles_stage=["Seed"],
        roles_stage_unknown="false",
        roles_team=["1", "50"],
        roles_early="false",
        roles_family=["ML engineer"],
    )
    assert app.pills(key="roles_stage").value == ["Seed"]
    assert app.select_slider(key="roles_team").value == ("1", "50")
    asked = Filters(
        early_stage=False,
        stage=("seed",),
        team_size_max=50,
        family=("ml_engineer",),
        without_unknown=frozenset({"stage"}),
    )
    assert matching(app) == Generation.open(demo_data).count(asked) > 0


def test_a_senseless_address_falls_back_to_the_default_view(demo_data: Path, open_app: Open) -> None:
    app = open_app(
        demo_data,
        roles_stage=["nonsense"],
        roles_team=["9", "x"],
        roles_pay="-5",
        roles_page="900",
        roles_sort="?",
    )
    assert matching(app) == Generation.open(demo_data).count(Filters())


def test_each_choice_and_each_switch_means_the_pipelines_filter(demo_data: Path, open_app: Open) -> None:
    found, app = Generation.open(demo_data), open_app(demo_data)
    choices = {
        "roles_family": (["AI engineer"], Filters(family=("ai_engineer",))),
        "roles_seniority": (["Senior", "Staff"], Filters(seniority=("senior", "staff"))),
        "roles_mode": (["Remote"], Filters(work_mode=("remote",))),
    }
    for key, (chosen, asked) in choices.items():
        app.pills(key=key).set_value(chosen).run()
        assert matching(app) == found.count(asked) > 0
        app.pills(key=key).set_value([])
    switches = {
        "roles_founding": Filters(founding=True),
        "roles_first": Filters(first_in_function=True),
        "roles_equity": Filters(equity=True),
        "roles_visa": Filters(visa=True),
    }
    for key, asked in switches.items():
        app.toggle(key=key).set_value(True).run()
        assert matching(app) == found.count(asked) > 0
        app.toggle(key=key).set_value(False)
    app.checkbox(key="roles_hire_stated").check().run()
    assert matching(app) == found.count(Filters(hire_number_stated=True)) > 0


def test_place_pay_time_source_and_search_narrow_the_list(demo_data: Path, open_app: Open) -> None:
    found = Generation.open(demo_data)
    app = open_app(demo_data)
    app.multiselect(key="roles_country").set_value(["United States"]).run()
    assert matching(app) == found.count(Filters(country=("US",)))
    app.number_input(key="roles_pay").set_value(150_000).run()
    assert matching(app) == found.count(Filters(country=("US",), salary_at_least=150_000))
    app.segmented_control(key="roles_since").set_value("30 days").run()
    assert matching(app) == found.count(Filters(country=("US",), salary_at_least=150_000, first_seen_days=30))
    app.button(key="roles_clear").click().run()
    assert matching(app) == found.count(Filters())
    app.text_input(key="roles_q").set_value("engineer").run()
    assert matching(app) == found.count(Filters(q="engineer")) > 0


def test_an_active_filter_is_named_and_one_click_drops_it(demo_data: Path, open_app: Open) -> None:
    app = open_app(demo_data, roles_stage=["Seed"], roles_stage_unknown="false")
    narrow = matching(app)
    labels = {
        button.key: button.label for button in app.button if button.key and button.key.startswith("chip_")
    }
    assert "Seed" in labels.values()
    app.button(key=next(key for key, label in labels.items() if label == "Seed")).click().run()
    assert app.pills(key="roles_stage").value == []
    assert matching(app) > narrow


def test_an_empty_result_says_which_filter_to_relax_and_relaxes_it(demo_data: Path, open_app: Open) -> None:
    app = open_app(demo_data, roles_q="nosuchwordanywhere")
    assert not app.metric
    assert "No role matches" in shown(app)
    best = Generation.open(demo_data).relaxations(Filters(q="nosuchwordanywhere"))[0]
    assert best.name == "q"
    assert f"{best.would_show} roles" in app.button(key="relax_q").label
    app.button(key="relax_q").click().run()
    assert matching(app) == best.would_show


def test_when_no_single_filter_is_the_reason_all_can_be_reset(demo_data: Path, open_app: Open) -> None:
    app = open_app(demo_data, roles_q="nosuchword", roles_stage=["Acquired"], roles_stage_unknown="false")
    assert "No role matches" in shown(app)
    app.button(key="nothing_clear").click().run()
    assert matching(app) == Generation.open(demo_data).count(Filters())


def test_sorting_changes_the_order_and_never_the_number(demo_data: Path, open_app: Open) -> None:
    found, app = Generation.open(demo_data), open_app(demo_data)
    sorts: dict[str, Sort] = {
        "Smallest team": "team_size",
        "Lowest hire number": "hire_number",
        "Highest pay": "salary",
    }
    for label, sort in sorts.items():
        app.selectbox(key="roles_sort").set_value(label).run()
        assert matching(app) == found.count(Filters())
        first = found.find_roles(Filters(), sort=sort, limit=1).rows[0]
        assert safe.plain(first["title"], 160) == next(link.value for link in app.page_link)


def test_the_table_shows_a_range_with_its_basis_and_never_a_blank(demo_data: Path, open_app: Open) -> None:
    app = open_app(demo_data, roles_view="Table", roles_early="false")
    table = app.dataframe[0].value
    assert len(table) == min(500, matching(app))
    assert not table.isna().any().any()
    assert (table != "").all().all()
    assert set(table["hire"].str.split(" · ").str[-1]) <= {*words.BASES.values(), "unknown"}
    rows = Generation.open(demo_data).find_roles(Filters(early_stage=False)).rows
    assert list(table["hire"]) == [words.hire_with_basis(row) for row in rows]


def test_a_long_list_has_pages_and_a_new_question_begins_at_the_first(tmp_path: Path, open_app: Open) -> None:
    publish(tmp_path, *(posting(str(n), f"Machine Learning Engineer {n}") for n in range(60)))
    app = open_app(tmp_path, roles_early="false", roles_page="3")
    assert matching(app) == 60
    assert len([link for link in app.page_link if "Engineer" in link.value]) == 10
    app.text_input(key="roles_q").set_value("engineer").run()
    assert len([link for link in app.page_link if "Engineer" in link.value]) == 25


def test_what_is_shown_can_be_exported(demo_data: Path) -> None:
    found = Generation.open(demo_data)
    asked = Filters(stage=("seed",))
    rows = json.loads(screen_data.exported_roles(found, asked, "json"))
    assert len(rows) == found.count(asked)
    for form in screen_data.EXPORTS:
        assert screen_data.exported_roles(found, asked, form)


def test_saving_survives_and_can_be_undone(own_data: Path, open_app: Open) -> None:
    app = open_app(own_data)
    first = first_role(own_data)
    app.button(key="save_0").click().run()
    assert Shortlist(own_data).role_ids() == {first["role_id"]}
    assert "Saved" in app.button(key="save_0").label
    Shortlist(own_data).set_note(first["role_id"], "ask about on-call")
    app.button(key="save_0").click().run()
    assert Shortlist(own_data).entries() == []
    app.button(key="undo_remove").click().run()
    assert Shortlist(own_data).entries()[0].note == "ask about on-call"


def test_a_role_shows_its_number_with_basis_and_the_words_behind_it(demo_data: Path, open_app: Open) -> None:
    row = next(
        role
        for role in Generation.open(demo_data).find_roles(Filters()).rows
        if role["hire_number_basis"] == "from_team_size"
    )
    app = open_app(demo_data, ROLE, id=row["role_id"])
    text = shown(app)
    assert safe.plain(row["title"]) in text
    assert f"Why hire {words.hire_number(row)}" in text
    assert "from team size" in text
    role = Generation.open(demo_data).role(row["role_id"])
    assert role is not None
    for item in role["evidence"]:
        said = item["quote"] or words.stated_value(item["value"])
        assert safe.html(said, 600).lower() in text.lower()
    assert role["description_html"] in text


def test_a_role_offers_only_web_links(demo_data: Path, open_app: Open) -> None:
    app = open_app(demo_data, ROLE, id=first_role(demo_data)["role_id"])
    assert app.link_button
    assert all(link.url.startswith(("http://", "https://")) for link in app.link_button)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.example/x?y=1", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://a.example/\n", False),
        ('https://a.example/"onx=', False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address: str | None, kept: bool) -> None:
    assert (safe.web_link(address) == address) is (kept or address is None)


def test_a_saved_role_keeps_note_and_status_from_its_page(own_data: Path, open_app: Open) -> None:
    role_id = first_role(own_data)["role_id"]
    app = open_app(own_data, ROLE, id=role_id)
    app.button(key="mine_save").click().run()
    app.selectbox(key=f"mine_status_{role_id}").set_value("applied").run()
    app.text_area(key=f"mine_note_{role_id}").set_value("Met Ada, $120k? *maybe*")
    app.form_submit_button[0].click().run()
    entry = Shortlist(own_data).entry(role_id)
    assert entry is not None
    assert (entry.status, entry.note) == ("applied", "Met Ada, $120k? *maybe*")


def test_an_unknown_role_gets_a_friendly_card(demo_data: Path, open_app: Open) -> None:
    assert "not in the data" in shown(open_app(demo_data, ROLE, id="ashby/gone/1"))
    assert "No role is named" in shown(open_app(demo_data, ROLE))


def test_a_saved_role_that_is_gone_is_remembered(own_data: Path, open_app: Open) -> None:
    gone = {
        "title": "First ML hire",
        "company_name": "Gone & Co",
        "company_key": "gone",
        "url": "https://g.example",
    }
    Shortlist(own_data).add("ashby/gone/1", gone)
    assert "First ML hire" in shown(open_app(own_data, ROLE, id="ashby/gone/1"))
    listed = shown(open_app(own_data, SHORTLIST))
    assert "First ML hire" in listed
    assert "No longer in the data" in listed


def test_a_closed_role_keeps_its_last_known_facts(tmp_path: Path, open_app: Open) -> None:
    begun = datetime(2026, 11, 1, tzinfo=UTC)
    publish(tmp_path, posting("1", "ML Engineer"), posting("2", "AI Engineer"), at=begun)
    publish(tmp_path, posting("2", "AI Engineer"), at=begun + timedelta(days=1))
    publish(tmp_path, posting("2", "AI Engineer"), at=begun + timedelta(days=2))
    app = open_app(tmp_path, ROLE, id="ashby/brambleworks/1")
    assert "ML Engineer" in app.title[0].value
    assert "no longer lists it" in app.warning[0].value
    assert not [link for link in app.link_button if "Apply" in link.label]


def test_the_shortlist_groups_by_status_and_changes_stay(own_data: Path, open_app: Open) -> None:
    rows = Generation.open(own_data).find_roles(Filters(), limit=3).rows
    kept = Shortlist(own_data)
    for row in rows:
        kept.add(row["role_id"], row)
    kept.set_status(rows[1]["role_id"], "interviewing")
    app = open_app(own_data, SHORTLIST)
    assert [heading.value for heading in app.subheader] == ["Wishlist · 2", "Interviewing · 1"]
    app.selectbox(key=f"list_status_{rows[0]['role_id']}").set_value("ended").run()
    app.selectbox(key=f"list_reason_{rows[0]['role_id']}").set_value("withdrew").run()
    entry = kept.entry(rows[0]["role_id"])
    assert entry is not None
    assert (entry.status, entry.ended_reason) == ("ended", "withdrew")
    app.button(key=f"remove_{rows[2]['role_id']}").click().run()
    assert rows[2]["role_id"] not in kept.role_ids()
    app.button(key="undo_remove").click().run()
    assert rows[2]["role_id"] in kept.role_ids()


def test_an_empty_shortlist_says_how_to_fill_it(demo_data: Path, open_app: Open) -> None:
    assert "Nothing saved yet" in shown(open_app(demo_data, SHORTLIST))


def test_the_shortlist_exports_every_entry_with_the_users_words(own_data: Path) -> None:
    kept = Shortlist(own_data)
    row = first_role(own_data)
    kept.add(row["role_id"], row)
    kept.add("ashby/gone/1", {"title": "=1+1", "company_name": "Gone", "company_key": "gone", "url": None})
    kept.set_note(row["role_id"], "call on Monday")
    found = Generation.open(own_data)
    rows = json.loads(screen_data.exported_shortlist(found, kept.entries(), "json"))
    assert {(r["role_id"], r["note"]) for r in rows} == {
        (row["role_id"], "call on Monday"),
        ("ashby/gone/1", ""),
    }
    for form in screen_data.EXPORTS:
        assert screen_data.exported_shortlist(found, kept.entries(), form)
    assert io.BytesIO(screen_data.exported_shortlist(found, kept.entries(), "csv")).readline()


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
        assert "sixthhire demo" in app.code[0].value
        assert "sixthhire crawl" in app.code[1].value


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


def test_hostile_roles_show_as_text_in_the_list_and_the_table(hostile: Path, open_app: Open) -> None:
    for view in ("List", "Table"):
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


def assert_harmless(app: AppTest) -> None:
    """Nothing of HOSTILE is unescaped where Streamlit reads Markdown, or in our own HTML."""
    read_as_markdown = [
        *(
            element.value
            for kind in (app.title, app.subheader, app.markdown, app.caption)
            for element in kind
        ),
        *(link.value for link in app.page_link),
        *(button.label for button in app.button),
        *(button.help for button in app.button if button.help),
        *(alert.value for alert in app.warning),
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
        assert "<script" not in piece.value.lower()
        assert "<img" not in piece.value.lower()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_plain_text_keeps_its_words_and_loses_its_markup(text: str) -> None:
    escaped = safe.plain(text, 30_000)
    assert escaped.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\").replace(
        "\u2060", ""
    ) == safe.one_line(text, 30_000)
    assert len(safe.plain(text).replace("\\", "")) <= 450


def test_every_input_has_a_label_and_every_table_a_name(demo_data: Path, open_app: Open) -> None:
    app = open_app(demo_data, roles_view="Table")
    inputs = (app.text_input, app.select_slider, app.selectbox, app.multiselect, app.number_input, app.toggle)
    for kind in (*inputs, app.checkbox, app.pills, app.segmented_control):
        assert kind
        assert all(element.label for element in kind)
    assert app.dataframe[0].proto.alt


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    return tomllib.loads((APP.parent / ".streamlit" / "config.toml").read_text())


def test_the_server_stays_on_this_machine_and_tells_nobody(config: dict[str, Any]) -> None:
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["showEmailPrompt"] is False
    assert config["browser"]["gatherUsageStats"] is False
    assert "http" not in json.dumps(config["theme"])


def themes(config: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    for name in ("light", "dark"):
        main = config["theme"][name]
        yield name, main
        yield f"{name} sidebar", {**main, **main["sidebar"]}


def test_text_stands_out_from_its_background_in_both_themes(config: dict[str, Any]) -> None:
    for name, theme in themes(config):
        for surface in ("backgroundColor", "secondaryBackgroundColor"):
            for ink in ("textColor", "linkColor", "primaryColor"):
                assert contrast(theme[ink], theme[surface]) >= 4.5, (name, ink, surface)
        assert contrast(theme["primaryColor"], "#0f1f19" if "dark" in name else "#ffffff") >= 4.5, name
        for colour in ("green", "orange", "red", "blue", "violet", "gray", "yellow"):
            assert contrast(theme[f"{colour}Color"], theme["backgroundColor"]) >= 3, (name, colour)
        assert contrast(theme["dataframeHeaderTextColor"], theme["dataframeHeaderBackgroundColor"]) >= 4.5, (
            name
        )


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two colours."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (6, 8, "6–8"),
        (6, 6, "6"),
        (50, None, "50+"),
        (None, 20, "up to 20"),
        (None, None, None),
        (1200, 1500, "1,200–1,500"),
    ],
)
def test_a_range_is_said_as_a_range(low: int | None, high: int | None, said: str | None) -> None:
    assert words.span(low, high) == said


@pytest.mark.parametrize(
    ("low", "high", "currency", "period", "said"),
    [
        (150_000, 180_000, "USD", "year", "$150k–$180k a year"),
        (72_500, None, "EUR", "year", "from €72.5k a year"),
        (None, 90_000, "GBP", "year", "up to £90k a year"),
        (60, 60, "USD", "hour", "$60 an hour"),
        (12_000, 15_000, "PLN", "month", "PLN 12k–15k a month"),
        (100_000, 140_000, None, "year", "100k–140k a year (currency unknown)"),
        (None, None, "USD", "year", "unknown"),
    ],
)
def test_pay_is_said_with_currency_and_period(
    low: int | None, high: int | None, currency: str | None, period: str, said: str
) -> None:
    row = {"salary_min": low, "salary_max": high, "salary_currency": currency, "salary_period": period}
    assert words.pay(row) == said
