"""Slips of the hand in single fields: the right spelling of what was meant, where there is only one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final

from xmtz.store.located import Scalar
from xmtz.store.mistakes import slip, wide_facts
from xmtz.store.yaml_findings import FULL_WIDTH, NO_SPACE
from xmtz.words.finding import Kind
from xmtz.words.lang import Say

if TYPE_CHECKING:
    from xmtz.records.record import Field

Slip = tuple[Kind, int, dict[str, object]]
"""A kind of finding, how many characters into the scalar its place is, its facts."""

_TIGHT_DASH: Final = re.compile(r"-[^ \t-]")


def slip_in_collection(node: Scalar) -> Slip | None:
    """Why a plain text stands where lines of `key: value`, or a list, were meant."""
    if node.style:
        return None
    found = slip([node.text], 0)
    one_line = node.end - node.start == len(node.text)
    if found is not None and (one_line or " " not in node.text[: found.column]):
        return found.kind, found.column, found.facts
    if _TIGHT_DASH.match(node.text):
        return NO_SPACE, 0, {"sign": "-"}
    return None


def slip_in_key(key: Scalar) -> Slip | None:
    """Why a key is not known although its beginning may be: `to：planned`, `to:planned`, `　to`."""
    if key.style:
        return None
    for sign in ("：", "\u3000", "\u00a0"):
        at = key.text.find(sign)
        if at >= 0:
            return FULL_WIDTH, at, wide_facts(sign)
    if key.text[:1] in "｛［":
        return FULL_WIDTH, 0, wide_facts(key.text[0])
    at = key.text.find(":")
    return (NO_SPACE, at, {"sign": ":"}) if at > 0 else None


def slip_in_items(item: Scalar) -> Slip | None:
    """Why `[a，b]` is one item and not two."""
    at = -1 if item.style else item.text.find("，")
    return None if at < 0 else (FULL_WIDTH, at, wide_facts("，"))


def named(fields: Mapping[str, Field], label: str) -> str | None:
    """The field that has this Chinese or English label."""
    return next((name for name, field in fields.items() if label in field.label), None)


def key_of(words: Collection[str], text: str) -> str | None:
    """The word whose name in either language is `text`; words without names have none."""
    if not isinstance(words, Mapping):
        return None
    return next((key for key, meaning in words.items() if text in _names(meaning)), None)


def _names(meaning: Any) -> tuple[str, ...]:
    label = meaning if isinstance(meaning, Say) else getattr(meaning, "label", None)
    return tuple(label) if isinstance(label, Say) else ()


def like_day(text: str) -> Say:
    """How a day should be written: as it was meant, if that is plain, or an example."""
    from xmtz.domain.months import DateError, parse_loose_day

    try:
        day = parse_loose_day(text)
    except DateError:
        return Say("2025-07-01 的样子（年-月-日）", "it like 2025-07-01 (year-month-day)")
    return Say(str(day), str(day))


def like_month(text: str) -> Say:
    """How a month should be written."""
    from xmtz.domain.months import DateError, parse_loose_month

    try:
        month = str(parse_loose_month(text))
    except DateError:
        return Say("2025-07 的样子（年-月）", "it like 2025-07 (year-month)")
    return Say(month, month)


def like_amount(text: str) -> Say:
    """How an amount should be written."""
    from xmtz.domain.money import AmountError, format_wan, parse_amount

    try:
        amount = format_wan(parse_amount(text))
    except AmountError:
        return Say("1250000 或 1288.5 的样子", "it like 1250000 or 1288.5")
    return Say(amount, amount)


_WIDE_DIGITS: Final = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


def like_percent(text: str) -> Say:
    """How a percentage should be written."""
    match = re.fullmatch(r" *([0-9]{1,2}(?:\.[0-9]{1,2})?|100) *%? *", text.translate(_WIDE_DIGITS))
    return (
        Say(match[1], match[1])
        if match
        else Say("45 或 45.5 的样子（0 到 100）", "it like 45 or 45.5 (0 to 100)")
    )


def like_flag(text: str) -> Say:
    """How a yes or no should be written."""
    low = text.strip().lower()
    if low in ("是", "有", "对", "yes", "y", "on", "1"):
        return Say("true", "true")
    if low in ("否", "无", "不", "no", "n", "off", "0"):
        return Say("false", "false")
    return Say("true 或 false", "true or false")


_UNITS: Final = {"个工作日": "wd", "工作日": "wd", "天": "d", "日": "d", "个月": "m", "月": "m", "年": "y"}


def like_duration(text: str) -> Say:
    """How a time limit should be written. A bare number could be days or working days: an example then."""
    match = re.fullmatch(r"([0-9]{1,4}) *(\D+)", text.strip().translate(_WIDE_DIGITS))
    unit = _UNITS.get(match[2].strip()) if match else None
    if match and unit:
        return Say(f"{match[1]} {unit}", f"{match[1]} {unit}")
    return Say("20 wd、60 d、3 m 或 2 y 的样子", "it like 20 wd, 60 d, 3 m or 2 y")
