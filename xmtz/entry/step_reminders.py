"""What is worth knowing beside what was recorded on a step. It stops nothing.

What can be seen in the file afterwards, such as corrections told late, is not said here: the checks
find it, and what a change brings in is printed beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from xmtz.domain.clock import DELIVER_WITHIN
from xmtz.domain.workdays import Calendar, add_months
from xmtz.entry.step_actions import Act, Said
from xmtz.entry.step_refusals import Matter
from xmtz.records.project import Project
from xmtz.records.quantities import Duration
from xmtz.records.rules import Rules, StepRule
from xmtz.records.step import STATES
from xmtz.words.lang import Say


def of_step(
    project: Project, rules: Rules, step: str, acts: Sequence[Act], applying: Collection[str]
) -> Iterator[Say]:
    """Whether the step applies to the project at all, and what comes before it."""
    steps = rules.steps.steps
    if step not in applying and any(act.action == "apply" for act in acts):
        yield Say("按规则，这个项目不涉及这项手续", "by the rules, this step does not apply to the project")
    forward = [act for act in acts if act.action in ("apply", "accept", "grant")]
    if not forward:
        return
    for before in steps[step].needs:
        known = project.steps.get(before)
        state = "none" if known is None else known.state_at(forward[-1].on)
        if before in applying and state not in ("granted", "committed", "deferred", "skipped"):
            label = steps[before].label if before in steps else Say(before, before)
            now = STATES[state]
            yield Say(
                f"前置事项“{label.zh}”{now.zh}，批复时须已办结",
                f"“{label.en}” comes before it and is {now.en}; it has to be granted first",
            )


def of_action(matter: Matter, act: Act, said: Said) -> Iterator[Say]:
    """What the law says of an action that was taken."""
    if act.action == "pause" and said.notified is None:
        yield Say(
            "暂停所需的时间要书面告知申请人（行政许可法第四十五条）：--notified 日期，或补写在 paused 的 notified",
            "the applicant is told in writing how long it takes (Administrative Licensing Law, Art. 45): "
            "--notified DATE, or notified under paused",
        )
    elif act.action == "extend":
        by = matter.extension.by
        yield Say(
            f"延期由{by.zh}批准，理由要告知申请人（行政许可法第四十二条）",
            f"an extension is approved by its authority ({by.en}), and its reason told to the applicant "
            "(Administrative Licensing Law, Art. 42)",
        )
    elif act.action == "deliver":
        yield from _delivered_late(matter, act.on)
    elif act.action == "commit" and said.until is None:
        yield Say("没有写何时核查：--until 日期", "it is not said when it is checked: --until DATE")
    elif act.action == "renew":
        yield from _renewed_late(matter, matter.rule, act.on)


def _delivered_late(matter: Matter, on: date) -> Iterator[Say]:
    granted = matter.found.granted
    if granted is None:
        return
    by = matter.calendar.add_working_days(granted, DELIVER_WITHIN).day
    if on > by:
        yield Say(
            f"决定应在 10 个工作日内（{by} 前）送达（行政许可法第四十四条）",
            f"a decision is delivered within 10 working days, here by {by} (Administrative Licensing Law, Art. 44)",
        )


def _renewed_late(matter: Matter, rule: StepRule, on: date) -> Iterator[Say]:
    end = matter.valid_to
    ahead = rule.renew_ahead
    if end is None or ahead is None or not ahead.number:
        return
    by = _before(matter.calendar, end, ahead)
    if on > by:
        shown = ahead.say()
        yield Say(
            f"延续应在届满 {shown.zh}前（{by} 前）申请",
            f"it is applied for {shown.en} before the end, here by {by}",
        )


def _before(calendar: Calendar, end: date, ahead: Duration) -> date:
    """The day so long before the end."""
    if ahead.unit == "wd":
        return calendar.latest_start(end, ahead.number).day
    if ahead.unit == "d":
        return end - timedelta(days=ahead.number)
    return add_months(end, -ahead.number * (12 if ahead.unit == "y" else 1))
