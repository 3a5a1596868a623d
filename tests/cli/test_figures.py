"""xmtz figures: a month's figures."""

from __future__ import annotations

from datetime import date

import pytest


def test_figures_of_a_month_are_lines_of_their_own(ledger):
    before = ledger.text()
    out = ledger.ok(
        "figures",
        "三一",
        "2025-06",
        "--invested",
        "1200",
        "--paid",
        "0.09亿",
        "--physical",
        "45%",
        "--note",
        "主体封顶",
    )
    assert "投资 1200 支出 900 形象进度 45% 进度描述“主体封顶”" in out
    gone, came = ledger.changed_lines(before)
    assert gone == []
    assert [line for line in came if line] == [
        "  2025-06: 1200",
        "paid:",
        "  2025-06: 900",
        "  2025-06: 45",
        "reports:",
        "  2025-06: 主体封顶",
    ]
    ledger.check()


def test_the_line_that_was_written_is_named(ledger):
    out = ledger.ok("figures", "k7q2", "2025-04", "--invested", "7")
    line = out.strip().rpartition(":")[2]
    assert ledger.text().split("\n")[int(line) - 1] == "  2025-04: 7"


@pytest.mark.parametrize("month", ["2025-7", "202507", "2025年7月", "2025.07", "２０２５-０７"])
def test_months_are_taken_as_people_write_them(ledger, month):
    ledger.ok("figures", "k7q2", month, "--stats", "5")
    assert "invested_stats:\n  2025-07: 5\n" in ledger.text()


def test_a_month_without_a_year_needs_one(ledger):
    assert "没有年份" in ledger.refused("figures", "k7q2", "7月", "--stats", "5", code=2)
    ledger.ok("figures", "k7q2", "7月", "--year", "2025", "--stats", "5")
    assert "2025-07: 5" in ledger.text()


def test_the_month_has_to_be_said(ledger):
    assert "缺少" in ledger.refused("figures", "k7q2", code=2)


def test_nothing_to_fill_in_is_wrong_usage(ledger):
    assert "--invested" in ledger.refused("figures", "k7q2", "2025-07", code=2)


def test_the_same_figure_again_changes_nothing(ledger):
    before = ledger.text()
    assert "没有改动" in ledger.ok("figures", "k7q2", "2025-03", "--invested", "2000.50")
    assert ledger.text() == before


def test_another_figure_is_refused_with_both_numbers(ledger):
    said = ledger.refused("figures", "k7q2", "2025-03", "--invested", "2100", "--physical", "10")
    assert "2025-03 已报 2000.5，现填 2100" in said
    assert "2025-03 已报 20，现填 10" in said


def test_a_correction_keeps_what_was_there(ledger):
    ledger.ok(
        "figures", "k7q2", "2025-03", "--invested", "2100", "--correct", "--reason", "漏报监理费", "--on", "2025-06-01", "--by", "李某"
    )  # fmt: skip
    assert "  2025-03: 2100\n" in ledger.text()
    assert ledger.text().endswith(
        "corrections:\n"
        "  - {field: invested, month: 2025-03, was: 2000.5, now: 2100, on: 2025-06-01, by: 李某, reason: 漏报监理费}\n"
    )
    ledger.check()


def test_a_correction_needs_its_reason(ledger):
    assert "--reason" in ledger.refused("figures", "k7q2", "2025-03", "--invested", "1", "--correct", code=2)


def test_the_months_own_figure_comes_from_the_year_to_date(ledger):
    ran = ledger.run("figures", "k7q2", "2025-06", "--ytd", "--invested", "5000")
    assert ran.code == 0
    assert "  2025-06: 1699.5\n" in ledger.text()  # 5000 - 1000 - 2000.5 - 300
    assert "2025-02、2025-04 没有投资数" in ran.err


def test_a_total_to_date_below_earlier_months_is_refused_with_the_numbers(ledger):
    said = ledger.refused("figures", "k7q2", "2025-06", "--ytd", "--invested", "3000")
    assert "年初累计 3000 小于前几个月之和 3300.5" in said
    assert "2025-01 1000, 2025-03 2000.5, 2025-05 300" in said


def test_the_year_to_date_begins_again_in_january(ledger):
    ledger.ok("figures", "k7q2", "2026-01", "--ytd", "--invested", "50")
    assert "  2026-01: 50\n" in ledger.text()


def test_progress_that_falls_back_is_refused(ledger):
    said = ledger.refused("figures", "k7q2", "2025-06", "--physical", "25")
    assert "2025-06 填 25%，而 2025-05 是 30%" in said
    said = ledger.refused("figures", "k7q2", "2025-04", "--physical", "35")
    assert "2025-04 填 35%，而 2025-05 是 30%" in said


def test_progress_may_fall_back_with_a_reason(ledger):
    ledger.ok(
        "figures", "k7q2", "2025-06", "--physical", "25", "--correct", "--reason", "规模调增", "--by", "李某"
    )
    assert "  2025-06: 25\n" in ledger.text()
    assert (
        "explanations:\n  - {month: 2025-06, about: 形象进度, reason: 规模调增, by: 李某}\n" in ledger.text()
    )
    ledger.check()


def test_a_month_before_a_lower_one_needs_a_reason_too(ledger):
    ledger.ok("figures", "k7q2", "2025-04", "--physical", "35", "--correct", "--reason", "规模调增")
    assert "  - {month: 2025-05, about: 形象进度, reason: 规模调增}\n" in ledger.text()
    ledger.check()


def test_a_month_to_come_is_refused(ledger):
    month = f"{date.today().year + 1}-01"
    assert "还没有到" in ledger.refused("figures", "k7q2", month, "--invested", "1")


def test_every_mistake_is_said_at_once(ledger):
    said = ledger.refused(
        "figures", "k7q2", "2025-07", "--invested", "约1200", "--paid", "-5", "--physical", "120", code=2
    )
    assert "约数" in said
    assert "负数" in said
    assert "“120”" in said


def test_a_dry_run_shows_the_change_and_writes_nothing(ledger):
    before = ledger.files()
    out = ledger.ok("figures", "k7q2", "2025-06", "--invested", "1200", "--dry-run")
    assert ledger.files() == before
    assert f"--- projects/2023/{ledger.file.name}\n+++ projects/2023/{ledger.file.name}\n" in out
    assert "\n+  2025-06: 1200\n" in out
    assert "\x1b" not in out
