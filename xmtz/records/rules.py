"""The records of `rules/`: how one locality works, as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xmtz.records.record import Either, Lifted, ListOf, MapOf, Record, Sub, Type, keyed, many, opt, req
from xmtz.records.types import (
    DAY,
    DURATION,
    FLAG,
    KEY,
    LABEL,
    LINE,
    MONTH,
    PROSE,
    SHORT,
    Choice,
    Text,
    Whole,
    Word,
)
from xmtz.words.lang import Say

EXPRESSION: Final = Text("条件式", "expression", 2000, lines=True)


class Term(Record):
    """One word of a vocabulary."""

    title = Say("名目", "term")
    label = req(LABEL, "名称", "label")
    note = opt(PROSE, "说明", "note")
    leader_rank = opt(Word("ranks", "职级", "rank"), "包抓领导的最低职级", "least rank of the leader")
    order = opt(Whole(0, 999), "高低次序", "order", Say("职级等有高低之分时", "where terms have a rank"))
    clock = opt(DURATION, "使用时限", "time to use it", Say("如债券资金", "such as bond money"))


def _term(label: Say | Term) -> Term:
    if isinstance(label, Term):
        return label
    term = Term.__new__(Term)
    term.__dict__["label"] = label
    return term


class _TermOrLabel(Type[Term]):
    name = Say("名目", "term")

    def __init__(self) -> None:
        self.label: Type[Term] = Lifted(LABEL, _term)
        self.term = Sub(Term)

    def read(self, node, context):  # type: ignore[no-untyped-def]
        get = getattr(node, "get", None)
        return (self.term if get is not None and get("label") is not None else self.label).read(node, context)

    def json_schema(self, define):  # type: ignore[no-untyped-def]
        return {"anyOf": [self.label.json_schema(define), self.term.json_schema(define)]}

    def records(self):  # type: ignore[no-untyped-def]
        return self.term.records()


TERMS: Final = MapOf(KEY, _TermOrLabel())


class Terms(Record):
    """rules/terms.yaml: the words that projects may use."""

    title = Say("名目表", "terms")
    levels: Mapping[str, Term] | None = opt(TERMS, "级别", "levels")
    kinds: Mapping[str, Term] | None = opt(TERMS, "建设性质", "kinds")
    sectors: Mapping[str, Term] | None = opt(TERMS, "行业领域", "sectors")
    ranks: Mapping[str, Term] | None = opt(TERMS, "职级", "ranks")
    lists: Mapping[str, Term] | None = opt(TERMS, "名录", "lists")
    chains: Mapping[str, Term] | None = opt(TERMS, "产业链", "chains")
    programmes: Mapping[str, Term] | None = opt(TERMS, "专项行动", "programmes")
    pools: Mapping[str, Term] | None = opt(TERMS, "项目库", "pools")
    taskforces: Mapping[str, Term] | None = opt(TERMS, "专班", "task forces")
    funds: Mapping[str, Term] | None = opt(TERMS, "资金来源", "funds")
    resources: Mapping[str, Term] | None = opt(TERMS, "要素", "resources")
    risks: Mapping[str, Term] | None = opt(TERMS, "风险类别", "risks")


VOCABULARIES: Final = tuple(Terms.fields)


class Need(Record):
    """One thing that a stage requires. Exactly one of `date`, `field`, `person`, `step`, `steps` is named."""

    title = Say("进入条件", "requirement")
    date = opt(KEY, "须有日期", "date that has to be there", Say("dates 里的键", "a key of dates"))
    field = opt(KEY, "须填字段", "field that has to be there")
    person = opt(KEY, "须有人员", "person that has to be there", Say("people 里的键", "a key of people"))
    step = opt(Word("steps", "审批事项", "approval step"), "须办手续", "step that has to be done")
    steps = opt(
        Whole(1, 99),
        "须办手续数",
        "number of steps",
        Say("已达到 is 所列状态的项数", "that have reached a state of `is`"),
    )
    is_ = many(SHORT, "可接受的状态", "states that will do", Say("默认 granted", "granted if not said"))
    resources = opt(
        FLAG,
        "须落实要素",
        "resources secured",
        Say("before 为本阶段的要素", "those whose `before` is this stage"),
    )
    waivable = opt(FLAG, "可否豁免", "may be waived", Say("默认可以", "yes if not said"))
    note = opt(LINE, "说明", "note")


class Stage(Record):
    """A stage of a project's life."""

    title = Say("阶段", "stage")
    label = req(LABEL, "名称", "label")
    batch = opt(Word("batches", "批次", "batch"), "所属批次", "batch", Say("四个一批", "four batches"))
    next = many(Word("stages", "阶段", "stage"), "可进入的下一阶段", "stages that may follow")
    needs = many(Sub(Need), "进入条件", "requirements")
    marks = many(
        Choice(
            "标志",
            "mark",
            {
                "started": Say("开工", "started"),
                "completed": Say("竣工", "completed"),
                "production": Say("投产", "in production"),
                "ended": Say("退出", "ended"),
            },
        ),
        "标志",
        "marks",
        Say("进入此阶段即为开工、竣工、投产", "entering it means started, completed, in production"),
    )
    sign = opt(SHORT, "通报中的列名", "short name in reports")
    note = opt(PROSE, "说明", "note")


class Stages(Record):
    """rules/stages.yaml: the stages, the moves allowed, what a move requires."""

    title = Say("阶段规则", "stage rules")
    batches: Mapping[str, Term] | None = opt(TERMS, "批次", "batches")
    stages: Mapping[str, Stage] = keyed(KEY, Sub(Stage), "阶段", "stages")


class StepRule(Record):
    """An approval step: who decides, how long it may take, by which article, after what."""

    title = Say("审批事项", "approval step")
    label = req(LABEL, "名称", "label")
    authority = opt(LABEL, "审批机关", "authority")
    level = opt(
        Choice(
            "审批层级",
            "level of the authority",
            {
                "county": Say("县级", "county"),
                "city": Say("市级", "city"),
                "province": Say("省级", "province"),
                "state": Say("国家", "state"),
            },
        ),
        "审批层级",
        "level of the authority",
    )
    class_ = opt(Word("step_classes", "手续类别", "class of steps"), "类别", "class")
    phase = opt(Word("phases", "审批阶段", "phase"), "审批阶段", "phase")
    group = opt(Word("groups", "联合办理组", "joint group"), "联合办理组", "joint group")
    limit = opt(DURATION, "法定时限", "statutory limit")
    statute = opt(LABEL, "法律依据", "article", Say("法律名称和条款", "law and article"))
    limit_note = opt(LABEL, "时限说明", "note on the limit")
    promise = opt(DURATION, "承诺时限", "promised limit")
    extension = opt(DURATION, "可延长", "possible extension")
    extension_by = opt(LABEL, "延长批准人", "who may extend")
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
    note = opt(PROSE, "说明", "note")


class Span(Record):
    """A whole-process limit between two events."""

    title = Say("全流程时限", "whole-process limit")
    label = req(LABEL, "名称", "label")
    from_ = req(
        SHORT,
        "起点",
        "from",
        Say("如 step.filing.granted 或 date.land", "such as step.filing.granted or date.land"),
    )
    to = req(SHORT, "终点", "to")
    limit = req(DURATION, "时限", "limit")
    when = opt(EXPRESSION, "适用条件", "when it applies")
    excluded = opt(FLAG, "扣除暂停时间", "pauses are not counted")
    source = opt(LABEL, "来源", "source")
    note = opt(PROSE, "说明", "note")


class Steps(Record):
    """rules/steps.yaml: the approval steps."""

    title = Say("审批事项规则", "step rules")
    classes: Mapping[str, Term] | None = opt(TERMS, "手续类别", "classes")
    phases: Mapping[str, Term] | None = opt(TERMS, "审批阶段", "phases")
    groups: Mapping[str, Term] | None = opt(TERMS, "联合办理组", "joint groups")
    steps: Mapping[str, StepRule] = keyed(KEY, Sub(StepRule), "审批事项", "steps")
    limits: Mapping[str, Span] = keyed(KEY, Sub(Span), "全流程时限", "whole-process limits")


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


INDICATOR_VERSIONS: Final = Either[tuple[Indicator, ...]](
    ListOf(Sub(Indicator)), Lifted(Sub(Indicator), lambda one: (one,))
)


class _Versions(Type[tuple[Indicator, ...]]):
    name = Indicator.title

    def __init__(self) -> None:
        self.one: Type[tuple[Indicator, ...]] = Lifted(Sub(Indicator), lambda indicator: (indicator,))
        self.several = ListOf(Sub(Indicator))

    def read(self, node, context):  # type: ignore[no-untyped-def]
        return (self.several if hasattr(node, "items") else self.one).read(node, context)

    def json_schema(self, define):  # type: ignore[no-untyped-def]
        return {"anyOf": [self.one.json_schema(define), self.several.json_schema(define)]}

    def records(self):  # type: ignore[no-untyped-def]
        return self.one.records()


class BulletinRule(Record):
    """What a bulletin shows: its rates, the one that ranks, which projects lag."""

    title = Say("通报规则", "bulletin rules")
    title_ = opt(LABEL, "标题", "title")
    rates = many(Word("indicators", "指标", "indicator"), "指标", "rates")
    rank_by = opt(Word("indicators", "指标", "indicator"), "排名依据", "ranked by")
    by = opt(SHORT, "分组", "grouping")
    lagging = opt(EXPRESSION, "滞后条件", "which projects lag")
    headings: Mapping[str, Say] = keyed(KEY, LABEL, "栏目标题", "headings")
    note = opt(LABEL, "说明", "note")


class Light(Record):
    """One light: when a project shows green, yellow or red."""

    title = Say("亮灯规则", "light")
    label = req(LABEL, "名称", "label")
    since = req(MONTH, "自何时起", "since")
    scope = opt(EXPRESSION, "适用范围", "scope")
    red = opt(EXPRESSION, "红灯", "red")
    yellow = opt(EXPRESSION, "黄灯", "yellow")
    green = opt(EXPRESSION, "绿灯", "green")
    otherwise = opt(SHORT, "未规定的情形", "what the rule leaves unassigned")
    excuse = opt(LABEL, "正当理由", "justified reasons")
    consequence = opt(LABEL, "后果", "consequence")
    source = opt(LABEL, "依据", "source")
    note = opt(LABEL, "说明", "note")


class ScoreItem(Record):
    """One item of an evaluation."""

    title = Say("评价项", "item")
    label = req(LABEL, "名称", "label")
    indicator = opt(Word("indicators", "指标", "indicator"), "指标", "indicator")
    weight = req(Whole(0, 1000), "分值", "points")
    note = opt(LABEL, "说明", "note")


class Evaluation(Record):
    """A scored evaluation of units (月考核、季考核、年度评价)."""

    title = Say("考核评价", "evaluation")
    label = req(LABEL, "名称", "label")
    since = req(MONTH, "自何时起", "since")
    period = req(
        Choice(
            "周期",
            "period",
            {p: Say(z, p) for p, z in (("month", "月"), ("quarter", "季"), ("half", "半年"), ("year", "年"))},
        ),
        "周期",
        "period",
    )
    bodies = opt(Whole(1, 10000), "被评价主体数", "number of bodies evaluated")
    items: Mapping[str, ScoreItem] = keyed(KEY, Sub(ScoreItem), "评价项", "items")
    last = opt(LABEL, "末位", "what happens to the last")
    source = opt(LABEL, "依据", "source")
    note = opt(LABEL, "说明", "note")


class Indicators(Record):
    """rules/indicators.yaml: rates, bulletins, lights, evaluations."""

    title = Say("指标规则", "indicator rules")
    indicators: Mapping[str, tuple[Indicator, ...]] = keyed(KEY, _Versions(), "指标", "indicators")
    bulletins: Mapping[str, BulletinRule] = keyed(
        Choice(
            "通报种类",
            "bulletin",
            {
                k: Say(z, k)
                for k, z in (
                    ("weekly", "周通报"),
                    ("biweekly", "双周通报"),
                    ("monthly", "月通报"),
                    ("quarterly", "季通报"),
                    ("half-yearly", "半年通报"),
                    ("yearly", "年度通报"),
                )
            },
        ),
        Sub(BulletinRule),
        "通报",
        "bulletins",
    )
    lights: Mapping[str, Light] = keyed(KEY, Sub(Light), "亮灯", "lights")
    evaluations: Mapping[str, Evaluation] = keyed(KEY, Sub(Evaluation), "考核评价", "evaluations")


class IssueClass(Record):
    """A class of issues and its time limit."""

    title = Say("问题类别", "issue class")
    label = req(LABEL, "名称", "label")
    limit = opt(DURATION, "办结时限", "time limit")
    unit = opt(SHORT, "牵头部门", "department that leads")
    note = opt(LABEL, "说明", "note")


class Rung(Record):
    """A rung of the escalation ladder."""

    title = Say("提级层级", "rung")
    label = req(LABEL, "名称", "label")
    after = opt(DURATION, "逾期多久提级", "escalate when overdue by")
    note = opt(LABEL, "说明", "note")


class Clearance(Record):
    """What clearing an issue requires."""

    title = Say("销号条件", "clearance")
    evidence = opt(FLAG, "须有佐证", "evidence needed")
    other_person = opt(FLAG, "不得由责任人自行销号", "by someone other than the one assigned")
    plan = opt(FLAG, "须有解决方案", "a plan is needed")


class IssueRules(Record):
    """rules/issues.yaml: issue classes, limits, the ladder, what clearing requires."""

    title = Say("问题规则", "issue rules")
    classes: Mapping[str, IssueClass] = keyed(KEY, Sub(IssueClass), "问题类别", "classes")
    ladder: Mapping[str, Rung] = keyed(KEY, Sub(Rung), "提级层级", "ladder")
    clearance = opt(Sub(Clearance), "销号条件", "clearance")
    note = opt(LABEL, "说明", "note")


class Cadence(Record):
    """A regular duty: a meeting, a survey day, a report."""

    title = Say("频次", "cadence")
    label = req(LABEL, "名称", "label")
    every = req(
        Choice(
            "周期",
            "period",
            {
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
            },
        ),
        "周期",
        "every",
    )
    day = opt(Whole(1, 31), "日", "day", Say("每月第几日，或每周第几天", "day of the month, or of the week"))
    who = opt(LABEL, "谁", "who")
    what = opt(LABEL, "做什么", "what")
    source = opt(LABEL, "依据", "source")


class Freshness(Record):
    """How old a project's figures may be."""

    title = Say("更新时限", "freshness")
    figures_by = opt(Whole(1, 31), "每月报数截止日", "day of the month by which figures are due")
    stale_after = opt(DURATION, "多久未更新算逾期", "stale after")


class CadenceRules(Record):
    """rules/cadence.yaml: meetings, survey days, reporting days, freshness."""

    title = Say("频次规则", "cadence rules")
    cadences: Mapping[str, Cadence] = keyed(KEY, Sub(Cadence), "频次", "cadences")
    freshness = opt(Sub(Freshness), "更新时限", "freshness")


class CalendarRules(Record):
    """rules/calendar.yaml: local overrides of the national working-day calendar."""

    title = Say("工作日历", "calendar")
    working = many(DAY, "改为上班的日子", "days made working days")
    holidays = many(DAY, "改为放假的日子", "days made holidays")
    note = opt(LABEL, "说明", "note")


class Rules:
    """All rules of a ledger, typed. Missing files give empty rules."""

    FILES: Final[dict[str, type[Record]]] = {
        "terms": Terms,
        "stages": Stages,
        "steps": Steps,
        "indicators": Indicators,
        "issues": IssueRules,
        "cadence": CadenceRules,
        "calendar": CalendarRules,
    }

    def __init__(self, files: Mapping[str, Record]) -> None:
        def of(name: str) -> Record:
            found = files.get(name)
            if found is None:
                cls = self.FILES[name]
                found = cls.__new__(cls)
            return found

        self.terms: Terms = of("terms")  # type: ignore[assignment]
        self.stages: Stages = of("stages")  # type: ignore[assignment]
        self.steps: Steps = of("steps")  # type: ignore[assignment]
        self.indicators: Indicators = of("indicators")  # type: ignore[assignment]
        self.issues: IssueRules = of("issues")  # type: ignore[assignment]
        self.cadence: CadenceRules = of("cadence")  # type: ignore[assignment]
        self.calendar: CalendarRules = of("calendar")  # type: ignore[assignment]

    def words(self) -> dict[str, Mapping[str, object]]:
        """Every vocabulary that the rules define, for the schema."""
        found: dict[str, Mapping[str, object]] = {}
        for name in VOCABULARIES:
            terms = getattr(self.terms, name)
            if terms is not None:
                found[name] = terms
        found["stages"] = self.stages.stages
        found["batches"] = self.stages.batches or {}
        found["steps"] = self.steps.steps
        found["step_classes"] = self.steps.classes or {}
        found["phases"] = self.steps.phases or {}
        found["groups"] = self.steps.groups or {}
        found["indicators"] = self.indicators.indicators
        found["classes"] = self.issues.classes
        found["ladder"] = self.issues.ladder
        return found
