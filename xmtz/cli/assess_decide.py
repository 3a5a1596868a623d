"""xmtz assess decide: the decision after an assessment."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "登记决策；没有评审、没有结论或早于评审的不收。",
        "Enter a decision; refused without an assessment, without its verdict, and before it.",
    )
)
def decide(
    project: writes.ProjectName,
    which: Annotated[
        str | None,
        typer.Argument(
            help=say("哪一项评审：序号或事项", "which assessment: its number or subject"),
            metavar="[SUBJECT]",
            show_default=False,
        ),
    ] = None,
    on: writes.On = None,
    decision: Annotated[str | None, typer.Option(help=say("决策内容", "what was decided"))] = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Enter one decision."""
    from xmtz.domain.plain import printable
    from xmtz.entry import assessing

    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        done = assessing.decide(gate, standing, which, writes.given_day(on), decision, options.today())
        name = printable(standing.project.name)
        message = Say(f"决策：{name} {printable(done.zh)}", f"Decided: {name} {printable(done.en)}")
        return writes.finish(gate.write(message), message)
