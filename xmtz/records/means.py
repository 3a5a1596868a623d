"""Means of a project: funds, resources, yield and risks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xmtz.domain.money import Fen
from xmtz.domain.months import Month
from xmtz.records.record import Record, Sub, keyed, many, opt, req
from xmtz.records.types import AMOUNT, DAY, LINE, MONTH, NUMBER, PERSON, SHORT, Choice, Word
from xmtz.words.lang import Say


class Fund(Record):
    """A line of money: planned, arrived, paid."""

    title = Say("资金", "fund")
    source = req(Word("funds", "资金来源", "source of funds"), "来源", "source")
    name = opt(LINE, "名称", "name")
    planned = opt(AMOUNT, "计划", "planned")
    applied = opt(DAY, "申报日期", "applied on")
    batch = opt(SHORT, "批次", "batch")
    issued = opt(DAY, "下达（发行）日期", "issued on")
    arrived: Mapping[Month, Fen] = keyed(MONTH, AMOUNT, "到位（按月）", "arrived, by month")
    paid: Mapping[Month, Fen] = keyed(MONTH, AMOUNT, "支出（按月）", "paid, by month")
    note = opt(LINE, "备注", "note")


class Resource(Record):
    """Something that has to be secured before a stage: land, energy, emission, power, utilities."""

    title = Say("要素", "resource")
    kind = req(Word("resources", "要素", "resource"), "要素", "kind")
    needed = req(NUMBER, "需求量", "needed")
    measure = opt(SHORT, "计量单位", "unit of measure")
    before = opt(Word("stages", "阶段", "stage"), "须在此阶段前落实", "to be secured before the stage")
    applied = opt(DAY, "申请日期", "applied on")
    secured = opt(NUMBER, "已落实", "secured")
    on = opt(DAY, "落实日期", "secured on")
    document = opt(SHORT, "文号", "document")
    note = opt(LINE, "备注", "note")


class Benefit(Record):
    """A year's yield of a project in production (亩均效益)."""

    title = Say("效益", "yield")
    mu = opt(NUMBER, "用地（亩）", "land (mu)")
    output = opt(AMOUNT, "产值", "output")
    sales = opt(AMOUNT, "销售收入", "sales")
    tax = opt(AMOUNT, "税收", "tax")
    added = opt(AMOUNT, "增加值", "value added")
    energy_tce = opt(NUMBER, "综合能耗（吨标准煤）", "energy (tce)")
    cod_t = opt(NUMBER, "化学需氧量（吨）", "COD (t)")
    water_m3 = opt(NUMBER, "用水（立方米）", "water (m3)")
    workers = opt(NUMBER, "从业人员", "workers")


RISK_LEVELS: Final = {
    "high": Say("高", "high"),
    "medium": Say("中", "medium"),
    "low": Say("低", "low"),
}


class RiskReview(Record):
    """A review of a risk that took place."""

    title = Say("风险复查", "review of a risk")
    on = req(DAY, "复查日期", "reviewed on")
    due = opt(DAY, "原定日期", "was to be on")
    by = opt(PERSON, "复查人", "reviewed by")
    found = opt(LINE, "情况", "found")


class Risk(Record):
    """A risk and the plan against it (风险防控预案). Another level is another line: the old one is closed
    with the day and what became of it, so that both stay on record."""

    title = Say("风险", "risk")
    class_ = req(Word("risks", "风险类别", "risk class"), "类别", "class")
    level = req(Choice("风险等级", "risk level", RISK_LEVELS), "等级", "level")
    on = opt(DAY, "登记日期", "entered on")
    what = opt(LINE, "风险点", "what")
    measure = opt(LINE, "防控措施", "measure")
    owner = opt(PERSON, "责任人", "in charge")
    review = opt(DAY, "复查日期", "review on", Say("下一次", "the next one"))
    reviewed = many(Sub(RiskReview), "历次复查", "reviews so far")
    warned = opt(DAY, "预警日期", "warned on")
    closed = opt(DAY, "解除日期", "closed on")
    result = opt(LINE, "解除说明", "how it ended")
