"""一项手续的日期要先后相接 / The days of an approval step follow one another

L410

zh: 申报、受理、办结、送达依次不早于前一步；补正的补齐不早于告知，承诺的核查不早于承诺，容缺的补齐
不早于容缺，延期在受理之后、办结之前批准，延续不早于批准日。日期写反，办理用时就会算成负数。
en: Applied, accepted, granted and delivered follow one another; a correction is received after it
was asked for, a commitment checked after it was made, what was missing supplied after the
deferral, an extension approved between acceptance and grant, a renewal lasts beyond the day it was
approved. Days out of order make the time taken negative.

pass:
    steps:
      eia:
        applied: 2024-01-05
        accepted: 2024-01-09
        granted: 2024-02-15
fail:
    steps:
      eia:
        applied: 2024-01-05
        accepted: 2024-01-09
        granted: 2023-02-15
fail:
    steps:
      eia:
        corrected:
          - {told: 2024-01-09, received: 2024-01-08}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from xmtz.checks.days import BEFORE, CHECK_BOTH, in_order, label, out_of_order
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.records.step import StepRecord
from xmtz.words.finding import ERROR, Finding, Kind

OUT_OF_ORDER: Final = Kind("L410", ERROR, BEFORE, CHECK_BOTH)

_CHAIN: Final = ("applied", "accepted", "granted", "delivered")
_NESTED: Final = frozenset(
    (
        "valid_until",
        "corrected",
        "extended",
        "committed",
        "deferred",
        "refused",
        "withdrawn",
        "lapsed",
        "renewed",
    )
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for step in project.steps.values():
        written = vars(step)
        applied = written.get("applied", date.min)
        accepted = written.get("accepted", applied)
        granted = written.get("granted", accepted)
        if not applied <= accepted <= granted <= written.get("delivered", granted):
            yield from in_order(OUT_OF_ORDER, path, step, _CHAIN)
        if not _NESTED.isdisjoint(written):
            yield from _nested(step, path)


def _nested(step: StepRecord, path: str) -> Iterator[Finding]:
    yield from in_order(OUT_OF_ORDER, path, step, ("granted", "valid_until"))
    for correction in step.corrected:
        if step.applied is not None and correction.told is not None and correction.told < step.applied:
            yield out_of_order(
                OUT_OF_ORDER,
                correction.where(path, "told"),
                label(correction, "told"),
                correction.told,
                label(step, "applied"),
                step.applied,
            )
        yield from in_order(OUT_OF_ORDER, path, correction, ("told", "received"))
    if step.extended is not None and step.extended.on is not None:
        yield from _between(step, path)
    if step.committed is not None:
        for later in ("checked", "broken", "revoked"):
            yield from in_order(OUT_OF_ORDER, path, step.committed, ("on", later))
        yield from in_order(OUT_OF_ORDER, path, step.committed, ("broken", "revoked"))
    if step.deferred is not None:
        yield from in_order(OUT_OF_ORDER, path, step.deferred, ("on", "until"))
        yield from in_order(OUT_OF_ORDER, path, step.deferred, ("on", "supplied"))
    for renewal in step.renewed:
        yield from in_order(OUT_OF_ORDER, path, renewal, ("on", "until"))
    yield from _outcomes(step, path)


def _between(step: StepRecord, path: str) -> Iterator[Finding]:
    """An extension is approved while the step is being handled."""
    extension = step.extended
    assert extension is not None
    what = type(step).fields["extended"].label
    if step.accepted is not None and extension.on < step.accepted:
        yield out_of_order(
            OUT_OF_ORDER,
            extension.where(path, "on"),
            what,
            extension.on,
            label(step, "accepted"),
            step.accepted,
        )
    if step.granted is not None and step.granted < extension.on:
        yield out_of_order(
            OUT_OF_ORDER,
            step.where(path, "granted"),
            label(step, "granted"),
            step.granted,
            what,
            extension.on,
        )


def _outcomes(step: StepRecord, path: str) -> Iterator[Finding]:
    """What ends a step comes after it began; what ends a permit comes after the grant."""
    for ending, begins in (
        ("refused", ("applied", "accepted")),
        ("withdrawn", ("applied",)),
        ("lapsed", ("granted",)),
    ):
        outcome = getattr(step, ending)
        if outcome is None or outcome.on is None:
            continue
        for begin in begins:
            day = getattr(step, begin)
            if day is not None and outcome.on < day:
                place = step.where(path, ending, "on")
                yield out_of_order(
                    OUT_OF_ORDER, place, label(step, ending), outcome.on, label(step, begin), day
                )
                break
