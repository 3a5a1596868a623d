"""The meetings of a range, and one meeting, as documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xmtz.index.meeting_questions import Held
from xmtz.render.document import Document, Section, Table
from xmtz.render.meetings.agenda import decision_table
from xmtz.reports.meetings.decisions import OVERDUE, Log, Verdict
from xmtz.reports.names import Names
from xmtz.words.lang import say


def log_document(log: Log, names: Names, first: date, last: date) -> Document:
    """The meetings of a range; of a project also when it was last dispatched, and the months without."""
    title = say("会议", "Meetings")
    head = [say("{a} 至 {b}，{n} 次", "{a} to {b}: {n}", a=first, b=last, n=len(log.meetings))]
    if log.project is not None:
        title = say("{n} 的调度记录", "Dispatch of {n}", n=f"{log.project[0]} {log.project[1]}")
        without = [month for month, had in log.months if not had]
        head.append(say("最近一次调度：{d}", "last dispatched: {d}", d=log.last or say("没有", "never")))
        head.append(
            say("每月都调度过", "dispatched in every month")
            if not without
            else say("没有调度的月份（{n} 个）：{m}", "months without ({n}): {m}", n=len(without), m=", ".join(without))
        )  # fmt: skip
    columns = [
        say("日期", "Date"),
        say("种类", "Kind"),
        say("主持", "Chair"),
        say("调度项目", "Projects"),
        say("议定事项", "Decisions"),
        say("已落实", "Kept"),
        say("逾期", "Overdue"),
        say("文件", "File"),
    ]
    rows = [
        [
            held.day,
            names.label("cadence", held.kind),
            held.chair or "",
            str(len(held.projects)),
            str(len(decided)),
            str(sum(one.kept for one in decided)),
            str(sum(one.state == OVERDUE for one in decided)),
            held.path,
        ]
        for held, decided in log.meetings
    ]
    late = frozenset(
        n for n, (_, decided) in enumerate(log.meetings) if any(d.state == OVERDUE for d in decided)
    )
    sections = [Section("", (), [Table(columns, rows, frozenset((3, 4, 5, 6)), late)])] if rows else []
    if log.project is not None:
        own = [
            one for _, decided in log.meetings for one in decided if one.decision.project == log.project[0]
        ]
        if own:
            heading = say("本项目的议定事项", "Decisions about the project")
            sections.append(Section(heading, (), [decision_table(own, names)]))
    return Document(title, head, sections)


def meeting_document(
    held: Held, decided: Sequence[Verdict], names: Names, projects: Sequence[tuple[str, str, str | None]]
) -> Document:
    """One meeting. `projects`: id, name and last dispatch of each that was dispatched."""
    title = f"{held.day} {names.label('cadence', held.kind)}"
    head = []
    if held.chair:
        head.append(say("主持：{c}", "chair: {c}", c=held.chair))
    if held.attended:
        head.append(say("参加：{a}", "attended: {a}", a=say("、", ", ").join(held.attended)))
    if held.note:
        head.append(held.note)
    head.append(held.path)
    sections = []
    if projects:
        columns = [say("编号", "Id"), say("项目", "Project"), say("最近一次调度", "Last dispatched")]
        rows = [[id_, name, last or ""] for id_, name, last in projects]
        sections.append(Section(say("调度项目", "Projects"), (), [Table(columns, rows)]))
    heading = say("议定事项", "Decisions")
    none = [] if decided else [say("没有", "none")]
    sections.append(Section(heading, none, [decision_table(decided, names)] if decided else []))
    return Document(title, head, sections)
