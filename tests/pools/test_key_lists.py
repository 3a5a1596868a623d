"""`xmtz review`: who should enter and leave the key lists, carried out with a reason; who did in a period."""

from __future__ import annotations

import shlex

import pytest

IDLE = """\
stages:
  - {to: started, on: 2024-06-01}
lists:
  - {list: key, entered: 2024-01-10, reason: 年初确定}
invested:
  2024-07: 100
  2025-01: 0
"""
READY = """\
dates: {approved: 2025-01-06}
stages:
  - {to: reserved, on: 2025-01-07}
"""


@pytest.fixture
def lists(park):
    """One that lies idle on the list, one that should enter it."""
    park.idle = park.project(IDLE, name="没动静的", total=30000)
    park.ready = park.project(READY, name="够条件的", total=20000)
    return park


def proposals(park, month, *arguments):
    found = park.on("2025-02-28", "review", month, *arguments)["proposals"]
    return [
        (one["action"], one["listed"], one["name"], [reason["key"] for reason in one["reasons"]])
        for one in found
    ]


def test_the_rules_propose_with_the_facts_that_made_them(lists):
    assert proposals(lists, "2025-02") == [
        ("leave", "key", "没动静的", ["idle"]),
        ("enter", "key", "够条件的", ["ready"]),
    ]
    leave, enter = lists.on("2025-02-28", "review", "2025-02")["proposals"]
    assert leave["reasons"][0]["facts"] == {"months_without_investment": 7}
    assert enter["reasons"][0]["facts"] == {"approved": "2025-01-06", "total": 20000_000_000, "left_on": None}
    out = lists.ok("review", "2025-02", "--as-of-date", "2025-02-28")
    assert "连续无投资的月数 7；2024-01-10 调入" in out
    assert "立项 2025-01-06；总投资 20000 万元；最近调出名录 无" in out
    assert "在名录 1 个，建议调出 1 个、调入 1 个" in out


def test_a_month_earlier_it_was_not_so_yet(lists):
    assert proposals(lists, "2024-12") == []
    assert proposals(lists, "2025-01") == [
        ("leave", "key", "没动静的", ["idle"]),
        ("enter", "key", "够条件的", ["ready"]),
    ]


def test_the_proposed_commands_carry_it_out(lists):
    for one in lists.on("2025-02-28", "review", "2025-02")["proposals"]:
        program, *arguments = shlex.split(one["command"])
        assert program == "xmtz"
        assert "名录 2025-02-28" in lists.ok(*arguments)
    assert (
        "  - {list: key, entered: 2024-01-10, entered_reason: 年初确定, left: 2025-02-28, reason: 连续六个月没有投资}\n"
        in lists.text(lists.idle)
    )
    assert "  - {list: key, entered: 2025-02-28, entered_reason: 已立项、总投资一亿元以上}\n" in lists.text(
        lists.ready
    )
    assert proposals(lists, "2025-02") == []
    assert "L46" not in lists.ok("check")  # nothing wrong with the lists


def test_who_left_is_not_proposed_again_where_the_rule_says_so(lists):
    lists.ok("review", "enter", "够条件", "key", "--on", "2025-01-10", "--reason", "补强")
    lists.ok("review", "leave", "够条件", "重点项目名录", "--on", "2025-02-10", "--reason", "融资未落实")
    assert ("enter", "key", "够条件的", ["ready"]) not in proposals(lists, "2025-02")


def test_a_dry_run_writes_nothing(lists):
    before = lists.text(lists.ready)
    out = lists.ok("review", "enter", "够条件", "key", "--on", "2025-02-28", "--reason", "补强", "--dry-run")
    assert "+  - {list: key, entered: 2025-02-28, entered_reason: 补强}" in out
    assert lists.text(lists.ready) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("enter", "没动静", "key", "--reason", "x"), "已在名录内（2024-01-10 调入）"),
        (("leave", "够条件", "key", "--reason", "x"), "不在名录内"),
        (
            ("leave", "没动静", "key", "--on", "2024-01-09", "--reason", "x"),
            "2024-01-09 早于调入日期 2024-01-10",
        ),
        (("enter", "够条件", "key"), "要写调入的理由：--reason 理由"),
        (("enter", "够条件", "key", "--reason", "  "), "要写调入的理由"),
        (("leave", "没动静", "key"), "要写调出的理由"),
        (("enter", "够条件", "key", "--on", "2099-12-31", "--reason", "x"), "日期 2099-12-31 还没有到"),
    ],
)
def test_what_cannot_be_is_refused_with_every_reason(lists, arguments, said):
    before = {path: lists.text(path) for path in (lists.idle, lists.ready)}
    assert said in lists.refused("review", *arguments, code=1)
    assert before == {path: lists.text(path) for path in before}


def test_everything_wrong_is_said_at_once(lists):
    said = lists.refused("review", "leave", "够条件", "key", "--on", "2099-12-31", code=1)
    assert "要写调出的理由" in said
    assert "还没有到" in said
    assert "不在名录内" in said


def test_an_unknown_list_or_project_is_named(lists):
    said = lists.run("review", "enter", "够条件", "省级名录", "--reason", "x")
    assert said.code != 0
    assert "省级名录" in said.err
    assert "没有“没有的”这个项目" in lists.refused("review", "leave", "没有的", "key", "--reason", "x")


def test_what_ended_does_not_enter(park):
    path = park.project(
        "dates: {approved: 2025-01-06}\nstages:\n  - {to: ended, on: 2025-02-01}\n", total=20000
    )
    assert proposals(park, "2025-02") == []
    assert "项目已于 2025-02-01 终止" in park.refused(
        "review", "enter", "0001", "key", "--reason", "x", code=1
    )
    assert "lists" not in park.text(path)


def test_entering_again_comes_after_leaving(park):
    park.project("lists:\n  - {list: key, entered: 2024-01-10, left: 2025-01-08, reason: 停建}\n")
    said = park.refused("review", "enter", "0001", "key", "--on", "2025-01-07", "--reason", "复建", code=1)
    assert "2025-01-07 早于上次调出 2025-01-08" in said
    park.ok("review", "enter", "0001", "key", "--on", "2025-01-08", "--reason", "复建")
    assert "不在名录内（2025-01-08 已调出）" not in park.ok("check")


def test_leaving_twice_says_when_it_left(park):
    park.project("lists:\n  - {list: key, entered: 2024-01-10, left: 2025-01-08, reason: 停建}\n")
    said = park.refused("review", "leave", "0001", "key", "--reason", "x", code=1)
    assert "不在名录内（2025-01-08 已调出）" in said


def test_a_list_without_rules_says_where_they_go(lists):
    out = lists.ok("review", "2025-02", "--list", "市级名录", "--as-of-date", "2025-02-28")
    assert "adjustments.city" in out
    assert lists.on("2025-02-28", "review", "2025-02")["without_rules"] == ["city"]


def test_csv_has_the_command_and_no_formula(lists):
    lists.project(READY.replace("2025-01-06", "2025-01-05"), name="=cmd()", total=10000)
    out = lists.ok("review", "2025-02", "--as-of-date", "2025-02-28", "--format", "csv")
    assert out.splitlines()[0] == "名录,建议,编号,项目,责任单位,总投资(万元),理由,事实,命令"
    assert ",'=cmd()," in out
    assert "xmtz review leave ts25-0001 key --on 2025-02-28 --reason" in out


def test_a_rule_that_cannot_be_read_is_found_and_refused(park):
    text = (
        (park.root / "rules/indicators.yaml")
        .read_text(encoding="utf-8")
        .replace("months_in_production >= 12", "months_producing > 1")
    )
    park.write("rules/indicators.yaml", text)
    park.project(IDLE)
    assert "U500" in park.run("check").out
    assert "没有“months_producing”这一列" in park.refused("review", "2025-02")


def test_an_unknown_list_in_the_rules_is_a_finding(park):
    text = (
        (park.root / "rules/indicators.yaml")
        .read_text(encoding="utf-8")
        .replace("  key:\n    enter", "  kye:\n    enter")
    )
    park.write("rules/indicators.yaml", text)
    assert "kye" in park.run("check").out


# 调入调出


def test_moves_of_a_period_balance(park):
    park.project(
        "lists:\n  - {list: key, entered: 2024-01-10, left: 2025-02-10, reason: 竣工}\n",
        name="出去的",
        total=100,
    )
    park.project("lists:\n  - {list: key, entered: 2025-01-15, reason: 新列入}\n", name="进来的", total=200)
    park.project("lists:\n  - {list: key, entered: 2024-01-10}\n", name="一直在的", total=300)
    park.project(
        "lists:\n  - {list: key, entered: 2025-02-01, entered_reason: 补强, left: 2025-03-01, reason: 撤回}\n",
        name="进了又出的",
        total=400,
    )
    data = park.on("2025-03-31", "review", "moves")
    assert data["lists"] == [
        {"listed": "key", "before": 2, "entered": 2, "left": 2, "now": 2, "now_total": "500"}
    ]
    assert [(one["action"], one["day"], one["name"], one["reason"]) for one in data["moves"]] == [
        ("enter", "2025-01-15", "进来的", "新列入"),
        ("enter", "2025-02-01", "进了又出的", "补强"),
        ("leave", "2025-02-10", "出去的", "竣工"),
        ("leave", "2025-03-01", "进了又出的", "撤回"),
    ]
    (balance,) = park.on("2025-02-15", "review", "moves", "--since", "2025-02-01")["lists"]
    assert (balance["before"], balance["entered"], balance["left"], balance["now"]) == (3, 1, 1, 3)
    out = park.ok("review", "moves", "--as-of-date", "2025-03-31")
    assert "调入 2 个" in out
    assert "撤回" in out
    assert park.ok("review", "moves", "--as-of-date", "2025-03-31", "--format", "csv").count("\r\n") == 5


def test_a_period_that_ends_before_it_begins_is_refused(park):
    assert "晚于" in park.refused("review", "moves", "--since", "2025-04-01", "--as-of-date", "2025-03-31")


def test_who_left_counts_in_no_rate_from_that_month_on(park):
    park.project(
        "stages:\n  - {to: started, on: 2025-01-05}\nplan: {2025: 1000}\ninvested: {2025-01: 100, 2025-02: 100, 2025-03: 100}\n"
        "lists:\n  - {list: key, entered: 2025-01-02}\n"
    )
    park.project(
        "stages:\n  - {to: started, on: 2025-01-05}\nplan: {2025: 1000}\ninvested: {2025-01: 300, 2025-02: 300, 2025-03: 300}\n"
        "lists:\n  - {list: key, entered: 2025-01-02}\n",
        name="调出的",
    )
    before = park.rates("2025-02")["合计"]["done_rate"]["fraction"]
    park.ok("review", "leave", "调出的", "key", "--on", "2025-03-10", "--reason", "融资未落实")
    assert before == park.rates("2025-02")["合计"]["done_rate"]["fraction"]
    assert before == [2, 5]  # 200 + 600 of 2000
    assert park.rates("2025-03")["合计"]["done_rate"]["fraction"] == [3, 10]  # 300 of 1000
