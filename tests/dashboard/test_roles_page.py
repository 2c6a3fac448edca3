"""The Roles page: filters, their place in the address, what an empty result says, views, pages, export."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard import data as screen_data
from dashboard import decisions, filters, safe, words
from pipeline import reasons
from pipeline.mine import Mine
from pipeline.queries import Filters, Generation, Sort
from pipeline.shortlist import Shortlist
from tests.dashboard.pages import ROLE, SHORTLIST, Open, first_role, matching, shown
from tests.hostile_roles import posting, publish


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
    app.multiselect(key="roles_skill").set_value(["PyTorch", "JAX"]).run()
    assert matching(app) == found.count(Filters(skill=("PyTorch", "JAX"))) > 0
    app.multiselect(key="roles_skill").set_value([])
    app.checkbox(key="roles_hire_stated").check().run()
    assert matching(app) == found.count(Filters(hire_number_stated=True)) > 0


def test_place_pay_time_source_and_search_narrow_the_list(demo_data: Path, open_app: Open) -> None:
    found = Generation.open(demo_data)
    app = open_app(demo_data)
    app.multiselect(key="roles_country").set_value(["United States"]).run()
    assert matching(app) == found.count(Filters(country=("US",)))
    app.number_input(key="roles_pay").set_value(150_000).run()
    assert matching(app) == found.count(Filters(country=("US",), salary_at_least=150_000))
    app.pills(key="roles_since").set_value("30 days").run()
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
    table = app.dataframe[0].value.drop(columns="more")
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


def test_the_first_steps_are_told_until_they_are_dismissed(own_data: Path, open_app: Open) -> None:
    app = open_app(own_data)
    assert "First steps" in shown(app)
    app.button(key="first_steps_done").click().run()
    assert "First steps" not in shown(app)
    assert "First steps" not in shown(open_app(own_data))


def test_saving_survives_and_can_be_undone(own_data: Path, open_app: Open) -> None:
    app = open_app(own_data)
    first = first_role(own_data)
    app.button(key="save_0").click().run()
    assert Shortlist(own_data).role_ids() == {first["role_id"]}
    assert "Saved" in app.button(key="save_0").label
    Shortlist(own_data).set_note(first["role_id"], "ask about on-call")
    app.button(key="save_0").click().run()
    assert Shortlist(own_data).entries() == []
    app.button(key="undo").click().run()
    assert Shortlist(own_data).entries()[0].note == "ask about on-call"


def test_hiding_a_role_and_a_company_can_be_undone_and_asked_for(own_data: Path, open_app: Open) -> None:
    app = open_app(own_data)
    everything = matching(app)
    first = first_role(own_data)
    choose(app, "more_0", decisions.HIDE_ROLE)
    assert matching(app) == everything - 1
    assert "1 left out by your own choice" in shown(app)
    app.pills(key="roles_mine").set_value([filters.HIDDEN]).run()
    assert matching(app) == everything
    app.pills(key="roles_mine").set_value([]).run()
    app.button(key="undo").click().run()
    assert matching(app) == everything
    choose(app, "more_0", decisions.HIDE_COMPANY)
    at_company = Generation.open(own_data).count(Filters(company_key=first["company_key"]))
    assert matching(app) == everything - at_company
    assert [one.company_key for one in Shortlist(own_data).hidden_companies()] == [first["company_key"]]
    app.button(key="undo").click().run()
    assert matching(app) == everything


def test_a_role_marked_as_applied_can_be_left_out_and_taken_back(own_data: Path, open_app: Open) -> None:
    app = open_app(own_data)
    everything, first = matching(app), first_role(own_data)
    choose(app, "more_0", decisions.APPLIED)
    assert [(e.role_id, e.status) for e in Shortlist(own_data).entries()] == [(first["role_id"], "applied")]
    app.pills(key="roles_mine").set_value([filters.UNANSWERED]).run()
    assert matching(app) == everything - 1
    app.pills(key="roles_mine").set_value([filters.SAVED]).run()
    assert matching(app) == 1
    app.button(key="undo").click().run()
    assert Shortlist(own_data).entries() == []


def test_what_came_since_the_last_visit_is_counted_and_can_be_asked_for(
    tmp_path: Path, open_app: Open
) -> None:
    begun = datetime(2026, 11, 20, tzinfo=UTC)
    publish(tmp_path, posting("1", "ML Engineer"), at=begun)
    Mine(tmp_path).visit(Generation.open(tmp_path).info.as_of, begun)
    publish(tmp_path, posting("1", "ML Engineer"), posting("2", "AI Engineer"), at=begun + timedelta(days=1))
    app = open_app(tmp_path, roles_early="false")
    assert {m.label: m.value for m in app.metric}["New since your last visit"] == "1"
    app.pills(key="roles_since").set_value(filters.LAST_VISIT).run()
    assert matching(app) == 1
    assert "AI Engineer" in [link.value for link in app.page_link]


def test_the_companies_counted_are_those_with_a_role_that_matches(demo_data: Path, open_app: Open) -> None:
    rows = Generation.open(demo_data).find_roles(Filters()).rows
    counted = {metric.label: metric.value for metric in open_app(demo_data).metric}
    assert counted["Companies with them"] == str(len({row["company_key"] for row in rows}))


def test_my_reasons_order_the_list_and_the_weights_decide(own_data: Path, open_app: Open) -> None:
    Mine(own_data).set_weights({"speed": 0, "purpose": 0, "tools": 3, "scope": 0})
    app = open_app(own_data, roles_sort="My reasons")
    found = Generation.open(own_data)
    first = reasons.roles_by_reasons(found, Filters(), Mine(own_data).weights(), limit=1).rows[0]
    assert "tools" in reasons.reasons_of(found, [first["role_id"]])[first["role_id"]]
    assert safe.plain(first["title"], 160) == next(link.value for link in app.page_link)
    assert "tools ✓" in shown(app)


def choose(app: AppTest, key: str, label: str) -> None:
    """Pick an entry of a menu, and run."""
    app.menu_button(key=key).click(label).run()


def test_every_input_has_a_label_and_every_table_a_name(demo_data: Path, open_app: Open) -> None:
    app = open_app(demo_data, roles_view="Table")
    inputs = (app.text_input, app.select_slider, app.selectbox, app.multiselect, app.number_input, app.toggle)
    for kind in (*inputs, app.checkbox, app.pills, app.segmented_control):
        assert kind
        assert all(element.label for element in kind)
    assert app.dataframe[0].proto.alt
