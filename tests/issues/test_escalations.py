"""What has to be raised up the ladder, and the prompts of issues: working days across a holiday.

1 to 8 October 2025 are off; Saturday 11 October is worked.
"""

from __future__ import annotations

import pytest


def issue(id_="i-aaa", due="2025-09-29", rest=""):
    return (
        f"  - id: {id_}\n    title: 缺水\n    class: land\n    raised: 2025-09-15\n"
        "    assigned: {unit: b, person: 钱某, on: 2025-09-15}\n    accepted: {by: 钱某, on: 2025-09-15}\n"
        f"    due: {due}\n{rest}"
    )


def proposed(desk, day, *arguments):
    return [
        (one["id"], one["to"], one["since"])
        for one in desk.issue_report("escalations", day, *arguments)["issues"]
    ]


@pytest.mark.parametrize(
    ("day", "to"),
    [
        ("2025-09-29", None),  # the deadline
        ("2025-09-30", ("department", "2025-09-30")),  # one working day over
        ("2025-10-08", ("department", "2025-09-30")),  # the holiday does not count
        ("2025-10-09", ("department", "2025-09-30")),  # two
        ("2025-10-10", ("leader", "2025-10-10")),  # three
        ("2025-10-11", ("leader", "2025-10-10")),  # four, on a Saturday that is worked
        ("2025-10-12", ("leader", "2025-10-10")),
        ("2025-10-13", ("mayor", "2025-10-13")),  # five
        ("2026-01-05", ("mayor", "2025-10-13")),
    ],
)
def test_the_highest_rung_that_it_is_due_for(desk, day, to):
    desk.project("issues:\n" + issue())
    assert proposed(desk, day) == ([] if to is None else [("i-aaa", *to)])


def test_what_was_raised_is_not_proposed_again(desk):
    desk.project(
        "issues:\n"
        + issue(rest="    escalated:\n      - {to: leader, on: 2025-10-10, decision: 三日内接通}\n")
    )
    assert proposed(desk, "2025-10-09") == [("i-aaa", "department", "2025-09-30")]
    assert proposed(desk, "2025-10-10") == []
    assert proposed(desk, "2025-10-13") == [("i-aaa", "mayor", "2025-10-13")]


def test_what_is_resolved_or_cleared_is_not_raised(desk):
    desk.project(
        "issues:\n"
        + issue("i-aaa", rest="    resolved: {on: 2025-10-09}\n")
        + issue("i-bbb", rest="    cleared: {on: 2025-10-09, by: 李某, evidence: 照片}\n")
    )
    assert [one[0] for one in proposed(desk, "2025-09-30")] == ["i-aaa", "i-bbb"]
    assert proposed(desk, "2025-10-13") == []


def test_the_command_that_is_proposed_does_it(desk):
    desk.project("issues:\n" + issue())
    (one,) = desk.issue_report("escalations", "2025-10-13")["issues"]
    assert one["command"] == "xmtz issue escalate i-aaa --to mayor"
    assert (one["now"], one["to"], one["left"]) == ("unit", "mayor", -5)
    desk.ok(*one["command"].split()[1:], "--on", "2025-10-13")
    assert proposed(desk, "2025-10-13") == []
    assert desk.ids("2025-10-13", "--rung", "市长解难直通车") == ["i-aaa"]
    assert desk.ids("2025-10-12", "--rung", "unit") == ["i-aaa"]


def test_in_print(desk):
    desk.project("issues:\n" + issue())
    table = desk.ok("issue", "report", "escalations", "--as-of-date", "2025-10-13")
    assert "应提级 1 个" in table
    assert "逾期 5 个工作日" in table
    assert "xmtz issue escalate i-aaa --to mayor" in table
    english = desk.ok("issue", "report", "escalations", "--as-of-date", "2025-10-13", lang="en")
    assert "1 to be escalated" in english
    assert "5 wd over" in english
    csv = desk.ok("issue", "report", "escalations", "--as-of-date", "2025-10-13", "--format", "csv")
    assert csv.splitlines()[1].endswith("2025-10-13,xmtz issue escalate i-aaa --to mayor")
    assert proposed(desk, "2025-10-13", "--unit", "甲镇") == []
    assert len(proposed(desk, "2025-10-13", "--unit", "乙镇")) == 1


def test_a_ledger_without_a_ladder_proposes_nothing(desk):
    desk.write("rules/issues.yaml", "classes:\n  land: {label: {zh: 用地, en: Land}}\n")
    desk.project("issues:\n" + issue())
    assert proposed(desk, "2025-12-31") == []
    assert desk.ids("2025-12-31", "--status", "escalated") == []
    assert [one[0] for one in desk.due("2025-12-31")] == ["issue"]


# ---- Prompts


def test_what_is_overdue_is_prompted_to_be_raised(desk):
    desk.project("issues:\n" + issue(), people={"leader": "王某"})
    assert desk.due("2025-09-29") == [("issue", "i-aaa", "2025-09-29", 0)]  # not overdue: nothing to raise
    assert desk.due("2025-10-09", "--days", "0") == [
        ("issue", "i-aaa", "2025-09-29", -2),
        ("escalate", "i-aaa", "2025-09-30", -1),
    ]
    assert ("escalate", "i-aaa", "2025-10-13", 0) in desk.due("2025-10-13")
    text = desk.ok("due", "--as-of-date", "2025-10-13")
    assert "问题应提级" in text
    assert "提到“市长解难直通车”（mayor）" in text


def test_the_rung_to_come_is_prompted_of_what_is_overdue(desk):
    desk.project(
        "issues:\n" + issue(rest="    escalated:\n      - {to: department, on: 2025-09-30, decision: 催办}\n")
    )
    assert ("escalate", "i-aaa", "2025-10-10", 1) in desk.due("2025-10-09", "--days", "1")
    assert [one[0] for one in desk.due("2025-10-09", "--days", "0")] == ["issue"]


def test_what_has_to_be_assigned_and_accepted(desk):
    """Raised on Friday 26 September: two working days are Sunday the 28th, which is worked, and the 29th."""
    path = desk.project("issues:\n  - {id: i-aaa, title: 缺水, class: other, raised: 2025-09-26}\n")
    assert desk.due("2025-09-26") == [("assign", "i-aaa", "2025-09-29", 2)]
    assert desk.due("2025-10-09") == [("assign", "i-aaa", "2025-09-29", -2)]
    desk.ok("issue", "assign", "i-aaa", "--unit", "乙镇", "--person", "钱某", "--on", "2025-09-30")
    assert desk.due("2025-09-29") == [("assign", "i-aaa", "2025-09-29", 0)]  # as it was that day
    assert desk.due("2025-10-09", "--person", "钱某") == [("accept", "i-aaa", "2025-10-09", 0)]
    assert "问题应接单" in desk.ok("due", "--as-of-date", "2025-10-10", "--unit", "乙镇")
    desk.ok("issue", "accept", "i-aaa", "--by", "钱某", "--on", "2025-10-10")
    assert desk.due("2025-10-10") == []
    # A new unit has to accept it anew.
    desk.ok("issue", "assign", "i-aaa", "--unit", "丙镇", "--on", "2025-10-14")
    assert desk.due("2025-10-14") == [("accept", "i-aaa", "2025-10-15", 1)]
    assert "assigned_before" in desk.text(path)


def test_a_cleared_issue_that_is_opened_again_is_prompted_by_its_new_deadline(desk):
    desk.project(
        "issues:\n"
        + issue(
            due="2025-11-21",
            rest="    due_before:\n      - {due: 2025-09-29, until: 2025-11-10}\n"
            "    reopened:\n      - {on: 2025-11-10, reason: 又断水, cleared: {on: 2025-10-09, by: 李某, evidence: 照片}}\n",
        )
    )
    assert ("issue", "i-aaa", "2025-09-29", -1) in desk.due("2025-09-30")
    assert desk.due("2025-10-20") == []
    assert desk.due("2025-11-17") == [("issue", "i-aaa", "2025-11-21", 4)]


def test_projects_given_up_are_left_alone(desk):
    desk.project("stages:\n  - {to: ended, on: 2025-10-01}\nissues:\n" + issue())
    assert ("escalate", "i-aaa", "2025-09-30", 0) in desk.due("2025-09-30")
    assert proposed(desk, "2025-09-30") == [("i-aaa", "department", "2025-09-30")]
    assert desk.due("2025-10-13") == []
    assert proposed(desk, "2025-10-13") == []
