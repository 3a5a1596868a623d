"""What reports ask of the standing table: counts and amounts by group, and lists of projects and issues."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final, NamedTuple

from xmtz.domain.months import Month
from xmtz.index.issue_life import CLEARED, DUE
from xmtz.index.schema import STEP_DONE, STEP_DUE, STEP_OK


class Group(NamedTuple):
    """Projects that share a word: how many, and their amounts in 分."""

    key: str | None
    projects: int
    total: int
    plan: int
    invested: int

    def __add__(self, other: object) -> Group:
        """Two groups together, under the key of the first."""
        if not isinstance(other, Group):
            return NotImplemented
        return Group(self.key, *(one + another for one, another in zip(self[1:], other[1:], strict=True)))


IN_SCOPE: Final = "listed and (ended is null or ended > period_end)"
"""What a bulletin's position is about: projects on the key list that have not been given up."""


def position(facts: sqlite3.Connection) -> dict[str, dict[str | None, Group]]:
    """Counts and amounts by batch, by stage and by level."""
    words = ("batch", "stage", "level")
    rows = facts.execute(
        f"SELECT {', '.join(words)}, count(*), coalesce(sum(total), 0), coalesce(sum(plan), 0),"
        f" coalesce(sum(invested_ytd), 0) FROM standing WHERE {IN_SCOPE} GROUP BY {', '.join(words)}"
    )
    found: dict[str, dict[str | None, Group]] = {word: {} for word in words}
    for row in rows:
        for word, key in zip(words, row, strict=False):
            found[word][key] = found[word].get(key, Group(key, 0, 0, 0, 0)) + Group(key, *row[3:])
    return found


def group_keys(facts: sqlite3.Connection, by: str) -> list[str | None]:
    """The words of a column that occur."""
    return [row[0] for row in facts.execute(f"SELECT DISTINCT {by} FROM standing ORDER BY 1")]


def steps_of(facts: sqlite3.Connection, path: str) -> set[str]:
    """The approval steps that apply to the project in a file, or that it records."""
    return {
        row[0]
        for row in facts.execute("SELECT step FROM state JOIN main.step USING (c) WHERE path = ?", (path,))
    }


class Events(NamedTuple):
    """Projects that started, or were completed: how many, and their amounts in 分."""

    projects: int
    total: int
    plan: int
    invested_all: int


EVENTS: Final = ("started_in_period", "started_in_year", "completed_in_period", "completed_in_year")


def events(facts: sqlite3.Connection) -> dict[str, Events]:
    """For each of EVENTS: the projects to which it happened."""
    columns = ", ".join(
        f"count(*) FILTER (WHERE {flag}), coalesce(sum(total) FILTER (WHERE {flag}), 0),"
        f" coalesce(sum(plan) FILTER (WHERE {flag}), 0), coalesce(sum(invested_all) FILTER (WHERE {flag}), 0)"
        for flag in EVENTS
    )
    row = facts.execute(f"SELECT {columns} FROM standing WHERE {' OR '.join(EVENTS)}").fetchone()
    return {flag: Events._make(row[4 * n : 4 * n + 4]) for n, flag in enumerate(EVENTS)}


class OpenIssue(NamedTuple):
    """An issue that is not cleared."""

    path: str
    project: str
    project_name: str
    unit: str | None
    id: str
    title: str
    due: str
    assigned_unit: str | None


def overdue_issues(facts: sqlite3.Connection, day: str, top: int | None) -> tuple[int, list[OpenIssue]]:
    """How many issues are past their limit on `day` (ISO), and the first `top` of them, the longest overdue first."""
    where = (
        "FROM standing s JOIN issue i ON i.c = s.c"
        f" WHERE s.issues_overdue AND i.raised <= :day AND {CLEARED.format(day=':day')} IS NULL"
        f" AND {DUE.format(day=':day')} < :day"
    )
    values = {"day": day, "top": -1 if top is None else top}
    count = facts.execute(f"SELECT count(*) {where}", values).fetchone()[0]
    rows = facts.execute(
        f"SELECT s.path, s.id, s.name, s.unit, i.id, i.title, {DUE.format(day=':day')} AS last, i.unit {where}"
        " ORDER BY last, s.id, i.n LIMIT :top",
        values,
    )
    return count, [OpenIssue._make(row) for row in rows]


class IssueCounts(NamedTuple):
    """The issues of a group at the period's end."""

    key: str | None
    open: int
    overdue: int
    raised: int
    cleared: int


def issue_counts(facts: sqlite3.Connection, by: str) -> list[IssueCounts]:
    """For each group: open, overdue, raised in the period, cleared in the period; groups where nothing
    is open and nothing happened are left out."""
    rows = facts.execute(
        f"SELECT {by}, sum(issues_open) AS o, sum(issues_overdue) AS d, sum(issues_raised_in_period) AS r,"
        f" sum(issues_cleared_in_period) AS x FROM standing WHERE issues_total GROUP BY {by} HAVING o + r + x > 0"
    )
    return [IssueCounts._make(row) for row in rows]


class Size(NamedTuple):
    """How many projects there are, counted by their parts and by bundles (打捆), those that are left out,
    and the amounts of those that count, in 分."""

    projects: int
    bundles: int
    outside: int
    total: int
    plan: int
    invested: int


def size(facts: sqlite3.Connection) -> Size:
    """The ledger as a whole."""
    row = facts.execute(
        f"SELECT count(*) FILTER (WHERE {IN_SCOPE}), count(DISTINCT coalesce(parent, id)) FILTER (WHERE {IN_SCOPE}),"
        f" count(*) FILTER (WHERE NOT ({IN_SCOPE})), coalesce(sum(total) FILTER (WHERE {IN_SCOPE}), 0),"
        f" coalesce(sum(plan) FILTER (WHERE {IN_SCOPE}), 0), coalesce(sum(invested_ytd) FILTER (WHERE {IN_SCOPE}), 0)"
        " FROM standing"
    ).fetchone()
    return Size._make(row)


class StepCounts(NamedTuple):
    """An approval step in all projects of the bulletin: due, granted, and granted or promised."""

    step: str
    due: int
    done: int
    ok: int


def step_counts(facts: sqlite3.Connection, day: str) -> list[StepCounts]:
    """For each approval step, as it stands on `day` (ISO)."""
    due, done, ok = (one.format(day=":day") for one in (STEP_DUE, STEP_DONE, STEP_OK))
    rows = facts.execute(
        f"SELECT step, sum({due}) AS d, sum({done}), sum({ok}) FROM main.step"
        f" WHERE c IN (SELECT c FROM standing WHERE {IN_SCOPE}) GROUP BY step HAVING d > 0",
        {"day": day},
    )
    return [StepCounts._make(row) for row in rows]


class FundSums(NamedTuple):
    """The funds of all projects of the bulletin, in 分; `short`: projects with less arrived than planned."""

    planned: int
    arrived: int
    paid: int
    short: int


def fund_sums(facts: sqlite3.Connection) -> FundSums:
    """Funds planned, arrived and paid by the period's end."""
    row = facts.execute(
        "SELECT coalesce(sum(fund_planned), 0), coalesce(sum(fund_arrived), 0), coalesce(sum(fund_paid), 0),"
        f" count(*) FILTER (WHERE fund_arrived < fund_planned) FROM standing WHERE {IN_SCOPE}"
    ).fetchone()
    return FundSums._make(row)


class ListChange(NamedTuple):
    """A project that entered or left a key list in the period."""

    entered: bool
    list: str
    day: str
    id: str
    name: str
    unit: str | None
    path: str


def list_changes(facts: sqlite3.Connection) -> list[ListChange]:
    """Projects that entered or left a key list in the period (动态调整)."""
    rows = facts.execute(
        "SELECT 1, l.list, l.entered, s.id, s.name, s.unit, s.path FROM standing s JOIN listing l ON l.c = s.c"
        " WHERE l.entered BETWEEN period_start AND period_end UNION ALL"
        " SELECT 0, l.list, l.left_on, s.id, s.name, s.unit, s.path FROM standing s JOIN listing l ON l.c = s.c"
        " WHERE l.left_on BETWEEN period_start AND period_end ORDER BY 1 DESC, 3, 4, 2"
    )
    return [ListChange._make((bool(row[0]), *row[1:])) for row in rows]


def repeated_ids(facts: sqlite3.Connection) -> list[str]:
    """Ids that several files have; each file is counted."""
    return [row[0] for row in facts.execute("SELECT id FROM standing GROUP BY id HAVING count(*) > 1")]


def hold_unit_order(facts: sqlite3.Connection, units: Iterable[str]) -> None:
    """Keep the order of the units for `BY_UNIT`."""
    facts.execute("DROP TABLE IF EXISTS temp.unit_order")
    facts.execute("CREATE TEMP TABLE unit_order (unit TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID")
    facts.executemany("INSERT INTO unit_order VALUES (?, ?)", ((unit, n) for n, unit in enumerate(units)))


COLUMNS: Final = frozenset(
    (
        *(
            "path",
            "c",
            "id",
            "name",
            "unit",
            "parent",
            "listed",
            "ended",
            "period_start",
            "period_end",
            "month",
        ),
        *("stage", "batch", "level", "total", "plan", "invested_ytd", "invested_all"),
        *("fund_planned", "fund_arrived", "fund_paid", "issues_total", "issues_open", "issues_overdue"),
        *("issues_raised_in_period", "issues_cleared_in_period", *EVENTS),
    )
)
"""The columns of the row that this module asks for, besides the one that it groups by."""

BY_UNIT: Final = "unit IS NULL, coalesce((SELECT n FROM unit_order o WHERE o.unit = standing.unit), 999999), unit, id, path"
"""An order of projects: by their units as units.yaml has them, then by id."""


def unread(facts: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """Files that gave no project, and files that were read with errors in their fields."""
    missing = facts.execute("SELECT path FROM state WHERE c NOT IN (SELECT c FROM project) ORDER BY path")
    doubtful = facts.execute("SELECT path FROM state JOIN project USING (c) WHERE NOT sound ORDER BY path")
    return [row[0] for row in missing], [row[0] for row in doubtful]


def newest_month(facts: sqlite3.Connection, latest: Month) -> Month | None:
    """The newest month, up to `latest`, for which any project has an invested figure."""
    row = facts.execute(
        "SELECT max(CASE WHEN last_figure <= :latest THEN last_figure ELSE (SELECT max(month) FROM figure"
        " WHERE figure.c = project.c AND invested IS NOT NULL AND month <= :latest) END)"
        " FROM state JOIN project USING (c) WHERE last_figure IS NOT NULL",
        {"latest": str(latest)},
    ).fetchone()
    return None if row is None or row[0] is None else Month.parse(row[0])
