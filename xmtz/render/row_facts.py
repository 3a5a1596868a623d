"""The columns of the row in print: a value with its name, as a clerk would write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xmtz.domain.money import format_wan
from xmtz.domain.rounding import percent
from xmtz.records.row import COLUMNS, MONEY, STATE
from xmtz.reports.names import Names
from xmtz.words.lang import say

_COUNTED: Final = frozenset(name for name in MONEY if name.endswith("reported"))
_TRAITS: Final = frozenset(
    ("new_land", "special_fire", "civil_defence", "soil_water", "relics", "underground")
)
_FLAGS: Final = (
    frozenset(
        name
        for name in STATE
        if name.startswith("is_") or name.endswith(("_in_year", "_in_period", "_to_date"))
    )
    | {"listed", "bundle", "part"}
    | _COUNTED
    | _TRAITS
)


def facts_text(facts: Mapping[str, object], names: Names) -> str:
    """The values one after the other: 连续无投资的月数 7；已开工 是."""
    said = (f"{COLUMNS[name]} {fact_text(name, value, names)}" for name, value in facts.items())
    return say("；", "; ").join(said)


def fact_text(name: str, value: object, names: Names) -> str:
    """One value of a column: amounts in 万元, yes or no, the word's own name."""
    if value is None:
        return say("无", "none")
    if name in _FLAGS:
        return say("是", "yes") if value else say("否", "no")
    if name == "physical" and isinstance(value, int):
        from fractions import Fraction

        return percent(Fraction(value, 10_000), 0 if value % 100 == 0 else 2)
    if name in MONEY or name == "total":
        return say("{n} 万元", "{n} 万元", n=format_wan(int(value))) if isinstance(value, int) else str(value)
    return names.label(name, value) if isinstance(value, str) else str(value)
