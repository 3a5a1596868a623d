"""The line of a file that a project's part in a figure rests on."""

from __future__ import annotations

import re
from typing import Final

from xmtz.domain.months import Month
from xmtz.index.ledger import Ledger
from xmtz.records.project import Project
from xmtz.records.rules import Indicator
from xmtz.store.located import Mapping, Node
from xmtz.words.finding import Place

_MONTH: Final = "{month}"  # the newest month of the year that is not later than the report's
_YEAR: Final = "{year}"
_SECTIONS: Final[tuple[tuple[str, str, str], ...]] = (
    # section of a project's file, key in it (for stages: the mark of the move), columns of the row
    ("dates", "planned_start", "planned_start planned_start_in_year planned_start_to_date"),
    ("dates", "planned_finish", "planned_finish planned_finish_in_year planned_finish_to_date"),
    ("dates", "registered", "registered is_registered"),
    ("dates", "reported", "reported_on"),
    ("dates", "reviewed", "reviewed_on"),
    ("stages", "started", "started is_started started_in_year started_in_period months_started"),
    ("stages", "completed", "completed is_completed completed_in_year completed_in_period"),
    ("stages", "production", "production is_production production_in_year"),
    ("stages", "", "stage batch"),
    ("plan", _YEAR, "plan"),
    ("plan_months", _MONTH, "plan_to_date plan_month plan_quarter"),
    ("invested", _MONTH, "invested_month invested_quarter invested_ytd invested_all reported"),
    ("invested_stats", _MONTH, "stats_month stats_quarter stats_ytd stats_reported"),
    ("paid", _MONTH, "paid_month paid_quarter paid_ytd paid_all paid_reported"),
    ("physical", _MONTH, "physical"),
    ("funds", "", "fund_planned fund_arrived fund_paid bond_planned bond_expected bond_used"),
    ("steps", "", "steps_due steps_done steps_ok"),
    ("issues", "", "issues_total issues_open issues_overdue issues_cleared"),
    ("issues", "", "issues_raised_in_period issues_cleared_in_period"),
)
_FIELDS: Final = {
    **{name: ("dates", name) for name in ("negotiated", "signed", "approved", "land", "ground", "resumed")},
    **{name: ("dates", name) for name in ("planned_production", "trial", "accepted")},
    **{name: (name, "") for name in ("level", "kind", "sector", "unit", "department", "total")},
    **{column: (section, key) for section, key, columns in _SECTIONS for column in columns.split()},
}


def place_of_figure(ledger: Ledger, path: str, indicator: Indicator, month: Month) -> Place:
    """The line that a project's part in a figure rests on.

    It is looked for under the columns that the indicator counts, then those it divides by; the
    section that the rules cite comes first. A project that says nothing there is cited by its id.
    """
    return place_of_words(
        ledger, path, f"{indicator.counts or ''} {indicator.of or ''}", indicator.cites, month
    )


def place_of_words(ledger: Ledger, path: str, words: str, cites: str | None, month: Month) -> Place:
    """The line for the first column among `words` of which the project says something; `cites` comes first."""
    reading = ledger.read(path)
    project = reading.project if reading is not None else None
    if project is None:
        return Place(path)
    candidates = [_FIELDS[word] for word in re.findall(r"[a-z_]+", words) if word in _FIELDS]
    cited = [one for one in candidates if one[0] == cites]
    if cites and not cited:
        cited = [(cites, "")]
    for section, key in [*cited, *candidates]:
        node = project.node.get(section)
        if node is not None:
            place = _within(ledger, project, path, section, key, node, month)
            if place is not None:
                return place
    return project.where(path, "id")


def _within(
    ledger: Ledger, project: Project, path: str, section: str, key: str, node: Node, month: Month
) -> Place | None:
    """The place of a key in its section; None where the file says nothing of it by the month's end."""
    if section == "stages":
        return _move(ledger, project, path, key, month)
    if key in (_MONTH, _YEAR):
        latest = str(month) if key == _MONTH else str(month.year)
        earliest = f"{month.year}-01" if key == _MONTH else latest
        return _entry(node, path, earliest, latest)
    if key and type(node) is Mapping:
        return _entry(node, path, key, key)
    named = project.node.key(section)
    return Place(path, named.line, named.column) if named is not None else None


def _entry(node: Node, path: str, earliest: str, latest: str) -> Place | None:
    """The place of the newest entry whose key lies within bounds."""
    if type(node) is not Mapping:
        return None
    within = [
        (name.text, name.line, value.column)
        for name, value in node.entries
        if earliest <= name.text <= latest
    ]
    if not within:
        return None
    _, line, column = max(within)
    return Place(path, line, column)


def _move(ledger: Ledger, project: Project, path: str, mark: str, month: Month) -> Place | None:
    """The stage move that carries a mark, or the one that holds, by the month's end."""
    stages = ledger.rules.stages.stages
    moves = [move for move in project.stages if move.on is not None and move.on <= month.last_day]
    marked = [move for move in moves if not mark or mark in getattr(stages.get(move.to or ""), "marks", ())]
    if not marked:
        return None
    move = marked[-1] if not mark else min(marked, key=lambda one: one.on)
    return Place(path, move.node.line, move.node.column)
