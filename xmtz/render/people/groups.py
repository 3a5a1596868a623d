"""Project groups and task forces as a document, as CSV, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from xmtz.domain.money import format_wan
from xmtz.render.amounts import Amounts, in_wan
from xmtz.render.document import Document, Section, Table
from xmtz.render.sheet import rows_csv
from xmtz.reports.names import Names
from xmtz.reports.people.groups import POSTS, Group, Groups, Load
from xmtz.words.lang import say, series


def groups_document(value: Groups, names: Names, ledger: str) -> Document:
    """The groups, the task forces, how far posts are filled, on which rung issues stand."""
    head = say("{l}　截至 {d}", "{l}, up to {d}", l=ledger, d=value.day)
    sections = [section for section in _sections(value, names) if section.tables[0].rows]
    if not sections:
        nothing = say(
            "units.yaml 没有项目小组（kind: group），规则里也没有专班。",
            "units.yaml has no groups (kind: group), and the rules have no task forces.",
        )
        sections = [Section("", [nothing])]
    return Document(say("项目小组和专班", "Groups and task forces"), [head], sections)


def groups_csv(value: Groups, names: Names) -> str:
    """The tables one below the other, each under its heading."""
    return "\r\n".join(
        f"{section.heading}\r\n" + rows_csv(section.tables[0].columns, section.tables[0].rows)
        for section in _sections(value, names)
        if section.tables[0].rows
    )


def _sections(value: Groups, names: Names) -> Iterator[Section]:
    loads = [one.load for one in value.groups] + [one.load for one in value.taskforces]
    amounts = in_wan(load.total for load in loads)
    yield Section(say("项目小组", "Groups"), (), [_groups(value, names, amounts)])
    columns = [say("专班", "Task force"), *_load_columns(amounts)]
    rows = [[names.label("taskforce", one.key), *_load(one.load, amounts)] for one in value.taskforces]
    yield Section(say("专班", "Task forces"), (), [Table(columns, rows, frozenset(range(1, 5)))])
    columns = [
        say("要求", "Asked for"),
        say("应明确的项目", "Projects"),
        say("已全部明确", "All filled"),
        say("未明确", "Not filled"),
    ]
    rows = [
        [one.rule.label.text(), str(one.asked), str(one.complete), str(one.asked - one.complete or "")]
        for one in value.posts
    ]
    yield Section(say("责任要求", "Posts asked for"), (), [Table(columns, rows, frozenset((1, 2, 3)))])
    columns = [say("层级", "Level"), say("未销号问题", "Open issues")]
    rows = [[names.label("rung", one.key), str(one.issues or "")] for one in value.rungs]
    ladder = Section(say("问题所在的层级", "Where issues stand"), (), [Table(columns, rows, frozenset((1,)))])
    if any(one.issues for one in value.rungs):
        yield ladder


def _load_columns(amounts: Amounts) -> list[str]:
    return [
        say("项目", "Projects"),
        say("总投资（{u}）", "Investment ({u})", u=amounts.unit),
        say("未销号问题", "Open issues"),
        say("逾期事项", "Overdue"),
    ]


def _load(load: Load, amounts: Amounts) -> list[str]:
    total = amounts.text(load.total) if load.projects else ""
    return [str(load.projects or ""), total, str(load.issues or ""), str(load.overdue or "")]


def _groups(value: Groups, names: Names, amounts: Amounts) -> Table:
    columns = [
        say("小组", "Group"),
        say("组长", "Head"),
        say("局办", "Office"),
        say("包抓干部", "Cadres"),
        say("下设小组", "Groups below"),
        *_load_columns(amounts),
    ]
    rows = [
        [
            ("　" if one.parent is not None else "") + names.label("unit", one.key),
            *(series(one.people[role]).text() for role in POSTS),
            str(len(one.below) or ""),
            *_load(one.load, amounts),
        ]
        for one in value.groups
    ]
    heads = frozenset(n for n, one in enumerate(value.groups) if one.below)
    return Table(columns, rows, frozenset(range(4, 9)), heads)


def group_document(one: Group, value: Groups, names: Names, ledger: str) -> Document:
    """One group with its projects, and who has which post of each."""
    amounts = in_wan(project.total or 0 for project in one.projects)
    title = names.units[one.key].name or one.key
    head = [
        say("{l}　截至 {d}", "{l}, up to {d}", l=ledger, d=value.day),
        say(
            "组长 {h}　局办 {o}　项目 {p} 个　未销号问题 {i} 个　逾期事项 {v} 项",
            "head {h}, office {o}, {p} projects, {i} open issues, {v} overdue",
            h=series(one.people["head"]) if one.people["head"] else "—",
            o=series(one.people["office"]) if one.people["office"] else "—",
            p=one.load.projects,
            i=one.load.issues,
            v=one.load.overdue,
        ),
    ]
    return Document(title, head, [Section("", (), [_projects(one, value, names, amounts)])])


def group_csv(one: Group, value: Groups, names: Names) -> str:
    """The projects of one group."""
    table = _projects(one, value, names, in_wan(project.total or 0 for project in one.projects))
    return rows_csv(table.columns, table.rows)


def _projects(one: Group, value: Groups, names: Names, amounts: Amounts) -> Table:
    columns = [
        say("小组", "Group"),
        say("编号", "Id"),
        say("项目", "Project"),
        say("阶段", "Stage"),
        say("总投资（{u}）", "Investment ({u})", u=amounts.unit),
        say("组长", "Head"),
        say("局办", "Office"),
        say("包抓干部", "Cadre"),
    ]
    known = {group.key: group for group in value.groups}
    rows = [
        [
            names.label("unit", group.key),
            project.id,
            project.name,
            names.label("stage", project.stage) if project.stage else "",
            "" if project.total is None else amounts.text(project.total),
            *(value.roles.get(project.path, {}).get(role, "") for role in POSTS),
        ]
        for group in _with_below(one, known)
        for project in group.projects
    ]
    return Table(columns, rows, frozenset((4,)))


def _with_below(one: Group, known: dict[str, Group]) -> Iterator[Group]:
    seen: set[str] = set()
    left = [one.key]
    while left:
        key = left.pop(0)
        if key not in seen:
            seen.add(key)
            yield known[key]
            left = [*known[key].below, *left]


def groups_json(value: Groups) -> str:
    """Everything as data. Amounts are 万元 as exact decimal texts."""
    data = {
        "version": 1,
        "day": value.day.isoformat(),
        "groups": [
            {
                "key": one.key,
                "parent": one.parent,
                **one.people,
                "below": one.below,
                **_data(one.load),
                "own": [
                    {
                        "id": project.id,
                        "name": project.name,
                        "stage": project.stage,
                        **{role: value.roles.get(project.path, {}).get(role) for role in POSTS},
                    }
                    for project in one.projects
                ],
            }
            for one in value.groups
        ],
        "taskforces": [{"key": one.key, **_data(one.load)} for one in value.taskforces],
        "posts": [{"key": one.rule.key, "asked": one.asked, "complete": one.complete} for one in value.posts],
        "rungs": {one.key: one.issues for one in value.rungs},
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _data(load: Load) -> dict[str, object]:
    return {**load._asdict(), "total": format_wan(load.total)}
