"""`xmtz issue list` and the three lists: filters, as of a day, what is missing."""

from __future__ import annotations

import csv
import io

import pytest

FACTORY = """\
issues:
  - id: i-aaa
    title: 征迁未签
    class: land
    raised: 2025-06-03
    by: 三一重工
    origin: enterprise
    projects: [ts25-0002]
    assigned: {unit: b, person: 钱某, on: 2025-06-04}
    accepted: {by: 钱某, on: 2025-06-05}
    due: 2025-06-17
    plan:
      - {text: 货币安置, on: 2025-06-05, replaced: 2025-06-10}
      - {text: 安置房, on: 2025-06-10}
    progress:
      - {on: 2025-06-11, text: 已签 1 户}
    escalated:
      - {to: department, on: 2025-06-18, decision: 三日内签完}
      - {to: leader, on: 2025-06-20}
    resolved: {on: 2025-06-24, by: 钱某, result: 签完}
    cleared: {on: 2025-06-25, by: 李某, evidence: 协议}
  - id: i-bbb
    title: 缺电
    class: power
    raised: 2025-06-10
    origin: meeting
    assigned: {unit: c, on: 2025-06-11}
    due: 2025-06-17
  - id: i-ccc
    title: 缺水
    class: other
    raised: 2025-06-12
    origin: prompt
"""
ROAD = """\
issues:
  - id: i-ddd
    title: 缺土
    class: land
    raised: 2025-06-05
    origin: survey
    assigned: {unit: b, person: 孙某, on: 2025-06-05}
    due: 2025-06-19
    plan: 外购
    resolved: {on: 2025-06-18, by: 孙某}
"""


@pytest.fixture
def four(desk):
    desk.project(FACTORY, name="三一智能制造产业园")
    desk.project(ROAD, name="园区道路二期")
    return desk


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ((), ["i-bbb", "i-ddd", "i-ccc"]),
        (("--all",), ["i-aaa", "i-bbb", "i-ddd", "i-ccc"]),
        (("三一",), ["i-bbb", "i-ccc"]),
        (("道路", "--all"), ["i-aaa", "i-ddd"]),  # i-aaa concerns it too
        (("--unit", "乙镇", "--all"), ["i-aaa", "i-ddd"]),
        (("--unit", "c"), ["i-bbb"]),
        (("--person", "孙某"), ["i-ddd"]),
        (("--class", "用地征迁"), ["i-ddd"]),
        (("--class", "power"), ["i-bbb"]),
        (("--origin", "台账提示"), ["i-ccc"]),
        (("--origin", "enterprise", "--all"), ["i-aaa"]),
        (("--status", "open"), ["i-bbb", "i-ddd", "i-ccc"]),
        (("--status", "unassigned"), ["i-ccc"]),
        (("--status", "unaccepted"), ["i-bbb", "i-ddd"]),
        (("--status", "unplanned"), ["i-bbb", "i-ccc"]),
        (("--status", "active"), ["i-bbb"]),
        (("--status", "resolved"), ["i-ddd"]),
        (("--status", "overdue"), ["i-bbb", "i-ddd"]),
        (("--overdue",), ["i-bbb", "i-ddd"]),
        (("--status", "escalated"), []),
        (("--status", "escalated", "--all"), ["i-aaa"]),
        (("--status", "cleared"), ["i-aaa"]),
        (("--rung", "包抓领导", "--all"), ["i-aaa"]),
        (("--rung", "unit"), ["i-bbb", "i-ddd", "i-ccc"]),
        (("--raised-since", "2025-06-10"), ["i-bbb", "i-ccc"]),
        (("--cleared-since", "2025-06-25"), ["i-aaa"]),
        (("--cleared-since", "2025-06-26"), []),
        (("--unit", "乙镇", "--status", "resolved", "--raised-since", "2025年6月5日"), ["i-ddd"]),
    ],
)
def test_filters(four, arguments, ids):
    assert four.ids("2025-06-30", *arguments) == ids


def test_what_came_later_does_not_count(four):
    """Of i-aaa: raised on the 3rd, assigned 4th, accepted and planned 5th, overdue from the 18th, cleared 25th."""

    def of(day):
        found = {one["id"]: one for one in four.issues(day, "--all")}
        return found.get("i-aaa")

    assert of("2025-06-02") is None
    assert (of("2025-06-03")["state"], of("2025-06-03")["unit"]) == ("unassigned", None)
    assert (of("2025-06-04")["state"], of("2025-06-04")["accepted"]) == ("unaccepted", None)
    assert (of("2025-06-05")["state"], of("2025-06-05")["plan"]["text"]) == ("active", "货币安置")
    assert of("2025-06-05")["replaced"] == []
    assert (of("2025-06-10")["plan"]["text"], of("2025-06-10")["progress"]) == ("安置房", [])
    assert (of("2025-06-17")["left"], of("2025-06-17")["overdue"]) == (0, False)
    assert (of("2025-06-18")["left"], [one["rung"] for one in of("2025-06-18")["escalated"]]) == (
        -1,
        ["department"],
    )
    assert (of("2025-06-24")["state"], of("2025-06-24")["result"]) == ("resolved", "签完")
    assert (of("2025-06-24")["cleared"], of("2025-06-24")["evidence"]) == (None, None)
    assert (of("2025-06-25")["state"], of("2025-06-25")["evidence"]) == ("cleared", "协议")
    assert four.ids("2025-06-24", "--status", "overdue") == ["i-aaa", "i-bbb", "i-ddd"]
    # The count of open issues in other places is that of the same day.
    assert "未销号问题 2 个（已销号 0 个）" in four.ok("show", "三一", "--as-of-date", "2025-06-11")


def test_between_clearing_and_reopening_it_is_cleared(desk):
    desk.project(
        "issues:\n  - id: i-aaa\n    title: 缺水\n    class: other\n    raised: 2025-05-06\n    reopened:\n"
        "      - {on: 2025-06-20, reason: 又断水, cleared: {on: 2025-05-20, by: 李某, evidence: 照片}}\n"
    )
    assert desk.ids("2025-05-19") == ["i-aaa"]
    assert desk.ids("2025-05-20") == []
    assert desk.ids("2025-06-19") == []
    (one,) = desk.issues("2025-06-19", "--all")
    assert (one["cleared_by"], one["reopened"]) == ("李某", 0)
    (one,) = desk.issues("2025-06-20")
    assert (one["cleared"], one["reopened"]) == (None, 1)
    assert "（重新立案 1 次）" in desk.ok("issue", "list", "--as-of-date", "2025-06-20")
    # The monthly row counts it the same way.
    open_ = {
        month: [(one["open"], one["cleared"]) for one in desk.report(month)["issues"]["groups"]]
        for month in ("2025-05", "2025-06")
    }
    assert open_ == {"2025-05": [(0, 1)], "2025-06": [(1, 0)]}


def rows(text):
    return list(csv.reader(io.StringIO(text)))


def test_the_list_of_problems(four):
    table = four.ok("issue", "report", "problems", "--as-of-date", "2025-06-20")
    assert "共 4 个：未销号 4 个，逾期 3 个；缺责任 1 个，缺方案 2 个，缺落实 2 个" in table
    found = rows(four.ok("issue", "report", "problems", "--as-of-date", "2025-06-20", "--format", "csv"))
    assert found[0] == ["编号", "问题", "类别", "项目", "提出", "来源", "时限", "距今", "提级", "缺"]
    assert found[1] == [
        "i-aaa", "征迁未签", "用地征迁", "三一智能制造产业园（另涉园区道路二期）", "2025-06-03",
        "企业点单（三一重工）", "2025-06-17", "逾期 3 个工作日", "包抓领导 2025-06-20", "",
    ]  # fmt: skip
    assert found[4][:2] + found[4][-4:] == ["i-ccc", "缺水", "—", "", "", "责任、方案、落实"]


def test_the_list_of_duties_begins_with_what_is_assigned_to_nobody(four):
    table = four.ok("issue", "report", "duties", "--as-of-date", "2025-06-20")
    heads = [line for line in table.split("\n") if line.endswith("个）")]
    assert heads == ["未交办（1 个）", "乙镇（2 个，逾期 2 个）", "丙镇（1 个，逾期 1 个）"]
    assert "（未明确到人）" in table
    assert "安置房（换过 1 次）" in table
    found = rows(four.ok("issue", "report", "duties", "--as-of-date", "2025-06-20", "--format", "csv"))
    assert [row[:3] for row in found[1:]] == [
        ["未交办", "", "i-ccc"],
        ["乙镇", "孙某", "i-ddd"],
        ["乙镇", "钱某", "i-aaa"],
        ["丙镇", "", "i-bbb"],
    ]
    assert "## 未交办（1 个）" in four.ok(
        "issue", "report", "duties", "--as-of-date", "2025-06-20", "--format", "md"
    )


def test_the_list_of_actions_says_how_long_ago(four):
    found = rows(four.ok("issue", "report", "actions", "--as-of-date", "2025-06-20", "--format", "csv"))
    by_id = {row[0]: row for row in found[1:]}
    assert found[0][2:] == ["方案", "落实记录", "最近落实", "结果", "佐证", "缺"]
    # The note of the 11th, and what was decided on the 18th; nine days without another note.
    assert by_id["i-aaa"][3:5] == ["2025-06-11 已签 1 户；2025-06-18 三日内签完", "9 天前"]
    assert by_id["i-bbb"][3:5] == ["", "从无，10 天"]
    assert by_id["i-bbb"][7] == "方案、落实"
    assert by_id["i-ddd"][4:6] == ["2 天前", "2025-06-18"]
    (cleared,) = rows(
        four.ok(
            *(
                "issue",
                "report",
                "actions",
                "--status",
                "cleared",
                "--as-of-date",
                "2025-06-30",
                "--format",
                "csv",
            )
        )
    )[1:]
    assert cleared[4:] == ["", "2025-06-24 签完", "协议", ""]


def test_the_three_lists_hold_the_same_issues(four):
    found = [four.issue_report(kind, "2025-06-20") for kind in ("problems", "duties", "actions")]
    assert [one["kind"] for one in found] == ["problems", "duties", "actions"]
    assert len({str(one["issues"]) for one in found}) == 1
    assert [one["lacks"] for one in found[0]["issues"]] == [
        [],
        ["plan", "action"],
        [],
        ["duty", "plan", "action"],
    ]


def test_in_english(four):
    table = four.ok("issue", "list", "--as-of-date", "2025-06-20", lang="en")
    assert "4: 4 open, 3 overdue; 1 without responsible, 2 without a plan, 2 without action" in table
    assert "3 wd over" in table
    assert "Unassigned" in table
    assert "none for 10 d" in four.ok("issue", "report", "actions", "--as-of-date", "2025-06-20", lang="en")


def test_nothing_found(four):
    assert four.ok("issue", "list", "--as-of-date", "2025-06-01").strip() == "没有这样的问题"
    assert four.issues("2025-06-01") == []
    assert four.ok("issue", "list", "--as-of-date", "2025-06-01", "--format", "csv").count("\n") == 1


def test_text_from_files_stays_text(desk, tmp_path):
    desk.project(
        'issues:\n  - {id: i-aaa, title: "=HYPERLINK(1)", class: other, raised: 2025-06-03}\n', name="甲|乙"
    )
    assert "'=HYPERLINK(1)" in desk.ok("issue", "list", "--format", "csv")
    assert "甲\\|乙" in desk.ok("issue", "report", "problems", "--format", "md")
    target = tmp_path / "问题.csv"
    desk.ok("issue", "report", "problems", "--format", "csv", "-o", str(target))
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--status", "late"), "open, unassigned, unaccepted, unplanned, active, resolved, overdue, escalated, cleared"),
        (("--overdue", "--status", "open"), "--overdue 就是 --status overdue"),
        (("--unit", "火星"), "没有“火星”"),
        (("--class", "天灾"), "land 用地征迁"),
        (("--origin", "梦见"), "prompt 台账提示"),
        (("--rung", "省长"), "mayor 市长解难直通车"),
        (("火星",), "没有“火星”这个项目"),
        (("--raised-since", "昨天"), "昨天"),
        (("--as-of-date", "2025-02-30"), "2025-02-30"),
        (("--format", "xlsx"), "table, md, csv, json"),
    ],
)  # fmt: skip
def test_wrong_filters(four, arguments, says):
    assert says in four.refused("issue", "list", *arguments)


def test_lists_are_from_the_index_alone(four, monkeypatch):
    """Once the index is up to date, no project file is opened."""
    from xmtz.index.source import WorkTree

    for path in four.root.glob("projects/*/*"):
        import os
        import time

        os.utime(path, (time.time() - 60, time.time() - 60))
    four.ok("issue", "list")
    opened = []
    read = WorkTree.read

    def reading(self, path):
        if path.startswith("projects/"):
            opened.append(path)
        return read(self, path)

    monkeypatch.setattr(WorkTree, "read", reading)
    for arguments in (("list",), ("report", "duties"), ("report", "rates"), ("report", "escalations")):
        four.ok("issue", *arguments, "--as-of-date", "2025-06-20")
    assert opened == []
