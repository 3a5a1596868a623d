"""The working-day calendar of a ledger: the national one with the ledger's own days over it."""

from __future__ import annotations

from xmtz.domain.workdays import Calendar
from xmtz.records.rules import Rules


def calendar_of(rules: Rules) -> Calendar:
    """The calendar that `rules/calendar.yaml` says."""
    own = rules.calendar
    overrides = dict.fromkeys(own.working, True) | dict.fromkeys(own.holidays, False)
    return Calendar(overrides, own.known_until)
