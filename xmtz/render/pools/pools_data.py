"""Pools as documents, CSV and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from xmtz.domain.money import format_wan
from xmtz.index.ledger import Ledger
from xmtz.render.document import Document, Section
from xmtz.render.pools import pools as render
from xmtz.render.pools.paces import paces_sections
from xmtz.render.sheet import rows_csv
from xmtz.reports.names import Names
from xmtz.reports.pools.bundles import Bundles, bundles
from xmtz.reports.pools.entries import Entry, entries
from xmtz.reports.pools.funnel import Funnel, funnel, pools_of
from xmtz.reports.pools.paces import Paces, paces
from xmtz.reports.pools.sizes import Size, sizes
from xmtz.words.lang import Say, say

Value: TypeAlias = Funnel | list[Entry] | dict[str, list[Size]] | Paces | Bundles
_MONEY = frozenset(
    ("total", "ended_total", "entered_total", "split_total", "bundled_total", "parts_total", "differs")
)


def asked(
    kind: str, ledger: Ledger, day: date, where: Mapping[str, str], since: date | None, by_stage: bool
) -> Value:
    """What was asked for."""
    if kind == "funnel":
        return funnel(ledger, day, where, since, by_stage)
    if kind == "entries":
        return entries(ledger, day, where)
    if kind == "sizes":
        return sizes(ledger, day, where)
    return paces(ledger, day, where) if kind == "pace" else bundles(ledger, day, where)


def sections_of(kind: str, value: Value, ledger: Ledger, every: bool) -> list[Section]:
    """The sections of a document; `every`: nothing is left out."""
    names = Names(ledger)
    if isinstance(value, Funnel):
        return [render.funnel_section(value)]
    if isinstance(value, Paces):
        return paces_sections(value, names, every)
    if isinstance(value, Bundles):
        return [render.bundles_section(value, names, every)]
    if isinstance(value, dict):
        return render.sizes_sections(value, pools_of(ledger.rules), names)
    assert kind == "entries"
    return render.entries_sections(value, names, every)


def pools_document(
    kind: str,
    ledger: Ledger,
    day: date,
    since: date | None,
    filters: Sequence[str],
    sections: Sequence[Section],
) -> Document:
    """The document."""
    name = ledger.book.settings.name or ""
    subtitle = (
        say("{n}　{s} 至 {d}", "{n}, {s} to {d}", n=name, s=since, d=day)
        if since is not None and kind == "funnel"
        else say("{n}　截至 {d}", "{n}, up to {d}", n=name, d=day)
    )
    if filters:
        subtitle += say("　只计：{f}", "; only: {f}", f=say("、", ", ").join(filters))
    return Document(render.TITLES[kind].text(), [subtitle], sections)


def pools_csv(sections: Sequence[Section]) -> str:
    """The tables one below the other."""
    several = sum(len(section.tables) for section in sections) > 1
    parts = []
    for section in sections:
        heading = rows_csv([section.heading], []) if section.heading and several else ""
        parts += [heading + rows_csv(table.columns, table.rows) for table in section.tables]
    return "\r\n".join(parts)


def pools_json(kind: str, value: Value, day: date) -> str:
    """The values as data: amounts in 万元 and rates as fractions, both texts."""
    data: dict[str, Any] = {"version": 1, "kind": kind, "day": day.isoformat()}
    if isinstance(value, Funnel):
        data |= _plain(value)
        for row, plain in zip(value.rows, data["rows"], strict=True):
            plain["rate"] = None if row.rate is None else str(row.rate)
    elif isinstance(value, list):
        data["entries"] = [_plain(one) for one in value]
    elif isinstance(value, dict):
        data |= {f"by_{name}": [_plain(one) for one in some] for name, some in value.items()}
    else:
        data |= _plain(value)
    return json.dumps(data, ensure_ascii=False, indent=2)


def _plain(value: Any, name: str = "") -> Any:
    if isinstance(value, Say):
        return value.text()
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {key: _plain(one, key) for key, one in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if name in _MONEY and isinstance(value, int):
        return format_wan(value)
    return value
