"""rules/indicators.yaml as a whole, and what its bulletins show."""

from __future__ import annotations

from collections.abc import Mapping

from xmtz.records.list_rules import ListRule
from xmtz.records.padding_rules import PaddingRules
from xmtz.records.rate_rules import Comparison, Indicator, Light, Versions
from xmtz.records.record import Record, Sub, keyed, many, opt, req
from xmtz.records.score_rules import Evaluation, YieldRule
from xmtz.records.term_rules import EXPRESSION
from xmtz.records.types import KEY, LABEL, SHORT, Choice, Word
from xmtz.words.lang import Say


class BulletinList(Record):
    """A list of projects in a bulletin, such as those to be urged on before they start."""

    title = Say("通报名单", "list in a bulletin")
    label = req(LABEL, "名称", "label")
    when = req(EXPRESSION, "列入条件", "which projects")
    note = opt(LABEL, "说明", "note")


class BulletinRule(Record):
    """What a bulletin shows: its rates, the one that ranks, which projects lag."""

    title = Say("通报规则", "bulletin rules")
    title_ = opt(LABEL, "标题", "title")
    rates = many(Word("indicators", "指标", "indicator"), "指标", "rates")
    rank_by = opt(Word("indicators", "指标", "indicator"), "排名依据", "ranked by")
    by = opt(SHORT, "分组", "grouping")
    lagging = opt(EXPRESSION, "滞后条件", "which projects lag")
    report_due = opt(EXPRESSION, "应报数条件", "which projects have to report")
    headings: Mapping[str, Say] = keyed(KEY, LABEL, "栏目标题", "headings")
    lists: Mapping[str, BulletinList] = keyed(KEY, Sub(BulletinList), "名单", "lists")
    note = opt(LABEL, "说明", "note")


class Indicators(Record):
    """rules/indicators.yaml: rates, bulletins, lights, evaluations, comparisons, yields, signs of padding."""

    title = Say("指标规则", "indicator rules")
    indicators: Mapping[str, tuple[Indicator, ...]] = keyed(KEY, Versions(), "指标", "indicators")
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
    comparisons: Mapping[str, Comparison] = keyed(KEY, Sub(Comparison), "数据比对", "comparisons")
    adjustments: Mapping[str, ListRule] = keyed(
        Word("lists", "名录", "list"), Sub(ListRule), "名录调整", "adjustment of lists"
    )
    yields: Mapping[str, YieldRule] = keyed(KEY, Sub(YieldRule), "亩均效益评价", "evaluations of yield")
    padding = opt(Sub(PaddingRules), "防虚报", "signs of padding")
