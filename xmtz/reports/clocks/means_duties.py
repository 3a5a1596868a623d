"""Prompts of money and risks: bond money to be used, risks to be reviewed, high risks without a measure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from xmtz.domain.money import format_wan
from xmtz.index.clock_questions import Whose, by_path
from xmtz.index.ledger import Ledger
from xmtz.index.risk_questions import RiskLine, risks
from xmtz.reports.means.funds import Funds
from xmtz.reports.names import Names
from xmtz.words.lang import Say


class MeansDuty(NamedTuple):
    """A prompt: its kind, the day, what it is about, and who has to act where the record names a person."""

    kind: str
    day: date
    key: str
    label: str
    whose: Whose
    note: Say | None
    who: str | None = None


def means_duties(ledger: Ledger, day: date, until: date) -> Iterator[MeansDuty]:
    """Money that was not used up and has to be by `until`; open risks whose review falls by then."""
    names = Names(ledger)
    for one in Funds(ledger, day).clocked():
        if one.unspent and one.by <= until and not one.line.ended:
            called = one.line.called or one.line.batch
            label = names.label("fund", one.line.source) + (f" {called}" if called else "")
            amount = format_wan(one.unspent)
            note = Say(f"还有 {amount} 万元未支出", f"{amount} 万元 unspent")
            whose = by_path(ledger.facts, one.line.path)
            yield MeansDuty("fund", one.by, f"{one.line.source}:{one.line.n + 1}", label, whose, note)
    for risk in risks(ledger.facts, day.isoformat()):
        if risk.closed is None:
            yield from _of_risk(ledger, names, risk, day, until)


def _of_risk(ledger: Ledger, names: Names, risk: RiskLine, day: date, until: date) -> Iterator[MeansDuty]:
    unmeasured = risk.level == "high" and risk.measure is None
    due = risk.review is not None and risk.review <= until.isoformat()
    if not due and not unmeasured:
        return
    whose = by_path(ledger.facts, risk.path)
    label = names.label("risk", risk.class_) + (f" {risk.what}" if risk.what else "")
    key = f"{risk.class_}:{risk.n + 1}"
    if due and risk.review is not None:
        note = Say("应复查", "to be reviewed")
        yield MeansDuty("risk", date.fromisoformat(risk.review), key, label, whose, note, risk.owner)
    if unmeasured:
        note = Say("高风险没有防控措施", "a high risk without a measure")
        yield MeansDuty("risk", day, key, label, whose, note, risk.owner)
