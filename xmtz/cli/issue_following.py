"""xmtz issue plan, progress, escalate, resolve, clear, reopen: an issue under way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from xmtz.cli import options, writes
from xmtz.cli.issue_options import Due, Text, Which, do
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from xmtz.entry.door import Gate, Standing
    from xmtz.entry.issuing import Found


def plan(
    which: Which,
    text: Text,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help=say("换下在用的方案（原方案保留）", "in place of the plan that holds, which is kept"),
        ),
    ] = False,
    on: writes.On = None,
    by: writes.By = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Plan how to solve one issue."""
    from xmtz.entry import following

    def act(gate: Gate, standing: Standing, one: Found) -> Say:
        following.plan(gate, standing, one, text, writes.given_day(on), by, replace, options.today())
        return Say("换方案", "plan replaced") if replace else Say("定方案", "planned")

    return do(which, dry_run, commit, act)


def progress(
    which: Which,
    text: Text,
    on: writes.On = None,
    by: writes.By = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Note progress of one issue."""
    from xmtz.entry import following

    def act(gate: Gate, standing: Standing, one: Found) -> Say:
        following.progress(gate, standing, one, text, writes.given_day(on), by, options.today())
        return Say("有进展", "progress noted")

    return do(which, dry_run, commit, act)


def escalate(
    which: Which,
    to: Annotated[str | None, typer.Option(help=say("提到哪一级", "to which level"))] = None,
    on: writes.On = None,
    reason: Annotated[str | None, typer.Option(help=say("理由", "why"))] = None,
    decision: Annotated[str | None, typer.Option(help=say("议定事项", "what was decided"))] = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Escalate one issue."""
    from xmtz.entry import following

    def act(gate: Gate, standing: Standing, one: Found) -> Say:
        label = following.escalate(
            gate, standing, one, to, writes.given_day(on), reason, decision, options.today()
        )
        return Say(f"提级到 {label.zh}", f"raised to {label.en}")

    return do(which, dry_run, commit, act)


def resolve(
    which: Which,
    on: writes.On = None,
    by: writes.By = None,
    result: Annotated[str | None, typer.Option(help=say("结果", "the result"))] = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Resolve one issue."""
    from xmtz.entry import following

    def act(gate: Gate, standing: Standing, one: Found) -> Say:
        following.resolve(gate, standing, one, writes.given_day(on), by, result, options.today())
        return Say("办结", "resolved")

    return do(which, dry_run, commit, act)


def clear(
    which: Which,
    on: writes.On = None,
    by: Annotated[str | None, typer.Option(help=say("销号人", "who clears it"))] = None,
    evidence: Annotated[str | None, typer.Option(help=say("佐证", "evidence"))] = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Clear one issue."""
    from xmtz.entry import clearing

    def act(gate: Gate, standing: Standing, one: Found) -> Say:
        clearing.clear(gate, standing, one, by, evidence, writes.given_day(on), options.today())
        return Say("销号", "cleared")

    return do(which, dry_run, commit, act)


def reopen(
    which: Which,
    on: writes.On = None,
    reason: Annotated[
        str | None, typer.Option(help=say("理由", "why"), metavar="REASON", show_default=False)
    ] = None,
    due: Due = None,
    by: writes.By = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Reopen one issue."""
    from xmtz.entry import clearing

    def act(gate: Gate, standing: Standing, one: Found) -> Say:
        made = clearing.reopen(
            gate,
            standing,
            one,
            writes.given_day(on),
            reason,
            by,
            options.day(due),
            options.today(),
        )
        limit = Say(f"，时限 {made.due}", f", due {made.due}") if made.due else Say("", "")
        return Say(f"重新立案{limit.zh}", f"reopened{limit.en}")

    return do(which, dry_run, commit, act)
