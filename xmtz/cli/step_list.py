"""xmtz step list: the approvals of a project with their clocks."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "一个项目的审批时钟：哪天起算、用了几天、不计几天、还剩几天、在谁手里、是否按时；联合办理和全流程时限。",
        "The clocks of a project's approvals: since when, days used, left and not counted, who holds each, on time "
        "or late; joint handling and whole processes.",
    )
)
def step_list(
    project: reads.ProjectName,
    all_: Annotated[
        bool,
        typer.Option(
            "--all",
            help=say(
                "加上每项适用或不适用的理由、时限的依据", "with why each applies or not, and the articles"
            ),
        ),
    ] = False,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print the clocks of a project."""
    from xmtz.index.lookup import find_project
    from xmtz.render.clocks import clocks as render
    from xmtz.reports.clocks.clocks import clocks_of

    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    clocks = clocks_of(ledger, find_project(ledger.facts, project).path, day)
    if format_ == "json":
        options.put(render.clocks_json(clocks), output)
    elif format_ == "csv":
        options.put_csv(render.clocks_csv(clocks), output)
    else:
        options.put_document(render.clocks_document(clocks, all_), format_, output)
    return 0
