"""要求的职级没有高低次序 / A rank that is demanded has no order

U511

zh: 级别写了 `leader_rank` 的，`ranks` 里各职级要写 `order`（越大职级越高），否则无从比较，领导职级的检查
不起作用。
en: Where a level demands a `leader_rank`, the ranks have an `order` (greater is higher); without it they
cannot be compared and the leader's rank is not checked.

pass rules/terms.yaml:
    levels:
      province: {label: 省级重点, leader_rank: county}
    ranks:
      county: {label: 县处级领导, order: 50}
fail rules/terms.yaml:
    levels:
      province: {label: 省级重点, leader_rank: county}
    ranks:
      county: {label: 县处级领导}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.rules import Rules
from xmtz.store.layout import rules_path
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NO_ORDER: Final = Kind(
    "U511",
    WARNING,
    Say("职级“{rank}”没有 order，无法比较高低", "the rank “{rank}” has no order and cannot be compared"),
    Say("在 ranks 里给它加上 order，越大职级越高", "give it an order under ranks; greater is higher"),
)


def check(rules: Rules) -> Iterator[Finding]:
    """Findings of the rules of a ledger."""
    ranks = rules.terms.ranks or {}
    for level in (rules.terms.levels or {}).values():
        rank = ranks.get(level.leader_rank) if level.leader_rank is not None else None
        if rank is not None and rank.order is None:
            yield NO_ORDER.at(level.where(rules_path("terms"), "leader_rank"), rank=rank.label)
