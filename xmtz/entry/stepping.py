"""Recording an approval step: apply, accept, pause, grant and the rest, each only when its turn has come.

Only dates are kept; the state follows from them. What may come next is a table of actions
(`step_actions`); what an action writes stands in `step_writing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from xmtz.entry.door import Gate, Standing
from xmtz.entry.step_actions import ACTIONS, Act, Said, awaited, state_of
from xmtz.entry.step_writing import EDITS
from xmtz.entry.values import word
from xmtz.records.rules import StepRule
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
        gate.change(standing, EDITS[act.action](("steps", step), found, act, said))
        standing = gate.read(standing.path)
        spoken = ACTIONS[act.action].label
        done.append(Say(f"{act.on} {spoken.zh}", f"{act.on} {spoken.en}"))
    return Stepped(label, done, reminders)


def _label(rule: StepRule, key: str) -> Say:
    label: Say | None = rule.label
    return Say(key, key) if label is None else label


_OPTIONS: Final = {
    "document": "--document", "why": "--why", "until": "--until", "missing": "--missing",
    "to": "--to", "reason": "--reason", "days": "--days", "by": "--by",
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


def _against(found: StepRecord, rule: StepRule, act: Act, said: Said, today: date) -> list[Say]:
    """Everything that stands in the way of one action."""
    action = ACTIONS[act.action]
    state = state_of(found)
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


def _not_now(found: StepRecord, state: str) -> Say:
    able = [name for name, action in ACTIONS.items() if state in action.states]
    if awaited(found) is None and "supply" in able:
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
    if name == "supply" and awaited(found) is None:
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
