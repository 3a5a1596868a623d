"""Dossiers as documents, rows and JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from xmtz.domain.rounding import NOTHING
from xmtz.records.project import DOSSIER_PARTS
from xmtz.render.document import Document, Section, Table
from xmtz.render.dossiers.dossier_files import state_of
from xmtz.render.sheet import rows_csv
from xmtz.reports.dossier import STATES, Dossier, Held, Part
from xmtz.reports.names import Names
from xmtz.words.lang import Say, say

_MISSING: Final = Say("缺", "missing")
_AWAITED: Final = Say("待归卷", "awaited")
_NOT_FILED: Final = Say("未归卷", "not filed")


# ---- All projects


def status_document(found: Sequence[Dossier], names: Names, day: date, every: int, lacking: bool) -> Document:
    """Projects with their five parts, out of `every`; `lacking`: only those that lack something are listed."""
    columns, rows = _status(found, names)
    short = sum(bool(one.missing) for one in found)
    wrong = sum(len(one.wrong) for one in found)
    said = {"n": len(found), "m": short, "w": wrong, "o": every - len(found)}
    notes = [
        say(
            "{m} 个项目缺部分，{w} 份文件有问题。",
            "{m} projects lack a part, {w} documents are not as they should be.",
            **said,
        )
        if lacking
        else say(
            "{n} 个项目有案卷或应有案卷，其中 {m} 个缺部分，{w} 份文件有问题。",
            "{n} projects have a dossier or should have one; {m} lack a part, {w} documents are not as they should be.",
            **said,
        )
    ]
    if every > len(found) and not lacking:
        notes.append(say("另有 {o} 个项目还没有应归卷的部分。", "Nothing is due of {o} others yet.", **said))
    if wrong:
        notes.append(
            say("xmtz dossier verify 列出有问题的文件。", "xmtz dossier verify lists these documents.")
        )
    title = say("一项一卷（{d}）", "Dossiers ({d})", d=day)
    return Document(title, (), [Section("", (), [Table(columns, rows, frozenset(range(4, 9)))], notes)])


def _status(found: Sequence[Dossier], names: Names) -> tuple[list[str], list[list[str]]]:
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("阶段", "Stage"),
        *(label.text() for label in DOSSIER_PARTS.values()),
        say("文件问题", "Documents"),
    ]
    return columns, [_status_row(one, names) for one in found]


def _status_row(one: Dossier, names: Names) -> list[str]:
    wrong = [
        f"{label.text()} {count}"
        for state, label in STATES.items()
        if (count := sum(held.state == state for held in one.wrong))
    ]
    return [
        one.id,
        one.name,
        names.label("unit", one.unit),
        names.label("stage", one.stage),
        *(_count(part) for part in one.parts),
        say("、", ", ").join(wrong),
    ]


def _count(part: Part) -> str:
    if part.state == "there":
        return str(part.documents)
    return {"missing": _MISSING.text(), "awaited": _AWAITED.text()}.get(part.state, NOTHING)


def status_csv(found: Sequence[Dossier], names: Names) -> str:
    """The list as CSV."""
    return rows_csv(*_status(found, names))


def status_json(found: Sequence[Dossier], day: date) -> str:
    """Dossiers as data."""
    data = {"version": 1, "day": day.isoformat(), "projects": [dossier_data(one) for one in found]}
    return json.dumps(data, ensure_ascii=False, indent=2)


def dossier_data(one: Dossier) -> dict[str, Any]:
    """One dossier as data."""
    return {
        "id": one.id,
        "name": one.name,
        "path": one.path,
        "unit": one.unit,
        "stage": one.stage,
        "parts": [_part_data(part) for part in one.parts],
        "documents": [held_data(held) for held in one.documents],
    }


def _part_data(part: Part) -> dict[str, Any]:
    due = part.due
    return {
        "key": part.key,
        "state": part.state,
        "documents": part.documents,
        "required_by": due.stage if due else None,
        "since": due.since.isoformat() if due else None,
        "by": due.by.isoformat() if due else None,
    }


def held_data(held: Held) -> dict[str, Any]:
    """One document as data."""
    why = held.why.text() if held.why is not None else None
    return {**held._asdict(), "size": held.size if held.found else None, "why": why}


# ---- One project


def dossier_document(one: Dossier, names: Names) -> Document:
    """The overview of one dossier: its parts, and its documents."""
    sections = [parts_section(one, names)]
    if one.documents:
        sections.append(documents_section(one))
    return Document(f"{one.id}　{one.name}", [one.path], sections)


def parts_section(one: Dossier, names: Names, judged: bool = True) -> Section:
    """The five parts: which are due since which stage, and what is there. Where no day is `judged` by, what
    is not there is neither late nor awaited."""
    columns = [
        say("部分", "Part"),
        say("份数", "Documents"),
        say("情况", "State"),
        say("依据的阶段", "Due since"),
        say("归卷期限", "By"),
    ]
    rows = [
        [
            DOSSIER_PARTS[part.key].text(),
            str(part.documents) if part.documents else NOTHING,
            part_state(part, judged),
            say("{s}（{d}）", "{s} ({d})", s=names.label("stage", part.due.stage), d=part.due.since)
            if part.due
            else NOTHING,
            part.due.by.isoformat() if part.due else NOTHING,
        ]
        for part in one.parts
    ]
    stage = say("阶段：{s}", "Stage: {s}", s=names.label("stage", one.stage))
    lacking = [DOSSIER_PARTS[part.key].text() for part in one.missing]
    notes = (
        [say("{m}：{what}", "{m}: {what}", m=_not_there(judged), what=say("、", ", ").join(lacking))]
        if lacking
        else [say("应归卷的部分都已归卷。", "Everything that is due is there.")]
    )
    return Section(
        say("案卷五部分", "The five parts"), [stage], [Table(columns, rows, frozenset((1,)))], notes
    )


def part_state(part: Part, judged: bool = True) -> str:
    """What is to be said of a part."""
    if part.state == "there":
        return say("已归卷", "there")
    if part.state == "none":
        return say("尚不要求", "not due yet")
    return (_not_there(judged) if part.state == "missing" else _AWAITED).text()


def _not_there(judged: bool) -> Say:
    return _MISSING if judged else _NOT_FILED


def documents_section(one: Dossier) -> Section:
    """The documents of a dossier, part by part."""
    columns = [
        say("部分", "Part"),
        say("题名", "Title"),
        say("文号", "Number"),
        say("日期", "Date"),
        say("核对", "File"),
        say("路径", "Path"),
    ]
    rows = [
        [
            DOSSIER_PARTS[held.part].text(),
            held.title,
            held.number or "",
            held.day or "",
            state_of(held),
            held.path or "",
        ]
        for held in one.documents
    ]
    return Section(say("卷内文件", "Documents"), (), [Table(columns, rows)])
