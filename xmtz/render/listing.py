"""A list of projects in print."""

from __future__ import annotations

import json
from collections.abc import Sequence

from xmtz.domain.money import format_amount, format_wan
from xmtz.domain.width import cut
from xmtz.index.lists import Listed
from xmtz.render.document import Document, Section, Table
from xmtz.render.sheet import rows_csv
from xmtz.reports.names import Names
from xmtz.words.lang import say


def listing_document(rows: Sequence[Listed], names: Names) -> Document:
    """The list as a document."""
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("级别", "Level"),
        say("阶段", "Stage"),
        say("总投资(万元)", "Total (万元)"),
        say("本年完成/计划", "Done/plan"),
        say("问题", "Issues"),
    ]
    cells = [
        [
            row.id,
            cut(row.name, 44),
            names.label("unit", row.unit),
            names.label("level", row.level),
            names.label("stage", row.stage),
            _wan(row.total),
            "" if row.plan is None else f"{_wan(row.invested)}/{_wan(row.plan)}",
            str(row.issues_open) if row.issues_open else "",
        ]
        for row in rows
    ]
    total = sum(row.total or 0 for row in rows)
    head = say(
        "{n} 个项目，总投资 {t} 亿元",
        "{n} projects, total {t} 亿元",
        n=len(rows),
        t=format_amount(total, "亿元", 2),
    )
    return Document(head, (), [Section("", (), [Table(columns, cells, frozenset({5, 6, 7}))])])


def _wan(amount: int | None) -> str:
    return "" if amount is None else format_amount(amount, "万元", None, thousands=True)


def listing_json(rows: Sequence[Listed]) -> str:
    """The list as JSON; amounts in 万元."""
    found = []
    for row in rows:
        data = row._asdict()
        for name in ("total", "plan", "invested"):
            data[name] = None if data[name] is None else format_wan(data[name])
        data["tags"] = (row.tags or "").split("\n") if row.tags else []
        found.append(data)
    return json.dumps({"version": 1, "projects": found}, ensure_ascii=False, indent=2)


def listing_csv(rows: Sequence[Listed], names: Names) -> str:
    """The list as CSV; amounts in 万元."""
    columns = [
        say("编号", "id"),
        say("项目", "project"),
        say("责任单位", "unit"),
        say("级别", "level"),
        say("建设性质", "kind"),
        say("行业", "sector"),
        say("阶段", "stage"),
        say("总投资(万元)", "total (万元)"),
        say("年度计划(万元)", "plan (万元)"),
        say("本年完成(万元)", "invested (万元)"),
        say("未销号问题", "open issues"),
        say("文件", "path"),
    ]
    return rows_csv(
        columns,
        [
            [
                r.id,
                r.name,
                names.label("unit", r.unit),
                names.label("level", r.level),
                names.label("kind", r.kind),
                names.label("sector", r.sector),
                names.label("stage", r.stage),
                None if r.total is None else format_wan(r.total),
                None if r.plan is None else format_wan(r.plan),
                format_wan(r.invested),
                r.issues_open,
                r.path,
            ]
            for r in rows
        ],
    )
