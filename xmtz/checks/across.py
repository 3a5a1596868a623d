"""What two files disagree about: the kinds of findings that need the whole ledger."""

from __future__ import annotations

from typing import Final

from xmtz.words.finding import ERROR, WARNING, Kind
from xmtz.words.lang import Say

UNKNOWN_UNIT: Final = Kind(
    "R300",
    ERROR,
    Say("units.yaml 里没有责任单位“{unit}”", "units.yaml has no unit “{unit}”"),
    Say(
        "改成已有的单位，或先在 units.yaml 里登记{near}",
        "use a known unit, or enter it in units.yaml first{near}",
    ),
)
UNKNOWN_PROJECT: Final = Kind(
    "R301",
    ERROR,
    Say("没有编号为“{id}”的项目", "there is no project with the id “{id}”"),
    Say("核对编号；项目改过编号的要一并改这里", "check the id"),
)
DUPLICATE_ID: Final = Kind(
    "R302",
    ERROR,
    Say("编号“{id}”已被 {other} 使用", "the id “{id}” is used by {other} too"),
    Say("复制来的文件要换一个新编号：xmtz add 会生成", "give the copied file a new id; xmtz add makes one"),
)
DUPLICATE_CODE: Final = Kind(
    "R303",
    WARNING,
    Say(
        "项目代码“{code}”与 {other}（{name}）相同",
        "the project code “{code}” is also that of {other} ({name})",
    ),
    Say(
        "同一个项目只留一份；分标段、打捆的可以相同",
        "keep one file for one project; lots and bundles may share a code",
    ),
)
BUNDLE_OF_ITSELF: Final = Kind(
    "R304",
    ERROR,
    Say("打捆关系绕回了自己：{chain}", "the bundle leads back to itself: {chain}"),
    Say("去掉其中一个 parent", "remove one of the parents"),
)
NAME_NOT_ID: Final = Kind(
    "R305",
    WARNING,
    Say("文件名不是以编号“{id}”开头", "the file name does not begin with the id “{id}”"),
    Say("把文件改名为 {name}", "rename the file to {name}"),
)
FUTURE_DATE: Final = Kind(
    "R306",
    WARNING,
    Say("有日期在今天（{today}）之后：{day}", "a day lies after today ({today}): {day}"),
    Say(
        "已发生的事才登记；计划写在 dates 的 planned_ 各项里",
        "enter what has happened; plans go under dates, planned_…",
    ),
)
TWIN: Final = Kind(
    "R308",
    WARNING,
    Say(
        "{on} 进入“{stage}”时，台账里已有相近的项目 {other}（{name}）",
        "on entering “{stage}” on {on}, the ledger had a project like it: {other} ({name})",
    ),
    Say(
        "是同一个项目的，只留一份；不是的，在这一条写 waived: [unlike] 和 reason",
        "keep one file for one project; where it is another, put waived: [unlike] and a reason into the move",
    ),
)
ONE_PROJECT_EACH: Final = Kind(
    "L484",
    WARNING,
    Say(
        "{label}：一人只任一个项目，{name} 还任 {other}（{project}）的{role}",
        "{label}: one person for one project; {name} is {role} of {other} ({project}) too",
    ),
    Say("给其中一个项目另换一人", "name somebody else for one of the projects"),
)
UNKNOWN_ISSUE: Final = Kind(
    "R307",
    ERROR,
    Say("没有编号为“{id}”的问题", "there is no issue with the id “{id}”"),
    Say("核对编号：xmtz issue list --all", "check the id: xmtz issue list --all"),
)
MEETING_NAME: Final = Kind(
    "R320",
    WARNING,
    Say("文件名的日期不是会议日期 {on}", "the file is not named after the meeting's day, {on}"),
    Say("把文件改名为 {name}，或改正 on", "rename the file to {name}, or correct `on`"),
)
SAME_MEETING: Final = Kind(
    "R321",
    WARNING,
    Say("同一天、同一种会议另有 {other}", "{other} is a meeting of the same kind on the same day"),
    Say("合成一个文件", "make one file of them"),
)
DUE_BEFORE_MEETING: Final = Kind(
    "R322",
    ERROR,
    Say(
        "第 {n} 项的{field}（{day}）早于会议日期（{on}）",
        "decision {n}: {field} ({day}) is before the meeting ({on})",
    ),
    Say("核对两个日期，改正写错的一个", "check both days and correct the wrong one"),
)
