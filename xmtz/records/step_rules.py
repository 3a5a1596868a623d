"""The records of rules/steps.yaml: approval steps and the limits of whole processes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xmtz.records.record import Record, Sub, keyed, many, opt, req
from xmtz.records.term_rules import EXPRESSION, TERMS, Term
from xmtz.records.types import DURATION, FLAG, KEY, LABEL, SHORT, Choice, Word
from xmtz.words.lang import Say

AUTHORITY_LEVEL: Final = Choice(
    "审批层级",
    "level of the authority",
    {
        "county": Say("县级", "county"),
        "city": Say("市级", "city"),
        "province": Say("省级", "province"),
        "state": Say("国家", "state"),
    },
)


class LimitCase(Record):
    """A case with a limit of its own, such as an EIA form (30 days) beside a report (60 days)."""

    title = Say("分情形时限", "limit of a case")
    when = req(EXPRESSION, "情形", "case", Say("项目事实上的条件式", "over facts of the project"))
    label = opt(LABEL, "名称", "label")
    level = opt(AUTHORITY_LEVEL, "审批层级", "level of the authority")
    limit = opt(DURATION, "法定时限", "statutory limit", Say("0 wd 为即时办结", "0 wd means at once"))
    statute = opt(LABEL, "法律依据", "article")
    limit_note = opt(LABEL, "时限说明", "note on the limit")
    promise = opt(DURATION, "承诺时限", "promised limit")
    extension = opt(DURATION, "可延长", "possible extension")


class StepRule(Record):
    """An approval step: who decides, how long it may take, by which article, after what.

    The first of `cases` that holds replaces what it says (limit, level, promise, ...).
    """

    title = Say("审批事项", "approval step")
    label = req(LABEL, "名称", "label")
    authority = opt(LABEL, "审批机关", "authority")
    level = opt(AUTHORITY_LEVEL, "审批层级", "level of the authority")
    class_ = opt(Word("step_classes", "手续类别", "class of steps"), "类别", "class")
    phase = opt(Word("phases", "审批阶段", "phase"), "审批阶段", "phase")
    group = opt(Word("groups", "联合办理组", "joint group"), "联合办理组", "joint group")
    limit = opt(DURATION, "法定时限", "statutory limit")
    statute = opt(LABEL, "法律依据", "article", Say("法律名称和条款", "law and article"))
    limit_note = opt(LABEL, "时限说明", "note on the limit")
    promise = opt(DURATION, "承诺时限", "promised limit")
    extension = opt(DURATION, "可延长", "possible extension")
    extension_by = opt(LABEL, "延长批准人", "who may extend")
    cases = many(
        Sub(LimitCase),
        "分情形时限",
        "limits by case",
        Say("取第一个成立的情形，其所写各项代替上面的", "the first that holds replaces what is said above"),
    )
    needs = many(Word("steps", "审批事项", "approval step"), "前置事项", "steps that come before")
    when = opt(
        EXPRESSION,
        "适用条件",
        "when it applies",
        Say("项目事实上的条件式；不写即都适用", "over facts of the project; always if missing"),
    )
    due_from = opt(Word("stages", "阶段", "stage"), "从此阶段起应办", "due from this stage on")
    defer = opt(FLAG, "可容缺", "may be deferred")
    commit = opt(FLAG, "可承诺", "may be granted on commitment")
    pauses = many(SHORT, "可暂停的事由", "reasons that stop the clock")
    valid = opt(DURATION, "有效期", "validity")
    lapses = opt(LABEL, "失效规则", "when it lapses")
    provisional = opt(FLAG, "依据待核", "the limit is not settled in public text")
    note = opt(LABEL, "说明", "note")


MEASURES: Final = {
    "elapsed": Say("历时：起点到终点", "elapsed: from the first day to the last"),
    "handling": Say(
        "审批用时：其间有事项在办（受理至办结）的日子，并联的只计一次",
        "handling: days on which a step is being handled, parallel ones counted once",
    ),
}


class Span(Record):
    """A whole-process limit between two events."""

    title = Say("全流程时限", "whole-process limit")
    label = req(LABEL, "名称", "label")
    from_ = req(
        SHORT,
        "起点",
        "from",
        Say(
            "step.<事项>.<日期>、date.<日期> 或 stage.<阶段>，如 step.filing.accepted、date.land、stage.reserved",
            "step.<step>.<day>, date.<day> or stage.<stage>, such as step.filing.accepted, date.land, stage.reserved",
        ),
    )
    to = req(SHORT, "终点", "to")
    limit = req(DURATION, "时限", "limit")
    measure = opt(
        Choice("计时方式", "measure", MEASURES),
        "计时方式",
        "measure",
        Say("默认为历时", "elapsed if not said"),
    )
    when = opt(EXPRESSION, "适用条件", "when it applies")
    excluded = opt(FLAG, "扣除暂停时间", "pauses are not counted")
    source = opt(LABEL, "来源", "source")
    note = opt(LABEL, "说明", "note")


class Steps(Record):
    """rules/steps.yaml: the approval steps."""

    title = Say("审批事项规则", "step rules")
    classes: Mapping[str, Term] | None = opt(TERMS, "手续类别", "classes")
    phases: Mapping[str, Term] | None = opt(TERMS, "审批阶段", "phases")
    groups: Mapping[str, Term] | None = opt(TERMS, "联合办理组", "joint groups")
    steps: Mapping[str, StepRule] = keyed(KEY, Sub(StepRule), "审批事项", "steps")
    limits: Mapping[str, Span] = keyed(KEY, Sub(Span), "全流程时限", "whole-process limits")
