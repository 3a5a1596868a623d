"""Plans of investment in print: the three-year rolling plan and the plan of a year's key projects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xmtz.domain.rounding import NOTHING
from xmtz.render.amounts import Amounts, in_wan, suited
from xmtz.render.document import Document, Section, Table
from xmtz.reports.names import Names
from xmtz.reports.pools.annual import CONTINUED, PARTS, RESERVE, START, Annual, AnnualRow, AnnualSum
from xmtz.reports.pools.invest_plans import Asked
from xmtz.reports.pools.rolling import Rolling, RollingRow, RollingSum
from xmtz.words.lang import Say, say

_MOST_NAMED: Final = 10
BY: Final = {
    "sector": Say("行业领域", "Sector"),
    "unit": Say("责任单位", "Unit"),
    "level": Say("级别", "Level"),
    "batch": Say("批次", "Batch"),
}


def rolling_document(value: Rolling, ledger: str, names: Names) -> Document:
    """The rolling plan: by unit, then every project; plans above the total are marked."""
    last = value.first + len(value.whole.years) - 1
    amounts = in_wan(
        amount
        for row in value.rows
        for amount in (row.project.total or 0, row.before, *row.years, row.left or 0)
    )
    title = say(
        "重点项目三年滚动计划（{a}—{b} 年）", "Three-year rolling plan, {a} to {b}", a=value.first, b=last
    )
    subtitle = [
        say("{n}　截至 {d}　单位：{u}", "{n}, up to {d}, in {u}", n=ledger, d=value.day, u=amounts.unit)
    ]
    sections = [Section(say("分单位", "By unit"), (), [_units(value, amounts, names)])] if value.rows else []
    notes = [*_rolling_notes(value), counted(value.bundled, value.counts.split, value.counts.bundled)]
    tables = [_projects(value, amounts, names)] if value.rows else []
    if value.rows:
        sections.append(Section(say("分项目", "By project"), (), tables, notes))
    else:
        sections.append(
            Section("", [say("三年内没有计划投资。", "Nothing is planned in these years.")], (), notes)
        )
    return Document(title, subtitle, sections)


def _rolling_columns(value: Rolling) -> list[str]:
    return [
        say("总投资", "Total"),
        _before_column(value.first, value.expected),
        *(say("{y} 年计划", "Plan {y}", y=year) for year in value.years),
        say("三年合计", "Three years"),
    ]


def _before_column(year: int, expected: bool) -> str:
    if expected:
        return say("到 {y} 年底预计完成", "Expected by the end of {y}", y=year - 1)
    return say("到 {y} 年底累计完成", "Invested by the end of {y}", y=year - 1)


def _units(value: Rolling, amounts: Amounts, names: Names) -> Table:
    columns = [
        say("责任单位", "Unit"),
        say("项目", "Projects"),
        *_rolling_columns(value),
        say("超总投资", "Exceeding"),
    ]

    def cells(label: str, one: RollingSum) -> list[str]:
        numbers = (one.total, one.before, *one.years, sum(one.years))
        return [label, str(one.projects), *(amounts.text(n) for n in numbers), str(one.exceeding or "")]

    rows = [cells(names.label("unit", one.key), one) for one in value.units]
    rows.append(cells(say("合计", "Total"), value.whole))
    return Table(columns, rows, frozenset(range(1, len(columns))), frozenset({len(rows) - 1}))


def _projects(value: Rolling, amounts: Amounts, names: Names) -> Table:
    columns = [
        say("责任单位", "Unit"), say("编号", "Id"), say("项目", "Project"), say("阶段", "Stage"), *_rolling_columns(value),
        say("三年后剩余", "Left after"), say("核对", "Check"),
    ]  # fmt: skip
    rows = [
        [
            names.label("unit", row.project.unit), row.project.id, row.project.name, names.label("stage", row.project.stage),
            NOTHING if row.project.total is None else amounts.text(row.project.total),
            *(amounts.text(n) for n in (row.before, *row.years, row.planned)),
            NOTHING if row.left is None else amounts.text(max(row.left, 0)),
            checked(row, amounts),
        ]
        for row in value.rows
    ]  # fmt: skip
    bold = frozenset(n for n, row in enumerate(value.rows) if row.left is not None and row.left < 0)
    return Table(columns, rows, frozenset(range(4, len(columns) - 1)), bold)


def checked(row: RollingRow, amounts: Amounts) -> str:
    """What the check of a row against its total says; empty where it fits."""
    if row.left is None:
        return say("未填总投资", "no total")
    if row.left < 0:
        return say("超总投资 {n}", "{n} above the total", n=amounts.text(-row.left))
    return ""


def _rolling_notes(value: Rolling) -> list[str]:
    notes = [] if value.rows else years_planned(value.counts)
    if value.expected:
        notes.append(
            say(
                "预计完成：已报累计，加上当年计划（已完成超过计划的按已完成）和其间各年计划。",
                "Expected: what is reported, with the plan of the current year (or what is done, where that is more) and of "
                "the years between.",
            )
        )
    if value.whole.exceeding:
        notes.append(
            say(
                "{n} 个项目此前完成加三年计划超过总投资，请核对 plan 或 total。",
                "{n} projects have more planned than their total: check plan or total.",
                n=value.whole.exceeding,
            )
        )
    if value.unplanned:
        named = say("、", ", ").join(one.name for one in value.unplanned[:_MOST_NAMED])
        more = say("等", " and others") if len(value.unplanned) > _MOST_NAMED else ""
        notes.append(
            say(
                "{n} 个在建或储备项目三年内没有计划投资：{p}{m}。",
                "{n} projects under way or in the reserve have no plan in these years: {p}{m}.",
                n=len(value.unplanned),
                p=named,
                m=more,
            )
        )
    return notes


def years_planned(counts: Asked) -> list[str]:
    """Which years have plans, for one who asked for a year that has none."""
    years = sorted({year for one in counts.rows for year, amount in one.plans.items() if amount})
    if not years:
        return [say("没有一个项目填了年度计划（plan）。", "No project has a plan of any year (plan).")]
    return [
        say(
            "填了年度计划的年份：{y}。",
            "Years that have plans: {y}.",
            y=say("、", ", ").join(map(str, years)),
        )
    ]


def counted(bundled: bool, split: int, together: int) -> str:
    """How the projects are counted, and both counts."""
    if split == together:
        return say(
            "按此范围共 {n} 个项目，没有打捆。", "{n} projects in this scope, none of them a bundle.", n=split
        )
    if bundled:
        return say(
            "按打捆计 {b} 个（拆分为 {s} 个）。",
            "Counted with bundles as one: {b} ({s} when split).",
            b=together,
            s=split,
        )
    return say(
        "按拆分计 {s} 个（打捆为 {b} 个）。",
        "Counted by parts: {s} ({b} with bundles as one).",
        b=together,
        s=split,
    )


def annual_document(value: Annual, ledger: str, names: Names) -> Document:
    """The plan of a year: a summary, the sums of each group, then the projects of each part."""
    amounts = in_wan(
        amount for row in value.rows for amount in (row.project.total or 0, row.before, row.plan or 0)
    )
    title = say("{y} 年重点项目建设计划", "Plan of key projects, {y}", y=value.year)
    subtitle = [
        say("{n}　截至 {d}　单位：{u}", "{n}, up to {d}, in {u}", n=ledger, d=value.day, u=amounts.unit)
    ]
    large = suited(value.whole.total, [value.whole.total, value.whole.plan])
    sentence = say(
        "共 {n} 个项目，总投资 {t}，年度计划投资 {p}；其中续建 {c} 个，计划新开工 {s} 个，计划竣工 {f} 个，储备 {r} 个。",
        "{n} projects, total {t}, planned for the year {p}: {c} continued, {s} to start, {f} to be completed, {r} in "
        "reserve.",
        n=value.whole.projects,
        t=large.with_unit(value.whole.total),
        p=large.with_unit(value.whole.plan),
        c=value.parts[CONTINUED].projects,
        s=value.parts[START].projects,
        f=value.whole.finishing,
        r=value.parts[RESERVE].projects,
    )
    notes = [*_annual_notes(value), counted(value.bundled, value.counts.split, value.counts.bundled)]
    rows = [(PARTS[part].text(), one) for part, one in value.parts.items()]
    sections = [Section("", [sentence], [_sums(say("类别", "Part"), rows, value, amounts)], notes)]
    groups = [(names.label(value.by, one.key), one) for one in value.groups]
    label = BY[value.by].text()
    sections.append(Section(say("按{b}", "By {b}", b=label), (), [_sums(label, groups, value, amounts)]))
    for part, said in PARTS.items():
        some = [row for row in value.rows if row.part == part]
        if some:
            heading = say("{p}（{n} 个）", "{p} ({n})", p=said, n=len(some))
            sections.append(Section(heading, (), [_annual_table(some, value, amounts, names)]))
    return Document(title, subtitle, sections)


def _sums(head: str, rows: Sequence[tuple[str, AnnualSum]], value: Annual, amounts: Amounts) -> Table:
    columns = [
        head, say("项目", "Projects"), say("总投资", "Total"), _before_column(value.year, value.expected),
        say("年度计划", "Plan"), say("计划竣工", "To complete"),
    ]  # fmt: skip

    def cells(label: str, one: AnnualSum) -> list[str]:
        numbers = (one.total, one.before, one.plan)
        return [label, str(one.projects), *(amounts.text(n) for n in numbers), str(one.finishing or "")]

    body = [*(cells(label, one) for label, one in rows), cells(say("合计", "Total"), value.whole)]
    return Table(columns, body, frozenset(range(1, len(columns))), frozenset({len(body) - 1}))


def _annual_table(rows: Sequence[AnnualRow], value: Annual, amounts: Amounts, names: Names) -> Table:
    columns = [
        say("序号", "No."), BY[value.by].text(), say("编号", "Id"), say("项目", "Project"),
        *([] if value.by == "unit" else [say("责任单位", "Unit")]), say("总投资", "Total"),
        _before_column(value.year, value.expected), say("年度计划", "Plan"), say("计划开工", "Planned start"),
        say("计划竣工", "Planned finish"), say("备注", "Remark"),
    ]  # fmt: skip
    cells = [
        [
            str(n), names.label(value.by, row.group), row.project.id, row.project.name,
            *([] if value.by == "unit" else [names.label("unit", row.project.unit)]),
            NOTHING if row.project.total is None else amounts.text(row.project.total), amounts.text(row.before),
            NOTHING if row.plan is None else amounts.text(row.plan), row.project.planned_start or NOTHING,
            row.project.planned_finish or NOTHING, remark(row),
        ]
        for n, row in enumerate(rows, 1)
    ]  # fmt: skip
    at = len(columns)
    return Table(columns, cells, frozenset({0, at - 6, at - 5, at - 4}))


def remark(row: AnnualRow) -> str:
    """年内竣工, 上年结转, no plan of investment."""
    said = []
    if row.finishes:
        said.append(say("年内竣工", "to be completed"))
    if row.carried:
        said.append(say("逾期结转", "carried over"))
    if row.plan is None and row.part != RESERVE:
        said.append(say("未列年度计划", "no plan for the year"))
    return say("、", ", ").join(said)


def _annual_notes(value: Annual) -> list[str]:
    notes = years_planned(value.counts) if value.rows and not value.whole.plan else []
    if value.whole.unplanned:
        notes.append(
            say(
                "{n} 个续建或新开工项目没有年度计划投资，按 0 计。",
                "{n} continued or starting projects have no investment planned for the year and count as 0.",
                n=value.whole.unplanned,
            )
        )
    return notes
