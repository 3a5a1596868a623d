"""Entering a key list and leaving it (调入、调出): on a day, for a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from xmtz.entry.door import Gate, Standing
from xmtz.entry.issuing import to_come
from xmtz.entry.values import Mistakes, value_of_text, word
from xmtz.records.project import Listing, Project
from xmtz.records.rules import Rules
from xmtz.records.types import LINE
from xmtz.store.edits import Append, Edit, Flow, Put
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.lang import Say


def enter(gate: Gate, standing: Standing, listed: str, on: date, reason: str | None, today: date) -> Say:
    """Plan that a project enters a list; gives the list's name. Raises Wrong, Refusal, Trouble."""
    rules = gate.ledger.rules
    key, why = _asked(gate, listed, reason)
    against = [*_no_reason(reason, "调入", "it enters"), *to_come(on, today)]
    project = standing.project
    for spell in _spells(project, key):
        if spell.left is None:
            against.append(
                Say(f"已在名录内（{spell.entered} 调入）", f"it is on the list since {spell.entered}")
            )
        elif on < spell.left:
            against.append(
                Say(f"{on} 早于上次调出 {spell.left}", f"{on} is before {spell.left}, when it last left")
            )
    ended = _ended(project, rules)
    if ended is not None:
        against.append(Say(f"项目已于 {ended} 终止", f"the project ended on {ended}"))
    _refuse(rules, key, Say("不能调入", "cannot be entered"), against)
    facts: dict[str, Any] = {"list": key, "entered": on.isoformat(), "entered_reason": why}
    gate.change(standing, [Append(("lists",), Flow(facts))])
    return _label(rules, key)


def leave(gate: Gate, standing: Standing, listed: str, on: date, reason: str | None, today: date) -> Say:
    """Plan that a project leaves a list; why it entered stays on record. Raises Wrong, Refusal, Trouble."""
    rules = gate.ledger.rules
    key, why = _asked(gate, listed, reason)
    against = [*_no_reason(reason, "调出", "it leaves"), *to_come(on, today)]
    project = standing.project
    spells = _spells(project, key)
    there = next((one for one in spells if one.left is None), None)
    if there is None:
        last = max((one.left for one in spells if one.left is not None), default=None)
        against.append(
            Say("不在名录内", "it is not on the list")
            if last is None
            else Say(f"不在名录内（{last} 已调出）", f"it is not on the list: it left on {last}")
        )
    elif there.entered is not None and on < there.entered:
        against.append(
            Say(f"{on} 早于调入日期 {there.entered}", f"{on} is before {there.entered}, when it entered")
        )
    _refuse(rules, key, Say("不能调出", "cannot be left"), against)
    assert there is not None
    place = ("lists", _place(project, there))
    edits: list[Edit] = [Put((*place, "left"), on.isoformat()), Put((*place, "reason"), why)]
    if there.reason is not None and there.entered_reason is None:
        edits.append(Put((*place, "entered_reason"), there.reason))
    gate.change(standing, edits)
    return _label(rules, key)


def _asked(gate: Gate, listed: str, reason: str | None) -> tuple[str, str]:
    """The list's key and the reason as it may be written. Raises Wrong with both mistakes."""
    lists = gate.ledger.rules.terms.lists or {}
    if not lists:
        raise Trouble(Say("rules/terms.yaml 里没有名录（lists）", "rules/terms.yaml has no lists"))
    mistakes = Mistakes()
    name = Say("名录", "key list")
    key = mistakes.take(name, lambda: word(listed, lists, name))
    text = (reason or "").strip()
    why = (
        mistakes.take(Say("理由", "reason"), lambda: value_of_text(text, LINE, gate.lexicon)) if text else ""
    )
    mistakes.end()
    return str(key), str(why)


def _no_reason(reason: str | None, zh: str, en: str) -> list[Say]:
    if (reason or "").strip():
        return []
    return [Say(f"要写{zh}的理由：--reason 理由", f"say why {en}: --reason WHY")]


def _spells(project: Project, key: str) -> list[Listing]:
    return [one for one in project.lists if one.list_ == key]


def _ended(project: Project, rules: Rules) -> date | None:
    """Since when the project has ended; None where it has not."""
    last = project.stages[-1] if project.stages else None
    stage = rules.stages.stages.get(last.to) if last is not None and last.to is not None else None
    return last.on if last is not None and stage is not None and "ended" in stage.marks else None


def _place(project: Project, spell: Listing) -> int:
    items = getattr(project.node.get("lists"), "items", [])
    return next((n for n, item in enumerate(items) if item is spell.node), 0)


def _label(rules: Rules, key: str) -> Say:
    term = (rules.terms.lists or {}).get(key)
    return term.label if term is not None and term.label is not None else Say(key, key)


def _refuse(rules: Rules, key: str, what: Say, against: list[Say]) -> None:
    if against:
        raise Refusal(
            Say("名录“{list}”{zh}：", "the list “{list}” {en}:"), against, list=_label(rules, key), zh=what.zh, en=what.en
        )  # fmt: skip
