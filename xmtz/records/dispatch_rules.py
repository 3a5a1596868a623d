"""Which projects a meeting dispatches (重点调度): the section `dispatch` of rules/cadence.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xmtz.records.record import Context, Record, Sub, keyed, many, opt, req
from xmtz.records.term_rules import EXPRESSION
from xmtz.records.types import AMOUNT, KEY, LABEL, PERCENT, Choice, Whole, Word
from xmtz.store.located import Node, Scalar
from xmtz.words.lang import Say

PERIODS: Final = {
    k: Say(z, k)
    for k, z in (
        ("day", "每天"),
        ("week", "每周"),
        ("fortnight", "每两周"),
        ("month", "每月"),
        ("quarter", "每季"),
        ("half", "每半年"),
        ("year", "每年"),
    )
}
ORDERS: Final = {
    "reasons": Say("理由多的在前", "most reasons first"),
    "overdue": Say("逾期久的在前", "longest overdue first"),
    "behind": Say("欠进度多的在前", "furthest behind first"),
    "priority": Say("紧急重要的在前", "most urgent and important first"),
    "total": Say("投资大的在前", "largest first"),
}


class _CadenceOrPeriod(Word):
    """The key of a cadence, or a period: all its meetings without a rule of their own."""

    def read(self, node: Node, context: Context) -> str | None:
        if type(node) is Scalar and node.text in PERIODS:
            return node.text
        return super().read(node, context)


class DispatchReason(Record):
    """One reason why a project is dispatched. Of what is said here, one is enough."""

    title = Say("调度理由", "reason for dispatch")
    label = req(LABEL, "名称", "label")
    when = opt(EXPRESSION, "条件式", "condition", Say("月度行上的条件", "over the monthly row"))
    behind = opt(
        PERCENT,
        "欠进度（百分点）",
        "points behind the schedule",
        Say(
            "年度计划完成率低于时序多少个百分点；有按月计划的按月计划，没有的按月份",
            "how far the year's investment is below its schedule: the plan by months, or months gone by",
        ),
    )
    arrears = opt(AMOUNT, "欠账金额（万元）", "amount behind the schedule (万元)")
    overdue_approvals = opt(Whole(1, 99), "逾期审批数", "overdue approvals, at least")
    issues_open = opt(Whole(1, 99), "未销号问题数", "open issues, at least")
    issues_overdue = opt(Whole(1, 99), "逾期问题数", "overdue issues, at least")
    escalations = opt(Whole(1, 99), "应提级问题数", "issues to be escalated, at least")
    decisions_overdue = opt(Whole(1, 99), "逾期未落实的议定事项数", "overdue decisions, at least")
    lights = many(
        Choice("灯", "colour", {"red": Say("红灯", "red"), "yellow": Say("黄灯", "yellow")}),
        "亮灯",
        "lights",
    )
    note = opt(LABEL, "说明", "note")


class Dispatch(Record):
    """The projects that a meeting dispatches: why, in which order, how many at most."""

    title = Say("重点调度", "dispatch")
    label = opt(LABEL, "名称", "label")
    scope = opt(
        EXPRESSION,
        "范围",
        "scope",
        Say("不写为在名录内、未退出的项目", "if missing: listed and not given up"),
    )
    reasons: Mapping[str, DispatchReason] = keyed(KEY, Sub(DispatchReason), "调度理由", "reasons")
    order = many(Choice("排序", "order", ORDERS), "排序", "order")
    limit = opt(Whole(1, 999), "最多几个", "at most")
    days = opt(
        Whole(1, 400),
        "看今后多少天",
        "days ahead",
        Say("本期清单列到哪天；不写为一个周期", "how far the list of work goes; one period if missing"),
    )
    source = opt(LABEL, "依据", "source")
    note = opt(LABEL, "说明", "note")


DISPATCHES: Final = _CadenceOrPeriod("cadences", "频次或周期", "cadence or period")
