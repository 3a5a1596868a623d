"""Ledgers whose points and differences are counted by hand, and the examples asked through the program."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

from small_ledger import PLAIN, Small

from xmtz.cli import main as program

EXAMPLES = Path(__file__).resolve().parents[2] / "ledgers"

INDICATORS = """\
indicators:
  start_rate:
    label: {zh: 项目开工率, en: Start rate}
    since: 2020-01
    of: planned_start_in_year
    counts: planned_start_in_year and is_started
    when: listed and (ended is null or ended > period_end)
  done_rate:
    label: {zh: 投资完成率, en: Investment done}
    since: 2020-01
    of: coalesce(plan, 0)
    counts: coalesce(invested_ytd, 0)
    when: listed and (ended is null or ended > period_end)
    amount: true
    note: {zh: 年初至今完成 ÷ 年度计划, en: done / planned}
  overdue_rate: {label: 问题逾期率, since: 2020-01, of: issues_total, counts: issues_overdue, better: lower}
  late_rate: {label: 新指标, since: 2026-01, of: 1, counts: is_started}
bulletins:
  monthly: {rates: [start_rate, done_rate, overdue_rate], rank_by: done_rate}
evaluations:
  quarterly:
    label: {zh: 季度考核, en: Quarterly assessment}
    since: 2025-01
    period: quarter
    bodies: 4
    items:
      start: {label: {zh: 开工, en: Starts}, indicator: start_rate, weight: 40}
      done: {label: {zh: 完成, en: Done}, indicator: done_rate, weight: 40, cap: 120}
      issues: {label: {zh: 问题, en: Issues}, indicator: overdue_rate, weight: 20}
    last: {zh: 末位约谈, en: The last is talked to}
    source: 本例自拟
  yearly:
    label: {zh: 年度评价, en: Yearly evaluation}
    since: 2025-01
    period: year
    items:
      done: {label: {zh: 完成, en: Done}, indicator: done_rate, weight: 60}
      role: {label: {zh: 作用发挥, en: Role}, weight: 40, note: 由评价单位打分}
    last: 末位约谈
comparisons:
  stats:
    label: {zh: 统计比对, en: Statistics}
    since: 2025-01
    one_label: {zh: 发改, en: DRC}
    one: invested_month
    one_reported: reported
    other_label: {zh: 统计, en: Statistics}
    other: stats_month
    other_reported: stats_reported
    when: is_registered
    about: {zh: 统计差异, en: statistics}
    percent: 5
    amount: 100
    explain: true
  physical:
    label: {zh: 形象比对, en: Progress}
    since: 2025-01
    one: physical
    other: invested_all * 10000 / nullif(total, 0)
    when: physical is not null
    points: 15
"""
UNITS = """\
units:
  a: {name: 甲镇人民政府, short: 甲镇, kind: town, order: 2}
  b: {name: 乙镇, kind: town, order: 1}
  c: {name: 丙镇, kind: town, order: 3}
  d: {name: 档案馆, kind: department, order: 4}
  z: {name: 招商专班, kind: group}
"""


def rules(indicators: str = INDICATORS) -> dict[str, str]:
    """The plain rules with other indicators."""
    return PLAIN | {"indicators": indicators}


def evaluated(root: Path, scores: str = "", indicators: str = INDICATORS) -> Small:
    """Four units with an order, one without; quarter 2 of 2025.

    a: starts 1/2, done 750/1500, no issues. b: nothing to start, done 1000/900, 1 of 3 issues overdue.
    c: starts 1/1, done 100/400, no issues. d: no projects. z: a project, but no order.
    """
    ledger = Small(root, rules(indicators))
    ledger.write("units.yaml", UNITS + scores)
    ledger.project(
        "dates: {planned_start: 2025-02-01}\nstages: [{to: started, on: 2025-03-01}]\n"
        "plan: {2025: 1000}\ninvested: {2025-06: 500}\n"
    )
    ledger.project("dates: {planned_start: 2025-05-01}\nplan: {2025: 500}\ninvested: {2025-05: 250}\n")
    ledger.project(
        "plan: {2025: 900}\ninvested: {2025-04: 400, 2025-06: 600}\nissues:\n"
        "  - {id: i-001, title: 供电, class: land, raised: 2025-05-01, due: 2025-06-10}\n"
        "  - {id: i-002, title: 用地, class: land, raised: 2025-05-02, due: 2025-07-10}\n"
        "  - {id: i-003, title: 供水, class: land, raised: 2025-05-03, due: 2025-06-11, "
        "cleared: {on: 2025-06-05, by: 王某, evidence: 照片}}\n",
        unit="b",
    )
    ledger.project(
        "dates: {planned_start: 2025-04-01}\nstages: [{to: started, on: 2025-04-10}]\n"
        "plan: {2025: 400}\ninvested: {2025-04: 100}\n",
        unit="c",
    )
    ledger.project("plan: {2025: 100}\ninvested: {2025-06: 100}\n", unit="z")
    return ledger


REGISTERED = "dates: {registered: 2025-01-10}\n"


def compared(root: Path, indicators: str = INDICATORS) -> Small:
    """Eight projects in June 2025: five with both figures, three of them over the limits, one explained."""
    ledger = Small(root, rules(indicators))
    for unit, name, invested, stats, more in (
        ("a", "差额正好一百万", "2000", "1900", ""),
        ("a", "差率正好百分之五", "3000", "2850", ""),
        ("a", "已说明的", "3000", "2800", "explanations:\n  - {month: 2025-06, about: 统计差异, reason: 设备未安装, by: 王某}\n"),
        ("b", "待说明的", "1000", "1101.5", ""),
        ("b", "统计未报", "500", None, ""),
        ("b", "发改未报", None, "700", ""),
        ("c", "未入库", "1000", "10", None),
        ("c", "发改为零", "0", "150", ""),
    ):  # fmt: skip
        text = "" if more is None else REGISTERED + more
        text += f"invested: {{2025-06: {invested}}}\n" if invested is not None else ""
        text += f"invested_stats: {{2025-06: {stats}}}\n" if stats is not None else ""
        ledger.project(text, unit=unit, name=name)
    return ledger


def data(ledger: Small, *arguments: str) -> Any:
    """What a command says as JSON."""
    return json.loads(ledger.ok(*arguments, "--format", "json"))


def said(example: str, *arguments: str) -> str:
    """What the program prints about an example ledger; it has to end well."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = program.run(["--lang", "zh", "--ledger", str(EXAMPLES / example), *arguments])
    assert code == 0, (arguments, printed.getvalue())
    return printed.getvalue()
