"""xmtz assess list: assessments, decisions, institutions and experts."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "评审和决策：待决策的、已决策的和相隔几个工作日，机构库、专家库的使用。",
        "Assessments: those that wait for a decision, those decided on and after how many working days, "
        "how often institutions and experts were called on.",
    )
)
def list_(
    project: Annotated[
        str | None,
        typer.Argument(
            help=say("只列一个项目的", "of one project only"), metavar="PROJECT", show_default=False
        ),
    ] = None,
    waiting: Annotated[
        bool, typer.Option("--waiting", help=say("只列待决策的", "those that wait only"))
    ] = False,
    unit: reads.UnitName = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print the assessments."""
    from xmtz.index.lookup import find_project
    from xmtz.render.means import assessments as render
    from xmtz.reports.means.assessments import Assessments
    from xmtz.reports.names import Names

    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    path = find_project(ledger.facts, project).path if project is not None else None
    key = Names(ledger).key_if("unit", unit)
    value = Assessments(ledger, day, key, path)
    if format_ == "json":
        options.put(render.assessments_json(value), output)
    elif format_ == "csv":
        from xmtz.render.sections import sections_csv

        options.put_csv(sections_csv(render.assessments_sections(value, waiting)), output)
    else:
        options.put_document(render.assessments_document(value, waiting), format_, output)
    return 0
