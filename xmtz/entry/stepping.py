"""Recording an approval step: apply, accept, pause, grant and the rest, each only when its turn has come.

Only dates are kept; the state follows from them. What may come next is a small table: an
action, the states it may be taken in, and what it writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from xmtz.entry.door import Gate, Standing
from xmtz.entry.values import word
from xmtz.records.rules import StepRule
from xmtz.records.step import PAUSE_REASONS, STATES, StepRecord
from xmtz.store.edits import Append, Edit, Flow, Put, Remove
from xmtz.words.errors import Refusal, Trouble
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
_ENDED = ("refused", "withdrawn", "lapsed")

ACTIONS: Final = {
    "apply": Action(Say("申报", "apply"), ("none", "deferred", "committed", *_ENDED)),
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
_OPTIONS: Final = {
    "document": "--document", "why": "--why", "until": "--until", "missing": "--missing",
    "to": "--to", "reason": "--reason", "days": "--days", "by": "--by",
}  # fmt: skip


class Stepped(NamedTuple):
    """What was recorded on a step."""

    label: Say
    done: list[Say]
    reminders: list[Say]


def key_of(gate: Gate, text: str) -> str:
    """The step that a person means, by its key or its label. Raises Trouble that lists them."""
    return word(text, gate.ledger.rules.steps.steps, Say("审批事项", "approval step"))


def record(
    gate: Gate, standing: Standing, step: str, acts: Sequence[Act], said: Said, today: date
) -> Stepped:
    """Plan actions on a step, one after the other; a later one sees what an earlier one did.

    Raises Refusal with everything that stands in the way of the first that cannot be taken.
    """
    rule = gate.ledger.rules.steps.steps[step]
    label = _label(rule, step)
    _refuse_unused(acts, said)
    reminders = list(_reminders(gate, standing, step, rule, acts))
    done: list[Say] = []
    for act in acts:
        found = standing.project.steps.get(step) or StepRecord.__new__(StepRecord)
        against = list(_against(found, rule, act, said, today))
        if against:
            what = ACTIONS[act.action].label
            raise Refusal(
                Say("“{step}”不能登记“{what}”：", "“{what}” cannot be recorded on “{step}”:"),
                against,
                step=label,
                what=what,
            )
        gate.change(standing, _EDITS[act.action](("steps", step), found, act, said))
        standing = gate.read(standing.path)
        spoken = ACTIONS[act.action].label
        done.append(Say(f"{act.on} {spoken.zh}", f"{act.on} {spoken.en}"))
    return Stepped(label, done, reminders)


def _label(rule: StepRule, key: str) -> Say:
    label: Say | None = rule.label
    return Say(key, key) if label is None else label


def _refuse_unused(acts: Sequence[Act], said: Said) -> None:
    """An option that no action takes was meant for something: say so."""
    taken = {name.rstrip("!") for act in acts for name in ACTIONS[act.action].takes}
    for name, option in _OPTIONS.items():
        if getattr(said, name) and name not in taken and not (name == "reason" and said.anyway):
            users = [a for a, action in ACTIONS.items() if name in {n.rstrip("!") for n in action.takes}]
            raise Trouble(
                Say("{option} 只用于 {users}", "{option} is for {users} only"),
                option=option,
                users=", ".join(users),
            )


def _against(found: StepRecord, rule: StepRule, act: Act, said: Said, today: date) -> list[Say]:
    """Everything that stands in the way of one action."""
    action = ACTIONS[act.action]
    state = _state(found)
    against: list[Say] = []
    if state not in action.states:
        against.append(_not_now(found, state))
    against += [
        _required(name[:-1]) for name in action.takes if name.endswith("!") and not getattr(said, name[:-1])
    ]
    last = _last_day(found)
    if last is not None and act.on < last:
        against.append(
            Say(f"日期 {act.on} 早于已登记的 {last}", f"{act.on} is before {last}, which is recorded")
        )
    if act.on > today:
        against.append(
            Say(
                f"日期 {act.on} 还没有到；已办的事才登记",
                f"{act.on} is still to come; enter what has happened",
            )
        )
    against += _special(found, rule, act, said)
    return against


def _state(found: StepRecord) -> str:
    """The state that the dates give, wherever in time they lie."""
    return found.state_at(date.max)


def _not_now(found: StepRecord, state: str) -> Say:
    able = [name for name, action in ACTIONS.items() if state in action.states]
    if _awaited(found) is None and "supply" in able:
        able.remove("supply")
    now = STATES[state]
    if not able:
        return Say(
            f"现在是“{now.zh}”，已有结果；登记有误的用 xmtz set 改",
            f"it is “{now.en}”, which is final; a wrong entry is changed with xmtz set",
        )
    return Say(
        f"现在是“{now.zh}”，可以登记：{'、'.join(f'{name}（{ACTIONS[name].label.zh}）' for name in able)}",
        f"it is “{now.en}”; possible now: {', '.join(able)}",
    )


def _required(name: str) -> Say:
    what = {
        "why": Say(
            f"暂停要写事由：--why（{'、'.join(f'{k} {v.zh}' for k, v in PAUSE_REASONS.items())}）",
            f"a pause needs --why: {', '.join(PAUSE_REASONS)}",
        ),
        "until": Say("要写补齐期限：--until 日期", "say until when: --until DATE"),
        "missing": Say(
            "要写缺少的材料：--missing 材料，可多次",
            "say what is missing: --missing WHAT, as often as needed",
        ),
        "reason": Say("要写理由：--reason 理由", "say why: --reason WHY"),
        "days": Say("要写延长的天数：--days 天数", "say by how many days: --days N"),
        "by": Say("要写批准人：--by 姓名", "say who approved it: --by NAME"),
    }
    return what[name]


def _last_day(found: StepRecord) -> date | None:
    """The latest day recorded of what has happened; deadlines do not count."""
    days = [found.applied, found.accepted, found.granted, found.delivered]
    days += [day for one in found.corrected for day in (one.told, one.received)]
    days += [day for pause in found.paused for day in (pause.from_, pause.to)]
    days += [one.on for one in (found.extended, found.deferred, found.committed) if one is not None]
    days += [
        one.on for one in (found.refused, found.withdrawn, found.skipped, found.lapsed) if one is not None
    ]
    days += [found.deferred.supplied] if found.deferred is not None else []
    return max((day for day in days if day is not None), default=None)


def _special(found: StepRecord, rule: StepRule, act: Act, said: Said) -> list[Say]:
    """What the law or the rules of the ledger add for single actions; --anyway with a reason passes
    what only the rules say."""
    over = said.anyway and bool((said.reason or "").strip())
    name = act.action
    if name == "defer" and not rule.defer and not over:
        return [
            Say(
                "规则没有说这项手续可以容缺；确有依据，加 --anyway --reason 理由",
                "the rules do not let this step be deferred; with good grounds, add --anyway --reason WHY",
            )
        ]
    if name == "commit" and not rule.commit and not over:
        return [
            Say(
                "规则没有说这项手续可以承诺办理；确有依据，加 --anyway --reason 理由",
                "the rules do not let this step be granted on commitment; with good grounds, add --anyway --reason WHY",
            )
        ]
    if name in ("defer", "commit") and said.until is not None and said.until < act.on:
        return [Say(f"期限 {said.until} 早于 {act.on}", f"the deadline {said.until} is before {act.on}")]
    if name == "correct" and found.corrected and not over:
        return [
            Say(
                f"补正应当一次告知，{found.corrected[0].told} 已告知过；确需再次，加 --anyway --reason 理由",
                f"what is missing is told once, and was on {found.corrected[0].told}; if it has to be again, add --anyway --reason WHY",
            )
        ]
    if name == "pause" and said.why:
        return _pause_reason(rule, said.why, over)
    if name == "extend":
        return _extension(found, rule, said.days)
    if name == "supply" and _awaited(found) is None:
        return [Say("没有等待补齐的容缺或补正", "nothing is waiting to be supplied")]
    return []


def _pause_reason(rule: StepRule, why: str, over: bool) -> list[Say]:
    try:
        key = word(why, PAUSE_REASONS, Say("暂停事由", "reason of a pause"))
    except Trouble as trouble:
        return [trouble.say]
    if rule.pauses and key not in rule.pauses and not over:
        listed = "、".join(PAUSE_REASONS[k].zh if k in PAUSE_REASONS else k for k in rule.pauses)
        return [
            Say(
                f"规则只准因 {listed} 暂停；确有依据，加 --anyway --reason 理由",
                f"the rules pause this step only for {', '.join(rule.pauses)}; with good grounds, add --anyway --reason WHY",
            )
        ]
    return []


def _extension(found: StepRecord, rule: StepRule, days: int | None) -> list[Say]:
    against = []
    if found.extended is not None:
        against.append(
            Say(
                f"只能延期一次，{found.extended.on} 已延期",
                f"only one extension is allowed; one was made on {found.extended.on}",
            )
        )
    limits = [case.extension for case in rule.cases] + [rule.extension]
    longest = max((limit.number for limit in limits if limit is not None), default=None)
    if longest is not None and days is not None and days > longest:
        unit = next(limit for limit in limits if limit is not None and limit.number == longest)
        shown = unit.say()
        against.append(Say(f"最多可延长 {shown.zh}", f"at most {shown.en} may be added"))
    return against


def _reminders(gate: Gate, standing: Standing, step: str, rule: StepRule, acts: Sequence[Act]) -> list[Say]:
    """What is worth knowing and stops nothing: the step does not apply, others come before it."""
    found: list[Say] = []
    steps = gate.ledger.rules.steps.steps
    applying = gate.ledger.deriver.applying(standing.project)
    if step not in applying and any(act.action == "apply" for act in acts):
        found.append(
            Say("按规则，这个项目不涉及这项手续", "by the rules, this step does not apply to the project")
        )
    forward = [act for act in acts if act.action in ("apply", "accept", "grant")]
    if not forward:
        return found
    for before in rule.needs:
        state = (
            standing.project.steps[before].state_at(forward[-1].on)
            if before in standing.project.steps
            else "none"
        )
        if before in applying and state not in ("granted", "committed", "deferred", "skipped"):
            label = _label(steps[before], before) if before in steps else Say(before, before)
            now = STATES[state]
            found.append(
                Say(
                    f"前置事项“{label.zh}”{now.zh}，批复时须已办结",
                    f"“{label.en}” comes before it and is {now.en}; it has to be granted first",
                )
            )
    return found


# ---- What each action writes

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
    state = _state(found)
    if state not in _ENDED:
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
    awaited = _awaited(found)
    assert awaited is not None
    return [Put((*path, *awaited), act.on.isoformat())]


def _awaited(found: StepRecord) -> tuple[str | int, ...] | None:
    """Where the day goes on which what was missing came in: the last request, else the deferral."""
    for number in range(len(found.corrected) - 1, -1, -1):
        if found.corrected[number].received is None:
            return ("corrected", number, "received")
    if found.deferred is not None and found.deferred.supplied is None:
        return ("deferred", "supplied")
    return None


_EDITS: Final[Mapping[str, Callable[[Any, StepRecord, Act, Said], list[Edit]]]] = {
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
