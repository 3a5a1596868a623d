"""xmtz review: whom the rules would have enter or leave the key lists."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "优进劣退：按规则（indicators.yaml 的 adjustments）建议哪些项目调入、调出名录，列出事实和执行的命令。",
        "By the rules (adjustments of indicators.yaml): who should enter and leave the key lists, with the facts and the "
        "command for each.",
    )
)
def review(
    month: Annotated[
        str | None,
        typer.Argument(
            metavar="[MONTH]",
            help=say(
                "按哪个月末，默认最近有数的月份",
                "as at the end of which month, the newest with figures if not said",
            ),
        ),
    ] = None,
    key_list: Annotated[
        str | None, typer.Option("--list", help=say("只看一个名录", "one key list only"))
    ] = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print the proposals."""
    from xmtz.render.pools import adjusting as render
    from xmtz.reports.names import Names
    from xmtz.reports.pools.adjusting import proposals

    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    names = Names(ledger)
    period = options.month_with_figures(ledger, month, as_of_date, "review")
    only = names.key_if("list", key_list)
    value = proposals(ledger, period, day, only)
    if format_ == "json":
        options.put(render.proposals_json(value), output)
    elif format_ == "csv":
        options.put_csv(render.proposals_csv(value, names), output)
    else:
        document = render.proposals_document(value, ledger.book.settings.name or "", names)
        options.put_document(document, format_, output)
    return 0
