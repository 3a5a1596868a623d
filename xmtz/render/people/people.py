"""Everyone on one list: as a table, as CSV, as JSON; and the posts that nobody fills."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from xmtz.checks.posts import named
from xmtz.domain.money import format_wan
from xmtz.records.post_rules import BODIES, ROLES
from xmtz.render.amounts import in_wan
from xmtz.render.document import Document, Section, Table
from xmtz.render.sheet import rows_csv
from xmtz.reports.names import Names
from xmtz.reports.people.people import Sheet
from xmtz.reports.people.unassigned import Asked
from xmtz.words.lang import say


def _table(sheets: Sequence[Sheet], names: Names) -> Table:
    roles = [role for role in ROLES if role not in BODIES and any(one.count(role) for one in sheets)]
    amounts = in_wan(one.total for one in sheets)
    columns = [
        say("姓名", "Name"),
        say("单位", "Unit"),
        say("职级", "Rank"),
        say("项目", "Projects"),
        *(ROLES[role].text() for role in roles),
        say("总投资（{u}）", "Investment ({u})", u=amounts.unit),
        say("项目未销号问题", "Open issues of the projects"),
        say("交办本人的问题", "Issues assigned"),
        say("逾期事项", "Overdue"),
    ]
    rows = [
        [
            one.person.name,
            names.label("unit", one.person.unit) if one.person.unit else "",
            names.label("rank", one.person.rank) if one.person.rank else "",
            str(len(one.projects)),
            *(str(one.count(role) or "") for role in roles),
            amounts.text(one.total),
            str(one.open_issues or ""),
            str(len(one.issues) or ""),
            str(one.overdue or ""),
        ]
        for one in sheets
    ]
    late = frozenset(n for n, one in enumerate(sheets) if one.overdue)
    return Table(columns, rows, frozenset(range(3, len(columns))), late)


def people_document(sheets: Sequence[Sheet], names: Names, ledger: str, day: date) -> Document:
    """Everyone with what they hold, those with most projects first."""
    head = say("{l}　截至 {d}　{n} 人", "{l}, up to {d}, {n} people", l=ledger, d=day, n=len(sheets))
    return Document(say("责任人", "People"), [head], [Section("", (), [_table(sheets, names)])])


def people_csv(sheets: Sequence[Sheet], names: Names) -> str:
    """One row a person."""
    table = _table(sheets, names)
    return rows_csv(table.columns, table.rows)


def people_json(sheets: Sequence[Sheet], day: date) -> str:
    """Everyone as data. Amounts are 万元 as exact decimal texts."""
    data = {"version": 1, "day": day.isoformat(), "people": [person_data(one) for one in sheets]}
    return json.dumps(data, ensure_ascii=False, indent=2)


def person_data(one: Sheet) -> dict[str, Any]:
    """The counts of a person."""
    counts = {role: one.count(role) for role in ROLES if one.count(role)}
    return {
        **one.person._asdict(),
        "projects": len(one.projects),
        "posts": counts,
        "total": format_wan(one.total),
        "open_issues": one.open_issues,
        "issues_assigned": len(one.issues),
        "overdue": one.overdue,
    }


def _gaps(found: Sequence[Asked], names: Names) -> Table:
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("级别", "Level"),
        say("阶段", "Stage"),
        say("要求", "Asked for"),
        say("未明确", "Not filled"),
    ]
    rows = [
        [
            one.project.id,
            one.project.name,
            names.label("unit", one.project.unit),
            names.label("level", one.project.level) if one.project.level else "",
            names.label("stage", one.project.stage) if one.project.stage else "",
            one.rule.label.text(),
            named(one.lacking).text(),
        ]
        for one in found
    ]
    return Table(columns, rows)


def gaps_document(found: Sequence[Asked], names: Names, ledger: str, day: date, rules: bool) -> Document:
    """The projects that lack a post."""
    head = say("{l}　截至 {d}　{n} 处", "{l}, up to {d}: {n}", l=ledger, d=day, n=len(found))
    notes = []
    if not rules:
        notes = [
            say(
                "rules/stages.yaml 没有 posts，没有规定哪些职责须明确。",
                "rules/stages.yaml has no posts: no post is asked for.",
            )
        ]
    elif not found:
        notes = [say("规则要求的职责都已明确。", "Every post that the rules ask for is filled.")]
    title = say("未明确责任人的项目", "Projects with posts not filled")
    return Document(title, [head], [Section("", notes, [_gaps(found, names)])])


def gaps_csv(found: Sequence[Asked], names: Names) -> str:
    """One row a project and rule."""
    table = _gaps(found, names)
    return rows_csv(table.columns, table.rows)


def gaps_json(found: Sequence[Asked], day: date) -> str:
    """What is not filled as data."""
    items = [
        {
            "id": one.project.id,
            "name": one.project.name,
            "unit": one.project.unit,
            "level": one.project.level,
            "stage": one.project.stage,
            "rule": one.rule.key,
            "lacking": one.lacking,
            "path": one.project.path,
        }
        for one in found
    ]
    return json.dumps(
        {"version": 1, "day": day.isoformat(), "unassigned": items}, ensure_ascii=False, indent=2
    )
