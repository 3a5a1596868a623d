"""xmtz issue: raise, assign, follow and clear issues."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from xmtz.cli import options, reads, writes
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from xmtz.entry.door import Gate, How, Standing
    from xmtz.entry.issuing import Found

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help=say(
        "问题：提出、交办、方案、进展、提级、办结、销号、重新立案、列表。",
        "Issues: add, assign, plan, progress, escalate, resolve, clear, reopen, list.",
    ),
)

Which: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        help=say("问题编号；前面可写项目", "the issue's id; its project may stand before it"),
        metavar="[PROJECT] ISSUE",
        show_default=False,
    ),
]
Text: TypeAlias = Annotated[str, typer.Option(help=say("内容", "what it says"), show_default=False)]


@contextmanager
def _issue_opened(which: list[str], manner: How) -> Iterator[tuple[Gate, Standing, Found]]:
    """The door opened with the file of an issue read."""
    from xmtz.entry import door, issuing
    from xmtz.index.lookup import find_issue, find_project
    from xmtz.words.errors import Trouble

    if not 1 <= len(which) <= 2:
        raise Trouble(
            Say("写一个问题编号，前面可写项目", "give one issue id, with its project before it if you like")
        )
    ledger = options.open_here()
    inside = find_project(ledger.facts, which[0]).path if len(which) == 2 else None
    known = find_issue(ledger.facts, which[-1], inside)
    with door.opened(ledger, manner) as gate:
        standing = gate.read(known.path)
        yield gate, standing, issuing.found(standing, known.id)


def _do(
    which: list[str], dry_run: bool, commit: bool | None, act: Callable[[Gate, Standing, Found], Say]
) -> int:
    """Open, act, write, print: what the commands on one issue have in common."""
    from xmtz.domain.plain import printable

    with _issue_opened(which, writes.how(dry_run, commit)) as (gate, standing, one):
        done = act(gate, standing, one)
        name = printable(f"{standing.project.name} {one.issue.id} {one.issue.title_ or ''}".rstrip())
        message = Say(f"问题：{name} {done.zh}", f"Issue: {name} {done.en}")
        return writes.finish(gate.write(message), message)


@app.command(
    "add",
    help=say(
        "提出问题；时限默认按类别的工作日数算。",
        "Raise an issue; its deadline is its class's limit in working days unless given.",
    ),
)
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
    due: Annotated[str | None, typer.Option(help=say("办结时限", "its deadline"), metavar="DATE")] = None,
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
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Raise an issue on a project."""
    from xmtz.domain.plain import printable
    from xmtz.entry import issuing

    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        gate.refresh()
        made = issuing.add(
            gate,
            standing,
            title,
            class_,
            writes.given_day(raised),
            options.day(due),
            origin,
            by,
            options.today(),
        )
        name = printable(f"{standing.project.name} {made.id} {made.title}")
        limit = Say(f"，时限 {made.due}", f", due {made.due}") if made.due else Say("", "")
        done = Say(f"问题：{name} 提出{limit.zh}", f"Issue: {name} raised{limit.en}")
        return writes.finish(gate.write(done), done, made.reminders)


@app.command("assign", help=say("交办给责任单位和责任人。", "Assign an issue to a unit and a person."))
def assign(
    which: Which,
    unit: Annotated[str, typer.Option(help=say("责任单位", "unit"), show_default=False)],
    person: Annotated[str | None, typer.Option(help=say("责任人", "person"))] = None,
    on: writes.On = None,
    due: Annotated[str | None, typer.Option(help=say("办结时限", "its deadline"), metavar="DATE")] = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Assign one issue."""
    from xmtz.entry import issuing

    def act(gate: Gate, standing: Standing, one: Found) -> Say:
        made = issuing.assign(
            gate, standing, one, unit, person, writes.given_day(on), options.day(due), options.today()
        )
        label = gate.ledger.units[made.unit].name or made.unit
        was = Say(f"（原为 {made.before}）", f" (was {made.before})") if made.before else Say("", "")
        return Say(
            f"交办 {label}{' ' + person if person else ''}{was.zh}",
            f"assigned to {label}{' ' + person if person else ''}{was.en}",
        )

    return _do(which, dry_run, commit, act)


@app.command(
    "plan",
    help=say(
        "写解决方案；原方案保留并注明被替换。",
        "Give the plan to solve it; an earlier one is kept as replaced.",
    ),
)
def plan(
    which: Which,
    text: Text,
    on: writes.On = None,
    by: writes.By = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Plan how to solve one issue."""
    from xmtz.entry import following

    def act(gate: Gate, standing: Standing, one: Found) -> Say:
        following.plan(gate, standing, one, text, writes.given_day(on), by, options.today())
        return Say("定方案", "planned")

    return _do(which, dry_run, commit, act)


@app.command("progress", help=say("写进展。", "Note progress."))
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

    return _do(which, dry_run, commit, act)


@app.command(
    "escalate",
    help=say(
        "提级；不写 --to 就提一级。", "Raise it to a higher level; the next one unless --to says which."
    ),
)
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

    return _do(which, dry_run, commit, act)


@app.command("resolve", help=say("办结，等待销号。", "The work is done; it waits to be cleared."))
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

    return _do(which, dry_run, commit, act)


@app.command(
    "clear",
    help=say(
        "销号：要有佐证，由责任人以外的人确认。",
        "Clear an issue: with evidence, by someone other than the one assigned.",
    ),
)
def clear(
    which: Which,
    on: writes.On = None,
    by: Annotated[str | None, typer.Option(help=say("销号人", "who clears it"))] = None,
    evidence: Annotated[str | None, typer.Option(help=say("佐证", "evidence"))] = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Clear one issue."""
    from xmtz.entry import issuing

    def act(gate: Gate, standing: Standing, one: Found) -> Say:
        issuing.clear(gate, standing, one, by, evidence, writes.given_day(on), options.today())
        return Say("销号", "cleared")

    return _do(which, dry_run, commit, act)


@app.command("reopen", help=say("重新立案。", "Open a cleared issue again."))
def reopen(
    which: Which,
    on: writes.On = None,
    reason: Annotated[str | None, typer.Option(help=say("理由", "why"))] = None,
    by: writes.By = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Reopen one issue."""
    from xmtz.entry import following

    def act(gate: Gate, standing: Standing, one: Found) -> Say:
        following.reopen(gate, standing, one, writes.given_day(on), reason, by, options.today())
        return Say("重新立案", "reopened")

    return _do(which, dry_run, commit, act)


@app.command("list", help=say("列出未销号的问题。", "List the issues that stand open."))
def list_(
    project: Annotated[
        str | None,
        typer.Argument(
            help=say("只列一个项目的", "of one project only"), metavar="PROJECT", show_default=False
        ),
    ] = None,
    unit: Annotated[str | None, typer.Option(help=say("只列一个责任单位的", "of one unit only"))] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help=say("只列逾期的", "overdue ones only"))] = False,
    all_: Annotated[bool, typer.Option("--all", help=say("连已销号的", "cleared ones too"))] = False,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """List issues, the most pressing first."""
    from xmtz.domain.plain import printable
    from xmtz.domain.width import pad
    from xmtz.entry import values
    from xmtz.index.lookup import find_project, issues

    today = writes.given_day(as_of_date)
    ledger = options.open_here()
    path = None if project is None else find_project(ledger.facts, project).path
    key = None if unit is None else values.unit(unit, ledger.units)
    rows = []
    for one in issues(ledger.facts, today.isoformat(), path, key, overdue, all_):
        state = (
            Say("已销号", "cleared")
            if one.cleared
            else Say("逾期", "overdue")
            if one.due and one.due < today.isoformat()
            else Say("", "")
        )
        unit_ = ledger.units.get(one.unit or "")
        whose = unit_.name if unit_ is not None else one.unit or say("未交办", "unassigned")
        rows.append(
            [
                one.id,
                one.due or "-",
                state.text(),
                printable(whose or "-"),
                printable(one.title or ""),
                printable(one.project),
            ]
        )
    if not rows:
        options.put(say("没有这样的问题", "there are no such issues"))
        return 0
    from xmtz.domain.width import width

    wide = [max(width(row[n]) for row in rows) for n in range(len(rows[0]))]
    options.put(
        "\n".join(
            "  ".join(pad(cell, columns) for cell, columns in zip(row, wide, strict=True)).rstrip()
            for row in rows
        )
    )
    return 0
