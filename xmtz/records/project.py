"""A project: one file, one record (一项一卷). Every section that a project can have is here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from xmtz.domain.money import Fen
from xmtz.domain.months import Month
from xmtz.records.issue import Issue
from xmtz.records.means import Benefit, Fund, Resource, Risk
from xmtz.records.record import Either, Lifted, ListOf, Record, Sub, keyed, many, opt, req
from xmtz.records.step import StepRecord
from xmtz.records.types import (
    AMOUNT,
    CODE,
    DAY,
    FLAG,
    KEY,
    LINE,
    MONTH,
    NUMBER,
    OTHER_PROJECT,
    PERCENT,
    PERSON,
    PROJECT_ID,
    PROSE,
    SHORT,
    UNIT,
    YEAR,
    Choice,
    Text,
    Whole,
    Word,
)
from xmtz.words.lang import Say


class Duty(Record):
    """A person with a duty: task, standard and time limit (任务、标准、时限)."""

    title = Say("责任人", "person in charge")
    name = req(PERSON, "姓名", "name")
    rank = opt(Word("ranks", "职级", "rank"), "职级", "rank")
    unit = opt(UNIT, "单位", "unit")
    task = opt(LINE, "任务", "task")
    standard = opt(LINE, "标准", "standard")
    due = opt(DAY, "时限", "due")
    phone = opt(SHORT, "联系电话", "telephone")


def _duty_of(name: str | Duty) -> Duty:
    if isinstance(name, Duty):
        return name
    duty = Duty.__new__(Duty)
    duty.__dict__["name"] = name
    return duty


DUTY: Final = Lifted(Either(PERSON, Sub(Duty)), _duty_of)


class People(Record):
    """Who answers for the project."""

    title = Say("人员", "people")
    leader = opt(DUTY, "包抓领导", "leader in charge")
    service = opt(DUTY, "首席服务员", "chief service officer")
    agent = opt(DUTY, "首席代办员", "chief agent")
    statistician = opt(DUTY, "首席统计员", "chief statistician")
    head = opt(DUTY, "项目小组组长", "head of the project group")
    office = opt(DUTY, "责任局办", "office in charge")
    cadre = opt(DUTY, "包抓干部", "cadre in charge")
    contact = opt(DUTY, "业主联系人", "contact at the owner")


class Move(Record):
    """A stage entered. The list is append-only; the last move holds."""

    title = Say("阶段变动", "stage move")
    to = req(Word("stages", "阶段", "stage"), "进入的阶段", "stage entered")
    on = req(DAY, "日期", "date")
    basis = opt(LINE, "依据", "basis", Say("如“承诺可开工”", "such as a start on commitment"))
    waived = many(SHORT, "豁免的条件", "requirements waived")
    reason = opt(LINE, "豁免或跳级的理由", "reason of the waiver")
    by = opt(PERSON, "经办人", "entered by")


class Listing(Record):
    """Membership in a key-project list: entered, and perhaps left (优进劣退)."""

    title = Say("名录", "list membership")
    list_ = req(Word("lists", "名录", "list"), "名录", "list")
    entered = req(DAY, "调入日期", "entered")
    entered_reason = opt(LINE, "调入理由", "why it entered")
    left = opt(DAY, "调出日期", "left")
    reason = opt(
        LINE,
        "调整理由",
        "reason",
        Say("调出的理由；没有调出时可写调入的", "why it left; why it entered, while it has not left"),
    )


class Dates(Record):
    """Dates of a project that are not stage moves."""

    title = Say("关键日期", "dates")
    reported = opt(DAY, "申报", "reported")
    reviewed = opt(DAY, "评审", "reviewed")
    negotiated = opt(DAY, "洽谈", "first talk")
    signed = opt(DAY, "签约", "signed")
    approved = opt(DAY, "立项", "approved, ratified or filed")
    land = opt(DAY, "取得土地", "land obtained")
    ground = opt(DAY, "动土", "ground broken")
    planned_start = opt(DAY, "计划开工", "planned start")
    planned_finish = opt(DAY, "计划竣工", "planned finish")
    planned_production = opt(DAY, "计划投产", "planned start of production")
    resumed = opt(DAY, "复工", "work resumed this year")
    trial = opt(DAY, "试生产", "trial production")
    accepted = opt(DAY, "竣工验收", "accepted on completion")
    registered = opt(DAY, "入库纳统", "registered for statistics")


class Traits(Record):
    """Facts that decide which approval steps a project needs."""

    title = Say("审批判定要素", "traits")
    investor = opt(
        Choice(
            "投资主体",
            "investor",
            {
                "government": Say("政府投资", "government"),
                "enterprise": Say("企业投资", "enterprise"),
                "partnership": Say("政府和社会资本合作", "public-private partnership"),
            },
        ),
        "投资主体",
        "investor",
    )
    procedure = opt(
        Choice(
            "立项方式",
            "procedure",
            {
                "approval": Say("审批", "approval"),
                "ratification": Say("核准", "ratification"),
                "filing": Say("备案", "filing"),
            },
        ),
        "立项方式",
        "procedure of project approval",
    )
    reform = opt(
        Word("reforms", "审批改革类别", "approval reform"),
        "审批改革类别",
        "approval reform",
        Say("如社会投资一般工业项目", "such as social-industrial"),
    )
    new_land = opt(FLAG, "是否新增用地", "needs new land")
    land_mu = opt(NUMBER, "用地（亩）", "land (mu)")
    land_supply = opt(
        Choice(
            "供地方式",
            "land supply",
            {
                "allocation": Say("划拨", "allocation"),
                "auction": Say("招拍挂出让", "auction"),
                "standard": Say("标准地", "standard land"),
                "with-plan": Say("带方案出让", "sold with its design"),
                "lease": Say("租赁", "lease"),
                "flexible": Say("弹性年期", "flexible term"),
                "none": Say("不涉及", "none"),
            },
        ),
        "供地方式",
        "land supply",
    )
    energy_tce = opt(NUMBER, "年综合能耗（吨标准煤）", "energy per year (tce)")
    power_kwh = opt(NUMBER, "年用电量（万千瓦时）", "power per year (10,000 kWh)")
    eia = opt(
        Choice(
            "环评类别",
            "EIA class",
            {
                "report": Say("报告书", "report"),
                "form": Say("报告表", "form"),
                "registration": Say("登记表", "registration"),
                "none": Say("不涉及", "none"),
            },
        ),
        "环评类别",
        "EIA class",
    )
    special_fire = opt(FLAG, "特殊建设工程（消防）", "special fire-safety works")
    civil_defence = opt(FLAG, "涉及人防", "civil defence applies")
    soil_water = opt(FLAG, "需编水土保持方案", "soil and water plan needed")
    relics = opt(FLAG, "涉及文物", "cultural relics concerned")
    underground = opt(FLAG, "有地下空间", "has underground works")


class Milestone(Record):
    """A construction milestone: baseline, current and actual date."""

    title = Say("节点", "milestone")
    name = req(SHORT, "名称", "name")
    baseline = req(DAY, "基准日期", "baseline")
    current = opt(DAY, "当前计划", "current plan")
    actual = opt(DAY, "实际完成", "actual")
    reason = opt(LINE, "调整理由", "reason of change")
    after = many(SHORT, "前置节点或手续", "after")
    duration = opt(
        Whole(1, 5000, "工期（工作日）", "duration (working days)"), "工期（工作日）", "working days needed"
    )


class Review(Record):
    """An assessment and the decision that follows it (先评估、后决策)."""

    title = Say("评审", "review")
    subject = opt(LINE, "评审事项", "subject")
    kind = opt(SHORT, "方式", "kind", Say("如专家解读、模拟评审", "such as a mock review"))
    by = opt(LINE, "评审机构", "assessed by")
    experts = many(PERSON, "专家", "experts")
    assessed = req(DAY, "评审日期", "assessed on")
    verdict = opt(LINE, "结论", "verdict")
    decided = opt(DAY, "决策日期", "decided on")
    decision = opt(LINE, "决策", "decision")


class Document(Record):
    """A document of the dossier, linked by path and hash."""

    title = Say("卷内文件", "document")
    title_ = req(LINE, "题名", "title")
    path = opt(Text("路径", "path", 400), "路径", "path", Say("相对台账根目录", "relative to the ledger"))
    sha256 = opt(SHORT, "校验和", "SHA-256")
    on = opt(DAY, "日期", "date")
    number = opt(SHORT, "文号", "number")


class Visit(Record):
    """A visit to the project (调研走访)."""

    title = Say("走访", "visit")
    on = req(DAY, "日期", "date")
    by = opt(LINE, "走访人", "by")
    kind = opt(SHORT, "方式", "kind")
    found = opt(LINE, "发现的问题", "found")


class Correction(Record):
    """A reported figure corrected afterwards, so that the change is never silent."""

    title = Say("更正", "correction")
    field = req(SHORT, "字段", "field")
    month = opt(MONTH, "月份", "month")
    was = opt(SHORT, "原数", "was")
    now = opt(SHORT, "现数", "now")
    on = req(DAY, "日期", "date")
    by = opt(PERSON, "经办人", "by")
    reason = req(LINE, "理由", "reason")


class Priority(Record):
    """Urgency and importance, 1 (highest) to 5 (紧急重要程度)."""

    title = Say("优先级", "priority")
    urgency = req(Whole(1, 5), "紧急程度", "urgency")
    importance = req(Whole(1, 5), "重要程度", "importance")


class Waiver(Record):
    """A check that does not hold for this project, for a reason and until a day."""

    title = Say("豁免", "waiver")
    code = req(SHORT, "提示代码", "finding code")
    reason = req(LINE, "理由", "reason")
    by = req(PERSON, "批准人", "by")
    until = req(DAY, "有效期至", "until")


class Gap(Record):
    """Months or figures that differ, explained (差异说明); with `light`, the reason why one need not show yellow."""

    title = Say("差异说明", "explanation")
    month = req(MONTH, "月份", "month")
    until = opt(MONTH, "至哪月", "to which month", Say("含该月", "that month included"))
    light = opt(
        Word("lights", "亮灯", "light"),
        "免亮的灯",
        "light from which it is exempt",
        Say("须写 by", "needs `by`"),
    )
    about = opt(SHORT, "事项", "about")
    reason = req(LINE, "说明", "reason")
    by = opt(PERSON, "说明人", "by")


DOSSIER_PARTS: Final = {
    "tender": Say("招投标", "tender"),
    "procurement": Say("采购", "procurement"),
    "acceptance": Say("竣工验收", "acceptance"),
    "accounts": Say("决算", "final accounts"),
    "audit": Say("审计", "audit"),
}
CODES: Final = Either(Lifted(CODE, lambda code: (code,)), ListOf(CODE))


class Project(Record):
    """A major project. Amounts are 万元 in the file and 分 here."""

    title = Say("项目", "project")

    id = req(PROJECT_ID, "编号", "id", Say("一经生成不再改变", "never changes once given"))
    name = req(Text("项目名称", "project name", 150), "项目名称", "name")
    code: tuple[str, ...] | None = opt(
        CODES, "投资项目统一代码", "project code", Say("可以是一个或一列", "one, or a list")
    )
    level = opt(Word("levels", "重点项目级别", "level"), "级别", "level")
    kind = opt(
        Word("kinds", "建设性质", "kind"),
        "建设性质",
        "kind",
        Say("新建、续建、扩建等", "new, continued, expansion"),
    )
    sector = opt(Word("sectors", "行业领域", "sector"), "行业领域", "sector")
    unit = opt(UNIT, "责任单位", "unit", Say("排名按它分组", "what rankings group by"))
    department = opt(UNIT, "行业主管部门", "sector department")
    guarantor = opt(UNIT, "要素保障部门", "department that secures the means")
    owner = opt(LINE, "项目单位", "owner")
    place = opt(LINE, "建设地点", "place")
    scope = opt(PROSE, "建设内容及规模", "scope")
    total = opt(AMOUNT, "总投资", "total investment")
    parent = opt(
        OTHER_PROJECT, "打捆项目", "bundle", Say("所属打捆项目的编号", "id of the bundle it belongs to")
    )
    chain = opt(Word("chains", "产业链", "industrial chain"), "产业链", "industrial chain")
    programme = opt(Word("programmes", "专项行动", "programme"), "专项行动", "programme")
    pool = opt(Word("pools", "项目库", "pool"), "项目库", "pool")
    taskforce = opt(Word("taskforces", "专班", "task force"), "专班", "task force")
    group = opt(SHORT, "项目小组", "project group")
    priority = opt(Sub(Priority), "优先级", "priority")
    tags = many(SHORT, "标签", "tags")

    people = opt(Sub(People), "人员", "people")
    lists = many(Sub(Listing), "名录", "key lists")
    dates = opt(Sub(Dates), "关键日期", "dates")
    traits = opt(Sub(Traits), "审批判定要素", "traits")
    stages = many(Sub(Move), "阶段", "stages", Say("只追加，最后一条有效", "append-only; the last holds"))
    steps: Mapping[str, StepRecord] = keyed(
        Word("steps", "审批事项", "approval step"), Sub(StepRecord), "审批手续", "approval steps"
    )

    plan: Mapping[int, Fen] = keyed(YEAR, AMOUNT, "年度计划投资", "planned investment by year")
    plan_months: Mapping[Month, Fen] = keyed(MONTH, AMOUNT, "按月计划投资", "planned investment by month")
    invested_before: Mapping[int, Fen] = keyed(
        YEAR,
        AMOUNT,
        "截至上年底累计完成",
        "investment up to the end of a year",
        Say("键是那一年", "the key is that year"),
    )
    invested: Mapping[Month, Fen] = keyed(
        MONTH,
        AMOUNT,
        "当月完成投资（发改口径）",
        "invested in the month (DRC)",
        Say("当月数，不是累计", "the month's own figure"),
    )
    invested_stats: Mapping[Month, Fen] = keyed(
        MONTH, AMOUNT, "当月完成投资（统计口径）", "invested in the month (statistics)"
    )
    paid: Mapping[Month, Fen] = keyed(MONTH, AMOUNT, "当月财务支出", "paid in the month")
    physical: Mapping[Month, int] = keyed(
        MONTH, PERCENT, "形象进度", "physical progress", Say("累计百分比", "cumulative percent")
    )
    reports: Mapping[Month, str] = keyed(MONTH, LINE, "形象进度描述", "progress in words")

    milestones = many(Sub(Milestone), "节点", "milestones")
    funds = many(Sub(Fund), "资金", "funds")
    resources = many(Sub(Resource), "要素保障", "resources")
    benefit: Mapping[int, Benefit] = keyed(YEAR, Sub(Benefit), "效益", "yield by year")
    risks = many(Sub(Risk), "风险防控", "risks")
    reviews = many(Sub(Review), "评审决策", "reviews")
    issues = many(Sub(Issue), "问题", "issues")
    dossier: Mapping[str, tuple[Document, ...]] = keyed(
        Choice("案卷部分", "part of the dossier", DOSSIER_PARTS), ListOf(Sub(Document)), "案卷", "dossier"
    )
    visits = many(Sub(Visit), "走访调研", "visits")
    explanations = many(Sub(Gap), "差异说明", "explanations")
    corrections = many(Sub(Correction), "更正", "corrections")
    waivers = many(Sub(Waiver), "豁免", "waivers")
    bulletin_note = opt(PROSE, "通报说明", "note for the bulletin")
    sources = many(LINE, "资料来源", "sources")
    notes = opt(PROSE, "备注", "notes")

    def stage_at(self, day: date) -> str | None:
        """The stage that holds on `day`: the last move on or before it."""
        holds = None
        for move in self.stages:
            if move.on is not None and move.on <= day:
                holds = move.to
        return holds


__all__ = ["DOSSIER_PARTS", "KEY", "Project"]
