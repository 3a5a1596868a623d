"""Findings about single fields: names, types and values that the schema does not know."""

from __future__ import annotations

from typing import Final

from xmtz.words.finding import ERROR, WARNING, Kind
from xmtz.words.lang import Say

UNKNOWN_FIELD: Final = Kind(
    "F200",
    ERROR,
    Say("{what}没有“{field}”这个字段", "{what} has no field “{field}”"),
    Say("可用的字段：{known}", "the fields are: {known}"),
)
MISSPELT_FIELD: Final = Kind(
    "F201",
    ERROR,
    Say("{what}没有“{field}”这个字段", "{what} has no field “{field}”"),
    Say("是不是想写“{near}”？", "did you mean “{near}”?"),
)
MISSING_FIELD: Final = Kind(
    "F202",
    ERROR,
    Say("缺少必填的“{field}”（{label}）", "“{field}” ({label}) is required"),
    Say("补上一行“{field}: ……”", "add a line “{field}: …”"),
)
NOT_A_MAPPING: Final = Kind(
    "F203",
    ERROR,
    Say("{what}应当写成若干行“键: 值”", "{what} has to be written as lines of “key: value”"),
    Say(
        "另起一行、缩进两格，逐行写“键: 值”", "start a new line, indent by two, and write “key: value” lines"
    ),
)
NOT_A_LIST: Final = Kind(
    "F204",
    ERROR,
    Say("这里应当是列表，每项为{what}", "a list is expected here, each item a {what}"),
    Say("每项另起一行，以“- ”开头", "give each item a line of its own that begins with “- ”"),
)
NOT_A_SCALAR: Final = Kind(
    "F205",
    ERROR,
    Say("这里应当是一个{what}，不是列表或映射", "one {what} is expected here, not a list or a mapping"),
    Say(
        "改成一个值；文字以 [ 或 {{ 开头时加引号",
        "write a single value; quote a text that begins with [ or {{",
    ),
)
BAD_DATE: Final = Kind(
    "F210",
    ERROR,
    Say("“{text}”不是日期", "“{text}” is not a date"),
    Say(
        "写成 2025-07-01 的样子，并核对这一天是否存在",
        "write it like 2025-07-01 and check that the day exists",
    ),
)
BAD_MONTH: Final = Kind(
    "F211",
    ERROR,
    Say("“{text}”不是月份", "“{text}” is not a month"),
    Say("写成 2025-07 的样子", "write it like 2025-07"),
)
BAD_YEAR: Final = Kind(
    "F212",
    ERROR,
    Say("“{text}”不是年份", "“{text}” is not a year"),
    Say("写成 2025 的样子", "write it like 2025"),
)
BAD_AMOUNT: Final = Kind(
    "F213",
    ERROR,
    Say("“{text}”不是金额", "“{text}” is not an amount"),
    Say(
        "写成以万元为单位的数，如 1250000 或 1288.50，最多六位小数",
        "write a number in 万元, such as 1250000 or 1288.50, with at most six decimals",
    ),
)
NEGATIVE_AMOUNT: Final = Kind(
    "F214",
    ERROR,
    Say("金额“{text}”是负数", "the amount “{text}” is negative"),
    Say(
        "冲减以前月份的数，请改那个月并在 corrections 里写明",
        "correct the month itself and say so under corrections",
    ),
)
BAD_PERCENT: Final = Kind(
    "F215",
    ERROR,
    Say("“{text}”不是 0 到 100 之间的百分数", "“{text}” is not a percentage from 0 to 100"),
    Say("写成 45 或 45.5，不带百分号", "write 45 or 45.5, without the percent sign"),
)
BAD_NUMBER: Final = Kind(
    "F216",
    ERROR,
    Say("“{text}”不是{what}", "“{text}” is not a {what}"),
    Say("只写数字", "write digits only"),
)
BAD_FLAG: Final = Kind(
    "F217",
    ERROR,
    Say("“{text}”应当是 true 或 false", "“{text}” should be true or false"),
    Say("写 true（是）或 false（否）", "write true or false"),
)
BAD_CHOICE: Final = Kind(
    "F218",
    ERROR,
    Say("“{text}”不是可用的{what}", "“{text}” is not a known {what}"),
    Say("可用：{known}", "known: {known}"),
)
UNKNOWN_WORD: Final = Kind(
    "F219",
    ERROR,
    Say("“{text}”不在本台账的{what}里", "“{text}” is not among this ledger's {what}"),
    Say("可用：{known}；要新增，先改 rules/", "known: {known}; to add one, change rules/ first"),
)
BAD_ID: Final = Kind(
    "F220",
    ERROR,
    Say("“{text}”不是{what}", "“{text}” is not a {what}"),
    Say("写成 {example} 的样子", "write it like {example}"),
)
BAD_CODE: Final = Kind(
    "F221",
    ERROR,
    Say("项目代码“{text}”不对：{why}", "project code “{text}” is wrong: {why}"),
    Say("对照批复或在线平台逐位核对", "compare it digit by digit with the approval or the platform"),
)
DOUBTFUL_AREA: Final = Kind(
    "F222",
    WARNING,
    Say("项目代码“{text}”：{why}", "project code “{text}”: {why}"),
    Say("核对一次；确实如此就不用改", "check it once; leave it if it is what was issued"),
)
BAD_DURATION: Final = Kind(
    "F223",
    ERROR,
    Say("“{text}”不是期限", "“{text}” is not a time limit"),
    Say(
        "写成 20 wd（工作日）、60 d（日）、3 m（月）、2 y（年）",
        "write 20 wd (working days), 60 d, 3 m (months) or 2 y",
    ),
)
TEXT_TOO_LONG: Final = Kind(
    "F224",
    ERROR,
    Say(
        "{what}有 {length} 个字，超过上限 {limit}",
        "{what} has {length} characters, above the limit of {limit}",
    ),
    Say("缩短，详细内容写在 notes 里", "shorten it; keep the details under notes"),
)
EMPTY_TEXT: Final = Kind(
    "F225",
    ERROR,
    Say("{what}是空的", "{what} is empty"),
    Say("写上内容，或删掉这一行", "write it, or remove the line"),
)
NOT_ONE_LINE: Final = Kind(
    "F226",
    ERROR,
    Say("{what}应当写在一行里", "{what} has to stand on one line"),
    Say("去掉换行", "remove the line breaks"),
)
