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


def _put(*field: str) -> Callable[[_Path, StepRecord, Act, Said], list[Edit]]:
    def edits(path: _Path, _found: StepRecord, act: Act, said: Said) -> list[Edit]:
        made: list[Edit] = [Put((*path, *field), act.on.isoformat())]
        if field == ("granted",) and said.document:
            made.append(Put((*path, "document"), said.document))
        return made

    return edits


_ROUND: Final = (
    "corrected", "accepted", "paused", "extended", "granted", "document", "delivered", "valid_until",
    "renewed", "refused", "withdrawn", "lapsed", "deferred", "committed",
)  # fmt: skip


def _apply(path: _Path, found: StepRecord, act: Act, _said: Said) -> list[Edit]:
    """A new application after an ending: only its own days stay, and the note tells the former one."""
    made: list[Edit] = [Put((*path, "applied"), act.on.isoformat())]
    state = state_of(found)
    if state not in ENDED:
        return made
    made += [Remove((*path, field)) for field in _ROUND if found.node.get(field) is not None]
    applied = f"{found.applied} {ACTIONS['apply'].label.zh}，" if found.applied else ""
    made.append(_noted(path, found, f"前一次：{applied}{_ending(found, state)}"))
    return made


def _ending(found: StepRecord, state: str) -> str:
    """How the former application ended."""
    if state == "broken":
        promise = found.committed
        assert promise is not None
        day, reason = promise.broken, promise.reason
        after = f"，{promise.revoked} {ACTIONS['revoke'].label.zh}"
    else:
        ending = getattr(found, state)
        day, reason, after = ending.on, ending.reason, ""
    return f"{day} {STATES[state].zh}" + (f"（{reason}）" if reason else "") + after


def _noted(path: _Path, found: StepRecord, text: str) -> Edit:
    """The note with a text after what it says already."""
    return Put((*path, "note"), f"{found.note}；{text}" if found.note else text)


def _outcome(field: str) -> Callable[[_Path, StepRecord, Act, Said], list[Edit]]:
    def edits(path: _Path, _found: StepRecord, act: Act, said: Said) -> list[Edit]:
        takes = {name.rstrip("!") for name in ACTIONS[act.action].takes}
        facts = {"on": act.on.isoformat(), "reason": said.reason, "document": said.document, "by": said.by}
        return [Put((*path, field), _flow({k: v for k, v in facts.items() if k == "on" or k in takes}))]

    return edits


def _flow(facts: Mapping[str, Any]) -> Flow:
    return Flow({key: value for key, value in facts.items() if value})


def _correct(path: _Path, found: StepRecord, act: Act, said: Said) -> list[Edit]:
    facts = {"told": act.on.isoformat(), "missing": list(said.missing)}
    return [Append((*path, "corrected"), _flow(facts)), *_grounds(path, found, said)]


def _pause(path: _Path, found: StepRecord, act: Act, said: Said) -> list[Edit]:
    why = word(said.why or "", PAUSE_REASONS, Say("暂停事由", "reason of a pause"))
    notified = said.notified.isoformat() if said.notified else ""
    facts = {"from": act.on.isoformat(), "why": why, "notified": notified, "document": said.document}
    return [Append((*path, "paused"), _flow(facts)), *_grounds(path, found, said)]


def _resume(path: _Path, found: StepRecord, act: Act, _said: Said) -> list[Edit]:
    number = max(n for n, pause in enumerate(found.paused) if pause.to is None)
    return [Put((*path, "paused", number, "to"), act.on.isoformat())]


def _extend(path: _Path, _found: StepRecord, act: Act, said: Said) -> list[Edit]:
    facts = {"days": str(said.days), "on": act.on.isoformat(), "by": said.by, "reason": said.reason}
    return [Put((*path, "extended"), _flow(facts))]


def _defer(path: _Path, found: StepRecord, act: Act, said: Said) -> list[Edit]:
    until = said.until.isoformat() if said.until else ""
    facts = {"on": act.on.isoformat(), "missing": list(said.missing), "until": until}
    return [Put((*path, "deferred"), _flow(facts)), *_grounds(path, found, said)]


def _commit(path: _Path, found: StepRecord, act: Act, said: Said) -> list[Edit]:
    check = said.until.isoformat() if said.until else ""
    facts = {"on": act.on.isoformat(), "to": said.to, "check_by": check}
    return [Put((*path, "committed"), _flow(facts)), *_grounds(path, found, said)]


def _grounds(path: _Path, found: StepRecord, said: Said) -> list[Edit]:
    """Why it was recorded against the rules."""
    return [_noted(path, found, said.reason)] if said.anyway and said.reason else []


def _supply(path: _Path, found: StepRecord, act: Act, _said: Said) -> list[Edit]:
    waiting = awaited(found)
    assert waiting is not None
    return [Put((*path, *waiting), act.on.isoformat())]


def _break(path: _Path, _found: StepRecord, act: Act, said: Said) -> list[Edit]:
    promise = (*path, "committed")
    return [Put((*promise, "broken"), act.on.isoformat()), Put((*promise, "reason"), said.reason or "")]


def _renew(path: _Path, found: StepRecord, act: Act, said: Said) -> list[Edit]:
    until = said.until.isoformat() if said.until else ""
    facts = {"on": act.on.isoformat(), "until": until, "by": said.by, "document": said.document}
    return [Append((*path, "renewed"), _flow(facts)), *_grounds(path, found, said)]


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
    "check": _put("committed", "checked"),
    "break": _break,
    "revoke": _put("committed", "revoked"),
    "renew": _renew,
    "lapse": _outcome("lapsed"),
}
