"""xmtz lights: who shows red, yellow and green in a month."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)
SHOWN = 20  # of each list, unless --all


@app.command(
    help=say(
        "按 rules/indicators.yaml 的亮灯规则列出红灯、黄灯项目。月份默认取台账里最新有数的月份。",
        "List red and yellow projects by the lights of rules/indicators.yaml. The month defaults to the newest"
        " one with figures.",
    )
)
def lights(
    period: Annotated[
        str | None, typer.Argument(metavar="[MONTH]", help=say("月份，如 2025-07", "month, such as 2025-07"))
    ] = None,
    rule: Annotated[
        str | None, typer.Option("--rule", metavar="KEY", help=say("只看一条规则", "one light only"))
    ] = None,
    by: reads.By = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.IssuedFrom = None,
    as_of_date: reads.AsOfDate = None,
    every: Annotated[bool, typer.Option("--all", help=say("名单全部列出", "show lists in full"))] = False,
) -> int:
    """Judge the month by every light in force, or by one, and print it in the format asked for."""
    options.chosen(format_, reads.FORMATS, "--format")
    ledger = options.open_here(as_of)
    month = options.month_with_figures(ledger, period, as_of_date, "lights")
    from xmtz.reports.bulletins.lights import lights as build

    shortened = format_ in ("table", "md") and not every
    value = build(ledger, month, by, rule, SHOWN if shortened else None)
    if format_ in ("csv", "json"):
        from xmtz.render.bulletins.lights_data import lights_csv, lights_json

        if format_ == "json":
            options.put(lights_json(value), output)
        else:
            options.put_csv(lights_csv(value), output)
        return 0
    from xmtz.render.bulletins.lights import lights_document

    options.put_document(lights_document(value), format_, output)
    return 0
