"""Recording an approval step: apply, accept, pause, grant and the rest, each only when its turn has come.

Only dates are kept; the state follows from them. What may come next is a table of actions
(`step_actions`); what the law and the rules add stands in `step_refusals` and `step_reminders`, what
an action writes in `step_writing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from xmtz.entry import step_refusals, step_reminders
from xmtz.entry.door import Gate, Standing
from xmtz.entry.step_actions import ACTIONS, Act, Said, possible, state_of, why_not
from xmtz.entry.step_refusals import Matter
from xmtz.entry.step_writing import EDITS
from xmtz.entry.values import word
from xmtz.records.step import PAUSE_REASONS, STATES, StepRecord
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.lang import Say


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
    rules = gate.ledger.rules
    label: Say = rules.steps.steps[step].label or Say(step, step)
    _refuse_unused(acts, said)
    applying = gate.ledger.deriver.applying(standing.project)
    reminders = list(step_reminders.of_step(standing.project, rules, step, acts, applying))
    done: list[Say] = []
    for act in acts:
        found = standing.project.steps.get(step) or StepRecord.__new__(StepRecord)
        matter = Matter(gate.ledger.deriver, standing.project, step, found)
        what = said
        if act.action == "renew" and said.until is None:
            what = said._replace(until=step_refusals.default_until(matter, act.on))
        against = list(_against(matter, act, what, today))
        spoken = ACTIONS[act.action].label
        if against:
            raise Refusal(
                Say("“{step}”不能登记“{what}”：", "“{what}” cannot be recorded on “{step}”:"),
                against,
                step=label,
                what=spoken,
            )
        reminders += step_reminders.of_action(matter, act, what)
        gate.change(standing, EDITS[act.action](("steps", step), found, act, what))
        standing = gate.read(standing.path)
        done.append(_done(act, what))
    return Stepped(label, done, reminders)


def _done(act: Act, said: Said) -> Say:
    """What was recorded, as the commit says it."""
    spoken = ACTIONS[act.action].label
    if act.action == "renew":
        return Say(f"{act.on} {spoken.zh}至 {said.until}", f"{act.on} {spoken.en} until {said.until}")
    if act.action == "extend":
        return Say(f"{act.on} {spoken.zh} {said.days} 天", f"{act.on} {spoken.en} by {said.days} days")
    return Say(f"{act.on} {spoken.zh}", f"{act.on} {spoken.en}")


_OPTIONS: Final = {
    "document": "--document", "why": "--why", "until": "--until", "missing": "--missing",
    "to": "--to", "reason": "--reason", "days": "--days", "by": "--by", "notified": "--notified",
}  # fmt: skip


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


def _against(matter: Matter, act: Act, said: Said, today: date) -> list[Say]:
    """Everything that stands in the way of one action."""
    action = ACTIONS[act.action]
    found = matter.found
    state = state_of(found)
    against: list[Say] = []
    if state not in action.states:
        against.append(_not_now(found, state))
    against += [
        _required(name[:-1], act.action, matter)
        for name in action.takes
        if name.endswith("!") and not getattr(said, name[:-1])
    ]
    last = _last_day(found, act.action)
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
    if state in action.states:
        nothing = why_not(found, act.action)
        against += step_refusals.against(matter, act, said) if nothing is None else [_instead(found, nothing)]
    elif act.action in _NEVER:
        against += step_refusals.against(matter, act, said)
    return against


_NEVER: Final = frozenset(("correct", "defer", "commit", "pause", "extend"))
"""Actions that may be against the rules whatever the state; it is said even where they are out of turn."""


def _not_now(found: StepRecord, state: str) -> Say:
    now = STATES[state]
    if not possible(found):
        return Say(
            f"现在是“{now.zh}”，已有结果；登记有误的用 xmtz set 改",
            f"it is “{now.en}”, which is final; a wrong entry is changed with xmtz set",
        )
    able = _able(found)
    return Say(f"现在是“{now.zh}”，{able.zh}", f"it is “{now.en}”; {able.en}")


def _instead(found: StepRecord, nothing: Say) -> Say:
    able = _able(found)
    return Say(f"{nothing.zh}；{able.zh}", f"{nothing.en}; {able.en}")


def _able(found: StepRecord) -> Say:
    able = possible(found)
    return Say(
        f"可以登记：{'、'.join(f'{name}（{ACTIONS[name].label.zh}）' for name in able)}",
        f"possible now: {', '.join(able)}",
    )


def _required(name: str, action: str, matter: Matter) -> Say:
    by = matter.extension.by if action == "extend" else None
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
        "reason": Say("要写违诺情形：--reason 情形", "say how it was broken: --reason HOW")
        if action == "break"
        else Say("要写理由：--reason 理由", "say why: --reason WHY"),
        "days": Say("要写延长的天数：--days 天数", "say by how many days: --days N"),
        "by": Say("要写批准人：--by 姓名", "say who approved it: --by NAME")
        if by is None
        else Say(f"要写批准人（{by.zh}）：--by 姓名", f"say who approved it ({by.en}): --by NAME"),
    }
    return what[name]


def _last_day(found: StepRecord, action: str) -> date | None:
    """The latest day recorded of what has happened; deadlines do not count. A commitment goes its own
    way: what becomes of it follows on the day it was made."""
    promise = found.committed
    if promise is not None and action in ("check", "break", "revoke"):
        return promise.broken if action == "revoke" else promise.on
    days = [found.applied, found.accepted, found.granted, found.delivered]
    days += [day for one in found.corrected for day in (one.told, one.received)]
    days += [day for pause in found.paused for day in (pause.from_, pause.to)]
    days += [one.on for one in (found.extended, found.deferred, promise) if one is not None]
    days += [one.on for one in found.renewed]
    days += [
        one.on for one in (found.refused, found.withdrawn, found.skipped, found.lapsed) if one is not None
    ]
    days += [found.deferred.supplied] if found.deferred is not None else []
    days += [promise.checked, promise.broken, promise.revoked] if promise is not None else []
    return max((day for day in days if day is not None), default=None)
