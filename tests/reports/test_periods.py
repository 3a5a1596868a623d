"""Bulletins of a week, a quarter, a half-year and a year: what counts in them, counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small_ledger import Small

STAGES = "stages:\n  - {to: reserved, on: 2025-01-05}\n"
ISSUE = "\nissues:\n  - {id: i-aaa, title: 征地, class: land, raised: 2025-05-20, due: 2025-06-09, cleared: {on: 2025-07-16, by: 王, evidence: 照片}}\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Small:
    small = Small(tmp_path / "台账")
    small.project(
        STAGES + "  - {to: started, on: 2025-02-10}\nplan: {2025: 1200}\n"
        "invested: {2025-02: 100, 2025-03: 100, 2025-05: 300, 2025-07: 200}" + ISSUE
    )
    small.project(
        STAGES + "  - {to: started, on: 2025-07-15}\n  - {to: completed, on: 2025-08-20}\n"
        "plan: {2025: 400}\ninvested: {2025-07: 50, 2025-08: 350}",
        unit="b",
    )
    return small


def report(ledger: Small, *arguments: str) -> Any:
    return json.loads(ledger.ok("report", *arguments, "--format", "json"))


def test_a_quarter_counts_what_happened_in_its_three_months(ledger: Small) -> None:
    second, third = (report(ledger, "--quarterly", f"2025-Q{n}") for n in (2, 3))
    assert (second["report"], second["period"]) == ("quarterly", "2025-Q2")
    assert second["position"]["started"]["period"]["projects"] == 0
    assert third["position"]["started"]["period"]["projects"] == 1
    assert third["position"]["started"]["year"]["projects"] == 2
    assert third["position"]["completed"]["period"]["projects"] == 1
    assert [second["invested"], third["invested"]] == ["500", "1100"]
    assert [one["issues"]["groups"][0]["raised"] for one in (second, third)] == [1, 0]
    assert [one["issues"]["groups"][0]["cleared"] for one in (second, third)] == [0, 1]


def test_the_schedule_of_a_period_that_is_not_over_stops_at_the_newest_figures(ledger: Small) -> None:
    """In August the year stands at 8/12: 1,100 of 1,600 are 68.75 %, 2.08 points ahead of 66.67 %."""
    year = report(ledger, "--yearly", "2025")
    assert year["total"]["rates"]["done_rate"]["gap"] == "+2.08"
    assert "2025 年（数据截至 2025 年 8 月）" in ledger.ok("report", "--yearly", "2025")
    first = report(ledger, "--half-yearly", "2025-H1")  # newest figures: May, 5/12
    assert first["total"]["rates"]["done_rate"]["gap"] == "-10.42"


def test_a_week_has_the_days_of_the_week_and_the_newest_figures_there_were(ledger: Small) -> None:
    week = report(ledger, "--weekly", "2025-07-17")
    assert week["period"] == "2025-W29"
    assert week["position"]["started"]["period"]["projects"] == 1
    assert week["issues"]["groups"][0]["cleared"] == 1
    assert week["invested"] == "750"
    next_week = report(ledger, "--weekly", "2025-07-21")
    assert next_week["position"]["started"]["period"]["projects"] == 0
    assert next_week["issues"]["groups"] == []


def test_a_fortnight_is_two_weeks(ledger: Small) -> None:
    assert report(ledger, "--biweekly", "2025-07-21")["position"]["started"]["period"]["projects"] == 1
    assert report(ledger, "--biweekly", "2025-07-28")["position"]["started"]["period"]["projects"] == 0


def test_the_rank_before_is_that_of_the_period_before(ledger: Small) -> None:
    """In the second quarter 乙镇 had nothing done; in the third it is first."""
    row = {
        one["label"]: one["rates"]["done_rate"] for one in report(ledger, "--quarterly", "2025-Q3")["rows"]
    }
    assert (row["乙镇"]["rank"], row["乙镇"]["rank_before"]) == (1, 2)
    assert (row["甲镇"]["rank"], row["甲镇"]["rank_before"]) == (2, 1)


def test_the_projects_behind_a_figure_of_a_quarter(ledger: Small) -> None:
    said = ledger.ok("report", "--quarterly", "2025-Q2", "--cell", "甲镇", "done_rate")
    assert "500 万元 ÷ 1,200 万元" in said


def test_by_default_it_is_the_newest_with_figures(ledger: Small) -> None:
    assert report(ledger, "--quarterly")["period"] == "2025-Q3"
    assert report(ledger, "--half-yearly", "--as-of-date", "2025-06-30")["period"] == "2025-H1"
    assert report(ledger, "--weekly", "--as-of-date", "2025-07-16")["period"] == "2025-W29"


def test_one_kind_has_to_be_named_and_the_period_has_to_fit(ledger: Small) -> None:
    assert "只写一种" in ledger.refused("report", "--weekly", "--monthly")
    assert "2025-Q3" in ledger.refused("report", "--quarterly", "2025-Q7")
    assert "2025-07-14" in ledger.refused("report", "--weekly", "2025")


def test_what_a_month_says_does_not_depend_on_other_periods_asked_before(ledger: Small) -> None:
    """The rows that are kept of one period are not those of another that ends on the same day."""
    alone = ledger.ok("report", "--monthly", "2025-06")
    for words in (("--quarterly", "2025-Q2"), ("--half-yearly", "2025-H1"), ("--weekly", "2025-06-30")):
        ledger.ok("report", *words)
    assert ledger.ok("report", "--monthly", "2025-06") == alone
