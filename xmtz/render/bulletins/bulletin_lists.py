"""The chapters that name: issues, lagging and unreported projects, the rules' own lists, permits, funds."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from xmtz.domain.rounding import percent, points
from xmtz.domain.spans import THIS
from xmtz.index.rates import GROUPINGS
from xmtz.render.amounts import Amounts, in_wan
from xmtz.render.document import Section, Table
from xmtz.reports.bulletins.values import Bulletin, Entry, Shown
from xmtz.words.lang import say


def issues(report: Bulletin, _amounts: Amounts) -> Section:
    """How many issues there are by group, and those past their limit."""
    opened, overdue, raised, cleared = (
        sum(row) for row in zip(*((i.open, i.overdue, i.raised, i.cleared) for i in report.issues), strict=True)
    ) if report.issues else (0, 0, 0, 0)  # fmt: skip
    paragraph = say(
        "未销号问题 {o} 个，其中逾期 {d} 个；{now}新增 {r} 个，销号 {c} 个。",
        "{o} open, {d} of them overdue; {r} raised and {c} cleared {now}.",
        now=THIS[report.span.kind],
        o=opened,
        d=overdue,
        r=raised,
        c=cleared,
    )
    tables = []
    if report.issues:
        group = GROUPINGS[report.by].text()
        columns = [
            group[:1].upper() + group[1:],
            say("未销号", "Open"),
            say("逾期", "Overdue"),
            say("{now}新增", "Raised", now=THIS[report.span.kind]),
            say("{now}销号", "Cleared", now=THIS[report.span.kind]),
        ]
        rows = [[i.label, str(i.open), str(i.overdue), str(i.raised), str(i.cleared)] for i in report.issues]
        tables.append(Table(columns, rows, frozenset(range(1, 5))))
    if report.overdue.rows:
        columns = [
            say("逾期问题", "Overdue issue"),
            say("编号", "Id"),
            say("项目", "Project"),
            say("时限", "Due"),
            say("责任单位", "Unit"),
        ]
        tables.append(Table(columns, [[i.title, i.id, i.name, i.due, i.unit] for i in report.overdue.rows]))
    return Section(say("问题销号", "Issues"), [paragraph], tables, _more(report.overdue))


def _more(shown: Shown[object]) -> list[str]:
    if len(shown.rows) == shown.total:
        return []
    return [
        say(
            "共 {n} 个，只列前 {t} 个；全部列出用 --all。",
            "{n} in all, the first {t} are shown; --all shows every one.",
            n=shown.total,
            t=len(shown.rows),
        )
    ]


def lagging(report: Bulletin, _amounts: Amounts) -> Section:
    """The projects that the rules call lagging."""
    shown = report.lagging
    amounts = in_wan(amount for one in shown.rows for amount in (one.plan, one.invested))
    with_issues = any(one.issues for one in shown.rows)
    columns = [
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("年度计划(万元)", "Plan (万元)"),
        say("本年完成(万元)", "Done (万元)"),
        say("完成率", "Rate"),
        say("超欠序时", "Gap (pp)"),
        *([say("未销号", "Issues")] if with_issues else []),
    ]
    rows = [
        [
            one.name,
            one.unit,
            amounts.text(one.plan),
            amounts.text(one.invested),
            percent(one.rate),
            points(one.gap),
            *([str(one.issues)] if with_issues else []),
        ]
        for one in shown.rows
    ]
    return Section(
        say("进度滞后项目", "Behind schedule"),
        [_count(shown)],
        [Table(columns, rows, frozenset(range(2, len(columns))))] if rows else (),
        _more(shown),
    )


def _count(shown: Shown[object]) -> str:
    if not shown.total:
        return say("无。", "No projects.")
    return say("共 {n} 个项目。", "{n} projects.", n=shown.total)


def unreported(report: Bulletin, _amounts: Amounts) -> Section:
    """The projects whose figure for the month is missing."""
    return _entries(say("应报未报项目", "Not reported"), report.unreported)


def named(report: Bulletin) -> Iterable[Section]:
    """The lists that the rules ask for."""
    return (_entries(one.label, one.projects) for one in report.lists)


def _entries(heading: str, shown: Shown[Entry]) -> Section:
    columns = [say("编号", "Id"), say("项目", "Project"), say("责任单位", "Unit")]
    rows = [[one.id, one.name, one.unit] for one in shown.rows]
    return Section(heading, [_count(shown)], [Table(columns, rows)] if rows else (), _more(shown))


def steps(report: Bulletin, _amounts: Amounts) -> Section:
    """The approval steps of all projects, by class."""
    columns = [
        say("手续", "Steps"),
        say("应办", "Due"),
        say("已办结", "Granted"),
        say("办结率", "Rate"),
        say("含承诺、容缺", "With promises"),
        say("落实率", "Rate"),
    ]
    rows = [
        [
            one.label,
            str(one.due),
            str(one.done),
            percent(Fraction(one.done, one.due)),
            str(one.ok),
            percent(Fraction(one.ok, one.due)),
        ]
        for one in report.steps
    ]
    nothing = () if rows else [say("没有应办手续。", "No step is due.")]
    return Section(
        say("手续办理", "Approval steps"),
        nothing,
        [Table(columns, rows, frozenset(range(1, 6)))] if rows else (),
    )


def means(report: Bulletin, amounts: Amounts) -> Section:
    """The funds of all projects."""
    funds = report.funds
    if funds is None or not funds.planned:
        return Section(say("要素保障", "Means"), [say("没有登记资金计划。", "No funds are planned.")])
    text = say(
        "计划资金 {p}；到位 {a}，到位率 {r}；支出 {s}，占到位资金的 {u}。资金未足额到位的项目 {n} 个。",
        "Funds planned {p}; arrived {a}, or {r}; paid {s}, or {u} of what arrived. {n} projects are short of funds.",
        p=amounts.with_unit(funds.planned),
        a=amounts.with_unit(funds.arrived),
        r=percent(Fraction(funds.arrived, funds.planned)),
        s=amounts.with_unit(funds.paid),
        u=percent(Fraction(funds.paid, funds.arrived) if funds.arrived else None),
        n=funds.short,
    )
    return Section(say("要素保障", "Means"), [text])


def changes(report: Bulletin, _amounts: Amounts) -> Section:
    """The projects that entered or left a key list in the period."""
    entered = sum(one.entered for one in report.changes)
    paragraph = say(
        "{now}调入 {i} 个，调出 {o} 个。",
        "Entered {now}: {i}; left: {o}.",
        now=THIS[report.span.kind],
        i=entered,
        o=len(report.changes) - entered,
    )
    columns = [
        say("变动", "Change"),
        say("日期", "Date"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("名录", "List"),
    ]
    rows = [
        [
            say("调入", "entered") if one.entered else say("调出", "left"),
            one.day,
            one.project.name,
            one.project.unit,
            one.list,
        ]
        for one in report.changes
    ]
    return Section(
        say("动态调整", "Changes of the list"), [paragraph], [Table(columns, rows)] if rows else ()
    )
