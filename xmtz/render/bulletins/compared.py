"""The figures of a comparison in print: their columns, differences, limits and definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypeAlias

from xmtz.domain.money import Fen, format_amount
from xmtz.domain.rounding import NOTHING, decimal_text, percent, points, rounded, scaled_half_up
from xmtz.records.rules import Comparison
from xmtz.records.tolerances import Figure
from xmtz.render.amounts import in_wan
from xmtz.reports.bulletins.reconcile import MISSING, OVER, Compared, Group, Reason
from xmtz.words.lang import Say, say

Texts: TypeAlias = Callable[[Figure | None], str]


def one_label(comparison: Comparison) -> str:
    """What the first figure is called."""
    return comparison.one_label.text() if comparison.one_label else say("甲方数", "First figure")


def other_label(comparison: Comparison) -> str:
    """What the second figure is called."""
    return comparison.other_label.text() if comparison.other_label else say("乙方数", "Second figure")


def limits_text(comparison: Comparison) -> str:
    """The limits in words: a difference is over them when it exceeds every one."""
    limits = []
    if comparison.percent is not None:
        limits.append(
            say(
                "差率 {p}%（以{a}为准）", "{p}% of {a}", p=_plain(comparison.percent), a=one_label(comparison)
            )
        )
    if comparison.amount is not None:
        amount = format_amount(comparison.amount, "万元", None, thousands=True)
        limits.append(say("差额 {a} 万元", "{a} 万元", a=amount))
    if comparison.points is not None:
        limits.append(say("{p} 个百分点", "{p} percentage points", p=_plain(comparison.points)))
    if not limits:
        return say("没有限度，两数不等即算", "none: any difference counts")
    together = say("，须都超过", "; all have to be exceeded") if len(limits) > 1 else ""
    return say("、", ", ").join(limits) + together


def _plain(hundredths: int) -> str:
    return decimal_text(hundredths, 2).rstrip("0").rstrip(".")


def definition_lines(comparison: Comparison) -> list[str]:
    """How a comparison is defined."""
    lines = [
        f"{one_label(comparison)}{say('：', ': ')}{_flat(comparison.one)}",
        f"{other_label(comparison)}{say('：', ': ')}{_flat(comparison.other)}",
        say(
            "差额 = {a} − {b}；限度：{l}",
            "difference = {a} − {b}; limits: {l}",
            a=one_label(comparison),
            b=other_label(comparison),
            l=limits_text(comparison),
        ),
    ]
    if comparison.when:
        lines.append(say("范围：{e}", "scope: {e}", e=_flat(comparison.when)))
    there = [_flat(one) for one in (comparison.one_reported, comparison.other_reported) if one]
    if there:
        lines.append(
            say("两数都已报才比：{e}", "compared where both are reported: {e}", e=say("；", "; ").join(there))
        )
    for label, said in ((Say("说明", "note"), comparison.note), (Say("依据", "source"), comparison.source)):
        if said is not None:
            lines.append(f"{label.text()}{say('：', ': ')}{_flat(said.text())}")
    lines.append(say("自 {m} 起", "since {m}", m=comparison.since))
    return lines


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def figure_texts(comparison: Comparison, figures: Iterable[Figure | None]) -> Texts:
    """How the figures of a column are printed: 万元 with the decimals that they need, or percentages."""
    if comparison.points is not None:
        return lambda figure: NOTHING if figure is None else f"{rounded(Fraction(figure, 100), 2)}%"
    amounts = in_wan(_fen(one) for one in figures if one is not None)
    return lambda figure: NOTHING if figure is None else amounts.text(_fen(figure))


def difference_text(comparison: Comparison, figure: Figure | None, texts: Texts) -> str:
    """A difference, with its sign; of percentages in points."""
    if figure is None:
        return NOTHING
    if comparison.points is not None:
        return points(Fraction(figure, 10_000))
    return ("+" if figure > 0 else "") + texts(figure)


def _fen(figure: Figure) -> Fen:
    return scaled_half_up(figure.numerator, figure.denominator, 0)


def headers(comparison: Comparison) -> list[str]:
    """The columns of both figures and their difference."""
    unit = "" if comparison.points is not None else say("(万元)", " (万元)")
    if comparison.points is not None:
        return [one_label(comparison), other_label(comparison), say("相差(百分点)", "Difference (pp)")]
    return [
        one_label(comparison) + unit,
        other_label(comparison) + unit,
        say("差额", "Difference") + unit,
        say("差率", "Rate"),
    ]


def cells(comparison: Comparison, one: Compared | Group, texts: Texts) -> list[str]:
    """Both figures and their difference; what is not there says so."""
    missing = say("无", "none")
    found = [missing if figure is None else texts(figure) for figure in (one.one, one.other)]
    found.append(difference_text(comparison, one.difference, texts))
    return found if comparison.points is not None else [*found, rate_text(one.rate)]


def rate_text(rate: Fraction | None) -> str:
    """A difference as a part of the first figure, with its sign."""
    return NOTHING if rate is None else ("+" if rate > 0 else "") + percent(rate)


def reason_text(one: Compared, comparison: Comparison) -> str:
    """What explains it, or that an explanation is still asked for."""
    if one.state == MISSING:
        return ""
    if one.reason is None:
        return say("待说明", "to be explained") if one.state == OVER and comparison.explain else ""
    return said_by(one.reason)


def said_by(reason: Reason) -> str:
    """A reason with the name of the person who gave it."""
    return reason.text if reason.by is None else say("{t}（{b}）", "{t} ({b})", t=reason.text, b=reason.by)
