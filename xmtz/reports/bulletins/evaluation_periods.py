"""Which evaluation a person asks for, and which period of it."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from xmtz.domain import spans
from xmtz.domain.months import DateError, Month
from xmtz.domain.refusal import quoted
from xmtz.domain.spans import HALF_YEARLY, MONTHLY, QUARTERLY, YEARLY, Span
from xmtz.index import questions
from xmtz.index.ledger import Ledger
from xmtz.records.rules import Evaluation
from xmtz.reports.bulletins.bulletin import default_month
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

KINDS: Final = {every: kind for kind, every in spans.KINDS.items()}
"""The periods of the rules as those of bulletins."""
_SUCH_AS: Final = {MONTHLY: "2025-07", QUARTERLY: "2025-Q3", HALF_YEARLY: "2025-H1", YEARLY: "2025"}


class Asked(NamedTuple):
    """An evaluation and its period. `until`: the month at whose end one that is not over is measured."""

    key: str
    period: Span
    until: Month | None


def asked(ledger: Ledger, words: tuple[str | None, str | None], today: date) -> Asked:
    """What `[KEY] [PERIOD]` mean: without a key the only evaluation there is, without a period the newest with figures.

    Raises Trouble for an unknown evaluation, what is no period of it, and a period still to come.
    """
    known = evaluations(ledger)
    first, second = words
    key = None if first is None else _key(ledger, first)
    if key is None and first is not None and (second is not None or len(known) > 1):
        raise Trouble(
            Say("没有“{name}”这项考核；可用：{known}", "there is no evaluation “{name}”; known: {known}"),
            name=quoted(first),
            known=_listed(ledger),
        )
    text = first if key is None else second
    key = key or next(iter(known))
    return Asked(key, *_period(ledger, known[key], text, today))


def evaluations(ledger: Ledger) -> dict[str, Evaluation]:
    """The evaluations of the rules that can be read. Raises Trouble where there are none."""
    found = {key: one for key, one in ledger.rules.indicators.evaluations.items() if one.period is not None}
    if not found:
        raise Trouble(
            Say(
                "rules/indicators.yaml 里没有考核评价（evaluations）",
                "rules/indicators.yaml has no evaluations",
            )
        )
    return found


def _key(ledger: Ledger, text: str) -> str | None:
    known = evaluations(ledger)
    if text in known:
        return text
    found = [key for key, one in known.items() if one.label is not None and text in one.label]
    return found[0] if len(found) == 1 else None


def _listed(ledger: Ledger) -> Say:
    known = evaluations(ledger)
    zh = (f"{key}（{one.label.zh}）" if one.label else key for key, one in known.items())
    en = (f"{key} ({one.label.en})" if one.label else key for key, one in known.items())
    return Say("、".join(zh), ", ".join(en))


def _period(ledger: Ledger, rule: Evaluation, text: str | None, today: date) -> tuple[Span, Month | None]:
    kind, now = KINDS[rule.period], Month.of(today)
    if text is None:
        last = default_month(ledger, now, "evaluate")
    else:
        try:
            last = spans.last_month(kind, text)
        except DateError:
            raise Trouble(
                Say(
                    "“{text}”不是“{label}”的考核期；请写作 {example} 的样子",
                    "“{text}” is no period of “{label}”; write it like {example}",
                ),
                text=quoted(text),
                label=rule.label or Say("", ""),
                example=_SUCH_AS[kind],
            ) from None
    period = Span.ending(kind, last)
    if period.first > today:
        said = period.say()
        raise Trouble(
            Say("{zh}还没有到，不能考核", "{en} is still to come and cannot be evaluated"),
            zh=said.zh,
            en=said.en,
        )
    newest = questions.newest_month(ledger.facts, min(period.month, now))
    if newest is not None and newest < Month.of(period.first):
        newest = None
    if today < period.last:
        return period, newest or now
    return period._replace(month=newest or period.month) if kind != MONTHLY else period, None
