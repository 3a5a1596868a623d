"""同一指标有两个定义同时生效 / Two definitions of an indicator hold from the same month

U506

zh: 一个指标可以有几个定义，各从 `since` 那个月起生效；两个定义的 `since` 相同，就不知道用哪一个。
en: An indicator may have several definitions, each from its month (`since`) on. With the same month in
two of them nobody can tell which holds.

pass rules/indicators.yaml:
    indicators:
      done_rate:
        - {label: 投资完成率, since: 2024-01, of: plan, counts: invested_ytd}
        - {label: 投资完成率, since: 2025-01, of: plan, counts: stats_ytd}
fail rules/indicators.yaml:
    indicators:
      done_rate:
        - {label: 投资完成率, since: 2025-01, of: plan, counts: invested_ytd}
        - {label: 投资完成率, since: 2025-01, of: plan, counts: stats_ytd}

----

按计划比序时，却没有写计划 / Progress against the plan, but no plan

U507

zh: `schedule: plan` 的指标要写 `planned`（截至当月的计划），才能算出超（欠）序时。
en: An indicator with `schedule: plan` says in `planned` what was planned to date, or it cannot be compared.

pass rules/indicators.yaml:
    indicators:
      done_rate: {label: 投资完成率, since: 2025-01, of: plan, counts: invested_ytd, schedule: plan, planned: plan_to_date}
fail rules/indicators.yaml:
    indicators:
      done_rate: {label: 投资完成率, since: 2025-01, of: plan, counts: invested_ytd, schedule: plan}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.domain.months import Month
from xmtz.records.rules import Rules
from xmtz.store.layout import rules_path
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

SAME_SINCE: Final = Kind(
    "U506",
    ERROR,
    Say("“{indicator}”有两个定义都自 {since} 起生效", "two definitions of “{indicator}” hold from {since}"),
    Say(
        "改其中一个的 since，或删掉不用的定义",
        "change one `since`, or remove the definition that does not hold",
    ),
)
NO_PLAN: Final = Kind(
    "U507",
    ERROR,
    Say(
        "“{indicator}”的 schedule 是 plan，却没有 planned", "“{indicator}” has schedule: plan, but no planned"
    ),
    Say(
        "写上 planned，如 planned: plan_to_date；或改为 schedule: months",
        "add planned, such as plan_to_date; or write schedule: months",
    ),
)


def check(rules: Rules) -> Iterator[Finding]:
    """Findings of the rules of a ledger."""
    path = rules_path("indicators")
    for key, versions in rules.indicators.indicators.items():
        seen: set[Month] = set()
        for version in versions:
            if version.since is not None and version.since in seen:
                yield SAME_SINCE.at(version.where(path, "since"), indicator=key, since=version.since)
            elif version.since is not None:
                seen.add(version.since)
            if version.schedule == "plan" and version.planned is None:
                yield NO_PLAN.at(version.where(path, "schedule"), indicator=key)
