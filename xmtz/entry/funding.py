"""A project's funds: planned, applied for, issued, arrived and paid by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from xmtz.domain.money import Fen, format_wan, parse_amount
from xmtz.domain.months import Month, parse_loose_month
from xmtz.domain.refusal import quoted
from xmtz.entry.correcting import replaced
from xmtz.entry.door import Gate, Standing
from xmtz.entry.figuring import Correcting
from xmtz.entry.lines import Held, before, change, held, meant, refuse, spoken, to_come
from xmtz.entry.values import Mistakes, value_of_text
from xmtz.records.means import Fund
from xmtz.store.edits import Edit, Flow, Value
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


class Given(NamedTuple):
    """What was typed of a line of money; None where nothing was said. Months are MONTH=AMOUNT."""

    source: str
    name: str | None = None
    batch: str | None = None
    planned: str | None = None
    applied: date | None = None
    issued: date | None = None
    arrived: Sequence[str] = ()
    paid: Sequence[str] = ()
    note: str | None = None
    new: bool = False


_DAYS: Final = ("applied", "issued")
_SERIES: Final = ("arrived", "paid")
_TEXTS: Final = ("name", "batch", "note")


def put(
    gate: Gate, standing: Standing, given: Given, today: date, correcting: Correcting | None = None
) -> Say:
    """Plan a line of money, a new one or a change of the one that is meant; gives what it is called.

    Raises Wrong for what cannot be read; Refusal for days that contradict one another or are still to come,
    a figure of a month that is there and differs, and several lines that may be meant.
    """
    facts, series = _read(gate, given)
    lines = [
        one for one in held(standing, "funds", standing.project.funds) if one.record.source == facts["source"]
    ]
    identity: dict[str, str] = {name: str(facts[name]) for name in ("name", "batch") if name in facts}
    line = None if given.new else meant(lines, identity, partial(_text, gate), _WHICH)
    against: list[Say] = []
    edits: list[Edit] = []
    old = line.record if line is not None else None
    applied = given.applied or (old.applied if old is not None else None)
    issued = given.issued or (old.issued if old is not None else None)
    labels = {name: Fund.fields[name].label for name in Fund.fields}
    for name, day in (("applied", given.applied), ("issued", given.issued)):
        against += to_come(labels[name], day, today)
    against += before(labels["issued"], issued, labels["applied"], applied)
    for name, months in series.items():
        there: Any = getattr(old, name) if old is not None else {}
        kept: dict[str, Value] = {}
        for month, amount in months.items():
            if month > Month.of(today):
                against.append(
                    Say(f"{labels[name].zh} {month} 还没有到", f"{labels[name].en}: {month} is still to come")
                )
            was: Fen | None = there.get(month)
            if was == amount:
                continue
            if was is not None:
                field = f"funds.{facts['source']}.{name}"
                more, why = replaced(
                    labels[name], field, str(month), format_wan(was), format_wan(amount), correcting
                )
                edits += more
                against += why
            kept[str(month)] = format_wan(amount)
        if kept:
            facts[name] = Flow(dict(kept)) if line is None or not there else kept
    refuse(Say("这笔资金的内容有矛盾", "the fund cannot be entered"), against)
    new = {
        name: value
        for name, value in facts.items()
        if line is None
        or name in _SERIES
        or not line.record.is_written(name)
        or _changed(line.record, name, value)
    }
    edits = [*change("funds", line, Fund, new), *edits] if new else edits
    gate.change(standing, edits)
    label = _source(gate, str(facts["source"]))
    names = [
        facts.get(name) or (getattr(old, name) if old is not None else None) for name in ("name", "batch")
    ]
    called = next((one for one in names if one), None)
    tail = f" {called}" if called else ""
    said = spoken(Fund, new, ("source", "name", "batch"))
    return Say(f"{label.zh}{tail} {said.zh}".rstrip(), f"{label.en}{tail} {said.en}".rstrip())


_WHICH: Final = Say("--name 或 --batch（另立一笔用 --new）", "--name or --batch (--new for another one)")


def _changed(record: Fund, name: str, value: Value) -> bool:
    old = getattr(record, name)
    if isinstance(old, int):
        return format_wan(old) != value
    return old is None or str(old) != value


def _read(gate: Gate, given: Given) -> tuple[dict[str, Value], dict[str, dict[Month, Fen]]]:
    """The facts of the line as files carry them, and its months."""
    mistakes = Mistakes()
    facts: dict[str, Value] = {}

    def take(name: str, text: str | None) -> None:
        field = Fund.fields[name]
        if text is not None:
            value = mistakes.take(field.label, partial(value_of_text, text, field.type, gate.lexicon))
            if value is not None:
                facts[name] = value

    take("source", given.source)
    for name in (*_TEXTS, "planned"):
        take(name, getattr(given, name))
    for name in _DAYS:
        day: date | None = getattr(given, name)
        if day is not None:
            facts[name] = day.isoformat()
    series = {name: _months(name, getattr(given, name), mistakes) for name in _SERIES}
    mistakes.end()
    if len(facts) == 1 and not any(series.values()):
        raise Trouble(
            Say(
                "没有写要登记的内容；可写 --planned、--applied、--batch、--issued、--arrived、--paid",
                "nothing was given; there are --planned, --applied, --batch, --issued, --arrived, --paid",
            )
        )
    return facts, series


def _months(name: str, written: Sequence[str], mistakes: Mistakes) -> dict[Month, Fen]:
    found: dict[Month, Fen] = {}
    for text in written:
        one = mistakes.take(Fund.fields[name].label, partial(_month_amount, text))
        if one is not None:
            if one[0] in found:
                mistakes.found.append(
                    Say(
                        f"{Fund.fields[name].label.zh}：{one[0]} 写了两次",
                        f"{Fund.fields[name].label.en}: {one[0]} is given twice",
                    )
                )
            found[one[0]] = one[1]
    return found


def _month_amount(text: str) -> tuple[Month, Fen]:
    month, equals, amount = text.partition("=")
    if not equals:
        raise Trouble(
            Say(
                "“{text}”要写成 月份=金额，如 2025-07=1200",
                "write “{text}” as MONTH=AMOUNT, such as 2025-07=1200",
            ),
            text=quoted(text),
        )
    return parse_loose_month(month.strip()), parse_amount(amount.strip())


def _source(gate: Gate, key: str) -> Say:
    term = (gate.ledger.rules.terms.funds or {}).get(key)
    return term.label if term is not None else Say(key, key)


def _text(gate: Gate, one: Held[Fund]) -> Say:
    fund = one.record
    label = _source(gate, fund.source)
    parts = [f"name={fund.name}" if fund.name else "", f"batch={fund.batch}" if fund.batch else ""]
    parts.append(f"{format_wan(fund.planned)} 万元" if fund.planned is not None else "")
    tail = "  ".join(part for part in parts if part)
    return Say(f"{label.zh}  {tail}".rstrip(), f"{label.en}  {tail}".rstrip())
