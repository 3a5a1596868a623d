"""That a meeting decided something about an issue is noted there, and is not yet an action."""

from __future__ import annotations

import json

import pytest
from meeting_office import CADENCE, ISSUES, Office
from small_ledger import PLAIN

ISSUE = """\
stages: [{to: started, on: 2025-01-10}]
issues:
  - id: i-1aa
    title: 供电不足
    class: utilities
    raised: 2025-07-01
    assigned: {unit: a, person: 王某, on: 2025-07-02}
    due: 2025-07-15
"""
CLEAR = ("issue", "clear", "i-1aa", "--by", "督查室", "--evidence", "照片", "--on", "2025-07-31")


@pytest.fixture
def county(tmp_path) -> Office:
    made = Office(
        tmp_path / "县",
        rules={**PLAIN, "cadence": CADENCE, "issues": f"{ISSUES}clearance: {{progress: true}}\n"},
        units={"a": "甲镇", "gongdian": "供电分公司"},
    )
    made.project(ISSUE, name="三一产业园")
    made.ok("meeting", "record", "月例会", "--on", "2025-07-28", "--decision", "限期接通; 问题=i-1aa")
    return made


def issue(county, day: str):
    (one,) = json.loads(county.ok("issue", "list", "--as-of-date", day, "--format", "json"))["issues"]
    return one


def test_an_issue_is_not_cleared_on_a_decision_alone(county):
    assert "还没有落实记录（会议议定的不算）" in county.nothing(*CLEAR)
    assert "no note of progress (what a meeting decided is none)" in county.nothing(*CLEAR, lang="en")
    county.ok("issue", "progress", "i-1aa", "--text", "已接通", "--on", "2025-07-30", "--by", "陈五")
    county.ok(*CLEAR)
    assert county.run("check").code == 0


def test_a_note_of_whether_it_was_kept_is_an_action(county):
    county.ok("meeting", "keep", "2025-07-28", "1", "--on", "2025-07-30", "--note", "已接通")
    county.ok(*CLEAR)


def test_check_says_what_a_cleared_issue_lacks(county):
    path = "projects/2025/ts25-0001.yaml"
    county.write(path, county.text(path) + "    cleared: {on: 2025-07-31, by: 督查室, evidence: 照片}\n")
    found = json.loads(county.run("check", "--format", "json").out)["findings"]
    assert "L452" in [one["code"] for one in found]


def test_the_list_counts_the_days_since_the_last_action(county):
    # Raised on July 1; the decision of the 28th is shown and does not count.
    before = issue(county, "2025-07-29")
    assert [note["text"] for note in before["progress"]] == ["月例会议定：限期接通"]
    assert (before["acted"], before["lacks"]) == (None, ["plan", "action"])
    assert "从无，28 天" in county.ok("issue", "report", "actions", "--as-of-date", "2025-07-29")
    county.ok("issue", "progress", "i-1aa", "--text", "已接通", "--on", "2025-07-30")
    after = issue(county, "2025-07-31")
    assert (after["acted"], after["lacks"]) == ("2025-07-30", ["plan"])


@pytest.mark.parametrize("by", ["月例会", "Monthly meeting", "monthly"])
def test_a_meeting_is_known_by_its_label_or_key(county, by):
    county.count = 0
    county.project(
        f"{ISSUE}    progress: [{{on: 2025-07-28, text: 限期接通, by: {by}}}]\n", name="三一产业园"
    )
    assert issue(county, "2025-07-29")["acted"] is None


def test_a_survey_is_no_meeting(county):
    county.count = 0
    county.project(
        f"{ISSUE}    progress: [{{on: 2025-07-15, text: 现场督办, by: 项目建设调研日}}]\n", name="三一产业园"
    )
    assert issue(county, "2025-07-29")["acted"] == "2025-07-15"
