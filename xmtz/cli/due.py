"""xmtz due: what is due, overdue, paused, lapsing or unreported."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)
FORMATS = ("table", "md", "csv", "json", "ics")


@app.command(
    help=say(
        "待办提醒：应申报、应办结、逾期、暂停过久、容缺应补齐、批文将失效、问题应销号、应报数，按责任人分列。",
        "Prompts, by person: to file, to be decided, overdue, paused too long, deferred, lapsing, issues, figures.",
    )
)
def due(
    days: Annotated[
        int, typer.Option(help=say("看到今后多少天", "how many days ahead"), min=0, max=3660)
    ] = 10,
    unit: reads.UnitName = None,
    person: Annotated[str | None, typer.Option(help=say("责任人", "person"))] = None,
    overdue: Annotated[
        bool, typer.Option("--overdue", help=say("只看逾期的", "only what is overdue"))
    ] = False,
    fail_overdue: Annotated[
        bool,
        typer.Option(
            "--fail-overdue", help=say("有逾期的，退出码为 1", "exit with 1 if anything is overdue")
        ),
    ] = False,
    format_: Annotated[str, typer.Option("--format", help="table | md | csv | json | ics")] = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print the prompts."""
    from datetime import timedelta

    from xmtz.records.calendar import calendar_of
    from xmtz.render.clocks import due as render
    from xmtz.reports.clocks.duties import Asked, duties
    from xmtz.reports.names import Names

    options.chosen(format_, FORMATS, "--format")
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    names = Names(ledger)
    key = names.key_if("unit", unit)
    asked = Asked(day, day if overdue else day + timedelta(days=days), key, person)
    found = [one for one in duties(ledger, asked) if one.overdue or not overdue]
    if format_ == "json":
        options.put(render.due_json(found, asked), output)
    elif format_ == "csv":
        options.put_csv(render.due_csv(found, names), output)
    elif format_ == "ics":
        options.put(render.due_ics(found, ledger.book.settings.name or "xmtz", day), output)
    else:
        note = calendar_of(ledger.rules).note
        options.put_document(render.due_document(found, asked, names, note), format_, output)
    return int(fail_overdue and any(one.overdue for one in found))
