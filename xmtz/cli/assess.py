"""xmtz assess: an assessment of a project."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "登记评审（先评估、后决策）；结论后出的，同一事项再写 --verdict。",
        "Enter an assessment; where its verdict comes later, name the subject again with --verdict.",
    )
)
def assess(
    project: writes.ProjectName,
    subject: Annotated[str, typer.Option(help=say("评审事项", "what is assessed"), show_default=False)],
    kind: Annotated[
        str | None, typer.Option(help=say("方式，如专家解读、模拟评审", "kind, such as a mock review"))
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help=say("评审机构", "the institution"))] = None,
    experts: Annotated[
        str | None, typer.Option(help=say("专家，用逗号隔开", "experts, with commas between"))
    ] = None,
    on: writes.On = None,
    verdict: Annotated[str | None, typer.Option(help=say("结论", "the verdict"))] = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Enter one assessment."""
    from xmtz.domain.plain import printable
    from xmtz.entry import assessing

    given = assessing.Given(subject, kind, by, experts, verdict)
    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        done = assessing.assess(gate, standing, given, options.day(on), options.today())
        name = printable(standing.project.name)
        message = Say(f"评审：{name} {printable(done.zh)}", f"Assessed: {name} {printable(done.en)}")
        return writes.finish(gate.write(message), message)
