"""Amounts of money: whole 分, never a binary float.

A ledger's files carry 万元 as plain decimals; people also type 4.7亿 or 1,250,000. What
could be read in two ways is refused with the way to write it.
"""

from __future__ import annotations

import re
from typing import NoReturn, TypeAlias

from xmtz.domain.refusal import DomainError, quoted
from xmtz.domain.rounding import decimal_text, percent, points, round_half_up, rounded, scaled_half_up
from xmtz.words.lang import Say

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
_AMOUNT = re.compile(
    r"(?:人民币|RMB|CNY)? ?￥? ?"
    r"(?P<sign>-?)(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]+))?"
    r" ?(?P<unit>[十百千万亿]{0,2}元?)整?"
)
_PLAIN = re.compile(r"(-?)(0|[1-9][0-9]{0,10})(?:\.([0-9]+))?")


class AmountError(DomainError):
    """Text that is no amount, or more than one."""


def parse_amount(text: str, default_unit: str = "万元", *, allow_negative: bool = False) -> Fen:
    """The amount a person typed, in 分; a bare number is in `default_unit`.

    Takes `1250000`, `1,250,000`, `4.7亿`, `47000万元`, full-width digits, 人民币 and ￥.
    Raises AmountError for what is ambiguous, finer than 分, negative without
    `allow_negative`, or larger than `LARGEST`.
    """
    narrow = " ".join(text.translate(_NARROW).split()) if len(text) <= 100 else text
    found = _AMOUNT.fullmatch(narrow) if len(narrow) <= 100 else None
    unit = (found["unit"] or default_unit) if found else default_unit
    if found is None or unit not in _BY_NAME:
        _refuse(text, narrow)
    whole = found["whole"].replace(",", "")
    if len(whole) > 1 and whole[0] == "0":
        raise AmountError(_leading_zero(text))
    return _amount(text, found["sign"], whole, found["part"] or "", _BY_NAME[unit], allow_negative)


def parse_plain_amount(text: str, *, allow_negative: bool = False) -> Fen:
    """The amount in a file, in 分: a plain decimal of 万元 such as `1250000` or `1288.50`.

    Raises AmountError for anything else.
    """
    whole, point, part = text.partition(".")
    if whole.isdigit() and len(whole) <= 9 and whole[0] != "0" and text.isascii():
        if not point:
            return int(whole) * WAN
        if part.isdigit() and len(part) <= 6:
            return int(whole) * WAN + int(part.ljust(6, "0"))
    found = _PLAIN.fullmatch(text)
    if found is None:
        _refuse_plain(text)
    sign, whole, part = found.groups("")
    return _amount(text, sign, whole, part, WAN, allow_negative)


def _amount(text: str, sign: str, whole: str, part: str, unit: Fen, allow_negative: bool) -> Fen:
    """whole.part units in 分, or the refusal of it."""
    part = part.rstrip("0")
    if len(whole) > 17 or len(part) > 17:
        raise AmountError(_too_large(text) if len(whole) > 17 else _too_fine(text))
    divisor: int = 10 ** len(part)
    fen, rest = divmod(int(whole + part) * unit, divisor)
    if rest:
        raise AmountError(_too_fine(text))
    if fen > LARGEST:
        raise AmountError(_too_large(text))
    if sign and fen and not allow_negative:
        raise AmountError(
            Say(
                f"金额“{quoted(text)}”为负数；此处不能为负，请填零或正数。",
                f"the amount “{quoted(text)}” is negative; give zero or a positive amount here.",
            )
        )
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


# ---- Why an amount is refused

_ABOUT = re.compile(
    r"约|近|超|余|左右|上下|大概|以上|以下|不低于|不少于|不超过|[~≈><≥≤+]|多(?:万|亿|元)|[几数]"
)
_RANGE = re.compile(r"[0-9万亿元] ?(?:-{1,2}|—{1,2}|–|~|～|至|到) ?[0-9]")
_FOREIGN = re.compile(
    r"美元|美金|欧元|港元|港币|日元|英镑|韩元|卢布|USD|EUR|HKD|JPY|GBP|[$€£]", re.IGNORECASE
)
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_EXPONENT = re.compile(r"[0-9][eE_xX][0-9+-]")
_CHINESE_NUMBER = re.compile(r"[零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖拾佰仟]")


def _refuse(text: str, narrow: str) -> NoReturn:
    """Raise the refusal that fits what is wrong with `narrow`, the normalised `text`."""
    q = quoted(text)
    numbers = _NUMBER.findall(narrow)
    if not narrow.strip():
        say = Say(
            "没有填写金额；请填数字，如 1250000 或 4.7亿。", "no amount; give one, such as 1250000 or 4.7亿."
        )
    elif _FOREIGN.search(narrow):
        say = Say(
            f"“{q}”是外币；台账只记人民币，请折算后填写。",
            f"“{q}” is foreign money; the ledger keeps yuan only: convert it first.",
        )
    elif _RANGE.search(narrow):
        say = Say(f"“{q}”是一个区间；请填一个确定的数。", f"“{q}” is a range; give one exact amount.")
    elif _ABOUT.search(narrow):
        say = Say(
            f"“{q}”是约数；请填确定的数，去掉“约”“余”“以上”等字样。",
            f"“{q}” is an approximation; give the exact amount, without words such as 约 or 余.",
        )
    elif not numbers and _CHINESE_NUMBER.search(narrow):
        say = Say(
            f"“{q}”是汉字数字；请用阿拉伯数字，如 4.7亿。",
            f"“{q}” is in Chinese numerals; use digits, such as 4.7亿.",
        )
    elif _EXPONENT.search(narrow):
        say = Say(
            f"“{q}”是科学计数法或程序写法；请写全数字。",
            f"“{q}” is in a program's notation; write the number out.",
        )
    elif len(numbers) > 1:
        say = Say(
            f"“{q}”里不止一个数；请合成一个数填写，如 4亿7000万 写作 4.7亿，数字中间不留空格。",
            f"“{q}” holds more than one number; write a single one (4亿7000万 is 4.7亿), without spaces inside.",
        )
    elif numbers and ("," in numbers[0] or numbers[0].count(".") > 1):
        say = Say(
            f"“{q}”的逗号或小数点有歧义；千分位逗号须每三位一个（1,250,000），小数点只能有一个，或不用逗号。",
            f"the commas or points of “{q}” are ambiguous; group by threes (1,250,000) or use no commas, and one point at most.",
        )
    else:
        say = Say(
            f"看不懂金额“{q}”；请填数字加单位（元、万元、亿元等），如 1250000 或 4.7亿。",
            f"cannot read the amount “{q}”; give a number and a unit (元, 万元, 亿元 ...), such as 1250000 or 4.7亿.",
        )
    raise AmountError(say)


def _refuse_plain(text: str) -> NoReturn:
    """Raise the refusal of an amount in a file; show the right spelling where there is one."""
    try:
        meant = format_wan(parse_amount(text, allow_negative=True))
    except AmountError as refused:
        if len(text) > 1 and text.lstrip("-")[:1] == "0":
            raise
        raise AmountError(
            Say(
                f"“{quoted(text)}”不是金额；文件里的金额以万元为单位，只写数字，如 1288.5。",
                f"“{quoted(text)}” is not an amount; files carry 万元 as a plain number, such as 1288.5.",
            )
        ) from refused
    raise AmountError(
        Say(
            f"文件里的金额以万元为单位，只写数字；“{quoted(text)}”请写作 {meant}。",
            f"amounts in files are plain numbers of 万元; write “{quoted(text)}” as {meant}.",
        )
    )


def _leading_zero(text: str) -> Say:
    return Say(
        f"金额“{quoted(text)}”以 0 开头；请去掉多余的 0，并核对是不是填错了栏。",
        f"the amount “{quoted(text)}” starts with 0; drop it, and check that it belongs here.",
    )


def _too_fine(text: str) -> Say:
    return Say(
        f"金额“{quoted(text)}”细于 1 分；请核对单位，或四舍五入到分。",
        f"the amount “{quoted(text)}” is finer than 0.01 yuan; check its unit, or round it to 0.01 yuan.",
    )


def _too_large(text: str) -> Say:
    return Say(
        f"金额“{quoted(text)}”超过 10 万亿元；请核对单位，是不是把元当成了万元。",
        f"the amount “{quoted(text)}” is over 10 trillion yuan; check its unit: 元 may have been taken for 万元.",
    )
