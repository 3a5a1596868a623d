"""xmtz means funds: sums counted by hand, rates, bond money against its clock, applications that wait."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import pytest


def sums(county, by, day, *more):
    found = county.data("means", "funds", "--by", by, *more, day=day)
    return {tuple(one["key"]): one for one in found["sums"]}, found["total"]


@pytest.fixture
def three(county):
    """Three projects: 甲镇 has two, 乙镇 one."""
    county.project(
        "funds:\n"
        "  - {source: central, planned: 3000, arrived: {2025-03: 1000, 2025-06: 500.5}, paid: {2025-05: 600}}\n"
        "  - {source: enterprise, planned: 1000, arrived: {2025-02: 1000}, paid: {2025-02: 1000}}"
    )
    county.project("funds:\n  - {source: central, planned: 1000, arrived: {2025-04: 250}}\n")
    county.project(
        "funds:\n"
        "  - {source: bond, planned: 20000, applied: 2025-01-10, batch: 2025 年第一批, issued: 2025-03-15, arrived: {2025-04: 20000}, paid: {2025-06: 5000}}\n"
        "  - {source: bond, planned: 6000, applied: 2025-05-20, batch: 2025 年第二批}\n"
        "  - {source: enterprise, arrived: {2025-06: 400}}",
        unit="b",
    )
    return county


def test_by_source(three):
    """Central: 3000 + 1000 planned; 1000 + 500.5 + 250 arrived; 600 paid."""
    by, total = sums(three, "source", "2025-06-30")
    central = by["central",]
    assert (central["lines"], central["projects"]) == (2, 2)
    assert (central["planned"], central["arrived"], central["paid"]) == ("4000", "1750.5", "600")
    assert Fraction(central["arrival_rate"]) == Fraction(17505, 40000)
    assert Fraction(central["payment_rate"]) == Fraction(6000, 17505)
    assert list(by) == [("central",), ("bond",), ("enterprise",)]  # as the rules list them
    assert (total["planned"], total["arrived"], total["paid"]) == ("31000", "23150.5", "6600")


def test_the_arrival_rate_goes_over_money_with_a_plan(three):
    """400 of the enterprise's own money came without a plan: 1000 of 1000 arrived."""
    by, _ = sums(three, "source", "2025-06-30")
    assert by["enterprise",]["arrived"] == "1400"
    assert by["enterprise",]["arrival_rate"] == "1"
    assert "没有计划数的到位 400.00 万元" in three.ok("means", "funds", "--as-of-date", "2025-06-30")


def test_by_unit_project_and_batch(three):
    by, _ = sums(three, "unit", "2025-06-30")
    assert {key[0]: one["arrived"] for key, one in by.items()} == {"a": "2750.5", "b": "20400"}
    by, _ = sums(three, "project", "2025-06-30")
    assert by["ts25-0001", "项目1"]["arrived"] == "2500.5"
    by, total = sums(three, "batch", "2025-06-30")
    assert {key: one["planned"] for key, one in by.items()} == {
        ("bond", "2025 年第一批"): "20000",
        ("bond", "2025 年第二批"): "6000",
    }
    assert (total["lines"], total["planned"]) == (2, "26000")


def test_later_facts_do_not_count(three):
    """On 31 March: 1000 central, 1000 own; the bond is issued, its money came in April, the second batch in May."""
    by, total = sums(three, "source", "2025-03-31")
    assert (by["central",]["planned"], by["central",]["arrived"], by["central",]["paid"]) == (
        "3000",
        "1000",
        "0",
    )
    assert (by["bond",]["planned"], by["bond",]["arrived"], by["bond",]["lines"]) == ("20000", "0", 1)
    assert total["lines"] == 3


def test_one_source_or_unit_only(three):
    by, _ = sums(three, "source", "2025-06-30", "--source", "中央预算内投资", "--unit", "甲镇")
    assert list(by) == [("central",)]
    assert "没有“国债”；可用" in three.refused("means", "funds", "--source", "国债")
    assert "--by 没有“镇”；可用：source, unit, project, batch" in three.refused(
        "means", "funds", "--by", "镇"
    )


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        ("2025-03-15", "2025-09-30"),  # April to September
        ("2025-03-01", "2025-09-30"),
        ("2025-03-31", "2025-09-30"),
        ("2025-08-20", "2026-02-28"),  # September to February
        ("2023-08-31", "2024-02-29"),
        ("2025-12-31", "2026-06-30"),
    ],
)
def test_six_months_from_the_month_after_the_issue(county, issued, last):
    county.project(f"funds:\n  - {{source: bond, planned: 100, issued: {issued}}}")
    (one,) = county.data("means", "funds", day="2026-01-31")["clocked"]
    assert one["use_by"] == last


def test_days_left_overdue_and_unspent(three):
    """20000 issued, 5000 paid: 15000 to be used by 30 September 2025, 92 days after 30 June."""
    (one,) = three.data("means", "funds", day="2025-06-30")["clocked"]
    assert (one["left"], one["unspent"], one["overdue"]) == (92, "15000", False)
    (one,) = three.data("means", "funds", day="2025-09-30")["clocked"]
    assert (one["left"], one["overdue"]) == (0, False)
    (one,) = three.data("means", "funds", day="2025-10-12")["clocked"]
    assert (one["left"], one["overdue"]) == (-12, True)
    (one,) = three.data("means", "funds", day="2025-05-31")["clocked"]
    assert one["unspent"] == "20000"  # nothing was paid yet
    assert three.data("means", "funds", day="2025-03-14")["clocked"] == []  # not issued yet


def test_a_limit_in_days_runs_from_the_day(county):
    county.project(
        "funds:\n  - {source: quick, issued: 2025-06-01, arrived: {2025-06: 80}, paid: {2025-06: 80}}"
    )
    (one,) = county.data("means", "funds", day="2025-07-05")["clocked"]
    assert (one["use_by"], one["unspent"], one["overdue"]) == ("2025-07-01", "0", False)
    assert "已用完" in county.ok("means", "funds", "--as-of-date", "2025-07-05")
    assert county.due("fund", "2025-07-05") == []


def test_money_to_be_used_is_prompted(three):
    assert three.due("fund", "2025-09-10", "--days", "7") == []
    (one,) = three.due("fund", "2025-09-25", "--days", "7")
    assert (one["day"], one["project"], one["label"]) == ("2025-09-30", "ts25-0003", "专项债券 2025 年第一批")
    assert one["note"] == "还有 15000 万元未支出"
    (late,) = three.due("fund", "2025-11-03")
    assert late["left"] < 0


def test_applications_that_wait(three):
    """The second batch was applied for on 20 May: 41 days by 30 June. The first waited until it was issued."""
    found = three.data("means", "funds", day="2025-06-30")["waiting"]
    assert [(one["batch"], one["days"], one["planned"]) for one in found] == [("2025 年第二批", 41, "6000")]
    found = three.data("means", "funds", day="2025-02-10")["waiting"]
    assert [(one["batch"], one["days"]) for one in found] == [("2025 年第一批", 31)]


def test_every_format(three):
    table = three.ok("means", "funds", "--as-of-date", "2025-06-30")
    assert table.startswith("资金台账\n")
    assert "43.76%" in table  # 17505/40000 = 43.7625
    assert "34.28%" in table  # 6000/17505 = 34.276
    md = three.ok("means", "funds", "--as-of-date", "2025-06-30", "--format", "md")
    assert "| 中央预算内投资 |" in md
    rows = list(
        csv.reader(io.StringIO(three.ok("means", "funds", "--as-of-date", "2025-06-30", "--format", "csv")))
    )
    assert rows[0] == ["资金来源", "笔数", "项目", "计划", "到位", "到位率", "支出", "支付率"]
    assert rows[1][:3] == ["中央预算内投资", "2", "2"]
    english = three.ok("means", "funds", "--as-of-date", "2025-06-30", lang="en")
    assert "Applied for, not issued" in english


def test_a_formula_in_a_name_stays_text(county):
    county.project(
        "funds:\n  - {source: bond, name: '=1+1', planned: 5, applied: 2025-01-02}", name="=SUM(A1)"
    )
    text = county.ok("means", "funds", "--as-of-date", "2025-06-30", "--format", "csv")
    assert "'=SUM(A1)" in text


def test_an_earlier_commit(in_git):
    path = in_git.project("funds:\n  - {source: central, planned: 100, arrived: {2025-01: 40}}")
    first = in_git.commit()
    in_git.write(path, in_git.file(path).replace("40", "90"))
    assert in_git.data("means", "funds", day="2025-06-30")["total"]["arrived"] == "90"
    assert in_git.data("means", "funds", "--as-of", first, day="2025-06-30")["total"]["arrived"] == "40"
