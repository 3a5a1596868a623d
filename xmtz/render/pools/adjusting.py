"""The adjustment of key lists in print: proposals with what carries them out, and who entered and left."""

from __future__ import annotations

import json
from collections.abc import Sequence
from shlex import quote
from typing import Any, Final

from xmtz.domain.money import format_wan
from xmtz.domain.rounding import NOTHING
from xmtz.render.amounts import Amounts, suited
from xmtz.render.document import Document, Section, Table
from xmtz.render.row_facts import facts_text
from xmtz.render.sheet import rows_csv
from xmtz.reports.names import Names
from xmtz.reports.pools.adjusting import ENTER, LEAVE, Moved, Moves, Proposal, Proposals
from xmtz.words.lang import Say, say

_ACTIONS: Final = {ENTER: Say("调入", "enter"), LEAVE: Say("调出", "leave")}


def command_of(one: Proposal) -> str:
    """The command that carries a proposal out."""
    reason = say("；", "; ").join(reason.label.text() for reason in one.reasons)
    return f"xmtz review {one.action} {one.id} {one.listed} --on {one.on} --reason {quote(reason)}"


def proposals_document(value: Proposals, ledger: str, names: Names) -> Document:
    """What the rules propose, list by list, and below each the commands."""
    subtitle = [say("{n}　按 {m} 月末情况", "{n}, as at the end of {m}", n=ledger, m=value.month)]
    sections = [section for key in value.members for section in _of_list(value, key, names)]
    return Document(say("名录调整建议（优进劣退）", "Proposals for key lists"), subtitle, sections)


def _of_list(value: Proposals, key: str, names: Names) -> list[Section]:
    label = names.label("list", key)
    if key in value.without:
        text = say(
            "没有调整规则：写在 rules/indicators.yaml 的 adjustments.{key}",
            "no rules: they go into rules/indicators.yaml, adjustments.{key}",
            key=key,
        )
        return [Section(label, [text])]
    rows = [one for one in value.rows if one.listed == key]
    counts = {action: sum(one.action == action for one in rows) for action in _ACTIONS}
    text = say(
        "在名录 {n} 个，建议调出 {o} 个、调入 {i} 个",
        "{n} on the list; {o} proposed to leave, {i} to enter",
        n=value.members[key],
        o=counts[LEAVE],
        i=counts[ENTER],
    )
    if not rows:
        return [Section(label, [text])]
    columns = [
        say("建议", "Action"), say("编号", "Id"), say("项目", "Project"), say("责任单位", "Unit"), say("理由", "Reason"),
        say("事实", "Facts"),
    ]  # fmt: skip
    cells = [
        [
            _ACTIONS[one.action].text(), one.id, one.name, names.label("unit", one.unit),
            say("；", "; ").join(reason.label.text() for reason in one.reasons), _facts(one, names),
        ]
        for one in rows
    ]  # fmt: skip
    commands = [say("核对后执行：", "To carry them out:"), *(command_of(one) for one in rows)]
    return [Section(label, [text], [Table(columns, cells)], (), ()), Section("", commands)]


def _facts(one: Proposal, names: Names) -> str:
    merged = {name: value for reason in one.reasons for name, value in reason.facts.items()}
    text = facts_text(merged, names)
    if one.action == ENTER and one.since is not None:
        text += say("；{d} 调出过：{w}", "; left on {d}: {w}", d=one.since, w=one.why_left or NOTHING)
    elif one.action == LEAVE and one.since is not None:
        text += say("；{d} 调入", "; on the list since {d}", d=one.since)
    return text


def proposals_csv(value: Proposals, names: Names) -> str:
    """A row for each proposal."""
    columns = [
        say("名录", "list"), say("建议", "action"), say("编号", "id"), say("项目", "project"), say("责任单位", "unit"),
        say("总投资(万元)", "total (万元)"), say("理由", "reason"), say("事实", "facts"), say("命令", "command"),
    ]  # fmt: skip
    rows = [
        [
            names.label("list", one.listed), _ACTIONS[one.action].text(), one.id, one.name, names.label("unit", one.unit),
            None if one.total is None else format_wan(one.total),
            say("；", "; ").join(reason.label.text() for reason in one.reasons), _facts(one, names), command_of(one),
        ]
        for one in value.rows
    ]  # fmt: skip
    return rows_csv(columns, rows)


def proposals_json(value: Proposals) -> str:
    """The proposals as data; amounts of the row as they are there, in 分."""
    rows: list[dict[str, Any]] = [
        {
            **one._asdict(),
            "total": None if one.total is None else format_wan(one.total),
            "on": one.on.isoformat(),
            "reasons": [{"key": r.key, "label": r.label.text(), "facts": r.facts} for r in one.reasons],
            "command": command_of(one),
        }
        for one in value.rows
    ]
    data = {
        "version": 1, "month": str(value.month), "day": value.on.isoformat(), "members": value.members,
        "without_rules": value.without, "proposals": rows,
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2)


def moves_document(value: Moves, ledger: str, names: Names) -> Document:
    """Who entered and left in a period: the count of each list, then every move with its reason."""
    subtitle = [say("{n}　{a} 至 {b}", "{n}, {a} to {b}", n=ledger, a=value.since, b=value.day)]
    every = [row.total or 0 for row in value.rows] + [one.now_total for one in value.balances]
    amounts = suited(max(every, default=0), every)
    head = [
        say("名录", "Key list"), say("期初", "Before"), say("调入", "Entered"), say("调出", "Left"), say("期末", "Now"),
        say("期末总投资({u})", "Total now ({u})", u=amounts.unit),
    ]  # fmt: skip
    counts = [
        [names.label("list", one.listed), *map(str, (one.before, one.entered, one.left, one.now)), amounts.text(one.now_total)]
        for one in value.balances
    ]  # fmt: skip
    title = say("名录调入调出", "Who entered and left the key lists")
    if not counts:
        none = say(
            "没有项目在名录内，也没有调入调出。", "No project is on a key list, and none entered or left."
        )
        return Document(title, subtitle, [Section("", [none])])
    sections = [Section("", (), [Table(head, counts, frozenset(range(1, 6)))])]
    for action, label in _ACTIONS.items():
        rows = [row for row in value.rows if row.action == action]
        heading = say("{a} {n} 个", "{a}: {n}", a=label, n=len(rows))
        sections.append(Section(heading, (), [_moved(rows, amounts, names)] if rows else []))
    return Document(title, subtitle, sections)


def _moved(rows: Sequence[Moved], amounts: Amounts, names: Names) -> Table:
    columns = [
        say("名录", "Key list"), say("日期", "Day"), say("编号", "Id"), say("项目", "Project"), say("责任单位", "Unit"),
        say("总投资({u})", "Total ({u})", u=amounts.unit), say("理由", "Reason"),
    ]  # fmt: skip
    cells = [
        [
            names.label("list", row.listed), row.day, row.id, row.name, names.label("unit", row.unit),
            NOTHING if row.total is None else amounts.text(row.total), row.reason or NOTHING,
        ]
        for row in rows
    ]  # fmt: skip
    return Table(columns, cells, frozenset({5}))


def moves_csv(value: Moves, names: Names) -> str:
    """A row for each move; amounts in 万元."""
    columns = [
        say("名录", "list"), say("调整", "action"), say("日期", "day"), say("编号", "id"), say("项目", "project"),
        say("责任单位", "unit"), say("级别", "level"), say("总投资(万元)", "total (万元)"), say("理由", "reason"),
    ]  # fmt: skip
    rows = [
        [
            names.label("list", row.listed), _ACTIONS[row.action].text(), row.day, row.id, row.name,
            names.label("unit", row.unit), names.label("level", row.level),
            None if row.total is None else format_wan(row.total), row.reason,
        ]
        for row in value.rows
    ]  # fmt: skip
    return rows_csv(columns, rows)


def moves_json(value: Moves) -> str:
    """The moves as data; amounts in 万元."""
    rows = [
        {**row._asdict(), "total": None if row.total is None else format_wan(row.total)} for row in value.rows
    ]
    data = {
        "version": 1, "since": value.since.isoformat(), "day": value.day.isoformat(),
        "lists": [{**one._asdict(), "now_total": format_wan(one.now_total)} for one in value.balances], "moves": rows,
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2)
