"""The adjustment of key lists: proposals by the rules, and who entered and left in a period (优进劣退、调入调出)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from xmtz.domain.months import Month
from xmtz.index import list_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.index.list_questions import Found, Membership
from xmtz.records.rules import ListRule
from xmtz.words.lang import Say

ENTER: Final = "enter"
LEAVE: Final = "leave"


class Reason(NamedTuple):
    """A condition that holds, and the values that made it hold."""

    key: str
    label: Say
    facts: dict[str, object]


class Proposal(NamedTuple):
    """A project that should enter a list or leave it. `since`: when it entered, or when it last left;
    `why_left`: the reason then."""

    action: str
    listed: str
    id: str
    name: str
    unit: str | None
    total: int | None
    since: str | None
    why_left: str | None
    reasons: list[Reason]
    on: date
    path: str


class Proposals(NamedTuple):
    """What the rules propose at the end of a month, on a day. `without`: lists without rules."""

    month: Month
    on: date
    rows: list[Proposal]
    members: dict[str, int]
    without: list[str]


def proposals(ledger: Ledger, month: Month, day: date, only: str | None = None) -> Proposals:
    """Who should enter and leave each list (or one list): one proposal a project, with every reason."""
    lists = list(ledger.rules.terms.lists or {})
    wanted = [key for key in lists if only is None or key == only]
    rules = {key: rule for key, rule in ledger.rules.indicators.adjustments.items() if key in wanted}
    on = min(day, month.last_day)
    ask.make_rows(ledger.facts, month, ledger.rules, rules)
    spells = ask.memberships(ledger.facts, on.isoformat())
    rows = [row for key, rule in rules.items() for row in _of_list(ledger, key, rule, spells, on)]
    members = {key: sum(one.list == key and one.left is None for one in spells) for key in wanted}
    return Proposals(month, on, rows, members, [key for key in wanted if key not in rules])


def _of_list(
    ledger: Ledger, key: str, rule: ListRule, spells: list[Membership], on: date
) -> Iterator[Proposal]:
    own = [one for one in spells if one.list == key]
    there = {one.path: one for one in own if one.left is None}
    gone = {one.path: one for one in own if one.left is not None}
    for action, conditions in ((LEAVE, rule.leave), (ENTER, rule.enter)):
        made: dict[str, Proposal] = {}
        for name, condition in conditions.items():
            for one in ask.found(ledger.facts, condition, f"{key}.{action}.{name}"):
                if (action == LEAVE) != (one.path in there) or (action == ENTER and one.ended):
                    continue
                spell = there.get(one.path) or gone.get(one.path)
                proposal = made.setdefault(one.path, _proposal(action, key, one, spell, on))
                proposal.reasons.append(Reason(name, condition.label, one.facts))
        yield from sorted(made.values(), key=lambda one: one.id)


def _proposal(action: str, key: str, one: Found, spell: Membership | None, on: date) -> Proposal:
    since = why = None
    if spell is not None:
        since, why = (spell.entered, None) if spell.left is None else (spell.left, spell.exit)
    return Proposal(action, key, one.id, one.name, one.unit, one.total, since, why, [], on, one.path)


class Moved(NamedTuple):
    """A project that entered a list or left it in a period, and why."""

    action: str
    listed: str
    day: str
    id: str
    name: str
    unit: str | None
    level: str | None
    total: int | None
    reason: str | None
    path: str


class Balance(NamedTuple):
    """A list over a period: before + entered - left = now."""

    listed: str
    before: int
    entered: int
    left: int
    now: int
    now_total: int


class Moves(NamedTuple):
    """Who entered and left the lists from one day to another, both included."""

    since: date
    day: date
    balances: list[Balance]
    rows: list[Moved]


def moves(ledger: Ledger, since: date, day: date, only: str | None = None) -> Moves:
    """Who entered and left in a period, list by list, in the order of the days."""
    first, last = since.isoformat(), day.isoformat()
    order = {key: n for n, key in enumerate(ledger.rules.terms.lists or {})}
    spells = [one for one in ask.memberships(ledger.facts, last) if only is None or one.list == only]
    rows = []
    for one in spells:
        for action, on, reason in ((ENTER, one.entered, one.entry), (LEAVE, one.left, one.exit)):
            if on is not None and on >= first:
                rows.append(
                    Moved(
                        action,
                        one.list,
                        on,
                        one.id,
                        one.name,
                        one.unit,
                        one.level,
                        one.total,
                        reason,
                        one.path,
                    )
                )
    rows.sort(key=lambda row: (order.get(row.listed, len(order)), row.day, row.action, row.id))
    keys = sorted({one.list for one in spells}, key=lambda key: (order.get(key, len(order)), key))
    return Moves(since, day, [_balance(key, spells, rows, first) for key in keys], rows)


def _balance(key: str, spells: list[Membership], rows: list[Moved], first: str) -> Balance:
    own = [one for one in spells if one.list == key]
    counts: Mapping[str, int] = {
        action: sum(row.listed == key and row.action == action for row in rows) for action in (ENTER, LEAVE)
    }
    before = sum(one.entered < first and (one.left is None or one.left >= first) for one in own)
    now = [one for one in own if one.left is None]
    return Balance(key, before, counts[ENTER], counts[LEAVE], len(now), sum(one.total or 0 for one in now))
