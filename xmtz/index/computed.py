"""Columns of the row that are worked out only where an expression mentions them: months, last year, what is
reported, bonds.

They are not among the kept rows, so that a bulletin that does not ask for them pays nothing.
Each is SQL over a kept row `k`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xmtz.domain.months import Month
from xmtz.domain.spans import Span
from xmtz.records.rules import Rules

COMPUTED: Final = (
    "months_started",
    "months_in_production",
    "invested_ytd_last_year",
    "stats_reported",
    "paid_reported",
    "bond_planned",
    "bond_expected",
    "bond_used",
)


def computed(span: Span, rules: Rules) -> Mapping[str, str]:
    """The columns as they go into a query, as at the period's end."""
    month = span.month
    end, period = span.last.isoformat(), str(month)
    months_since = f"({month.year} - substr(k.started, 1, 4)) * 12 + {month.month} - substr(k.started, 6, 2)"
    # A month's last day is a month's last day after: what started on it has no part of a month more.
    part = f"(substr(k.started, 9, 2) < '{end[8:]}')"
    last_year = month.plus(-12)
    sql = {
        "months_started": f"CASE WHEN k.started <= '{end}' THEN {months_since} + {part} END",
        "months_in_production": f"CASE WHEN k.production <= '{end}' THEN ({month.year} - substr(k.production, 1, 4))"
        f" * 12 + {month.month} - substr(k.production, 6, 2) END",
        "invested_ytd_last_year": "coalesce((SELECT invested_ytd FROM main.figure x WHERE x.c = k.c"
        f" AND x.month BETWEEN '{last_year.year:04d}-01' AND '{last_year}' ORDER BY x.month DESC LIMIT 1), 0)",
        **{
            f"{series}_reported": "EXISTS (SELECT 1 FROM main.figure x WHERE x.c = k.c"
            f" AND x.month = '{period}' AND x.{series} IS NOT NULL)"
            for series in ("stats", "paid")
        },
        **_bonds(month, end, period, rules),
    }
    return {name: f"{sql[name]} AS {name}" for name in COMPUTED}


def _bonds(month: Month, end: str, period: str, rules: Rules) -> dict[str, str]:
    """Money that has to be used within months of its issue, by the `clock` of its source in the rules."""
    clocks = _clocks(rules)
    if not clocks:
        return dict.fromkeys(("bond_planned", "bond_expected", "bond_used"), "0")
    sources = ", ".join(f"'{source}'" for source in clocks)
    issued = f"x.c = k.c AND x.source IN ({sources}) AND x.issued <= '{end}'"
    limit = "CASE x.source " + " ".join(f"WHEN '{one}' THEN {n}" for one, n in clocks.items()) + " END"
    gone = f"({month.year} - substr(x.issued, 1, 4)) * 12 + {month.month} - substr(x.issued, 6, 2)"
    return {
        "bond_planned": f"coalesce((SELECT sum(x.planned) FROM main.fund x WHERE {issued}), 0)",
        "bond_expected": f"coalesce((SELECT sum(x.planned * min({gone}, {limit}) / ({limit}))"
        f" FROM main.fund x WHERE {issued}), 0)",
        "bond_used": "coalesce((SELECT sum(y.paid) FROM main.fund x JOIN main.fund_month y USING (c, n)"
        f" WHERE {issued} AND y.month <= '{period}'), 0)",
    }


def _clocks(rules: Rules) -> dict[str, int]:
    """The sources of funds with a time limit in months, and how many those are."""
    found = {}
    for source, term in (rules.terms.funds or {}).items():
        if term.clock is not None and term.clock.unit in ("m", "y") and term.clock.number:
            found[source] = term.clock.number * (12 if term.clock.unit == "y" else 1)
    return found
