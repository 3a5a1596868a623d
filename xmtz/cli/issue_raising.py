"""xmtz issue add, assign, accept: an issue raised, handed over, taken on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from xmtz.cli import options, writes
from xmtz.cli.issue_options import Due, Which, do
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from xmtz.entry.door import Gate, Standing
    from xmtz.entry.issuing import Found


def add(
    project: writes.ProjectName,
    title: Annotated[str, typer.Option(help=say("问题", "what it is"), show_default=False)],
    class_: Annotated[
        str,
        typer.Option(
            "--class", help=say("类别（键或名称）", "its class, by key or name"), show_default=False
        ),
    ],
    raised: Annotated[
        str | None,
        typer.Option(
            "--raised",
            "--on",
            help=say("提出日期，默认今天", "when it was raised, today if not said"),
            metavar="DATE",
        ),
    ] = None,
    due: Due = None,
    origin: Annotated[
        str | None,
        typer.Option(
            help=say(
                "来源：调研、会议、企业、提示、督查",
                "origin: survey, meeting, enterprise, prompt, supervision",
            )
        ),
    ] = None,
    by: Annotated[str | None, typer.Option(help=say("提出人", "who raised it"))] = None,
    also: Annotated[
        list[str] | None,
        typer.Option(
            help=say("还涉及的项目，可多次", "another project that it concerns; may be repeated"),
            metavar="PROJECT",
            show_default=False,
        ),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            help=say("同时交办：责任单位", "assigned at once: unit"), metavar="UNIT", show_default=False
        ),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option(
            help=say("同时交办：责任人", "assigned at once: person"), metavar="NAME", show_default=False
        ),
    ] = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Raise an issue on a project."""
    from xmtz.domain.plain import printable
    from xmtz.entry import issuing

    new = issuing.New(
        *(title, class_, writes.given_day(raised), options.day(due), origin, by),
        *(also or (), unit, person),
    )
    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        gate.refresh()
        made = issuing.add(gate, standing, new, options.today())
        name = printable(f"{standing.project.name} {made.id} {made.title}")
        limit = Say(f"，时限 {made.due}", f", due {made.due}") if made.due else Say("", "")
        done = Say(f"问题：{name} 提出{limit.zh}", f"Issue: {name} raised{limit.en}")
        return writes.finish(gate.write(done), done, made.reminders)


def assign(
    which: Which,
    unit: Annotated[str, typer.Option(help=say("责任单位", "unit"), metavar="UNIT", show_default=False)],
    person: Annotated[
        str | None, typer.Option(help=say("责任人", "person"), metavar="NAME", show_default=False)
    ] = None,
    on: writes.On = None,
    due: Due = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Assign one issue."""
    from xmtz.entry import handing

    def act(gate: Gate, standing: Standing, one: Found) -> Say:
        made = handing.assign(
            gate, standing, one, unit, person, writes.given_day(on), options.day(due), options.today()
        )
        label = gate.ledger.units[made.unit].name or made.unit
        old = gate.ledger.units.get(made.before or "")
        before = (old.name if old is not None else None) or made.before
        was = Say(f"（原为 {before}）", f" (was {before})") if before else Say("", "")
        return Say(
            f"交办 {label}{' ' + person if person else ''}{was.zh}",
            f"assigned to {label}{' ' + person if person else ''}{was.en}",
        )

    return do(which, dry_run, commit, act)


def accept(
    which: Which,
    by: Annotated[
        str | None, typer.Option(help=say("接单人", "who accepts it"), metavar="NAME", show_default=False)
    ] = None,
    on: writes.On = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Accept one issue."""
    from xmtz.entry import handing

    def act(gate: Gate, standing: Standing, one: Found) -> Say:
        who = handing.accept(gate, standing, one, by, writes.given_day(on), options.today())
        return Say(f"接单 {who}", f"accepted by {who}")

    return do(which, dry_run, commit, act)
