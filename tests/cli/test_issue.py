"""xmtz issue: from being raised to being cleared."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest


def raise_one(ledger, *options):
    out = ledger.ok(
        "issue",
        "add",
        "三一",
        "--title",
        "征地补偿未到位",
        "--class",
        "用地",
        "--raised",
        "2025-06-03",
        *options,
    )
    return re.search(r"i-[0-9a-z]+", out)[0]


def test_a_whole_life(ledger):
    id_ = raise_one(ledger, "--origin", "企业点单", "--by", "三一重工")
    ledger.ok("issue", "assign", id_, "--unit", "发改局", "--person", "赵某", "--on", "2025-06-04")
    ledger.ok("issue", "plan", id_, "--text", "分两批兑付", "--on", "2025-06-05")
    ledger.ok("issue", "progress", id_, "--text", "首批已付", "--on", "2025-06-10", "--by", "赵某")
    ledger.ok("issue", "escalate", id_, "--on", "2025-06-20", "--reason", "资金缺口")
    ledger.ok("issue", "resolve", id_, "--on", "2025-06-25", "--by", "赵某", "--result", "付清")
    ledger.ok("issue", "clear", id_, "--on", "2025-06-28", "--by", "李某", "--evidence", "兑付凭证3份")
    assert (
        ledger.text().partition(f"  - id: {id_}\n")[2]
        == """\
    title: 征地补偿未到位
    class: land
    raised: 2025-06-03
    by: 三一重工
    origin: enterprise
    assigned: {unit: fagai, person: 赵某, on: 2025-06-04}
    due: 2025-06-23
    plan:
      - {text: 分两批兑付, on: 2025-06-05}
    progress:
      - {on: 2025-06-10, text: 首批已付, by: 赵某}
    escalated:
      - {to: leader, on: 2025-06-20, reason: 资金缺口}
    resolved: {on: 2025-06-25, by: 赵某, result: 付清}
    cleared: {on: 2025-06-28, by: 李某, evidence: 兑付凭证3份}
"""
    )
    ledger.check()


def test_the_deadline_is_the_limit_of_its_class_in_working_days(ledger):
    """10 working days from 6 June 2025, with 10 June made a holiday by rules/calendar.yaml."""
    ledger.ok("issue", "add", "三一", "--title", "缺水", "--class", "utilities", "--raised", "2025-06-06")
    assert "due: 2025-06-23\n" in ledger.text()


def test_a_class_without_a_limit_is_said(ledger):
    ran = ledger.run("issue", "add", "三一", "--title", "缺水", "--class", "其他", "--raised", "2025-06-06")
    assert ran.code == 0
    assert "没有规定时限" in ran.err
    assert "due:" not in ledger.text()


def test_ids_are_unique_in_the_ledger(ledger):
    """The same issue on two projects gets two ids, so that one id is enough to find it."""
    ledger.ok("add", "--name", "甲乙丙污水处理厂", "--on", "2025-01-05")
    for project in ("三一", "甲乙丙"):
        ledger.ok("issue", "add", project, "--title", "缺水", "--class", "其他", "--raised", "2025-06-06")
    ids = re.findall(
        r"id: (i-\S+)", "".join(path.read_text(encoding="utf-8") for path in ledger.root.glob("projects/*/*"))
    )
    assert len(ids) == len(set(ids)) == 3


def test_an_issue_may_be_named_by_a_part_of_its_id_or_beside_its_project(ledger):
    ledger.ok("issue", "assign", "3kd", "--unit", "供电", "--on", "2025-06-03")
    ledger.ok("issue", "assign", "三一", "i-3kd", "--unit", "供电", "--person", "钱某", "--on", "2025-06-04")
    assert "assigned: {unit: gongdian, person: 钱某, on: 2025-06-04}" in ledger.text()
    assert "- {unit: gongdian, on: 2025-06-03, until: 2025-06-04}" in ledger.text()


def test_clearing_lists_everything_that_stands_in_the_way(ledger):
    said = ledger.refused("issue", "clear", "i-3kd", "--on", "2025-06-01")
    assert "早于提出日期 2025-06-02" in said
    assert "--by" in said
    assert "--evidence" in said
    assert "还没有交办" in said


def test_nobody_clears_his_own_issue(ledger):
    ledger.ok("issue", "assign", "i-3kd", "--unit", "供电", "--person", "钱某", "--on", "2025-06-03")
    said = ledger.refused(
        "issue", "clear", "i-3kd", "--on", "2025-06-10", "--by", "钱某", "--evidence", "照片"
    )
    assert "钱某 不能自行销号" in said


def test_what_is_cleared_stays_cleared(ledger):
    ledger.ok("issue", "assign", "i-3kd", "--unit", "供电", "--on", "2025-06-03")
    ledger.ok("issue", "clear", "i-3kd", "--on", "2025-06-10", "--by", "李某", "--evidence", "照片")
    for command in (
        ("clear", "--by", "李某", "--evidence", "照片"), ("assign", "--unit", "供电"), ("plan", "--text", "x"),
        ("progress", "--text", "x"), ("escalate",), ("resolve",),
    ):  # fmt: skip
        assert "已于 2025-06-10 销号" in ledger.refused("issue", command[0], "i-3kd", *command[1:])
    ledger.ok("issue", "reopen", "i-3kd", "--on", "2025-07-01", "--reason", "又停电")
    assert "cleared: {on: 2025-06-10, by: 李某, evidence: 照片}" in ledger.text()
    assert "\n    cleared:" not in ledger.text()
    ledger.check()


def test_reopening_needs_a_cleared_issue_and_a_reason(ledger):
    said = ledger.refused("issue", "reopen", "i-3kd", "--on", "2025-07-01")
    assert "没有销号" in said
    assert "--reason" in said


def test_an_issue_has_one_plan_and_another_replaces_it_only_when_asked(ledger):
    ledger.ok("issue", "plan", "i-3kd", "--text", "先接临电", "--on", "2025-06-05")
    before = ledger.files()
    said = ledger.refused("issue", "plan", "i-3kd", "--text", "改线", "--on", "2025-06-15")
    assert "一个问题一套解决方案，已有在用的“先接临电”" in said
    assert ledger.files() == before
    ledger.ok("issue", "plan", "i-3kd", "--text", "改线", "--on", "2025-06-15", "--by", "钱某", "--replace")
    assert """\
    plan:
      - {text: 先接临电, on: 2025-06-05, replaced: 2025-06-15}
      - {text: 改线, on: 2025-06-15, by: 钱某}
""" in ledger.text()
    ledger.check()


def test_the_ladder_is_climbed_upward(ledger):
    ledger.ok("issue", "escalate", "i-3kd", "--to", "主要领导", "--on", "2025-06-20")
    assert "已在“主要领导”一级" in ledger.refused("issue", "escalate", "i-3kd", "--on", "2025-06-21")
    assert "已在“主要领导”一级" in ledger.refused(
        "issue", "escalate", "i-3kd", "--to", "leader", "--on", "2025-06-21"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("add", "三一", "--title", "x", "--class", "天灾", "--raised", "2025-06-01"), 2, "utilities（水电气暖）"),
        (("add", "三一", "--title", "x", "--class", "其他", "--due", "2025-01-01", "--raised", "2025-06-01"), 1, "早于提出日期"),
        (("add", "三一", "--title", "供电线路迁改滞后", "--class", "其他", "--raised", "2025-06-02"), 1, "i-3kd"),
        (("add", "三一", "--title", "x", "--class", "其他", "--origin", "梦见"), 2, "meeting（会议提出）"),
        (("add", "火星", "--title", "x", "--class", "其他"), 2, "没有“火星”这个项目"),
        (("assign", "i-3kd", "--unit", "火星"), 2, "units.yaml"),
        (("assign", "i-zzz", "--unit", "供电"), 2, "没有“i-zzz”这个问题"),
        (("assign", "i-3kd", "--unit", "供电", "--on", "2025-06-01"), 1, "早于提出日期"),
        (("accept", "i-3kd", "--by", "钱某", "--on", "2025-06-03"), 1, "还没有交办"),
        (("assign", "i-3kd", "--unit", "供电", "--on", "2025-06-05", "--due", "2025-06-04"), 1, "早于交办日期"),
        (("clear", "a", "b", "c"), 2, "一个问题编号"),
    ],
)  # fmt: skip
def test_refusals(ledger, arguments, code, says):
    assert says in ledger.refused("issue", *arguments, code=code)


def test_an_issue_to_come_is_refused(ledger):
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    said = ledger.refused("issue", "add", "三一", "--title", "x", "--class", "其他", "--raised", tomorrow)
    assert "还没有到" in said


def test_the_list_shows_what_is_open_and_late(ledger):
    id_ = raise_one(ledger, "--due", "2025-06-20")
    ledger.ok("issue", "assign", id_, "--unit", "发改局", "--on", "2025-06-04")
    out = ledger.ok("issue", "list", "--as-of-date", "2025-06-21")
    assert re.search(
        rf"{id_} +2025-06-20 +逾期 1 个工作日 +无方案 +发改局 +征地补偿未到位 +三一智能制造产业园", out
    )
    assert "i-3kd" in out
    assert "i-3kd" not in ledger.ok("issue", "list", "--overdue", "--as-of-date", "2025-06-21")
    assert "i-3kd" not in ledger.ok("issue", "list", "--unit", "发改局")
    ledger.ok("issue", "clear", id_, "--on", "2025-06-21", "--by", "李某", "--evidence", "凭证")
    assert id_ not in ledger.ok("issue", "list")
    assert id_ in ledger.ok("issue", "list", "三一", "--all")


def test_a_dry_run_writes_nothing(ledger):
    before = ledger.files()
    assert "+    assigned:" in ledger.ok(
        "issue", "assign", "i-3kd", "--unit", "供电", "--on", "2025-06-03", "--dry-run"
    )
    assert ledger.files() == before
