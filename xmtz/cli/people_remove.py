"""xmtz people remove: take somebody off a post of a project."""

from __future__ import annotations

import typer

from xmtz.cli import writes
from xmtz.cli.people_assign import Post
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(help=say("撤下一个项目的责任人。", "Take whoever has a post of a project off it."))
def remove(
    project: writes.ProjectName,
    role: Post,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Take somebody off one post."""
    from xmtz.domain.plain import printable
    from xmtz.entry import assigning

    post = assigning.post_of(role)
    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        done = assigning.remove(gate, standing, post)
        name = printable(f"{standing.project.name}")
        who = printable(done.name)
        message = Say(
            f"责任人：{name} 撤下{done.role.zh} {who}", f"Post: {name} without {done.role.en} {who}"
        )
        return writes.finish(gate.write(message), message)
