"""A project's risk plans: entered, reviewed, warned of, closed. Nothing is overwritten: a level that changes closes the
line and opens another, and each review that took place stays with the day on which it was due."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, Final

from xmtz.entry.door import Gate, Standing
from xmtz.entry.lines import Held, before, change, held, refuse, to_come
from xmtz.entry.values import Mistakes, value_of_text, word
from xmtz.records.means import RISK_LEVELS, Risk
from xmtz.store.edits import Append, Edit, Flow, Put, Value
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.lang import Say

_ON: Final = Say("日期", "day")


def open_risks(standing: Standing) -> list[Held[Risk]]:
    """The risks that are not closed."""
    return [one for one in held(standing, "risks", standing.project.risks) if one.record.closed is None]


def found(gate: Gate, standing: Standing, which: str | None) -> Held[Risk]:
    """The open risk that a person means: its number in the project, or its class if there is one open of it.

    Raises Refusal that lists the open ones, Trouble for what is no class.
    """
    lines = open_risks(standing)
    text = (which or "").strip()
    if text.isascii() and text.isdigit():
        chosen = [one for one in lines if one.number + 1 == int(text)]
    elif text:
        class_ = word(text, gate.ledger.rules.terms.risks or {}, Say("风险类别", "risk class"))
        chosen = [one for one in lines if one.record.class_ == class_]
    else:
        chosen = lines
    if len(chosen) == 1:
        return chosen[0]
    if not lines:
        raise Trouble(
            Say("项目没有未解除的风险；xmtz risk add 登记", "the project has no open risk; see xmtz risk add")
        )
    raise Refusal(
        Say(
            "请写明是哪一条（序号，或只有一条的类别）：",
            "say which one (its number, or a class that has one):",
        ),
        [_text(gate, one) for one in chosen or lines],
    )


def add(
    gate: Gate, standing: Standing, given: dict[str, str | None], on: date, review: date | None, today: date
) -> Say:
    """Plan a new risk; gives what it is called. Raises Wrong, Refusal."""
    mistakes = Mistakes()
    facts: dict[str, Value] = {}
    for name, text in given.items():
        field = Risk.fields[name]
        if text is not None:
            value = mistakes.take(field.label, partial(value_of_text, text, field.type, gate.lexicon))
            if value is not None:
                facts[name] = value
    mistakes.end()
    facts["on"] = on.isoformat()
    labels = Risk.fields
    against = [
        *to_come(labels["on"].label, on, today),
        *before(labels["review"].label, review, labels["on"].label, on),
    ]
    if review is not None:
        facts["review"] = review.isoformat()
    if facts["level"] == "high" and "measure" not in facts:
        against.append(
            Say("高风险要写防控措施：--measure 措施", "a high risk needs its measure: --measure WHAT")
        )
    same = [
        one for one in open_risks(standing)
        if one.record.class_ == facts["class"] and one.record.what == facts.get("what")
    ]  # fmt: skip
    against += [
        Say(f"已有同样的风险：{_text(gate, one).zh}", f"it is there: {_text(gate, one).en}") for one in same
    ]
    refuse(Say("风险没有登记", "the risk was not entered"), against)
    gate.change(standing, change("risks", None, Risk, facts))
    return _named(gate, str(facts["class"]), str(facts["level"]))


def review(
    gate: Gate,
    standing: Standing,
    one: Held[Risk],
    on: date,
    next_: date | None,
    level: str | None,
    by: str | None,
    text: str | None,
    measure: str | None,
    today: date,
) -> Say:
    """Plan a review that took place, with the next day, and with another level or measure if there is one."""
    mistakes = Mistakes()
    facts: dict[str, Value] = {"on": on.isoformat()}
    risk = one.record
    if risk.review is not None:
        facts["due"] = risk.review.isoformat()
    to = (
        None
        if level is None
        else mistakes.take(
            Risk.fields["level"].label, lambda: word(level, RISK_LEVELS, Risk.fields["level"].label)
        )
    )
    for name, given, field in (
        ("by", by, Risk.fields["owner"]),
        ("found", text, Risk.fields["what"]),
        ("measure", measure, Risk.fields["measure"]),
    ):
        if given is not None:
            value = mistakes.take(field.label, partial(value_of_text, given, field.type, gate.lexicon))
            if value is not None:
                facts[name] = value
    mistakes.end()
    measured = facts.pop("measure", None)
    last = max((held_.on for held_ in risk.reviewed if held_.on is not None), default=None)
    against = [
        *to_come(_ON, on, today),
        *before(_ON, on, Say("登记日期", "the day entered"), risk.on),
        *before(_ON, on, Say("上次复查", "the last review"), last),
        *before(Say("下次复查", "next review"), next_, _ON, on),
    ]
    if to == "high" and measured is None and risk.measure is None:
        against.append(
            Say("高风险要写防控措施：--measure 措施", "a high risk needs its measure: --measure WHAT")
        )
    refuse(Say("复查没有登记", "the review was not entered"), against)
    path: tuple[Any, ...] = ("risks", one.number)
    edits: list[Edit] = [Append((*path, "reviewed"), Flow(dict(facts)))]
    if to is None or to == risk.level:
        if measured is not None and measured != risk.measure:
            edits.append(Put((*path, "measure"), measured))
        if next_ is not None:
            edits.append(Put((*path, "review"), next_.isoformat()))
        gate.change(standing, edits)
        tail = Say(f"，下次 {next_}", f", next on {next_}") if next_ else Say("", "")
        called = _named(gate, risk.class_, risk.level)
        return Say(f"{called.zh} 复查{tail.zh}", f"{called.en} reviewed{tail.en}")
    up = RISK_LEVELS[to]
    result = f"等级改为{up.zh}，另立一条"
    edits += [Put((*path, "closed"), on.isoformat()), Put((*path, "result"), result)]
    new: dict[str, Value] = {"class": risk.class_, "level": to, "on": on.isoformat()}
    for name in ("what", "owner"):
        if getattr(risk, name) is not None:
            new[name] = getattr(risk, name)
    if measured is not None or risk.measure is not None:
        new["measure"] = measured if measured is not None else str(risk.measure)
    if next_ is not None or risk.review is not None:
        following = next_ if next_ is not None else risk.review
        assert following is not None
        if following >= on:
            new["review"] = following.isoformat()
    if risk.warned is not None:
        new["warned"] = on.isoformat()
    gate.change(standing, [*edits, *change("risks", None, Risk, new)])
    was = RISK_LEVELS[risk.level]
    called = _named(gate, risk.class_, to)
    return Say(
        f"{called.zh} 复查，等级由{was.zh}改为{up.zh}", f"{called.en} reviewed, from {was.en} to {up.en}"
    )


def warn(gate: Gate, standing: Standing, one: Held[Risk], on: date, today: date) -> Say:
    """Plan a warning of a risk. Raises Refusal."""
    risk = one.record
    against = [*to_come(_ON, on, today), *before(_ON, on, Say("登记日期", "the day entered"), risk.on)]
    if risk.warned is not None:
        against.append(Say(f"{risk.warned} 已预警", f"warned of on {risk.warned}"))
    refuse(Say("预警没有登记", "the warning was not entered"), against)
    gate.change(standing, [Put(("risks", one.number, "warned"), on.isoformat())])
    name = _named(gate, risk.class_, risk.level)
    return Say(f"{name.zh} 预警", f"{name.en} warned of")


def close(gate: Gate, standing: Standing, one: Held[Risk], on: date, result: str | None, today: date) -> Say:
    """Plan closing a risk, with what became of it. Raises Wrong, Refusal."""
    mistakes = Mistakes()
    field = Risk.fields["result"]
    text = (
        None
        if result is None
        else mistakes.take(field.label, partial(value_of_text, result, field.type, gate.lexicon))
    )
    mistakes.end()
    risk = one.record
    against = [
        *to_come(_ON, on, today),
        *before(_ON, on, Say("登记日期", "the day entered"), risk.on),
        *before(_ON, on, Say("预警日期", "the warning"), risk.warned),
    ]
    if text is None:
        against.append(Say("要写怎样解除：--result 说明", "say how it ended: --result WHAT"))
    refuse(Say("风险没有解除", "the risk was not closed"), against)
    path = ("risks", one.number)
    gate.change(standing, [Put((*path, "closed"), on.isoformat()), Put((*path, "result"), str(text))])
    name = _named(gate, risk.class_, risk.level)
    return Say(f"{name.zh} 解除", f"{name.en} closed")


def _named(gate: Gate, class_: str, level: str) -> Say:
    term = (gate.ledger.rules.terms.risks or {}).get(class_)
    label = term.label if term is not None else Say(class_, class_)
    said = RISK_LEVELS[level]
    return Say(f"{label.zh}（{said.zh}）", f"{label.en} ({said.en})")


def _text(gate: Gate, one: Held[Risk]) -> Say:
    name = _named(gate, one.record.class_, one.record.level)
    tail = f" {one.record.what}" if one.record.what else ""
    return Say(f"{one.number + 1}  {name.zh}{tail}", f"{one.number + 1}  {name.en}{tail}")
