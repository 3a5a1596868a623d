"""The sheet of one person (责任单): what is held, what is owed, how many days are left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from xmtz.domain.ids import slug
from xmtz.records.post_rules import ROLES
from xmtz.render.amounts import in_wan
from xmtz.render.clocks.due import days_left
from xmtz.render.document import Document, Section, Table
from xmtz.reports.clocks.duties import KINDS
from xmtz.reports.names import Names
from xmtz.reports.people.people import Held, Sheet
from xmtz.words.lang import Say, say


class About(NamedTuple):
    """What a sheet is printed for: the ledger's name, the day, how many days ahead it looks."""

    ledger: str
    day: date
    ahead: int


def person_document(sheet: Sheet, names: Names, about: About) -> Document:
    """The sheet of a person."""
    own = sheet.person
    known = [names.label("unit", own.unit)] if own.unit else []
    known += [names.label("rank", own.rank)] if own.rank else []
    title = say("{n} 责任单", "Sheet of {n}", n=own.name)
    amounts = in_wan([sheet.total])
    head = [
        "　".join([about.ledger, say("截至 {d}", "up to {d}", d=about.day), *known]),
        say(
            "项目 {p} 个，总投资 {t}；项目未销号问题 {i} 个，交办本人 {a} 个；逾期事项 {o} 项",
            "projects: {p}, {t}; open issues on them: {i}, assigned: {a}; overdue: {o}",
            p=len(sheet.projects),
            t=amounts.with_unit(sheet.total),
            i=sheet.open_issues,
            a=len(sheet.issues),
            o=sheet.overdue,
        ),
    ]
    sections = [section for section in _sections(sheet, names, about) if section.tables[0].rows]
    return Document(title, head, sections)


def _sections(sheet: Sheet, names: Names, about: About) -> Iterator[Section]:
    yield Section(say("单位职责", "Of units"), (), [_of_units(sheet, names)])
    yield Section(say("项目", "Projects"), (), [_projects(sheet, names)])
    yield Section(say("任务、标准、时限", "Tasks, standards, time limits"), (), [_tasks(sheet)])
    yield Section(say("交办的问题", "Issues assigned"), (), [_issues(sheet)])
    yield Section(say("未落实的议定事项", "Decisions to keep"), (), [_decisions(sheet)])
    prompts = say("待办提醒（今后 {n} 天）", "Prompts ({n} days ahead)", n=about.ahead)
    yield Section(prompts, (), [_prompts(sheet)])
    yield Section(say("负责的风险", "Risks owned"), (), [_risks(sheet, names)])
    yield Section(say("跟踪的审批", "Approvals tracked"), (), [_tracked(sheet, names)])
    month = about.day.month
    visits = say("{m} 月尚未走访的项目", "Projects not visited in month {m}", m=month)
    yield Section(visits, (), [Table(_PROJECT(), [[one.id, one.name] for one in sheet.unvisited])])


def _PROJECT() -> list[str]:  # noqa: N802 - a heading in the language of the day
    return [say("编号", "Id"), say("项目", "Project")]


def _of_units(sheet: Sheet, names: Names) -> Table:
    rows = [[names.label("unit", one.unit), one.duty or say("负责人", "head")] for one in sheet.of_units]
    return Table([say("单位", "Unit"), say("职责", "Duty")], rows)


def _projects(sheet: Sheet, names: Names) -> Table:
    amounts = in_wan(one.total or 0 for one in sheet.projects)
    columns = [
        say("职责", "Post"),
        *_PROJECT(),
        say("责任单位", "Unit"),
        say("级别", "Level"),
        say("阶段", "Stage"),
        say("总投资（{u}）", "Investment ({u})", u=amounts.unit),
    ]
    rows = []
    for held in _by_role(sheet):
        project = held.post.project
        rows.append(
            [
                ROLES[held.post.role].text(),
                project.id,
                project.name,
                names.label("unit", project.unit) if project.unit else "",
                names.label("level", project.level) if project.level else "",
                names.label("stage", project.stage) if project.stage else "",
                "" if project.total is None else amounts.text(project.total),
            ]
        )
    return Table(columns, rows, frozenset((6,)))


def _by_role(sheet: Sheet) -> list[Held]:
    order = list(ROLES)
    return sorted(sheet.posts, key=lambda one: (order.index(one.post.role), one.post.project.id))


def _tasks(sheet: Sheet) -> Table:
    columns = [
        *_PROJECT(),
        say("职责", "Post"),
        say("任务", "Task"),
        say("标准", "Standard"),
        say("时限", "Time limit"),
        say("距今", "Left"),
    ]
    held = [one for one in _by_role(sheet) if one.post.task or one.post.standard or one.post.due]
    rows = [
        [
            one.post.project.id,
            one.post.project.name,
            ROLES[one.post.role].text(),
            one.post.task or "",
            one.post.standard or "",
            one.post.due or "",
            say("已竣工", "completed") if one.post.project.done and one.post.due else _left(one.left),
        ]
        for one in held
    ]
    return Table(columns, rows, frozenset(), _late([one.left for one in held]))


def _issues(sheet: Sheet) -> Table:
    columns = [
        say("问题", "Issue"),
        say("内容", "What"),
        say("项目", "Project"),
        say("时限", "Time limit"),
        say("距今", "Left"),
        say("状态", "State"),
    ]
    rows = [
        [
            one.issue.id,
            one.issue.title or "",
            one.issue.project_name,
            one.issue.due or "",
            _left(one.left),
            say("已办结待销号", "resolved, to be cleared") if one.issue.resolved else say("未办结", "open"),
        ]
        for one in sheet.issues
    ]
    return Table(columns, rows, frozenset(), _late([one.left for one in sheet.issues]))


def _decisions(sheet: Sheet) -> Table:
    columns = [
        say("会议", "Meeting"),
        say("议定事项", "Decision"),
        say("项目", "Project"),
        say("时限", "Time limit"),
        say("距今", "Left"),
    ]
    rows = [
        [
            one.decision.met,
            one.decision.what,
            one.decision.project or "",
            one.decision.due or "",
            _left(one.left),
        ]
        for one in sheet.decisions
    ]
    return Table(columns, rows, frozenset(), _late([one.left for one in sheet.decisions]))


def _prompts(sheet: Sheet) -> Table:
    columns = [
        say("期限", "Day"),
        say("距今", "Left"),
        say("事项", "What"),
        say("内容", "Of"),
        say("项目", "Project"),
        say("说明", "Note"),
    ]
    rows = [
        [
            one.day.isoformat() + ("*" if one.provisional else ""),
            days_left(one.left),
            KINDS[one.kind].text(),
            one.label,
            one.name or "",
            one.note.text() if one.note else "",
        ]
        for one in sheet.prompts
    ]
    return Table(columns, rows, frozenset(), _late([one.left for one in sheet.prompts]))


def _risks(sheet: Sheet, names: Names) -> Table:
    columns = [
        *_PROJECT(),
        say("类别", "Class"),
        say("风险", "Risk"),
        say("防控措施", "Measure"),
        say("复查", "Review"),
    ]
    rows = [
        [
            one.project,
            one.project_name,
            names.label("risk", one.class_) if one.class_ else "",
            one.what or "",
            one.measure or "",
            one.review or "",
        ]
        for one in sheet.risks
    ]
    return Table(columns, rows)


def _tracked(sheet: Sheet, names: Names) -> Table:
    columns = [*_PROJECT(), say("事项", "Step"), say("申报", "Applied")]
    rows = [
        [one.project, one.project_name, names.label("step", one.step), one.applied or ""]
        for one in sheet.tracked
    ]
    return Table(columns, rows)


def _left(left: int | None) -> str:
    return "" if left is None else days_left(left)


def _late(lefts: list[int | None]) -> frozenset[int]:
    return frozenset(n for n, left in enumerate(lefts) if left is not None and left < 0)


_NAMELESS = Say("无名", "nameless")


def sheet_file(sheet: Sheet, names: Names, taken: set[str]) -> str:
    """A file name for a person's sheet that no other has, whatever stands in the name."""
    own = sheet.person
    parts = [
        own.name,
        names.label("unit", own.unit) if own.unit else "",
        names.label("rank", own.rank) if own.rank else "",
    ]
    stem = slug("-".join(part for part in parts if part), 60, 180) or _NAMELESS.text()
    if stem.split(".")[0].lower() in _RESERVED:
        stem += "-1"
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return f"{name}.md"


_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
