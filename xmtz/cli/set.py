"""xmtz set: change any field of a project."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "改项目的字段，可一次改几个：total=4.7亿 people.leader=王某 dates.signed=2025-07-01 plan.2025=3亿 "
        "tags+=绿色通道 tags-=旧标签；owner= 删去这一项；milestones[1].actual=2025-07-01 改第一条。",
        "Change fields of a project, several at once: total=4.7亿 people.leader=... dates.signed=2025-07-01 "
        "plan.2025=3亿 tags+=... tags-=...; owner= takes the field out; milestones[1].actual=2025-07-01 the first item.",
    )
)
def set_(
    project: writes.ProjectName,
    assignments: Annotated[
        list[str],
        typer.Argument(help=say("字段=值", "FIELD=VALUE"), metavar="FIELD=VALUE...", show_default=False),
    ],
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Change fields of one project."""
    from xmtz.domain.plain import printable
    from xmtz.entry import setting

    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        done = setting.change(gate, standing, assignments)
        name = printable(standing.project.name)
        facts = writes.together(done, Say("；", "; ")) if done else Say("已是这样", "it is so already")
        message = Say(f"修改：{name} {facts.zh}", f"Change: {name} {facts.en}")
        return writes.finish(gate.write(message), message if done else facts)
