"""The five localities' evaluations, each unit's total made again from the rates that the bulletin prints."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from reckoning_ledgers import said

EVALUATIONS = {
    "fengxi": ("quarterly", "2023-Q3", "2023-09"),
    "hanbin": ("yearly", "2023", "2023-09"),
    "suqian": ("yearly", "2023", "2023-07"),
    "xinmi": ("yearly", "2025", "2025-03"),
    "xunyang": ("monthly", "2020-05", "2020-05"),
}
"""The evaluation, its period, and the last month of it with figures."""

every_example = pytest.mark.parametrize("name", EVALUATIONS)


def evaluation(name: str) -> Any:
    key, period, month = EVALUATIONS[name]
    day = f"{month}-28"  # as its clerk sees it in that month; data end there
    return json.loads(said(name, "evaluate", key, period, "--as-of-date", day, "--format", "json"))


def printed_rates(name: str) -> dict[str, dict[str, Any]]:
    """The rates of every unit that the ledger's own bulletin of the month prints, by the unit's key."""
    month = EVALUATIONS[name][2]
    report = json.loads(said(name, "report", "--monthly", month, "--format", "json"))
    return {row["key"]: row["rates"] for row in report["rows"]}


def rate_of(name: str, bulletin: Any, unit: Any, indicator: str) -> Fraction | None:
    """A unit's rate as the bulletin prints it; where it does not print it, from the projects behind the figure."""
    rate = bulletin.get(unit["key"], {}).get(indicator)
    if rate is not None:
        return Fraction(*rate["fraction"]) if rate["fraction"] is not None else None
    if unit["key"] not in bulletin:
        return None
    month = EVALUATIONS[name][2]
    found = json.loads(
        said(name, "report", "--monthly", month, "--cell", unit["label"], indicator, "--format", "json")
    )
    return Fraction(found["counts"]) / Fraction(found["of"]) if Fraction(found["of"]) else None


@every_example
def test_every_total_again_from_the_bulletin(name: str) -> None:
    value, bulletin = evaluation(name), printed_rates(name)
    ranked = [row for row in value["rows"] if row["rank"] is not None]
    assert ranked
    for row in ranked:
        got, weights = Fraction(0), 0
        for key, item in value["items"].items():
            if item["indicator"] is None:
                got += Fraction(row["items"][key]["points"])
                weights += item["weight"]
                continue
            rate = rate_of(name, bulletin, row, item["indicator"])
            if rate is None:
                assert row["items"][key]["state"] == "nothing"
                continue
            got += item["weight"] * min(rate, Fraction(1))
            weights += item["weight"]
        assert Fraction(*row["total_fraction"]) == got * value["full"] / weights, row


@every_example
def test_totals_fall_with_the_ranks_and_ties_share_one(name: str) -> None:
    ranked = [row for row in evaluation(name)["rows"] if row["rank"] is not None]
    totals = [Fraction(*row["total_fraction"]) for row in ranked]
    assert totals == sorted(totals, reverse=True)
    for n, row in enumerate(ranked):
        assert row["rank"] == 1 + sum(total > totals[n] for total in totals)


def test_xunyang_has_13_groups_of_which_three_share_the_last_place() -> None:
    value = evaluation("xunyang")
    assert len(value["rows"]) == value["bodies"] == 13
    assert [row["label"] for row in value["rows"] if row["last"]] == [
        "专用汽车组",
        "电力器材组",
        "材料增资组",
    ]
    printed = said("xunyang", "evaluate", "monthly", "2020-05")
    assert printed.count("末位淘汰；") == 3
    assert "有项目而不参评（units.yaml 没有 order）：招商引资专班。" in printed


def test_xunyang_first_places_by_hand() -> None:
    """吕河科创组: 30 x 3/3 + 40 x 45 % + 10 x 0 + 20 x 1/1 = 68."""
    rows = {row["label"]: row for row in evaluation("xunyang")["rows"]}
    assert [rows["吕河科创组"]["total"], rows["吕河科创组"]["rank"]] == ["68.00", 5]
    assert [row["total"] for row in rows.values()][:3] == ["100.00"] * 3


def test_xinmi_has_48_bodies_all_scored_by_people() -> None:
    value = evaluation("xinmi")
    assert len(value["rows"]) == value["bodies"] == 48
    assert {row["items"]["role"]["state"] for row in value["rows"]} == {"scored"}
    assert all(row["complete"] for row in value["rows"])
    assert "不符" not in said("xinmi", "evaluate", "yearly", "2025")


def test_fengxi_shares_of_the_quarter_add_up() -> None:
    value = evaluation("fengxi")
    shares = [Fraction(*row["items"]["quarter"]["fraction"]) for row in value["rows"]]
    assert len(shares) == 7
    assert sum(shares) == 20


@every_example
def test_it_prints_in_every_format(name: str) -> None:
    key, period, _ = EVALUATIONS[name]
    for form in ("table", "md", "csv", "json"):
        assert said(name, "evaluate", key, period, "--format", form)
    assert key in said(name, "evaluate")
