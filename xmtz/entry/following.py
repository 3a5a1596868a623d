"""Issues under way: planned, followed, escalated, resolved."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from xmtz.entry.door import Gate, Standing
from xmtz.entry.forms import pretty
from xmtz.entry.issuing import Found, after_raised, after_reopened, flow, not_cleared, plain, refuse, to_come
from xmtz.entry.values import Mistakes, value_of_text, word
from xmtz.records.issue import Issue
from xmtz.records.types import LINE, PROSE
from xmtz.store.edits import Append, Put
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


def plan(
    gate: Gate,
    standing: Standing,
    one: Found,
    text: str,
    on: date,
    by: str | None,
    replace: bool,
    today: date,
) -> None:
    """Plan a solution. One issue has one plan: another is refused unless it is to replace the first, which is
    kept with the day. Raises Wrong, Refusal."""
    prose = _checked(gate, Say("解决方案", "plan"), text, PROSE)
    against = [*not_cleared(one.issue), *after_raised(one.issue, on), *to_come(on, today)]
    refuse(one, Say("不能写方案", "cannot be planned"), [*against, *_one_plan(one.issue, prose, on, replace)])
    new = plain({"text": prose, "on": on.isoformat(), "by": by})
    old = one.issue.plan or ()
    if not old:
        value: Any = prose if len(new) == 2 and "\n" in prose else _laid_out(new)
        gate.change(standing, [Put((*one.path, "plan"), value if isinstance(value, str) else [value])])
        return
    kept = [
        plain({
            "text": solution.text,
            "on": solution.on.isoformat() if solution.on else None,
            "by": solution.by,
            "replaced": (solution.replaced or on).isoformat(),
        })
        for solution in old
    ]  # fmt: skip
    gate.change(standing, [Put((*one.path, "plan"), [*(_laid_out(one_) for one_ in kept), _laid_out(new)])])


def _one_plan(issue: Issue, text: str, on: date, replace: bool) -> list[Say]:
    """Why a plan cannot stand beside those that there are, or replace them."""
    active = next((one for one in issue.plan or () if one.replaced is None), None)
    if active is None:
        if not replace:
            return []
        return [Say("没有在用的方案，不用写 --replace", "there is no plan to replace; leave --replace out")]
    was = " ".join((active.text or "").split())
    shown = was if len(was) <= _SHOWN else was[:_SHOWN] + "…"
    if not replace:
        return [
            Say(
                f"一个问题一套解决方案，已有在用的“{shown}”；要换就加 --replace",
                f"an issue has one plan, and “{shown}” holds; to replace it add --replace",
            )
        ]
    if was == " ".join(text.split()):
        return [Say("新方案和在用的一样", "the new plan is the one that holds")]
    if active.on is not None and on < active.on:
        return [
            Say(f"{on} 早于在用方案的日期 {active.on}", f"{on} is before {active.on}, the day of the plan")
        ]
    return []


_SHOWN: Final = 30


def progress(
    gate: Gate, standing: Standing, one: Found, text: str, on: date, by: str | None, today: date
) -> None:
    """Plan a note of progress. Raises Wrong, Refusal."""
    line = _checked(gate, Say("进展", "progress"), text, LINE)
    refuse(
        one,
        Say("不能写进展", "cannot be followed"),
        [*not_cleared(one.issue), *after_raised(one.issue, on), *to_come(on, today)],
    )
    gate.change(
        standing,
        [Append((*one.path, "progress"), _laid_out(plain({"on": on.isoformat(), "text": line, "by": by})))],
    )


def escalate(
    gate: Gate,
    standing: Standing,
    one: Found,
    to: str | None,
    on: date,
    reason: str | None,
    decision: str | None,
    today: date,
) -> Say:
    """Plan raising an issue to a higher rung, the next one if none is named; gives its label."""
    ladder = gate.ledger.rules.issues.ladder
    if not ladder:
        raise Trouble(Say("rules/issues.yaml 里没有提级层级（ladder）", "rules/issues.yaml has no ladder"))
    rungs = list(ladder)
    reached = max((rungs.index(e.to) for e in one.issue.escalated if e.to in rungs), default=0)
    wanted = (
        word(to, ladder, Say("提级层级", "rung"))
        if to is not None
        else rungs[min(reached + 1, len(rungs) - 1)]
    )
    label = ladder[wanted].label
    against = [*not_cleared(one.issue), *after_raised(one.issue, on), *to_come(on, today)]
    if rungs.index(wanted) <= reached:
        now = ladder[rungs[reached]].label
        against.append(
            Say(
                f"已在“{now.zh}”一级，不能再提到{'同一级' if rungs[reached] == wanted else f'更低的“{label.zh}”'}",
                f"it is with “{now.en}”; it cannot be raised to "
                f"{'the same rung again' if rungs[reached] == wanted else f'“{label.en}”, which is lower'}",
            )
        )
    last = max((e.on for e in one.issue.escalated if e.on is not None), default=None)
    if last is not None and on < last:
        against.append(
            Say(f"{on} 早于上一次提级日期 {last}", f"{on} is before {last}, when it was raised last")
        )
    refuse(one, Say("不能提级", "cannot be escalated"), against)
    facts = plain({"to": wanted, "on": on.isoformat(), "decision": decision, "reason": reason})
    gate.change(standing, [Append((*one.path, "escalated"), _laid_out(facts))])
    return label


def resolve(
    gate: Gate, standing: Standing, one: Found, on: date, by: str | None, result: str | None, today: date
) -> None:
    """Plan that the work is done; clearing it is still to come. Raises Refusal."""
    against = [
        *not_cleared(one.issue),
        *after_raised(one.issue, on),
        *after_reopened(one.issue, on),
        *to_come(on, today),
    ]
    if one.issue.resolved is not None:
        against.append(Say(f"{one.issue.resolved.on} 已办结", f"it was resolved on {one.issue.resolved.on}"))
    refuse(one, Say("不能办结", "cannot be resolved"), against)
    gate.change(
        standing, [Put((*one.path, "resolved"), flow({"on": on.isoformat(), "by": by, "result": result}))]
    )


def _checked(gate: Gate, label: Say, text: str, kind: Any) -> str:
    mistakes = Mistakes()
    value = mistakes.take(label, lambda: value_of_text(text, kind, gate.lexicon))
    mistakes.end()
    return str(value)


def _laid_out(facts: dict[str, Any]) -> Any:
    made = pretty([facts])
    return made[0] if isinstance(made, list) else facts
