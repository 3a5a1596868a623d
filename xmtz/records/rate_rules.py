"""The records of rules/indicators.yaml that give a figure: rates, lights, comparisons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from xmtz.domain.money import Fen
from xmtz.records.record import Context, ListOf, Record, Sub, Type, opt, req
from xmtz.records.term_rules import EXPRESSION
from xmtz.records.types import AMOUNT, FLAG, LABEL, MONTH, PERCENT, Choice, Whole
from xmtz.store.located import Node
from xmtz.store.located import Sequence as SequenceNode
from xmtz.words.lang import Say

_Define = Callable[[type[Record]], dict[str, Any]]

SCHEDULES: Final = {
    "months": Say("已过月数 ÷ 12", "months gone by / 12"),
    "plan": Say("本单位按月计划的进度", "the unit's own monthly plan"),
}


class Indicator(Record):
    """A rate: the sum of `counts` over the sum of `of`, over any grouping of projects."""

    title = Say("指标", "indicator")
    label = req(LABEL, "名称", "label")
    since = req(MONTH, "自何时起", "since")
    of = req(
        EXPRESSION,
        "分母",
        "denominator",
        Say("对每个项目求值后相加", "evaluated for each project, then summed"),
    )
    counts = req(EXPRESSION, "分子", "numerator")
    share = opt(
        FLAG,
        "分母取全体",
        "the denominator is that of all groups",
        Say("各组分子占全体的比重", "each group's share of the whole"),
    )
    schedule = opt(
        Choice("序时进度", "schedule", SCHEDULES),
        "序时进度",
        "schedule",
        Say("与之比较得出超（欠）序时百分点", "what the rate is compared with"),
    )
    planned = opt(
        EXPRESSION,
        "计划进度",
        "planned to date",
        Say("schedule 为 plan 时的分子", "numerator when schedule is plan"),
    )
    when = opt(
        EXPRESSION, "统计范围", "scope", Say("只统计满足条件的项目", "only projects for which it holds")
    )
    amount = opt(FLAG, "分子分母是金额", "both are amounts")
    cites = opt(
        Choice(
            "出处栏目",
            "section cited",
            {
                name: Say(name, name)
                for name in (
                    "stages",
                    "steps",
                    "dates",
                    "plan",
                    "invested",
                    "invested_stats",
                    "paid",
                    "physical",
                    "issues",
                    "funds",
                )
            },
        ),
        "出处栏目",
        "section that the figure comes from",
    )
    better = opt(
        Choice("方向", "direction", {"higher": Say("越高越好", "higher"), "lower": Say("越低越好", "lower")}),
        "方向",
        "which is better",
    )
    note = opt(LABEL, "说明", "note")
    source = opt(LABEL, "依据", "source", Say("哪里这样公布", "who publishes it this way"))


class Versions(Type[tuple[Indicator, ...]]):
    """One definition, or a list of them, each with its own `since`."""

    name = Indicator.title

    def __init__(self) -> None:
        self.one = Sub(Indicator)
        self.several = ListOf(self.one)

    def read(self, node: Node, context: Context) -> tuple[Indicator, ...] | None:
        if type(node) is SequenceNode:
            return self.several.read(node, context)
        indicator = self.one.read(node, context)
        return None if indicator is None else (indicator,)

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"anyOf": [self.one.json_schema(define), self.several.json_schema(define)]}

    def records(self) -> Iterator[type[Record]]:
        return self.one.records()


LIT: Final = {
    "project": Say("项目", "projects"),
    "unit": Say("责任单位", "units"),
}


class Light(Record):
    """One light: when a project, or a unit, shows green, yellow or red.

    Red is asked first, then yellow, then green; what none of them holds for is not assigned.
    """

    title = Say("亮灯规则", "light")
    label = req(LABEL, "名称", "label")
    since = req(MONTH, "自何时起", "since")
    of = opt(
        Choice("对象", "what shows it", LIT),
        "对象",
        "what shows it",
        Say(
            "不写为项目；为单位时，各条件见单位的行：所辖项目之和",
            "projects if not said; for units, conditions see the sums of a unit's projects",
        ),
    )
    scope = opt(EXPRESSION, "适用范围", "scope", Say("总是对项目求值", "always asked of projects"))
    red = opt(EXPRESSION, "红灯", "red")
    red_after = opt(
        Whole(2, 24),
        "连续几个月即红灯",
        "red after so many months in a row",
        Say("含当月", "the current one included"),
    )
    yellow = opt(EXPRESSION, "黄灯", "yellow")
    green = opt(EXPRESSION, "绿灯", "green")
    late = opt(
        EXPRESSION,
        "连续计月的情形",
        "what counts for months in a row",
        Say("不写为红灯或黄灯的条件", "the conditions of red or yellow if not said"),
    )
    behind = opt(
        EXPRESSION, "差额（分）", "amount behind (分)", Say("名单中大的在前", "lists have the largest first")
    )
    otherwise = opt(LABEL, "未规定的情形", "what the rule leaves unassigned")
    excuse = opt(
        LABEL,
        "正当理由",
        "justified reasons",
        Say("写了才可免亮黄灯", "without it no yellow light is exempt"),
    )
    consequence = opt(LABEL, "后果", "consequence")
    consequence_after = opt(Whole(2, 24), "连续几个月起有后果", "consequence after so many months in a row")
    source = opt(LABEL, "依据", "source")
    note = opt(LABEL, "说明", "note")


class Comparison(Record):
    """Two figures of a project that should agree, and how far they may differ.

    A difference is over the limit when it exceeds every tolerance that is given.
    """

    title = Say("数据比对", "comparison")
    label = req(LABEL, "名称", "label")
    since = req(MONTH, "自何时起", "since")
    one_label = opt(LABEL, "甲方数名称", "name of the first figure")
    one = req(EXPRESSION, "甲方数", "first figure")
    other_label = opt(LABEL, "乙方数名称", "name of the second figure")
    other = req(EXPRESSION, "乙方数", "second figure")
    when = opt(EXPRESSION, "比对范围", "scope")
    one_reported = opt(
        EXPRESSION,
        "甲方数已报",
        "the first figure is there",
        Say("不写总算已报；未报的不比对，另列", "always if not said; what is not reported is not compared"),
    )
    other_reported = opt(EXPRESSION, "乙方数已报", "the second figure is there", Say("同上", "likewise"))
    about = opt(
        LABEL,
        "差异说明的事项",
        "what explanations call it",
        Say("项目 explanations 的 about，另可写键或名称", "as does its key or its label in `about`"),
    )
    percent = opt(PERCENT, "容许差率", "tolerated difference, in percent of the first figure")
    amount: Fen | None = opt(AMOUNT, "容许差额（万元）", "tolerated difference (万元)")
    points = opt(
        PERCENT,
        "容许相差百分点",
        "tolerated difference in percentage points",
        Say("两数都是百分数（以百分之一计）时用", "where both are hundredths of a percent"),
    )
    explain = opt(FLAG, "超限须说明", "an explanation is needed over the limit")
    source = opt(LABEL, "依据", "source")
    note = opt(LABEL, "说明", "note")
