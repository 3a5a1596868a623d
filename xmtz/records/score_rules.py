"""The records of rules/indicators.yaml that give a score: evaluations and yields."""

from __future__ import annotations

from collections.abc import Mapping

from xmtz.records.record import Record, Sub, keyed, opt, req
from xmtz.records.types import FLAG, KEY, LABEL, MONTH, NUMBER, Choice, Whole, Word
from xmtz.words.lang import Say


class ScoreItem(Record):
    """One item of an evaluation: points by an indicator, or, without one, given by people.

    Points are the weight times the unit's rate, of a rate of which less is better times what is left of 1.
    """

    title = Say("评价项", "item")
    label = req(LABEL, "名称", "label")
    indicator = opt(Word("indicators", "指标", "indicator"), "指标", "indicator")
    weight = req(Whole(0, 1000), "分值", "points")
    cap = opt(
        Whole(1, 1000),
        "最高按百分之几计",
        "counted up to this percentage",
        Say("不写为 100：超额完成不加分", "100 if not said: more than all gives no more points"),
    )
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


class YieldItem(Record):
    """One measure of yield: a value per mu, per tonne, per person. Score = value / base x weight."""

    title = Say("效益指标", "measure of yield")
    label = req(LABEL, "名称", "label")
    of = req(
        Choice(
            "效益项",
            "value",
            {
                "output": Say("产值", "output"),
                "sales": Say("销售收入", "sales"),
                "tax": Say("税收", "tax"),
                "added": Say("增加值", "value added"),
            },
        ),
        "分子（万元）",
        "value (万元)",
    )
    per = req(
        Choice(
            "单位项",
            "per",
            {
                "mu": Say("用地（亩）", "mu of land"),
                "energy_tce": Say("综合能耗（吨标准煤）", "tce of energy"),
                "cod_t": Say("化学需氧量（吨）", "tonne of COD"),
                "water_m3": Say("用水（立方米）", "m3 of water"),
                "workers": Say("从业人员", "worker"),
            },
        ),
        "分母",
        "per",
    )
    base = req(NUMBER, "基准值（万元）", "base (万元)")
    weight = req(Whole(0, 1000), "分值", "points")
    cap = opt(Whole(0, 10000), "最高得分", "most points", Say("不写则不封顶", "no limit if not said"))
    weight_small = opt(
        Whole(0, 1000),
        "小地块分值",
        "points on little land",
        Say("不写则小地块不计此项", "not counted there if not said"),
    )
    note = opt(LABEL, "说明", "note")


class Grade(Record):
    """A grade, from a score upward."""

    title = Say("评价等次", "grade")
    label = req(LABEL, "名称", "label")
    from_ = req(Whole(0, 1000), "起分", "from this score")
    priority = opt(Whole(1, 99), "要素保障次序", "priority for resources", Say("1 最先", "1 comes first"))
    restricted = opt(FLAG, "限制配置要素", "resources are restricted")
    note = opt(LABEL, "说明", "note")


class YieldRule(Record):
    """How the yield of projects in production is scored (亩均效益评价)."""

    title = Say("亩均效益评价", "evaluation of yield")
    label = req(LABEL, "名称", "label")
    since = req(MONTH, "自何时起", "since")
    small_below = opt(
        NUMBER,
        "小地块界限（亩）",
        "little land: below (mu)",
        Say("不足此数的用小地块分值", "below it the points on little land count"),
    )
    items: Mapping[str, YieldItem] = keyed(KEY, Sub(YieldItem), "效益指标", "measures")
    grades: Mapping[str, Grade] = keyed(KEY, Sub(Grade), "等次", "grades")
    source = opt(LABEL, "依据", "source")
    note = opt(LABEL, "说明", "note")
