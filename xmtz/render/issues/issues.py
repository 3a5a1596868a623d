"""Issues as lists: all in one, and the three lists of problems, duties and actions (问题清单、责任清单、落实清单)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from xmtz.domain.rounding import NOTHING
from xmtz.records.issue import ORIGINS
from xmtz.render.document import Document, Section, Table
from xmtz.reports.issues.issues import LACKS, STATES, Line
from xmtz.reports.names import Names
from xmtz.words.lang import Say, say, series

TITLES: Final = {
    "list": Say("问题", "Issues"),
    "problems": Say("问题清单", "List of problems"),
    "duties": Say("责任清单", "List of duties"),
    "actions": Say("落实清单", "List of actions"),
}
UNASSIGNED: Final = Say("未交办", "Unassigned")
_NOBODY: Final = Say("（未明确到人）", "(nobody named)")


class Column(NamedTuple):
    """A column of a list: its heading, and the cell of an issue."""

    heading: Say
    cell: Callable[[Line, Names], str]


def left_text(line: Line) -> str:
    """How far off the deadline is; nothing for what is cleared."""
    if line.left is None or line.issue.cleared is not None:
        return ""
    if line.left < 0:
        return say("逾期 {n} 个工作日", "{n} wd over", n=-line.left)
    return say("{n} 个工作日", "{n} wd", n=line.left) if line.left else say("今天", "today")


def project_text(line: Line) -> str:
    """The project, and the others that it concerns."""
    if not line.others:
        return line.issue.name
    others = series(name for _, name in line.others)
    return say("{p}（另涉{o}）", "{p} (also {o})", p=line.issue.name, o=others)


def origin_text(line: Line) -> str:
    """Where it comes from, and who raised it."""
    origin = ORIGINS[line.issue.origin].text() if line.issue.origin in ORIGINS else ""
    if origin and line.issue.by:
        return say("{o}（{b}）", "{o} ({b})", o=origin, b=line.issue.by)
    return origin or line.issue.by or ""


def rung_text(line: Line, names: Names) -> str:
    """The rung that it was raised to, and when; nothing where it was not raised."""
    if not line.steps:
        return ""
    step = line.steps[-1]
    return f"{names.label('rung', step.rung)} {step.day}"


def lacks_text(line: Line) -> str:
    """What it lacks."""
    return series(LACKS[key].text() for key in line.lacks).text()


def plan_text(line: Line) -> str:
    """The plan that holds, and how many were replaced."""
    plan = line.plan
    text = " ".join(plan.text.split()) if plan is not None else ""
    replaced = sum(one.replaced is not None for one in line.plans)
    if replaced:
        text += say("（换过 {n} 次）", " ({n} replaced)", n=replaced)
    return text


def notes_text(line: Line) -> str:
    """The notes of progress with their days, and the steps up the ladder with what was decided."""
    said = [(note.day, note.text) for note in line.notes]
    said += [(step.day, step.decision) for step in line.steps if step.decision]
    return say("；", "; ").join(f"{day} {text}" for day, text in sorted(said))


def idle_text(line: Line) -> str:
    """How long ago the last action was."""
    if line.issue.cleared is not None:
        return ""
    if line.acted is None:
        return say("从无，{n} 天", "none for {n} d", n=line.idle)
    return say("{n} 天前", "{n} d ago", n=line.idle)


def _unit(line: Line, names: Names) -> str:
    return names.label("unit", line.issue.unit) if line.issue.unit else UNASSIGNED.text()


_ID: Final = Column(Say("编号", "Id"), lambda one, _: one.issue.id)
_TITLE: Final = Column(Say("问题", "Issue"), lambda one, _: one.issue.title)
_CLASS: Final = Column(
    Say("类别", "Class"),
    lambda one, names: names.label("class", one.issue.class_) if one.issue.class_ else "",
)
_PROJECT: Final = Column(Say("项目", "Project"), lambda one, _: project_text(one))
_DUE: Final = Column(Say("时限", "Due"), lambda one, _: one.issue.due or NOTHING)
_LEFT: Final = Column(Say("距今", "Left"), lambda one, _: left_text(one))
_RUNG: Final = Column(Say("提级", "Raised to"), rung_text)
_LACKS: Final = Column(Say("缺", "Lacks"), lambda one, _: lacks_text(one))
_UNIT: Final = Column(Say("责任单位", "Unit"), _unit)
_PERSON: Final = Column(Say("责任人", "Person"), lambda one, _: one.issue.person or "")
_PLAN: Final = Column(Say("方案", "Plan"), lambda one, _: plan_text(one))
_STATE: Final = Column(
    Say("状态", "State"),
    lambda one, _: (
        STATES[one.state].text()
        + (say("（重新立案 {n} 次）", " (reopened {n}×)", n=one.issue.reopened) if one.issue.reopened else "")
    ),
)
COLUMNS: Final[dict[str, tuple[Column, ...]]] = {
    "list": (_ID, _DUE, _LEFT, _STATE, _UNIT, _PERSON, _TITLE, _PROJECT, _RUNG),
    "problems": (
        *(_ID, _TITLE, _CLASS, _PROJECT),
        Column(Say("提出", "Raised"), lambda one, _: one.issue.raised),
        Column(Say("来源", "Origin"), lambda one, _: origin_text(one)),
        *(_DUE, _LEFT, _RUNG, _LACKS),
    ),
    "duties": (
        *(_UNIT, _PERSON, _ID, _TITLE, _PROJECT),
        Column(Say("交办", "Assigned"), lambda one, _: one.issue.assigned or ""),
        Column(Say("接单", "Accepted"), lambda one, _: one.issue.accepted or ""),
        *(_PLAN, _DUE, _LEFT, _LACKS),
    ),
    "actions": (
        *(_ID, _TITLE, _PLAN),
        Column(Say("落实记录", "Actions"), lambda one, _: notes_text(one)),
        Column(Say("最近落实", "Last action"), lambda one, _: idle_text(one)),
        Column(Say("结果", "Result"), lambda one, _: _result(one)),
        Column(Say("佐证", "Evidence"), lambda one, _: one.issue.evidence or ""),
        _LACKS,
    ),
}


def _result(line: Line) -> str:
    parts = [line.issue.resolved or "", line.issue.result or ""]
    return " ".join(part for part in parts if part)


def rows_of(kind: str, lines: Sequence[Line], names: Names) -> list[list[str]]:
    """The cells of a list; of duties by units, what is assigned to nobody first."""
    if kind == "duties":
        lines = _by_unit(lines, names)
    return [[column.cell(line, names) for column in COLUMNS[kind]] for line in lines]


def issues_document(kind: str, lines: Sequence[Line], names: Names, subtitle: str) -> Document:
    """A list as a document."""
    if kind == "duties":
        return Document(TITLES[kind].text(), [subtitle, _counted(lines)], _duties(lines, names))
    columns = [column.heading.text() for column in COLUMNS[kind]]
    table = Table(columns, rows_of(kind, lines, names), frozenset(), _late(lines))
    return Document(TITLES[kind].text(), [subtitle, _counted(lines)], [Section("", (), [table])])


def _counted(lines: Sequence[Line]) -> str:
    return say(
        "共 {n} 个：未销号 {o} 个，逾期 {d} 个；缺责任 {u} 个，缺方案 {p} 个，缺落实 {a} 个",
        "{n}: {o} open, {d} overdue; {u} without responsible, {p} without a plan, {a} without action",
        n=len(lines),
        o=sum(one.issue.cleared is None for one in lines),
        d=sum(one.overdue for one in lines),
        u=sum("duty" in one.lacks for one in lines),
        p=sum("plan" in one.lacks for one in lines),
        a=sum("action" in one.lacks for one in lines),
    )


def _late(lines: Sequence[Line]) -> frozenset[int]:
    return frozenset(n for n, one in enumerate(lines) if one.overdue or "duty" in one.lacks)


def _by_unit(lines: Sequence[Line], names: Names) -> list[Line]:
    order = names.order("unit")
    return sorted(
        lines,
        key=lambda one: (
            one.issue.unit is not None,
            order.get(one.issue.unit or "", len(order)),
            one.issue.unit or "",
            one.issue.person or "",
            one.issue.due or "9",
        ),
    )


def _duties(lines: Sequence[Line], names: Names) -> list[Section]:
    columns = [column.heading.text() for column in COLUMNS["duties"][1:]]
    groups: dict[str | None, list[Line]] = {}
    for line in _by_unit(lines, names):
        groups.setdefault(line.issue.unit, []).append(line)
    sections = []
    for unit, owed in groups.items():
        heading = names.label("unit", unit) if unit is not None else UNASSIGNED.text()
        count = say("{n} 个", "{n}", n=len(owed))
        late = sum(one.overdue for one in owed)
        if late:
            count += say("，逾期 {d} 个", ", {d} overdue", d=late)
        rows = [row[1:] for row in rows_of("duties", owed, names)]
        if unit is not None:
            rows = [[row[0] or _NOBODY.text(), *row[1:]] for row in rows]
        sections.append(
            Section(f"{heading}（{count}）", (), [Table(columns, rows, frozenset(), _late(owed))])
        )
    return sections
