"""xmtz report: print a bulletin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from xmtz.domain.spans import Span
    from xmtz.index.ledger import Ledger
    from xmtz.reports.bulletins.values import Bulletin

app = typer.Typer(add_completion=False, rich_markup_mode=None)
SHOWN = 20  # of each list, unless --all


@app.command(
    help=say(
        "印出通报：周、双周、月、季、半年、年。时期默认取台账里最新有数的一期；周通报默认本周。",
        "Print a bulletin: weekly, fortnightly, monthly, quarterly, half-yearly, yearly. The period defaults to the newest "
        "one with figures, and to this week.",
    )
)
def report(
    period: Annotated[
        str | None,
        typer.Argument(
            metavar="[PERIOD]",
            help=say(
                "时期：2025-07、2025-Q3、2025-H1、2025，周用其中一天",
                "period: 2025-07, 2025-Q3, 2025-H1, 2025; a week by one of its days",
            ),
        ),
    ] = None,
    weekly: Annotated[bool, typer.Option("--weekly", help=say("周通报", "of a week"))] = False,
    biweekly: Annotated[bool, typer.Option("--biweekly", help=say("双周通报", "of a fortnight"))] = False,
    monthly: Annotated[bool, typer.Option("--monthly", help=say("月通报", "of a month"))] = False,
    quarterly: Annotated[bool, typer.Option("--quarterly", help=say("季通报", "of a quarter"))] = False,
    half_yearly: Annotated[
        bool, typer.Option("--half-yearly", help=say("半年通报", "of a half-year"))
    ] = False,
    yearly: Annotated[bool, typer.Option("--yearly", help=say("年度通报", "of a year"))] = False,
    by: reads.By = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.IssuedFrom = None,
    as_of_date: reads.AsOfDate = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help=say("附各指标的口径、分子和分母", "add each indicator's definition and numbers")
        ),
    ] = False,
    cell: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--cell",
            metavar="UNIT INDICATOR",
            help=say("列出一个数背后的项目及出处", "the projects behind one figure"),
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=say("名单全部列出", "show lists in full"))] = False,
) -> int:
    """Build the report and print it in the format asked for."""
    options.chosen(format_, reads.FORMATS, "--format")
    asked = (weekly, biweekly, monthly, quarterly, half_yearly, yearly)
    if sum(asked) != 1:
        raise Trouble(
            Say(
                "请写明哪一种通报，只写一种：xmtz report --monthly [月份]",
                "say which bulletin, and only one: xmtz report --monthly [MONTH]",
            )
        )
    from xmtz.domain.spans import KINDS

    ledger = options.open_here(as_of)
    kind = next(one for one, wanted in zip(KINDS, asked, strict=True) if wanted)
    span = options.span_with_figures(ledger, kind, period, as_of_date)
    from xmtz.reports.bulletins.bulletin import bulletin as build

    if cell is not None:
        return _cell(ledger, span, by, cell, format_, output)
    shortened = format_ in ("table", "md") and not every
    _put(build(ledger, span, by, SHOWN if shortened else None), format_, output, explain)
    return 0


def _put(value: Bulletin, format_: str, output: Path | None, explain: bool) -> None:
    if format_ in ("csv", "json"):
        from xmtz.render.bulletins import bulletin_data

        if format_ == "json":
            options.put(bulletin_data.bulletin_json(value), output)
        else:
            options.put_csv(bulletin_data.bulletin_csv(value), output)
        return
    from xmtz.render.bulletins.bulletin import bulletin_document

    document = bulletin_document(value)
    if explain:
        from xmtz.render.bulletins.definitions import definitions_sections

        document = document._replace(sections=[*document.sections, *definitions_sections(value)])
    options.put_document(document, format_, output)


def _cell(
    ledger: Ledger, span: Span, by: str | None, wanted: tuple[str, str], format_: str, output: Path | None
) -> int:
    from xmtz.render.bulletins.definitions import cell_csv, cell_document, cell_json
    from xmtz.reports.bulletins.cell import cell as build

    value = build(ledger, span, by, *wanted)
    if format_ == "json":
        options.put(cell_json(value), output)
    elif format_ == "csv":
        options.put_csv(cell_csv(value), output)
    else:
        options.put_document(cell_document(value, span), format_, output)
    return 0
