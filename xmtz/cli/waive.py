"""xmtz waive: a finding does not hold for a project, for a reason and until a day."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "豁免一个项目的一条提示：写明理由、批准人和有效期。过期后提示重新出现；已有的豁免保留。",
        "Waive a finding of a project: why, who allows it, until when. It comes back afterwards; earlier waivers stay.",
    )
)
def waive(
    project: writes.ProjectName,
    code: Annotated[
        str,
        typer.Argument(
            help=say("提示代码，如 L515", "the code of the finding, such as L515"),
            metavar="CODE",
            show_default=False,
        ),
    ],
    reason: Annotated[
        str | None,
        typer.Option(help=say("理由（必写）", "why (needed)"), metavar="REASON", show_default=False),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            help=say("批准人（必写）", "who allows it (needed)"), metavar="NAME", show_default=False
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            help=say("有效期至，含当天（必写）", "the last day on which it holds (needed)"),
            metavar="DATE",
            show_default=False,
        ),
    ] = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Waive one finding."""
    from xmtz.checks.manual import pages
    from xmtz.domain.plain import printable
    from xmtz.entry import waiving

    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        made = waiving.waive(gate, standing, code, reason, by, until, options.today())
        name = printable(standing.project.name)
        page = pages().get(made.code)
        title = page.title if page is not None else Say("", "")
        done = Say(
            f"豁免：{name} {made.code}（{title.zh}）到 {made.until}",
            f"Waive: {name} {made.code} ({title.en}) until {made.until}",
        )
        return writes.finish(gate.write(done), done, made.notes)
