"""The records of rules/steps.yaml: approval steps and the limits of whole processes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xmtz.records.quantities import Duration
from xmtz.records.record import MapOf, Record, Sub, keyed, many, opt, req
from xmtz.records.term_rules import EXPRESSION, TERMS, LabelOr, Term
from xmtz.records.types import DURATION, FLAG, KEY, LABEL, SHORT, Choice, Whole, Word
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
    valid = opt(
        DURATION, "有效期", "validity", Say("0 y 为没有有效期的规定", "0 y means that it does not lapse")
    )


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
    valid = opt(
        DURATION, "有效期", "validity", Say("其间不使用即失效", "void where it is not used in that time")
    )
    used_by = opt(
        SHORT,
        "以何为已使用",
        "what uses it",
        Say(
            "step.<事项>.<日期>、date.<日期> 或 stage.<阶段>；有此日期即不再失效，不写即为开工",
            "step.<step>.<day>, date.<day> or stage.<stage>, after which it no longer lapses; the start of "
            "construction if missing",
        ),
    )
    renewal = opt(
        DURATION,
        "每次可延续",
        "length of a renewal",
        Say("不写即规则没有规定延续", "the rules know no renewal if missing"),
    )
    renewals = opt(
        Whole(0, 99), "可延续次数", "how often it may be renewed", Say("不写不限", "any if missing")
    )
    renew_ahead = opt(
        DURATION,
        "延续申请须提前",
        "to be renewed ahead by",
        Say(
            "届满前多久申请；0 d 为届满之日止，不写即届满后也可",
            "how long before the end it is applied for; 0 d means up to the end, after it as well if missing",
        ),
    )
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


class JointGroup(Record):
    """Steps that several authorities handle together (联合办理), with a limit for all of them where one is set."""

    title = Say("联合办理组", "joint group")
    label = req(LABEL, "名称", "label")
    limit = opt(
        DURATION,
        "法定时限",
        "statutory limit",
        Say(
            "各事项合计的时限，自最先受理起；行政许可法第四十二条第二款为 45 wd；不写即没有",
            "of all its steps together, from the first acceptance; 45 wd by Art. 42 of the Administrative "
            "Licensing Law; none if missing",
        ),
    )
    extension = opt(
        DURATION,
        "可延长",
        "possible extension",
        Say("行政许可法第四十二条第二款为 15 wd", "15 wd by Art. 42 of the Administrative Licensing Law"),
    )
    statute = opt(LABEL, "法律依据", "article", Say("法律名称和条款", "law and article"))
    promise = opt(DURATION, "承诺时限", "promised limit")
    note = opt(LABEL, "说明", "note")


class Steps(Record):
    """rules/steps.yaml: the approval steps."""

    title = Say("审批事项规则", "step rules")
    classes: Mapping[str, Term] | None = opt(TERMS, "手续类别", "classes")
    phases: Mapping[str, Term] | None = opt(TERMS, "审批阶段", "phases")
    groups: Mapping[str, JointGroup] | None = opt(
        MapOf(KEY, LabelOr(JointGroup)), "联合办理组", "joint groups"
    )
    correct_within = opt(
        DURATION,
        "补正告知时限",
        "to ask for corrections within",
        Say(
            "自收到申请之日起，逾期不告知即为受理；不写为 5 wd（行政许可法第三十二条）",
            "from the day of the application, which counts as accepted after it; 5 wd if missing "
            "(Administrative Licensing Law, Art. 32)",
        ),
    )
    steps: Mapping[str, StepRule] = keyed(KEY, Sub(StepRule), "审批事项", "steps")
    limits: Mapping[str, Span] = keyed(KEY, Sub(Span), "全流程时限", "whole-process limits")

    @property
    def answer_within(self) -> Duration:
        """How soon an application is answered; by 行政许可法 Art. 32 where the rules promise nothing."""
        within: Duration | None = self.correct_within
        return Duration(5, "wd") if within is None else within

    @property
    def class_of(self) -> dict[str, str]:
        """The class of each step that has one; `other` is no class of the ledger of approvals."""
        return {key: rule.class_ for key, rule in self.steps.items() if rule.class_ not in (None, "other")}
