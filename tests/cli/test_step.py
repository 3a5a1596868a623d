"""xmtz step: an approval step, action by action."""

from __future__ import annotations

from datetime import date, timedelta

import pytest


def test_a_whole_step_in_one_call(ledger):
    before = ledger.text()
    out = ledger.ok(
        "step", "三一", "环评", "apply=2022-06-05", "accept=2022-06-09", "grant=2022-07-15", "deliver=2022-07-20",
        "--document", "西咸审环批〔2022〕14号",
    )  # fmt: skip
    gone, came = ledger.changed_lines(before)
    assert gone == []
    assert [line for line in came if line] == [
        "steps:",
        "  eia:",
        "    applied: 2022-06-05",
        "    accepted: 2022-06-09",
        "    granted: 2022-07-15",
        "    document: 西咸审环批〔2022〕14号",
        "    delivered: 2022-07-20",
    ]
    assert "环境影响评价审批 2022-06-05 申报，2022-06-09 受理" in out
    ledger.check()


def test_the_clock_stops_and_goes_on(ledger):
    ledger.ok("step", "三一", "eia", "apply=2022-06-05", "accept=2022-06-09")
    ledger.ok("step", "三一", "eia", "pause", "--on", "2022-06-12", "--why", "专家评审")
    assert "      - {from: 2022-06-12, why: expert-review}\n" in ledger.text()
    said = ledger.refused("step", "三一", "eia", "grant", "--on", "2022-07-01")
    assert "暂停计时" in said
    assert "resume（恢复计时）" in said
    ledger.ok("step", "三一", "eia", "resume", "--on", "2022-06-20")
    assert "      - {from: 2022-06-12, to: 2022-06-20, why: expert-review}\n" in ledger.text()
    ledger.ok("step", "三一", "eia", "pause=2022-06-22", "--why", "公示")
    ledger.ok("step", "三一", "eia", "resume=2022-06-30", "grant=2022-07-01")
    ledger.check()


def test_steps_keep_the_order_of_the_rules(ledger):
    ledger.ok("step", "三一", "permit", "apply=2022-07-01")
    ledger.ok("step", "三一", "filing", "apply=2022-06-01", "grant=2022-06-01")
    ledger.ok("step", "三一", "eia", "apply=2022-06-05")
    text = ledger.text()
    assert text.index("  filing:") < text.index("  eia:") < text.index("  permit:")


@pytest.mark.parametrize(
    ("first", "then", "lines"),
    [
        ([], ["skip", "--reason", "不新增用地"], ["    skipped: {on: 2022-08-01, reason: 不新增用地}"]),
        (["apply=2022-06-01"], ["refuse", "--reason", "选址不符", "--document", "〔2022〕1号"], ["    refused: {on: 2022-08-01, reason: 选址不符, document: 〔2022〕1号}"]),
        (["apply=2022-06-01"], ["withdraw"], ["    withdrawn: {on: 2022-08-01}"]),
        ([], ["defer", "--missing", "水保批复", "--until", "2022-09-01"], ["    deferred: {on: 2022-08-01, missing: [水保批复], until: 2022-09-01}"]),
        (["apply=2022-06-01"], ["correct", "--missing", "红线图", "--missing", "委托书"], ["    corrected:", "      - {told: 2022-08-01, missing: [红线图, 委托书]}"]),
        (["apply=2022-06-01", "accept=2022-06-02"], ["extend", "--days", "10", "--by", "局长", "--reason", "情况复杂"], ["    extended: {days: 10, on: 2022-08-01, by: 局长, reason: 情况复杂}"]),
    ],
)  # fmt: skip
def test_what_each_action_writes(ledger, first, then, lines):
    if first:
        ledger.ok("step", "三一", "eia", *first)
    before = ledger.text()
    ledger.ok("step", "三一", "eia", *then, "--on", "2022-08-01")
    gone, came = ledger.changed_lines(before)
    assert gone == []
    assert [line for line in came if line and line not in ("steps:", "  eia:")] == lines
    ledger.check()


def test_what_was_missing_comes_in(ledger):
    ledger.ok("step", "三一", "eia", "apply=2022-06-01", "correct=2022-06-03", "--missing", "红线图")
    ledger.ok("step", "三一", "eia", "supply=2022-06-08", "accept=2022-06-08")
    assert "{told: 2022-06-03, missing: [红线图], received: 2022-06-08}" in ledger.text()
    ledger.ok(
        "step",
        "三一",
        "filing",
        "defer=2022-06-01",
        "--missing",
        "章程",
        "--until",
        "2022-07-01",
        "--anyway",
        "--reason",
        "专班议定",
    )
    ledger.ok("step", "三一", "filing", "supply=2022-06-20")
    assert (
        "deferred: {on: 2022-06-01, missing: [章程], until: 2022-07-01, supplied: 2022-06-20}"
        in ledger.text()
    )


@pytest.mark.parametrize(
    ("first", "then", "says"),
    [
        ([], ["accept"], "可以登记：apply（申报）"),
        ([], ["grant"], "apply（申报）"),
        ([], ["deliver"], "未申报"),
        ([], ["resume"], "未申报"),
        (["apply=2022-06-01"], ["apply"], "现在是“已申报”"),
        (["apply=2022-06-01"], ["pause", "--why", "专家评审"], "accept（受理）"),
        (["apply=2022-06-01", "accept=2022-06-02"], ["pause"], "expert-review 专家评审"),
        (["apply=2022-06-01", "accept=2022-06-02"], ["pause", "--why", "天气"], "“天气”不是可用的暂停事由"),
        (["apply=2022-06-01", "accept=2022-06-02"], ["pause", "--why", "听证"], "规则只准因 专家评审、公示 暂停"),
        (["apply=2022-06-01", "accept=2022-06-02"], ["resume"], "已受理"),
        (["apply=2022-06-01"], ["refuse"], "--reason"),
        (["apply=2022-06-01"], ["correct"], "--missing"),
        (["apply=2022-06-01", "correct=2022-06-02"], ["correct", "--missing", "又一件"], "一次告知"),
        ([], ["skip"], "--reason"),
        ([], ["defer"], "--until"),
        ([], ["defer", "--missing", "甲", "--until", "2022-01-01"], "早于"),
        ([], ["commit", "--to", "补齐"], "规则没有说这项手续可以承诺办理"),
        (["apply=2022-06-01", "accept=2022-06-02"], ["extend", "--days", "30", "--by", "局长", "--reason", "繁"], "最多可延长 10 个工作日"),
        (["apply=2022-06-01", "grant=2022-06-02"], ["refuse", "--reason", "x"], "已办结"),
        (["apply=2022-06-01"], ["supply"], "没有等待补齐"),
    ],
)  # fmt: skip
def test_what_is_out_of_turn_is_refused_and_what_is_possible_is_said(ledger, first, then, says):
    if first:
        missing = ["--missing", "红线图"] if any(one.startswith("correct") for one in first) else []
        ledger.ok("step", "三一", "eia", *first, *missing)
    assert says in ledger.refused("step", "三一", "eia", *then, "--on", "2022-08-01")


def test_everything_wrong_with_one_action_is_said_at_once(ledger):
    ledger.ok("step", "三一", "eia", "apply=2022-06-05")
    said = ledger.refused("step", "三一", "eia", "extend", "--on", "2022-06-01")
    assert said.count("\n  - ") == 5  # not now; days; by; reason; before what is recorded


def test_days_are_in_order(ledger):
    ledger.ok("step", "三一", "eia", "apply=2022-06-05")
    assert "早于已登记的 2022-06-05" in ledger.refused("step", "三一", "eia", "accept", "--on", "2022-06-04")
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    assert "还没有到" in ledger.refused("step", "三一", "eia", "accept", "--on", tomorrow)


def test_of_several_actions_none_is_written_when_one_is_refused(ledger):
    said = ledger.refused("step", "三一", "eia", "apply=2022-06-05", "grant=2022-06-20", "accept=2022-06-09")
    assert "受理" in said


def test_after_a_refusal_it_may_be_applied_for_again(ledger):
    """One round of days stays; the note tells the former one."""
    ledger.ok(
        "step",
        "三一",
        "eia",
        "apply=2022-06-01",
        "accept=2022-06-03",
        "refuse=2022-07-01",
        "--reason",
        "选址不符",
    )
    ledger.ok("step", "三一", "eia", "apply=2022-09-01")
    assert """\
  eia:
    applied: 2022-09-01
    note: 前一次：2022-06-01 申报，2022-07-01 不予批准（选址不符）
""" in ledger.text()
    ledger.ok("step", "三一", "eia", "accept=2022-09-02", "grant=2022-09-20")
    ledger.check()


def test_one_extension_only(ledger):
    ledger.ok("step", "三一", "eia", "apply=2022-06-01", "accept=2022-06-02")
    ledger.ok("step", "三一", "eia", "extend=2022-06-20", "--days", "5", "--by", "局长", "--reason", "繁")
    said = ledger.refused(
        "step", "三一", "eia", "extend=2022-06-21", "--days", "5", "--by", "局长", "--reason", "繁"
    )
    assert "只能延期一次" in said


def test_what_the_rules_do_not_say_needs_grounds(ledger):
    ledger.ok(
        "step", "三一", "filing", "commit=2022-06-01", "--to", "补齐", "--anyway", "--reason", "专班议定"
    )
    assert "    committed: {on: 2022-06-01, to: 补齐}\n    note: 专班议定\n" in ledger.text()


def test_steps_before_it_are_a_reminder_not_a_bar(ledger):
    ran = ledger.run("step", "三一", "permit", "apply=2022-06-01")
    assert ran.code == 0
    assert "提醒：前置事项“立项备案”未申报" in ran.err
    assert "提醒：前置事项“环境影响评价审批”未申报" in ran.err


def test_a_step_that_does_not_apply_is_a_reminder(ledger):
    ran = ledger.run("step", "三一", "考古", "apply=2022-06-01")
    assert ran.code == 0
    assert "不涉及这项手续" in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("火星许可", "apply"), "eia（环境影响评价审批）"),
        (("eia", "批准吧"), "grant（办结）"),
        (("eia", "apply=昨天"), "不是日期"),
        (("eia", "apply", "--why", "专家评审"), "--why 只用于 pause"),
        (("eia",), "缺少"),
    ],
)
def test_wrong_usage(ledger, arguments, says):
    assert says in ledger.refused("step", "三一", *arguments, code=2)


def test_actions_by_their_chinese_names(ledger):
    ledger.ok("step", "三一", "环评", "申报=2022-06-01", "受理=2022-06-02")
    assert "    accepted: 2022-06-02\n" in ledger.text()


def test_a_dry_run_records_nothing(ledger):
    before = ledger.files()
    assert "+    applied: 2022-06-01" in ledger.ok("step", "三一", "eia", "apply=2022-06-01", "--dry-run")
    assert ledger.files() == before
