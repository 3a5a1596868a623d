"""xmtz list: the projects of a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)
FORMATS = ("table", "md", "csv", "json")


@app.command(
    help=say(
        "列出项目，可按单位、级别、阶段等筛选。", "List projects, filtered by unit, level, stage and so on."
    )
)
def list_(
    words: Annotated[
        str | None,
        typer.Argument(metavar="[WORDS]", help=say("名称、编号或业主里的字", "part of name, id or owner")),
    ] = None,
    unit: reads.UnitName = None,
    level: Annotated[str | None, typer.Option(help=say("级别", "level"))] = None,
    kind: Annotated[str | None, typer.Option(help=say("建设性质", "kind"))] = None,
    sector: Annotated[str | None, typer.Option(help=say("行业领域", "sector"))] = None,
    stage: Annotated[str | None, typer.Option(help=say("阶段", "stage"))] = None,
    leader: Annotated[str | None, typer.Option(help=say("包抓领导", "leader"))] = None,
    tag: Annotated[str | None, typer.Option(help=say("标签", "tag"))] = None,
    format_: Annotated[str, typer.Option("--format", help="table | md | csv | json")] = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """List the projects that match."""
    from xmtz.index.lists import listed
    from xmtz.render import listing as render
    from xmtz.reports.names import Names

    options.chosen(format_, FORMATS, "--format")
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    names = Names(ledger)
    asked = {"unit": unit, "level": level, "kind": kind, "sector": sector, "stage": stage, "leader": leader}
    where = {column: names.key(column, value) for column, value in asked.items() if value is not None}
    rows = listed(ledger.facts, day.isoformat(), where, words, tag)
    if format_ == "json":
        options.put(render.listing_json(rows), output)
    elif format_ == "csv":
        options.put_csv(render.listing_csv(rows, names), output)
    else:
        options.put_document(render.listing_document(rows, names), format_, output)
    return 0
