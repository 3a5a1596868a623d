"""Rates of clearing, counted by hand."""

from __future__ import annotations

import pytest

# Of the working days: 31 May to 2 June 2025 are the Dragon Boat holiday.
SEVEN = """\
issues:
  - id: i-aaa
    title: 甲
    class: land
    raised: 2025-05-06
    assigned: {unit: a, person: 赵某, on: 2025-05-06}
    due: 2025-05-20
    cleared: {on: 2025-05-19, by: 李某, evidence: 照片}
  - id: i-bbb
    title: 乙
    class: land
    raised: 2025-05-12
    origin: enterprise
    assigned: {unit: a, person: 赵某, on: 2025-05-13}
    due: 2025-05-26
    cleared: {on: 2025-06-10, by: 李某, evidence: 照片}
  - id: i-ccc
    title: 丙
    class: land
    raised: 2025-06-03
    assigned: {unit: b, person: 钱某, on: 2025-06-03}
    due: 2025-07-09
    due_before:
      - {due: 2025-06-17, until: 2025-06-25, reason: 重新立案}
    reopened:
      - {on: 2025-06-25, reason: 反悔, cleared: {on: 2025-06-16, by: 李某, evidence: 协议}}
  - id: i-ddd
    title: 丁
    class: other
    raised: 2025-06-09
    assigned: {unit: b, person: 钱某, on: 2025-06-09}
    cleared: {on: 2025-06-12, by: 李某, evidence: 照片}
  - id: i-eee
    title: 戊
    class: power
    raised: 2025-06-10
    due: 2025-06-24
  - id: i-fff
    title: 己
    class: land
    raised: 2025-06-20
    assigned: {unit: a, person: 赵某, on: 2025-06-20}
    due: 2025-07-04
    cleared: {on: 2025-07-04, by: 李某, evidence: 照片}
"""
OLD = """\
issues:
  - id: i-ggg
    title: 庚
    class: land
    raised: 2025-04-01
    assigned: {unit: c, on: 2025-04-01}
    due: 2025-04-15
"""


@pytest.fixture
def counted(desk):
    desk.project(SEVEN, name="厂房")
    desk.project(OLD, name="道路")
    return desk


def brief(one):
    """Raised, reopened, cleared, open, overdue; the clearance rate; in time of how many."""
    return (
        *(one[name] for name in ("raised", "reopened", "cleared", "open", "overdue", "rate")),
        f"{one['on_time']}/{one['judged']}",
    )


def test_a_month(counted):
    """June: 乙 and 丁 are cleared, 丙 is open again by its end; 庚 passed its deadline in April, 戊 in June."""
    june = counted.rate("2025-07-31", "--month", "2025-06")
    assert brief(june["total"]) == (4, 1, 2, 4, 2, "1/3", "0/2")
    assert june["total"]["on_time_rate"] == "0"
    # 乙 12 May to 10 June: 29 days, 20 of them worked; 丁 3 and 3.
    assert (june["total"]["mean_days"], june["total"]["mean_working_days"]) == ("16", "23/2")
    assert list(june) == ["c", None, "a", "b", "total"]
    assert brief(june["a"]) == (1, 0, 1, 1, 0, "1/2", "0/1")
    assert brief(june["b"]) == (2, 1, 1, 1, 0, "1/2", "0/0")
    assert june["b"]["on_time_rate"] is None
    assert brief(june["c"]) == (0, 0, 0, 1, 1, "0", "0/0")
    assert brief(june[None]) == (1, 0, 0, 1, 1, "0", "0/1")


def test_the_months_before_and_after(counted):
    """May: 甲 in time, 乙 passed its deadline and stood open. July: 己 in time on its last day, 丙 late again."""
    assert brief(counted.rate("2025-07-31", "--month", "2025-05")["total"]) == (2, 0, 1, 2, 2, "1/3", "1/2")
    assert brief(counted.rate("2025-07-31", "--month", "2025-07")["total"]) == (0, 0, 1, 3, 3, "1/4", "1/2")


def test_from_the_beginning(counted):
    assert brief(counted.rate("2025-07-31")["total"]) == (7, 1, 4, 3, 3, "4/7", "2/6")
    assert counted.rate("2025-07-31")["total"]["on_time_rate"] == "1/3"


def test_a_period_ends_on_the_day_that_counts_as_today(counted):
    """On 15 June 丙 is open and its first deadline still to come, 己 is not raised yet."""
    assert brief(counted.rate("2025-06-15", "--month", "2025-06")["total"]) == (3, 0, 2, 3, 1, "2/5", "0/1")


def test_a_clearing_counts_until_it_is_undone(counted):
    """From 12 to 20 June: 丙 on the 16th in time, and 丁; 丙 is opened again on the 25th only."""
    found = counted.rate("2025-07-31", "--from", "2025-06-12", "--to", "2025-06-20")["total"]
    assert brief(found) == (1, 0, 2, 3, 1, "2/5", "1/1")


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("person", [None, "钱某", "赵某", "total"]),  # 戊 and 庚 with nobody: 0/2; 钱某 1/2, 赵某 3/3
        ("class", ["power", "land", "other", "total"]),  # 0/1, 3/5, 1/1
        ("project", ["ts25-0002", "ts25-0001", "total"]),  # 0/1, 4/6
        ("origin", [None, "enterprise", "total"]),  # 3/6, 1/1
    ],
)
def test_other_groups(counted, by, keys):
    found = counted.rate("2025-07-31", "--by", by)
    assert list(found) == keys
    assert sum(found[key]["raised"] for key in keys[:-1]) == 7


def test_an_issue_of_several_projects_counts_once(desk):
    desk.project(SEVEN.replace("    due: 2025-06-24\n", "    projects: [ts25-0002]\n    due: 2025-06-24\n"))
    desk.project()
    found = desk.rate("2025-07-31", "--by", "project")
    assert list(found) == ["ts25-0001", "total"]
    assert found["total"]["raised"] == 6


def test_what_is_printed_says_how_it_is_counted(counted):
    table = counted.ok("issue", "report", "rates", "--month", "2025-06", "--as-of-date", "2025-07-31")
    assert "2025-06-01 至 2025-06-30" in table
    assert "33.33%" in table
    assert "销号率＝期内销号÷（期内销号＋期末未销号）" in table
    assert "按期销号率＝" in table
    assert "未交办" in table
    assert "16.0" in table
    assert "11.5" in table
    english = counted.ok("issue", "report", "rates", "--as-of-date", "2025-07-31", lang="en")
    assert "On-time rate: cleared in the period by the deadline" in english
    csv = counted.ok("issue", "report", "rates", "--format", "csv", "--as-of-date", "2025-07-31")
    assert csv.splitlines()[-1].startswith("合计,7,1,4,3,3,57.14%,2/6,33.33%,")
    assert "| 合计 |" in counted.ok("issue", "report", "rates", "--format", "md").replace("**", "")


def test_nothing_to_count(desk):
    desk.project()
    assert brief(desk.rate("2025-07-31")["total"]) == (0, 0, 0, 0, 0, None, "0/0")
    assert "—" in desk.ok("issue", "report", "rates", "--as-of-date", "2025-07-31")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("rates", "--month", "2025-06", "--from", "2025-06-01"), "--month 和 --from、--to 不同时用"),
        (("rates", "--from", "2025-06-30", "--to", "2025-06-01"), "期间从 2025-06-30 开始，晚于 2025-06-01"),
        (("rates", "--month", "2025-09"), "期间从 2025-09-01 开始，晚于 2025-07-31"),
        (("rates", "--month", "六月份"), "月"),
        (("rates", "--by", "month"), "unit, person, class, project, origin"),
        (("rates", "--unit", "甲镇"), "rates 不用 --unit"),
        (("problems", "--month", "2025-06", "--by", "unit"), "problems 不用 --month、--by"),
        (("escalations", "--all"), "escalations 不用 --all"),
        (("winners",), "problems, duties, actions, rates, escalations"),
    ],
)  # fmt: skip
def test_refusals(counted, arguments, says):
    assert says in counted.refused("issue", "report", *arguments, "--as-of-date", "2025-07-31")
