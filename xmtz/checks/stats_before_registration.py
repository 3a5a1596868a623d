"""没有入库却有统计数 / Statistics before registration

L434

zh: 先入库、后有数：入库纳统（`dates.registered`）之前的月份不会有统计口径的投资。没有填入库日期、却报了
统计数的，也提示。
en: A project is registered first and has statistical figures afterwards. Figures under
`invested_stats` in a month before `dates.registered`, or without it, are shown.

pass:
    dates:
      registered: 2024-04-20
    invested_stats:
      2024-03: 0
      2024-04: 500
fail:
    dates:
      registered: 2024-04-20
    invested_stats:
      2024-03: 500
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.domain.months import Month
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NOT_REGISTERED: Final = Kind(
    "L434",
    WARNING,
    Say("{month} 已有统计口径投资，{registered}", "statistical figures in {month}: {registered}"),
    Say("核对入库日期 dates.registered 和统计数", "check dates.registered and the figures"),
)
ABSENCE: Final = ("dates",)
_NEVER: Final = Month(9999, 12)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    stats = project.invested_stats
    if not stats:
        return
    dates = project.dates
    registered = dates.registered if dates is not None else None
    if registered is None and dates is not None and dates.is_written("registered"):
        return  # the finding about its field says it
    since = _NEVER if registered is None else Month.of(registered)
    early = [month for month, amount in stats.items() if month < since and amount > 0]
    if not early:
        return
    first = min(early)
    if registered is None:
        said = Say("没有入库日期", "there is no day of registration")
    else:
        said = Say(f"早于入库（{registered}）", f"registered on {registered}")
    yield NOT_REGISTERED.at(project.where(path, "invested_stats", str(first)), month=first, registered=said)
