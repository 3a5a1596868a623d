"""Regular duties as a document: what was kept at a glance, then each duty period by period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xmtz.domain.rounding import NOTHING, percent
from xmtz.records.dispatch_rules import PERIODS
from xmtz.render.document import Document, Section, Table
from xmtz.reports.meetings.cadence import KEPT, MISSED, OPEN, PARTLY, STATES, Kept, Line
from xmtz.words.lang import say

_NAMED = 8  # projects named in a cell


def cadence_document(
    ledger: str, found: Sequence[Kept], first: date, last: date, day: date, missed: bool = False
) -> Document:
    """The duties over a range, as they stood on a day. `missed`: only what was not kept."""
    title = say("频次执行情况", "Regular duties")
    range_ = say(
        "{n}　{a} 至 {b}，以 {d} 为准；周期按最后一天归入", "{n}, {a} to {b}, as of {d}; a period belongs to its last day",
        n=ledger, a=first, b=last, d=day,
    )  # fmt: skip
    sections = [Section(say("一、总表", "Summary"), (), [_summary(found)])]
    for one in found:
        lines = [line for line in one.lines if not missed or line.state in (MISSED, PARTLY)]
        if lines:
            sections.append(_section(one, lines))
    return Document(title, [range_], sections)


def _summary(found: Sequence[Kept]) -> Table:
    columns = [
        say("频次", "Duty"),
        say("周期", "Every"),
        say("谁", "Who"),
        say("到期周期", "Periods due"),
        say("做到", "Kept"),
        say("部分", "Partly"),
        say("没做到", "Missed"),
        say("应做", "Should"),
        say("实做", "Did"),
        say("做到率", "Rate"),
    ]
    rows = [
        [
            label_of(one),
            PERIODS[one.cadence.every].text(),
            one.cadence.who.text() if one.cadence.who else "",
            str(len(one.over)),
            *(str(sum(line.state == state for line in one.lines)) for state in (KEPT, PARTLY, MISSED)),
            str(one.should),
            str(one.done),
            percent(one.rate, 1) if one.rate is not None else NOTHING,
        ]
        for one in found
    ]
    return Table(columns, rows, frozenset(range(3, 10)))


def label_of(one: Kept) -> str:
    """The name of a duty."""
    return one.cadence.label.text() if one.cadence.label else one.key


def _section(one: Kept, lines: Sequence[Line]) -> Section:
    said = [text.text() for text in (one.cadence.what, one.cadence.source) if text]
    columns = [
        say("周期", "Period"),
        say("起", "From"),
        say("止", "To"),
        say("状态", "State"),
        say("哪天", "On"),
        say("几个项目", "Projects"),
        say("凭据", "Shown by"),
        say("说明", "Note"),
    ]
    if not one.cadence.each_project:
        del columns[5]
    rows = []
    for line in lines:
        row = [
            str(line.cycle),
            line.cycle.first.isoformat(),
            line.cycle.last.isoformat(),
            STATES[line.state].text(),
            line.day.isoformat() if line.day else "",
            f"{line.done}/{line.should}",
            _paths(line),
            note_of(one, line),
        ]
        if not one.cadence.each_project:
            del row[5]
        rows.append(row)
    bad = frozenset(n for n, line in enumerate(lines) if line.state in (MISSED, PARTLY))
    tables = [Table(columns, rows, frozenset(), bad)]
    if lines[-1].updates:
        tables.append(_updates(lines[-1]))
    return Section(f"{label_of(one)}（{one.key}）", said, tables)


def _paths(line: Line) -> str:
    first = line.paths[0] if line.paths else ""
    more = len(line.paths) - 1
    return first + (say(" 等 {n} 个", " and {n} more", n=more) if more > 0 else "")


def note_of(one: Kept, line: Line) -> str:
    """Both readings of a day that is not worked, who kept it, or who did not."""
    parts = []
    if len(line.days) > 1:
        parts.append(
            say("{a} 不上班，顺延为 {b}，任一天均可", "{a} is no working day, {b} if it moves; either will do",
                a=line.days[0], b=line.days[-1])
        )  # fmt: skip
    if line.updates:
        return parts[0] if parts else ""
    if line.lacking:
        named = say("、", ", ").join(project.name for project in line.lacking[:_NAMED])
        more = len(line.lacking) - _NAMED
        parts.append(
            say("还缺：{n}", "missing: {n}", n=named)
            + (say(" 等 {k} 个", " and others, {k} in all", k=len(line.lacking)) if more > 0 else "")
        )
    elif line.state in (MISSED, OPEN) and one.cadence.who is not None:
        parts.append(one.cadence.who.text())
    elif line.who:
        parts.append(say("、", ", ").join(line.who))
    return say("；", "; ").join(parts)


def _updates(line: Line) -> Table:
    """How old the newest entry of each project is, the oldest first."""
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("最近更新", "Last update"),
        say("距今（天）", "Age (days)"),
    ]
    ages = sorted(line.updates, key=lambda pair: (pair[1] or date.min, pair[0].id))
    rows = [
        [
            one.id,
            one.name,
            day.isoformat() if day else NOTHING,
            str((line.cycle.last - day).days) if day else NOTHING,
        ]
        for one, day in ages
    ]
    late = frozenset(n for n, (_, day) in enumerate(ages) if day is None or day < line.cycle.first)
    return Table(columns, rows, frozenset((3,)), late)
