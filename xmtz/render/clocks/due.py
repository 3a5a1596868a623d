"""Prompts as a document by person, as rows, as JSON, as a calendar."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from xmtz.render.document import Document, Section, Table
from xmtz.render.sheet import rows_csv
from xmtz.reports.clocks.duties import KINDS, Asked, Duty
from xmtz.reports.names import Names
from xmtz.words.lang import Say, say

NOBODY = Say("（未明确到人）", "(nobody named)")
LEDGER = Say("全台账", "the whole ledger")


def due_document(duties: Sequence[Duty], asked: Asked, names: Names, note: Say | None) -> Document:
    """One table a person, those with something overdue first."""
    overdue = sum(one.overdue for one in duties)
    title = say("{d} 待办提醒", "Prompts of {d}", d=asked.day)
    head = say(
        "到 {u} 为止 {n} 项，其中已逾期 {o} 项",
        "{n} up to {u}, {o} of them overdue",
        u=asked.until,
        n=len(duties),
        o=overdue,
    )
    by_person: dict[str | None, list[Duty]] = {}
    for duty in duties:
        by_person.setdefault(_person(duty), []).append(duty)
    order = sorted(by_person, key=lambda who: (who is None, -sum(one.overdue for one in by_person[who])))
    sections = [_section(who, by_person[who], names) for who in order]
    if note is not None and any(one.provisional for one in duties):
        sections.append(Section("", [f"* {note.text()}"]))
    return Document(title, [head], sections)


def _person(duty: Duty) -> str | None:
    return duty.who if duty.project is not None else LEDGER.text()


def _section(who: str | None, duties: Sequence[Duty], names: Names) -> Section:
    columns = [
        say("期限", "Day"),
        say("距今", "Left"),
        say("事项", "What"),
        say("内容", "Of"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("说明", "Note"),
    ]
    rows = [
        [
            duty.day.isoformat() + ("*" if duty.provisional else ""),
            left_text(duty),
            KINDS[duty.kind].text(),
            duty.label,
            f"{duty.name}" if duty.name else "",
            names.label("unit", duty.unit) if duty.unit else "",
            duty.note.text() if duty.note else "",
        ]
        for duty in duties
    ]
    late = frozenset(n for n, duty in enumerate(duties) if duty.overdue)
    overdue = len(late)
    heading = who or NOBODY.text()
    count = say("{n} 项", "{n}", n=len(duties))
    if overdue:
        count += say("，逾期 {o} 项", ", {o} overdue", o=overdue)
    return Section(f"{heading}（{count}）", (), [Table(columns, rows, frozenset(), late)])


def left_text(duty: Duty) -> str:
    """How far off the day is."""
    return days_left(duty.left)


def days_left(left: int) -> str:
    """Working days until a day, or past it."""
    if left < 0:
        return say("逾期 {n} 个工作日", "{n} wd over", n=-left)
    if left == 0:
        return say("今天", "today")
    return say("{n} 个工作日", "{n} wd", n=left)


def due_json(duties: Sequence[Duty], asked: Asked) -> str:
    """The prompts as data; `left` in working days."""
    data = {
        "version": 1,
        "day": asked.day.isoformat(),
        "until": asked.until.isoformat(),
        "overdue": sum(one.overdue for one in duties),
        "duties": [_data(one) for one in duties],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _data(duty: Duty) -> dict[str, object]:
    return {
        "kind": duty.kind,
        "what": KINDS[duty.kind].text(),
        "day": duty.day.isoformat(),
        "left": duty.left,
        "overdue": duty.overdue,
        "provisional": duty.provisional,
        "key": duty.key,
        "label": duty.label,
        "project": duty.project,
        "name": duty.name,
        "unit": duty.unit,
        "person": duty.who,
        "note": duty.note.text() if duty.note else None,
        "path": duty.path,
    }


def due_csv(duties: Sequence[Duty], names: Names) -> str:
    """One row a prompt."""
    columns = [
        say("期限", "Day"),
        say("距今（工作日）", "Left (working days)"),
        say("事项", "What"),
        say("内容", "Of"),
        say("编号", "Id"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("责任人", "Person"),
        say("说明", "Note"),
    ]
    rows = (
        [
            one.day.isoformat(),
            one.left,
            KINDS[one.kind].text(),
            one.label,
            one.project,
            one.name,
            names.label("unit", one.unit) if one.unit else None,
            one.who,
            one.note.text() if one.note else None,
        ]
        for one in duties
    )
    return rows_csv(columns, rows)


def due_ics(duties: Sequence[Duty], name: str, day: date) -> str:
    """One all-day event a prompt, on its day; what is overdue stands on its day as well."""
    from xmtz.render.clocks.ics import Event, calendar_ics

    def event(one: Duty) -> Event:
        title = f"{KINDS[one.kind].text()}：{one.label}" + (f"（{one.name}）" if one.name else "")
        text = "\n".join(part for part in (one.who, one.note.text() if one.note else None, one.path) if part)
        return Event(f"{one.project}/{one.kind}/{one.key}/{one.day}", one.day, title, text)

    return calendar_ics(name, map(event, duties), day)
