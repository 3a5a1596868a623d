"""The record of a map for `xmtz import`: which column of a table is which field of a project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from xmtz.domain.money import UNITS
from xmtz.records.ledger import UNIT_KINDS
from xmtz.records.record import (
    Context,
    Either,
    Lifted,
    ListOf,
    Record,
    Sub,
    Type,
    keyed,
    many,
    opt,
    req,
)
from xmtz.records.types import FLAG, LINE, SHORT, YEAR, Choice, Pattern, Text, Whole, Word
from xmtz.store.located import Node, Scalar
from xmtz.words.lang import Say

_Define = Callable[[type[Record]], dict[str, Any]]

HEADER: Final = Text("表头文字", "header text", 200)
HEADERS: Final = Either(Lifted(HEADER, lambda text: (text,)), ListOf(HEADER))
FIELD: Final = Text("项目字段", "field of a project", 100)
PATTERN: Final = Text("单元格文字", "text of a cell", 200)
AMOUNT_UNIT: Final = Choice("金额单位", "unit of amounts", {name: Say(name, name) for name in UNITS})
TAKE: Final = Pattern("取第几段", "which piece", r"first|last|[1-9]", "last")
ENDS: Final = Choice(
    "取起或止",
    "beginning or end",
    {"first": Say("起：该年、该月首日", "the first day"), "last": Say("止：该年、该月末日", "the last day")},
)
_TRANSLATIONS_NOTE: Final = Say(
    "单元格文字: 填入的值；* 代表任意文字，从上到下取第一个对上的",
    "text of the cell: value to enter; * stands for any text, the first that fits is taken",
)


class AnyValue(Type[Node]):
    """Any value, kept as it stands in the file until its field is known."""

    name = Say("值", "value")
    free = True

    def read(self, node: Node, context: Context) -> Node | None:
        return node

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {}


class Table(Record):
    """How the file is read."""

    title = Say("表格读法", "how the table is read")
    encoding = opt(
        Choice(
            "文字编码",
            "encoding",
            {
                "utf-8": Say("UTF-8", "UTF-8"),
                "gb18030": Say("国标", "GB18030"),
                "utf-16": Say("UTF-16", "UTF-16"),
            },
        ),
        "文字编码",
        "encoding",
        Say("不写则自动辨认", "found out if not said"),
    )
    delimiter = opt(
        Choice(
            "分隔符",
            "delimiter",
            {
                "comma": Say("逗号", "comma"),
                "tab": Say("制表符", "tab"),
                "semicolon": Say("分号", "semicolon"),
            },
        ),
        "分隔符",
        "delimiter",
        Say("不写则自动辨认", "found out if not said"),
    )
    header_rows = opt(
        Whole(1, 3), "表头行数", "rows of the header", Say("不写则自动辨认", "found out if not said")
    )
    amount_unit = opt(
        AMOUNT_UNIT,
        "金额单位",
        "unit of amounts",
        Say("单元格、表头、“单位：”行都没有写时用", "where cell, header and unit line say none"),
    )
    blank = many(
        PATTERN,
        "视为空白的文字",
        "texts that mean nothing",
        Say("另加于 / \\ - — -- ——", "beside / \\ - — -- ——"),
    )
    pinyin = opt(
        FLAG,
        "去掉括注的拼音",
        "take out pinyin in brackets",
        Say("如“闭环(huán)”", "as in 闭环(huán)"),
    )


class Cell(Record):
    """A value taken from a column."""

    title = Say("取自一列", "from a column")
    column: tuple[str, ...] | None = req(HEADERS, "表头", "header")
    values: Mapping[str, str] = keyed(PATTERN, LINE, "取值对照", "translations", _TRANSLATIONS_NOTE)
    day = opt(ENDS, "起或止", "beginning or end")


class Column(Record):
    """A column of the table and the field that it fills."""

    title = Say("列", "column")
    header: tuple[str, ...] | None = req(
        HEADERS, "表头", "header", Say("可写几种叫法", "several names may be given")
    )
    to = req(
        FIELD,
        "填入的字段",
        "field to fill",
        Say(
            "如 total、plan.2025、dates.signed、funds[].name",
            "such as total, plan.2025, dates.signed, funds[].name",
        ),
    )
    unit = opt(AMOUNT_UNIT, "金额单位", "unit of amounts")
    values: Mapping[str, str] = keyed(PATTERN, LINE, "取值对照", "translations", _TRANSLATIONS_NOTE)
    day = opt(
        ENDS,
        "起或止",
        "beginning or end",
        Say("只有年、月或起止年限时取哪一天", "which day a year, a month or a range stands for"),
    )
    split = opt(Text("分隔文字", "text that splits", 10), "按此拆开", "split at")
    take = opt(
        TAKE, "取第几段", "piece to take", Say("拆开后取 first、last 或第几段", "first, last or a number")
    )
    fill_down = opt(
        FLAG,
        "空白随上一行",
        "blank means as above",
        Say("纵向合并的单元格", "cells merged over several rows"),
    )
    optional = opt(FLAG, "可以没有这一列", "may be missing from the table")
    unreadable = opt(
        Choice(
            "读不懂时",
            "what cannot be read",
            {
                "reject": Say("退回该行", "reject the row"),
                "note": Say("原文记入备注", "keep the text in the notes"),
            },
        ),
        "读不懂时",
        "what cannot be read",
        Say("默认退回该行", "the row is rejected if not said"),
    )


class Category(Record):
    """What the category rows say (一、工业项目（12个）)."""

    title = Say("分类行", "category rows")
    to = req(FIELD, "填入的字段", "field to fill")
    level = opt(
        Whole(1, 3),
        "层级",
        "level",
        Say(
            "1：一、 2：（一） 3：不带序号的；不写则取最近一行",
            "1: 一、 2: （一） 3: unnumbered; the nearest if not said",
        ),
    )
    values: Mapping[str, str] = keyed(PATTERN, LINE, "取值对照", "translations", _TRANSLATIONS_NOTE)


class StageEntry(Record):
    """The stage that new projects enter, and on which day."""

    title = Say("进入的阶段", "stage to enter")
    to: str | Cell | None = opt(
        Either(Word("stages", "阶段", "stage"), Sub(Cell)),
        "阶段",
        "stage",
        Say("不写则取规则里的第一个", "the first of the rules if not said"),
    )
    on: str | Cell | None = opt(
        Either(SHORT, Sub(Cell)),
        "日期",
        "date",
        Say("不写则用 --on，再不写则为今天", "--on if not said, else today"),
    )


class Skip(Record):
    """Rows that are left out on purpose."""

    title = Say("略过的行", "rows to skip")
    column: tuple[str, ...] | None = req(HEADERS, "表头", "header")
    is_ = many(PATTERN, "单元格文字", "text of the cell", Say("* 代表任意文字", "* stands for any text"))
    empty = opt(FLAG, "为空时", "where it is empty")
    why = opt(LINE, "略过的理由", "reason")


class _Sets(Type[tuple[tuple[str, ...], ...]]):
    """Sets of fields: one list of fields, or a list of such lists."""

    name = Say("字段的列表", "list of fields")

    def __init__(self) -> None:
        self.one = ListOf(FIELD)
        self.several = ListOf(self.one)

    def read(self, node: Node, context: Context) -> tuple[tuple[str, ...], ...] | None:
        items = getattr(node, "items", ())
        if items and not any(type(item) is Scalar for item in items):
            return self.several.read(node, context)
        one = self.one.read(node, context)
        return None if one is None else (one,)

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"anyOf": [self.one.json_schema(define), self.several.json_schema(define)]}


class ImportMap(Record):
    """A map for `xmtz import`."""

    title = Say("导入映射", "import map")
    about = opt(LINE, "说明", "what it is for")
    table = opt(Sub(Table), "表格读法", "how the table is read")
    columns = many(Sub(Column), "列", "columns")
    categories = many(Sub(Category), "分类行", "category rows")
    defaults: Mapping[str, Node] = keyed(
        FIELD, AnyValue(), "固定的值", "fixed values", Say("只用于新项目", "for new projects only")
    )
    stage = opt(Sub(StageEntry), "进入的阶段", "stage to enter")
    year: int | Cell | None = opt(
        Either(YEAR, Sub(Cell)),
        "编号的年份",
        "year of the ids",
        Say("不写则取阶段日期的年份", "the year of the stage's date if not said"),
    )
    match: tuple[tuple[str, ...], ...] | None = req(
        _Sets(),
        "同一项目的依据",
        "what makes two rows one project",
        Say(
            "如 [code, name]；可写几组，依次取齐全的一组",
            "such as [code, name]; of several sets the first complete one counts",
        ),
    )
    required = many(FIELD, "必填字段", "required fields", Say("name 总是必填", "name always is"))
    skip = many(Sub(Skip), "略过的行", "rows to skip")
    units = opt(
        Choice(
            "新单位",
            "new units",
            {
                "known": Say("只认 units.yaml 已有的", "only those of units.yaml"),
                "create": Say("登记到 units.yaml", "enter them in units.yaml"),
            },
        ),
        "没登记过的责任单位",
        "units not known yet",
        Say("默认退回该行", "the row is rejected if not said"),
    )
    unit_kinds: Mapping[str, str] = keyed(
        PATTERN,
        Choice("单位类型", "kind of unit", UNIT_KINDS),
        "新单位的类型",
        "kinds of new units",
        _TRANSLATIONS_NOTE,
    )


__all__ = ["Category", "Cell", "Column", "ImportMap", "Skip", "StageEntry", "Table"]
