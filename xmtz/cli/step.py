"""xmtz step: record what happened to an approval step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from xmtz.entry import step_actions

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_ACTIONS = (
    "apply accept pause resume grant refuse defer commit skip withdraw deliver correct supply extend "
    "check break revoke renew lapse"
)


@app.command(
    help=say(
        "登记审批手续的办理情况，可一次登记几步，如 apply=2025-01-05 accept=2025-01-09 grant=2025-02-15。动作："
        "apply 申报、correct 补正告知、supply 补齐、accept 受理、pause 暂停计时、resume 恢复、extend 延期、grant 办结、"
        "deliver 送达、refuse 不予批准、withdraw 撤回、skip 不适用、defer 容缺受理、commit 告知承诺、check 核查承诺、"
        "break 认定违诺、revoke 撤销、renew 延续有效期、lapse 失效。",
        "Record an approval step; several actions at once, such as apply=2025-01-05 accept=2025-01-09 "
        f"grant=2025-02-15. Actions: {_ACTIONS}.",
    )
)
def step(
    project: writes.ProjectName,
    step_: Annotated[
        str,
        typer.Argument(
            help=say("手续（键或名称）", "the step, by key or name"), metavar="STEP", show_default=False
        ),
    ],
    actions: Annotated[
        list[str],
        typer.Argument(
            help=say("动作，或 动作=日期", "an action, or ACTION=DATE"),
            metavar="ACTION...",
            show_default=False,
        ),
    ],
    on: writes.On = None,
    document: Annotated[str | None, typer.Option(help=say("文号", "number of the document"))] = None,
    why: Annotated[str | None, typer.Option(help=say("暂停的事由", "why it is paused"))] = None,
    until: Annotated[
        str | None,
        typer.Option(
            help=say(
                "容缺的补齐期限，承诺的核查期限，延续后的有效期",
                "until when: a deferral, the check of a commitment, what was renewed",
            ),
            metavar="DATE",
        ),
    ] = None,
    missing: Annotated[
        list[str] | None, typer.Option(help=say("缺少的材料，可多次", "what is missing; may be repeated"))
    ] = None,
    to: Annotated[str | None, typer.Option(help=say("承诺的内容", "what is promised"))] = None,
    reason: Annotated[str | None, typer.Option(help=say("理由", "why"))] = None,
    days: Annotated[int | None, typer.Option(help=say("延长的天数", "days added"), min=1, max=400)] = None,
    by: writes.By = None,
    notified: Annotated[
        str | None,
        typer.Option(
            help=say("暂停已书面告知申请人的日期", "the day on which the applicant was told of a pause"),
            metavar="DATE",
        ),
    ] = None,
    anyway: Annotated[
        bool,
        typer.Option(
            "--anyway",
            help=say("规则不准也登记，要写 --reason", "record it against the rules, with --reason"),
        ),
    ] = False,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Record actions on one step of one project."""
    from xmtz.domain.plain import printable
    from xmtz.entry import step_actions, stepping

    acts = [_act(one, on) for one in actions]
    said = step_actions.Said(
        document, why, options.day(until), missing or (), to, reason, days, by, options.day(notified), anyway
    )
    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        made = stepping.record(gate, standing, stepping.key_of(gate, step_), acts, said, options.today())
        name = printable(standing.project.name)
        facts = writes.together(made.done, Say("，", ", "))
        done = Say(f"手续：{name} {made.label.zh} {facts.zh}", f"Step: {name} {made.label.en} {facts.en}")
        return writes.finish(gate.write(done), done, made.reminders)


def _act(text: str, on: str | None) -> step_actions.Act:
    from xmtz.entry import step_actions
    from xmtz.entry.values import word

    name, equals, day = text.partition("=")
    labels = {key: action.label for key, action in step_actions.ACTIONS.items()}
    return step_actions.Act(
        word(name, labels, Say("动作", "action")), writes.given_day(day if equals else on)
    )
