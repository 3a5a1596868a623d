"""A year's yield of a project (亩均效益). What was reported is replaced only with a reason, and stays on record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final

from xmtz.domain.money import format_wan
from xmtz.entry.correcting import replaced
from xmtz.entry.door import Gate, Standing
from xmtz.entry.figuring import Correcting
from xmtz.entry.lines import refuse, spoken
from xmtz.entry.values import Mistakes, value_of_text
from xmtz.records.means import Benefit
from xmtz.store.edits import Edit, Flow, Put, Value
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

FIELDS: Final = tuple(Benefit.fields)


def put(
    gate: Gate,
    standing: Standing,
    year: int,
    given: Mapping[str, str | None],
    today: date,
    correcting: Correcting | None = None,
) -> Say:
    """Plan a year's figures of a project; gives what is new or changes, in words.

    Raises Wrong for what cannot be read, Refusal for a year still to come and a figure that is there and differs.
    """
    mistakes = Mistakes()
    facts: dict[str, Value] = {}
    for name, text in given.items():
        field = Benefit.fields[name]
        if text is not None:
            value = mistakes.take(field.label, partial(value_of_text, text, field.type, gate.lexicon))
            if value is not None:
                facts[name] = value
    mistakes.end()
    if not facts:
        raise Trouble(
            Say(
                "没有写要填的数；可写 --mu、--output、--sales、--tax、--added、--energy、--cod、--water、--workers",
                "no figure was given; there are --mu, --output, --sales, --tax, --added, --energy, --cod, --water, --workers",
            )
        )
    against: list[Say] = []
    if year > today.year:
        against.append(Say(f"{year} 年还没有到", f"{year} is still to come"))
    old = standing.project.benefit.get(year)
    edits: list[Edit] = []
    new: dict[str, Value] = {}
    for name in FIELDS:
        if name not in facts:
            continue
        now = str(facts[name])
        was = None if old is None else _text(getattr(old, name))
        if was == now:
            continue
        new[name] = facts[name]
        if was is not None:
            more, why = replaced(
                Benefit.fields[name].label, f"benefit.{year}.{name}", None, was, now, correcting
            )
            edits += more
            against += why
    refuse(Say(f"{year} 年的效益没有填报", f"the yield of {year} was not entered"), against)
    if old is None:
        edits.insert(0, Put(("benefit", str(year)), Flow(dict(new))))
    else:
        edits = [*(Put(("benefit", str(year), name), value) for name, value in new.items()), *edits]
    gate.change(standing, edits)
    return spoken(Benefit, new)


def _text(value: object) -> str | None:
    if value is None:
        return None
    return format_wan(value) if isinstance(value, int) else str(value)
