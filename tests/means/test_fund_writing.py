"""xmtz fund: lines of money, picked by name or batch; what contradicts itself is refused and nothing is written."""

from __future__ import annotations

import pytest


@pytest.fixture
def path(county):
    return county.project("total: 90000")


def test_a_life_of_bond_money(county, path):
    county.ok(
        "fund", "项目1", "专项债", "--planned", "3亿", "--applied", "2025年3月1日", "--batch", "2025 年第一批"
    )
    county.ok("fund", "项目1", "专项债", "--issued", "2025-04-10")
    county.ok(
        "fund",
        "项目1",
        "bond",
        "--arrived",
        "2025-05=2.5亿",
        "--arrived",
        "202506=5,000",
        "--paid",
        "2025-06=1200万元",
    )
    assert county.file(path).partition("funds:\n")[2] == (
        "  - source: bond\n"
        "    planned: 30000\n"
        "    applied: 2025-03-01\n"
        "    batch: 2025 年第一批\n"
        "    issued: 2025-04-10\n"
        "    arrived: {2025-05: 25000, 2025-06: 5000}\n"
        "    paid: {2025-06: 1200}\n"
    )
    out = county.ok("fund", "项目1", "bond", "--arrived", "2025-07=60")
    assert out.startswith("资金：项目1 专项债券 2025 年第一批 到位（按月） 2025-07 60")
    assert "    arrived: {2025-05: 25000, 2025-06: 5000, 2025-07: 60}\n" in county.file(path)


def test_several_lines_of_one_source(county, path):
    county.ok("fund", "项目1", "bond", "--planned", "1亿", "--batch", "第一批")
    county.ok("fund", "项目1", "bond", "--planned", "5000", "--batch", "第二批")
    said = county.refused_and_unwritten(path, "fund", "项目1", "bond", "--issued", "2025-04-10")
    assert "有 2 笔符合，请用 --name 或 --batch" in said
    assert "batch=第一批  10000 万元" in said
    assert "batch=第二批  5000 万元" in said
    county.ok("fund", "项目1", "bond", "--batch", "第二批", "--issued", "2025-04-10")
    lines = county.file(path).partition("funds:\n")[2].split("  - source: bond\n")
    assert "issued" not in lines[1]
    assert "issued: 2025-04-10" in lines[2]


def test_what_is_named_later_fills_the_line_that_has_no_name(county, path):
    county.ok("fund", "项目1", "bond", "--planned", "1亿")
    county.ok("fund", "项目1", "bond", "--batch", "第一批")
    assert county.file(path).count("source: bond") == 1
    county.ok("fund", "项目1", "bond", "--new", "--planned", "300")
    assert county.file(path).count("source: bond") == 2


def test_paid_above_arrived_is_a_reminder(county, path):
    ran = county.run(
        "fund", "项目1", "bond", "--planned", "500", "--arrived", "2025-03=100", "--paid", "2025-04=200"
    )
    assert ran.code == 0
    assert "[L470]" in ran.err
    assert "到 2025-04 支出合计 200 万元，到位只有 100 万元" in ran.err


def test_a_reported_figure_is_replaced_with_a_reason_only(county, path):
    county.ok("fund", "项目1", "bond", "--arrived", "2025-03=100")
    said = county.refused_and_unwritten(path, "fund", "项目1", "bond", "--arrived", "2025-03=90")
    assert "到位（按月） 2025-03 已报 100，现填 90；确需更正，加 --correct --reason 理由" in said
    assert "更正要写理由" in county.refused("fund", "项目1", "bond", "--arrived", "2025-03=90", "--correct")
    county.ok(
        "fund",
        "项目1",
        "bond",
        "--arrived",
        "2025-03=90",
        "--correct",
        "--reason",
        "回单更正",
        "--on",
        "2025-04-01",
        "--by",
        "李某",
    )
    text = county.file(path)
    assert "arrived: {2025-03: 90}" in text
    assert (
        "{field: funds.bond.arrived, month: 2025-03, was: 100, now: 90, on: 2025-04-01, by: 李某, reason: 回单更正}"
        in text
    )
    assert "没有改动" in county.ok("fund", "项目1", "bond", "--arrived", "2025-03=90")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["bond", "--applied", "2025-03-01", "--issued", "2025-02-01"], 1, "下达（发行）日期 2025-02-01 早于申报日期 2025-03-01"),
        (["bond", "--applied", "2099-01-01"], 1, "申报日期 2099-01-01 还没有到"),
        (["bond", "--paid", "2099-01=5"], 1, "支出（按月） 2099-01 还没有到"),
        (["bond"], 2, "没有写要登记的内容"),
        (["国库券", "--planned", "1"], 2, "“国库券”不是可用的资金来源；可用：central（中央预算内投资）"),
        (["bond", "--arrived", "5000"], 2, "“5000”要写成 月份=金额，如 2025-07=1200"),
        (["bond", "--arrived", "2025-13=5"], 2, "“2025-13”不是月份"),
        (["bond", "--arrived", "2025-03=5", "--arrived", "2025年3月=6"], 2, "2025-03 写了两次"),
        (["bond", "--planned", "-5"], 2, "计划"),
    ],
)  # fmt: skip
def test_refusals_write_nothing(county, path, arguments, code, says):
    assert says in county.refused_and_unwritten(path, "fund", "项目1", *arguments, code=code)


def test_every_mistake_at_once(county, path):
    said = county.refused_and_unwritten(
        path, "fund", "项目1", "月球", "--planned", "十个亿", "--paid", "x", code=2
    )
    assert said.count("\n  - ") == 3


def test_a_day_that_contradicts_what_is_there(county, path):
    county.ok("fund", "项目1", "bond", "--applied", "2025-03-01")
    said = county.refused_and_unwritten(path, "fund", "项目1", "bond", "--issued", "2025-02-01")
    assert "早于申报日期 2025-03-01" in said


def test_a_dry_run_shows_and_a_commit_commits(in_git):
    path = in_git.project()
    in_git.commit()
    before = in_git.file(path)
    shown = in_git.ok("fund", "项目1", "bond", "--planned", "4.7亿", "--dry-run")
    assert "+    planned: 47000" in shown
    assert in_git.file(path) == before
    in_git.ok("fund", "项目1", "bond", "--planned", "4.7亿", "--commit")
    assert in_git.git("log", "-1", "--format=%s") == "资金：项目1 专项债券 计划 47000"
    assert in_git.git("status", "--porcelain") == ""


def test_in_english(county, path):
    said = county.refused(
        "fund", "项目1", "bond", "--applied", "2025-03-01", "--issued", "2025-02-01", code=1, lang="en"
    )
    assert "issued on 2025-02-01 is before applied on 2025-03-01" in said
