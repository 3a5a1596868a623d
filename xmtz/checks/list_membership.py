"""调出不能早于调入 / A project leaves a list after it entered

L460

zh: 名录的调出日期（`left`）不能早于调入日期（`entered`），否则项目从未在名录里，各率都不计它。
en: The day on which a project left a list does not lie before the day on which it entered, or it was
never on the list and counts in no rate.

pass:
    lists:
      - {list: key-projects, entered: 2024-01-10, left: 2025-01-08, reason: 竣工}
fail:
    lists:
      - {list: key-projects, entered: 2024-01-10, left: 2023-01-08, reason: 竣工}

----

在同一名录里重复登记 / Twice on the same list at once

L461

zh: 同一名录再次调入，要在上一次调出之后。
en: A project enters a list again after it left it.

pass:
    lists:
      - {list: key-projects, entered: 2023-01-10, left: 2024-01-08, reason: 停建}
      - {list: key-projects, entered: 2025-01-10}
fail:
    lists:
      - {list: key-projects, entered: 2023-01-10}
      - {list: key-projects, entered: 2025-01-10}

----

调出名录没有写理由 / A project left a list without a reason

L462

zh: 名录优进劣退，调出要写明理由（`reason`），公布调整时要用。
en: Why a project left a key list is asked when the list is published: give the `reason`.

pass:
    lists:
      - {list: key-projects, entered: 2024-01-10, left: 2025-01-08, reason: 竣工}
fail:
    lists:
      - {list: key-projects, entered: 2024-01-10, left: 2025-01-08}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.days import BEFORE, CHECK_BOTH, in_order
from xmtz.records.project import Listing, Project
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, WARNING, Finding, Kind
from xmtz.words.lang import Say

OUT_OF_ORDER: Final = Kind("L460", ERROR, BEFORE, CHECK_BOTH)
OVERLAP: Final = Kind(
    "L461",
    ERROR,
    Say(
        "{entered} 再次调入时，上一次（{before} 调入）还没有调出",
        "entered on {entered} while still on the list since {before}",
    ),
    Say("核对日期；上一次漏写调出的补上 left", "check the days; add `left` to the first if it is missing"),
)
NO_REASON: Final = Kind(
    "L462",
    WARNING,
    Say("{left} 调出名录，没有写理由", "left the list on {left} without a reason"),
    Say("加上 reason", "add a reason"),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    if not project.lists:
        return
    last: dict[str, Listing] = {}
    for listing in sorted(
        (one for one in project.lists if one.entered and one.list_), key=lambda one: one.entered
    ):
        before = last.get(listing.list_)
        if before is not None and (before.left is None or listing.entered < before.left):
            yield OVERLAP.at(listing.where(path, "entered"), entered=listing.entered, before=before.entered)
        last[listing.list_] = listing
    for listing in project.lists:
        if listing.left is not None:
            yield from in_order(OUT_OF_ORDER, path, listing, ("entered", "left"))
            if listing.reason is None:
                yield NO_REASON.at(listing.where(path, "left"), left=listing.left)
