"""xmtz yield: the evaluation of yield per mu, per tonne, per worker."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "亩均效益评价：得分和等次，按项目、单位或行业；投产而未填报的另列。",
        "Yield per mu: scores and grades by project, unit or sector; who is in production without figures.",
    )
)
def yields(
    year: Annotated[
        str | None,
        typer.Argument(
            help=say("年度，默认有数的最近一年", "the year, the newest with figures if not said"),
            metavar="YEAR",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by", help=say("按单位或行业合计：unit sector", "sums by unit or sector"), metavar="WORDS"
        ),
    ] = None,
    unit: reads.UnitName = None,
    rule: Annotated[
        str | None,
        typer.Option(
            help=say("哪种评价（rules/indicators.yaml 的 yields）", "which evaluation of rules/"),
            metavar="KEY",
        ),
    ] = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print the evaluation of a year."""
    from xmtz.render.means import yields as render
    from xmtz.reports.means.yields import Yields
    from xmtz.reports.names import Names

    if by is not None:
        options.chosen(by, ("unit", "sector"), "--by")
    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    key = Names(ledger).key_if("unit", unit)
    value = Yields(ledger, day, options.year(year) if year is not None else None, rule)
    if format_ == "json":
        options.put(render.yields_json(value, key), output)
    elif format_ == "csv":
        from xmtz.render.sections import sections_csv

        options.put_csv(sections_csv(render.yields_sections(value, by, key)), output)
    else:
        options.put_document(render.yields_document(value, by, key), format_, output)
    return 0
