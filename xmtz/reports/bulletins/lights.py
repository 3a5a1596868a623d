"""The lights of a month as a value: for each rule the counts by group, and who shows red, yellow or nothing.

A project counts for months in a row where the rule's condition held at the end of each of these months,
whether or not the rule was in force then; a month with a justified reason breaks the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from xmtz.domain.months import Month
from xmtz.index import lights as index
from xmtz.index.ledger import Ledger
from xmtz.index.lights import GREEN, RED, UNASSIGNED, YELLOW, Counts, Excuse, Lit
from xmtz.index.standing import make_standing, rows_of
from xmtz.records.rules import Light
from xmtz.reports.bulletins.bulletin import grouping
from xmtz.reports.bulletins.sources import place_of_words
from xmtz.reports.bulletins.values import Shown
from xmtz.reports.names import Names
from xmtz.words.errors import Trouble
from xmtz.words.finding import Place
from xmtz.words.lang import Say

EXEMPT: Final = "exempt"
COLOURS: Final = {
    RED: Say("红灯", "Red"),
    YELLOW: Say("黄灯", "Yellow"),
    GREEN: Say("绿灯", "Green"),
    EXEMPT: Say("免亮", "Exempt"),
    UNASSIGNED: Say("未规定", "Not assigned"),
}
NAMED: Final = (RED, YELLOW, EXEMPT, UNASSIGNED)
"""The colours whose projects are listed."""


class Lamp(NamedTuple):
    """A project or a unit that is not green. `months`: in a row, counted no further than the rule asks;
    `due`: the rule's consequence applies."""

    id: str
    name: str
    unit: str
    colour: str
    behind: int | None
    months: int | None
    due: bool
    excuse: Excuse | None
    place: Place | None


class Counted(NamedTuple):
    """How many of a group show each colour."""

    key: str | None
    label: str
    of: Mapping[str, int]


class Shining(NamedTuple):
    """One rule in one month."""

    key: str
    light: Light
    groups: Sequence[Counted]
    total: Mapping[str, int]
    lists: Mapping[str, Shown[Lamp]]
    due: int


class Lights(NamedTuple):
    """The rules in force in a month; `later`: those that begin later."""

    ledger: str
    month: Month
    state: str
    by: str
    rules: Sequence[Shining]
    later: Mapping[str, Month]


def lights(
    ledger: Ledger, month: Month, by: str | None = None, only: str | None = None, top: int | None = None
) -> Lights:
    """The lights of a month, grouped by one of `rates.GROUPINGS`. `only`: the key or name of one rule.

    Of each list only the first `top` are kept, beside their number. Raises Trouble for an unknown rule.
    """
    by = grouping(ledger, by)
    wanted, later = _wanted(ledger, month, only)
    columns = {name for light in wanted.values() for name in index.columns_wanted(light, by)}
    if wanted:
        make_standing(ledger.facts, month, ledger.rules, columns)
        growth = [
            (key, year, planned)
            for key, unit in ledger.units.items()
            for year, planned in unit.growth.items()
        ]
        index.hold_growth(ledger.facts, growth)
    names = Names(ledger)
    rules = [_shining(ledger, names, month, by, key, light, top) for key, light in wanted.items()]
    return Lights(ledger.book.settings.name or "", month, ledger.source.name, by, rules, later)


def _wanted(ledger: Ledger, month: Month, only: str | None) -> tuple[dict[str, Light], dict[str, Month]]:
    known = ledger.rules.indicators.lights
    if only is not None:
        found = {key: one for key, one in known.items() if only == key or (one.label and only in one.label)}
        if not found:
            raise Trouble(
                Say("没有“{name}”这条亮灯规则；可用：{known}", "there is no light “{name}”; known: {known}"),
                name=only if only.isprintable() else ascii(only),
                known=", ".join(known) or "—",
            )
        known = {only: found[only]} if only in found else found
    held = {key: one for key, one in known.items() if one.since is not None and one.since <= month}
    later = {key: one.since for key, one in known.items() if one.since is not None and one.since > month}
    if only is not None and not held and later:
        key, since = next(iter(later.items()))
        raise Trouble(
            Say("“{key}”自 {since} 起才有效", "“{key}” holds from {since} on only"), key=key, since=since
        )
    return held, later


def _shining(
    ledger: Ledger, names: Names, month: Month, by: str, key: str, light: Light, top: int | None
) -> Shining:
    counts, found = index.judged(ledger.facts, key, light, by)
    excused = _excused(ledger, key, light, month)
    months = _months(ledger, key, light, by, month, found, excused)
    changed: list[tuple[Lit, str]] = []
    for one in found:
        colour = one.colour
        if light.red_after is not None and months.get(_identity(one), 0) >= light.red_after:
            colour = RED
        elif colour == YELLOW and one.path in excused:
            colour = EXEMPT
        counts[one.group, one.colour] -= 1
        counts[one.group, colour] = counts.get((one.group, colour), 0) + 1
        changed.append((one, colour))
    order = names.order("unit")
    changed.sort(key=lambda pair: _position(pair[0], months, order))
    due = {
        _identity(one)
        for one, _ in changed
        if light.consequence_after is not None and months.get(_identity(one), 0) >= light.consequence_after
    }

    def lamp(one: Lit, colour: str) -> Lamp:
        run = months.get(_identity(one), 0) if _longest(light) else None
        excuse = excused.get(one.path or "") if colour == EXEMPT else None
        place = _place(ledger, light, one, colour, excuse, month)
        name = names.label("unit", one.unit) if one.path is None else one.name
        return Lamp(
            one.id,
            name,
            names.label("unit", one.unit),
            colour,
            one.behind,
            run,
            _identity(one) in due,
            excuse,
            place,
        )

    lists = {}
    for colour in NAMED:
        of_colour = [one for one, shown in changed if shown == colour]
        lists[colour] = Shown(len(of_colour), [lamp(one, colour) for one in of_colour[:top]])
    total = {colour: sum(n for (_, shown), n in counts.items() if shown == colour) for colour in COLOURS}
    groups = [] if index.of_units(light) else _groups(counts, names, by)
    return Shining(key, light, groups, total, lists, len(due))


def _identity(one: Lit) -> str:
    return one.path if one.path is not None else one.id


def _excused(ledger: Ledger, key: str, light: Light, month: Month) -> dict[str, Excuse]:
    """The projects with a justified reason in a month; none where the rule knows of no such reasons."""
    if light.excuse is None or index.of_units(light):
        return {}
    return index.excuses(ledger.facts, key, month)


def _longest(light: Light) -> int:
    """How many months in a row have to be looked at."""
    return max(light.red_after or 0, light.consequence_after or 0)


def _months(
    ledger: Ledger,
    key: str,
    light: Light,
    by: str,
    month: Month,
    found: Iterable[Lit],
    excused: Mapping[str, Excuse],
) -> dict[str, int]:
    """For how many months in a row each project or unit has been late, this one included."""
    still = {_identity(one) for one in found if one.late} - excused.keys()
    months = dict.fromkeys(still, 1)
    columns = index.columns_wanted(light, by)
    for back in range(1, _longest(light)):
        if not still:
            break
        then = month.plus(-back)
        with rows_of(ledger.facts, then, ledger.rules, columns) as rows:
            late = index.late_ones(ledger.facts, key, light, f"({rows})")
        still &= late - _excused(ledger, key, light, then).keys()
        for one in still:
            months[one] += 1
    return months


def _position(one: Lit, months: Mapping[str, int], order: Mapping[str, int]) -> tuple[object, ...]:
    """The worst first: by the amount behind, the months in a row, then as units.yaml has the units."""
    behind = one.behind
    unit = order.get(one.unit or "", len(order))
    return (behind is None, -(behind or 0), -months.get(_identity(one), 0), unit, one.unit or "", one.id)


def _place(
    ledger: Ledger, light: Light, one: Lit, colour: str, excuse: Excuse | None, month: Month
) -> Place | None:
    """The line that a light rests on: of an exempt one its reason; a project with nothing to say has its file."""
    if one.path is None:
        return None
    if colour == UNASSIGNED:
        return Place(one.path)
    if excuse is not None:
        reading = ledger.read(one.path)
        if (
            reading is not None
            and reading.project is not None
            and excuse.n < len(reading.project.explanations)
        ):
            return reading.project.explanations[excuse.n].where(one.path, "light")
        return Place(one.path)
    words = " ".join(text or "" for text in (light.red, light.yellow, light.late))
    return place_of_words(ledger, one.path, words, None, month)


def _groups(counts: Counts, names: Names, by: str) -> list[Counted]:
    """The groups, those with the most red first, then the most yellow."""
    found: dict[str | None, dict[str, int]] = {}
    for (group, colour), n in counts.items():
        found.setdefault(group, dict.fromkeys(COLOURS, 0))[colour] += n
    order = names.order(by)
    rows = [Counted(group, names.label(by, group), of) for group, of in found.items()]
    rows.sort(
        key=lambda row: (
            row.key is None,
            -row.of[RED],
            -row.of[YELLOW],
            order.get(row.key or "", len(order)),
            row.key or "",
        )
    )
    return rows
