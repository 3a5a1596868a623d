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


def listing_document(rows: Sequence[Listed], names: Names, priority: bool = False) -> Document:
    """The list as a document; `priority`: with the rank of each, its urgency and its importance."""
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
    notes = []
    if priority:
        columns[:0] = [say("次序", "Rank"), say("紧急", "Urgency"), say("重要", "Importance")]
        cells = [[*ranked, *own] for ranked, own in zip(_ranks(rows), cells, strict=True)]
        notes.append(
            say(
                "紧急、重要各 1 至 5，1 最高；按两者之和从小到大排，和相同的紧急在前，再看总投资。",
                "Urgency and importance are 1 to 5, 1 the highest; the smallest sum first, then the more urgent, then "
                "the larger total.",
            )
        )
        unrated = sum(row.urgency is None for row in rows)
        if unrated:
            notes.append(
                say(
                    "{n} 个没有评定，排在最后：xmtz set 项目 priority='{{urgency: 1, importance: 2}}'",
                    "{n} are unrated and come last: xmtz set PROJECT priority='{{urgency: 1, importance: 2}}'",
                    n=unrated,
                )
            )
    total = sum(row.total or 0 for row in rows)
    head = say(
        "{n} 个项目，总投资 {t}",
        "{n} projects, total {t}",
        n=len(rows),
        t=suited(total, [total]).with_unit(total),
    )
    right = frozenset(range(len(columns) - 4, len(columns))) | (
        frozenset(range(3)) if priority else frozenset()
    )
    return Document(head, (), [Section("", (), [Table(columns, cells, right)], notes)])


def _ranks(rows: Sequence[Listed]) -> list[list[str]]:
    """Rank, urgency and importance of each row; the unrated are marked."""
    found = []
    for n, row in enumerate(rows, 1):
        if row.urgency is None:
            found.append([NOTHING, say("未评定", "unrated"), say("未评定", "unrated")])
        else:
            found.append([str(n), str(row.urgency), str(row.importance)])
    return found


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


def listing_csv(rows: Sequence[Listed], names: Names, priority: bool = False) -> str:
    """The list as CSV; amounts in 万元. `priority`: as in `listing_document`."""
    more = [say("次序", "rank"), say("紧急", "urgency"), say("重要", "importance")] if priority else []
    first: list[list[str]] = _ranks(rows) if priority else [[] for _ in rows]
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
        [*more, *columns],
        [
            [
                *ranked,
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
            for ranked, r in zip(first, rows, strict=True)
        ],
    )
