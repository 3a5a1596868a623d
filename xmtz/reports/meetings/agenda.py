"""What a meeting has before it: projects to dispatch, what became of its decisions, what to decide, the work ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple, TypeVar

from xmtz.domain.cycles import length
from xmtz.domain.months import Month
from xmtz.index import meeting_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.index.meeting_questions import Held
from xmtz.index.questions import newest_month
from xmtz.records.rules import Cadence
from xmtz.reports.bulletins.values import Shown
from xmtz.reports.clocks.duties import KINDS, Asked, Duty, duties
from xmtz.reports.issues.escalations import proposals
from xmtz.reports.issues.issues import Line, Wanted, lines
from xmtz.reports.meetings.cadence import cadence_key
from xmtz.reports.meetings.decisions import Verdict, verdicts
from xmtz.reports.meetings.focus import Focus, Known, Selection, dispatch_of
from xmtz.reports.meetings.work_ahead import Task, work_ahead
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say, series

ESCALATE, TOP, ASSIGN, ACCEPT, DEFERRAL = "escalate", "top", "assign", "accept", "deferral"
CHOICES: Final = {
    ESCALATE: Say("应提级", "to escalate"),
    TOP: Say("已到最高一级仍逾期", "overdue on the highest rung"),
    ASSIGN: Say("待交办", "to assign"),
    ACCEPT: Say("待接单", "to be accepted"),
    DEFERRAL: Say("容缺、承诺到期", "deferrals and commitments due"),
}
T = TypeVar("T")


class Choice(NamedTuple):
    """Something that the meeting has to decide. `command` records it."""

    kind: str
    id: str
    project: str
    what: str
    note: str
    command: str | None


class Agenda(NamedTuple):
    """The agenda of a meeting. `others`: other meetings of the same period; `month`: figures count up to it."""

    ledger: str
    key: str
    cadence: Cadence
    day: date
    until: date
    month: Month
    others: Sequence[str]
    label: Say
    focus: Shown[Focus]
    last: Held | None
    decisions: Sequence[Verdict]
    earlier: Sequence[Verdict]
    choices: Sequence[Choice]
    tasks: Sequence[Task]


def chosen_cadence(ledger: Ledger, every: str | None, kind: str | None) -> tuple[str, Sequence[str]]:
    """The cadence of a meeting to be prepared, and the others of its period.

    Of several meetings with a period the one that has a dispatch rule of its own is meant; with none, or
    with more than one of these, it has to be named. Raises Trouble that lists them.
    """
    rules = ledger.rules.cadence
    held = {
        key: one for key, one in rules.cadences.items() if (one.kept_by or "meeting") in ("meeting", "visit")
    }
    if kind is not None:
        key = cadence_key(held, kind)
        if every is not None and held[key].every != every:
            raise Trouble(
                Say("“{key}”不是这个周期的", "“{key}” is not of this period"), key=_named(held, [key])
            )
        return key, []
    of_period = [key for key, one in held.items() if one.every == every]
    meetings = [key for key in of_period if held[key].kept_by != "visit"] or of_period
    own = [key for key in meetings if key in rules.dispatch]
    for found in (meetings, own):
        if len(found) == 1:
            return found[0], [key for key in meetings if key != found[0]]
    if not meetings:
        raise Trouble(
            Say(
                "rules/cadence.yaml 里没有这个周期的会议；可用 --kind：{known}",
                "rules/cadence.yaml has no meeting of this period; known for --kind: {known}",
            ),
            known=_named(held, held),
        )
    raise Trouble(
        Say(
            "这个周期的会议有 {n} 种，用 --kind 写明是哪一种：{known}",
            "there are {n} meetings of this period; say which with --kind: {known}",
        ),
        n=len(meetings),
        known=_named(held, meetings),
    )


def _named(known: Mapping[str, Cadence], keys: Iterable[str]) -> Say:
    listed = [(key, known[key].label or Say(key, key)) for key in keys]
    return Say(
        series(f"{key}（{label.zh}）" for key, label in listed).zh or "（空）",
        series(f"{key} ({label.en})" for key, label in listed).en or "(none)",
    )


def agenda(
    ledger: Ledger,
    key: str,
    others: Sequence[str],
    day: date,
    month: Month | None = None,
    days: int | None = None,
    every: bool = False,
) -> Agenda:
    """The agenda of a meeting on a day, with what is recorded up to it. `every`: the rule's limit is left out."""
    cadence = ledger.rules.cadence.cadences[key]
    rule = dispatch_of(ledger, key)
    until = day + timedelta(days=days or rule.days or length(cadence.every))
    whole = Month.of(day) if day == Month.of(day).last_day else Month.of(day).previous
    month = month or newest_month(ledger.facts, whole) or whole
    prompts = duties(ledger, Asked(day, until))
    decided = verdicts(ledger, day)
    issues = lines(ledger, day, Wanted())
    raised = proposals(ledger, day, Wanted())
    known = Known(
        _by(issues, lambda one: one.issue.project),
        _by(raised, lambda one: one.line.issue.project),
        _by(prompts, lambda one: one.project or ""),
        _by(decided, lambda one: one.decision.project or ""),
    )
    selection = Selection(ledger, rule, day, month, known)
    focus = selection.all()
    shown = focus if every or rule.limit is None else focus[: rule.limit]
    before = ask.meetings(ledger.facts, "", (day - timedelta(days=1)).isoformat(), key)
    last = before[-1] if before else None
    own = [one for one in decided if last is not None and one.decision.path == last.path]
    same = {one.path for one in before}
    earlier = [one for one in decided if one.decision.path in same and one not in own and not one.kept]
    return Agenda(
        ledger=ledger.book.settings.name or "",
        key=key,
        cadence=cadence,
        day=day,
        until=until,
        month=month,
        others=others,
        label=rule.label or Say("重点调度项目", "Projects for focused dispatch"),
        focus=Shown(len(focus), [selection.placed(one) for one in shown]),
        last=last,
        decisions=own,
        earlier=earlier,
        choices=[
            *(
                Choice(
                    ESCALATE,
                    one.line.issue.id,
                    one.line.issue.name,
                    one.line.issue.title,
                    _rise(ledger, one.line, one.rise.rung),
                    one.command,
                )
                for one in raised
            ),
            *_choices(ledger, issues, {one.line.issue.id for one in raised}, prompts),
        ],
        tasks=work_ahead(ledger, day, until, prompts, decided),
    )


def _by(items: Iterable[T], key: object) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for one in items:
        found.setdefault(key(one), []).append(one)  # type: ignore[operator]
    return found


def _over(line: Line) -> Say:
    return Say(f"逾期 {-(line.left or 0)} 个工作日", f"{-(line.left or 0)} wd over")


def _rise(ledger: Ledger, line: Line, rung: str) -> str:
    ladder = ledger.rules.issues.ladder
    label = ladder[rung].label or Say(rung, rung)
    over = _over(line)
    return Say(f"{over.zh}，提到“{label.zh}”", f"{over.en}, to “{label.en}”").text()


def _choices(
    ledger: Ledger, issues: Sequence[Line], raised: set[str], prompts: Sequence[Duty]
) -> Iterator[Choice]:
    top = len(ledger.rules.issues.ladder) - 1
    for one in issues:
        issue = one.issue
        place = (issue.id, issue.name, issue.title)
        if one.overdue and issue.resolved is None and issue.id not in raised and top > 0 and one.rung == top:
            yield Choice(TOP, *place, _over(one).text(), None)
        if one.state == "unassigned":
            order = Say("企业点单", "an enterprise's order").text() if issue.origin == "enterprise" else ""
            yield Choice(ASSIGN, *place, order, f"xmtz issue assign {issue.id} --unit")
        if one.state == "unaccepted":
            yield Choice(ACCEPT, *place, issue.assigned or "", f"xmtz issue accept {issue.id}")
    for duty in prompts:
        if duty.kind in ("deferred", "committed", "revoke"):
            note = f"{duty.day} {KINDS[duty.kind].text()}"
            yield Choice(DEFERRAL, duty.key, duty.name or "", duty.label, note, None)
