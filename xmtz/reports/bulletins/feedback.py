"""One-to-one feedback (一对一反馈): for each project whose figures differ too far, both of them month by month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from xmtz.domain.months import Month
from xmtz.index import compared as index
from xmtz.index.compared import Pair
from xmtz.index.ledger import Ledger
from xmtz.index.standing import rows_of
from xmtz.records.project import Project
from xmtz.records.rules import Comparison
from xmtz.reports.bulletins.reconcile import (
    OVER,
    Compared,
    Comparing,
    Reconciliation,
    judged,
    project_at,
    reason_of,
)
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


class Monthly(NamedTuple):
    """The two figures of a month; None where one is not there or the project is not in the scope."""

    month: Month
    compared: Compared | None


class Sheet(NamedTuple):
    """One comparison on a project's sheet: the month, and every month of its year up to it."""

    key: str
    comparison: Comparison
    now: Compared
    months: Sequence[Monthly]


class Feedback(NamedTuple):
    """The sheet of one project."""

    ledger: str
    month: Month
    state: str
    id: str
    name: str
    unit: str
    owner: str | None
    statistician: str | None
    path: str
    sheets: Sequence[Sheet]


def feedback(ledger: Ledger, value: Reconciliation) -> list[Feedback]:
    """A sheet for each project of a reconciliation that is listed there, in the order of its unit's list.

    Where one project was asked for its sheet has every comparison that it is in. Raises Trouble where it is in none.
    """
    wanted: dict[str, list[tuple[Comparing, Compared]]] = {}
    for one in value.comparisons:
        for row in one.rows.rows:
            wanted.setdefault(row.path, []).append((one, row))
    if value.project is not None and not wanted:
        raise Trouble(
            Say(
                "{project} 在 {month} 没有超过限度的比对；加 --all 也出反馈单",
                "no comparison of {project} is over its limits in {month}; with --all it has a sheet all the same",
            ),
            project=value.project,
            month=value.month,
        )
    months = list(value.month.year_start.through(value.month))
    past = _past(ledger, {one.key: one.comparison for one in value.comparisons}, months, wanted)
    return [_feedback(ledger, value, path, rows, months, past) for path, rows in wanted.items()]


_Past = Mapping[tuple[str, Month], Mapping[str, Pair]]


def _past(
    ledger: Ledger, comparisons: Mapping[str, Comparison], months: Sequence[Month], paths: Iterable[str]
) -> _Past:
    """Both figures of the projects in every month, by comparison and month."""
    wanted = set(paths)
    columns = {name for one in comparisons.values() for name in index.columns_wanted(one, "unit")}
    found: dict[tuple[str, Month], Mapping[str, Pair]] = {}
    for month in months if wanted else ():
        with rows_of(ledger.facts, month, ledger.rules, columns) as rows:
            for key, one in comparisons.items():
                if one.since <= month:
                    pairs = index.pairs(ledger.facts, key, one, "unit", f"({rows})")
                    found[key, month] = {pair.path: pair for pair in pairs if pair.path in wanted}
    return found


def _feedback(
    ledger: Ledger,
    value: Reconciliation,
    path: str,
    listed: Sequence[tuple[Comparing, Compared]],
    months: Sequence[Month],
    past: _Past,
) -> Feedback:
    project = project_at(ledger, path)
    sheets = []
    for comparing, row in listed:
        key, comparison = comparing.key, comparing.comparison
        lines = []
        for month in months:
            pair = past.get((key, month), {}).get(path)
            compared = None if pair is None else _of_month(project, key, comparison, row, pair, month)
            lines.append(Monthly(month, compared))
        sheets.append(Sheet(key, comparison, row, lines))
    officer = project.people.statistician if project is not None and project.people is not None else None
    now = sheets[0].now
    body = ledger.units.get(project.unit or "") if project is not None else None
    return Feedback(
        value.ledger,
        value.month,
        value.state,
        now.id,
        now.name,
        now.unit if body is None else body.name or now.unit,
        project.owner if project is not None else None,
        officer.name if officer is not None else None,
        path,
        sheets,
    )


def _of_month(
    project: Project | None, key: str, comparison: Comparison, row: Compared, pair: Pair, month: Month
) -> Compared:
    one, other, state = judged(comparison, pair)
    reason = reason_of(project, row.path, key, comparison, month) if state == OVER else None
    return row._replace(one=one, other=other, state=state, reason=reason)
