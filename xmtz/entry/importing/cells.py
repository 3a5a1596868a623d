"""What stands in a cell: stray characters taken out, amounts, days and translations read.

Every change that this module makes to a text is one of the rules listed in docs/import.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from xmtz.domain.money import format_wan, parse_amount
from xmtz.domain.months import DateError, Month, parse_loose_day, parse_loose_month
from xmtz.domain.refusal import DomainError, quoted
from xmtz.words.lang import Say

BLANK: Final = frozenset(("/", "\\", "／", "＼", "-", "－", "—", "--", "——"))
_CHINESE: Final = "\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff60"
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SPACE: Final = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_INSIDE_CHINESE: Final = re.compile(rf"(?<=[{_CHINESE}]) +(?=[{_CHINESE}])")
_BROKEN_CHINESE: Final = re.compile(rf"(?<=[{_CHINESE}])[ \n]+(?=[{_CHINESE}])")
_PINYIN: Final = re.compile(
    rf"(?<=[{_CHINESE}])[（(] ?[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüɡńňǹ]{{1,7}} ?[)）]", re.IGNORECASE
)
_TEXT_FORMULA: Final = re.compile(r'="([^"]*)"')
_ERRORS: Final = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|#{3,}")
_STRAY: Final = "：:，,、;；。.·*"


class CellError(DomainError):
    """A cell that cannot be taken as it is."""


def without_pinyin(text: str) -> tuple[str, int]:
    """A text without pinyin in brackets behind a Chinese character, as in 闭环(huán), and how often it had any."""
    return _PINYIN.subn("", text)


def tidy(text: str) -> str:
    """The text of a cell without what spreadsheets and copying leave behind; line breaks stay.

    Raises CellError for formulas, spreadsheet errors and control characters.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()
    literal = _TEXT_FORMULA.fullmatch(text)
    if literal is not None:
        text = literal[1].strip()
    elif text.startswith(("=", "＝")):
        raise CellError(
            Say(
                f"“{quoted(text)}”是公式；请粘贴为数值后另存",
                f"“{quoted(text)}” is a formula; paste it as a value and save again",
            )
        )
    if _ERRORS.fullmatch(text):
        raise CellError(
            Say(
                f"“{quoted(text)}”是表格软件的错误值；请在原表改正后另存",
                f"“{quoted(text)}” is an error of the spreadsheet; mend it there and save again",
            )
        )
    if text[:1] == "'" and text[1:2].isdigit():  # the mark of a spreadsheet for “this is text”
        text = text[1:]
    for c in text:
        if not (c.isprintable() or c == "\n"):
            raise CellError(
                Say(
                    f"“{quoted(text)}”里有看不见的字符 U+{ord(c):04X}；请删掉它",
                    f"“{quoted(text)}” holds the invisible character U+{ord(c):04X}; remove it",
                )
            )
    return _INSIDE_CHINESE.sub("", text)


def one_line(text: str) -> str:
    """A tidied text on one line."""
    return _SPACE.sub(" ", _BROKEN_CHINESE.sub("", text).replace("\n", " ")).strip()


def name_of(text: str) -> str:
    """The name of a project: on one line, without stray punctuation around it."""
    return one_line(text).strip(_STRAY + " ") or one_line(text)


def squeezed(text: str) -> str:
    """A text with narrow letters and without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def fold(text: str) -> str:
    """A text as it is compared: widths, case and spaces carry no difference."""
    return squeezed(text).casefold()


def fits(pattern: str, text: str) -> bool:
    """Whether a text is what a pattern says; `*` stands for any text. Compared as `fold` does."""
    first, *rest = fold(pattern).split("*")
    text = fold(text)
    if not rest:
        return text == first
    if not text.startswith(first):
        return False
    at = len(first)
    for part in rest[:-1]:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(text) - at >= len(rest[-1]) and text.endswith(rest[-1])


def translated(text: str, values: Mapping[str, str]) -> str:
    """What the first fitting pattern translates a text into; the text itself if none fits."""
    return next((value for pattern, value in values.items() if fits(pattern, text)), text)


# ---- Amounts

_SAYS_UNIT: Final = re.compile(r"[元万亿]")
_REMARK: Final = re.compile(r"([^（(]+)[（(]([^（）()]*)[)）]\s*")


def says_unit(text: str) -> bool:
    """Whether an amount carries a unit of its own."""
    return _SAYS_UNIT.search(text) is not None


def amount(text: str, unit: str | None) -> str:
    """An amount as files carry it (万元). A bare number is in `unit`; without one it is refused.

    Raises DomainError.
    """
    remark = _REMARK.fullmatch(text)
    if remark is not None and _is_number(remark[1]):
        raise CellError(
            Say(
                f"金额“{quoted(text)}”后面括注“{quoted(remark[2])}”，看不出是不是这一栏要的数；请只留数字和单位",
                f"the amount “{quoted(text)}” carries the remark “{quoted(remark[2])}”; leave number and unit only",
            )
        )
    if unit is None and not says_unit(text) and _is_number(text):
        raise CellError(
            Say(
                f"金额“{quoted(text)}”没有单位，表头和“单位：”行也没有；请在映射里写 unit: 万元 或 unit: 元",
                f"the amount “{quoted(text)}” has no unit, nor have the header or a unit line; write `unit` in the map",
            )
        )
    return format_wan(parse_amount(text, unit or "万元"))


def _is_number(text: str) -> bool:
    try:
        parse_amount(text, allow_negative=True)
    except DomainError:
        return False
    return True


# ---- Days


def day(text: str, end: str | None) -> str:
    """A day as files carry it. With `end` ("first", "last") a year, a month or a range of them
    stands for its first or last day. Raises DomainError.
    """
    if end is None:
        return parse_loose_day(text).isoformat()
    span = _span(text)
    if span is None:
        readings = set(_ranges(text))
        if len(readings) != 1:
            raise CellError(
                Say(
                    f"“{quoted(text)}”不是日期、年月、年份或起止年限；请写作 2023-2025 或 2023.3-2025.6 的样子",
                    f"“{quoted(text)}” is no day, month, year or range of them; write it like 2023-2025 or 2023.3-2025.6",
                )
            )
        span = readings.pop()
    first, last = span
    if first > last:
        raise CellError(
            Say(f"“{quoted(text)}”的起在止之后；请核对", f"“{quoted(text)}” ends before it begins; check it")
        )
    return (first if end == "first" else last).isoformat()


_BETWEEN: Final = re.compile(r"\s*(?:--|——|[-－—–~～至到])\s*")
_YEAR: Final = re.compile(r"([0-9]{4}) ?年?(?:度)?")


def _span(text: str, year: int | None = None) -> tuple[date, date] | None:
    """The first and last day of a day, a month or a year; `year` is that of a month without one."""
    narrow = unicodedata.normalize("NFKC", text).strip()
    try:
        found = parse_loose_day(narrow)
    except DateError:
        pass
    else:
        return found, found
    whole = _YEAR.fullmatch(narrow)
    if whole is not None:
        month = Month(int(whole[1]), 1)
        return (month.first_day, month.plus(11).last_day) if 1949 <= month.year <= 2100 else None
    try:
        month = parse_loose_month(narrow, year)
    except DateError:
        return None
    return month.first_day, month.last_day


def _ranges(text: str) -> Iterator[tuple[date, date]]:
    """Every way to read a text as two days, months or years with something between them."""
    for between in _BETWEEN.finditer(text):
        first = _span(text[: between.start()])
        if first is None:
            continue
        last = _span(text[between.end() :], first[0].year if "月" in text[between.end() :] else None)
        if last is not None:
            yield first[0], last[1]
