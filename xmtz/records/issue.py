"""An issue: a problem to be cleared (问题销号), from being raised to being cleared with evidence."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from xmtz.records.record import Either, Lifted, ListOf, Record, Sub, Type, many, opt, req
from xmtz.records.types import DAY, ISSUE_ID, LINE, OTHER_PROJECT, PERSON, PROSE, UNIT, Choice, Word
from xmtz.words.lang import Say


class Assignment(Record):
    """Handed to a unit and a person (清单交办)."""

    title = Say("交办", "assignment")
    unit = req(UNIT, "责任单位", "unit")
    person = opt(PERSON, "责任人", "person")
    on = req(DAY, "交办日期", "on")


class Acceptance(Record):
    """Taken on by the department (部门接单)."""

    title = Say("接单", "acceptance")
    by = req(PERSON, "接单人", "by")
    on = req(DAY, "日期", "on")


class FormerAssignment(Record):
    """An assignment that another one took the place of, with its acceptance."""

    title = Say("原交办", "former assignment")
    unit = req(UNIT, "责任单位", "unit")
    person = opt(PERSON, "责任人", "person")
    on = req(DAY, "交办日期", "on")
    accepted = opt(Sub(Acceptance), "接单", "accepted")
    until = req(DAY, "改派日期", "until")


class FormerDeadline(Record):
    """A deadline that another one took the place of."""

    title = Say("原时限", "former deadline")
    due = req(DAY, "办结时限", "due")
    until = req(DAY, "改期日期", "until")
    reason = opt(LINE, "理由", "reason")


class Solution(Record):
    """A plan to solve the issue; one is active, earlier ones are kept."""

    title = Say("解决方案", "plan")
    text = req(PROSE, "方案", "plan")
    on = opt(DAY, "日期", "on")
    by = opt(PERSON, "提出人", "by")
    replaced = opt(DAY, "被替换日期", "replaced on")


class Progress(Record):
    """A note of progress."""

    title = Say("进展", "progress")
    on = req(DAY, "日期", "on")
    text = req(LINE, "进展", "progress")
    by = opt(PERSON, "填报人", "by")


class Escalation(Record):
    """Raised to a higher level of the ladder (提级会办)."""

    title = Say("提级", "escalation")
    to = req(Word("ladder", "提级层级", "level of the ladder"), "提级到", "to")
    on = req(DAY, "日期", "on")
    decision = opt(LINE, "议定事项", "decision")
    reason = opt(LINE, "理由", "reason")


class Ending(Record):
    """Resolved: the work is done, its clearing is still to be confirmed."""

    title = Say("办结", "resolution")
    on = req(DAY, "日期", "on")
    by = opt(PERSON, "办结人", "by")
    result = opt(LINE, "结果", "result")


class Clearing(Record):
    """Cleared: confirmed with evidence by someone other than the one assigned."""

    title = Say("销号", "clearing")
    on = req(DAY, "日期", "on")
    by = req(PERSON, "销号人", "by")
    evidence = req(LINE, "佐证", "evidence")


class Reopening(Record):
    """Opened again after it was cleared."""

    title = Say("重新立案", "reopening")
    on = req(DAY, "日期", "on")
    reason = req(LINE, "理由", "reason")
    by = opt(PERSON, "经办人", "by")
    resolved = opt(Sub(Ending), "原办结", "the resolution that was undone")
    cleared = opt(Sub(Clearing), "原销号", "the clearing that was undone")


def _solutions(plan: str | Solution | tuple[Solution, ...]) -> tuple[Solution, ...]:
    if isinstance(plan, tuple):
        return plan
    if isinstance(plan, Solution):
        return (plan,)
    solution = Solution.__new__(Solution)
    solution.__dict__["text"] = plan
    return (solution,)


SOLUTIONS: Final[Type[tuple[Solution, ...]]] = Lifted(
    Either(PROSE, ListOf(Sub(Solution))),
    _solutions,
)
ORIGINS: Final = {
    "survey": Say("调研发现", "survey"),
    "meeting": Say("会议提出", "meeting"),
    "enterprise": Say("企业点单", "enterprise order"),
    "prompt": Say("台账提示", "ledger prompt"),
    "supervision": Say("督查发现", "supervision"),
}


class Spell(NamedTuple):
    """A time in which an issue stood open; `until` is None while it does."""

    since: date
    until: date | None
    resolved: Ending | None
    cleared: Clearing | None


class Issue(Record):
    """A problem of a project. It is open until `cleared`."""

    title = Say("问题", "issue")
    id = req(ISSUE_ID, "编号", "id")
    title_ = req(LINE, "问题", "title")
    class_ = req(Word("classes", "问题类别", "issue class"), "类别", "class")
    raised = req(DAY, "提出日期", "raised")
    by = opt(LINE, "提出人", "raised by")
    origin = opt(Choice("来源", "origin", ORIGINS), "来源", "origin")
    projects = many(OTHER_PROJECT, "涉及的其他项目", "other projects concerned")
    assigned = opt(Sub(Assignment), "交办", "assigned")
    accepted = opt(Sub(Acceptance), "接单", "accepted")
    assigned_before = many(Sub(FormerAssignment), "原交办", "former assignments")
    due = opt(DAY, "办结时限", "due")
    due_before = many(Sub(FormerDeadline), "原时限", "former deadlines")
    plan = opt(SOLUTIONS, "解决方案", "plan")
    progress = many(Sub(Progress), "进展", "progress")
    escalated = many(Sub(Escalation), "提级", "escalations")
    resolved = opt(Sub(Ending), "办结", "resolved")
    cleared = opt(Sub(Clearing), "销号", "cleared")
    reopened = many(Sub(Reopening), "重新立案", "reopened")
    note = opt(LINE, "备注", "note")

    def spells(self) -> list[Spell]:
        """The times in which it stood open, one after the other: since it was raised, and since each reopening."""
        if self.raised is None:
            return []
        again = sorted((one for one in self.reopened if one.on is not None), key=lambda one: one.on)
        found = []
        since = self.raised
        for one in again:
            undone = one.cleared
            until: date | None = undone.on if undone is not None and undone.on is not None else one.on
            found.append(Spell(since, until, one.resolved, undone))
            since = one.on
        until = self.cleared.on if self.cleared is not None else None
        return [*found, Spell(since, until, self.resolved, self.cleared)]

    def open_at(self, day: date) -> bool:
        """Whether the issue stands open on `day`."""
        now = [spell for spell in self.spells() if spell.since <= day]
        return bool(now) and (now[-1].until is None or now[-1].until > day)

    def due_at(self, day: date) -> date | None:
        """The deadline that held on `day`."""
        return next(
            (one.due for one in self.due_before if one.until is not None and one.until > day), self.due
        )

    def assigned_at(self, day: date) -> Assignment | FormerAssignment | None:
        """To whom it was assigned on `day`."""
        if self.assigned is not None and self.assigned.on is not None and self.assigned.on <= day:
            return self.assigned
        held = [
            one
            for one in self.assigned_before
            if one.on is not None and one.until is not None and one.on <= day < one.until
        ]
        return held[-1] if held else None
