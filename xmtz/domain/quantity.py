"""Numbers that are not money, exactly: texts of files as fractions, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xmtz.domain.rounding import rounded

if TYPE_CHECKING:  # fractions cost more to import than most commands need
    from fractions import Fraction


def number(text: str | None) -> Fraction | None:
    """The number that a text of a file says; None for None."""
    from fractions import Fraction

    return None if text is None else Fraction(text)


def number_text(value: Fraction | None) -> str:
    """A number as people write it: no zeros at the end, six decimals at most."""
    if value is None:
        return ""
    text = rounded(value, 6)
    return text.rstrip("0").rstrip(".") if "." in text else text
