"""Risk plans as a document and as data."""

from __future__ import annotations

import json

from xmtz.domain.rounding import NOTHING
from xmtz.index.risk_questions import RiskLine, Unplanned
from xmtz.records.means import RISK_LEVELS
from xmtz.render.document import Document, Section, Table
from xmtz.reports.means.risks import Risks
from xmtz.reports.names import Names
from xmtz.words.lang import say


def risks_document(risks: Risks) -> Document:
    """The counts by class, the risks, and the projects without a plan they need."""
    settings = risks.ledger.book.settings
    subtitle = say("{n}　截至 {d}", "{n}, up to {d}", n=settings.name or "", d=risks.day)
    return Document(say("风险防控台账", "Risk plans"), [subtitle], risks_sections(risks))


def risks_sections(risks: Risks) -> list[Section]:
    """The tables of risks."""
    names = Names(risks.ledger)
    sections = [_counts(risks, names), _lines(risks, names)]
    lacking = risks.unplanned()
    if lacking:
        sections.append(_unplanned(lacking, names))
    return sections


def _counts(risks: Risks, names: Names) -> Section:
    columns = [
        say("类别", "Class"),
        say("高", "High"),
        say("中", "Medium"),
        say("低", "Low"),
        say("已预警", "Warned"),
        say("应复查", "To review"),
        say("项目", "Projects"),
        say("缺预案", "No plan"),
    ]
    rows = [[names.label("risk", one.class_), *(str(n) for n in one[1:])] for one in risks.counts()]
    return Section(say("未解除的风险", "Open risks"), (), [Table(columns, rows, frozenset(range(1, 8)))])


def _lines(risks: Risks, names: Names) -> Section:
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("序号", "No."),
        say("类别", "Class"),
        say("等级", "Level"),
        say("风险点", "What"),
        say("防控措施", "Measure"),
        say("责任人", "In charge"),
        say("复查", "Review"),
        say("状态", "State"),
    ]
    found = risks.lines()
    rows = [
        [
            one.id,
            one.name,
            str(one.n + 1),
            names.label("risk", one.class_),
            RISK_LEVELS[one.level].text(),
            one.what or "",
            one.measure or NOTHING,
            one.owner or "",
            one.review or "",
            state_text(one, risks),
        ]
        for one in found
    ]
    late = frozenset(n for n, one in enumerate(found) if risks.due(one) or (one.warned and not one.closed))
    heading = say("{n} 条", "{n} risks", n=len(found))
    return Section(heading, (), [Table(columns, rows, frozenset((2,)), late)])


def state_text(one: RiskLine, risks: Risks) -> str:
    """Open, warned of, to be reviewed, or closed."""
    if one.closed is not None:
        return say("{d} 解除", "closed {d}", d=one.closed) + (f" {one.result}" if one.result else "")
    parts = []
    if one.warned is not None:
        parts.append(say("{d} 预警", "warned {d}", d=one.warned))
    if one.level == "high" and one.measure is None:
        parts.append(say("高风险无措施", "high, no measure"))
    if risks.due(one):
        parts.append(say("应复查", "to review"))
    elif one.reviewed is not None:
        parts.append(say("{d} 已复查", "reviewed {d}", d=one.reviewed))
    return say("，", ", ").join(parts)


def _unplanned(lacking: list[Unplanned], names: Names) -> Section:
    columns = [
        say("编号", "Id"),
        say("项目", "Project"),
        say("责任单位", "Unit"),
        say("阶段", "Stage"),
        say("缺哪类预案", "No plan against"),
    ]
    by_project: dict[str, list[Unplanned]] = {}
    for one in lacking:
        by_project.setdefault(one.id, []).append(one)
    rows = [
        [
            ones[0].id,
            ones[0].name,
            names.label("unit", ones[0].unit),
            names.label("stage", ones[0].stage),
            say("、", ", ").join(names.label("risk", one.class_) for one in ones),
        ]
        for ones in by_project.values()
    ]
    heading = say("缺防控预案的项目 {n} 个", "Projects without a plan they need: {n}", n=len(rows))
    return Section(heading, (), [Table(columns, rows)])


def risks_json(risks: Risks) -> str:
    """The risks as data."""
    data = {
        "version": 1,
        "day": risks.day.isoformat(),
        "counts": [_named(one._asdict()) for one in risks.counts()],
        "risks": [{**_named(one._asdict()), "n": one.n + 1, "due": risks.due(one)} for one in risks.lines()],
        "unplanned": [_named(one._asdict()) for one in risks.unplanned()],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _named(data: dict[str, object]) -> dict[str, object]:
    return {name.rstrip("_"): value for name, value in data.items()}
