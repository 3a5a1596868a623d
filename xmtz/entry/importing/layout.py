"""What each row of a table is: title, unit line, header, category, total, note, blank, or data.

Every row is one of these, by a rule that can be said in a sentence; none is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from xmtz.domain.money import UNITS
from xmtz.entry.importing.cells import fold, squeezed
from xmtz.entry.importing.header import Header
from xmtz.entry.importing.sheet import Line
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

KINDS: Final = {
    "title": Say("标题行", "title row"),
    "unit": Say("单位行", "unit row"),
    "header": Say("表头行", "header row"),
    "category": Say("分类行", "category row"),
    "total": Say("合计行", "total row"),
    "note": Say("附注行", "note row"),
    "blank": Say("空行", "blank row"),
    "skipped": Say("按映射略过", "skipped by the map"),
    "data": Say("数据行", "data row"),
}

_NUMERALS: Final = "一二三四五六七八九十百"
_COUNT: Final = r"(?:[(]共?[0-9]+[个项件][^()]*[)]|共?[0-9]+[个项])"
_LEVEL_1: Final = re.compile(rf"[{_NUMERALS}]+[、.,](.+?){_COUNT}?")
_LEVEL_2: Final = re.compile(rf"[(][{_NUMERALS}]+[)][、.]?(.+?){_COUNT}?")
_COUNTED: Final = re.compile(rf"(.+?){_COUNT}")
_ORDINAL: Final = re.compile(rf"([(]?)[{_NUMERALS}]+[)]?[、.]?")
_TOTAL: Final = re.compile(r"[^,。;]{0,12}(?:合计|总计|小计|累计|共计)(?:[(].*[)]|[0-9]+[个项])?:?")
_NOTE: Final = re.compile(
    r"(?:注|附注|备注|说明|填表人|填报人|制表人?|审核人?|负责人|联系人|联系电话|电话|填报(?:日期|时间|单位)|日期)(?:[0-9]*):.*"
    r"|第[0-9]+页.*|共[0-9]+页|-[0-9]+-"
)
_MONEY: Final = "|".join(sorted(UNITS, key=len, reverse=True))
_UNIT_ROW: Final = re.compile(rf"单位:[^:]*?({_MONEY})")
_NUMBER: Final = re.compile(r"[-+]?[0-9][0-9,.]*(?:%|[个项]|[万亿]?元)?|[/—-]+")


class Row(NamedTuple):
    """A row and what it is. `categories`: the category rows over a data row, by level (1 to 3).
    `unit`: the money unit of the nearest unit row above. `why`: the reason of a skip."""

    kind: str
    at: Line
    categories: dict[int, str]
    unit: str | None = None
    why: str = ""


def classify(
    rows: Sequence[Line], header: Header, used: Sequence[int], skip: Callable[[Line], str | None]
) -> Iterator[Row]:
    """What every row is. `used`: the columns that the map takes; `skip`: why the map skips a row.

    Raises Trouble where a later header has its columns in another order.
    """
    titles: set[str] = set()
    unit: str | None = None
    categories: dict[int, str] = {}
    for place, row in enumerate(rows):
        texts = [squeezed(cell) for cell in row.cells]
        filled = [text for text in texts if text]
        if not filled:
            yield Row("blank", row, {})
        elif header.first <= place < header.end:
            yield Row("header", row, {})
        elif (found := _unit_of(filled, place < header.first)) is not None:
            unit = found or unit
            yield Row("unit", row, {}, unit)
        elif place < header.first:
            titles.update(filled)
            yield Row("title", row, {})
        elif _is_header(texts, header):
            yield Row("header", row, {})
        elif titles and titles.issuperset(filled):
            yield Row("title", row, {})
        else:
            _refuse_other_order(row, texts, header, used)
            kind, level, name = _by_labels(texts)
            if kind == "category":
                categories = {**{k: v for k, v in categories.items() if k < level}, level: name}
                yield Row(kind, row, {})
            elif kind:
                yield Row(kind, row, {})
            elif (why := skip(row)) is not None:
                yield Row("skipped", row, {}, None, why)
            else:
                yield Row("data", row, categories, unit)


def _unit_of(filled: list[str], above: bool) -> str | None:
    """The money unit that a unit row names; "" where it names several; None where it is no unit row."""
    if not above and len(set(filled)) > 2:
        return None
    for text in filled:
        found = re.findall(rf"单位:({_MONEY})|[、,/和]({_MONEY})", text) if _UNIT_ROW.search(text) else []
        if found and (above or text.strip("()").startswith(("单位", "金额单位", "计量单位"))):
            names = {a or b for a, b in found}
            return names.pop() if len(names) == 1 else ""
    return None


def _is_header(texts: list[str], header: Header) -> bool:
    """Whether a row repeats a row of the header: all its cells are the header's, in their columns."""
    for level in header.levels:
        pairs = [(text, fold(level[n]) if n < len(level) else "") for n, text in enumerate(texts) if text]
        enough = min(2, sum(map(bool, level)))
        if len(pairs) >= enough and all(fold(text) == name for text, name in pairs):
            return True
    return False


def _refuse_other_order(row: Line, texts: list[str], header: Header, used: Sequence[int]) -> None:
    names = {fold(header.names[column]): column for column in used if header.names[column]}
    elsewhere = [n for n, text in enumerate(texts) if names.get(fold(text), n) != n]
    if len(elsewhere) >= 2 and len(elsewhere) * 2 >= len([text for text in texts if text]):
        raise Trouble(
            Say(
                "第 {row} 行又是表头，但列的次序和上面的不同，往下读不准；请把两张表分成两个文件",
                "row {row} is a header again, with its columns in another order; put the two tables into two files",
            ),
            row=row.number,
        )


def _by_labels(texts: list[str]) -> tuple[str, int, str]:
    """A category, total or note row, told by its few texts that are no numbers; level and name of a
    category."""
    labels = list(dict.fromkeys(text for text in texts if text and not _NUMBER.fullmatch(text)))
    if not labels:
        return "", 0, ""
    if all(_NOTE.fullmatch(label) for label in labels):
        return "note", 0, ""
    if len(labels) <= 2 and _TOTAL.fullmatch(labels[0]):
        return "total", 0, ""
    if len(labels) == 2 and (ordinal := _ORDINAL.fullmatch(labels[0])):
        counted = _COUNTED.fullmatch(labels[1])
        return "category", 2 if ordinal[1] else 1, counted[1] if counted else labels[1]
    if len(labels) == 1:
        for level, pattern in ((1, _LEVEL_1), (2, _LEVEL_2), (3, _COUNTED)):
            found = pattern.fullmatch(labels[0])
            if found:
                return "category", level, found[1]
    return "", 0, ""
