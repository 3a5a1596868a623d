"""xmtz review leave: a project leaves a key list."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(help=say("调出名录，写明理由。", "Leave a key list, for a reason."))
def review_leave(
    project: writes.ProjectName,
    key_list: Annotated[
        str,
        typer.Argument(
            help=say("名录（键或名称）", "the list, by key or name"), metavar="LIST", show_default=False
        ),
    ],
    reason: Annotated[str | None, typer.Option(help=say("理由", "why"))] = None,
    on: writes.On = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Take a project off a key list."""
    from xmtz.domain.plain import printable
    from xmtz.entry import adjusting

    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        day = writes.given_day(on)
        label = adjusting.leave(gate, standing, key_list, day, reason, options.today())
        name = printable(standing.project.name)
        done = Say(f"名录 {day}：{name} 调出“{label.zh}”", f"Key list {day}: {name} leaves “{label.en}”")
        return writes.finish(gate.write(done), done)
