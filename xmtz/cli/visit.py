"""xmtz visit: record a visit to a project."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "登记走访调研；写 --issue-class 则把发现的问题立案（来源：调研发现）。",
        "Record a visit; with --issue-class what was found becomes an issue (origin: survey).",
    )
)
def visit(
    project: writes.ProjectName,
    on: writes.On = None,
    by: Annotated[str | None, typer.Option(help=say("走访人", "who visited"), metavar="NAME")] = None,
    kind: Annotated[
        str | None,
        typer.Option(help=say("方式，如 项目建设调研日", "what kind of visit, such as survey day")),
    ] = None,
    found: Annotated[str | None, typer.Option(help=say("发现的问题", "what was found"))] = None,
    issue_class: Annotated[
        str | None,
        typer.Option(
            "--issue-class",
            help=say("立为问题的类别（键或名称）", "class of the issue, by key or name"),
            metavar="KEY",
        ),
    ] = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Record a visit and perhaps an issue."""
    from xmtz.domain.plain import printable
    from xmtz.entry.visiting import Seen, visit

    seen = Seen(writes.given_day(on), by, kind, found, issue_class)
    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        gate.refresh()
        made = visit(gate, standing, seen, options.today())
        name = printable(standing.project.name)
        zh, en = f"走访：{name} {seen.on}", f"Visit: {name} {seen.on}"
        if made is not None:
            due = Say(f"，时限 {made.due}", f", due {made.due}") if made.due else Say("", "")
            zh += f"，立案 {made.id}{due.zh}"
            en += f", issue {made.id} raised{due.en}"
        done = Say(zh, en)
        return writes.finish(gate.write(done), done, made.reminders if made is not None else ())
