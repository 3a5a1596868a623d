"""Amounts of money: whole 分, never a binary float.

A ledger's files carry 万元 as plain decimals; people also type 4.7亿 or 1,250,000. What
could be read in two ways is refused with the way to write it.
"""

from __future__ import annotations

import re
from types import ModuleType
from typing import NoReturn, TypeAlias

from xmtz.domain.refusal import DomainError
from xmtz.domain.rounding import decimal_text, percent, points, round_half_up, rounded, scaled_half_up

__all__ = [
    "LARGEST",
    "UNITS",
    "WAN",
    "YI",
    "AmountError",
    "Fen",
    "format_amount",
    "format_wan",
    "parse_amount",
    "parse_plain_amount",
    "percent",
    "points",
    "round_half_up",
    "rounded",
]

Fen: TypeAlias = int
"""An amount in 分; 1 元 is 100."""

WAN: Fen = 1_000_000
"""One 万元."""

YI: Fen = 10_000_000_000
"""One 亿元."""

LARGEST: Fen = 1_000_000_000_000_000
"""10 万亿元: eight times the largest single project announced in China (雅鲁藏布江下游水电, 1.2 万亿元)."""

UNITS: dict[str, Fen] = {
    "元": 100,
    "千元": 100_000,
    "万元": WAN,
    "十万元": 10 * WAN,
    "百万元": 100 * WAN,
    "千万元": 1000 * WAN,
    "亿元": YI,
    "十亿元": 10 * YI,
    "百亿元": 100 * YI,
    "千亿元": 1000 * YI,
    "万亿元": 10_000 * YI,
}
"""The units an amount may carry; 元 may be left off all but the first."""

_BY_NAME = UNITS | {name[:-1]: size for name, size in UNITS.items() if name != "元"}

_NARROW = str.maketrans("０１２３４５６７８９，．－﹣−¥　\u00a0", "0123456789,.---￥  ")
# Only texts, compiled when first used: a command that reads files never needs them.
_AMOUNT = (
    r"(?:人民币|(?i:RMB|CNY))? ?￥? ?"
    r"(?P<sign>-?)(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]+))?"
    r" ?(?P<unit>[十百千万亿]{0,2}元?)整?"
)
_PLAIN = r"(-?)(0|[1-9][0-9]{0,10})(?:\.([0-9]+))?"


class AmountError(DomainError):
    """Text that is no amount, or more than one."""


def parse_amount(text: str, default_unit: str = "万元", *, allow_negative: bool = False) -> Fen:
    """The amount a person typed, in 分; a bare number is in `default_unit`.

    Takes `1250000`, `1,250,000`, `4.7亿`, `47000万元`, full-width digits, 人民币 and ￥.
    Raises AmountError for what is ambiguous, finer than 分, negative without
    `allow_negative`, or larger than `LARGEST`.
    """
    narrow = " ".join(text.translate(_NARROW).split()) if len(text) <= 100 else text
    found = re.fullmatch(_AMOUNT, narrow) if len(narrow) <= 100 else None
    unit = (found["unit"] or default_unit) if found else default_unit
    if found is None or unit not in _BY_NAME:
        raise AmountError(_why().unreadable(text, narrow))
    whole = found["whole"].replace(",", "")
    if len(whole) > 1 and whole[0] == "0":
        raise AmountError(_why().leading_zero(text))
    return _amount(text, found["sign"], whole, found["part"] or "", _BY_NAME[unit], allow_negative)


def parse_plain_amount(text: str, *, allow_negative: bool = False) -> Fen:
    """The amount in a file, in 分: a plain decimal of 万元 such as `1250000` or `1288.50`.

    Raises AmountError for anything else.
    """
    whole, point, part = text.partition(".")
    if whole.isdigit() and len(whole) <= 9 and (whole[0] != "0" or whole == "0") and text.isascii():
        if not point:
            return int(whole) * WAN
        if part.isdigit() and len(part) <= 6:
            return int(whole) * WAN + int(part.ljust(6, "0"))
    found = re.fullmatch(_PLAIN, text)
    if found is None:
        _refuse_plain(text)
    sign, whole, part = found.groups("")
    return _amount(text, sign, whole, part, WAN, allow_negative)


def _amount(text: str, sign: str, whole: str, part: str, unit: Fen, allow_negative: bool) -> Fen:
    """whole.part units in 分, or the refusal of it."""
    part = part.rstrip("0")
    if len(whole) > 17 or len(part) > 17:
        raise AmountError(_why().too_large(text) if len(whole) > 17 else _why().too_fine(text))
    divisor: int = 10 ** len(part)
    fen, rest = divmod(int(whole + part) * unit, divisor)
    if rest:
        raise AmountError(_why().too_fine(text))
    if fen > LARGEST:
        raise AmountError(_why().too_large(text))
    if sign and fen and not allow_negative:
        raise AmountError(_why().negative(text))
    return -fen if sign else fen


def format_wan(fen: Fen) -> str:
    """The amount in 万元 as files carry it: exact, no trailing zeros (`1288.5`)."""
    whole, part = divmod(abs(fen), WAN)
    sign = "-" if fen < 0 else ""
    return f"{sign}{whole}.{part:06d}".rstrip("0") if part else f"{sign}{whole}"


def format_amount(fen: Fen, unit: str = "万元", places: int | None = None, *, thousands: bool = False) -> str:
    """The amount in `unit` for print, without the unit's name.

    `places` decimals, rounded half up; None prints every digit there is. `thousands` sets
    commas.
    """
    size = UNITS[unit]
    if places is not None:
        return decimal_text(scaled_half_up(fen, size, places), places, thousands=thousands)
    digits = len(str(size)) - 1
    text = decimal_text(fen, digits, thousands=thousands)
    return text.rstrip("0").rstrip(".")


def _refuse_plain(text: str) -> NoReturn:
    """Raise the refusal of an amount in a file; show the right spelling where there is one."""
    try:
        meant = format_wan(parse_amount(text, allow_negative=True))
    except AmountError:
        if len(text) > 1 and text.lstrip("-")[:1] == "0":
            raise
        raise AmountError(_why().not_plain(text, None)) from None
    raise AmountError(_why().not_plain(text, meant))


def _why() -> ModuleType:
    from xmtz.domain import amount_refusals

    return amount_refusals
