"""What can be wrong with a map for `xmtz import`, beyond what its field table says."""

from __future__ import annotations

from typing import Final

from xmtz.words.finding import ERROR, Kind
from xmtz.words.lang import Say

BAD_TARGET: Final = Kind(
    "M600",
    ERROR,
    Say("“{to}”不能作为填入的字段：{why}", "“{to}” cannot be a field to fill: {why}"),
    Say(
        "字段写法见 docs/import.md，如 total、plan.2025、funds[].name",
        "docs/import.md tells how fields are written, such as total, plan.2025, funds[].name",
    ),
)
SAME_TARGET: Final = Kind(
    "M601",
    ERROR,
    Say("“{to}”已由第 {line} 行填写", "“{to}” is filled by line {line} already"),
    Say(
        "一个字段只由一列填；列表的几项写 [1]、[2]",
        "one column fills one field; items of a list are [1], [2]",
    ),
)
BAD_VALUE: Final = Kind(
    "M602",
    ERROR,
    Say("“{value}”不能填入“{to}”：{why}", "“{value}” cannot be entered in “{to}”: {why}"),
    Say("改成该字段可用的值", "use a value that the field takes"),
)
NOT_FOR_FIELD: Final = Kind(
    "M603",
    ERROR,
    Say("“{option}”只用于{what}，“{to}”不是", "“{option}” is for {what} only, and “{to}” is not one"),
    Say("去掉这一项，或改填入的字段", "take it out, or change the field"),
)
BAD_MATCH: Final = Kind(
    "M604",
    ERROR,
    Say("“{field}”不能用来认定同一项目", "“{field}” cannot tell whether two projects are one"),
    Say("可用：{known}", "known: {known}"),
)
NOT_FILLED: Final = Kind(
    "M605",
    ERROR,
    Say("“{field}”没有任何一列或固定值来填", "no column or fixed value fills “{field}”"),
    Say("在 columns 里加上这一列，或从这里去掉", "add its column to columns, or take it out here"),
)
USELESS_SKIP: Final = Kind(
    "M606",
    ERROR,
    Say("没有写明略过哪些行", "it does not say which rows to skip"),
    Say("写 is: [文字] 或 empty: true", "write is: [TEXT] or empty: true"),
)
TAKE_WITHOUT_SPLIT: Final = Kind(
    "M607",
    ERROR,
    Say("split 和 take 要一起写", "split and take go together"),
    Say('如 split: "-" 配 take: last', 'such as split: "-" with take: last'),
)
NO_COLUMNS: Final = Kind(
    "M608",
    ERROR,
    Say("没有一列填“{field}”", "no column fills “{field}”"),
    Say("在 columns 里加上 {{header: 项目名称, to: name}}", "add {{header: …, to: name}} to columns"),
)
