"""项目的日期前后矛盾 / The days of a project contradict one another

L441

zh: 只查一定成立的先后：洽谈不晚于签约，申报不晚于评审，动土不晚于竣工验收；复工、竣工验收不早于开工。
签约和立项谁先谁后各地不同，不查。
en: Only what is certain: the first talk comes before the signing, the report before its review, the
ground is broken before acceptance; work is resumed, and accepted, after the start. Signing and
approval come in either order and are not compared.

pass:
    dates:
      signed: 2024-05-01
      approved: 2024-03-01
fail:
    dates:
      negotiated: 2024-05-01
      signed: 2024-03-01
fail:
    stages:
      - {to: started, on: 2024-03-10}
    dates:
      resumed: 2024-02-20
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.days import BEFORE, CHECK_BOTH, in_order, label, out_of_order
from xmtz.checks.life import first_day, marked_stages
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

OUT_OF_ORDER: Final = Kind("L441", ERROR, BEFORE, CHECK_BOTH)
_PAIRS: Final = (("negotiated", "signed"), ("reported", "reviewed"), ("ground", "accepted"))
_AFTER_START: Final = ("resumed", "accepted")
_START: Final = Say("开工", "the start")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    dates = project.dates
    if dates is None:
        return
    for pair in _PAIRS:
        yield from in_order(OUT_OF_ORDER, path, dates, pair)
    if dates.resumed is None and dates.accepted is None:
        return
    start = first_day(project, marked_stages(rules, "started"))
    for field in _AFTER_START:
        day = getattr(dates, field)
        if day is not None and start is not None and day < start:
            yield out_of_order(
                OUT_OF_ORDER, dates.where(path, field), label(dates, field), day, _START, start
            )
