"""xmtz review enter: a project enters a key list."""

from __future__ import annotations

import typer

from xmtz.cli import key_list_moves, writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(help=say("调入名录，写明理由。", "Enter a key list, for a reason."))
def review_enter(
    project: writes.ProjectName,
    key_list: key_list_moves.KeyList,
    reason: key_list_moves.Reason = None,
    on: writes.On = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Enter a project on a key list."""
    from xmtz.entry import adjusting

    how = writes.how(dry_run, commit)
    return key_list_moves.moved(adjusting.enter, Say("调入", "enters"), project, key_list, reason, on, how)
