"""Projects ranked by how late they are, in print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xmtz.index.plan_rows import Others, Slip
from xmtz.render.clocks.schedule import task_name
from xmtz.render.document import Document, Section, Table
from xmtz.reports.names import Names
from xmtz.words.lang import Say, say


def slips_document(
    rows: Sequence[Slip], others: Others, day: date, known_until: date, note: Say, names: Names
) -> Document:
    """The ranking, the latest first, and what it leaves out."""
    late = sum(row.days > 0 for row in rows)
    title = say(
        "以 {d} 为今天：{n} 个项目有倒排工期，{l} 个晚了",
        "As of {d}: {n} projects with a schedule, {l} late",
        d=day,
        n=len(rows),
        l=late,
    )
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("要求完工", "Wanted by"),
        say("晚", "Late"),
        say("最迟的任务", "Latest task"),
    ]
    cells = [
        [
            row.id,
            row.name,
            names.label("unit", row.unit),
            row.wanted.isoformat(),
            str(row.days),
            task_name(row.kind, row.task, names),
        ]
        for row in rows
    ]
    notes = [say("晚：工作日数，负数为还有的余地。", "Late: working days; negative where some are to spare.")]
    if others.unplanned:
        notes.append(
            say(
                "另有 {n} 个项目没有计划竣工日期或节点，或者没有可排的事，不在其中。",
                "{n} more projects have no planned finish or milestone, or nothing to schedule, and are left out.",
                n=others.unplanned,
            )
        )
    if others.later:
        notes.append(
            say(
                "{n} 个项目在 {d} 之后还有登记，已算进去；单个项目按当日算：xmtz schedule 项目 --as-of-date {d}。",
                "{n} projects have facts recorded after {d}, which count here; xmtz schedule PROJECT --as-of-date {d} "
                "leaves them out.",
                n=others.later,
                d=day,
            )
        )
    if any(row.wanted > known_until for row in rows):
        notes.append(
            say(
                "要求完工晚于 {d} 的：{note}",
                "Where the finish is wanted after {d}: {note}",
                d=known_until,
                note=note,
            )
        )
    return Document(title, (), [Section("", (), [Table(columns, cells, frozenset((4,)))], notes)])
