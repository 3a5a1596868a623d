"""xmtz advance: move a project to its next stage."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "推进到下一阶段。缺什么一次列全；补齐或说明理由豁免后才推进。",
        "Move a project to its next stage. What is missing is listed; nothing moves until it is met or waived.",
    )
)
def advance(
    project: writes.ProjectName,
    stage: Annotated[
        str | None,
        typer.Argument(
            help=say(
                "阶段（键或名称）；只有一个去向时可不写",
                "the stage, by key or name; may be left out where only one can follow",
            ),
            metavar="STAGE",
            show_default=False,
        ),
    ] = None,
    on: writes.On = None,
    basis: Annotated[
        str | None, typer.Option(help=say("依据，如“承诺可开工”", "basis, such as a start on commitment"))
    ] = None,
    waive: Annotated[
        list[str] | None,
        typer.Option(
            help=say(
                "豁免一项条件，如 eia；all 为全部",
                "waive a requirement, such as eia; all for every one",
            ),
            metavar="NEED",
        ),
    ] = None,
    reason: Annotated[
        str | None, typer.Option(help=say("豁免或跳级的理由", "why it is waived, or why a stage is skipped"))
    ] = None,
    by: writes.By = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Move one project."""
    from xmtz.domain.plain import printable
    from xmtz.entry import advancing

    wanted = advancing.Wanted(stage, writes.given_day(on), basis, waive or (), reason, by)
    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        made = advancing.advance(gate, standing, wanted, options.today())
        name = printable(standing.project.name)
        waived = (
            Say(f"（豁免 {'、'.join(made.waived)}）", f" (waived: {', '.join(made.waived)})")
            if made.waived
            else Say("", "")
        )
        done = Say(
            f"推进 {wanted.on}：{name} 进入“{made.label.zh}”{waived.zh}",
            f"Advance {wanted.on}: {name} enters “{made.label.en}”{waived.en}",
        )
        code = writes.finish(gate.write(done), done)
        if made.next is not None and not dry_run:
            options.put(made.next.text())
        return code
