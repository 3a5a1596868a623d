"""Plans of investment as CSV and JSON: a row for each project, amounts in 万元."""

from __future__ import annotations

import json
from typing import Any

from xmtz.domain.money import Fen, format_wan
from xmtz.render.amounts import Amounts
from xmtz.render.pools.invest_plans import checked, remark
from xmtz.render.sheet import rows_csv
from xmtz.reports.names import Names
from xmtz.reports.pools.annual import PARTS, Annual, AnnualSum
from xmtz.reports.pools.rolling import Rolling, RollingSum
from xmtz.words.lang import say

_WAN = Amounts("万元", 2)


def rolling_csv(value: Rolling, names: Names) -> str:
    """A row for each project."""
    columns = [
        say("责任单位", "unit"), say("编号", "id"), say("项目", "project"), say("级别", "level"), say("行业领域", "sector"),
        say("阶段", "stage"), say("总投资(万元)", "total (万元)"), say("此前完成(万元)", "before (万元)"),
        *(say("{y}年计划(万元)", "plan {y} (万元)", y=year) for year in value.years), say("三年合计(万元)", "three years (万元)"),
        say("剩余(万元)", "left (万元)"), say("核对", "check"),
    ]  # fmt: skip
    rows = [
        [
            names.label("unit", row.project.unit), row.project.id, row.project.name, names.label("level", row.project.level),
            names.label("sector", row.project.sector), names.label("stage", row.project.stage), _wan(row.project.total),
            *(_wan(amount) for amount in (row.before, *row.years, row.planned, row.left)), checked(row, _WAN),
        ]
        for row in value.rows
    ]  # fmt: skip
    return rows_csv(columns, rows)


def annual_csv(value: Annual, names: Names) -> str:
    """A row for each project."""
    columns = [
        say("类别", "part"), say("编号", "id"), say("项目", "project"), say("级别", "level"), say("行业领域", "sector"),
        say("责任单位", "unit"), say("阶段", "stage"), say("总投资(万元)", "total (万元)"), say("此前完成(万元)", "before (万元)"),
        say("年度计划(万元)", "plan (万元)"), say("计划开工", "planned start"), say("计划竣工", "planned finish"),
        say("备注", "remark"),
    ]  # fmt: skip
    rows = [
        [
            PARTS[row.part].text(), row.project.id, row.project.name, names.label("level", row.project.level),
            names.label("sector", row.project.sector), names.label("unit", row.project.unit),
            names.label("stage", row.project.stage), _wan(row.project.total), _wan(row.before), _wan(row.plan),
            row.project.planned_start, row.project.planned_finish, remark(row),
        ]
        for row in value.rows
    ]  # fmt: skip
    return rows_csv(columns, rows)


def rolling_json(value: Rolling) -> str:
    """The rolling plan as data."""
    data = {
        **_head("rolling", value),
        "years": value.years,
        "projects": [
            {
                **_project(row.project), "before": _wan(row.before), "plans": [_wan(n) for n in row.years],
                "left": _wan(row.left), "exceeds": row.left is not None and row.left < 0,
            }
            for row in value.rows
        ],
        "units": [_rolling_sum(one) for one in value.units],
        "whole": _rolling_sum(value.whole),
        "unplanned": [one.id for one in value.unplanned],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2)


def annual_json(value: Annual) -> str:
    """The plan of a year as data."""
    data = {
        **_head("annual", value),
        "year": value.year,
        "by": value.by,
        "projects": [
            {
                "part": row.part, **_project(row.project), "group": row.group, "before": _wan(row.before),
                "plan": _wan(row.plan), "finishes": row.finishes, "carried": row.carried,
            }
            for row in value.rows
        ],
        "parts": {part: _annual_sum(one) for part, one in value.parts.items()},
        "groups": [_annual_sum(one) for one in value.groups],
        "whole": _annual_sum(value.whole),
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2)


def _head(kind: str, value: Rolling | Annual) -> dict[str, Any]:
    return {
        "version": 1, "kind": kind, "day": value.day.isoformat(), "expected": value.expected, "bundled": value.bundled,
        "count": {"split": value.counts.split, "bundled": value.counts.bundled},
    }  # fmt: skip


def _project(one: Any) -> dict[str, Any]:
    names = (
        "id",
        "name",
        "level",
        "kind",
        "sector",
        "unit",
        "stage",
        "planned_start",
        "planned_finish",
        "path",
    )
    return {**{name: getattr(one, name) for name in names}, "total": _wan(one.total)}


def _rolling_sum(one: RollingSum) -> dict[str, Any]:
    return {
        **one._asdict(), "total": _wan(one.total), "before": _wan(one.before), "years": [_wan(n) for n in one.years],
    }  # fmt: skip


def _annual_sum(one: AnnualSum) -> dict[str, Any]:
    return {**one._asdict(), **{name: _wan(getattr(one, name)) for name in ("total", "before", "plan")}}


def _wan(amount: Fen | None) -> str | None:
    return None if amount is None else format_wan(amount)
