"""The monthly bulletin for programs: JSON that is promised stable, and a flat CSV."""

from __future__ import annotations

import json
from typing import Any, Final

from xmtz.domain.money import format_wan
from xmtz.domain.rounding import decimal_text, percent, points
from xmtz.index.questions import Events
from xmtz.render.sheet import rows_csv
from xmtz.reports.monthly import Line, Monthly, Part, Rate
from xmtz.words.lang import say

VERSION: Final = 1


def bulletin_json(report: Monthly) -> str:
    """The bulletin as JSON. Amounts are 万元 as exact decimal texts, rates both as a fraction and printed."""
    return json.dumps(bulletin_data(report), ensure_ascii=False, indent=2)


def bulletin_data(report: Monthly) -> dict[str, Any]:
    """The bulletin as plain data."""
    return {
        "version": VERSION,
        "report": "monthly",
        "ledger": report.ledger,
        "period": str(report.month),
        "state": report.state,
        "by": report.by,
        "projects": report.projects,
        "bundles": report.bundles,
        "position": {
            "batches": [_part(part) for part in report.batches],
            "stages": [_part(part) for part in report.stages],
            "levels": [_part(part) for part in report.levels],
            "started": {span: _events(one) for span, one in report.started.items()},
            "completed": {span: _events(one) for span, one in report.completed.items()},
        },
        "rank_by": report.rank_by,
        "indicators": {
            key: {
                "label": _both(one.label),
                "since": str(one.since),
                "counts": one.counts,
                "of": one.of,
                "when": one.when,
            }
            for key, one in report.indicators.items()
        },
        "rows": [_line(line, report) for line in report.lines],
        "total": _line(report.whole, report),
        "issues": {
            "groups": [
                {"label": label, "open": o, "overdue": d, "raised": r, "cleared": c}
                for label, o, d, r, c in report.issues
            ],
            "overdue": [
                {
                    "project": i.project,
                    "id": i.id,
                    "title": i.title,
                    "due": i.due,
                    "unit": i.assigned_unit,
                    "path": i.path,
                }
                for i in report.overdue
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
                "rate": percent(one.rate),
                "gap": points(one.gap),
            }
            for one in report.lagging
        ],
        "unreported": [
            {"id": one.id, "name": one.name, "unit": one.unit, "path": one.path} for one in report.unreported
        ],
        "lists": [{"label": one.label, "projects": [p.id for p in one.projects]} for one in report.lists],
        "unread": report.unread,
        "doubtful": report.doubtful,
    }


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


def _events(one: Events) -> dict[str, Any]:
    return {
        "projects": one.projects,
        "total": format_wan(one.total),
        "plan": format_wan(one.plan),
        "invested_all": format_wan(one.invested_all),
    }


def _line(line: Line, report: Monthly) -> dict[str, Any]:
    return {
        "key": line.key,
        "label": line.label,
        "projects": line.projects,
        "plan": format_wan(line.plan),
        "invested": format_wan(line.invested),
        "rates": {key: _rate(rate, bool(report.indicators[key].amount)) for key, rate in line.rates.items()},
    }


def _rate(rate: Rate, amount: bool) -> dict[str, Any]:
    return {
        "counts": format_wan(rate.counts) if amount else str(rate.counts),
        "of": format_wan(rate.of) if amount else str(rate.of),
        "unit": "万元" if amount else None,
        "rate": None if rate.rate is None else percent(rate.rate),
        "fraction": None if rate.rate is None else [rate.rate.numerator, rate.rate.denominator],
        "gap": None if rate.gap is None else points(rate.gap),
        "rank": rate.rank,
        "rank_before": rate.rank_before,
        "projects": rate.projects,
    }


def bulletin_csv(report: Monthly) -> str:
    """One row for each group and indicator."""
    columns = [
        say("月份", "month"),
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
        say("上月名次", "rank before"),
        say("项目数", "projects"),
    ]
    rows = []
    for line in [*report.lines, report.whole]:
        for key, one in report.indicators.items():
            rate = line.rates.get(key)
            if rate is None:
                continue
            data = _rate(rate, bool(one.amount))
            rows.append(
                [
                    report.month,
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


__all__ = ["bulletin_csv", "bulletin_data", "bulletin_json", "decimal_text"]
