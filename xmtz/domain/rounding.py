"""Printing exact numbers: the only place where a figure loses digits.

Figures stay integers and fractions until they are printed. Halves go away from zero, for
negative numbers too (四舍五入: 0.5 -> 1, -0.5 -> -1), as published tables do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # decimal and fractions cost more to import than most commands need
    from decimal import Decimal
    from fractions import Fraction

NOTHING = "—"
"""What stands in a table where there is no number (the denominator is zero)."""


def scaled_half_up(numerator: int, denominator: int, places: int) -> int:
    """`numerator / denominator * 10**places` as an integer, halves away from zero.

    The denominator is positive.
    """
    power: int = 10**places
    size = (2 * abs(numerator) * power + denominator) // (2 * denominator)
    return -size if numerator < 0 else size


def decimal_text(scaled: int, places: int, *, thousands: bool = False) -> str:
    """`scaled / 10**places` with exactly that many places; `thousands` sets commas."""
    whole, rest = divmod(abs(scaled), 10**places)
    sign = "-" if scaled < 0 else ""
    body = f"{whole:,}" if thousands else str(whole)
    return f"{sign}{body}.{rest:0{places}d}" if places else f"{sign}{body}"


def round_half_up(value: Fraction | int, places: int = 0) -> Decimal:
    """`value` with exactly `places` decimals, halves away from zero."""
    from decimal import Decimal

    return Decimal(decimal_text(scaled_half_up(value.numerator, value.denominator, places), places))


def rounded(value: Fraction | int | None, places: int = 0, *, thousands: bool = False) -> str:
    """`value` as text with `places` decimals; a dash for None."""
    if value is None:
        return NOTHING
    scaled = scaled_half_up(value.numerator, value.denominator, places)
    return decimal_text(scaled, places, thousands=thousands)


def percent(rate: Fraction | int | None, places: int = 2) -> str:
    """A rate as a percentage: 1288/2430 -> "53.00%"; a dash for None."""
    if rate is None:
        return NOTHING
    return decimal_text(scaled_half_up(rate.numerator * 100, rate.denominator, places), places) + "%"


def points(difference: Fraction | int | None, places: int = 2) -> str:
    """A difference of two rates in percentage points, always signed: 7/200 -> "+3.50"."""
    if difference is None:
        return NOTHING
    scaled = scaled_half_up(difference.numerator * 100, difference.denominator, places)
    return ("+" if scaled > 0 else "") + decimal_text(scaled, places)
