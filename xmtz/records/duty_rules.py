"""The records of rules/issues.yaml, rules/cadence.yaml and rules/calendar.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from xmtz.records.dispatch_rules import DISPATCHES, PERIODS, Dispatch
from xmtz.records.record import Record, Sub, keyed, many, opt, req
from xmtz.records.term_rules import EXPRESSION
from xmtz.records.types import DAY, DURATION, FLAG, KEY, LABEL, SHORT, Choice, Whole
from xmtz.words.lang import Say


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
    assigned = opt(FLAG, "须已交办责任单位", "a unit has to be assigned")
    progress = opt(FLAG, "须有落实记录", "a note of progress is needed")
    evidence = opt(FLAG, "须有佐证", "evidence needed")
    other_person = opt(FLAG, "不得由责任人自行销号", "by someone other than the one assigned")
    plan = opt(FLAG, "须有解决方案", "a plan is needed")


class IssueRules(Record):
    """rules/issues.yaml: issue classes, limits, the ladder, what clearing requires."""

    title = Say("问题规则", "issue rules")
    classes: Mapping[str, IssueClass] = keyed(KEY, Sub(IssueClass), "问题类别", "classes")
    ladder: Mapping[str, Rung] = keyed(KEY, Sub(Rung), "提级层级", "ladder")
    clearance = opt(Sub(Clearance), "销号条件", "clearance")
    assign_within = opt(
        DURATION, "交办时限", "to be assigned within", Say("提出后多久须交办", "after it was raised")
    )
    accept_within = opt(
        DURATION, "接单时限", "to be accepted within", Say("交办后多久须接单", "after it was assigned")
    )
    note = opt(LABEL, "说明", "note")


class Cadence(Record):
    """A regular duty: a meeting, a survey day, a report."""

    title = Say("频次", "cadence")
    label = req(LABEL, "名称", "label")
    every = req(
        Choice("周期", "period", PERIODS),
        "周期",
        "every",
    )
    day = opt(Whole(1, 31), "日", "day", Say("每月第几日，或每周第几天", "day of the month, or of the week"))
    kept_by = opt(
        Choice(
            "履行方式",
            "kept by",
            {
                "meeting": Say("会议记录", "a meeting held"),
                "visit": Say("走访记录", "a visit made"),
                "bulletin": Say("当期通报", "a bulletin issued"),
                "figures": Say("当期报数", "figures reported"),
                "start": Say("当期有项目开工", "a project started"),
                "update": Say("台账有更新", "the project's file updated"),
            },
        ),
        "履行方式",
        "kept by",
        Say(
            "凭什么算做到了；默认为会议记录。通报是 bulletins/<周期>/ 下以频次的键命名的文件，如 bulletins/2025-07/monthly.md",
            "what shows that it was done; a meeting if not said. A bulletin is a file of bulletins/<period>/ named by "
            "the key of the cadence, such as bulletins/2025-07/monthly.md",
        ),
    )
    each_project = opt(FLAG, "逐个项目", "for each project")
    when = opt(EXPRESSION, "适用项目", "which projects", Say("逐个项目时用", "where it is for each project"))
    who = opt(LABEL, "谁", "who")
    what = opt(LABEL, "做什么", "what")
    source = opt(LABEL, "依据", "source")
    note = opt(LABEL, "说明", "note")


class Freshness(Record):
    """How old a project's figures may be."""

    title = Say("更新时限", "freshness")
    figures_by = opt(Whole(1, 31), "每月报数截止日", "day of the month by which figures are due")
    stale_after = opt(DURATION, "多久未更新算逾期", "stale after")
    paused_after = opt(
        DURATION,
        "暂停多久算过久",
        "paused too long after",
        Say(
            "审批暂停计时超过此期即提示；不写为 30 d",
            "a clock stopped for longer is prompted; 30 d if missing",
        ),
    )


class CadenceRules(Record):
    """rules/cadence.yaml: meetings, survey days, reporting days, freshness, which projects meetings dispatch."""

    title = Say("频次规则", "cadence rules")
    cadences: Mapping[str, Cadence] = keyed(KEY, Sub(Cadence), "频次", "cadences")
    freshness = opt(Sub(Freshness), "更新时限", "freshness")
    dispatch: Mapping[str, Dispatch] = keyed(DISPATCHES, Sub(Dispatch), "重点调度", "focus dispatch")


class CalendarRules(Record):
    """rules/calendar.yaml: local overrides of the national working-day calendar."""

    title = Say("工作日历", "calendar")
    working = many(DAY, "改为上班的日子", "days made working days")
    holidays = many(DAY, "改为放假的日子", "days made holidays")
    known_until = opt(
        DAY,
        "放假安排已写到",
        "complete up to",
        Say(
            "国家公布了新一年的安排、已写在这里而程序还不知道时填写，如 2027-12-31",
            "where the newest national announcement is written here and the program does not know it yet, such as 2027-12-31",
        ),
    )
    note = opt(LABEL, "说明", "note")
