"""Ledgers of approvals as documents, rows and JSON."""

from __future__ import annotations

from collections.abc import Sequence

from xmtz.domain.rounding import NOTHING, percent, rounded
from xmtz.records.rules import AUTHORITY_LEVEL
from xmtz.records.step import STATES
from xmtz.render.document import Document, Section, Table
from xmtz.reports.clocks.approvals import (
    Approvals,
    AuthorityRow,
    Bound,
    Cell,
    Line,
    MatrixRow,
    Rate,
    classes_of,
)
from xmtz.reports.names import Names
from xmtz.words.lang import Say, say

TITLES = {
    "matrix": Say("联审联批台账", "Approvals by class"),
    "eia": Say("环评管理台账", "EIA ledger"),
    "higher": Say("需上级办理的事项", "Approvals at higher authorities"),
    "pending": Say("容缺、承诺事项台账", "Deferred and committed items"),
    "rate": Say("手续办结率", "Approval rate"),
    "authority": Say("审批机关办理时效", "Punctuality of authorities"),
}
_BOUND = {
    "deferred": Say("容缺补齐", "deferred"),
    "committed": Say("承诺核查", "commitment"),
    "revoke": Say("违诺撤销", "to be revoked"),
}


def sections_of(kind: str, approvals: Approvals, since: str) -> list[Section]:
    """The sections of one ledger of approvals."""
    names = Names(approvals.ledger)
    if kind == "matrix":
        return _matrix(approvals, approvals.matrix(), names)
    if kind == "eia":
        return [_eia(approvals, names)]
    if kind == "higher":
        return [_higher(approvals.higher(), names)]
    if kind == "pending":
        return [_pending(approvals.bound(), names)]
    if kind == "rate":
        return _rates(approvals, names)
    return [_authorities(approvals.authorities(since))]


def approvals_document(kind: str, approvals: Approvals, since: str) -> Document:
    """The document of one ledger of approvals."""
    settings = approvals.ledger.book.settings
    subtitle = say("{n}　截至 {d}", "{n}, up to {d}", n=settings.name or "", d=approvals.day)
    return Document(TITLES[kind].text(), [subtitle], sections_of(kind, approvals, since))


def _project_columns() -> list[str]:
    return [say("编号", "Id"), say("项目", "Project"), say("责任单位", "Unit")]


def cell_text(cell: Cell | None) -> str:
    """A class of a project: 已办结 with its days, 办理中 with the days left, or how many of how many."""
    if cell is None or not cell.due:
        return say("未到", "later") if cell is not None and cell.ahead else NOTHING
    unit = say("日", "d") if cell.unit == "d" else say("工作日", "wd")
    if cell.done == cell.due:
        if cell.conditional == cell.due:
            return say("承诺/容缺", "conditional")
        days = "" if cell.used is None else f" {cell.used}{unit}" if cell.used else say(" 即办", " at once")
        text = say("已办结", "done") + days
        return text + (say(" 超期", " late") if cell.late else "")
    part = f" {cell.done}/{cell.due}" if cell.due > 1 else ""
    if cell.running:
        if cell.left is not None and cell.left < 0:
            return say("逾期", "overdue") + f" {-cell.left}{unit}" + part
        left = "" if cell.left is None else say(" 剩{n}", " {n} left", n=f"{cell.left}{unit}")
        return say("办理中", "running") + left + part
    return say("未申报", "not filed") + part


def _matrix(approvals: Approvals, rows: Sequence[MatrixRow], names: Names) -> list[Section]:
    classes = list(classes_of(approvals.ledger))
    columns = [*_project_columns(), *(label for _, label in classes)]
    texts: dict[Cell | None, str] = {}  # most of a long table's cells say the same few things
    units: dict[str | None, str] = {}
    cells = []
    late = set()
    for n, row in enumerate(rows):
        own = [row.cells.get(key) for key, _ in classes]
        for cell in own:
            if cell not in texts:
                texts[cell] = cell_text(cell)
        if row.unit not in units:
            units[row.unit] = names.label("unit", row.unit)
        cells.append([row.id, row.name, units[row.unit], *(texts[cell] for cell in own)])
        if any(cell is not None and cell.late for cell in own):
            late.add(n)
    total = [
        say("合计", "Total"),
        say("{n} 个项目", "{n} projects", n=len(rows)),
        "",
        *(_total([row.cells[key] for row in rows if key in row.cells]) for key, _ in classes),
    ]
    return [Section("", (), [Table(columns, [*cells, total], frozenset(), frozenset({*late, len(cells)}))])]


def _total(cells: Sequence[Cell]) -> str:
    found = [cell for cell in cells if cell.due]
    return f"{sum(cell.done == cell.due for cell in found)}/{len(found)}"


def _eia(approvals: Approvals, names: Names) -> Section:
    letters = approvals.letters()
    columns = [
        *_project_columns(),
        say("环评类别", "EIA class"),
        say("状态", "State"),
        say("受理", "Accepted"),
        say("批复", "Granted"),
        say("用时/时限", "Days/limit"),
        say("文号", "Document"),
        say("审批服务函", "Service letters"),
    ]
    rows = [
        [
            line.id,
            line.name,
            names.label("unit", line.unit),
            _EIA[line.eia].text() if line.eia in _EIA else NOTHING,
            STATES[line.state].text(),
            line.accepted or "",
            line.granted or "",
            _days(line),
            line.document or "",
            say("；", "; ").join(
                f"{one.day} {one.document or ''}".rstrip() for one in letters.get((line.id, line.step), ())
            ),
        ]
        for line in approvals.eia()
    ]
    return Section("", (), [Table(columns, rows)])


_EIA = {
    "report": Say("报告书", "report"),
    "form": Say("报告表", "form"),
    "registration": Say("登记表", "registration"),
    "none": Say("豁免", "exempt"),
}


def _days(line: Line) -> str:
    clock = line.clock
    if clock is None or clock.beginning.day is None:
        return ""
    unit = say("工作日", "wd") if clock.unit == "wd" else say("日", "d")
    return f"{clock.used}/{clock.total} {unit}" + (
        say(" 逾期 {n}", " late {n}", n=clock.late) if clock.late else ""
    )


def _higher(lines: Sequence[Line], names: Names) -> Section:
    columns = [
        *_project_columns(),
        say("事项", "Step"),
        say("层级", "Level"),
        say("审批机关", "Authority"),
        say("状态", "State"),
        say("用时/时限", "Days/limit"),
        say("跟踪责任人", "Tracked by"),
    ]
    rows = [
        [
            line.id,
            line.name,
            names.label("unit", line.unit),
            names.label("step", line.step),
            _level(line.level),
            line.authority or "",
            STATES[line.state].text(),
            _days(line),
            line.tracker or NOTHING,
        ]
        for line in lines
    ]
    return Section("", (), [Table(columns, rows)])


def _level(level: str | None) -> str:
    return AUTHORITY_LEVEL.words[level].text() if level is not None and level in AUTHORITY_LEVEL.words else ""


def _pending(lines: Sequence[Bound], names: Names) -> Section:
    columns = [
        *_project_columns(),
        say("事项", "Step"),
        say("方式", "Kind"),
        say("登记", "Since"),
        say("期限", "By"),
        say("状态", "State"),
    ]
    rows = [
        [
            one.id,
            one.name,
            names.label("unit", one.unit),
            names.label("step", one.step),
            _BOUND[one.kind].text(),
            one.since or "",
            one.day,
            say("逾期", "overdue") if one.overdue else say("未到期", "open"),
        ]
        for one in lines
    ]
    return Section(
        "", (), [Table(columns, rows, frozenset(), frozenset(n for n, o in enumerate(lines) if o.overdue))]
    )


def _rates(approvals: Approvals, names: Names) -> list[Section]:
    items, projects = approvals.by_unit()
    return [
        _rate(say("按事项", "By item"), say("事项", "Step"), "step", approvals.by_item(), names),
        _rate(say("按单位：事项", "By unit: items"), say("责任单位", "Unit"), "unit", items, names),
        _rate(
            say("按单位：全部办结的项目", "By unit: projects with all their approvals"),
            say("责任单位", "Unit"), "unit", projects, names,
        ),
    ]  # fmt: skip


def _rate(heading: str, first: str, column: str, rates: Sequence[Rate], names: Names) -> Section:
    conditional = any(one.ok is not None for one in rates)
    columns = [first, say("应办", "Due"), say("办结", "Done"), say("办结率", "Rate")]
    if conditional:
        columns.append(say("含承诺、容缺", "With conditional"))
    total = Rate(
        None,
        sum(one.due for one in rates),
        sum(one.done for one in rates),
        sum(one.ok or 0 for one in rates) if conditional else None,
    )
    rows = [_rate_row(names.label(column, one.key), one) for one in rates]
    rows.append(_rate_row(say("合计", "Total"), total))
    return Section(
        heading, (), [Table(columns, rows, frozenset(range(1, len(columns))), frozenset((len(rows) - 1,)))]
    )


def _rate_row(label: str, one: Rate) -> list[str]:
    row = [label, str(one.due), str(one.done), percent(one.rate)]
    return row if one.ok is None else [*row, str(one.ok)]


def _authorities(rows: Sequence[AuthorityRow]) -> Section:
    columns = [
        say("审批机关", "Authority"),
        say("计时", "Counted in"),
        say("办结", "Decided"),
        say("有时限", "With a limit"),
        say("按时", "On time"),
        say("按时率", "Rate"),
        say("守承诺", "Within promise"),
        say("用时中位数", "Median"),
        say("最长", "Worst"),
    ]
    cells = [
        [
            row.authority,
            say("工作日", "working days") if row.unit == "wd" else say("日", "days"),
            str(row.decided),
            str(row.judged),
            str(row.on_time),
            percent(row.rate),
            NOTHING if row.on_promise is None else f"{row.on_promise}/{row.promised}",
            rounded(row.median, 1),
            NOTHING if row.worst is None else str(row.worst),
        ]
        for row in rows
    ]
    return Section("", (), [Table(columns, cells, frozenset(range(2, 9)))])
