"""Resources as documents: sums and lines, what projects lack, demand by unit and year."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xmtz.domain.quantity import number_text
from xmtz.index.means_questions import ResourceLine
from xmtz.render.document import Document, Section, Table
from xmtz.reports.means.resources import POWER, Demand, Lack, Resources, ResourceSum
from xmtz.reports.names import Names
from xmtz.reports.pools.priority import Standing
from xmtz.words.lang import Say, say


def _document(resources: Resources, title: Say, sections: list[Section]) -> Document:
    settings = resources.ledger.book.settings
    subtitle = say("{n}　截至 {d}", "{n}, up to {d}", n=settings.name or "", d=resources.day)
    return Document(title.text(), [subtitle], sections)


def resources_document(resources: Resources) -> Document:
    """The sums by kind, then every line."""
    names = Names(resources.ledger)
    sections = resources_sections(resources, names)
    return _document(resources, Say("要素保障台账", "Resources"), sections)


def resources_sections(resources: Resources, names: Names) -> list[Section]:
    """The sums by kind and measure, and the lines."""
    return [_sums(resources.sums(), names), _lines(resources.lines, names)]


def _sums(sums: Sequence[ResourceSum], names: Names) -> Section:
    columns = [
        say("要素", "Resource"),
        say("单位", "Measure"),
        say("项目", "Projects"),
        say("项数", "Lines"),
        say("已申请", "Applied"),
        say("已落实", "Secured"),
        say("需求量", "Needed"),
        say("落实量", "Secured"),
        say("缺口", "Gap"),
    ]
    rows = [
        [
            names.label("resource", one.kind),
            one.measure or "",
            str(one.projects),
            str(one.lines),
            str(one.applied),
            str(one.met),
            number_text(one.needed),
            number_text(one.secured),
            number_text(one.gap),
        ]
        for one in sums
    ]
    return Section(say("按要素", "By resource"), (), [Table(columns, rows, frozenset(range(2, 9)))])


def _lines(lines: Sequence[ResourceLine], names: Names) -> Section:
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("要素", "Resource"),
        say("需求量", "Needed"),
        say("落实量", "Secured"),
        say("须在此前落实", "Before"),
        say("申请", "Applied"),
        say("落实", "On"),
        say("文号", "Document"),
    ]
    rows = [
        [
            one.id,
            one.name,
            names.label("unit", one.unit),
            names.label("resource", one.kind),
            _amount(Fraction(one.needed), one.measure),
            _amount(Fraction(one.secured), one.measure) if one.secured is not None else "",
            names.label("stage", one.before) if one.before else "",
            one.applied or "",
            one.on or "",
            one.document or "",
        ]
        for one in lines
    ]
    return Section(say("按项目", "By project"), (), [Table(columns, rows, frozenset((4, 5)))])


def _amount(value: Fraction, measure: str | None) -> str:
    return f"{number_text(value)} {measure}" if measure else number_text(value)


def lacking_document(resources: Resources, stage: str | None) -> Document:
    """What projects lack, with the unit, who secures it, and the grade of yield."""
    names = Names(resources.ledger)
    lacks = resources.lacking(stage)
    title = Say("要素缺口", "Resources lacking")
    head = say(
        "{p} 个项目缺 {n} 项要素，其中已进入阶段仍未落实 {l} 项",
        "{p} projects lack {n} resources; {l} of them are late",
        p=len({one.line.id for one in lacks}),
        n=len(lacks),
        l=sum(one.late for one in lacks),
    )
    sections = [Section("", [head], [lacking_table(lacks, resources, names)])]
    return _document(resources, title, sections)


def lacking_table(lacks: Sequence[Lack], resources: Resources, names: Names) -> Table:
    """The table of what is lacking."""
    graded = any(one.grade is not None for one in lacks)
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("要素保障部门", "Secured by"),
        say("现阶段", "Stage"),
        say("要素", "Resource"),
        say("须在此前落实", "Before"),
        say("缺口", "Gap"),
        say("进展", "State"),
    ]
    if graded:
        columns.append(say("效益等次", "Yield"))
    rows = []
    for one in lacks:
        line = one.line
        row = [
            line.id,
            line.name,
            names.label("unit", line.unit),
            names.label("unit", line.guarantor) if line.guarantor else "",
            names.label("stage", line.stage) if line.stage else "",
            names.label("resource", line.kind),
            names.label("stage", line.before),
            _amount(one.gap, line.measure),
            _state(one),
        ]
        rows.append([*row, grade_text(one.grade, resources)] if graded else row)
    late = frozenset(n for n, one in enumerate(lacks) if one.late)
    return Table(columns, rows, frozenset((7,)), late)


def _state(one: Lack) -> str:
    parts = []
    if one.late:
        parts.append(say("已过阶段", "late"))
    if one.line.secured is not None:
        parts.append(say("部分落实", "in part"))
    elif one.line.applied is not None:
        parts.append(say("{d} 申请", "applied {d}", d=one.line.applied))
    else:
        parts.append(say("未申请", "not applied"))
    return say("，", ", ").join(parts)


def grade_text(standing: Standing | None, resources: Resources) -> str:
    """The grade beside what is asked for; of the owner's projects where the project has none."""
    if standing is None:
        return ""
    rules = resources.ledger.rules.indicators.yields.values()
    label = next((one.grades[standing.grade].label for one in rules if standing.grade in one.grades), None)
    text = label.text() if label is not None else standing.grade
    if not standing.own:
        text += say("（业主）", " (owner)")
    return text + (say(" 限制", " restricted") if standing.restricted else "")


def demand_document(resources: Resources) -> Document:
    """Demand of one resource by unit and year."""
    names = Names(resources.ledger)
    kind = names.label("resource", resources.kind)
    title = Say(f"{kind}需求摸排", f"Demand: {kind}")
    return _document(resources, title, demand_sections(resources, names))


def demand_sections(resources: Resources, names: Names) -> list[Section]:
    """By unit and year, with a sum for each year; for power also what projects will use in a year."""
    demand = resources.demand()
    sections = [_demand(demand, names)]
    if resources.kind == POWER:
        used = resources.consumption()
        if used:
            sections.append(_consumption(used, names))
    return sections


def _demand(demand: Sequence[Demand], names: Names) -> Section:
    columns = [
        say("责任单位", "Unit"),
        say("年度", "Year"),
        say("单位", "Measure"),
        say("项目", "Projects"),
        say("需求量", "Needed"),
        say("落实量", "Secured"),
        say("缺口", "Gap"),
    ]
    rows = [_demand_row(names.label("unit", one.unit), one) for one in demand]
    totals: dict[tuple[str | None, str | None], list[Demand]] = {}
    for one in demand:
        totals.setdefault((one.year, one.measure), []).append(one)
    for (year, measure), ones in sorted(totals.items(), key=lambda t: (t[0][0] or "9", t[0][1] or "")):
        summed = Demand(
            None, year, measure, sum(o.projects for o in ones),
            *(sum((getattr(o, name) for o in ones), Fraction(0)) for name in ("needed", "secured", "gap")),
        )  # fmt: skip
        rows.append(_demand_row(say("合计", "Total"), summed))
    bold = frozenset(range(len(demand), len(rows)))
    return Section("", (), [Table(columns, rows, frozenset(range(3, 7)), bold)])


def _demand_row(label: str, one: Demand) -> list[str]:
    return [
        label,
        one.year or say("未定", "not said"),
        one.measure or "",
        str(one.projects),
        number_text(one.needed),
        number_text(one.secured),
        number_text(one.gap),
    ]


def _consumption(used: dict[tuple[str | None, str | None], tuple[int, Fraction]], names: Names) -> Section:
    columns = [
        say("责任单位", "Unit"),
        say("年度", "Year"),
        say("项目", "Projects"),
        say("年用电量（万千瓦时）", "10,000 kWh a year"),
    ]
    order = names.order("unit")
    keys = sorted(used, key=lambda k: (k[0] is None, order.get(k[0] or "", len(order)), k[1] or "9"))
    rows = [
        [names.label("unit", unit), year or say("未定", "not said"), str(used[unit, year][0]), number_text(used[unit, year][1])]
        for unit, year in keys
    ]  # fmt: skip
    whole = sum((total for _, total in used.values()), Fraction(0))
    rows.append([say("合计", "Total"), "", str(sum(n for n, _ in used.values())), number_text(whole)])
    heading = say("投产后年用电量", "Power used in a year")
    return Section(heading, (), [Table(columns, rows, frozenset((2, 3)), frozenset((len(keys),)))])
