"""The hire number where no words state it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.landed import PARCELWISE, board, built, directory, land, posting


def evidence(row: dict[str, Any], field: str) -> list[tuple[str, str, str]]:
    """Value, basis and source of each piece of evidence for a field."""
    return [(e["value"], e["basis"], e["source"]) for e in row["evidence"] if e["field"] == field]


SIZES = {
    (1, 1): {1: (1, 1), 4: (1, 4)},
    (2, 2): {1: (1, 2), 4: (1, 5)},
    (3, 3): {1: (1, 3), 4: (1, 6)},
    (5, 5): {1: (3, 5), 4: (3, 8)},
    (12, 12): {1: (10, 12), 4: (10, 15)},
    (10, 15): {1: (8, 15), 4: (8, 18)},
}
"""By team size: the range of hire numbers for each number of openings."""


def test_a_team_size_and_openings_make_the_range_of_hire_numbers(tmp_path: Path) -> None:
    for number, ((low, high), by_openings) in enumerate(SIZES.items()):
        words = f"We are a team of {low} people." if low == high else f"We are a team of {low}-{high} people."
        for count in by_openings:
            token = f"team{number}x{count}"
            ads = [
                posting(f"{token}-{i}", title=f"Designer {i}", text=f"<p>{words}</p>") for i in range(count)
            ]
            land(tmp_path, board(ads, token=token, homepage=f"https://{token}.example"), run=token)
    rows = built(tmp_path)
    for number, (size, by_openings) in enumerate(SIZES.items()):
        for count, expected in by_openings.items():
            row = rows[f"team{number}x{count}-0"]
            assert (row["team_size_min"], row["team_size_max"]) == size
            assert (row["hire_number_min"], row["hire_number_max"]) == expected
            assert row["hire_number_basis"] == "from_team_size"


def test_the_sum_behind_a_derived_hire_number_is_written_out(tmp_path: Path) -> None:
    known = PARCELWISE.model_copy(update={"team_size": 5})
    land(tmp_path, directory(known), board("abcd"))
    row = built(tmp_path)["a"]
    assert (row["hire_number_min"], row["hire_number_max"]) == (3, 8)
    assert evidence(row, "hire_number") == [
        ("team of 5, founders 1 to 3, 4 open roles: hire 3 to 8", "from_team_size", "hire number rule")
    ]


def test_a_stated_hire_number_wins_and_the_derived_one_is_still_shown(tmp_path: Path) -> None:
    words = "<p>You will be our employee #6. We train models that sort parcels.</p>"
    land(tmp_path, directory(PARCELWISE), board([posting("a", text=words)]))
    row = built(tmp_path)["a"]
    assert (row["hire_number_min"], row["hire_number_max"], row["hire_number_basis"]) == (6, 6, "stated")
    assert [basis for _, basis, _ in evidence(row, "hire_number")] == ["stated", "from_team_size"]


def test_founding_in_the_title_alone_is_a_hint(tmp_path: Path) -> None:
    land(tmp_path, board([posting("a", title="Founding Machine Learning Engineer"), "b"]))
    rows = built(tmp_path)
    hinted = rows["a"]
    assert (hinted["hire_number_min"], hinted["hire_number_max"], hinted["hire_number_basis"]) == (
        1,
        10,
        "title_hint",
    )
    assert rows["b"]["hire_number_basis"] is None


def test_founding_said_of_the_text_or_of_a_function_is_no_hint_of_the_hire_number(tmp_path: Path) -> None:
    of_the_text = posting("a", text="<p>As a founding engineer you train models that sort parcels.</p>")
    of_a_function = posting(
        "b", title="Machine Learning Engineer (first ML hire)", text="<p>Train models.</p>"
    )
    land(
        tmp_path,
        board([of_the_text, of_a_function, posting("c", title="Founding Machine Learning Engineer")]),
    )
    rows = built(tmp_path)
    assert [rows[name]["is_founding"] for name in "ab"] == [True, True]
    assert [rows[name]["hire_number_basis"] for name in "abc"] == [None, None, "title_hint"]
    [hint] = [one for one in rows["c"]["evidence"] if one["field"] == "hire_number"]
    assert hint["quote"] == "Founding Machine Learning Engineer"
