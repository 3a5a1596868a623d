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
    Say("这里只写一个{what}，不写成列表或若干行", "one {what} is expected here, not a list or a mapping"),
    Say(
        "改成一个值；文字以 [ 或 {{ 开头时加引号",
        "write a single value; quote a text that begins with [ or {{",
    ),
)
BAD_DATE: Final = Kind(
    "F210",
    ERROR,
    Say("“{text}”不是日期", "“{text}” is not a date"),
    Say("写成 {like}", "write {like}"),
)
BAD_MONTH: Final = Kind(
    "F211",
    ERROR,
    Say("“{text}”不是月份", "“{text}” is not a month"),
    Say("写成 {like}", "write {like}"),
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
    Say("“{text}”不是以万元为单位的数", "“{text}” is not a number of 万元"),
    Say("写成 {like}，不带单位和千分位", "write {like}, without unit or thousands separators"),
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
    Say("写成 {like}，不带百分号", "write {like}, without the percent sign"),
)
BAD_NUMBER: Final = Kind(
    "F216",
    ERROR,
    Say("“{text}”不是{what}", "“{text}” is not a {what}"),
    Say("只写半角数字，不带单位；不为负", "write digits only, without a unit; not negative"),
)
BAD_FLAG: Final = Kind(
    "F217",
    ERROR,
    Say("“{text}”应当是 true（是）或 false（否）", "“{text}” should be true or false"),
    Say("写成 {like}", "write {like}"),
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
    Say("{why}", "{why}"),
    Say("以批复或在线平台上的为准", "what the approval or the platform says holds"),
)
DOUBTFUL_AREA: Final = Kind(
    "F222",
    WARNING,
    Say("{why}", "{why}"),
    Say("核对一次；确实如此就不用改", "check it once; leave it if it is what was issued"),
)
BAD_DURATION: Final = Kind(
    "F223",
    ERROR,
    Say("“{text}”不是期限", "“{text}” is not a time limit"),
    Say(
        "写成 {like}；wd 是工作日，d 是日，m 是月，y 是年",
        "write {like}; wd stands for working days, d days, m months, y years",
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
NO_SUCH_DAY: Final = Kind(
    "F227",
    ERROR,
    Say("没有“{text}”这一天", "there is no such day as “{text}”"),
    Say("核对年、月、日；年份在 1949 至 2100 之间", "check year, month and day; years run from 1949 to 2100"),
)
LABEL_NOT_KEY: Final = Kind(
    "F228",
    ERROR,
    Say("这里要写键，不写名称“{text}”", "the key is wanted here, not the name “{text}”"),
    Say("写成 {key}", "write {key}"),
)
TOO_FINE: Final = Kind(
    "F229",
    ERROR,
    Say("金额“{text}”细于 1 分", "the amount “{text}” is finer than 0.01 yuan"),
    Say(
        "以万元为单位，最多六位小数；核对是不是把元当成了万元",
        "amounts are 万元 with at most six decimals; check the unit",
    ),
)
TOO_MUCH: Final = Kind(
    "F230",
    ERROR,
    Say("金额“{text}”万元超过 10 万亿元", "“{text}” 万元 is above 10,000,000,000,000 yuan"),
    Say("核对单位：文件里的金额是万元，不是元", "check the unit: amounts in files are 万元, not yuan"),
)
