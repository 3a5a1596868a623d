"""Totals that localities published come out of the bulletin's own sums when it is given their parts.

Each row of data/published_totals.csv is a ledger with a unit, a stage or a kind for each part.
All of them add up. What does not add up within what the same places published is named below.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from small_ledger import PLAIN, Small

DATA = Path(__file__).parents[1] / "data"
MONTH = "2024-11"


def _table(name: str) -> list[dict[str, str]]:
    lines = [
        line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    return list(csv.DictReader(lines))


ROWS = {row["what"]: row for row in _table("published_totals.csv")}
COUNTS = [what for what in ROWS if "个数" in what or "续建/新建" in what]
INVESTED = ["湖南2024-11 完成"]
PLANS = ["福州新区2015 年计划", "沁水2021 年计划", "宿迁2021-02集中开工 年度计划投资 亿元"]
TOTALS = ["广西2015 总投资", "西安北跨2023 总投资", "宿迁2022-04 计划总投资"]


def test_every_published_total_is_tried() -> None:
    assert sorted([*COUNTS, *INVESTED, *PLANS, *TOTALS]) == sorted(ROWS)


def _ledger(root: Path, what: str, project: Callable[[str], list[str]]) -> tuple[Small, list[str]]:
    """A ledger with a unit for each part, and the projects that `project` makes of a part."""
    parts = [part.strip() for part in ROWS[what]["parts"].split("+")]
    ledger = Small(root, PLAIN, {f"u{n}": f"第{n}部分" for n in range(len(parts))})
    for n, part in enumerate(parts):
        for lines in project(part):
            ledger.project(lines, unit=f"u{n}")
    return ledger, parts


def _yi(text: str) -> Fraction:
    """亿元 as published, from 万元 as the program gives it."""
    return Fraction(text) / 10_000


def _wan(part: str) -> str:
    return str(int(Fraction(part) * 10_000))


@pytest.mark.parametrize("what", COUNTS)
def test_counts_of_projects(what: str, tmp_path: Path) -> None:
    ledger, parts = _ledger(tmp_path / "台账", what, lambda part: ["total: 100"] * int(part))
    report = ledger.report(MONTH)
    assert [row["projects"] for row in _in_order(report)] == [int(part) for part in parts]
    assert report["projects"] == report["total"]["projects"] == int(ROWS[what]["published_total"])


@pytest.mark.parametrize("what", TOTALS)
def test_totals_of_investment(what: str, tmp_path: Path) -> None:
    ledger, parts = _ledger(
        tmp_path / "台账",
        what,
        lambda part: [f"total: {_wan(part)}\nstages:\n  - {{to: reserved, on: 2024-01-02}}"],
    )
    report = ledger.report(MONTH)
    assert _yi(report["total_investment"]) == Fraction(ROWS[what]["published_total"])
    assert _yi(report["position"]["batches"][0]["total"]) == Fraction(ROWS[what]["published_total"])
    assert report["position"]["stages"][0]["projects"] == len(parts)


@pytest.mark.parametrize("what", PLANS)
def test_plans_of_a_year(what: str, tmp_path: Path) -> None:
    ledger, parts = _ledger(tmp_path / "台账", what, lambda part: [f"plan:\n  2024: {_wan(part)}"])
    report = ledger.report(MONTH)
    assert [_yi(row["plan"]) for row in _in_order(report)] == [Fraction(part) for part in parts]
    assert _yi(report["total"]["plan"]) == _yi(report["plan"]) == Fraction(ROWS[what]["published_total"])


@pytest.mark.parametrize("what", INVESTED)
def test_investment_of_a_year(what: str, tmp_path: Path) -> None:
    ledger, parts = _ledger(
        tmp_path / "台账",
        what,
        lambda part: [f"invested:\n  2024-03: 10000\n  2024-11: {int(_wan(part)) - 10000}"],
    )
    report = ledger.report(MONTH)
    assert [_yi(row["invested"]) for row in _in_order(report)] == [Fraction(part) for part in parts]
    assert (
        _yi(report["total"]["invested"]) == _yi(report["invested"]) == Fraction(ROWS[what]["published_total"])
    )


def _in_order(report: Mapping[str, Any]) -> list[Any]:
    return sorted(report["rows"], key=lambda row: int(row["key"][1:]))


# ---- What the same places published beside one another and does not add up.


def test_parts_that_do_not_add_up_are_the_publishers_own() -> None:
    rows = {row["id"]: row for row in _table("published_rates.csv")}

    def amounts(column: str, *ids: str) -> Fraction:
        return sum((Fraction(rows[one][column]) for one in ids), Fraction(0))

    # Rounding of the parts, a unit of the last place: these are no errors.
    assert amounts("num", "MH23-2", "MH23-3", "MH23-4") - amounts("num", "MH23-1") == Fraction("0.01")
    assert amounts("den", "MH23-2", "MH23-3", "MH23-4") - amounts("den", "MH23-1") == Fraction("-0.01")
    assert amounts("den", "HD24-2", "HD24-3") - amounts("den", "HD24-1") == Fraction("0.1")
    # The sectors of Fuzhou and the levels of Qinshui add up exactly, in both columns.
    sectors = [f"FZ15-{n}" for n in range(1, 11)]
    assert amounts("num", *sectors) == amounts("num", "FZ15-11")
    assert amounts("den", *sectors) == amounts("den", "FZ15-11")
    assert amounts("num", "QS21-2", "QS21-3", "QS21-4") == amounts("num", "QS21-1")
    # But the levels of Qinshui are 6 + 5 + 16 = 27 projects, and 30 were printed for the county.
    scopes = [rows[one]["scope"] for one in ("QS21-1", "QS21-2", "QS21-3", "QS21-4")]
    assert scopes == ["全县30项", "省级6项", "市级5项", "县级16项"]
