"""A bulletin for programs: JSON that is promised stable, and a flat CSV."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from xmtz.domain.money import format_wan
from xmtz.domain.rounding import decimal_text, percent, points, scaled_half_up
from xmtz.domain.spans import LAST, MONTHLY
from xmtz.index.questions import Events
from xmtz.index.rates import Number
from xmtz.records.rules import Indicator
from xmtz.render.sheet import rows_csv
from xmtz.reports.bulletins.values import Bulletin, Entry, Line, Part, Rate
from xmtz.words.lang import say

VERSION: Final = 1


def bulletin_json(report: Bulletin) -> str:
    """The bulletin as JSON. Amounts are 万元 as exact decimal texts, rates both as a fraction and printed."""
    return json.dumps(bulletin_data(report), ensure_ascii=False, indent=2)


def bulletin_data(report: Bulletin) -> dict[str, Any]:
    """The bulletin as plain data. Its keys are part of the program's interface."""
    size = report.size
    return {
        "version": VERSION,
        "report": report.span.kind,
        "ledger": report.ledger,
        "title": _both(report.title),
        "period": str(report.span),
        "state": report.state,
        "by": report.by,
        "projects": size.projects,
        "bundles": size.bundles,
        "outside": size.outside,
        "total_investment": format_wan(size.total),
        "plan": format_wan(size.plan),
        "invested": format_wan(size.invested),
        "position": {
            "batches": [_part(part) for part in report.batches],
            "stages": [_part(part) for part in report.stages],
            "levels": [_part(part) for part in report.levels],
            "started": _happened(report.started, report.span.kind),
            "completed": _happened(report.completed, report.span.kind),
        },
        "rank_by": report.rank_by,
        "indicators": {key: _indicator(one) for key, one in report.indicators.items()},
        "later": {key: str(month) for key, month in report.later.items()},
        "rows": [_line(line, report) for line in report.lines],
        "total": _line(report.whole, report),
        "issues": {
            "groups": [
                {
                    "label": one.label,
                    "open": one.open,
                    "overdue": one.overdue,
                    "raised": one.raised,
                    "cleared": one.cleared,
                }
                for one in report.issues
            ],
            "overdue": [
                {
                    "project": one.project,
                    "id": one.id,
                    "title": one.title,
                    "due": one.due,
                    "unit": one.unit,
                    "path": one.path,
                }
                for one in report.overdue.rows
            ],
        },
        "lagging": [
            {
                "id": one.id,
                "name": one.name,
                "unit": one.unit,
                "path": one.path,
                "plan": format_wan(one.plan),
                "invested": format_wan(one.invested),
                "rate": None if one.rate is None else percent(one.rate),
                "gap": None if one.gap is None else points(one.gap),
                "issues": one.issues,
            }
            for one in report.lagging.rows
        ],
        "unreported": [_entry(one) for one in report.unreported.rows],
        "lists": [
            {"key": one.key, "label": one.label, "projects": [_entry(p) for p in one.projects.rows]}
            for one in report.lists
        ],
        "conditions": [
            {"key": one.key, "label": _both(one.label), "when": one.when} for one in report.conditions
        ],
        "steps": [
            {"label": one.label, "due": one.due, "done": one.done, "ok": one.ok} for one in report.steps
        ],
        "funds": None
        if report.funds is None
        else {
            "planned": format_wan(report.funds.planned),
            "arrived": format_wan(report.funds.arrived),
            "paid": format_wan(report.funds.paid),
            "short": report.funds.short,
        },
        "changes": [
            {
                "change": "entered" if one.entered else "left",
                "list": one.list,
                "day": one.day,
                "project": _entry(one.project),
            }
            for one in report.changes
        ],
        "unread": list(report.unread),
        "doubtful": list(report.doubtful),
        "repeated": list(report.repeated),
    }


def _indicator(one: Indicator) -> dict[str, Any]:
    return {
        "label": _both(one.label),
        "since": str(one.since),
        "counts": one.counts,
        "of": one.of,
        "when": one.when,
        "schedule": one.schedule,
        "share": bool(one.share),
        "better": one.better or "higher",
        "unit": "万元" if one.amount else None,
    }


def _entry(one: Entry) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "unit": one.unit, "path": one.path}


def _both(label: Any) -> Any:
    return None if label is None else {"zh": label.zh, "en": label.en}


def _part(part: Part) -> dict[str, Any]:
    return {
        "key": part.key,
        "label": part.label,
        "projects": part.projects,
        "total": format_wan(part.total),
        "plan": format_wan(part.plan),
        "invested": format_wan(part.invested),
    }


def _happened(found: Mapping[str, Events], kind: str) -> dict[str, Any]:
    """What happened in the period and in the year; the period of a monthly bulletin is its month."""
    period = "month" if kind == MONTHLY else "period"
    return {period: _events(found["period"]), "year": _events(found["year"])}


def _events(one: Events) -> dict[str, Any]:
    return {
        "projects": one.projects,
        "total": format_wan(one.total),
        "plan": format_wan(one.plan),
        "invested_all": format_wan(one.invested_all),
    }


def _line(line: Line, report: Bulletin) -> dict[str, Any]:
    return {
        "key": line.key,
        "label": line.label,
        "projects": line.projects,
        "plan": format_wan(line.plan),
        "invested": format_wan(line.invested),
        "rates": {key: _rate(rate, report.indicators[key]) for key, rate in line.rates.items()},
    }


def number_text(number: Number, indicator: Indicator) -> str:
    """A numerator or denominator for programs: 万元 or a count, exact, without trailing zeros."""
    if isinstance(number, int):
        return format_wan(number) if indicator.amount else str(number)
    return f"{decimal_text(scaled_half_up(number.numerator, number.denominator, 6), 6)}".rstrip("0")


def _rate(rate: Rate, indicator: Indicator) -> dict[str, Any]:
    return {
        "counts": number_text(rate.counts, indicator),
        "of": number_text(rate.of, indicator),
        "unit": "万元" if indicator.amount else None,
        "rate": None if rate.rate is None else percent(rate.rate),
        "fraction": None if rate.rate is None else [rate.rate.numerator, rate.rate.denominator],
        "gap": None if rate.gap is None else points(rate.gap),
        "rank": rate.rank,
        "rank_before": rate.rank_before,
        "projects": rate.projects,
    }


def bulletin_csv(report: Bulletin) -> str:
    """One row for each group and indicator."""
    columns = [
        say("月份", "month") if report.span.kind == MONTHLY else say("时期", "period"),
        say("分组", "group"),
        say("名称", "label"),
        say("指标", "indicator"),
        say("指标名称", "indicator label"),
        say("分子", "numerator"),
        say("分母", "denominator"),
        say("计量", "unit"),
        say("比率(%)", "rate (%)"),
        say("超欠序时(百分点)", "gap (pp)"),
        say("名次", "rank"),
        say("{then}名次", "rank before", then=LAST[report.span.kind]),
        say("项目数", "projects"),
    ]
    rows = []
    for line in [*report.lines, report.whole]:
        for key, one in report.indicators.items():
            rate = line.rates.get(key)
            if rate is None:
                continue
            data = _rate(rate, one)
            rows.append(
                [
                    report.span,
                    line.key or "",
                    line.label,
                    key,
                    one.label.text() if one.label else key,
                    data["counts"],
                    data["of"],
                    data["unit"] or say("个", "items"),
                    None if data["rate"] is None else data["rate"].rstrip("%"),
                    data["gap"],
                    rate.rank,
                    rate.rank_before,
                    rate.projects,
                ]
            )
    return rows_csv(columns, rows)
