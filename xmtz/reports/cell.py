"""What stands behind one figure: the projects that add to it, each with its place in a file."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xmtz.domain.months import Month
from xmtz.index import questions, rates
from xmtz.index.ledger import Ledger
from xmtz.index.standing import make_standing
from xmtz.records.project import Project
from xmtz.records.rules import Indicator
from xmtz.reports.monthly import labeller
from xmtz.words.errors import Trouble
from xmtz.words.finding import Place
from xmtz.words.lang import Say


@dataclass(frozen=True, slots=True)
class Source:
    """One project behind a figure."""

    id: str
    name: str
    counts: int
    of: int
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a bulletin with its projects."""

    group: str
    key: str
    indicator: Indicator
    counts: int
    of: int
    rate: Fraction | None
    projects: list[Source]


def cell(ledger: Ledger, month: Month, by: str, group: str, key: str) -> Cell:
    """The projects behind the figure of a group. `group` is its key or its printed label.

    Raises Trouble for an unknown indicator or group.
    """
    held = rates.in_force(ledger.rules.indicators.indicators, month)
    indicator = held.get(key)
    if indicator is None:
        raise Trouble(
            Say(
                "{month} 没有“{key}”这个指标；可用：{known}",
                "there is no indicator “{key}” in {month}; known: {known}",
            ),
            month=month,
            key=key,
            known=", ".join(held),
        )
    make_standing(ledger.facts, month, ledger.rules)
    chosen = _group(ledger, by, group)
    found = rates.behind(ledger.facts, indicator, key, by, chosen)
    projects = [
        Source(one.id, one.name, one.counts, one.of, _place(ledger, one.path, indicator, month))
        for one in found
    ]
    counts, of = sum(one.counts for one in found), sum(one.of for one in found)
    if indicator.share:
        of = rates.sums(ledger.facts, {key: indicator}, None)[None][key].of
    rate = Fraction(counts, of) if of else None
    return Cell(labeller(ledger, by)(chosen), key, indicator, counts, of, rate, projects)


def _group(ledger: Ledger, by: str, group: str) -> str | None:
    label = labeller(ledger, by)
    keys = questions.group_keys(ledger.facts, rates.column_of(by))
    for key in keys:
        if group in (key, label(key)):
            return key
    raise Trouble(
        Say("没有“{group}”这一组；可用：{known}", "there is no group “{group}”; known: {known}"),
        group=group,
        known=", ".join(label(key) for key in keys),
    )


def _place(ledger: Ledger, path: str, indicator: Indicator, month: Month) -> Place:
    """The line that the figure rests on: the newest entry of the section that the indicator cites."""
    reading = ledger.read(path)
    project = reading.project if reading is not None else None
    if project is None:
        return Place(path)
    section = indicator.cites or "id"
    node = project.node.get(section)
    if node is None:
        return project.where(path, "id")
    return _newest(project, path, section, month)


def _newest(project: Project, path: str, section: str, month: Month) -> Place:
    from xmtz.store.located import Mapping, Sequence

    node = project.node.get(section)
    if type(node) is Mapping:
        for key, value in reversed(node.entries):
            if key.text <= str(month):
                return Place(path, key.line, value.column)
    if type(node) is Sequence and node.items:
        return Place(path, node.items[-1].line, node.items[-1].column)
    key_node = project.node.key(section)
    return Place(path, key_node.line, key_node.column) if key_node else Place(path)
