"""What docs/format.md says beside its tables: the folder, how YAML is written, how values are written."""

from __future__ import annotations

from typing import Final, NamedTuple

from xmtz.records.import_map import ImportMap
from xmtz.records.ledger import LedgerFile, Meeting, UnitsFile
from xmtz.records.project import Project
from xmtz.records.record import Record
from xmtz.records.rules import Rules
from xmtz.records.template import TemplateFile
from xmtz.store.files import MAX_BYTES
from xmtz.store.located import MAX_DEPTH
from xmtz.words.lang import Say


class FileOf(NamedTuple):
    """A file of a ledger: its path, the record it holds, what it is for."""

    path: str
    record: type[Record]
    about: Say


FILES: Final = (
    FileOf("projects/*/*.yaml", Project, Say("项目，一项一卷", "projects, a file each")),
    FileOf(
        "ledger.yaml", LedgerFile, Say("台账的名称、编号前缀、语言", "the ledger's name, id prefix, language")
    ),
    FileOf("units.yaml", UnitsFile, Say("责任单位及其人员", "responsible bodies and their people")),
    FileOf("meetings/*.yaml", Meeting, Say("会议和议定事项", "meetings and what they decided")),
    *(FileOf(f"rules/{name}.yaml", record, record.title) for name, record in Rules.FILES.items()),
    FileOf(
        "template.yaml", TemplateFile, Say("只在模板里：规则模板的说明", "of a template only: what it is")
    ),
    FileOf(
        "*.map.yaml",
        ImportMap,
        Say(
            "只给 xmtz import 用：表的哪一列填哪个字段",
            "for xmtz import only: which column fills which field",
        ),
    ),
)

INTRODUCTION: Final = """\
# 文件格式 / The format

<!-- 由 python -m xmtz.records.reference 生成，请勿手改 / made by python -m xmtz.records.reference -->

台账是一个文件夹，里面是 YAML 文件。文件里只写事实，一行一个；能算出来的（累计、完成率、更新时间）一律不写。
键是英文，值是中文。下面各表由程序的字段表生成，和 `xmtz check`、编辑器里的提示（`.xmtz/schema/`）是同一份。

A ledger is a folder of YAML files. A file holds facts only, one a line; what can be worked out (totals, rates,
times of change) is not written. Keys are English, values Chinese. The tables below are made from the program's own
field tables, as are `xmtz check` and the hints in editors (`.xmtz/schema/`)."""

YAML: Final = Say(
    f"""\
文件是 YAML 中不会让人意外的那一部分：

- UTF-8 编码，可有 BOM；换行 LF、CRLF 都行。一个文件不超过 {MAX_BYTES // 1_000_000} MB，嵌套不超过 {MAX_DEPTH} 层。
- 可以用：分行写的和写在括号里的列表、映射，不加引号、单引号、双引号和多行（`|`、`>`）的文字，`#` 注释。
- 不能用：锚点 `&`、引用 `*`、标签 `!`、合并键 `<<`、`%` 指令、一个文件多份文档（`---`）、同一处重复的键、
  Tab 缩进、看不见的控制字符。
- 值是什么类型由字段决定，不看它长什么样：要文字的地方，`no`、`0610`、`12:30`、`1e5` 都是文字。
- `键:` 后面什么都不写，和没有这一行一样。
- 命令改文件时只动要改的那几行；注释、顺序、引号、空行、换行方式原样保留。""",
    f"""\
Files are the part of YAML that holds no surprises:

- UTF-8, with or without a BOM; lines end in LF or CRLF. At most {MAX_BYTES // 1_000_000} MB a file and {MAX_DEPTH} levels.
- Allowed: block and flow collections; plain, quoted and multi-line (`|`, `>`) texts; `#` comments.
- Refused: anchors `&`, aliases `*`, tags `!`, merge keys `<<`, `%` directives, several documents (`---`), a key
  written twice in one place, tabs for indentation, invisible control characters.
- A value's type comes from its field, never from its looks: where text is expected, `no`, `0610`, `12:30` and
  `1e5` are text.
- `key:` with nothing after it is the same as no line at all.
- A command changes only the lines that it means to; comments, order, quotes, blank lines and line ends stay.""",
)

VALUES: Final = (
    (Say("日期", "date"), "`2025-07-01`", Say("年-月-日", "year-month-day")),
    (Say("月份", "month"), "`2025-07`", Say("年-月", "year-month")),
    (Say("年份", "year"), "`2025`", Say("1949 到 2100", "1949 to 2100")),
    (
        Say("金额（万元）", "amount (万元)"),
        "`1250000` `1288.50`",
        Say(
            "万元，十进制，最多六位小数（到分），不带千分位和单位；命令行和导入另认 4.7亿、47000万元、1,250,000",
            "万元, decimal, up to six places (分), no thousands separator and no unit; commands and imports also take 4.7亿, 47000万元, 1,250,000",
        ),
    ),
    (
        Say("百分数", "percentage"),
        "`45` `45.5`",
        Say("0 到 100，最多两位小数，不写 %", "0 to 100, up to two places, without %"),
    ),
    (
        Say("数", "number"),
        "`120` `35.6`",
        Say("不是钱的数：亩、吨标准煤、万千瓦时", "not money: mu, tce, 10,000 kWh"),
    ),
    (Say("是或否", "true or false"), "`true` `false`", Say("只认这两个词", "these two words only")),
    (
        Say("期限", "time limit"),
        "`20 wd` `60 d` `3 m` `2 y`",
        Say("工作日、日、月、年", "working days, days, months, years"),
    ),
    (
        Say("项目代码", "project code"),
        "`2301-611102-04-01-123450`",
        Say(
            "投资项目统一代码：查格式和校验码；区划代码已撤销的只提醒",
            "the investment project code: its form and check digit are verified; a retired area code is only warned of",
        ),
    ),
    (
        Say("项目编号", "project id"),
        "`fx23-k7q2`",
        Say(
            "前缀、两位年份、由名称和业主得出的四位以上字符；合并分支不会撞号，念得出口（没有 i l o u）",
            "prefix, two digits of the year, four or more characters derived from name and owner; never collides across branches, can be read aloud (no i l o u)",
        ),
    ),
    (Say("问题编号", "issue id"), "`i-3kd`", Say("在一个项目里不重复", "unique within its project")),
    (
        Say("名称", "label"),
        "`开工` `{zh: 开工, en: Started}`",
        Say("一种语言，或中英文各一", "one text for both languages, or one for each"),
    ),
    (
        Say("键", "key"),
        "`land_plan`",
        Say("小写英文，可带数字、- 和 _", "lower-case ASCII, with digits, - and _"),
    ),
    (
        Say("文字 ≤ 500", "text ≤ 500"),
        "",
        Say(
            "最多 500 个字，一行；允许换行的字段上限是 20000",
            "at most 500 characters on one line; where lines may break the limit is 20,000",
        ),
    ),
    (
        Say("条件式", "expression"),
        "`total >= 500000000`",
        Say("见“条件式”一节", "see “Expressions”"),
    ),
)

EXPRESSIONS: Final = Say(
    """\
`rules/` 里的指标、亮灯、通报名单和适用条件用条件式写。条件式对每个项目、每期求值，只能用下面的列、函数和运算符；
不能写子查询、语句和注释。日期是 `'2025-07-31'` 这样的文字，可以比较先后；是与否是 1 和 0，没人填过是 NULL；
金额是整数分（1 万元 = 1000000）；百分数是整数，以百分之一计（45.5% = 4550）。
`rules/steps.yaml` 里的 `when` 只能用“项目事实”各列。""",
    """\
Indicators, lights, lists of bulletins and conditions in `rules/` are expressions, evaluated for each project and
period over the columns below. No subquery, statement or comment can be written. Dates are texts such as
`'2025-07-31'` and can be compared; yes and no are 1 and 0, NULL where nobody said; amounts are whole 分
(1 万元 = 1000000); percentages are whole hundredths (45.5 % = 4550). `when` in `rules/steps.yaml` sees the facts of
the project only.""",
)
UNIT_ROW: Final = Say(
    "单位的行另有报告期各列，以及金额和进度（形象进度除外）、计数各列在适用项目上的和；没有一个项目填过的是 NULL。",
    "Beside these the row of a unit has the columns of the period, and the sums of money and progress (without"
    " physical progress) and of counts over its projects in scope; NULL where no project says anything.",
)
OPERATORS: Final = (
    "`=` `<>` `!=` `<` `<=` `>` `>=` `+` `-` `*` `/` `and` `or` `not` `in (…)` `between … and …` `like` "
    "`is null` `is not null` `case when … then … else … end` `true` `false` `null`"
)
EXAMPLE: Final = """\
```yaml
start_rate:
  label: {zh: 项目开工率, en: Start rate}
  since: 2025-01
  of: planned_start_in_year
  counts: planned_start_in_year and started <= period_end
```"""
