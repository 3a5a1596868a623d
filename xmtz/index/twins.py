"""Projects of a ledger that may be the same one: asked when a stage wants none like it (严控低效重复入库)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Final, NamedTuple

from xmtz.checks import across
from xmtz.domain.likeness import LIKELY, AlikeIndex, normalise
from xmtz.index.across import Locate
from xmtz.index.lookup import Known, alike
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import Finding

UNLIKE: Final = "unlike"
_MOST: Final = 5_000
_SOONER: Final = LIKELY * 0.8  # names of one owner count as the same a little sooner


class Twin(NamedTuple):
    """A project that entered a stage though one like it was in the ledger before it."""

    path: str
    stage: str
    day: str
    other: str  # the id of the earlier one
    name: str


class _Standing(NamedTuple):
    path: str
    id: str
    name: str
    owner: str | None
    parent: str | None
    since: str  # first day in the ledger


def stages_unlike(rules: Rules) -> list[str]:
    """The stages that want no project like the one that enters."""
    return [key for key, stage in rules.stages.stages.items() if any(need.unlike for need in stage.needs)]


def like(facts: sqlite3.Connection, project: Project, day: str) -> list[Known]:
    """The projects like this one that had not ended by `day` (ISO); those of its bundle are not like it."""
    ended = {
        row[0]
        for row in facts.execute("SELECT id FROM state JOIN project USING (c) WHERE ended <= ?", (day,))
    }
    parents = dict(
        facts.execute("SELECT id, parent FROM state JOIN project USING (c) WHERE parent IS NOT NULL")
    )
    return [
        known
        for known in alike(facts, project.name, project.owner, project.code or ())
        if known.id != project.id
        and known.id not in ended
        and not _kin(project.id, project.parent, known.id, parents.get(known.id))
    ]


def _kin(id_: str, parent: str | None, other: str, other_parent: str | None) -> bool:
    """Whether two projects are a bundle and its part, or parts of one bundle."""
    return other in (id_, parent) or other_parent == id_ or (parent is not None and parent == other_parent)


def twins(facts: sqlite3.Connection, stages: Collection[str]) -> list[Twin]:
    """Projects that entered one of `stages` without a waiver though one like them was there before.

    Of two projects the later one in the ledger is the twin. Those that ended are like nobody. What was found is
    kept with what it was found in: comparing thousands of names takes seconds.
    """
    entered = _entered(facts, stages)
    if not entered:
        return []
    everyone = _everyone(facts)
    asked = sha256(repr((sorted(entered.items()), everyone)).encode()).hexdigest()
    kept = facts.execute("SELECT value FROM meta WHERE key = 'twins'").fetchone()
    if kept is not None and kept[0].startswith(asked):
        return [Twin._make(row) for row in json.loads(kept[0][len(asked) :])]
    found = list(_compared(entered, everyone))
    with suppress(sqlite3.OperationalError):  # the index is full or held: it will be found again
        facts.execute(
            "INSERT OR REPLACE INTO meta VALUES ('twins', ?)",
            (asked + json.dumps(found, ensure_ascii=False),),
        )
    return found


def _compared(entered: Mapping[str, tuple[str, str]], everyone: Sequence[_Standing]) -> Iterator[Twin]:
    by_path = {one.path: one for one in everyone}
    near = _namesakes(everyone) if len(entered) > _MOST else _alike(everyone)
    for path, (stage, day) in entered.items():
        mine = by_path.get(path)
        for other_path, score in near(mine.name) if mine is not None else ():
            other = by_path[other_path]
            if mine is None or (other.since, other.id) >= (mine.since, mine.id):
                continue
            if score < LIKELY and not (mine.owner and mine.owner == other.owner):
                continue
            if not _kin(mine.id, mine.parent, other.id, other.parent):
                yield Twin(path, stage, day, other.id, other.name)
                break


_Near = Callable[[str], Iterable[tuple[str, float]]]


def _alike(everyone: Iterable[_Standing]) -> _Near:
    index = AlikeIndex((one.path, one.name) for one in everyone)
    return lambda name: index.near(name, _SOONER)


def _namesakes(everyone: Iterable[_Standing]) -> _Near:
    """Where there are too many to compare each with each: those whose names are the same but for words that carry
    no difference."""
    held: dict[str, list[tuple[str, float]]] = {}
    for one in everyone:
        held.setdefault(normalise(one.name), []).append((one.path, 1.0))
    return lambda name: held.get(normalise(name), ())


def twin_findings(facts: sqlite3.Connection, rules: Rules, locate: Locate) -> Iterator[Finding]:
    """What `twins` finds, at the moves; nothing where no stage asks."""
    stages = stages_unlike(rules)
    for one in twins(facts, stages) if stages else ():
        yield across.TWIN.at(
            locate(one.path, "stages", one.day),
            on=one.day,
            stage=rules.stages.stages[one.stage].label,
            other=one.other,
            name=one.name,
        )


def _entered(facts: sqlite3.Connection, stages: Collection[str]) -> dict[str, tuple[str, str]]:
    """The first move of each project into one of `stages` that no waiver covers."""
    marks = ", ".join("?" * len(stages))
    rows = facts.execute(
        f"SELECT s.path, t.stage, t.day, t.waived FROM state s JOIN main.stage t ON t.c = s.c"
        f" WHERE t.stage IN ({marks}) ORDER BY s.path, t.n DESC",
        tuple(stages),
    )
    return {
        path: (stage, day) for path, stage, day, waived in rows if UNLIKE not in (waived or "").split("\n")
    }


def _everyone(facts: sqlite3.Connection) -> list[_Standing]:
    rows = facts.execute(
        "SELECT s.path, p.id, p.name, p.owner, p.parent,"
        " coalesce((SELECT min(day) FROM main.stage t WHERE t.c = s.c), '9')"
        " FROM state s JOIN project p ON p.c = s.c WHERE p.ended IS NULL ORDER BY s.path"
    )
    return [_Standing._make(row) for row in rows]
