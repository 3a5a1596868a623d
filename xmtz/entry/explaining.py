"""Differences explained: the reason why two figures of a month need not agree (差异说明)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from xmtz.domain.months import Month
from xmtz.entry.door import Gate, Standing
from xmtz.entry.forms import pretty
from xmtz.entry.values import Mistakes, value_of_text
from xmtz.records.project import Gap
from xmtz.records.rules import Comparison
from xmtz.records.tolerances import explanation_of, usable
from xmtz.records.types import LINE, PERSON
from xmtz.store.edits import Append
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.lang import Say

_REFUSED: Final = Say("差异说明没有写入：", "the explanation was not entered:")


class Explained(NamedTuple):
    """What was entered. `reminders`: what may be an oversight."""

    label: Say
    last: Month
    reminders: list[Say]


def explain(
    gate: Gate,
    standing: Standing,
    month: Month,
    about: str | None,
    reason: str | None,
    by: str | None,
    until: Month | None,
    today: date,
) -> Explained:
    """Plan an explanation. `about` None: the one comparison of the month that is over its limits and unexplained.

    Raises Trouble for an unknown comparison, Wrong for texts that cannot be read, Refusal with everything that
    stands in the way.
    """
    key, comparison = _meant(gate, standing, month, about)
    last = until or month
    against: list[Say] = []
    mistakes = Mistakes()
    texts: dict[str, str] = {}
    for name, text, kind in (("reason", reason, LINE), ("by", by, PERSON)):
        if not (text or "").strip():
            against.append(_NEEDED[name])
            continue
        label = Gap.fields[name].label
        texts[name] = str(mistakes.take(label, partial(value_of_text, text or "", kind, gate.lexicon)))
    mistakes.end()
    against += _against(key, comparison, month, last, today)
    project = standing.project
    known = explanation_of(project, key, comparison, month)
    if known is not None:
        span = str(known.month) if known.until in (None, known.month) else f"{known.month}—{known.until}"
        against.append(
            Say(
                f"{span} 已有说明：{known.reason}；要改就改文件里的那一行",
                f"{span} is explained already: {known.reason}; change that line of the file instead",
            )
        )
    if against:
        raise Refusal(_REFUSED, against)
    facts = {"month": str(month)}
    if last != month:
        facts["until"] = str(last)
    facts |= {"about": _name_of(gate, key, comparison), **texts}
    made = pretty([dict(facts)])
    gate.change(standing, [Append(("explanations",), made[0] if isinstance(made, list) else dict(facts))])
    over = {one.month for one in gate.ledger.deriver.differences.over(project) if one.key == key}
    reminders = []
    if comparison.explain and not any(one in over for one in month.through(last)):
        reminders.append(
            Say("这几个月两数没有超过限度", "the figures of these months are within the limits")
            if last != month
            else Say(f"{month} 两数没有超过限度", f"the figures of {month} are within the limits")
        )
    return Explained(comparison.label or Say(key, key), last, reminders)


def differing(gate: Gate, path: str, month: Month) -> list[Say]:
    """Reminders of what a file, as it is planned now, says differently for a month without an explanation."""
    project = gate.read(path).project
    comparisons = gate.ledger.rules.indicators.comparisons
    return [
        Say(
            f"{month} “{label.zh}”两数相差超过限度，须说明：xmtz reconcile explain {project.id} {month} --about {one.key}",
            f"the two figures of {month} ({label.en}) differ by more than allowed; explain it with"
            f" xmtz reconcile explain {project.id} {month} --about {one.key}",
        )
        for one in gate.ledger.deriver.differences.over(project)
        if one.month == month and explanation_of(project, one.key, comparisons[one.key], month) is None
        for label in (comparisons[one.key].label or Say(one.key, one.key),)
    ]


_NEEDED: Final = {
    "reason": Say("要写原因：--reason 原因", "say why: --reason WHY"),
    "by": Say("要写说明人：--by 姓名", "say who explains it: --by NAME"),
}


def _against(key: str, comparison: Comparison, month: Month, last: Month, today: date) -> list[Say]:
    against = []
    if month > Month.of(today):
        against.append(Say(f"{month} 还没有到", f"{month} is still to come"))
    if last < month:
        against.append(Say(f"止月 {last} 早于 {month}", f"--until {last} is before {month}"))
    if last < comparison.since:
        against.append(
            Say(f"“{key}”自 {comparison.since} 起才有", f"“{key}” holds from {comparison.since} on only")
        )
    return against


def _meant(gate: Gate, standing: Standing, month: Month, about: str | None) -> tuple[str, Comparison]:
    """The comparison that a person means."""
    known = {key: one for key, one in gate.ledger.rules.indicators.comparisons.items() if usable(one)}
    if not known:
        raise Trouble(
            Say(
                "rules/indicators.yaml 里没有数据比对（comparisons）",
                "rules/indicators.yaml has no comparisons",
            )
        )
    if about is not None:
        for key, one in known.items():
            if about.strip() in (key, *_labels(one)):
                return key, one
        raise Trouble(
            Say("没有“{name}”这项比对；可用：{known}", "there is no comparison “{name}”; known: {known}"),
            name=about if about.isprintable() else ascii(about),
            known=_listed(known),
        )
    if len(known) == 1:
        return next(iter(known.items()))
    over = {one.key for one in gate.ledger.deriver.differences.over(standing.project) if one.month == month}
    open_ = [
        key
        for key in known
        if key in over and explanation_of(standing.project, key, known[key], month) is None
    ]
    if len(open_) == 1:
        return open_[0], known[open_[0]]
    raise Trouble(
        Say("用 --about 写明哪项比对：{known}", "say which comparison with --about: {known}"),
        known=_listed(known),
    )


def _labels(comparison: Comparison) -> tuple[str, ...]:
    return tuple(
        text
        for said in (comparison.label, comparison.about)
        if said is not None
        for text in (said.zh, said.en)
    )


def _listed(known: Mapping[str, Comparison]) -> Say:
    zh = (f"{key}（{one.label.zh}）" if one.label else key for key, one in known.items())
    en = (f"{key} ({one.label.en})" if one.label else key for key, one in known.items())
    return Say("、".join(zh), ", ".join(en))


def _name_of(gate: Gate, key: str, comparison: Comparison) -> str:
    """What the file calls the comparison: by the rules' own words in the ledger's language, or its key."""
    if comparison.about is None:
        return key
    return comparison.about.text("en" if gate.ledger.book.settings.lang == "en" else "zh")
