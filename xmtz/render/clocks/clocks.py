"""The approvals of a project with their clocks, as a document, as rows and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from xmtz.domain.clock import APPLICANT, Clock
from xmtz.domain.rounding import NOTHING
from xmtz.records.quantities import Duration
from xmtz.records.step import STATES
from xmtz.render.document import Document, Section, Table
from xmtz.render.sheet import rows_csv
from xmtz.reports.clocks.clocks import ClockLine, Clocks
from xmtz.words.lang import Say, say

_KINDS = {
    "step": Say("手续", "step"),
    "group": Say("联合办理", "joint handling"),
    "span": Say("全流程", "whole process"),
}


def clocks_document(clocks: Clocks, whole: bool) -> Document:
    """Steps that apply with their clocks, joint groups, whole processes; `whole` adds the articles, and
    why each step applies or not."""
    project = clocks.project
    shown = [line for line in clocks.steps if line.applies or line.state != "none"]
    sections = [Section("", (), [_table(shown)])]
    if clocks.groups:
        sections.append(Section(say("联合办理", "Joint handling"), (), [_table(clocks.groups)]))
    if clocks.processes:
        sections.append(Section(say("全流程时限", "Whole processes"), (), [_table(clocks.processes)]))
    if whole:
        sections.append(_reasons(clocks.steps))
        sections.append(_articles([*shown, *clocks.groups, *clocks.processes]))
    if clocks.provisional is not None:
        sections.append(Section("", [f"* {clocks.provisional.text()}"]))
    head = say("{d} 的审批时钟", "clocks on {d}", d=clocks.day)
    return Document(f"{project.id}　{project.name}", [head, clocks.path], sections)


def _columns() -> list[str]:
    return [
        say("手续", "Step"),
        say("状态", "State"),
        say("起算", "Since"),
        say("已用/时限", "Used/limit"),
        say("剩余", "Left"),
        say("法定期限", "Deadline"),
        say("承诺期限", "Promised"),
        say("结果", "Verdict"),
    ]


def _table(lines: Sequence[ClockLine]) -> Table:
    late = {n for n, line in enumerate(lines) if line.clock is not None and line.clock.late}
    return Table(_columns(), [_row(line) for line in lines], frozenset((3, 4)), frozenset(late))


def _row(line: ClockLine) -> list[str]:
    clock = line.clock or line.promised
    state = STATES[line.state].text() if line.kind == "step" else _running(clock)
    if clock is None:
        return [line.label.text(), state, "", _limit(line), "", "", "", verdict(line)]
    begun = clock.beginning.day is not None
    return [
        line.label.text(),
        state,
        _day(clock.beginning.day) + ("†" if clock.beginning.deemed else ""),
        f"{clock.used}/{clock.total} {_unit(clock)}" if begun else _limit(line),
        str(clock.remaining) if begun and clock.decided is None else "",
        _deadline(line.clock),
        _deadline(line.promised),
        verdict(line),
    ]


def _running(clock: Clock | None) -> str:
    return (
        say("已完成", "done") if clock is not None and clock.decided is not None else say("进行中", "running")
    )


def _limit(line: ClockLine) -> str:
    limit = line.limits.limit if line.limits is not None else None
    return NOTHING if limit is None else Duration(*limit).say().text()


def _unit(clock: Clock) -> str:
    return say("工作日", "wd") if clock.unit == "wd" else say("日", "d")


def _deadline(clock: Clock | None) -> str:
    if clock is None or clock.deadline is None:
        return ""
    return _day(clock.deadline.day) + ("*" if clock.deadline.provisional else "")


def verdict(line: ClockLine) -> str:
    """What the clock says in words: on time, late by how much, whose turn it is, what stops it."""
    return say("；", "; ").join(one.text() for one in _verdicts(line))


def _verdicts(line: ClockLine) -> Iterator[Say]:
    clock = line.clock or line.promised
    if clock is None:
        return
    if clock.decided is not None:
        yield _judged(clock)
        if line.promised is not None and line.clock is not None and line.promised.late and not clock.late:
            late = line.promised.late
            yield Say(f"超承诺时限 {late} {_zh(clock)}", f"{late} {_en(clock)} over the promise")
    elif clock.beginning.day is None:
        yield from _awaited(clock)
    elif clock.paused is not None:
        yield Say(f"{clock.paused.start} 起暂停", f"stopped since {clock.paused.start}")
    elif clock.late:
        yield Say(f"逾期 {clock.late} {_zh(clock)}", f"{clock.late} {_en(clock)} overdue")
    elif clock.holder is None:
        yield Say("当前没有在办事项", "nothing in hand now")
    else:
        yield Say("审批机关办理中", "with the authority")
    if clock.beginning.deemed and clock.decided is None:
        yield Say("视为受理", "accepted by law")
    if clock.excluded and line.kind == "step":
        yield Say(f"不计 {clock.excluded} {_zh(clock)}", f"{clock.excluded} {_en(clock)} not counted")
    if line.deliver_by is not None:
        yield Say(f"{line.deliver_by.day} 前送达", f"deliver by {line.deliver_by.day}")
    if line.valid_until is not None and line.used_by is None:
        yield Say(f"有效至 {line.valid_until}", f"valid until {line.valid_until}")


def _judged(clock: Clock) -> Say:
    if clock.late:
        return Say(f"超期 {clock.late} {_zh(clock)}", f"late by {clock.late} {_en(clock)}")
    return Say("按时", "on time")


def _awaited(clock: Clock) -> Iterator[Say]:
    if clock.holder == APPLICANT:
        yield Say("等申请人补正", "waits for the applicant")
    elif clock.beginning.answer_by is not None:
        by = clock.beginning.answer_by.day
        yield Say(f"{by} 前受理或告知补正", f"to be accepted or corrected by {by}")


def _zh(clock: Clock) -> str:
    return "个工作日" if clock.unit == "wd" else "日"


def _en(clock: Clock) -> str:
    return "working days" if clock.unit == "wd" else "days"


def _reasons(lines: Sequence[ClockLine]) -> Section:
    columns = [say("手续", "Step"), say("适用", "Applies"), say("理由", "Why")]
    rows = [
        [
            line.label.text(),
            say("是", "yes") if line.applies else say("否", "no"),
            line.why.text() if line.why is not None else "",
        ]
        for line in lines
    ]
    return Section(say("哪些手续适用", "Which steps apply"), (), [Table(columns, rows)])


def _articles(lines: Sequence[ClockLine]) -> Section:
    columns = [
        say("事项", "Item"),
        say("法定时限", "Limit"),
        say("承诺", "Promise"),
        say("可延长", "Extension"),
        say("依据", "Article"),
    ]
    rows = []
    for line in lines:
        limits = line.limits
        if limits is None:
            continue
        rows.append(
            [
                line.label.text(),
                *(
                    NOTHING if one is None else Duration(*one).say().text()
                    for one in (limits.limit, limits.promise, limits.extension)
                ),
                say("；", "; ").join(s.text() for s in (limits.statute, line.note) if s is not None),
            ]
        )
    return Section(say("时限和依据", "Limits and articles"), (), [Table(columns, rows)])


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def clocks_csv(clocks: Clocks) -> str:
    """One row a clock, the steps that do not apply included."""
    columns = [say("类别", "Kind"), *_columns(), say("适用", "Applies"), say("理由", "Why")]
    rows = [
        [_KINDS[line.kind].text(), *_row(line), int(line.applies), line.why.text() if line.why else ""]
        for line in (*clocks.steps, *clocks.groups, *clocks.processes)
    ]
    return rows_csv(columns, rows)


def clocks_json(clocks: Clocks) -> str:
    """All clocks as data; days as numbers in the clock's unit."""
    data = {
        "version": 1,
        "id": clocks.project.id,
        "name": clocks.project.name,
        "path": clocks.path,
        "day": clocks.day.isoformat(),
        "steps": [_data(line) for line in clocks.steps],
        "groups": [_data(line) for line in clocks.groups],
        "processes": [_data(line) for line in clocks.processes],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _data(line: ClockLine) -> dict[str, object]:
    limits = line.limits
    return {
        "key": line.key,
        "label": line.label.text(),
        "state": line.state,
        "applies": line.applies,
        "why": line.why.text() if line.why else None,
        "statute": limits.statute.text() if limits is not None and limits.statute is not None else None,
        "clock": clock_data(line.clock),
        "promised": clock_data(line.promised),
        "deliver_by": line.deliver_by.day.isoformat() if line.deliver_by else None,
        "valid_until": line.valid_until.isoformat() if line.valid_until else None,
        "used": line.used_by is not None,
        "place": str(line.place) if line.place else None,
    }


def clock_data(clock: Clock | None) -> dict[str, object] | None:
    """A clock as data; None where there is none."""
    if clock is None:
        return None
    begun, deadline = clock.beginning, clock.deadline
    return {
        "start": begun.day.isoformat() if begun.day else None,
        "deemed": begun.deemed,
        "answer_by": begun.answer_by.day.isoformat() if begun.answer_by else None,
        "unit": clock.unit,
        "total": clock.total,
        "used": clock.used,
        "excluded": clock.excluded,
        "remaining": clock.remaining,
        "deadline": deadline.day.isoformat() if deadline else None,
        "provisional": deadline.provisional if deadline else False,
        "paused_since": clock.paused.start.isoformat() if clock.paused else None,
        "decided": clock.decided.isoformat() if clock.decided else None,
        "late": clock.late,
        "holder": clock.holder,
    }
