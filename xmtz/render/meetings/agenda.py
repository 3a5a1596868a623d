"""The agenda of a meeting as a document."""

from __future__ import annotations

from collections.abc import Sequence

from xmtz.domain.rounding import NOTHING, points
from xmtz.render.bulletins.lights import place_text
from xmtz.render.document import Document, Section, Table
from xmtz.reports.meetings.agenda import CHOICES, Agenda
from xmtz.reports.meetings.decisions import OVERDUE, STATES, Verdict
from xmtz.reports.meetings.focus import Focus
from xmtz.reports.names import Names
from xmtz.words.lang import Say, say

WHEN_NONE = Say("没有", "none")


def agenda_document(agenda: Agenda, names: Names, shown: int | None = None) -> Document:
    """Projects to dispatch, last decisions, what to decide, the work ahead; of that no more than `shown` lines."""
    label = agenda.cadence.label.text() if agenda.cadence.label else agenda.key
    title = say("{n} {l} 议程（{d}）", "{n}: agenda of {l} ({d})", n=agenda.ledger, l=label, d=agenda.day)
    head = [
        say(
            "投资数据截至 {m}；清单看到 {u}",
            "figures up to {m}; work up to {u}",
            m=agenda.month,
            u=agenda.until,
        )
    ]
    about = [text.text() for text in (agenda.cadence.who, agenda.cadence.what) if text]
    if about:
        head.append(say("：", ": ").join(about))
    if agenda.others:
        head.append(
            say(
                "同周期还有 {o}，用 --kind 指定",
                "of the same period: {o}; choose with --kind",
                o=", ".join(agenda.others),
            )
        )
    sections = [
        _focus(agenda, names),
        *_decisions(agenda, names),
        _choices(agenda),
        _tasks(agenda, names, shown),
    ]
    return Document(title, head, sections)


def _focus(agenda: Agenda, names: Names) -> Section:
    total, rows = agenda.focus
    heading = say("一、{l}（{n} 个）", "1. {l} ({n})", l=agenda.label, n=total)
    if not rows:
        return Section(heading, [WHEN_NONE.text()])
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("包抓领导", "Leader"),
        say("与时序差", "Gap"),
        say("上次调度", "Last"),
        say("理由", "Reasons"),
    ]
    heads = [
        [
            one.id,
            one.name,
            names.label("unit", one.unit),
            one.leader or "",
            points(one.gap, 1) if one.gap is not None else NOTHING,
            one.last or say("没有", "never"),
            say("、", ", ").join(because.label for because in one.because),
        ]
        for one in rows
    ]
    tables = [Table(columns, heads, frozenset((4,))), _reasons(rows)]
    notes = []
    if total > len(rows):
        notes.append(say("共 {n} 个，按规则列前 {k} 个；全部列出用 --all", "{n} in all, the first {k} as the rules say; --all lists them", n=total, k=len(rows)))  # fmt: skip
    return Section(heading, (), tables, notes)


def _reasons(rows: Sequence[Focus]) -> Table:
    """Each reason with what there is of it, a line for each thing, and where it stands."""
    columns = [say("编号", "Id"), say("理由", "Reason"), say("情况", "Details"), say("出处", "Source")]
    cells = []
    for one in rows:
        for n, because in enumerate(one.because):
            for k, detail in enumerate(because.detail.split(say("；", "; "))):
                place = place_text(because.place) if not k else ""
                cells.append([one.id if not n + k else "", because.label if not k else "", detail, place])
    return Table(columns, cells)


def _decisions(agenda: Agenda, names: Names) -> list[Section]:
    if agenda.last is None:
        heading = say("二、上次会议议定事项", "2. Decisions of the last meeting")
        return [
            Section(heading, [say("此前没有这种会议的记录", "no earlier meeting of this kind is recorded")])
        ]
    done = sum(one.kept for one in agenda.decisions)
    heading = say(
        "二、上次会议（{d}）议定事项：{n} 项，已落实 {k} 项",
        "2. Decisions of the last meeting ({d}): {n}, {k} kept",
        d=agenda.last.day, n=len(agenda.decisions), k=done,
    )  # fmt: skip
    tables = [decision_table(agenda.decisions, names)] if agenda.decisions else []
    found = [Section(heading, () if tables else [WHEN_NONE.text()], tables)]
    if agenda.earlier:
        heading = say(
            "以前会议没有落实的：{n} 项", "Not kept of earlier meetings: {n}", n=len(agenda.earlier)
        )
        found.append(Section(heading, (), [decision_table(agenda.earlier, names)]))
    return found


def decision_table(found: Sequence[Verdict], names: Names) -> Table:
    """Decisions, with what became of them; what is overdue stands out."""
    columns = [
        say("会议", "Meeting"),
        say("序号", "No."),
        say("议定事项", "Decision"),
        say("项目", "Project"),
        say("问题", "Issue"),
        say("责任", "Responsible"),
        say("时限", "Due"),
        say("状态", "State"),
    ]
    rows = [
        [
            one.decision.day,
            str(one.decision.n + 1),
            one.decision.what,
            one.decision.name or one.decision.project or "",
            one.decision.issue or "",
            responsible(one, names),
            one.decision.due or "",
            state_text(one),
        ]
        for one in found
    ]
    late = frozenset(n for n, one in enumerate(found) if one.state == OVERDUE)
    return Table(columns, rows, frozenset((1,)), late)


def responsible(one: Verdict, names: Names) -> str:
    """The unit and the person that a decision names, or its issue."""
    unit = names.label("unit", one.decision.unit) if one.decision.unit else ""
    return " ".join(filter(None, (unit, one.decision.person)))


def state_text(one: Verdict) -> str:
    """What became of a decision, with the day or the working days."""
    text = STATES[one.state].text()
    if one.on is not None:
        return f"{text} {one.on}"
    if one.left is None:
        return say("未落实，没有时限", "open, without a deadline")
    if one.left < 0:
        return text + say(" {n} 个工作日", " by {n} wd", n=-one.left)
    return text + say("，还有 {n} 个工作日", ", {n} wd left", n=one.left)


def _choices(agenda: Agenda) -> Section:
    heading = say("三、需要议定（{n} 项）", "3. To be decided ({n})", n=len(agenda.choices))
    if not agenda.choices:
        return Section(heading, [WHEN_NONE.text()])
    columns = [
        say("事由", "Matter"),
        say("项目", "Project"),
        say("问题或手续", "Issue or step"),
        say("情况", "Details"),
        say("议定后登记", "To record it"),
    ]
    rows = [
        [CHOICES[one.kind].text(), one.project, f"{one.id} {one.what}", one.note, one.command or ""]
        for one in agenda.choices
    ]
    return Section(heading, (), [Table(columns, rows)])


_WORK = {
    "week": Say("四、一周一清单", "4. The week's work"),
    "fortnight": Say("四、双周清单", "4. The fortnight's work"),
    "month": Say("四、本月清单", "4. The month's work"),
    "quarter": Say("四、本季清单", "4. The quarter's work"),
}


def _tasks(agenda: Agenda, names: Names, shown: int | None) -> Section:
    tasks = agenda.tasks
    projects = len({one.project for one in tasks})
    name = _WORK.get(agenda.cadence.every, Say("四、本期清单", "4. Work ahead"))
    heading = say("{w}（到 {u}：{p} 个项目 {n} 项）", "{w} (up to {u}: {p} projects, {n} items)",
                  w=name, u=agenda.until, p=projects, n=len(tasks))  # fmt: skip
    if not tasks:
        return Section(heading, [WHEN_NONE.text()])
    columns = [
        say("责任单位", "Unit"),
        say("项目", "Project"),
        say("期限", "Day"),
        say("事项", "What"),
        say("内容", "Of"),
        say("责任人", "Person"),
    ]
    rows = []
    before: tuple[str | None, str] | None = None
    for one in tasks[:shown]:
        same = before == (one.unit, one.project)
        before = (one.unit, one.project)
        head = ["", ""] if same else [names.label("unit", one.unit) if one.unit else "", one.name]
        rows.append([*head, one.day, one.kind, one.what, one.who or ""])
    notes = []
    if shown is not None and len(tasks) > shown:
        notes.append(
            say("共 {n} 项，只列前 {k} 项；全部列出用 --all", "{n} in all, the first {k}; --all lists them", n=len(tasks), k=shown)
        )  # fmt: skip
    return Section(heading, (), [Table(columns, rows)], notes)
