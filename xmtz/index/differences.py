"""The comparisons that ask for explanations, over the months of one file: what differs by more than allowed.

The same expressions are asked of the row of a month by `compared.py`; here a file is looked at alone, when it is read,
so that its findings are kept with it. It sees the columns that one file can tell; a comparison that uses another is
left to the report.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from xmtz.checks import Difference
from xmtz.domain.months import Month
from xmtz.index.compared import exact, expressions_of
from xmtz.index.days import iso
from xmtz.index.figure_rows import FigureRow, figure_rows
from xmtz.index.guard import evaluator
from xmtz.index.schema import DATES, MARKS, WORDS
from xmtz.records.expressions import ExpressionError, checked
from xmtz.records.project import Project
from xmtz.records.row import COLUMNS, PERIOD
from xmtz.records.rules import Comparison, Rules
from xmtz.records.tolerances import exceeds, usable

_SERIES: Final = ("invested", "stats", "paid")
_FIGURES: Final = {
    **{f"{name}_month": name for name in _SERIES},
    **{f"{name}_ytd": f"{name}_ytd" for name in _SERIES},
    "invested_all": "invested_all",
    "paid_all": "paid_all",
}
_REPORTED: Final = {"reported": "invested", "stats_reported": "stats", "paid_reported": "paid"}
_FLAGS: Final = {
    "is_started": "started",
    "is_completed": "completed",
    "is_production": "production",
    "is_registered": "registered",
}
_PLANS: Final = ("plan", "plan_to_date", "plan_month")
_SEEN: Final = frozenset(
    (
        *("id", "name", "total", "physical", "listed"),
        *WORDS,
        *PERIOD,
        *DATES.values(),
        *MARKS,
        *_FIGURES,
        *_REPORTED,
        *_FLAGS,
        *_PLANS,
    )
)
"""The columns of the row that one file can tell."""


class _Asked(NamedTuple):
    """One comparison as a query over one row; `needs`: series without whose figure of the month there is nothing
    to compare."""

    key: str
    comparison: Comparison
    columns: Sequence[str]
    query: str
    needs: Sequence[str]


class Differences:
    """The comparisons of one set of rules. `marks`: the stages that mark a start, a completion and so on."""

    def __init__(self, rules: Rules, marks: Mapping[str, Sequence[str]]) -> None:
        self.marks = marks
        self.asked = [
            asked
            for key, one in rules.indicators.comparisons.items()
            if one.explain and usable(one) and (asked := _asked(key, one)) is not None
        ]
        self.connection: sqlite3.Connection | None = None

    def over(self, project: Project) -> Iterable[Difference]:
        """The months whose figures differ by more than a comparison allows."""
        found: list[Difference] = []
        series = {"invested": project.invested, "stats": project.invested_stats, "paid": project.paid}
        if not any(series.values()) and not project.physical:
            return found
        rows: dict[Month, FigureRow] | None = None
        for asked in self.asked:
            since = asked.comparison.since
            common = [series[name].keys() for name in asked.needs]
            if rows is None and common and not set.intersection(*map(set, common)):
                continue
            if rows is None:
                rows = {Month.parse(row.month): row for row in figure_rows(project)}
            months = [month for month in rows if month >= since and all(month in keys for keys in common)]
            if months:
                found += self._judged(asked, _OneFile(project, self.marks), months, rows)
        return found

    def _judged(
        self, asked: _Asked, file: _OneFile, months: Sequence[Month], rows: Mapping[Month, FigureRow]
    ) -> Iterable[Difference]:
        if self.connection is None:
            self.connection = evaluator()
        for month in months:
            values = [file.value(name, month, rows[month]) for name in asked.columns]
            try:
                pair = self.connection.execute(asked.query, values).fetchone()
            except sqlite3.Error:
                return
            if pair is None:
                continue
            one, other = (exact(number) for number in pair)
            if one is not None and other is not None and exceeds(asked.comparison, one, other):
                yield Difference(asked.key, month, one, other)


def _asked(key: str, comparison: Comparison) -> _Asked | None:
    """The query of a comparison; None where an expression cannot be used, or asks for what one file cannot tell."""
    try:
        one, other, scope, first, second = (checked(text, COLUMNS) for text in expressions_of(comparison))
    except ExpressionError:
        return None
    sql = f"SELECT {one}, {other} {{rows}} WHERE ({scope}) AND ({first}) AND ({second})"
    columns = [name for name in COLUMNS if re.search(rf"\b{name}\b", sql)]
    if not _SEEN.issuperset(columns):
        return None
    row = ", ".join(f"? AS {name}" for name in columns) or "1"
    needs = [_REPORTED[part.strip()] for part in (first, second) if part.strip() in _REPORTED]
    return _Asked(key, comparison, columns, sql.format(rows=f"FROM (SELECT {row})"), needs)


class _OneFile:
    """The columns of a month's row, as far as the project's own file tells them."""

    def __init__(self, project: Project, marks: Mapping[str, Sequence[str]]) -> None:
        self.project = project
        dates = project.dates
        days: dict[str, str | None] = {
            column: iso(getattr(dates, name)) if dates is not None else None for name, column in DATES.items()
        }
        for mark in MARKS:
            keys = marks.get(mark, ())
            moves = (move.on for move in project.stages if move.to in keys and move.on is not None)
            days[mark] = iso(min(moves, default=None))
        self.days = days

    def value(self, name: str, month: Month, row: FigureRow) -> Any:
        """One column as SQL compares it."""
        project = self.project
        if name in _FIGURES:
            return getattr(row, _FIGURES[name]) or 0
        if name in _REPORTED:
            return int(getattr(row, _REPORTED[name]) is not None)
        end = month.last_day.isoformat()
        if name in _FLAGS:
            day = self.days[_FLAGS[name]]
            return int(day is not None and day <= end)
        if name in self.days:
            return self.days[name]
        if name == "physical":
            return row.physical_last
        if name == "listed":
            return _listed(project, month)
        if name in _PLANS:
            return _planned(project, name, month)
        return _period(name, month) if name in PERIOD else getattr(project, name)


def _listed(project: Project, month: Month) -> int:
    """Whether it is on a key list at the month's end; who says nothing of lists is."""
    known = [one for one in project.lists if one.entered is not None]
    end = month.last_day
    return int(not known or any(one.entered <= end and (one.left is None or one.left > end) for one in known))


def _planned(project: Project, name: str, month: Month) -> int | None:
    if name == "plan":
        return project.plan.get(month.year)
    if name == "plan_month":
        return project.plan_months.get(month)
    year = {one: amount for one, amount in project.plan_months.items() if one.year == month.year}
    return sum(amount for one, amount in year.items() if one <= month) if year else None


def _period(name: str, month: Month) -> int | str:
    from xmtz.index.standing import period_values

    value = period_values(month)[name]
    return value if isinstance(value, int) else str(value)
