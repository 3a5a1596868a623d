"""The schedule of a project in print: what is late, a chart, the dates, what to file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from xmtz.render.clocks.gantt import Bar, Piece, chart
from xmtz.render.document import Document, Section, Table
from xmtz.reports.clocks.schedule import ASSUMED, Filing, Line, Moved, Schedule
from xmtz.reports.names import Names
from xmtz.words.lang import Say, say


def schedule_document(value: Schedule, names: Names) -> Document:
    """Where the plan stands, the chart, earliest and latest days, what to file, the milestones."""
    project = value.project
    title = say("{id}　{name}　倒排工期", "{id}　{name}　schedule", id=project.id, name=project.name)
    sections = [Section("", [*_position(value, names)])]
    if value.lines:
        sections.append(_chart(value, names))
        sections.append(_dates(value, names))
    sections.append(_to_file(value, names))
    if value.milestones:
        sections.append(_milestones(value))
    if value.note is not None:
        sections.append(Section("", (), (), [say("~ {note}", "~ {note}", note=value.note)]))
    return Document(title, [value.path], sections)


def task_name(kind: str, name: str, names: Names) -> str:
    """What a person reads for a task."""
    if kind == "step":
        return names.label("step", name)
    return name or say("施工", "Construction")


_BACK: Final = timedelta(days=60)  # how far the chart goes back
WANTED_BY: Final = {
    "asked": Say("--finish", "--finish"),
    "planned_finish": Say("计划竣工", "planned finish"),
    "milestone": Say("最后一个节点", "last milestone"),
}


def slip_text(days: int) -> str:
    """How late, in words."""
    if days > 0:
        return say("晚 {n} 个工作日", "{n} working days late", n=days)
    if days < 0:
        return say("早 {n} 个工作日", "{n} working days early", n=-days)
    return say("正好按期", "exactly on time")


def _position(value: Schedule, names: Names) -> Iterator[str]:
    if value.wanted is None:
        wanted = say(
            "没有计划竣工日期（dates.planned_finish）和节点，只能排最早日期；--finish 可指定完工日期",
            "there is neither a planned finish (dates.planned_finish) nor a milestone, so there are only earliest "
            "dates; --finish names a day",
        )
    else:
        by = WANTED_BY[value.wanted_by]
        wanted = say("要求 {d} 完工（{by}）", "wanted by {d} ({by})", d=value.wanted, by=by)
    yield say("以 {d} 为今天；{w}", "As of {d}; {w}", d=value.day, w=wanted)
    if value.finish is None:
        yield say("没有还要在竣工前办的事。", "Nothing is left to be done before completion.")
    elif value.slip is None:
        yield say("最早 {d} 完成", "Done on {d} at the earliest", d=value.finish)
    else:
        late = slip_text(value.slip)
        yield say("最早 {d} 完成，{l}", "Done on {d} at the earliest, {l}", d=value.finish, l=late)
    by_key = {line.key: line for line in value.lines}
    path = [task_name(by_key[key].kind, by_key[key].name, names) for key in value.path_keys]
    if path:
        yield say("关键线路：{p}", "Critical path: {p}", p=" → ".join(path))
    if value.construction == "unknown":
        yield say(
            "施工要多久不知道：没有节点，计划开工、计划竣工也不全，只排手续，施工没有算进去",
            "How long construction takes is not known: there are no milestones, and planned start or finish is "
            "missing. Only the steps are scheduled; construction is not counted",
        )
    if value.begun is not None and value.construction != "over":
        yield say("{d} 已开工，施工不再等手续", "Begun on {d}; construction waits for no step", d=value.begun)


def _chart(value: Schedule, names: Names) -> Section:
    bars = [
        Bar("  " + task_name(kind, name, names), [Piece("-", begin, end)])
        for kind, name, begin, end in value.lately
    ]
    for line in value.lines:
        mark = "#" if line.critical else "="
        pieces = []
        if line.finish_by is not None and line.finish_by > line.finish:
            pieces.append(Piece(".", line.finish, line.finish_by))
        if line.since is not None:
            pieces.append(Piece("+", max(line.since, value.start - _BACK), value.start))
        pieces.append(Piece(mark, line.begin, line.finish))
        name = task_name(line.kind, line.name, names)
        bars.append(Bar(("* " if line.critical else "  ") + name, pieces))
    days = [("|", value.start)]
    if value.wanted is not None:
        days.append(("!", value.wanted))
    legend = say(
        "* # 关键  = 其他  . 机动  + 已在办  - 已办结  | 今天  ! 要求完工",
        "* # critical  = other  . float  + so far  - done  | today  ! wanted finish",
    )
    return Section(say("横道图", "Chart"), (), (), [legend], chart(bars, days))


def _dates(value: Schedule, names: Names) -> Section:
    main = [line for line in value.lines if not line.following]
    tables = [_table(main, value, names, say("任务", "Task"))]
    following = [line for line in value.lines if line.following]
    if following:
        tables.append(_table(following, value, names, say("竣工后的手续", "After completion")))
    notes = [
        say(
            "日期以工作日排：开始是申报（动工）之日，当日不计。“日”的时限按 5/7 折算，1 个月 21 天，1 年 250 天；"
            "有承诺时限的按承诺。",
            "In working days. The beginning is the day of filing, which is not counted. Limits in days count 5/7, a "
            "month 21, a year 250; a promise goes before the limit.",
        )
    ]
    if any(line.assumed for line in value.lines):
        notes.append(
            say(
                "? 没有规定时限，按一般规则 {n} 个工作日（行政许可法第四十二条）。",
                "? no limit of its own: {n} working days, the general rule (Administrative Licensing Law, Art. 42).",
                n=ASSUMED,
            )
        )
    return Section(say("最早和最迟日期", "Earliest and latest days"), (), tables, notes)


def _table(lines: Sequence[Line], value: Schedule, names: Names, head: str) -> Table:
    columns = [
        head,
        say("天数", "Days"),
        say("最早开始", "Earliest"),
        say("最早完成", "done"),
        say("最迟开始", "Latest"),
        say("最迟完成", "done"),
        say("机动", "Float"),
    ]
    rows = []
    for line in lines:
        days = f"{line.days}?" if line.assumed else str(line.days)
        if line.since is not None:
            days = say("余{n}", "{n} left", n=days)
        about = "~" if any(map(value.is_provisional, line.days_named)) else ""
        rows.append(
            [
                ("* " if line.critical else "") + task_name(line.kind, line.name, names),
                days,
                _day(line.begin),
                _day(line.finish),
                _day(line.begin_by),
                _day(line.finish_by),
                about + ("" if line.spare is None else str(line.spare)),
            ]
        )
    return Table(columns, rows, frozenset((1, 6)))


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _to_file(value: Schedule, names: Names) -> Section:
    heading = say(
        "本周申报：已可申报的，和本周必须申报的", "To file this week: what can be, and what has to be"
    )
    if not value.to_file:
        return Section(heading, [say("没有。", "Nothing.")])
    columns = [
        say("手续", "Step"),
        say("可以申报", "Can be filed") if value.wanted is None else say("最迟申报", "File by"),
        say("审批机关", "Authority"),
        say("说明", "Note"),
    ]
    return Section(heading, (), [Table(columns, [_filing(one, value, names) for one in value.to_file])])


def _filing(one: Filing, value: Schedule, names: Names) -> list[str]:
    note = one.note.text() if one.note is not None else ""
    if not one.now:
        before = say("前置手续未办结", "what comes before is not done")
        note = f"{before}；{note}" if note else before
    when = ""
    if value.wanted is not None and one.by <= value.soon:
        when = say("（已过）", " (passed)") if one.by < value.start else say("（本周）", " (this week)")
    return [names.label("step", one.step), one.by.isoformat() + when, authority_name(one, names), note]


def authority_name(one: Filing, names: Names) -> str:
    """The authority of a step to file: the project's own unit, or what the rules say."""
    if one.authority is None:
        return ""
    return one.authority.text() if isinstance(one.authority, Say) else names.label("unit", one.authority)


def _milestones(value: Schedule) -> Section:
    columns = [
        say("节点", "Milestone"),
        say("基准", "Baseline"),
        say("当前计划", "Current"),
        say("实际", "Actual"),
        say("预计", "Expected"),
        say("偏差", "Slip"),
        say("调整理由", "Reason"),
    ]
    rows = [_milestone(one) for one in value.milestones]
    note = say(
        "偏差：实际（未完成的按最早可完成的日期）比基准晚的工作日数，负数为提前。",
        "Slip: working days by which the actual (if not done, the earliest) day is after the baseline.",
    )
    return Section(say("节点", "Milestones"), (), [Table(columns, rows, frozenset((5,)))], [note])


def _milestone(one: Moved) -> list[str]:
    slip = "" if one.slip is None else str(one.slip)
    days = [_day(one.baseline), _day(one.current), _day(one.actual), _day(one.expected)]
    return [one.name, *days, slip, one.reason or ""]
