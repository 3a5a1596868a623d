"""What each action writes into the record of an approval step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from xmtz.entry.step_actions import ACTIONS, ENDED, Act, Said, awaited, state_of
from xmtz.entry.values import word
from xmtz.records.step import PAUSE_REASONS, STATES, StepRecord
from xmtz.store.edits import Append, Edit, Flow, Put, Remove
from xmtz.words.lang import Say

_Path = tuple[str, ...]


def _put(field: str) -> Callable[[_Path, StepRecord, Act, Said], list[Edit]]:
    def edits(path: _Path, _found: StepRecord, act: Act, said: Said) -> list[Edit]:
        made: list[Edit] = [Put((*path, field), act.on.isoformat())]
        if field == "granted" and said.document:
            made.append(Put((*path, "document"), said.document))
        return made

    return edits


_ROUND: Final = (
    "corrected", "accepted", "paused", "extended", "granted", "document", "delivered", "valid_until",
    "refused", "withdrawn", "lapsed", "deferred", "committed",
)  # fmt: skip


def _apply(path: _Path, found: StepRecord, act: Act, _said: Said) -> list[Edit]:
    """A new application after an ending: only its own days stay, and the note tells the former one."""
    made: list[Edit] = [Put((*path, "applied"), act.on.isoformat())]
    state = state_of(found)
    if state not in ENDED:
        return made
    made += [Remove((*path, field)) for field in _ROUND if found.node.get(field) is not None]
    ending = getattr(found, state)
    applied = f"{found.applied} {ACTIONS['apply'].label.zh}，" if found.applied else ""
    former = f"前一次：{applied}{ending.on} {STATES[state].zh}"
    if ending.reason:
        former += f"（{ending.reason}）"
    made.append(Put((*path, "note"), f"{found.note}；{former}" if found.note else former))
    return made


def _outcome(field: str) -> Callable[[_Path, StepRecord, Act, Said], list[Edit]]:
    def edits(path: _Path, _found: StepRecord, act: Act, said: Said) -> list[Edit]:
        takes = {name.rstrip("!") for name in ACTIONS[act.action].takes}
        facts = {"on": act.on.isoformat(), "reason": said.reason, "document": said.document, "by": said.by}
        return [Put((*path, field), _flow({k: v for k, v in facts.items() if k == "on" or k in takes}))]

    return edits


def _flow(facts: Mapping[str, Any]) -> Flow:
    return Flow({key: value for key, value in facts.items() if value})


def _correct(path: _Path, _found: StepRecord, act: Act, said: Said) -> list[Edit]:
    return [Append((*path, "corrected"), _flow({"told": act.on.isoformat(), "missing": list(said.missing)}))]


def _pause(path: _Path, _found: StepRecord, act: Act, said: Said) -> list[Edit]:
    why = word(said.why or "", PAUSE_REASONS, Say("暂停事由", "reason of a pause"))
    return [
        Append((*path, "paused"), _flow({"from": act.on.isoformat(), "why": why, "document": said.document}))
    ]


def _resume(path: _Path, found: StepRecord, act: Act, _said: Said) -> list[Edit]:
    number = max(n for n, pause in enumerate(found.paused) if pause.to is None)
    return [Put((*path, "paused", number, "to"), act.on.isoformat())]


def _extend(path: _Path, _found: StepRecord, act: Act, said: Said) -> list[Edit]:
    facts = {"days": str(said.days), "on": act.on.isoformat(), "by": said.by, "reason": said.reason}
    return [Put((*path, "extended"), _flow(facts))]


def _defer(path: _Path, _found: StepRecord, act: Act, said: Said) -> list[Edit]:
    until = said.until.isoformat() if said.until else ""
    facts = {"on": act.on.isoformat(), "missing": list(said.missing), "until": until}
    return [Put((*path, "deferred"), _flow(facts)), *_grounds(path, said)]


def _commit(path: _Path, _found: StepRecord, act: Act, said: Said) -> list[Edit]:
    check = said.until.isoformat() if said.until else ""
    facts = {"on": act.on.isoformat(), "to": said.to, "check_by": check}
    return [Put((*path, "committed"), _flow(facts)), *_grounds(path, said)]


def _grounds(path: _Path, said: Said) -> list[Edit]:
    return [Put((*path, "note"), said.reason)] if said.anyway and said.reason else []


def _supply(path: _Path, found: StepRecord, act: Act, _said: Said) -> list[Edit]:
    waiting = awaited(found)
    assert waiting is not None
    return [Put((*path, *waiting), act.on.isoformat())]


EDITS: Final[Mapping[str, Callable[[Any, StepRecord, Act, Said], list[Edit]]]] = {
    "apply": _apply,
    "correct": _correct,
    "supply": _supply,
    "accept": _put("accepted"),
    "pause": _pause,
    "resume": _resume,
    "extend": _extend,
    "grant": _put("granted"),
    "deliver": _put("delivered"),
    "refuse": _outcome("refused"),
    "withdraw": _outcome("withdrawn"),
    "skip": _outcome("skipped"),
    "defer": _defer,
    "commit": _commit,
}
