"""From when figures and moves look padded (防虚报): the thresholds of the detectors in rules/indicators.yaml."""

from __future__ import annotations

from xmtz.records.record import Record, opt
from xmtz.records.types import AMOUNT, DURATION, FLAG, NUMBER, Whole, Word
from xmtz.words.lang import Say


class PaddingRules(Record):
    """What makes a figure doubtful. What is not given is not looked for, except `beyond_total`."""

    title = Say("防虚报规则", "rules against padding")
    least = opt(
        AMOUNT,
        "起查数（万元）",
        "least amount looked at (万元)",
        Say("当月数小于它的，不查同数、不查突增", "smaller monthly figures are neither runs nor jumps"),
    )
    same_months = opt(
        Whole(2, 24, "月数（2 到 24）", "months (2 to 24)"),
        "同数月数",
        "months with the same figure",
        Say("连续这么多个月报同一个数的提示", "a run of this many is shown"),
    )
    quarter_jump = opt(
        NUMBER,
        "季末突增倍数",
        "jump at a quarter's end",
        Say("季末月超过前两个月平均数的倍数", "times the mean of the two months before"),
    )
    beyond_total = opt(
        Whole(100, 1000, "百分数", "percentage"),
        "累计超总投资（%）",
        "invested above the total (%)",
        Say("不写为 120", "120 where it is not given"),
    )
    spending_gap = opt(
        Whole(1, 100, "百分点", "percentage points"),
        "支出与形象进度之差（百分点）",
        "gap of payments and progress (points)",
    )
    permit = opt(
        Word("steps", "审批事项", "approval step"),
        "开工凭证",
        "permit to start",
        Say("开工前须有的手续", "the step without which works must not start"),
    )
    open_issues = opt(FLAG, "竣工查问题销号", "open issues at completion")
    register_total = opt(
        AMOUNT,
        "应入库的总投资（万元）",
        "total from which to register (万元)",
        Say("小于它的不用入库", "smaller projects need not be registered"),
    )
    register_within = opt(DURATION, "开工后多久应入库", "register within")
    register_late = opt(DURATION, "开工后多久为严重逾期", "seriously late after")
    idle_months = opt(
        Whole(1, 60, "月数（1 到 60）", "months (1 to 60)"),
        "无投资月数",
        "months without investment",
        Say("在建项目连续这么多个整月没有投资的提示", "of works under way"),
    )
