"""Two figures of every project compared for a month (数据比对): what differs, by how much, and what explains it.

A figure that is not reported yet is not compared. The first figure is what a difference is measured by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from xmtz.domain.months import Month
from xmtz.index import compared as index
from xmtz.index import questions
from xmtz.index.compared import Pair
from xmtz.index.ledger import Ledger
from xmtz.index.standing import make_standing
from xmtz.records.project import Project
from xmtz.records.rules import Comparison
from xmtz.records.tolerances import Figure, exceeds, explanation_of, usable
from xmtz.reports.bulletins.bulletin import grouping
from xmtz.reports.bulletins.values import Shown
from xmtz.reports.names import Names
from xmtz.words.errors import Trouble
from xmtz.words.finding import Place
from xmtz.words.lang import Say

WITHIN: Final = "within"
OVER: Final = "over"
MISSING: Final = "missing"
"""How a project stands: its figures agree, differ by more than allowed, or one of them is not there."""


class Reason(NamedTuple):
    """What explains a difference, and where it stands."""

    text: str
    by: str | None
    first: Month
    last: Month
    place: Place


class Compared(NamedTuple):
    """Both figures of a project; None where one is not reported or cannot be worked out."""

    id: str
    name: str
    unit: str
    path: str
    one: Figure | None
    other: Figure | None
    state: str
    reason: Reason | None

    @property
    def difference(self) -> Figure | None:
        return None if self.one is None or self.other is None else self.one - self.other

    @property
    def rate(self) -> Fraction | None:
        """The difference as a part of the first figure."""
        return None if self.difference is None or not self.one else Fraction(self.difference) / self.one


class Group(NamedTuple):
    """The projects of a group: how many there are of each kind, and the sums of those compared."""

    key: str | None
    label: str
    compared: int
    one: Figure
    other: Figure
    over: int
    explained: int
    missing: int
    one_missing: int
    other_missing: int

    @property
    def difference(self) -> Figure:
        return self.one - self.other

    @property
    def rate(self) -> Fraction | None:
        return Fraction(self.difference) / self.one if self.one else None


class Comparing(NamedTuple):
    """One comparison in one month."""

    key: str
    comparison: Comparison
    rows: Shown[Compared]
    groups: Sequence[Group]
    total: Group


class Reconciliation(NamedTuple):
    """The comparisons of a month. `by`: None unless groups were asked for; `later`: those that begin later;
    `unread`: files that no project could be read from."""

    ledger: str
    month: Month
    state: str
    by: str | None
    project: str | None
    every: bool
    comparisons: Sequence[Comparing]
    later: Mapping[str, Month]
    unread: Sequence[str]


def reconcile(
    ledger: Ledger,
    month: Month,
    only: str | None = None,
    by: str | None = None,
    path: str | None = None,
    every: bool = False,
    top: int | None = None,
) -> Reconciliation:
    """Compare the figures of a month. `only`: the key or name of one comparison; `path`: one project alone;
    `every`: also list what is within the limits or not reported. Of each list only the first `top` are kept.

    Raises Trouble for an unknown comparison or grouping.
    """
    grouped = grouping(ledger, by)
    wanted, later = in_force(ledger, month, only)
    columns = {name for one in wanted.values() for name in index.columns_wanted(one, grouped)}
    make_standing(ledger.facts, month, ledger.rules, {*columns, "path"})
    names = Names(ledger)
    found = []
    for key, one in wanted.items():
        pairs = [
            pair for pair in index.pairs(ledger.facts, key, one, grouped) if path is None or pair.path == path
        ]
        found.append(_comparing(ledger, names, month, key, one, pairs, grouped, every, top))
    project = None if path is None else _name_of(ledger, path)
    unread, _ = questions.unread(ledger.facts)
    return Reconciliation(
        ledger.book.settings.name or "",
        month,
        ledger.source.name,
        None if by is None else grouped,
        project,
        every,
        found,
        later,
        unread,
    )


def in_force(
    ledger: Ledger, month: Month, only: str | None = None
) -> tuple[dict[str, Comparison], dict[str, Month]]:
    """The comparisons that hold in a month, and those that begin later. Raises Trouble for an unknown one."""
    known = {key: one for key, one in ledger.rules.indicators.comparisons.items() if usable(one)}
    if not known:
        raise Trouble(
            Say(
                "rules/indicators.yaml 里没有数据比对（comparisons）",
                "rules/indicators.yaml has no comparisons",
            )
        )
    if only is not None:
        named = {key: one for key, one in known.items() if only == key or (one.label and only in one.label)}
        if not named:
            raise Trouble(
                Say("没有“{name}”这项比对；可用：{known}", "there is no comparison “{name}”; known: {known}"),
                name=only if only.isprintable() else ascii(only),
                known=", ".join(known),
            )
        known = {only: named[only]} if only in named else named
    held = {key: one for key, one in known.items() if one.since <= month}
    later = {key: one.since for key, one in known.items() if one.since > month}
    if only is not None and not held:
        key, since = next(iter(later.items()))
        raise Trouble(
            Say("“{key}”自 {since} 起才有", "“{key}” holds from {since} on only"), key=key, since=since
        )
    return held, later


def _name_of(ledger: Ledger, path: str) -> str:
    project = project_at(ledger, path)
    return project.name if project is not None else path


def _comparing(
    ledger: Ledger,
    names: Names,
    month: Month,
    key: str,
    comparison: Comparison,
    pairs: Sequence[Pair],
    by: str,
    every: bool,
    top: int | None,
) -> Comparing:
    made = [(pair, _compared(ledger, names, month, key, comparison, pair)) for pair in pairs]
    order, groups = names.order("unit"), names.order(by)
    listed = [pair for pair in made if every or pair[1].state == OVER]
    listed.sort(key=lambda pair: _position(pair[0], pair[1], order))
    by_group: dict[str | None, list[tuple[Pair, Compared]]] = {}
    for pair in made:
        by_group.setdefault(pair[0].group, []).append(pair)
    keys = sorted(by_group, key=lambda k: (k is None, groups.get(k or "", len(groups)), k or ""))
    return Comparing(
        key,
        comparison,
        Shown(len(listed), [one for _, one in listed[:top]]),
        [_group(one, names.label(by, one), by_group[one]) for one in keys],
        _group(None, Say("合计", "Total").text(), made),
    )


def _compared(
    ledger: Ledger, names: Names, month: Month, key: str, comparison: Comparison, pair: Pair
) -> Compared:
    one, other, state = judged(comparison, pair)
    reason = None
    if state == OVER:
        reason = reason_of(project_at(ledger, pair.path), pair.path, key, comparison, month)
    unit = names.label("unit", pair.unit)
    return Compared(pair.id, pair.name, unit, pair.path, one, other, state, reason)


def judged(comparison: Comparison, pair: Pair) -> tuple[Figure | None, Figure | None, str]:
    """Both figures, as far as they are reported, and how they stand to one another."""
    one = pair.one if pair.one_reported else None
    other = pair.other if pair.other_reported else None
    if one is None or other is None:
        return one, other, MISSING
    return one, other, OVER if exceeds(comparison, one, other) else WITHIN


def project_at(ledger: Ledger, path: str) -> Project | None:
    """The project of a file."""
    reading = ledger.read(path)
    return None if reading is None else reading.project


def reason_of(
    project: Project | None, path: str, key: str, comparison: Comparison, month: Month
) -> Reason | None:
    """What a project's file says to explain a difference."""
    gap = None if project is None else explanation_of(project, key, comparison, month)
    if gap is None:
        return None
    return Reason(gap.reason, gap.by, gap.month, gap.until or gap.month, gap.where(path))


def _group(key: str | None, label: str, rows: Collection[tuple[Pair, Compared]]) -> Group:
    both = [one for _, one in rows if one.state != MISSING]
    return Group(
        key,
        label,
        len(both),
        _sum(one.one for one in both),
        _sum(one.other for one in both),
        sum(one.state == OVER for one in both),
        sum(one.reason is not None for one in both),
        len(rows) - len(both),
        sum(one.one is None for _, one in rows),
        sum(one.other is None for _, one in rows),
    )


def _sum(figures: Iterable[Figure | None]) -> Figure:
    return sum((one for one in figures if one is not None), 0)


def _position(pair: Pair, one: Compared, order: Mapping[str, int]) -> tuple[object, ...]:
    """Over the limits first, without a reason before those with one, the largest difference first; what is not
    reported last."""
    unit = order.get(pair.unit or "", len(order))
    state = (OVER, WITHIN, MISSING).index(one.state)
    apart = one.difference if one.state == OVER else None
    size: Figure = 0 if apart is None else apart if apart > 0 else -apart
    return (state, one.reason is not None, -size, unit, pair.unit or "", one.id, one.path)
