"""没有开工就入库纳统 / Registered for statistics before the start

L443

zh: 入库纳统要凭施工合同和现场照片，开工之后才办得成。入库日期早于开工，或者还没有开工，提示核对。
en: Registration for statistics needs the contract of works and pictures of the site, so it follows
the start. A day of registration before the start, or without one, is shown.

pass:
    stages:
      - {to: started, on: 2024-03-10}
    dates:
      registered: 2024-04-20
fail:
    stages:
      - {to: started, on: 2024-03-10}
    dates:
      registered: 2024-02-20
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.life import BEGUN, first_day, marked_stages, moves_are_whole
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

TOO_EARLY: Final = Kind(
    "L443",
    WARNING,
    Say("{day} 已入库纳统，{start}", "registered on {day}: {start}"),
    Say("核对入库日期和开工日期", "check both days"),
)
ABSENCE: Final = ("stages",)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    dates = project.dates
    if dates is None or dates.registered is None:
        return
    started = marked_stages(rules, *BEGUN)
    if not started or not moves_are_whole(project):
        return
    start = first_day(project, started)
    if start is not None and start <= dates.registered:
        return
    said = (
        Say("还没有开工", "the project has not started")
        if start is None
        else Say(f"早于开工（{start}）", f"it started on {start}")
    )
    yield TOO_EARLY.at(dates.where(path, "registered"), day=dates.registered, start=said)
