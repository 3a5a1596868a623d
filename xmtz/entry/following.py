"""Issues under way: planned, followed, escalated, resolved, and opened again."""

from __future__ import annotations

from datetime import date
from typing import Any

from xmtz.entry.door import Gate, Standing
from xmtz.entry.forms import pretty
from xmtz.entry.issuing import Found, after_raised, flow, not_cleared, plain, refuse, to_come
from xmtz.entry.values import Mistakes, value_of_text, word
from xmtz.records.types import LINE, PROSE
from xmtz.store.edits import Append, Edit, Flow, Put, Remove
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


def plan(
    gate: Gate, standing: Standing, one: Found, text: str, on: date, by: str | None, today: date
) -> None:
    """Plan a solution; an earlier one is kept and marked as replaced. Raises Wrong, Refusal."""
    prose = _checked(gate, Say("解决方案", "plan"), text, PROSE)
    refuse(
        one,
        Say("不能写方案", "cannot be planned"),
        [*not_cleared(one.issue), *after_raised(one.issue, on), *to_come(on, today)],
    )
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
                f"已在“{now.zh}”一级，不能提到“{label.zh}”",
                f"it is with “{now.en}”; it cannot be raised to “{label.en}”",
            )
        )
    refuse(one, Say("不能提级", "cannot be escalated"), against)
    facts = plain({"to": wanted, "on": on.isoformat(), "decision": decision, "reason": reason})
    gate.change(standing, [Append((*one.path, "escalated"), _laid_out(facts))])
    return label


def resolve(
    gate: Gate, standing: Standing, one: Found, on: date, by: str | None, result: str | None, today: date
) -> None:
    """Plan that the work is done; clearing it is still to come. Raises Refusal."""
    against = [*not_cleared(one.issue), *after_raised(one.issue, on), *to_come(on, today)]
    if one.issue.resolved is not None:
        against.append(Say(f"{one.issue.resolved.on} 已办结", f"it was resolved on {one.issue.resolved.on}"))
    refuse(one, Say("不能办结", "cannot be resolved"), against)
    gate.change(
        standing, [Put((*one.path, "resolved"), flow({"on": on.isoformat(), "by": by, "result": result}))]
    )


def reopen(
    gate: Gate, standing: Standing, one: Found, on: date, reason: str | None, by: str | None, today: date
) -> None:
    """Plan opening a cleared issue again; the clearing that is undone stays on record. Raises Refusal."""
    cleared = one.issue.cleared
    against = [*to_come(on, today)]
    if cleared is None:
        against.append(Say("它没有销号，不用重新立案", "it is not cleared and need not be reopened"))
    elif cleared.on is not None and on < cleared.on:
        against.append(
            Say(f"{on} 早于销号日期 {cleared.on}", f"{on} is before {cleared.on}, when it was cleared")
        )
    if not (reason or "").strip():
        against.append(Say("要写理由：--reason 理由", "say why: --reason WHY"))
    refuse(one, Say("不能重新立案", "cannot be reopened"), against)
    assert cleared is not None
    undone = plain(
        {"on": cleared.on.isoformat() if cleared.on else None, "by": cleared.by, "evidence": cleared.evidence}
    )
    facts = {**plain({"on": on.isoformat(), "reason": (reason or "").strip(), "by": by}), "cleared": undone}
    edits: list[Edit] = [Remove((*one.path, "cleared")), Append((*one.path, "reopened"), Flow(facts))]
    if one.issue.resolved is not None:
        edits.insert(0, Remove((*one.path, "resolved")))
    gate.change(standing, edits)


def _checked(gate: Gate, label: Say, text: str, kind: Any) -> str:
    mistakes = Mistakes()
    value = mistakes.take(label, lambda: value_of_text(text, kind, gate.lexicon))
    mistakes.end()
    return str(value)


def _laid_out(facts: dict[str, Any]) -> Any:
    made = pretty([facts])
    return made[0] if isinstance(made, list) else facts
