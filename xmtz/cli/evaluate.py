"""xmtz evaluate: score and rank the units by an evaluation of the rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

if TYPE_CHECKING:
    from xmtz.index.ledger import Ledger

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "考核评价：按 rules/indicators.yaml 的 evaluations 给各责任单位打分、排名、标末位，印出各项口径。什么都不写，"
        "列出有哪些考核；不写考核期，取台账里最新有数的一期。",
        "Score the units by an evaluation of rules/indicators.yaml, rank them, mark the last, and say how every item is"
        " defined. With nothing given, list the evaluations; without a period, take the newest with figures.",
    )
)
def evaluate(
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="[KEY]",
            help=say(
                "考核（键或名称）；只有一项的可不写",
                "the evaluation, by key or name; not needed if there is one",
            ),
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Argument(
            metavar="[PERIOD]",
            help=say(
                "考核期：2025-07、2025-Q3、2025-H1、2025", "its period: 2025-07, 2025-Q3, 2025-H1, 2025"
            ),
        ),
    ] = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.IssuedFrom = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Score, or list what can be scored, and print it in the format asked for."""
    options.chosen(format_, reads.FORMATS, "--format")
    today = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    if key is None:
        _list(ledger, format_, output)
        return 0
    from xmtz.reports.bulletins.evaluate import evaluate as build
    from xmtz.reports.bulletins.evaluation_periods import asked

    value = build(ledger, *asked(ledger, (key, period), today))
    if format_ == "json":
        from xmtz.render.bulletins.evaluate_data import evaluation_json

        options.put(evaluation_json(value), output)
    elif format_ == "csv":
        from xmtz.render.bulletins.evaluate_data import evaluation_csv

        options.put_csv(evaluation_csv(value), output)
    else:
        from xmtz.render.bulletins.evaluate import evaluation_document

        options.put_document(evaluation_document(value), format_, output)
    return 0


def _list(ledger: Ledger, format_: str, output: Path | None) -> None:
    from xmtz.reports.bulletins.evaluation_periods import evaluations

    known, name = evaluations(ledger), ledger.book.settings.name or ""
    if format_ == "json":
        from xmtz.render.bulletins.evaluate_data import evaluations_json

        options.put(evaluations_json(known, name), output)
    elif format_ == "csv":
        from xmtz.render.bulletins.evaluate_data import evaluations_csv

        options.put_csv(evaluations_csv(known), output)
    else:
        from xmtz.render.bulletins.evaluate import evaluations_document

        options.put_document(evaluations_document(known, name), format_, output)
