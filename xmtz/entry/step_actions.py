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
    notified: date | None = None
    anyway: bool = False

    @property
    def over(self) -> bool:
        """Whether it is to be recorded against the rules, with grounds."""
        return self.anyway and bool((self.reason or "").strip())


class Action(NamedTuple):
    """`states`: those in which it may be taken. `takes`: what of `Said` it uses, `!` where it has to."""

    label: Say
    states: tuple[str, ...]
    takes: tuple[str, ...] = ()


_UNDER_WAY = ("applied", "accepted", "paused", "deferred")
_PROMISED = ("committed", "granted")
ENDED = ("refused", "withdrawn", "lapsed", "broken")
"""The states after which a step may be applied for again."""

ACTIONS: Final = {
    "apply": Action(Say("申报", "apply"), ("none", "deferred", "committed", *ENDED)),
    "correct": Action(Say("补正告知", "ask for corrections"), ("applied",), ("missing!",)),
    "supply": Action(
        Say("补齐", "supply"), ("applied", "accepted", "paused", "deferred", "granted", "committed")
    ),
    "accept": Action(Say("受理", "accept"), ("applied", "deferred")),
    "pause": Action(Say("暂停计时", "pause"), ("accepted",), ("why!", "document", "notified")),
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
    "check": Action(Say("核查承诺", "check"), _PROMISED),
    "break": Action(Say("认定违诺", "break"), _PROMISED, ("reason!",)),
    "revoke": Action(Say("撤销", "revoke"), ("broken",)),
    "renew": Action(Say("延续有效期", "renew"), ("granted",), ("until", "by", "document")),
    "lapse": Action(Say("失效", "lapse"), ("granted",), ("reason", "document", "by")),
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


def why_not(found: StepRecord, action: str) -> Say | None:
    """Why an action has nothing to act on, though the state lets it be taken."""
    promise = found.committed
    revoked = promise is not None and promise.revoked is not None
    if action == "supply" and awaited(found) is None:
        return Say("没有等待补齐的容缺或补正", "nothing is waiting to be supplied")
    if action == "deliver" and found.delivered is not None:
        return Say(f"{found.delivered} 已送达", f"it was delivered on {found.delivered}")
    if action in ("check", "break") and promise is None:
        return Say("没有告知承诺可核查", "there is no commitment to check")
    if action == "check" and promise is not None and promise.checked is not None:
        return Say(f"{promise.checked} 已核查", f"it was checked on {promise.checked}")
    if action == "break" and promise is not None and promise.broken is not None:
        return Say(f"{promise.broken} 已认定违诺", f"it was found broken on {promise.broken}")
    if action == "revoke" and promise is not None and revoked:
        return Say(f"{promise.revoked} 已撤销", f"it was revoked on {promise.revoked}")
    if action == "grant" and promise is not None and revoked:
        return Say(
            f"{promise.revoked} 已撤销，重新申报：apply",
            f"it was revoked on {promise.revoked}; to begin again: apply",
        )
    if action == "apply" and state_of(found) == "broken" and not revoked:
        return Say("违诺的先登记撤销：revoke", "the broken commitment is revoked first: revoke")
    return None


def possible(found: StepRecord) -> list[str]:
    """The actions that may be taken now, without those that the law lets be taken once only and were."""
    state = state_of(found)
    asked = found.corrected
    gone = {"correct"} if asked else set()
    if asked and asked[-1].received is None:
        gone.add("accept")
    if found.extended is not None:
        gone.add("extend")
    return [
        name
        for name, action in ACTIONS.items()
        if state in action.states and name not in gone and why_not(found, name) is None
    ]
