"""The approvals of a project summed by class, kept as rows: a matrix of ten thousand projects reads nothing else.

What is kept holds on every day from `last` on, the last day of anything recorded. For an earlier
day the same sums are made again from the steps and clocks themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from xmtz.index.schema import CLOCK_COLUMNS, TABLES

_STEP: Final = {name: n for n, name in enumerate(TABLES["step"])}
_CLOCK: Final = {name: n for n, name in enumerate(CLOCK_COLUMNS)}
_DAYS: Final = (
    "due",
    "applied",
    "accepted",
    "granted",
    "committed",
    "broken",
    "deferred",
    "skipped",
    "ended",
)
_KEY, _DUE, _GRANTED, _COMMITTED, _BROKEN, _DEFERRED, _SKIPPED, _ENDED = (
    _STEP[name] for name in ("step", "due", "granted", "committed", "broken", "deferred", "skipped", "ended")
)
_START, _DECIDED, _DEADLINE, _UNIT, _USED, _LATE, _ITEM = (
    _CLOCK[name] for name in ("start", "decided", "deadline", "unit", "used", "late", "item")
)
ALWAYS: Final = "9999"


class Sums(NamedTuple):
    """A class of approvals of one project: how many are due, had, had conditionally, due later, were late.

    `used`: days of the longest that is had, in `unit`. `running`: how many run; `working`, `days`: the
    earliest deadline of those, by the unit of their limits. `open`: those whose deadline hangs on the
    day that is asked about, a line `step item` each.
    """

    due: int = 0
    done: int = 0
    conditional: int = 0
    ahead: int = 0
    late: int = 0
    used: int | None = None
    unit: str | None = None
    running: int = 0
    working: str | None = None
    days: str | None = None
    open: str | None = None


def cell_rows(
    steps: Sequence[tuple[Any, ...]], clocks: Iterable[tuple[Any, ...]], classes: Mapping[str, str], c: int
) -> Iterator[tuple[Any, ...]]:
    """The rows of one project, from its rows of `step` and `clock`."""
    own = {row[2]: row for row in clocks if row[1] == "step"}
    last = max((row[_STEP[name]] or "" for row in steps for name in _DAYS), default="")
    for name, sums in summed(steps, own, classes, ALWAYS).items():
        yield (c, name, json.dumps(sums, separators=(",", ":")), last)


def summed(
    steps: Iterable[tuple[Any, ...]],
    clocks: Mapping[str, tuple[Any, ...]],
    classes: Mapping[str, str],
    day: str,
) -> dict[str, Sums]:
    """The classes of one project on a day (ISO)."""
    found: dict[str, Sums] = {}
    for row in steps:
        name = classes.get(row[_KEY])
        if name is None or _by(row[_SKIPPED], day):
            continue
        found[name] = _with(found.get(name, _NONE), row, clocks.get(row[_KEY]), day)
    return found


def _with(sums: Sums, row: tuple[Any, ...], clock: tuple[Any, ...] | None, day: str) -> Sums:
    due, done, conditional, ahead, late, used, unit, running, working, days, open_ = sums
    is_due = row[_DUE] is not None and row[_DUE] <= day
    if not is_due and clock is None and row[_GRANTED] is None:
        return sums._replace(ahead=ahead + 1)
    due += 1
    holds = is_due and not _by(row[_ENDED], day)
    if holds and _by(row[_GRANTED], day):
        done += 1
        if clock is not None and clock[_USED] is not None:
            late += clock[_LATE] > 0
            if used is None or clock[_USED] > used:
                used, unit = clock[_USED], clock[_UNIT]
    elif holds and (_by(row[_DEFERRED], day) or (_by(row[_COMMITTED], day) and not _by(row[_BROKEN], day))):
        conditional += 1
    if clock is not None and not _by(clock[_DECIDED], day):
        running += 1
        deadline = clock[_DEADLINE] if clock[_DECIDED] is None and _by(clock[_START], day) else None
        if deadline is None:
            line = f"{row[_KEY]} {clock[_ITEM]}"
            open_ = line if open_ is None else f"{open_}\n{line}"
        elif clock[_UNIT] == "wd":
            working = min(working or deadline, deadline)
        else:
            days = min(days or deadline, deadline)
    return Sums(due, done, conditional, ahead, late, used, unit, running, working, days, open_)


def _by(day: str | None, today: str) -> bool:
    return day is not None and day <= today


_NONE: Final = Sums()
