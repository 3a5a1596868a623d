"""The records of rules/indicators.yaml that say who should enter a key list, and who should leave it (优进劣退)."""

from __future__ import annotations

from collections.abc import Mapping

from xmtz.records.record import Record, Sub, keyed, opt, req
from xmtz.records.term_rules import EXPRESSION
from xmtz.records.types import KEY, LABEL
from xmtz.words.lang import Say


class ListCondition(Record):
    """A reason to enter a list, or to leave it, over the row of a month."""

    title = Say("调整条件", "condition")
    label = req(LABEL, "名称", "label", Say("也是建议的理由", "also the reason that is proposed"))
    when = req(EXPRESSION, "条件", "condition")
    source = opt(LABEL, "依据", "source")
    note = opt(LABEL, "说明", "note")


class ListRule(Record):
    """Who should enter a key list, and who should leave it.

    `enter` is asked of projects that are not on the list and have not ended, `leave` of those on it.
    """

    title = Say("名录调整规则", "rules of a list")
    enter: Mapping[str, ListCondition] = keyed(KEY, Sub(ListCondition), "调入条件", "reasons to enter")
    leave: Mapping[str, ListCondition] = keyed(KEY, Sub(ListCondition), "调出条件", "reasons to leave")
    note = opt(LABEL, "说明", "note")
