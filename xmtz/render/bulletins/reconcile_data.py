"""Two figures compared, for programs: JSON that is promised stable, and a flat CSV."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any, Final

from xmtz.domain.money import format_wan
from xmtz.domain.rounding import decimal_text, percent, scaled_half_up
from xmtz.records.rules import Comparison
from xmtz.records.tolerances import Figure
from xmtz.render.sheet import rows_csv
from xmtz.reports.bulletins.reconcile import Compared, Comparing, Group, Reason, Reconciliation
from xmtz.words.lang import Say, say

VERSION: Final = 1
_EXPRESSIONS: Final = ("one", "other", "when", "one_reported", "other_reported")
_TEXTS: Final = ("label", "one_label", "other_label", "about", "note", "source")


def reconciliation_json(value: Reconciliation) -> str:
    """The comparisons as JSON. Amounts are 万元 and percentages percent, as exact decimal texts."""
    return json.dumps(
        {
            "version": VERSION,
            "report": "reconcile",
            "ledger": value.ledger,
            "period": str(value.month),
            "state": value.state,
            "by": value.by,
            "every": value.every,
            "comparisons": [_comparing(one) for one in value.comparisons],
            "later": {key: str(month) for key, month in value.later.items()},
            "unread": list(value.unread),
        },
        ensure_ascii=False,
        indent=2,
    )


def _comparing(one: Comparing) -> dict[str, Any]:
    comparison = one.comparison
    return {
        "key": one.key,
        "since": str(comparison.since),
        **{name: _both(getattr(comparison, name)) for name in _TEXTS},
        **{name: _flat(getattr(comparison, name)) for name in _EXPRESSIONS},
        "percent": _hundredths(comparison.percent),
        "amount": None if comparison.amount is None else format_wan(comparison.amount),
        "points": _hundredths(comparison.points),
        "explain": bool(comparison.explain),
        "total": _group(comparison, one.total),
        "groups": [_group(comparison, group) for group in one.groups],
        "projects": [_project(comparison, row) for row in one.rows.rows],
    }


def _group(comparison: Comparison, one: Group) -> dict[str, Any]:
    sums = comparison.points is None  # percentages are not added up
    return {
        "key": one.key,
        "label": one.label,
        "compared": one.compared,
        "one": figure_text(comparison, one.one) if sums else None,
        "other": figure_text(comparison, one.other) if sums else None,
        "difference": figure_text(comparison, one.difference) if sums else None,
        "rate": _rate(one.rate) if sums else None,
        "over": one.over,
        "explained": one.explained,
        "missing": one.missing,
    }


def _project(comparison: Comparison, one: Compared) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "unit": one.unit,
        "path": one.path,
        "one": figure_text(comparison, one.one),
        "other": figure_text(comparison, one.other),
        "difference": figure_text(comparison, one.difference),
        "rate": _rate(one.rate) if comparison.points is None else None,
        "state": one.state,
        "explanation": _reason(one.reason),
    }


def _reason(reason: Reason | None) -> dict[str, Any] | None:
    if reason is None:
        return None
    return {
        "reason": reason.text,
        "by": reason.by,
        "month": str(reason.first),
        "until": str(reason.last),
        "path": reason.place.path,
        "line": reason.place.line or None,
    }


def figure_text(comparison: Comparison, figure: Figure | None) -> str | None:
    """A figure as a plain decimal: 万元, or percent where the comparison is about points."""
    if figure is None:
        return None
    whole = scaled_half_up(figure.numerator, figure.denominator, 0)
    return format_wan(whole) if comparison.points is None else decimal_text(whole, 2)


def _rate(rate: Fraction | None) -> str | None:
    return None if rate is None else percent(rate)


def _hundredths(value: int | None) -> str | None:
    return None if value is None else decimal_text(value, 2)


def _both(said: Say | None) -> dict[str, str] | None:
    return None if said is None else {"zh": said.zh, "en": said.en}


def _flat(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def reconciliation_csv(value: Reconciliation) -> str:
    """One row for each project listed."""
    columns = [
        say("比对", "comparison"),
        say("月份", "month"),
        say("编号", "id"),
        say("项目", "project"),
        say("责任单位", "unit"),
        say("甲方数", "first"),
        say("乙方数", "second"),
        say("差额", "difference"),
        say("差率", "rate"),
        say("超限", "over"),
        say("说明", "explanation"),
        say("说明人", "by"),
        say("文件", "file"),
    ]
    rows = [
        [
            comparing.key,
            value.month,
            one.id,
            one.name,
            one.unit,
            figure_text(comparing.comparison, one.one),
            figure_text(comparing.comparison, one.other),
            figure_text(comparing.comparison, one.difference),
            _rate(one.rate) if comparing.comparison.points is None else None,
            one.state,
            None if one.reason is None else one.reason.text,
            None if one.reason is None else one.reason.by,
            one.path,
        ]
        for comparing in value.comparisons
        for one in comparing.rows.rows
    ]
    return rows_csv(columns, rows)
