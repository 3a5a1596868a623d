"""Who is due in a pool and not in it (应入未入), and who is in the reserve with nothing begun (储备即启动前期)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from xmtz.checks.needs import missing
from xmtz.checks.stage_due_upon import stages_upon
from xmtz.index import pool_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.index.pool_questions import Pooled
from xmtz.records.project import Dates
from xmtz.reports.pools.funnel import has_ended
from xmtz.words.lang import Say

DUE: Final = "due"
IDLE: Final = "idle"


class Entry(NamedTuple):
    """A project that should be in a stage and is not (`due`), or is in it without having begun any approval (`idle`).

    `day`: of what makes it due, or of entering; `waiting`: days since then; `lacks`: what the stage requires and is
    not there.
    """

    kind: str
    id: str
    name: str
    unit: str | None
    total: int | None
    stage: str
    why: Say
    day: str
    waiting: int
    lacks: list[Say]
    path: str


def entries(ledger: Ledger, day: date, where: Mapping[str, str]) -> list[Entry]:
    """Who is due in a stage and not in it, then who lies idle in one; the longest first."""
    rules = ledger.rules
    there = [one for one in ask.pooled(ledger.facts, day.isoformat(), where) if not has_ended(rules, one)]
    found = [*_due(ledger, day, there), *_idle(ledger, day, there)]
    return sorted(found, key=lambda one: (one.kind != DUE, -one.waiting, one.id))


def _due(ledger: Ledger, day: date, there: Iterable[Pooled]) -> Iterable[Entry]:
    there = list(there)
    for stage, upon, enough in stages_upon(ledger.rules):
        known = ask.dates(ledger.facts, upon, day.isoformat())
        for one in there:
            since = known.get(one.path)
            if since is None or any(to in enough for to, _ in one.moves):
                continue
            why = Dates.fields[upon].label
            yield _entry(DUE, one, stage, why, since, day, _lacking(ledger, one.path, stage, day))


def _idle(ledger: Ledger, day: date, there: Iterable[Pooled]) -> Iterable[Entry]:
    """Projects in a stage that asks for approvals begun (一储备就启动前期), with fewer begun than it asks for."""
    asked = {
        key: max(need.steps for need in stage.needs if need.steps)
        for key, stage in ledger.rules.stages.stages.items()
        if any(need.steps for need in stage.needs)
    }
    begun = ask.steps_begun(ledger.facts, day.isoformat()) if asked else {}
    for one in there:
        number = asked.get(one.stage or "")
        if number is not None and begun.get(one.path, 0) < number:
            label = ledger.rules.stages.stages[one.moves[-1][0]].label
            yield _entry(IDLE, one, one.moves[-1][0], label, one.moves[-1][1], day, [])


def _entry(kind: str, one: Pooled, stage: str, why: Say, since: str, day: date, lacks: list[Say]) -> Entry:
    waiting = (day - date.fromisoformat(since)).days
    return Entry(kind, one.id, one.name, one.unit, one.total, stage, why, since, waiting, lacks, one.path)


def _lacking(ledger: Ledger, path: str, stage: str, day: date) -> list[Say]:
    reading = ledger.read(path)
    if reading is None or reading.project is None:
        return []
    return [one.say for one in missing(reading.project, ledger.rules, stage, day, ledger.deriver.applying)]
