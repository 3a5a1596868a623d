"""Rates of clearing in print."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any, Final

from xmtz.domain.rounding import percent, rounded
from xmtz.records.issue import ORIGINS
from xmtz.render.document import Document, Section, Table
from xmtz.render.issues.issues import UNASSIGNED
from xmtz.render.sheet import rows_csv
from xmtz.reports.issues.issue_rates import DEFINITIONS, Counts, Period, Rates
from xmtz.reports.names import NOT_SAID, Names
from xmtz.words.lang import Say, say

_GROUPED: Final = {
    "unit": Say("责任单位", "Unit"),
    "person": Say("责任人", "Person"),
    "class": Say("类别", "Class"),
    "project": Say("项目", "Project"),
    "origin": Say("来源", "Origin"),
}


def rates_document(rates: Rates, names: Names) -> Document:
    """The groups, all together, and how it is counted."""
    columns, rows = _table(rates, names)
    table = Table(columns, rows, frozenset(range(1, len(columns))), frozenset((len(rows) - 1,)))
    notes = [one.text() for one in DEFINITIONS]
    title = say("问题销号率", "Clearance of issues")
    return Document(title, [_period(rates.period)], [Section("", (), [table], notes)])


def _period(period: Period) -> str:
    if period.first is None:
        return say("截至 {d}", "up to {d}", d=period.last)
    return say("{f} 至 {d}", "{f} to {d}", f=period.first, d=period.last)


def _table(rates: Rates, names: Names) -> tuple[list[str], list[list[str]]]:
    columns = [
        _GROUPED[rates.by].text(),
        say("提出", "Raised"),
        say("重新立案", "Reopened"),
        say("销号", "Cleared"),
        say("未销号", "Open"),
        say("逾期", "Overdue"),
        say("销号率", "Clearance"),
        say("按期销号", "In time"),
        say("按期销号率", "On-time rate"),
        say("平均用时(天)", "Mean days"),
        say("平均用时(工作日)", "Mean wd"),
    ]
    rows = [[_label(rates.by, one, names), *_figures(one)] for one in rates.groups]
    return columns, [*rows, [say("合计", "Total"), *_figures(rates.total)]]


def _figures(one: Counts) -> list[str]:
    return [
        *(str(n) for n in (one.raised, one.reopened, one.cleared, one.open, one.overdue)),
        percent(one.rate),
        f"{one.on_time}/{one.judged}",
        percent(one.on_time_rate),
        rounded(one.mean_days, 1),
        rounded(one.mean_working_days, 1),
    ]


def _label(by: str, one: Counts, names: Names) -> str:
    if one.key is None:
        return (UNASSIGNED if by in ("unit", "person") else NOT_SAID).text()
    if by == "origin":
        return ORIGINS[one.key].text() if one.key in ORIGINS else one.key
    return one.label or (one.key if by == "person" else names.label(by, one.key))


def rates_csv(rates: Rates, names: Names) -> str:
    """One row a group, the total last."""
    return rows_csv(*_table(rates, names))


def rates_json(rates: Rates, names: Names) -> str:
    """The counts, and the rates as exact fractions."""
    data: dict[str, Any] = {
        "version": 1,
        "by": rates.by,
        "first": rates.period.first.isoformat() if rates.period.first else None,
        "last": rates.period.last.isoformat(),
        "groups": [{"label": _label(rates.by, one, names), **_data(one)} for one in rates.groups],
        "total": _data(rates.total),
        "definitions": [one.text() for one in DEFINITIONS],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _data(one: Counts) -> dict[str, Any]:
    return {
        "key": one.key,
        "raised": one.raised,
        "reopened": one.reopened,
        "cleared": one.cleared,
        "open": one.open,
        "overdue": one.overdue,
        "rate": _fraction(one.rate),
        "on_time": one.on_time,
        "judged": one.judged,
        "on_time_rate": _fraction(one.on_time_rate),
        "mean_days": _fraction(one.mean_days),
        "mean_working_days": _fraction(one.mean_working_days),
    }


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
