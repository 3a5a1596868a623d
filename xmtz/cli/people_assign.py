"""xmtz people assign: name somebody for a post of a project."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from xmtz.cli import writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Post: TypeAlias = Annotated[
    str,
    typer.Argument(
        help=say(
            "职责：leader 包抓领导、service 首席服务员、agent 首席代办员、statistician 首席统计员、head 组长、"
            "office 局办、cadre 包抓干部、contact 业主联系人",
            "post: leader, service, agent, statistician, head, office, cadre, contact",
        ),
        metavar="ROLE",
        show_default=False,
    ),
]


@app.command(
    help=say(
        "明确一个项目的责任人；职级、单位、任务、标准、时限、电话不写就只记姓名。同一人再写是补充；"
        "换人加 --replace，任务、标准、时限不另写就沿用。",
        "Name somebody for a post of a project; only the name is kept where nothing else is said. The same person "
        "again: what is said is added. --replace puts another in place; task, standard and time limit stay unless said.",
    )
)
def assign(
    project: writes.ProjectName,
    role: Post,
    name: Annotated[str, typer.Argument(help=say("姓名", "name"), metavar="NAME", show_default=False)],
    rank: Annotated[str | None, typer.Option(help=say("职级", "rank"), metavar="RANK")] = None,
    unit: Annotated[str | None, typer.Option(help=say("本人的单位", "the person's unit"))] = None,
    task: Annotated[str | None, typer.Option(help=say("任务", "task"))] = None,
    standard: Annotated[str | None, typer.Option(help=say("标准", "standard"))] = None,
    due: Annotated[str | None, typer.Option(help=say("时限", "time limit"), metavar="DATE")] = None,
    phone: Annotated[str | None, typer.Option(help=say("联系电话", "telephone"))] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help=say("换下现任", "in place of whoever has the post"))
    ] = False,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Name somebody for one post."""
    from xmtz.domain.plain import printable
    from xmtz.entry import assigning

    post = assigning.post_of(role)
    given = assigning.Given(name, rank, unit, task, standard, due, phone)
    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        gate.refresh()
        done = assigning.assign(gate, standing, post, given, replace)
        which, who = printable(standing.project.name), printable(done.name)
        was = Say("", "")
        if done.before is not None:
            was = Say(f"（原为 {printable(done.before)}）", f" (was {printable(done.before)})")
        message = Say(
            f"责任人：{which} {done.role.zh} {who}{was.zh}", f"Post: {which} {done.role.en} {who}{was.en}"
        )
        return writes.finish(gate.write(message), message, done.reminders)
