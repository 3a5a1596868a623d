"""Where every project stands at the end of a period: the row that indicators see, as SQL.

The columns are those of `xmtz.records.row`. Bundles are left out: their parts are counted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Final

from xmtz.domain.months import Month
from xmtz.domain.spans import Span
from xmtz.index.computed import COMPUTED, computed
from xmtz.index.guard import is_damage
from xmtz.index.issue_life import CLEARED, DUE
from xmtz.index.schema import DATES, MARKS, PEOPLE, STEP_DONE, STEP_DUE, STEP_OK, TRAITS, WORDS
from xmtz.records.rules import Rules


def span_of(period: Month | Span) -> Span:
    """A period as a span: a month is one."""
    return Span.of_month(period) if isinstance(period, Month) else period


def period_values(period: Month | Span) -> dict[str, object]:
    """The parameters that stand for a period in every query. `until`: the month up to which figures count."""
    span = span_of(period)
    month = span.month
    quarter = month.quarter_months[0]
    return {
        "period": span.key,
        "until": str(month),
        "year": month.year,
        "month": month.month,
        "end_year": span.last.year,
        "end_month": span.last.month,
        "period_start": span.first.isoformat(),
        "period_end": span.last.isoformat(),
        "quarter_start": quarter.first_day.isoformat(),
        "year_start": f"{month.year}-01-01",
        "year_end": f"{month.year}-12-31",
        "first_month": f"{month.year}-01",
        "last_month": f"{month.year}-12",
        "quarter_month": str(quarter),
    }


def make_standing(
    facts: sqlite3.Connection, period: Month | Span, rules: Rules, columns: Collection[str] | None = None
) -> None:
    """Make the temporary table `standing`: one row for each project of the state, as at the period's end.

    `columns`: which columns it needs to have (None: all). Of a row's hundred a bulletin asks
    for thirty, and goes over them a dozen times.
    """
    with rows_of(facts, period, rules, columns) as query:
        facts.execute("DROP TABLE IF EXISTS temp.standing")
        facts.execute(f"CREATE TEMP TABLE standing AS {query}")


@contextmanager
def rows_of(
    facts: sqlite3.Connection, period: Month | Span, rules: Rules, columns: Collection[str] | None = None
) -> Iterator[str]:
    """A query that gives the rows of a period, to be used while the block lasts.

    Rows once made are kept in the index with their contents, so that after an edit only the
    edited project's row is made again. The block is one transaction: another process that
    forgets an old month cannot take rows out from under the query.
    """
    span = span_of(period)
    values = period_values(span)
    facts.execute("BEGIN")
    try:
        if facts.execute(_MISSING, values).fetchone():
            facts.execute("COMMIT")
            _keep(facts, values, rules)
        find_bundles(facts)
        special = {**_SPECIAL, **computed(span, rules)}
        wanted = ", ".join(
            f"{_literal(values[name])} AS {name}" if name in _CONSTANTS else special.get(name, f"k.{name}")
            for name in ROW_COLUMNS
            if columns is None or name in columns
        )
        yield (  # CROSS: the state first. By conditions of the rules SQLite may guess otherwise, and scan it for each row.
            f"SELECT {wanted} FROM state s CROSS JOIN standing_kept k ON k.period = {_literal(span.key)} AND k.c = s.c"
            " WHERE k.id NOT IN (SELECT id FROM temp.bundles)"
        )
        facts.execute("COMMIT")
    except BaseException:
        if facts.in_transaction:
            facts.execute("ROLLBACK")
        raise


_WITHOUT_ROW: Final = (
    "FROM state JOIN project USING (c) WHERE NOT EXISTS"
    " (SELECT 1 FROM standing_kept k WHERE k.period = :period AND k.c = state.c)"
)
_MISSING: Final = f"SELECT 1 {_WITHOUT_ROW} LIMIT 1"


def find_bundles(facts: sqlite3.Connection) -> None:
    """The bundles: what a project that is itself no bundle belongs to, and what that belongs to.

    Projects that belong to one another in a circle are found by the checks; here they count
    as projects, so that none is lost.
    """
    facts.execute("DROP TABLE IF EXISTS temp.bundles")
    facts.execute(
        "CREATE TEMP TABLE bundles AS"
        " WITH RECURSIVE child (id, parent) AS (SELECT id, parent FROM state JOIN project USING (c)"
        "   WHERE parent IS NOT NULL AND parent <> id),"
        " above (id) AS (SELECT parent FROM child WHERE id NOT IN (SELECT parent FROM child)"
        "   UNION SELECT child.parent FROM above JOIN child ON child.id = above.id)"
        " SELECT id FROM above"
    )


def _keep(facts: sqlite3.Connection, values: dict[str, object], rules: Rules) -> None:
    """Make the rows that are missing; leaves a transaction open. Where the index cannot be written
    (its disk is full, another process has held it for a minute), they are made for this run alone."""
    try:
        facts.execute("BEGIN IMMEDIATE")
        _make_rows(facts, values, rules)
        _forget_old(facts, str(values["period"]))
    except sqlite3.OperationalError as error:
        if facts.in_transaction:
            facts.execute("ROLLBACK")
        if is_damage(error):
            raise
        facts.execute("BEGIN")
        facts.execute(CREATE_KEPT.replace("CREATE TABLE", "CREATE TEMP TABLE IF NOT EXISTS"))
        _make_rows(facts, values, rules)


def _make_rows(facts: sqlite3.Connection, values: dict[str, object], rules: Rules) -> None:
    batches = "".join(
        f" WHEN {_literal(key)} THEN {_literal(stage.batch)}"
        for key, stage in rules.stages.stages.items()
        if stage.batch
    )
    batch = f"CASE stage{batches} END" if batches else "NULL"
    facts.execute("DROP TABLE IF EXISTS temp.todo")
    facts.execute("CREATE TEMP TABLE todo (c INTEGER PRIMARY KEY)")
    facts.execute(f"INSERT OR IGNORE INTO todo SELECT c {_WITHOUT_ROW}", values)
    facts.execute(
        f"INSERT OR IGNORE INTO standing_kept SELECT {', '.join(KEPT_COLUMNS)} FROM"
        f" (SELECT *, :period AS period, {batch} AS batch FROM ({_QUERY}))",
        values,
    )


def _forget_old(facts: sqlite3.Connection, period: str) -> None:
    kept = [row[0] for row in facts.execute(_KEPT_PERIODS)]
    others = [one for one in kept if one != period]
    for one in others[: max(0, len(kept) - _PERIODS_KEPT)]:
        facts.execute("DELETE FROM standing_kept WHERE period = ?", (one,))


_PERIODS_KEPT: Final = 6
_KEPT_PERIODS: Final = (  # from one to the next through the key; DISTINCT would read every row
    "WITH RECURSIVE kept (period) AS (SELECT min(period) FROM standing_kept UNION ALL"
    " SELECT (SELECT min(k.period) FROM standing_kept k WHERE k.period > kept.period) FROM kept"
    " WHERE kept.period IS NOT NULL) SELECT period FROM kept WHERE period IS NOT NULL"
)
_CONSTANTS: Final = ("year", "month", "period_start", "period_end", "quarter_start", "year_start", "year_end")


def _literal(value: object) -> str:
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def _span(day: str, start: str) -> str:
    return f"coalesce({day} BETWEEN {start} AND :period_end, 0)"


_FLAGS: Final = {
    "planned_start_in_year": "coalesce(planned_start BETWEEN :year_start AND :year_end, 0)",
    "planned_start_to_date": _span("planned_start", ":year_start"),
    "planned_finish_in_year": "coalesce(planned_finish BETWEEN :year_start AND :year_end, 0)",
    "planned_finish_to_date": _span("planned_finish", ":year_start"),
    "is_started": "coalesce(started <= :period_end, 0)",
    "started_in_year": _span("started", ":year_start"),
    "started_in_period": _span("started", ":period_start"),
    "months_late_to_start": "CASE WHEN planned_start <= :period_end AND coalesce(started, '9') > :period_end"
    " THEN (:end_year - substr(planned_start, 1, 4)) * 12 + :end_month - substr(planned_start, 6, 2) END",
    "months_since_start": "CASE WHEN started <= :period_end"
    " THEN (:end_year - substr(started, 1, 4)) * 12 + :end_month - substr(started, 6, 2) END",
    "months_without_investment": "CASE WHEN started <= :period_end AND coalesce(completed, '9') > :period_end"
    " THEN :year * 12 + :month - coalesce((SELECT max(substr(month, 1, 4) * 12 + substr(month, 6, 2)) FROM figure x"
    " WHERE x.c = p.c AND x.month <= :until AND x.invested > 0),"
    " substr(started, 1, 4) * 12 + substr(started, 6, 2)) END",
    "is_completed": "coalesce(completed <= :period_end, 0)",
    "completed_in_year": _span("completed", ":year_start"),
    "completed_in_period": _span("completed", ":period_start"),
    "is_production": "coalesce(production <= :period_end, 0)",
    "production_in_year": _span("production", ":year_start"),
    "is_registered": "coalesce(registered <= :period_end, 0)",
}

_SERIES: Final = (("invested", "invested"), ("stats", "stats"), ("paid", "paid"))


def _money() -> list[str]:
    """Month, quarter and year to date of each series, from three rows of `figure`:
    this month's (m), the latest up to now in the year (f), the latest before the quarter in the year (q)."""
    found = []
    for series, column in _SERIES:
        found.append(f"coalesce(m.{column}, 0) AS {series}_month")
        found.append(f"coalesce(f.{column}_ytd, 0) - coalesce(q.{column}_ytd, 0) AS {series}_quarter")
        found.append(f"coalesce(f.{column}_ytd, 0) AS {series}_ytd")
    return found


_FACTS: Final = (
    "id",
    "name",
    *WORDS,
    "owner",
    "parent",
    "grp",
    "total",
    *TRAITS,
    *DATES.values(),
    *MARKS,
    *PEOPLE,
    "code",
    "sound",
)

_STATE_COLUMNS: Final = ("stage", "listed", "left_on", "part", *_FLAGS)
_MONEY_COLUMNS: Final = (
    "plan",
    "plan_to_date",
    "plan_month",
    "plan_quarter",
    *(f"{series}_{span}" for series, _ in _SERIES for span in ("month", "quarter", "ytd")),
    "invested_all",
    "paid_all",
    "physical",
    "reported",
    "fund_planned",
    "fund_arrived",
    "fund_paid",
)
_COUNT_COLUMNS: Final = (
    "steps_due",
    "steps_done",
    "steps_ok",
    "issues_total",
    "issues_open",
    "issues_overdue",
    "issues_cleared",
    "issues_raised_in_period",
    "issues_cleared_in_period",
)
# SQLite walks a row from its first column on, so what every report asks for stands first.
_ASKED_OFTEN: Final = (
    "id", "name", "unit", "level", "stage", "batch", "listed", "ended", "total", "plan", "invested_ytd",
    *_COUNT_COLUMNS, "is_started", "is_completed", "reported",
)  # fmt: skip
_EVERY_COLUMN: Final = (*_FACTS, *_STATE_COLUMNS, *_MONEY_COLUMNS, *_COUNT_COLUMNS, "batch")
KEPT_COLUMNS: Final = (
    "period",
    "c",
    *_ASKED_OFTEN,
    *(name for name in _EVERY_COLUMN if name not in _ASKED_OFTEN),
)
_SPECIAL: Final = {"path": "s.path AS path", "bundle": "0 AS bundle"}
ROW_COLUMNS: Final = ("path", *_CONSTANTS, *KEPT_COLUMNS, "bundle", *COMPUTED)
"""Every column of the row, those that expressions see and our own."""

CREATE_KEPT: Final = (
    "CREATE TABLE standing_kept (period TEXT, c INTEGER, "
    + ", ".join(KEPT_COLUMNS[2:])
    + ", PRIMARY KEY (period, c)) WITHOUT ROWID"
)

_STEPS: Final = (("due", STEP_DUE), ("done", STEP_DONE), ("ok", STEP_OK))

_QUERY: Final = f"""
SELECT p.c AS c, {", ".join(f"p.{name} AS {name}" for name in _FACTS)},
  (SELECT stage FROM stage WHERE stage.c = p.c AND day <= :period_end ORDER BY n DESC LIMIT 1) AS stage,
  coalesce((SELECT max(entered <= :period_end AND (left_on IS NULL OR left_on >= :period_start
      AND left_on > :period_end)) FROM listing WHERE listing.c = p.c), 1) AS listed,
  (SELECT max(left_on) FROM listing WHERE listing.c = p.c AND left_on <= :period_end) AS left_on,
  p.parent IS NOT NULL AS part,
  {", ".join(f"{sql} AS {name}" for name, sql in _FLAGS.items())},
  y.amount AS plan,
  CASE WHEN EXISTS (SELECT 1 FROM plan_month WHERE plan_month.c = p.c AND plan_month.month BETWEEN :first_month AND :last_month)
    THEN coalesce((SELECT sum(amount) FROM plan_month WHERE plan_month.c = p.c
      AND plan_month.month BETWEEN :first_month AND :until), 0) END AS plan_to_date,
  (SELECT sum(amount) FROM plan_month WHERE plan_month.c = p.c AND plan_month.month = :until) AS plan_month,
  (SELECT sum(amount) FROM plan_month WHERE plan_month.c = p.c AND plan_month.month >= :quarter_month
    AND plan_month.month < strftime('%Y-%m', :quarter_start, '+3 months')) AS plan_quarter,
  {", ".join(_money())},
  coalesce((SELECT invested_all FROM figure WHERE figure.c = p.c AND figure.month <= :until
    ORDER BY figure.month DESC LIMIT 1), 0) AS invested_all,
  coalesce((SELECT paid_all FROM figure WHERE figure.c = p.c AND figure.month <= :until
    ORDER BY figure.month DESC LIMIT 1), 0) AS paid_all,
  (SELECT physical_last FROM figure WHERE figure.c = p.c AND figure.month <= :until ORDER BY figure.month DESC LIMIT 1)
    AS physical,
  m.invested IS NOT NULL AS reported,
  coalesce((SELECT sum(planned) FROM fund WHERE fund.c = p.c), 0) AS fund_planned,
  coalesce((SELECT sum(arrived) FROM fund_month WHERE fund_month.c = p.c AND fund_month.month <= :until), 0) AS fund_arrived,
  coalesce((SELECT sum(paid) FROM fund_month WHERE fund_month.c = p.c AND fund_month.month <= :until), 0) AS fund_paid,
  coalesce(t.due, 0) AS steps_due, coalesce(t.done, 0) AS steps_done, coalesce(t.ok, 0) AS steps_ok,
  coalesce(i.total, 0) AS issues_total, coalesce(i.open, 0) AS issues_open, coalesce(i.overdue, 0) AS issues_overdue,
  coalesce(i.cleared, 0) AS issues_cleared, coalesce(i.raised_now, 0) AS issues_raised_in_period,
  coalesce(i.cleared_now, 0) AS issues_cleared_in_period
FROM temp.todo s JOIN project p ON p.c = s.c
LEFT JOIN plan y ON y.c = p.c AND y.year = :year
LEFT JOIN figure m ON m.c = p.c AND m.month = :until
LEFT JOIN figure f ON f.c = p.c AND f.month = (SELECT max(month) FROM figure x WHERE x.c = p.c
    AND x.month BETWEEN :first_month AND :until)
LEFT JOIN figure q ON q.c = p.c AND q.month = (SELECT max(month) FROM figure x WHERE x.c = p.c
    AND x.month >= :first_month AND x.month < :quarter_month)
LEFT JOIN (SELECT c, {", ".join(f"sum({one.format(day=':period_end')}) AS {name}" for name, one in _STEPS)}
    FROM step
    WHERE c IN (SELECT c FROM temp.todo) GROUP BY c) t ON t.c = p.c
LEFT JOIN (SELECT c, count(*) AS total, sum(gone IS NULL) AS open, sum(gone IS NULL AND until < :period_end) AS overdue,
    sum(gone IS NOT NULL) AS cleared, sum(raised >= :period_start) AS raised_now,
    sum(coalesce(gone >= :period_start, 0)) AS cleared_now
    FROM (SELECT i.c, i.raised, {DUE.format(day=":period_end")} AS until, {CLEARED.format(day=":period_end")} AS gone
      FROM issue i WHERE i.raised <= :period_end AND i.c IN (SELECT c FROM temp.todo)) GROUP BY c) i ON i.c = p.c
"""
