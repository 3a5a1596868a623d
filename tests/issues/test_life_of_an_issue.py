"""An issue from the day it is raised to the day it is cleared for good, by commands alone, with every refusal on
the way. A refusal leaves the file byte for byte as it was."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest


@pytest.fixture
def life(desk):
    """Two projects, and a way to try what has to be refused."""
    path = desk.project(name="三一智能制造产业园")
    desk.project(name="园区道路二期")

    def refused(*arguments, says, code=1):
        before = (desk.root / path).read_bytes()
        for lang in ("zh", "en"):
            ran = desk.run("issue", *arguments, lang=lang)
            assert ran.code == code, ran
            assert ran.out == ""
        said = desk.run("issue", *arguments).err
        for one in [says] if isinstance(says, str) else says:
            assert one in said, said
        assert (desk.root / path).read_bytes() == before

    return desk, path, refused


def test_the_whole_life(life):
    desk, path, refused = life
    tomorrow = (date.today() + timedelta(days=1)).isoformat()

    # 提出
    add = (
        "add",
        "三一",
        "--class",
        "用地征迁",
        "--title",
        "3 户征迁协议未签",
        "--origin",
        "企业点单",
        "--by",
        "三一重工",
    )
    refused(
        *add, "--raised", "2025-06-03", "--due", "2025-06-02", says="时限 2025-06-02 早于提出日期 2025-06-03"
    )
    refused(*add, "--raised", tomorrow, says="还没有到")
    refused(*add, "--raised", "2025-06-03", "--person", "赵某", code=2, says="--unit")
    refused(*add, "--raised", "2025-06-03", "--also", "三一", says="--also 写其他项目")
    refused(
        *add, "--raised", "2025-06-03", "--also", "火星", "--unit", "冥王星", code=2, says=["火星", "冥王星"]
    )
    id_ = desk.raise_(
        "三一", "3 户征迁协议未签", "2025-06-03", "--origin", "企业点单", "--by", "三一重工", "--also", "道路二期",
        "--also", "ts25-0002",
    )  # fmt: skip
    refused(*add, "--raised", "2025-06-03", says=id_)

    # 接单在交办之后
    refused("accept", id_, "--by", "赵某", "--on", "2025-06-04", says="还没有交办，不能接单")
    refused("assign", id_, "--unit", "甲镇", "--on", "2025-06-02", says="早于提出日期")
    refused("assign", id_, "--unit", "甲镇", "--on", "2025-06-04", "--due", "2025-06-03", says="早于交办日期")
    desk.ok("issue", "assign", id_, "--unit", "甲镇", "--person", "赵某", "--on", "2025-06-04")
    refused("assign", id_, "--unit", "甲镇", "--person", "赵某", "--on", "2025-06-05", says="没有变化")
    refused("accept", id_, "--by", "赵某", "--on", "2025-06-03", says="早于交办日期 2025-06-04")
    refused("accept", id_, "--on", "2025-06-04", says="--by")
    desk.ok("issue", "accept", id_, "--by", "赵某", "--on", "2025-06-05")
    refused("accept", id_, "--by", "钱某", "--on", "2025-06-06", says="2025-06-05 已由 赵某 接单")

    # 改派：原交办、原接单、原时限都在
    refused("assign", id_, "--unit", "乙镇", "--on", "2025-06-03", says="早于原交办日期 2025-06-04")
    desk.ok(
        "issue",
        "assign",
        id_,
        "--unit",
        "乙镇",
        "--person",
        "孙某",
        "--on",
        "2025-06-09",
        "--due",
        "2025-06-20",
    )
    text = desk.text(path)
    assert "accepted: {by: 赵某, on: 2025-06-05}, until: 2025-06-09" in text
    assert "\n    accepted:" not in text
    assert "- {due: 2025-06-17, until: 2025-06-09, reason: 交办时另定}" in text
    desk.ok("issue", "accept", id_, "--by", "孙某", "--on", "2025-06-09")

    # 一个问题一套解决方案
    refused("plan", id_, "--text", "换", "--replace", "--on", "2025-06-10", says="没有在用的方案")
    refused("plan", id_, "--text", " ", "--on", "2025-06-10", code=2, says="没有写内容")
    desk.ok("issue", "plan", id_, "--text", "货币安置", "--on", "2025-06-10", "--by", "孙某")
    refused(
        "plan",
        id_,
        "--text",
        "安置房",
        "--on",
        "2025-06-12",
        says="一个问题一套解决方案，已有在用的“货币安置”",
    )
    refused("plan", id_, "--text", "安置房", "--replace", "--on", "2025-06-09", says="早于在用方案的日期")
    refused("plan", id_, "--text", "货币安置", "--replace", "--on", "2025-06-12", says="一样")
    desk.ok("issue", "plan", id_, "--text", "货币、安置房任选", "--replace", "--on", "2025-06-12")

    # 进展、提级
    desk.ok("issue", "progress", id_, "--text", "已签 1 户", "--on", "2025-06-16", "--by", "孙某")
    refused("progress", id_, "--text", "x", "--on", "2025-06-02", says="早于提出日期")
    refused("progress", id_, "--text", "x", "--on", tomorrow, says="还没有到")
    desk.ok(
        "issue", "escalate", id_, "--to", "包抓领导", "--on", "2025-06-24", "--reason", "一户有异议",
        "--decision", "镇村两级当面调解",
    )  # fmt: skip
    refused(
        "escalate", id_, "--to", "leader", "--on", "2025-06-25", says="已在“包抓领导”一级，不能再提到同一级"
    )
    refused(
        "escalate", id_, "--to", "行业主管部门", "--on", "2025-06-25", says="不能再提到更低的“行业主管部门”"
    )
    refused("escalate", id_, "--to", "mayor", "--on", "2025-06-23", says="早于上一次提级日期")
    refused("escalate", id_, "--to", "省长", "--on", "2025-06-25", code=2, says="mayor（市长解难直通车）")
    desk.ok("issue", "escalate", id_, "--on", "2025-06-26", "--decision", "一事一议：6 月底前签完")
    refused("escalate", id_, "--on", "2025-06-27", says="已在“市长解难直通车”一级")

    # 销号：要佐证，要别人，只销一次
    refused("clear", id_, "--on", "2025-06-30", says=["--by", "--evidence"])
    refused("clear", id_, "--on", "2025-06-30", "--by", "李某", says="要写佐证")
    refused(
        "clear",
        id_,
        "--on",
        "2025-06-30",
        "--by",
        "孙某",
        "--evidence",
        "协议",
        says="责任人 孙某 不能自行销号",
    )
    desk.ok("issue", "resolve", id_, "--on", "2025-06-30", "--by", "孙某", "--result", "3 户全部签约")
    refused("resolve", id_, "--on", "2025-06-30", says="2025-06-30 已办结")
    refused("clear", id_, "--on", "2025-06-29", "--by", "李某", "--evidence", "协议", says="早于办结日期")
    refused("reopen", id_, "--on", "2025-06-30", "--reason", "x", says="它没有销号")
    desk.ok("issue", "clear", id_, "--on", "2025-07-01", "--by", "李某", "--evidence", "协议 3 份")
    refused(
        "clear", id_, "--on", "2025-07-02", "--by", "李某", "--evidence", "协议", says="已于 2025-07-01 销号"
    )

    # 销号以后什么都不能再写
    for arguments in (
        ("progress", id_, "--text", "x"), ("assign", id_, "--unit", "丙镇"), ("accept", id_, "--by", "周某"),
        ("plan", id_, "--text", "x", "--replace"), ("escalate", id_), ("resolve", id_),
    ):  # fmt: skip
        refused(*arguments, "--on", "2025-07-03", says="已于 2025-07-01 销号")

    # 重新立案
    refused("reopen", id_, "--on", "2025-07-07", says="--reason")
    refused("reopen", id_, "--on", "2025-06-30", "--reason", "x", says="早于销号日期")
    refused(
        "reopen", id_, "--on", "2025-07-07", "--reason", "x", "--due", "2025-07-06", says="早于重新立案日期"
    )
    desk.ok("issue", "reopen", id_, "--on", "2025-07-07", "--reason", "一户反悔", "--by", "李某")
    text = desk.text(path)
    assert "due: 2025-07-21\n" in text  # ten working days from 7 July
    assert "- {due: 2025-06-20, until: 2025-07-07, reason: 重新立案}" in text
    assert "cleared: {on: 2025-07-01, by: 李某, evidence: 协议 3 份}" in text
    assert "resolved: {on: 2025-06-30, by: 孙某, result: 3 户全部签约}" in text
    refused("clear", id_, "--on", "2025-07-02", "--by", "李某", "--evidence", "协议", says="早于重新立案日期")
    refused("resolve", id_, "--on", "2025-07-02", says="早于重新立案日期")
    desk.ok("issue", "progress", id_, "--on", "2025-07-10", "--text", "公证处到场重签")
    desk.ok("issue", "resolve", id_, "--on", "2025-07-11", "--by", "孙某")
    desk.ok("issue", "clear", id_, "--on", "2025-07-14", "--by", "周某", "--evidence", "公证书")

    assert "projects/" not in desk.run("check", "--as-of-date", "2025-08-01").out
    timeline(desk, id_)


def timeline(desk, id_):
    """The whole life in order, the clearing that was undone among it."""
    shown = json.loads(desk.ok("issue", "show", id_, "--as-of-date", "2025-08-01", "--format", "json"))
    assert [(one["day"], one["kind"], one["who"]) for one in shown["events"]] == [
        ("2025-06-03", "raised", "三一重工"),
        ("2025-06-04", "assigned", "赵某"),
        ("2025-06-05", "accepted", "赵某"),
        ("2025-06-09", "assigned", "孙某"),
        ("2025-06-09", "accepted", "孙某"),
        ("2025-06-09", "due", None),
        ("2025-06-10", "plan", "孙某"),
        ("2025-06-12", "replaced", None),
        ("2025-06-12", "plan", None),
        ("2025-06-16", "progress", "孙某"),
        ("2025-06-24", "escalated", None),
        ("2025-06-26", "escalated", None),
        ("2025-06-30", "resolved", "孙某"),
        ("2025-07-01", "cleared", "李某"),
        ("2025-07-07", "reopened", "李某"),
        ("2025-07-07", "due", None),
        ("2025-07-10", "progress", None),
        ("2025-07-11", "resolved", "孙某"),
        ("2025-07-14", "cleared", "周某"),
    ]
    assert [one["undone"] for one in shown["events"] if one["kind"] == "cleared"] == [True, False]
    assert (shown["issue"]["state"], shown["issue"]["reopened"]) == ("cleared", 1)
    table = desk.ok("issue", "show", id_, "--as-of-date", "2025-08-01")
    assert "2025-07-01  销号（已撤销）  协议 3 份" in table
    assert "市长解难直通车：一事一议：6 月底前签完" in table
    # On a day in between, what came later is not there and nothing is undone.
    early = json.loads(desk.ok("issue", "show", id_, "--as-of-date", "2025-07-02", "--format", "json"))
    assert early["events"][-1] | {"key": None} == {
        "day": "2025-07-01", "kind": "cleared", "what": "销号", "text": "协议 3 份", "who": "李某", "key": None,
        "undone": False,
    }  # fmt: skip
    assert (early["issue"]["state"], early["issue"]["due"]) == ("cleared", "2025-06-20")
    early = json.loads(desk.ok("issue", "show", id_, "--as-of-date", "2025-06-06", "--format", "json"))
    assert (early["issue"]["unit"], early["issue"]["accepted_by"], early["issue"]["due"]) == (
        "a",
        "赵某",
        "2025-06-17",
    )
    assert "到 2025-06-01，问题" in desk.refused("issue", "show", id_, "--as-of-date", "2025-06-01")
    assert desk.ok("issue", "show", id_, "--format", "csv").startswith("日期,事项,内容,谁\r\n")
    assert "| 2025-07-07 | 重新立案 |" in desk.ok("issue", "show", id_, "--format", "md").replace("**", "")


def test_the_one_who_accepted_it_cannot_clear_it_either(life):
    desk, _, refused = life
    id_ = desk.raise_("三一", "缺水", "2025-06-03", "--unit", "甲镇", class_="其他")
    desk.ok("issue", "accept", id_, "--by", "赵某", "--on", "2025-06-03")
    desk.ok("issue", "plan", id_, "--text", "接管", "--on", "2025-06-03")
    desk.ok("issue", "progress", id_, "--text", "通水", "--on", "2025-06-04")
    refused(
        "clear",
        id_,
        "--on",
        "2025-06-04",
        "--by",
        "赵某",
        "--evidence",
        "照片",
        says="接单人 赵某 不能自行销号",
    )
    desk.ok("issue", "clear", id_, "--on", "2025-06-04", "--by", "李某", "--evidence", "照片")


def test_nothing_is_cleared_without_responsible_plan_and_action(life):
    """三张清单：每个问题至少有一个责任单位、一条落实记录。"""
    desk, _, refused = life
    id_ = desk.raise_("三一", "缺水", "2025-06-03")
    refused(
        "clear", id_, "--on", "2025-06-04", "--by", "李某", "--evidence", "照片",
        says=["还没有交办责任单位", "还没有解决方案", "还没有落实记录"],
    )  # fmt: skip


def test_an_issue_raised_and_assigned_at_once_concerns_several_projects(life):
    desk, path, _ = life
    id_ = desk.raise_(
        "三一", "共用段未硬化", "2025-06-03", "--unit", "乙镇", "--person", "钱某", "--also", "道路二期",
        "--origin", "prompt",
    )  # fmt: skip
    assert desk.text(path).partition(f"  - id: {id_}\n")[2].rstrip("\n") + "\n" == (
        "    title: 共用段未硬化\n"
        "    class: land\n"
        "    raised: 2025-06-03\n"
        "    origin: prompt\n"
        "    projects: [ts25-0002]\n"
        "    assigned: {unit: b, person: 钱某, on: 2025-06-03}\n"
        "    due: 2025-06-17\n"
    )
    for project in ("三一", "道路二期"):
        assert id_ in desk.ok("show", project, "--as-of-date", "2025-06-04")
        assert desk.ids("2025-06-04", project) == [id_]
    assert id_ not in desk.ok("show", "道路二期", "--as-of-date", "2025-06-02")
    shown = json.loads(desk.ok("show", "道路二期", "--format", "json"))
    assert shown["issues_of_others"] == [{"path": path, "id": id_}]


def test_a_reopened_issue_says_so_in_its_project(life):
    desk, _, _ = life
    id_ = desk.raise_("三一", "缺水", "2025-06-03", "--unit", "甲镇", class_="其他")
    desk.ok("issue", "plan", id_, "--text", "接管", "--on", "2025-06-03")
    desk.ok("issue", "progress", id_, "--text", "通水", "--on", "2025-06-04")
    desk.ok("issue", "clear", id_, "--on", "2025-06-05", "--by", "李某", "--evidence", "照片")
    desk.ok("issue", "reopen", id_, "--on", "2025-06-10", "--reason", "又断水")
    assert "缺水（2025-06-10 重新立案）" in desk.ok("show", "三一", "--as-of-date", "2025-06-11")
    assert "未销号问题 0 个（已销号 1 个）" in desk.ok("show", "三一", "--as-of-date", "2025-06-09")
    assert "未销号问题 1 个（已销号 0 个）" in desk.ok("show", "三一", "--as-of-date", "2025-06-04")


def test_a_dry_run_and_the_word_diff(life):
    desk, path, _ = life
    id_ = desk.raise_("三一", "缺水", "2025-06-03", "--unit", "甲镇", "--person", "赵某", class_="其他")
    before = (desk.root / path).read_bytes()
    out = desk.ok("issue", "accept", id_, "--by", "赵某", "--on", "2025-06-03", "--dry-run")
    assert "+    accepted: {by: 赵某, on: 2025-06-03}" in out
    assert (desk.root / path).read_bytes() == before
    desk.commit()
    desk.ok("issue", "assign", id_, "--unit", "乙镇", "--on", "2025-06-05", "--commit")
    desk.ok("issue", "plan", id_, "--text", "接管", "--on", "2025-06-05", "--commit")
    desk.ok("issue", "progress", id_, "--text", "通水", "--on", "2025-06-05", "--commit")
    desk.ok("issue", "resolve", id_, "--on", "2025-06-05", "--commit")
    desk.ok("issue", "clear", id_, "--on", "2025-06-05", "--by", "李某", "--evidence", "照片", "--commit")
    desk.ok("issue", "reopen", id_, "--on", "2025-06-09", "--reason", "又断水", "--commit")
    said = desk.ok("diff", "HEAD~1", "HEAD")
    assert "原办结 2025-06-05 作废" in said
    assert "原销号 2025-06-05 作废" in said
    assert "原交办 甲镇 2025-06-03，2025-06-05 改派" in desk.ok("diff", "HEAD~6", "HEAD~5")
    # As a commit has it: before it was opened again.
    (one,) = desk.issues("2025-06-30", "--all", "--as-of", "HEAD~1")
    assert (one["state"], one["cleared"]) == ("cleared", "2025-06-05")
