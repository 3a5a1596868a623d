"""同一天既上班又放假 / A day is both a working day and a holiday

U512

zh: `rules/calendar.yaml` 的 `working` 和 `holidays` 不能有同一天，否则时限算不准。
en: A day stands under `working` or under `holidays` of `rules/calendar.yaml`, not under both, or time
limits cannot be counted.

pass rules/calendar.yaml:
    working: [2025-02-08]
    holidays: [2025-03-03]
fail rules/calendar.yaml:
    working: [2025-02-08]
    holidays: [2025-02-08]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.rules import Rules
from xmtz.store.layout import rules_path
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

BOTH: Final = Kind(
    "U512",
    ERROR,
    Say("{day} 既列为上班又列为放假", "{day} is listed as a working day and as a holiday"),
    Say("从 working 或 holidays 里去掉它", "remove it from working or from holidays"),
)


def check(rules: Rules) -> Iterator[Finding]:
    """Findings of the rules of a ledger."""
    for day in sorted({*rules.calendar.working} & {*rules.calendar.holidays}):
        yield BOTH.at(rules.calendar.where(rules_path("calendar"), "holidays"), day=day)
