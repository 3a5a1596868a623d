"""What approval steps and projects count as in a month, also in one that lies back."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_ledger import PLAIN, Small

INDICATORS = """\
indicators:
  due: {label: 应办, since: 2020-01, of: 1, counts: steps_due}
  done: {label: 已办, since: 2020-01, of: 1, counts: steps_done}
  ok: {label: 落实, since: 2020-01, of: 1, counts: steps_ok}
"""
ONE_STEP = """\
steps:
  permit: {label: {zh: 施工许可, en: Works permit}, commit: true, defer: true, due_from: started}
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Small:
    return Small(tmp_path / "台账", PLAIN | {"indicators": INDICATORS, "steps": ONE_STEP})


def by_month(ledger: Small, rest: str) -> list[str]:
    """Due, done and promised steps in April to July, such as `100`: due, and neither done nor promised."""
    ledger.project(rest)
    found = []
    for month in ("2025-04", "2025-05", "2025-06", "2025-07"):
        total = ledger.rates(month)["合计"]
        found.append("".join(total[key]["counts"] for key in ("due", "done", "ok")))
    return found


def test_a_step_is_due_from_the_stage_that_asks_for_it(ledger: Small) -> None:
    stages = "stages:\n  - {to: reserved, on: 2025-04-01}\n  - {to: started, on: 2025-06-30}\n"
    assert by_month(ledger, stages) == ["000", "000", "100", "100"]


def test_a_project_entered_at_a_later_stage_owes_what_was_due_before(ledger: Small) -> None:
    assert by_month(ledger, "stages:\n  - {to: completed, on: 2025-05-01}\n") == ["000", "100", "100", "100"]


def test_a_step_that_is_recorded_is_due_whatever_the_stage(ledger: Small) -> None:
    assert by_month(ledger, "steps:\n  permit: {granted: 2025-05-31}\n") == ["100", "111", "111", "111"]


def test_a_permit_that_lapsed_was_one_until_then(ledger: Small) -> None:
    steps = "steps:\n  permit: {granted: 2025-05-10, lapsed: 2025-07-01}\n"
    assert by_month(ledger, steps) == ["100", "111", "111", "100"]


def test_a_broken_promise_counts_until_it_is_found_broken(ledger: Small) -> None:
    steps = "steps:\n  permit: {committed: {on: 2025-05-10, broken: 2025-06-30}}\n"
    assert by_month(ledger, steps) == ["100", "101", "100", "100"]


def test_a_revoked_promise_counts_until_it_is_revoked(ledger: Small) -> None:
    steps = "steps:\n  permit: {committed: {on: 2025-05-10, revoked: 2025-07-31}}\n"
    assert by_month(ledger, steps) == ["100", "101", "101", "100"]


def test_a_deferral_counts_from_its_day(ledger: Small) -> None:
    steps = "steps:\n  permit: {deferred: {on: 2025-05-10, until: 2025-06-01}}\n"
    assert by_month(ledger, steps) == ["100", "101", "101", "101"]


def test_a_step_found_not_to_apply_was_due_until_then(ledger: Small) -> None:
    steps = "steps:\n  permit: {applied: 2025-04-10, skipped: {on: 2025-06-30, reason: 不涉及}}\n"
    assert by_month(ledger, steps) == ["100", "100", "000", "000"]


def test_what_the_rules_do_not_allow_is_no_promise(tmp_path: Path) -> None:
    strict = ONE_STEP.replace("commit: true, defer: true, ", "")
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": INDICATORS, "steps": strict})
    steps = "steps:\n  permit: {committed: {on: 2025-05-10}, deferred: {on: 2025-05-10, until: 2025-06-01}}\n"
    assert by_month(ledger, steps) == ["100", "100", "100", "100"]


def test_steps_by_class_are_a_chapter_where_the_rules_have_it(tmp_path: Path) -> None:
    steps = """\
classes:
  early: {zh: 前期手续, en: Early}
  site: {zh: 施工手续, en: Site}
  none: {zh: 没有项目的类别, en: Nothing}
steps:
  filing: {label: 备案, class: early}
  eia: {label: 环评, class: early, commit: true}
  permit: {label: 施工许可, class: site}
  other: {label: 没有类别的手续}
"""
    headings = "bulletins:\n  monthly:\n    headings: {steps: 聚合提速：手续, overview: 总体}\n"
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": INDICATORS + headings, "steps": steps})
    ledger.project("steps:\n  filing: {granted: 2025-02-01}\n  eia: {committed: {on: 2025-03-01}}\n")
    ledger.project("stages:\n  - {to: ended, on: 2025-02-01}\n")
    out = ledger.ok("report", "--monthly", "2025-07")
    assert "一、聚合提速：手续\n" in out
    assert "二、总体\n" in out
    rows = [line.split() for line in out[: out.index("二、")].splitlines()]
    assert rows[-4:-1] == [
        ["前期手续", "2", "1", "50.00%", "2", "100.00%"],
        ["施工手续", "1", "0", "0.00%", "0", "0.00%"],
        ["其他", "1", "0", "0.00%", "0", "0.00%"],
    ]


def test_funds_are_a_chapter_where_the_rules_have_it(tmp_path: Path) -> None:
    headings = "bulletins:\n  monthly:\n    headings: {means: 聚心提优：要素保障}\n"
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": INDICATORS + headings})
    ledger.project(
        "funds:\n  - {source: bond, planned: 100, arrived: {2025-01: 50, 2025-08: 50}, paid: {2025-02: 20}}"
    )
    ledger.project("funds:\n  - {source: bond, planned: 100, arrived: {2025-01: 100}}")
    assert (
        "一、聚心提优：要素保障\n计划资金 200 万元；到位 150 万元，到位率 75.00%；支出 20 万元，占到位资金的 13.33%。"
        "资金未足额到位的项目 1 个。\n"
    ) in ledger.ok("report", "--monthly", "2025-07")
