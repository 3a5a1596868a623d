"""xmtz resource: a resource that a project needs, and how much of it is secured."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "登记或改动一项要素：需求量、须在哪个阶段前落实、申请、落实量和文号。",
        "Enter or change a resource: how much, before which stage, applied for, secured and by which document.",
    )
)
def resource(
    project: writes.ProjectName,
    kind: Annotated[
        str,
        typer.Argument(
            help=say("要素（键或名称）", "resource, by key or name"), metavar="KIND", show_default=False
        ),
    ],
    needed: Annotated[str | None, typer.Option(help=say("需求量", "how much"), metavar="N")] = None,
    measure: Annotated[
        str | None, typer.Option(help=say("计量单位，如 亩、吨标准煤、千伏安", "unit of measure"))
    ] = None,
    before: Annotated[
        str | None, typer.Option(help=say("须在此阶段前落实", "before which stage"), metavar="STAGE")
    ] = None,
    applied: Annotated[str | None, typer.Option(help=say("申请日期", "applied on"), metavar="DATE")] = None,
    secured: Annotated[
        str | None, typer.Option(help=say("已落实的量", "how much is secured"), metavar="N")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(help=say("落实日期，默认今天", "secured on, today if not said"), metavar="DATE"),
    ] = None,
    document: Annotated[str | None, typer.Option(help=say("文号", "document"))] = None,
    note: Annotated[str | None, typer.Option(help=say("备注", "note"))] = None,
    new: Annotated[bool, typer.Option("--new", help=say("另立一项", "a line of its own"))] = False,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Enter or change one resource."""
    from xmtz.domain.plain import printable
    from xmtz.entry import securing

    given = securing.Given(
        kind, needed, measure, before, options.day(applied), secured, options.day(on), document, note, new
    )
    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        label, reminders = securing.put(gate, standing, given, options.today())
        what = printable(standing.project.name)
        message = Say(f"要素：{what} {printable(label.zh)}", f"Resource: {what} {printable(label.en)}")
        return writes.finish(gate.write(message), message, reminders)
