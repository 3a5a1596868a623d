"""Whether decisions were kept, the meetings of a range, and the months in which a project was not dispatched."""

from __future__ import annotations

import json

import pytest

ISSUE = """\
stages: [{to: started, on: 2025-01-10}]
issues:
  - id: i-1aa
    title: 供电不足
    class: utilities
    raised: 2025-07-01
    due: 2025-07-15
"""
MEETING = """\
chair: 王某
projects: [ts25-0002]

decisions:
  - {what: 接通专线, project: ts25-0001, issue: i-1aa}
  - {what: 各镇自查, due: 2025-07-10}
"""


@pytest.fixture
def held(office):
    office.count = 0
    office.project(ISSUE, name="三一产业园")
    office.meeting("2025-07-02", "monthly", MEETING)
    return office


def states(office, day: str) -> list[str]:
    return [one["state"] for one in office.decisions("2025-07-02", day)]


def test_a_decision_is_kept_when_it_is_marked_so(held):
    assert states(held, "2025-07-10") == ["open", "open"]
    assert states(held, "2025-07-11") == ["open", "overdue"]
    held.ok("meeting", "keep", "2025-07-02", "2", "--on", "2025-07-09")
    assert "- {what: 各镇自查, due: 2025-07-10, kept: 2025-07-09}" in held.text(
        "meetings/2025-07-02-monthly.yaml"
    )
    assert states(held, "2025-07-11") == ["open", "kept"]
    assert states(held, "2025-07-08") == ["open", "open"]  # before it was


@pytest.mark.parametrize(("day", "state"), [("2025-07-15", "kept"), ("2025-07-16", "late")])
def test_a_decision_is_kept_when_its_issue_is_resolved_by_the_deadline(held, day, state):
    held.count = 0
    held.project(f"{ISSUE}    resolved: {{on: {day}}}\n", name="三一产业园")
    first = held.decisions("2025-07-02", "2025-07-31")[0]
    assert (first["state"], first["on"], first["due"]) == (state, day, "2025-07-15")
    assert held.decisions("2025-07-02", "2025-07-14")[0]["state"] == "open"


def test_keeping_a_decision_notes_it_on_its_issue_and_minds_what_is_left(held):
    ran = held.run(
        "meeting", "keep", "2025-07-02", "1", "--on", "2025-07-09", "--note", "已送电", "--by", "陈五"
    )
    assert ran.code == 0
    assert "还没有办结：xmtz issue resolve i-1aa" in ran.err
    assert "{on: 2025-07-09, text: 已送电, by: 陈五}" in held.text("projects/2025/ts25-0001.yaml")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("2025-07-02", "3"), 1, "只有 2 项"),
        (("2025-07-02", "第二项"), 2, "要写 1 起的整数，如 2，写的是“第二项”"),
        (("2025-07-02", "9" * 5000), 2, "要写 1 起的整数"),
        (("2025-07-02", "0"), 2, "要写 1 起的整数"),
        (("2025-07-02", "2", "--on", "2025-07-01"), 1, "早于会议日期"),
        (("2025-07-02", "2", "--on", "2099-01-01"), 1, "还没有到"),
        (("2025-07-02", "2", "--note", "做了"), 1, "没有关联问题"),
        (("2025-07-02", "1", "--by", "陈五"), 1, "要同时写 --note"),
        (("2025-07-03", "1"), 2, "没有“2025-07-03”这次会议"),
    ],
)
def test_what_cannot_be_marked_as_kept(held, arguments, code, says):
    assert says in held.nothing("meeting", "keep", *arguments, code=code)


def test_a_decision_is_kept_once(held):
    held.ok("meeting", "keep", "2025-07-02", "2", "--on", "2025-07-09")
    assert "已于 2025-07-09 落实" in held.nothing("meeting", "keep", "2025-07-02", "2")


def test_a_meeting_is_found_by_day_kind_or_path(held):
    held.meeting("2025-07-02", "weekly")
    assert "有 2 次会议" in held.refused("meeting", "show", "2025-07-02")
    for what in ("2025-07-02-monthly", "2025-07-02 月例会", "meetings/2025-07-02-monthly.yaml"):
        assert "接通专线" in held.ok("meeting", "show", what)
    assert held.ok("meeting", "show", "2025年7月2日-weekly".replace("年7月2日", "-07-02")).startswith(
        "2025-07-02 周调度"
    )


def test_the_meetings_of_a_range(held):
    held.meeting("2025-06-03", "monthly", "decisions: [{what: 旧事, kept: 2025-06-05}]\n")
    held.meeting("2024-06-03", "monthly")
    out = held.ok("meeting", "list", "--as-of-date", "2025-07-20", "--format", "json")
    found = json.loads(out)["meetings"]
    assert [one["day"] for one in found] == ["2025-06-03", "2025-07-02"]
    csv = held.ok("meeting", "list", "--as-of-date", "2025-07-20", "--format", "csv").split("\r\n")
    assert len(csv) == 5  # a header, three decisions, the end
    assert "逾期未落实" in csv[3]
    table = held.ok("meeting", "list", "--kind", "月例会", "--to", "2025-06-30", "--as-of-date", "2025-07-20")
    assert "2025-06-03" in table
    assert "2025-07-02" not in table


def test_the_months_in_which_a_project_was_not_dispatched(held):
    held.meeting("2025-03-04", "monthly", "projects: [ts25-0001]\n")
    out = held.ok("meeting", "list", "--project", "三一", "--as-of-date", "2025-07-20", "--format", "json")
    project = json.loads(out)["project"]
    # On the list in March, in a decision in July.
    assert (project["last"], project["months_without"]) == (
        "2025-07-02",
        ["2025-01", "2025-02", "2025-04", "2025-05", "2025-06"],
    )
    table = held.ok("meeting", "list", "--project", "三一", "--as-of-date", "2025-07-20")
    assert "最近一次调度：2025-07-02" in table
    assert "没有调度的月份（5 个）：2025-01" in table
    assert "最近一次调度：没有" in held.ok(
        "meeting", "list", "--project", "三一", "--as-of-date", "2025-02-20"
    )


def test_months_before_the_project_was_there_are_not_asked_for(held):
    held.project("stages: [{to: reserved, on: 2025-05-20}]\n", name="新来的")
    out = held.ok("meeting", "list", "--project", "新来的", "--as-of-date", "2025-07-20", "--format", "json")
    # The meeting of July 2 had it on its list.
    assert json.loads(out)["project"]["months_without"] == ["2025-05", "2025-06"]


def test_a_formula_in_a_decision_stays_text(held):
    held.meeting("2025-07-03", "weekly", "decisions: [{what: '=1+1'}]\n")
    assert "'=1+1" in held.ok("meeting", "list", "--as-of-date", "2025-07-20", "--format", "csv")


# ---- Findings


def test_check_finds_what_meetings_say_wrongly_with_its_place(held):
    held.meeting(
        "2025-07-07", "weekly", "decisions:\n  - {what: 甲, issue: i-zzz}\n  - {what: 乙, due: 2025-07-01}\n"
    )
    held.write("meetings/2025-07-09-another.yaml", "on: 2025-07-02\nkind: monthly\n")
    out = held.run("check", "--format", "json").out
    found = {(one["code"], one["path"], one["line"]) for one in json.loads(out)["findings"]}
    assert found >= {
        ("R307", "meetings/2025-07-07-weekly.yaml", 4),
        ("R322", "meetings/2025-07-07-weekly.yaml", 5),
        ("R320", "meetings/2025-07-09-another.yaml", 1),
        ("R321", "meetings/2025-07-09-another.yaml", 1),
    }


# ---- Prompts


def prompts(office, day: str, days: str = "10") -> list[tuple[str, str, int]]:
    out = json.loads(office.ok("due", "--as-of-date", day, "--days", days, "--format", "json"))
    return [
        (one["key"], one["day"], one["left"])
        for one in out["duties"]
        if one["kind"] == "regular" and one["key"] == "weekly"
    ]


def test_a_meeting_that_was_not_held_yet_is_prompted_on_the_last_working_day(office):
    assert prompts(office, "2025-07-09") == [("weekly", "2025-07-11", 2)]
    office.meeting("2025-07-08", "weekly")
    assert prompts(office, "2025-07-09") == [("weekly", "2025-07-18", 7)]  # the next week's
    assert prompts(office, "2025-07-09", "5") == []
    assert prompts(office, "2025-07-07") == [("weekly", "2025-07-11", 4)]  # before it was held


def test_the_last_working_day_of_a_week_may_be_a_sunday_or_a_tuesday(office):
    assert prompts(office, "2025-04-21")[0][1] == "2025-04-27"  # a Sunday that is worked
    assert prompts(office, "2025-09-29")[0][1] == "2025-09-30"  # the holidays begin on Wednesday


def test_a_week_whose_working_days_are_over_is_overdue(office):
    assert prompts(office, "2025-07-13") == [("weekly", "2025-07-11", -1)]
