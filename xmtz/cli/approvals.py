"""xmtz approvals: ledgers of approvals over all projects."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)
KINDS = ("matrix", "eia", "higher", "pending", "rate", "authority")


@app.command(
    help=say(
        "审批台账：matrix 项目×手续类别、eia 环评、higher 需上级办理、pending 容缺和承诺、rate 办结率、"
        "authority 各机关按时率和用时。",
        "Ledgers of approvals: matrix (project by class), eia, higher (at higher authorities), pending (deferred and "
        "committed), rate (by item and unit), authority (punctuality and days).",
    )
)
def approvals(
    kind: Annotated[
        str,
        typer.Argument(metavar="[KIND]", help=say("哪一种，默认 matrix", "which one, matrix if not said")),
    ] = "matrix",
    unit: reads.UnitName = None,
    since: Annotated[
        str | None,
        typer.Option(
            help=say("authority：只计此日以后的决定", "authority: decisions since this day only"),
            metavar="DATE",
        ),
    ] = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print a ledger of approvals."""
    from xmtz.reports.clocks.approvals import Approvals
    from xmtz.reports.names import Names

    options.chosen(kind, KINDS, "KIND")
    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    first = options.day(since)
    ledger = options.open_here(as_of)
    key = Names(ledger).key_if("unit", unit)
    value = Approvals(ledger, day, key)
    begin = first.isoformat() if first is not None else ""
    if format_ == "json":
        from xmtz.render.clocks.approvals_data import approvals_json

        options.put(approvals_json(kind, value, begin), output)
    elif format_ == "csv":
        from xmtz.render.clocks.approvals_data import approvals_csv

        options.put_csv(approvals_csv(kind, value, begin), output)
    else:
        from xmtz.render.clocks.approvals import approvals_document

        options.put_document(approvals_document(kind, value, begin), format_, output)
    return 0
