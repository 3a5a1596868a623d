"""What the file of a whole project says of it: facts, people, stages, approvals, money, issues, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from xmtz.domain.months import Month
from xmtz.index.documents import Decided
from xmtz.records.issue import Issue
from xmtz.records.project import Dates, People, Project
from xmtz.records.step import STATES
from xmtz.render.document import Section, Table
from xmtz.render.records import facts_rows, records_table, up_to, wan
from xmtz.reports.names import Names
from xmtz.words.lang import Say, say, series

_FACTS: Final = (
    "id", "name", "code", "level", "kind", "sector", "unit", "department", "guarantor", "owner", "place", "scope",
    "total", "parent", "chain", "programme", "pool", "taskforce", "group", "tags",
)  # fmt: skip
_PLANNED: Final = frozenset(name for name in Dates.fields if name.startswith("planned_"))


def fact_sections(project: Project, decided: Sequence[Decided], names: Names, day: date) -> Iterator[Section]:
    """The project as a document has it, without what is later than `day`."""
    table = Table([say("项目", "Item"), say("内容", "Says")], facts_rows(project, _FACTS, names))
    yield Section(say("基本情况", "Facts"), (), [table])
    for heading, found in (
        (say("人员", "People"), _people(project, names)),
        (say("阶段", "Stages"), records_table(up_to(project.stages, day, "on"), names)),
        (say("关键日期", "Dates"), _dates(project, day)),
        (say("名录", "Key lists"), records_table(up_to(project.lists, day, "entered"), names)),
        (say("审批手续", "Approval steps"), _steps(project, names, day)),
        (say("年度计划和完成（万元）", "Plan and investment by year (万元)"), _years(project, day)),
        (say("逐月数据（万元）", "Figures by month (万元)"), _months(project, day)),
        (say("资金（万元）", "Funds (万元)"), _funds(project, names, day)),
        (say("节点", "Milestones"), records_table(project.milestones, names)),
        (say("要素保障", "Resources"), records_table(project.resources, names)),
        (say("风险防控", "Risks"), records_table(project.risks, names)),
        (say("评审决策", "Reviews"), records_table(up_to(project.reviews, day, "assessed"), names)),
        (say("走访调研", "Visits"), records_table(up_to(project.visits, day, "on"), names)),
        (say("问题及办理经过", "Issues and what was done"), _issues(project, names, day)),
        (say("会议议定事项", "Decisions of meetings"), _decisions(decided, names)),
        (say("更正", "Corrections"), records_table(up_to(project.corrections, day, "on"), names)),
    ):
        if found.rows:
            yield Section(heading, (), [found])


def _people(project: Project, names: Names) -> Table:
    columns = [
        say("职责", "Duty"), say("姓名", "Name"), say("职级", "Rank"), say("单位", "Unit"),
        say("任务", "Task"), say("标准", "Standard"), say("时限", "Due"),
    ]  # fmt: skip
    rows = []
    for name, field in People.fields.items():
        duty = getattr(project.people, name) if project.people is not None else None
        if duty is not None:
            rank = getattr(names.words.get("ranks", {}).get(duty.rank), "label", None)
            rows.append([
                field.label.text(), duty.name or "", rank.text() if isinstance(rank, Say) else duty.rank or "",
                names.label("unit", duty.unit) if duty.unit else "", duty.task or "", duty.standard or "",
                _day(duty.due),
            ])  # fmt: skip
    return _without_empty(columns, rows)


def _without_empty(columns: Sequence[str], rows: Sequence[Sequence[str]], numeric: bool = False) -> Table:
    """A table without the columns of which no row says anything; with `numeric`, all but the first are numbers."""
    kept = [n for n in range(len(columns)) if any(row[n] for row in rows)]
    right = frozenset(at for at, n in enumerate(kept) if n) if numeric else frozenset()
    return Table([columns[n] for n in kept], [[row[n] for n in kept] for row in rows], right)


def _day(day: date | None, last: date = date.max) -> str:
    return "" if day is None or day > last else day.isoformat()


def _dates(project: Project, day: date) -> Table:
    rows = []
    for name, field in Dates.fields.items():
        on = getattr(project.dates, field.attribute) if project.dates is not None else None
        if on is not None and (on <= day or name in _PLANNED):
            rows.append([field.label.text(), on.isoformat()])
    return Table([say("事项", "Item"), say("日期", "Date")], rows)


def _steps(project: Project, names: Names, day: date) -> Table:
    columns = [
        say("手续", "Step"), say("状态", "State"), say("申报", "Applied"), say("受理", "Accepted"),
        say("办结", "Granted"), say("批复文号", "Document"), say("说明", "Note"),
    ]  # fmt: skip
    rows = []
    for key, step in project.steps.items():
        state = step.state_at(day)
        granted = _day(step.granted, day)
        why = step.skipped.reason if step.skipped is not None and state == "skipped" else None
        rows.append([
            names.label("step", key), STATES[state].text(), _day(step.applied, day), _day(step.accepted, day),
            granted, (step.document or "") if granted else "", why or step.note or "",
        ])  # fmt: skip
    return _without_empty(columns, rows)


def _years(project: Project, day: date) -> Table:
    now = Month.of(day)
    series_ = (project.invested, project.invested_stats, project.paid)
    months = [month for one in series_ for month in one if month <= now]
    years = sorted(
        {*project.plan, *(y for y in project.invested_before if y < now.year), *(m.year for m in months)}
    )
    columns = [
        say("年度", "Year"), say("年度计划", "Planned"), say("截至上年底累计的登记", "Total up to the year's end"),
        say("完成投资", "Invested"), say("统计口径", "Statistics"), say("财务支出", "Paid"),
    ]  # fmt: skip
    rows = [
        [
            str(year),
            _amount(project.plan.get(year)),
            _amount(project.invested_before.get(year) if year < now.year else None),
            *(_amount(_in_year(one, year, now)) for one in series_),
        ]
        for year in years
    ]
    return _without_empty(columns, rows, numeric=True)


def _in_year(found: Mapping[Month, int], year: int, last: Month) -> int | None:
    amounts = [amount for month, amount in found.items() if month.year == year and month <= last]
    return sum(amounts) if amounts else None


def _amount(amount: int | None) -> str:
    return "" if amount is None else wan(amount)


def _months(project: Project, day: date) -> Table:
    now = Month.of(day)
    money = (project.plan_months, project.invested, project.invested_stats, project.paid)
    months = sorted({m for one in (*money, project.physical, project.reports) for m in one if m <= now})
    columns = [
        say("月份", "Month"), say("计划", "Planned"), say("完成投资", "Invested"), say("统计口径", "Statistics"),
        say("财务支出", "Paid"), say("形象进度", "Physical"), say("进度描述", "In words"),
    ]  # fmt: skip
    rows = []
    for month in months:
        physical = project.physical.get(month)
        rows.append([
            str(month), *(_amount(one.get(month)) for one in money),
            "" if physical is None else f"{physical / 100:g}%", project.reports.get(month, ""),
        ])  # fmt: skip
    table = _without_empty(columns, rows, numeric=True)
    words = columns[-1]
    return table._replace(numeric=frozenset(n for n in table.numeric if table.columns[n] != words))


def _funds(project: Project, names: Names, day: date) -> Table:
    now = Month.of(day)
    columns = [
        say("来源", "Source"), say("名称", "Name"), say("计划", "Planned"), say("下达", "Issued"),
        say("到位", "Arrived"), say("支出", "Paid"),
    ]  # fmt: skip
    rows = []
    for fund in project.funds:
        sums = [[a for m, a in one.items() if m <= now] for one in (fund.arrived, fund.paid)]
        rows.append([
            names.label("fund", fund.source), fund.name or "", _amount(fund.planned), _day(fund.issued, day),
            *(wan(sum(one)) if one else "" for one in sums),
        ])  # fmt: skip
    table = _without_empty(columns, rows)
    right = {say("计划", "Planned"), say("到位", "Arrived"), say("支出", "Paid")}
    return table._replace(numeric=frozenset(n for n, name in enumerate(table.columns) if name in right))


def _issues(project: Project, names: Names, day: date) -> Table:
    columns = [
        say("编号", "Id"), say("问题", "Issue"), say("日期", "Date"), say("办理", "What was done"), say("谁", "Who"),
    ]  # fmt: skip
    rows = []
    for issue in project.issues:
        happened = [one for one in _history(issue, names) if one[0] is None or one[0] <= day]
        happened.sort(key=lambda one: one[0] or date.min)
        if issue.raised is None or issue.raised <= day:
            rows += [
                [issue.id or "", issue.title_ or "", _day(on), " ".join(what.split()), who or ""]
                for on, what, who in happened
            ]
    return Table(columns, rows)


def _history(issue: Issue, names: Names) -> Iterator[tuple[date | None, str, str | None]]:
    """Everything that happened to an issue: the day, what, by whom; by day where they are the same in this order."""
    due = say("，时限 {d}", ", due {d}", d=issue.due) if issue.due else ""
    yield (
        issue.raised,
        say("提出（{c}）{d}", "raised ({c}){d}", c=names.label("class", issue.class_), d=due),
        issue.by,
    )
    if issue.assigned is not None:
        who = [names.label("unit", issue.assigned.unit), issue.assigned.person or ""]
        yield issue.assigned.on, say("交办", "assigned"), series(one for one in who if one).text()
    if issue.accepted is not None:
        yield issue.accepted.on, say("接单", "taken on"), issue.accepted.by
    for plan in issue.plan or ():
        yield plan.on, say("方案：{t}", "plan: {t}", t=plan.text), plan.by
    for note in issue.progress:
        yield note.on, say("进展：{t}", "progress: {t}", t=note.text), note.by
    for rung in issue.escalated:
        term = names.words.get("ladder", {}).get(rung.to or "")
        label = getattr(term, "label", None)
        told = [one for one in (rung.reason, rung.decision) if one]
        yield (
            rung.on,
            say("提级到{r}", "raised to {r}", r=label if isinstance(label, Say) else rung.to)
            + "".join(f"{say('：', ': ')}{one}" for one in told[:1])
            + "".join(f"{say('；', '; ')}{one}" for one in told[1:]),
            None,
        )
    for again in issue.reopened:
        if again.cleared is not None:
            yield (
                again.cleared.on,
                say("销号：{e}", "cleared: {e}", e=again.cleared.evidence),
                again.cleared.by,
            )
        yield again.on, say("重新立案：{t}", "reopened: {t}", t=again.reason), again.by
    if issue.resolved is not None:
        yield (
            issue.resolved.on,
            say("办结：{t}", "resolved: {t}", t=issue.resolved.result or ""),
            issue.resolved.by,
        )
    if issue.cleared is not None:
        yield issue.cleared.on, say("销号：{e}", "cleared: {e}", e=issue.cleared.evidence), issue.cleared.by


def _decisions(decided: Sequence[Decided], names: Names) -> Table:
    columns = [
        say("会议日期", "Meeting"), say("会议", "Kind"), say("议定事项", "Decision"), say("责任单位", "Unit"),
        say("责任人", "Person"), say("时限", "Due"), say("落实", "Kept"),
    ]  # fmt: skip
    rows = []
    for one in decided:
        kind = getattr(names.words.get("cadences", {}).get(one.kind or ""), "label", None)
        rows.append([
            one.day, kind.text() if isinstance(kind, Say) else one.kind or "", one.what or "",
            names.label("unit", one.unit) if one.unit else "", one.person or "", one.due or "", one.kept or "",
        ])  # fmt: skip
    return _without_empty(columns, rows)
