"""Which parts of the dossier (一项一卷) a project has to have on a day, since which stage and by when.

The check of a ledger and the dossier's own command ask here, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from xmtz.records.calendar import calendar_of
from xmtz.records.rules import Rules
from xmtz.records.stage_rules import PartDue


class Due(NamedTuple):
    """A part that is due: the stage that asks for it, the day it was reached, the last day to file it."""

    part: str
    stage: str
    since: date
    by: date

    def is_late(self, day: date) -> bool:
        """Whether the part has to be there on `day`: at once, or once the time to file it is over."""
        return day > self.by or self.by == self.since


def parts_due(rules: Rules, moves: Iterable[tuple[str, date]], day: date = date.max) -> dict[str, Due]:
    """The parts that are due on `day`, by their keys; the earliest last day counts.

    What a stage asks for holds from the day on which it, or one that stands after it in the rules, is
    entered; not where the project went back to a stage before it, nor after it has ended.
    """
    asking = _asking(rules)
    if not asking:
        return {}
    stages = rules.stages.stages
    order = {key: n for n, key in enumerate(stages)}
    reached = [(order[to], on) for to, on in moves if to in order and on <= day]
    if not reached or "ended" in stages[list(stages)[reached[-1][0]]].marks:
        return {}
    going = [(at, on) for at, on in reached if "ended" not in stages[list(stages)[at]].marks]
    found: dict[str, Due] = {}
    for key, part in asking:
        if reached[-1][0] < order[key]:
            continue
        since = min(on for at, on in going if at >= order[key])
        by = since
        if part.within is not None:
            by = calendar_of(rules).due(since, part.within.number, part.within.unit).day
        known = found.get(part.part)
        if known is None or by < known.by:
            found[part.part] = Due(part.part, key, since, by)
    return found


@lru_cache(maxsize=8)
def _asking(rules: Rules) -> tuple[tuple[str, PartDue], ...]:
    """Every part that a stage asks for, in the order of the rules."""
    return tuple(
        (key, part)
        for key, stage in rules.stages.stages.items()
        for part in stage.dossier
        if part.part is not None
    )
