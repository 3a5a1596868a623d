"""A list of projects in print."""

from __future__ import annotations

import json
from collections.abc import Sequence

from xmtz.domain.money import format_wan
from xmtz.domain.rounding import NOTHING
from xmtz.index.lists import Listed
from xmtz.render.amounts import in_wan, suited
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
        say("阶段", "Stage"),
        say("总投资(万元)", "Total (万元)"),
        say("年度计划(万元)", "Plan (万元)"),
        say("本年完成(万元)", "Done (万元)"),
        say("未销号", "Issues"),
    ]
    amounts = in_wan(one or 0 for row in rows for one in (row.total, row.plan, row.invested))

    def text(amount: int | None) -> str:
        return NOTHING if amount is None else amounts.text(amount)

    cells = [
        [
            row.id,
            row.name,
            names.label("unit", row.unit),
            names.label("stage", row.stage),
            text(row.total),
            text(row.plan),
            text(row.invested),
            str(row.issues_open or ""),
        ]
        for row in rows
    ]
    total = sum(row.total or 0 for row in rows)
    head = say(
        "{n} 个项目，总投资 {t}",
        "{n} projects, total {t}",
        n=len(rows),
        t=suited(total, [total]).with_unit(total),
    )
    return Document(head, (), [Section("", (), [Table(columns, cells, frozenset(range(4, 8)))])])


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
