"""The way into the reserve in print: working days from report to review to reserve (随报、随审、随储)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xmtz.domain.rounding import NOTHING, rounded
from xmtz.render.document import Section, Table
from xmtz.render.pools.pools import project_columns
from xmtz.reports.names import Names
from xmtz.reports.pools.paces import Pace, Paces
from xmtz.words.lang import say

SHOWN: Final = 20


def paces_sections(value: Paces, names: Names, every: bool) -> list[Section]:
    """The days in mean, median and worst; the slowest projects (`every`: all); those still waiting."""
    spans = [
        (say("申报到评审", "report to review"), value.to_review),
        (say("评审到入库", "review to reserve"), value.to_reserve),
        (say("申报到入库", "report to reserve"), value.whole),
    ]
    head = [
        say("环节", "Part"),
        say("项目", "Projects"),
        say("平均", "Mean"),
        say("中位", "Median"),
        say("最长", "Longest"),
    ]
    rows = [
        [
            label,
            str(one.number),
            rounded(one.mean, 1),
            rounded(one.median, 1),
            NOTHING if one.worst is None else str(one.worst),
        ]
        for label, one in spans
    ]
    stage = names.label("stage", value.stage) if value.stage is not None else NOTHING
    notes = [
        say(
            "工作日，当日办为 0；入库指进入“{s}”。",
            "Working days, the same day is 0; reserved means “{s}”.",
            s=stage,
        )
    ]
    if not (value.rows or value.waiting or value.doubtful):
        notes.append(
            say(
                "没有项目填了申报日期（dates 的 reported）。",
                "No project says when it was reported (reported of dates).",
            )
        )
    if value.doubtful:
        notes.append(
            say(
                "{n} 个日期先后颠倒，没有计入：{p}",
                "{n} have days that go backward and are left out: {p}",
                n=len(value.doubtful),
                p=say("、", ", ").join(one.id for one in value.doubtful[:10]),
            )
        )
    sections = [Section("", (), [Table(head, rows, frozenset(range(1, 5)))], notes)]
    shown = value.rows if every else value.rows[:SHOWN]
    if shown:
        more = (
            [say("另有 {n} 个，--all 全列。", "{n} more; --all lists them.", n=len(value.rows) - len(shown))]
            if len(shown) < len(value.rows)
            else []
        )
        sections.append(
            Section(say("已入库，慢的在前", "Reserved, the slowest first"), (), [_table(shown, names)], more)
        )
    if value.waiting:
        heading = say("尚未入库（算到当日）", "Not reserved yet (to this day)")
        sections.append(Section(heading, (), [_table(value.waiting, names)]))
    return sections


def _table(some: Sequence[Pace], names: Names) -> Table:
    columns = [
        *project_columns(),
        say("申报", "Reported"),
        say("评审", "Reviewed"),
        say("入库", "Reserved"),
        say("报→审", "to review"),
        say("审→储", "to reserve"),
        say("报→储", "whole"),
    ]
    rows = [
        [
            one.id, one.name, names.label("unit", one.unit), one.reported, one.reviewed or NOTHING, one.reserved or NOTHING,
            *(NOTHING if days is None else str(days) for days in (one.to_review, one.to_reserve, one.whole)),
        ]
        for one in some
    ]  # fmt: skip
    return Table(columns, rows, frozenset((6, 7, 8)))
