"""阶段变动要按日期先后排列 / Stage moves stand in the order of their days

L400

zh: `stages` 只追加：后一条的日期不能早于前一条。日期写反时，报表会把项目算进错误的阶段。
en: `stages` is append-only: no move is dated before the one above it. A day out of order puts
the project in the wrong stage of a report.

pass:
    stages:
      - {to: planned, on: 2024-03-01}
      - {to: reserved, on: 2024-06-15}
fail:
    stages:
      - {to: planned, on: 2024-06-15}
      - {to: reserved, on: 2024-03-01}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

OUT_OF_ORDER: Final = Kind(
    "L400",
    ERROR,
    Say("{on} 早于上一条阶段变动 {before}", "{on} is before the move above it, {before}"),
    Say(
        "核对两个日期；顺序写反了就对调两行", "check both days; swap the lines if they are in the wrong order"
    ),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    before = None
    for move in project.stages:
        if move.on is None:
            continue
        if before is not None and move.on < before:
            yield OUT_OF_ORDER.at(move.where(path, "on"), on=move.on, before=before)
        before = move.on
