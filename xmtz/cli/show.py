"""xmtz show: one project on one screen."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)
FORMATS = ("table", "md", "json")


@app.command(
    help=say(
        "一屏看完一个项目：基本情况、阶段、手续、本年投资、问题。",
        "One project on one screen: facts, stages, steps, this year, issues.",
    )
)
def show(
    project: reads.ProjectName,
    format_: Annotated[str, typer.Option("--format", help="table | md | json")] = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Show a project."""
    import json

    from xmtz.index.issue_questions import concerning
    from xmtz.index.lookup import find_project
    from xmtz.reports.names import Names
    from xmtz.reports.project import standing

    options.chosen(format_, FORMATS, "--format")
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    found = find_project(ledger.facts, project)
    value = standing(ledger, found.path, day)
    if format_ == "json":
        from xmtz.render.tree import tree_data

        data = {
            "version": 1,
            "path": found.path,
            "stage": value.stage,
            "project": tree_data(value.project.node),
            "issues_of_others": [
                {"path": path, "id": id_} for path, id_ in concerning(ledger.facts, found.id)
            ],
        }
        options.put(json.dumps(data, ensure_ascii=False, indent=2), output)
        return 0
    from xmtz.render.project import project_document

    options.put_document(project_document(value, Names(ledger)), format_, output)
    return 0
