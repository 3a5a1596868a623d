"""xmtz issue: raise, assign, follow and clear issues; list them, and count what is cleared."""

from __future__ import annotations

import typer

from xmtz.cli import issue_following, issue_list, issue_raising, issue_report
from xmtz.words.lang import say

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help=say(
        "问题：提出、交办、接单、方案、进展、提级、办结、销号、重新立案；列表、全过程、三张清单和销号率。",
        "Issues: add, assign, accept, plan, progress, escalate, resolve, clear, reopen; list, show, report.",
    ),
)

app.command(
    "add",
    help=say(
        "提出问题，可同时交办；时限默认按类别的工作日数算。",
        "Raise an issue, and assign it at once if you like; its deadline is its class's limit in working days "
        "unless given.",
    ),
)(issue_raising.add)
app.command(
    "assign",
    help=say(
        "交办给责任单位和责任人；改派时原交办、原接单保留在 assigned_before。",
        "Assign an issue to a unit and a person; a former assignment and its acceptance are kept in assigned_before.",
    ),
)(issue_raising.assign)
app.command(
    "accept", help=say("责任单位接单；先交办，后接单。", "The unit takes on what was assigned to it.")
)(issue_raising.accept)
app.command(
    "plan",
    help=say(
        "写解决方案；一个问题一套方案，要换加 --replace，原方案保留。",
        "Give the plan to solve it. An issue has one plan: --replace changes it, and the former is kept.",
    ),
)(issue_following.plan)
app.command("progress", help=say("写进展（落实记录）。", "Note progress."))(issue_following.progress)
app.command(
    "escalate",
    help=say(
        "提级会办，可写议定事项；不写 --to 就提一级，只上不下。",
        "Raise it to a higher rung, with what was decided there; the next one unless --to says which. Never down.",
    ),
)(issue_following.escalate)
app.command("resolve", help=say("办结，等待销号。", "The work is done; it waits to be cleared."))(
    issue_following.resolve
)
app.command(
    "clear",
    help=say(
        "销号：要有佐证，由责任人以外的人确认。",
        "Clear an issue: with evidence, by someone other than the one assigned.",
    ),
)(issue_following.clear)
app.command(
    "reopen",
    help=say(
        "重新立案：写明理由；原办结、原销号、原时限保留，时限重新计算。",
        "Open a cleared issue again, with the reason; what is undone is kept, and it gets a new deadline.",
    ),
)(issue_following.reopen)
app.command(
    "list",
    help=say(
        "列出问题，默认未销号的，时限近的在前。",
        "List issues: those that stand open, the earliest deadline first.",
    ),
)(issue_list.list_)
app.command("show", help=say("一个问题的全过程。", "The whole life of an issue."))(issue_list.show)
app.command(
    "report",
    help=say(
        "三张清单（problems 问题、duties 责任、actions 落实）、rates 销号率、escalations 应提级的问题。",
        "Three lists (problems, duties, actions), rates of clearing, escalations that are due.",
    ),
)(issue_report.report)
