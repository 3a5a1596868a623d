"""Assessed before decided (先评估、后决策): an assessment, its verdict, and the decision that may follow it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from xmtz.entry.door import Gate, Standing
from xmtz.entry.lines import Held, before, change, held, refuse, to_come
from xmtz.entry.values import Mistakes, value_of_text
from xmtz.records.project import Review
from xmtz.store.edits import Flow, Value
from xmtz.words.errors import Refusal
from xmtz.words.lang import Say

_ASSESSED: Final = Say("评审日期", "the assessment")


class Given(NamedTuple):
    """What was typed of an assessment; None where nothing was said."""

    subject: str
    kind: str | None = None
    by: str | None = None
    experts: str | None = None
    verdict: str | None = None


def _all(standing: Standing) -> list[Held[Review]]:
    return held(standing, "reviews", standing.project.reviews)


def assess(gate: Gate, standing: Standing, given: Given, on: date | None, today: date) -> Say:
    """Plan an assessment; one of the same subject that has no verdict yet gets what is new. Raises Wrong, Refusal."""
    mistakes = Mistakes()
    facts: dict[str, Value] = {}
    for name, text in given._asdict().items():
        field = Review.fields[name]
        if text is not None:
            value = mistakes.take(field.label, partial(value_of_text, text, field.type, gate.lexicon))
            if value is not None:
                facts[name] = value
    mistakes.end()
    against = [*to_come(Review.fields["assessed"].label, on, today)]
    same = [one for one in _all(standing) if one.record.subject == facts["subject"]]
    waiting = [
        one for one in same if one.record.verdict is None and (on is None or one.record.assessed == on)
    ]
    line = waiting[0] if len(waiting) == 1 else None
    if line is None:
        against += [
            Say(
                f"{one.record.assessed} 已评审过“{facts['subject']}”",
                f"“{facts['subject']}” was assessed on {one.record.assessed}",
            )
            for one in same
            if one.record.assessed == (on or today)
        ]
    refuse(Say("评审没有登记", "the assessment was not entered"), against)
    if line is None:
        facts["assessed"] = (on or today).isoformat()
        gate.change(standing, change("reviews", None, Review, facts))
    else:
        old: Any = line.record
        new = {n: v for n, v in facts.items() if n != "subject" and not _same(getattr(old, n), v)}
        gate.change(standing, change("reviews", line, Review, new))
    verdict = facts.get("verdict")
    tail = (
        Say(f"，结论：{verdict}", f", verdict: {verdict}")
        if verdict
        else Say("，尚无结论", ", no verdict yet")
    )
    return Say(f"{facts['subject']}{tail.zh}", f"{facts['subject']}{tail.en}")


def _same(old: object, new: Value) -> bool:
    """Whether a field says so already; experts are a list."""
    return list(old) == new.value if isinstance(old, tuple) and isinstance(new, Flow) else old == new


def decide(
    gate: Gate, standing: Standing, which: str | None, on: date, decision: str | None, today: date
) -> Say:
    """Plan the decision on an assessment. Raises Wrong for what cannot be read; Refusal without an assessment,
    before it, without its verdict, and where several wait and none is named."""
    mistakes = Mistakes()
    field = Review.fields["decision"]
    text = (
        None
        if decision is None
        else mistakes.take(field.label, partial(value_of_text, decision, field.type, gate.lexicon))
    )
    mistakes.end()
    line = _chosen(_all(standing), (which or "").strip())
    review = line.record
    against = [*to_come(Review.fields["decided"].label, on, today)]
    against += before(Review.fields["decided"].label, on, _ASSESSED, review.assessed)
    if review.decided is not None:
        against.append(Say(f"{review.decided} 已决策", f"decided on {review.decided}"))
    if review.verdict is None:
        against.append(
            Say(
                "评审还没有结论；xmtz assess 项目 --subject 事项 --verdict 结论",
                "the assessment has no verdict yet; xmtz assess PROJECT --subject ... --verdict ...",
            )
        )
    if text is None:
        against.append(Say("要写决策内容：--decision 内容", "say what was decided: --decision WHAT"))
    refuse(Say("不能决策", "it cannot be decided"), against)
    gate.change(standing, change("reviews", line, Review, {"decided": on.isoformat(), "decision": str(text)}))
    subject = review.subject or f"{line.number + 1}"
    return Say(f"{subject}：{text}", f"{subject}: {text}")


def _chosen(lines: Sequence[Held[Review]], which: str) -> Held[Review]:
    """The assessment with this number or subject; without either the one that waits."""
    if not lines:
        raise Refusal(
            Say("不能决策，没有写入：", "it cannot be decided; nothing was written:"),
            [
                Say(
                    "先评估、后决策：还没有评审；先 xmtz assess 登记",
                    "it has not been assessed; see xmtz assess",
                )
            ],
        )
    if which.isascii() and which.isdigit():
        chosen = [one for one in lines if one.number + 1 == int(which)]
    elif which:
        chosen = [one for one in lines if which == one.record.subject] or [
            one for one in lines if which in (one.record.subject or "")
        ]
    else:
        chosen = list(lines)
    waiting = [one for one in chosen if one.record.decided is None]
    for found in (waiting, chosen):
        if len(found) == 1:
            return found[0]
    raise Refusal(
        Say("请写明是哪一项评审（序号或事项）：", "say which assessment (its number or subject):"),
        [_text(one) for one in waiting or chosen or lines],
    )


def _text(one: Held[Review]) -> Say:
    review = one.record
    line = f"{one.number + 1}  {review.assessed}  {review.subject or ''}".rstrip()
    if review.decided is None:
        return Say(f"{line}（待决策）", f"{line} (waiting)")
    return Say(f"{line}（{review.decided} 已决策）", f"{line} (decided {review.decided})")
