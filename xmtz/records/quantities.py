"""The types of quantities: amounts of money, percentages, numbers, time limits."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from xmtz.domain.money import LARGEST, WAN, AmountError, Fen, parse_plain_amount
from xmtz.domain.period import Period
from xmtz.records import field_findings as kinds
from xmtz.records import slips
from xmtz.records.record import Context, Record, Type
from xmtz.store.located import Node, Scalar
from xmtz.words.lang import Say

_Define = Callable[[type[Record]], dict[str, Any]]


def scalar_text(node: Node, context: Context, what: Say) -> str | None:
    """The text of a scalar; None, with a finding, where there is a list or a mapping."""
    if type(node) is Scalar:
        return node.text
    context.find(kinds.NOT_A_SCALAR, node, what=what)
    return None


class Amount(Type[Fen]):
    """An amount of money: 万元 in the file, 分 (1/1,000,000 万元) in the record."""

    name = Say("金额（万元）", "amount (万元)")

    def read(self, node: Node, context: Context) -> Fen | None:
        if type(node) is not Scalar:
            return scalar_text(node, context, self.name)  # type: ignore[return-value]
        text = node.text
        try:
            return parse_plain_amount(text)
        except AmountError:
            _bad_amount(node, context)
            return None

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": ["number", "string"], "minimum": 0, "pattern": r"^[0-9]+(\.[0-9]{1,6})?$"}


def _bad_amount(node: Scalar, context: Context) -> None:
    text = node.text
    match = _DECIMAL.fullmatch(text)
    if match is None:
        context.find(kinds.BAD_AMOUNT, node, text=text, like=slips.like_amount(text))
    elif match["sign"]:
        context.find(kinds.NEGATIVE_AMOUNT, node, text=text)
    elif len(match["part"] or "") > 6:
        context.find(kinds.TOO_FINE, node, text=text)
    elif int(match["whole"][:20]) * WAN > LARGEST:
        context.find(kinds.TOO_MUCH, node, text=text)
    else:
        context.find(kinds.BAD_AMOUNT, node, text=text, like=slips.like_amount(text))


_DECIMAL: Final = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]+)(?:\.(?P<part>[0-9]+))?", re.ASCII)


class Percent(Type[int]):
    """A percentage from 0 to 100; hundredths of a percent in the record."""

    name = Say("百分数", "percentage")

    def read(self, node: Node, context: Context) -> int | None:
        text = scalar_text(node, context, self.name)
        if text is None:
            return None
        match = _PERCENT.fullmatch(text)
        if match:
            hundredths = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0") or 0)
            if hundredths <= 10000:
                return hundredths
        context.find(kinds.BAD_PERCENT, node, text=text, like=slips.like_percent(text))
        return None

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": ["number", "string"], "minimum": 0, "maximum": 100}


_PERCENT: Final = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?", re.ASCII)


class Number(Type[str]):
    """A decimal number that is not money (亩, 吨标准煤, 万千瓦时); its digits as written."""

    def __init__(self, zh: str = "数", en: str = "number") -> None:
        self.name = Say(zh, en)

    def read(self, node: Node, context: Context) -> str | None:
        text = scalar_text(node, context, self.name)
        if text is None:
            return None
        if _NUMBER.fullmatch(text):
            return text
        context.find(kinds.BAD_NUMBER, node, text=text, what=self.name)
        return None

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": ["number", "string"], "minimum": 0}


_NUMBER: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?", re.ASCII)


class Whole(Type[int]):
    """A whole number within bounds."""

    def __init__(self, least: int, most: int, zh: str = "整数", en: str = "whole number") -> None:
        self.name = Say(zh, en)
        self.least = least
        self.most = most

    def read(self, node: Node, context: Context) -> int | None:
        text = scalar_text(node, context, self.name)
        if text is None:
            return None
        if len(text) <= 9 and text.isascii() and text.isdigit() and self.least <= int(text) <= self.most:
            return int(text)
        what = Say(f"{self.least} 到 {self.most} 的整数", f"whole number from {self.least} to {self.most}")
        context.find(kinds.BAD_NUMBER, node, text=text, what=what)
        return None

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": ["integer", "string"], "minimum": self.least, "maximum": self.most}


class Duration(Period):
    """A time limit, as files write it and people read it."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"

    def say(self) -> Say:
        """The limit in words."""
        zh, en = _UNITS[self.unit]
        return Say(f"{self.number} {zh}", f"{self.number} {en}")


_UNITS: Final = {
    "wd": ("个工作日", "working days"),
    "d": ("日", "days"),
    "m": ("个月", "months"),
    "y": ("年", "years"),
}
_DURATION: Final = re.compile(r"([0-9]{1,4}) ?(wd|d|m|y)", re.ASCII)


class DurationType(Type[Duration]):
    """A time limit: `20 wd`, `60 d`, `3 m`, `2 y`."""

    name = Say("期限", "time limit")

    def read(self, node: Node, context: Context) -> Duration | None:
        text = scalar_text(node, context, self.name)
        if text is None:
            return None
        match = _DURATION.fullmatch(text)
        if match:
            return Duration(int(match[1]), match[2])
        context.find(kinds.BAD_DURATION, node, text=text, like=slips.like_duration(text))
        return None

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": "string", "pattern": _DURATION.pattern}


AMOUNT: Final = Amount()
PERCENT: Final = Percent()
NUMBER: Final = Number()
DURATION: Final = DurationType()
