"""Meetings are read, checked and indexed as projects are: from the folder and from a commit alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_ledger import PLAIN, Small

CADENCE = "cadences:\n  weekly: {label: {zh: 周调度, en: Weekly dispatch}, every: week, kept_by: meeting}\n"
MEETING = """\
on: 2025-07-14
kind: weekly
chair: 王某某
projects: [ts25-0001]
decisions:
  - {what: 三日内交地, project: ts25-0001, unit: a, due: 2025-07-17}
"""
DECIDED = "SELECT path, met, kind, what, project, unit, due FROM decisions"
PATH = "meetings/2025-07-14-weekly.yaml"


@pytest.fixture
def ledger(tmp_path: Path) -> Small:
    small = Small(tmp_path / "会议 台账", rules={**PLAIN, "cadence": CADENCE})
    small.project()
    small.write(PATH, MEETING)
    return small


def asked(ledger: Small, sql: str, *more: str) -> list[list[object]]:
    rows = json.loads(ledger.ok("query", sql, "--format", "json", *more))
    return [list(row.values()) for row in rows]


def test_a_meeting_and_its_decisions_can_be_asked(ledger: Small) -> None:
    assert asked(ledger, DECIDED) == [
        [PATH, "2025-07-14", "weekly", "三日内交地", "ts25-0001", "a", "2025-07-17"]
    ]


def test_a_commit_has_the_meetings_that_were_in_it(ledger: Small) -> None:
    ledger.commit()
    (ledger.root / PATH).unlink()
    assert asked(ledger, DECIDED) == []
    assert len(asked(ledger, DECIDED, "--as-of", "HEAD")) == 1


def test_check_reads_meetings_and_says_where_they_are_wrong(ledger: Small) -> None:
    assert ledger.run("check").code == 0
    wrong = MEETING.replace("[ts25-0001]", "[ts25-9999]").replace("unit: a", "unit: 甲镇")
    ledger.write(PATH, wrong.replace("kind: weekly", "kind: wekly").replace("on: ", "held: "))
    ran = ledger.run("check")
    assert ran.code == 1
    said = [line.removeprefix(f"{PATH}:") for line in ran.out.split("\n") if line.startswith(PATH)]
    assert [line.split(" ")[0] + line.split(" ")[2] for line in said] == [
        "1:1:F200",
        "1:1:F202",
        "2:7:F219",
        "4:12:R301",
        "6:45:R300",
    ]


def test_counts_of_projects_do_not_count_meetings(ledger: Small) -> None:
    assert "1 个项目文件" in ledger.ok("check")
    assert asked(ledger, "SELECT count(*) FROM projects") == [[1]]


def test_what_is_no_meeting_among_the_meetings_is_said(ledger: Small) -> None:
    ledger.write("meetings/纪要.docx", "x")
    assert "meetings 里的这个文件没有读取" in ledger.run("check").out


def test_the_bytes_of_a_meeting_in_the_place_of_a_project_are_no_project(ledger: Small) -> None:
    """One content may be read in two ways; the index keeps them apart."""
    assert ledger.run("check").code == 0
    ledger.write("projects/2025/ts25-0002.yaml", MEETING)
    ran = ledger.run("check")
    assert ran.code == 1
    assert "projects/2025/ts25-0002.yaml" in ran.out
    (ledger.root / PATH).unlink()
    ledger.write(
        "meetings/2025-07-15-weekly.yaml", (ledger.root / "projects/2025/ts25-0001.yaml").read_text("utf-8")
    )
    assert "meetings/2025-07-15-weekly.yaml" in ledger.run("check").out


def test_a_meeting_is_not_parsed_again_that_did_not_change(ledger: Small) -> None:
    from xmtz.index.ledger import open_ledger

    open_ledger(ledger.root).close()
    again = open_ledger(ledger.root)
    assert again.work.parsed == 0
    again.close()
    ledger.write(PATH, MEETING.replace("三日内", "五日内"))
    after = open_ledger(ledger.root)
    assert after.work.parsed == 1
    after.close()
