"""The tables of the index. This is the only SQL schema, and it is only a cache.

Rows belong to a *content*: one file's bytes read under one set of rules. Which contents make
up the ledger is a *state*: the work tree's is kept in `file`; a commit's is made when asked
for. The temporary table `state` holds the projects, `held` the meetings. So branches and old commits share rows, and a file is parsed again only when it changed.

Amounts are integer 分, days and months ISO texts, percentages integer hundredths.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = 20

# Facts of the project that the rules' conditions may use, each a column of `project`.
TRAITS: Final = (
    "investor",
    "procedure",
    "reform",
    "new_land",
    "land_mu",
    "land_supply",
    "energy_tce",
    "power_kwh",
    "eia",
    "special_fire",
    "civil_defence",
    "soil_water",
    "relics",
    "underground",
)
DATES: Final = {
    "reported": "reported_on",
    "reviewed": "reviewed_on",
    "negotiated": "negotiated",
    "signed": "signed",
    "approved": "approved",
    "land": "land",
    "ground": "ground",
    "planned_start": "planned_start",
    "planned_finish": "planned_finish",
    "planned_production": "planned_production",
    "resumed": "resumed",
    "trial": "trial",
    "accepted": "accepted",
    "registered": "registered",
}
MARKS: Final = ("started", "completed", "production", "ended")
PEOPLE: Final = ("leader", "service", "agent", "statistician", "head", "office", "cadre", "contact")
WORDS: Final = ("level", "kind", "sector", "unit", "department", "programme", "chain", "pool", "taskforce")

PROJECT_COLUMNS: Final = (
    "c",
    "id",
    "name",
    "code",
    *WORDS,
    "owner",
    "guarantor",
    "place",
    "parent",
    "grp",
    "total",
    *TRAITS,
    *DATES.values(),
    *MARKS,
    "last_day",
    "last_figure",
    *PEOPLE,
    "tags",
    "urgency",
    "importance",
    "sound",
)

# What has a clock (see clock_rows.py); days to which a granted approval is bound (see term_rows.py).
CLOCK_COLUMNS: Final = (
    "c",
    "kind",  # step, group or span
    "key",
    "start",  # when the clock began, where that is settled
    "decided",
    "result",
    "first_by",  # nothing of it falls due before; NULL where it is decided or has no limit
    "idle",  # from this day on it stands still within its limit
    "deadline",  # of what is decided, or what nothing stopped or extended
    # Of what is decided:
    "promised",  # the deadline by the promise
    "unit",
    "used",
    "excluded",
    "late",  # days past the deadline
    "late_promised",
    "item",  # the item itself, as JSON
)
TERM_COLUMNS: Final = (
    "c",
    "step",
    "kind",  # valid, deferred, committed or revoke
    "since",  # the day from which it is known
    "day",  # the last day
    "done",  # when it was met, or what ended it
)

# The latest days of what is left (see plan_rows.py); and what says how late the whole is on any day.
BACKWARD_COLUMNS: Final = (
    "c",
    "task",  # key of a step, name of a milestone; empty for the whole of construction
    "kind",  # step or milestone
    "n",
    "days",  # working days; of one that runs already, what it takes at least
    "begin_by",
    "finish_by",
)
SLIP_COLUMNS: Final = (
    "c",
    "wanted",
    "begin_by",  # the first of all
    "task",
    "kind",
    "late",  # by how many working days one that runs already will miss its day
    "late_task",
    "late_kind",
)

# An issue; its escalations, plans, notes and reopenings are in tables of their own.
ISSUE_COLUMNS: Final = (
    "c",
    "n",
    "id",
    "title",
    "class",
    "raised",
    "due",
    "unit",
    "person",
    "resolved",
    "cleared",
    "by",
    "origin",
    "assigned",  # the day
    "accepted",
    "accepted_by",
    "resolved_by",
    "result",
    "cleared_by",
    "evidence",
)

# A time in which an issue stood open: since it was raised, or opened again, until it was cleared.
SPELL_COLUMNS: Final = (
    "c",
    "n",
    "k",
    "since",
    "until",
    "resolved",
    "resolved_by",
    "result",
    "cleared_by",
    "evidence",
)

TABLES: Final = {
    "project": PROJECT_COLUMNS,
    "stage": ("c", "n", "stage", "day", "waived"),  # the requirements waived, one a line
    "step": (
        "c",
        "step",
        "due",  # the day from which it is due; empty: from the beginning; NULL: not yet
        "applied",
        "accepted",
        "granted",
        "committed",  # where the rules allow it
        "broken",
        "deferred",  # where the rules allow it
        "deferred_until",
        "skipped",
        "ended",  # refused, withdrawn or lapsed, or granted on a commitment that was broken
        "level",  # of the authority, for this project
        "authority",  # a unit, where it is not the one that the rules name
        "tracker",
        "document",
    ),
    "letter": ("c", "step", "n", "day", "document", "says"),
    "cell": (
        "c",
        "class",
        "sums",  # cell_rows.Sums as JSON: there are many rows, and most are alike
        "last",  # the last day of anything recorded: from then on the row holds
    ),
    "plan": ("c", "year", "amount"),
    "plan_month": ("c", "month", "amount"),
    "figure": (
        "c",
        "month",
        "invested",
        "stats",
        "paid",
        "physical",
        "invested_ytd",
        "stats_ytd",
        "paid_ytd",
        "invested_all",
        "paid_all",
        "physical_last",
    ),
    "issue": ISSUE_COLUMNS,
    "issue_project": ("c", "n", "id"),  # other projects that an issue concerns
    "issue_spell": SPELL_COLUMNS,
    "issue_due": ("c", "n", "k", "due", "until"),  # former deadlines, and the day on which each was changed
    "assignment": ("c", "n", "k", "unit", "person", "day", "accepted", "accepted_by", "until"),
    "escalation": ("c", "n", "k", "rung", "day", "decision", "reason"),
    "solution": ("c", "n", "k", "text", "day", "by", "replaced"),
    "progress": ("c", "n", "k", "day", "text", "by"),
    "reopening": ("c", "n", "k", "day", "reason", "by", "cleared"),
    "duty": ("c", "role", "name", "rank", "unit", "task", "standard", "due", "phone"),
    "fund": ("c", "n", "source", "name", "planned", "applied", "batch", "issued"),
    "fund_month": ("c", "n", "month", "arrived", "paid"),
    # Numbers that are not money are exact texts; `cast(x AS REAL)` compares them.
    "resource": ("c", "n", "kind", "needed", "measure", "before", "applied", "secured", "day", "document"),
    "benefit": (
        "c",
        "year",
        "mu",
        "output",
        "sales",
        "tax",
        "added",
        "energy_tce",
        "cod_t",
        "water_m3",
        "workers",
    ),
    "risk": (
        "c",
        "n",
        "class",
        "level",
        "what",
        "measure",
        "owner",
        "review",
        "warned",
        "closed",
        "since",
        "result",
    ),
    "risk_review": ("c", "n", "k", "day", "due", "by", "found"),
    "review": ("c", "n", "subject", "kind", "by", "experts", "assessed", "verdict", "decided", "decision"),
    "document": ("c", "n", "part", "title", "path", "sha256", "day", "number"),
    "visit": ("c", "n", "day", "by", "kind", "found"),
    "listing": ("c", "n", "list", "entered", "left_on", "reason", "entered_reason"),
    "waiver": ("c", "n", "code", "reason", "by", "until"),
    "meeting": ("c", "day", "kind", "chair", "attended", "note"),
    "meeting_project": ("c", "n", "id"),
    "decision": ("c", "n", "what", "project", "issue", "unit", "person", "due", "kept"),
    "excuse": ("c", "n", "light", "month", "until", "reason", "by"),
    "code": ("c", "code"),
    "clock": CLOCK_COLUMNS,
    "term": TERM_COLUMNS,
    "backward": BACKWARD_COLUMNS,
    "slip": SLIP_COLUMNS,
    "mention": ("c", "n", "vocabulary", "word", "line", "col"),
    "finding": ("c", "n", "code", "line", "col", "facts"),
}
_KEYS: Final = {
    "project": "c",
    "stage": "c, n",
    "step": "c, step",
    "letter": "c, step, n",
    "cell": "c, class",
    "plan": "c, year",
    "plan_month": "c, month",
    "figure": "c, month",
    "issue": "c, n",
    "issue_project": "c, n, id",
    "issue_spell": "c, n, k",
    "issue_due": "c, n, k",
    "assignment": "c, n, k",
    "escalation": "c, n, k",
    "solution": "c, n, k",
    "progress": "c, n, k",
    "reopening": "c, n, k",
    "duty": "c, role",
    "fund": "c, n",
    "fund_month": "c, n, month",
    "resource": "c, n",
    "benefit": "c, year",
    "risk": "c, n",
    "risk_review": "c, n, k",
    "review": "c, n",
    "document": "c, n",
    "visit": "c, n",
    "listing": "c, n",
    "waiver": "c, n",
    "meeting": "c",
    "meeting_project": "c, n",
    "decision": "c, n",
    "excuse": "c, n",
    "code": "c, code",
    "clock": "c, kind, key",
    "term": "c, step, kind",
    "backward": "c, n",
    "slip": "c",
    "mention": "c, n",
    "finding": "c, n",
}


# What an approval step counts as on a day, over a row of `step`; `{day}` is an ISO day in SQL.
STEP_DUE: Final = "(due <= {day} AND coalesce(skipped, '9') > {day})"
STEP_DONE: Final = STEP_DUE + " AND coalesce(ended, '9') > {day} AND coalesce(granted <= {day}, 0)"
STEP_OK: Final = (
    STEP_DUE
    + " AND coalesce(ended, '9') > {day} AND (coalesce(granted <= {day}, 0) OR coalesce(deferred <= {day}, 0)"
    " OR coalesce(committed <= {day} AND coalesce(broken, '9') > {day}, 0))"
)

_FILE: Final = (
    "CREATE TABLE file (path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, inode INTEGER, racy INTEGER, c INTEGER)"
    " WITHOUT ROWID"
)


def create_statements() -> list[str]:
    """The statements that make an empty index."""
    made = [
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)",
        "CREATE TABLE content (c INTEGER PRIMARY KEY, blob TEXT NOT NULL, rules TEXT NOT NULL, UNIQUE (blob, rules))",
        _FILE,
        "CREATE INDEX file_content ON file (c)",
    ]
    later = [
        "CREATE INDEX clock_first_by ON clock (first_by) WHERE first_by IS NOT NULL",
        "CREATE INDEX clock_decided ON clock (decided) WHERE decided IS NOT NULL",
        "CREATE INDEX term_day ON term (day)",
    ]
    for table, columns in TABLES.items():
        if table == "project":
            body = ", ".join(["c INTEGER PRIMARY KEY", *columns[1:]])
            made.append(f"CREATE TABLE project ({body})")
        else:
            # The type matters: a column of no type cannot be looked up by an integer through its key.
            body = ", ".join(
                [
                    "c INTEGER NOT NULL",
                    *(f"{c} INTEGER" if c in ("n", "k", "year") else c for c in columns[1:]),
                ]
            )
            made.append(f"CREATE TABLE {table} ({body}, PRIMARY KEY ({_KEYS[table]})) WITHOUT ROWID")
    return made + later


def insert_statement(table: str) -> str:
    """The statement that adds a row to a table of facts."""
    columns = TABLES[table]
    return f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"
