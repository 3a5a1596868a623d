"""Changes of a ledger as JSON, for programs. The version counts up when a field changes its meaning."""

from __future__ import annotations

import json
from typing import Any, Final

from xmtz.domain.money import format_wan
from xmtz.review.change import Change
from xmtz.review.compare import Comparison
from xmtz.review.labels import Labels
from xmtz.review.states import State
from xmtz.review.totals import Money, Totals, totals_of
from xmtz.review.wording import sentence
from xmtz.words.lang import LANGUAGES

JSON_VERSION: Final = 1


def changes_json(comparison: Comparison, stat: bool = False) -> str:
    """Everything that is known of the changes; amounts are 万元 as texts, exact."""
    totals = totals_of(comparison.changes)
    data: dict[str, Any] = {
        "version": JSON_VERSION,
        "from": _state(comparison.old),
        "to": _state(comparison.new),
        "totals": _totals(totals),
        "format_only": comparison.format_only,
    }
    if not stat:
        data["changes"] = [_change(change, comparison.labels) for change in comparison.changes]
    return json.dumps(data, ensure_ascii=False, indent=2)


def _state(state: State) -> dict[str, str | None]:
    return {"name": state.name or None, "commit": state.commit}


def _totals(totals: Totals) -> dict[str, Any]:
    counts: dict[str, Any] = {
        name: count for name, count in totals._asdict().items() if name not in ("money", "units")
    }
    counts["money"] = _money(totals.money)
    counts["units"] = [
        {"unit": one.unit or None, "projects": one.projects, "money": _money(one.money)}
        for one in totals.units
    ]
    return counts


def _money(money: Money) -> dict[str, str]:
    return {name: format_wan(fen) for name, fen in money._asdict().items()}


def _change(change: Change, labels: Labels) -> dict[str, Any]:
    owner = change.project
    return {
        "kind": change.kind,
        "act": change.act,
        "rewrites": change.rewrites,
        "area": change.area,
        "project": None
        if owner is None
        else {"id": owner.id, "name": owner.name, "unit": owner.unit or None},
        "keys": list(change.keys),
        "about": list(change.about),
        "before": change.before,
        "after": change.after,
        "path": change.path,
        "line": change.line or None,
        "side": change.side,
        "text": {lang: sentence(change, labels, lang) for lang in LANGUAGES},
    }
