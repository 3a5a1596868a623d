"""A reported figure replaced: only with a reason, and what it was stays on record (更正)."""

from __future__ import annotations

from xmtz.entry.figuring import Correcting
from xmtz.entry.forms import pretty
from xmtz.store.edits import Append, Edit
from xmtz.words.lang import Say


def replaced(
    label: Say, field: str, month: str | None, was: str, now: str, correcting: Correcting | None
) -> tuple[list[Edit], list[Say]]:
    """The record of a figure replaced; or why it is not, where there is no leave to correct."""
    when = f" {month}" if month is not None else ""
    if correcting is None:
        return [], [
            Say(
                f"{label.zh}{when} 已报 {was}，现填 {now}；确需更正，加 --correct --reason 理由",
                f"{label.en}{when} has {was}, now {now}; to correct it, add --correct --reason WHY",
            )
        ]
    record = {"field": field, "was": was, "now": now, "on": correcting.on.isoformat()}
    if month is not None:
        record = {"field": field, "month": month, **{k: v for k, v in record.items() if k != "field"}}
    if correcting.by:
        record["by"] = correcting.by
    record["reason"] = correcting.reason
    laid = pretty([dict(record)])
    return [Append(("corrections",), laid[0] if isinstance(laid, list) else dict(record))], []
