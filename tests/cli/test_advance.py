"""xmtz advance: nothing moves until what a stage needs is met, or waived with a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest


def ready(ledger):
    """The project has what the reserve asks for."""
    ledger.ok("set", "k7q2", "sector=制造业")


def test_a_move_is_one_line_more(ledger):
    ready(ledger)
    before = ledger.text()
    out = ledger.ok("advance", "三一", "--on", "2022-07-01", "--basis", "承诺可开工", "--by", "李某")
    assert ledger.changed_lines(before) == (
        [],
        ["  - {to: reserved, on: 2022-07-01, basis: 承诺可开工, by: 李某}"],
    )
    assert "进入“储备”" in out
    assert "下一阶段“开工”还缺 1 项" in out
    ledger.check()


def test_everything_that_is_missing_is_listed(ledger):
    ledger.ok("set", "k7q2", "dates.approved=")
    said = ledger.refused("advance", "三一", "--on", "2022-02-01")
    assert "早于上一次阶段变动 2022-03-01" in said
    assert "--waive approved" in said
    assert "--waive sector" in said


def test_a_date_after_the_move_does_not_count(ledger):
    ready(ledger)
    assert "2022-06-01" in ledger.refused("advance", "三一", "--on", "2022-05-01")


def test_a_waiver_is_recorded_with_its_reason(ledger):
    ledger.ok("advance", "三一", "储备", "--on", "2022-07-01", "--waive", "sector", "--reason", "区委会议定")
    assert "  - {to: reserved, on: 2022-07-01, waived: [sector], reason: 区委会议定}\n" in ledger.text()
    ledger.check()


def test_a_waiver_needs_a_reason(ledger):
    assert "--reason" in ledger.refused("advance", "三一", "--waive", "sector", code=2)


def test_waiving_what_is_not_lacking_is_a_mistake(ledger):
    said = ledger.refused("advance", "三一", "--on", "2022-07-01", "--waive", "sectr", "--reason", "x")
    assert "并不缺“sectr”" in said
    assert "sector" in said


def test_some_requirements_cannot_be_waived(ledger):
    ready(ledger)
    ledger.ok("advance", "三一", "--on", "2022-07-01")
    ledger.ok("set", "k7q2", "people.leader=")
    said = ledger.refused("advance", "三一", "开工", "--on", "2022-08-01", "--waive", "all", "--reason", "x")
    assert "不可豁免" in said
    assert "permit" not in said


@pytest.mark.parametrize("done", ["grant", "commit"])
def test_a_step_that_is_done_lets_the_project_on(ledger, done):
    ready(ledger)
    ledger.ok("advance", "三一", "--on", "2022-07-01")
    assert "施工许可证" in ledger.refused("advance", "三一", "开工", "--on", "2022-08-02")
    if done == "grant":
        ledger.ok("step", "三一", "permit", "apply=2022-07-20", "accept=2022-07-21", "grant=2022-08-01")
    else:
        ledger.ok("step", "三一", "permit", "commit=2022-08-01", "--to", "三个月内补齐")
    assert "施工许可证" in ledger.refused("advance", "三一", "开工", "--on", "2022-07-31")
    ledger.ok("advance", "三一", "开工", "--on", "2022-08-02")
    ledger.check()


def test_a_move_that_may_not_follow_shows_which_may(ledger):
    said = ledger.refused("advance", "三一", "投产", "--on", "2023-01-01")
    assert "储备（reserved）、终止（ended）" in said
    ledger.ok("advance", "三一", "投产", "--on", "2023-01-01", "--reason", "收购已建成的厂房")
    ledger.check()


def test_where_several_may_follow_the_stage_has_to_be_said(ledger):
    ledger.ok("advance", "三一", "开工", "--on", "2023-01-01", "--waive", "permit", "--reason", "补录")
    said = ledger.refused("advance", "三一", code=2)
    assert "竣工（completed）、投产（production）" in said


def test_the_end_is_never_the_next_stage_by_itself(ledger):
    """`planned` may lead to the reserve or to the end: without a word it is the reserve."""
    assert "储备" in ledger.refused("advance", "三一")


def test_where_it_is_already(ledger):
    assert "已经在“谋划”" in ledger.refused("advance", "三一", "谋划")


def test_an_unknown_stage_lists_the_known(ledger):
    assert "started（开工）" in ledger.refused("advance", "三一", "验收", code=2)


def test_a_day_to_come_is_refused(ledger):
    ready(ledger)
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    assert "还没有到" in ledger.refused("advance", "三一", "--on", tomorrow)


def test_a_dry_run_moves_nothing(ledger):
    ready(ledger)
    before = ledger.files()
    assert "+  - {to: reserved, on: 2022-07-01}" in ledger.ok(
        "advance", "三一", "--on", "2022-07-01", "--dry-run"
    )
    assert ledger.files() == before
