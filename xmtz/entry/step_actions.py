"""The actions that an approval step knows: when each may be taken, and what it has to be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from xmtz.records.step import StepRecord
from xmtz.words.lang import Say


class Act(NamedTuple):
    """One action on a day, with what was said about it."""

    action: str
    on: date


class Said(NamedTuple):
    """What was said beside the actions; each action takes what is its own."""

    document: str | None = None
    why: str | None = None
    until: date | None = None
    missing: Sequence[str] = ()
    to: str | None = None
    reason: str | None = None
    days: int | None = None
    by: str | None = None
    anyway: bool = False


class Action(NamedTuple):
    """`states`: those in which it may be taken. `takes`: what of `Said` it uses, `!` where it has to."""

    label: Say
    states: tuple[str, ...]
    takes: tuple[str, ...] = ()


_UNDER_WAY = ("applied", "accepted", "paused", "deferred")
ENDED = ("refused", "withdrawn", "lapsed")

ACTIONS: Final = {
    "apply": Action(Say("申报", "apply"), ("none", "deferred", "committed", *ENDED)),
    "correct": Action(Say("补正告知", "ask for corrections"), ("applied",), ("missing!",)),
    "supply": Action(
        Say("补齐", "supply"), ("applied", "accepted", "paused", "deferred", "granted", "committed")
    ),
    "accept": Action(Say("受理", "accept"), ("applied", "deferred")),
    "pause": Action(Say("暂停计时", "pause"), ("accepted",), ("why!", "document")),
    "resume": Action(Say("恢复计时", "resume"), ("paused",)),
    "extend": Action(Say("延期", "extend"), ("accepted", "paused"), ("days!", "by!", "reason!")),
    "grant": Action(
        Say("办结", "grant"), ("applied", "accepted", "deferred", "committed", "broken"), ("document",)
    ),
    "deliver": Action(Say("送达", "deliver"), ("granted",)),
    "refuse": Action(Say("不予批准", "refuse"), _UNDER_WAY, ("reason!", "document", "by")),
    "withdraw": Action(Say("撤回", "withdraw"), _UNDER_WAY, ("reason", "by")),
    "skip": Action(Say("不适用", "skip"), ("none",), ("reason!", "by")),
    "defer": Action(Say("容缺受理", "defer"), ("none", "applied"), ("missing!", "until!")),
    "commit": Action(Say("告知承诺", "commit"), ("none", "applied", "accepted"), ("to", "until")),
}


def state_of(found: StepRecord) -> str:
    """The state that the dates give, wherever in time they lie."""
    return found.state_at(date.max)


def awaited(found: StepRecord) -> tuple[str | int, ...] | None:
    """Where the day goes on which what was missing came in: the last request, else the deferral."""
    for number in range(len(found.corrected) - 1, -1, -1):
        if found.corrected[number].received is None:
            return ("corrected", number, "received")
    if found.deferred is not None and found.deferred.supplied is None:
        return ("deferred", "supplied")
    return None
