"""Projects for focused dispatch (重点调度): which ones the rules pick for a meeting, each with its reasons.

The rule is data: `dispatch` of rules/cadence.yaml, for a cadence or for all meetings of a period.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, NamedTuple

from xmtz.domain.money import format_wan
from xmtz.domain.months import Month
from xmtz.domain.rounding import percent, points
from xmtz.index.dispatch_questions import Candidate, candidates
from xmtz.index.ledger import Ledger
from xmtz.index.meeting_questions import dispatched
from xmtz.index.places import place_of
from xmtz.records.rules import Dispatch, DispatchReason
from xmtz.reports.bulletins.lights import COLOURS, Lamp, lights
from xmtz.reports.bulletins.sources import place_of_words
from xmtz.reports.clocks.duties import KINDS, Duty
from xmtz.reports.issues.escalations import Proposal
from xmtz.reports.issues.issues import Line
from xmtz.reports.meetings.decisions import OVERDUE, Verdict
from xmtz.words.finding import Place
from xmtz.words.lang import Say, say

APPROVALS: Final = ("answer", "decide", "joint", "process", "paused", "deferred", "committed", "revoke")
"""Prompts that are overdue approvals."""


class Because(NamedTuple):
    """One reason: its key and name in the rules, what there is of it, and the line that says so."""

    key: str
    label: str
    detail: str
    place: Place | None


class Focus(NamedTuple):
    """A project to be dispatched. `overdue`: of its issues and approvals the most working days past a deadline;
    `gap`: its rate against the schedule, as a fraction of 1; `last`: when it was last dispatched."""

    id: str
    name: str
    unit: str | None
    leader: str | None
    path: str
    because: Sequence[Because]
    overdue: int
    gap: Fraction | None
    last: str | None


class Known(NamedTuple):
    """What stands in the ledger on the day, by the ids of projects."""

    issues: Mapping[str, Sequence[Line]]
    proposals: Mapping[str, Sequence[Proposal]]
    duties: Mapping[str, Sequence[Duty]]
    decisions: Mapping[str, Sequence[Verdict]]


def dispatch_of(ledger: Ledger, key: str) -> Dispatch:
    """The rule of a cadence: its own, or that of its period, or what goes for every ledger."""
    rules = ledger.rules.cadence
    cadence = rules.cadences.get(key)
    found = rules.dispatch.get(key) or (rules.dispatch.get(cadence.every) if cadence is not None else None)
    return found or _default()


def _default() -> Dispatch:
    """Behind the schedule, an overdue approval, an overdue issue, an issue to be escalated, a red light."""

    def reason(zh: str, en: str, **facts: object) -> DispatchReason:
        made = DispatchReason.__new__(DispatchReason)
        made.__dict__.update(facts, label=Say(zh, en))
        return made

    dispatch = Dispatch.__new__(Dispatch)
    dispatch.__dict__["reasons"] = {
        "schedule": reason("欠序时进度", "behind schedule", behind=0),
        "approvals": reason("审批逾期", "overdue approvals", overdue_approvals=1),
        "issues": reason("问题逾期", "overdue issues", issues_overdue=1),
        "escalations": reason("问题应提级", "issues to escalate", escalations=1),
        "lights": reason("红灯", "red light", lights=("red",)),
    }
    return dispatch


class Selection:
    """The projects in the scope of a rule on a day, and why each is dispatched."""

    def __init__(self, ledger: Ledger, rule: Dispatch, day: date, month: Month, known: Known) -> None:
        self.ledger = ledger
        self.rule = rule
        self.day = day
        self.month = month
        self.known = known
        self.lamps: dict[str, list[tuple[str, Lamp]]] = {}
        if any(reason.lights for reason in rule.reasons.values()):
            self._light_up()

    def all(self) -> list[Focus]:
        """Every project with a reason, in the order of the rule."""
        conditions = {key: one.when for key, one in self.rule.reasons.items() if one.when is not None}
        rows = candidates(
            self.ledger.facts, self.day, self.month, self.ledger.rules, self.rule.scope, conditions
        )
        last = dispatched(self.ledger.facts, (self.day - timedelta(days=1)).isoformat())
        found = []
        for row in rows:
            because = list(self._because(row))
            if because:
                gap = Fraction(row.invested - row.scheduled, row.plan) if row.plan else None
                focus = Focus(
                    *(row.id, row.name, row.unit, row.leader, row.path, because),
                    *(self._overdue(row), gap, last.get(row.id)),
                )
                found.append((focus, row))
        order = self.rule.order or ("reasons", "overdue", "behind")
        found.sort(key=lambda pair: (*(_position(name, *pair) for name in order), pair[0].id))
        return [focus for focus, _ in found]

    def placed(self, focus: Focus) -> Focus:
        """A project with the lines that its reasons rest on."""
        because = [
            one if one.place is not None else one._replace(place=self._place(focus, one))
            for one in focus.because
        ]
        return focus._replace(because=because)

    def _light_up(self) -> None:
        for rule in lights(self.ledger, self.month).rules:
            if rule.light.of == "unit":
                continue
            label = rule.light.label.text() if rule.light.label else rule.key
            for colour in ("red", "yellow"):
                for lamp in rule.lists[colour].rows:
                    self.lamps.setdefault(lamp.id, []).append((f"{label}{COLOURS[colour].text()}", lamp))

    def _because(self, row: Candidate) -> Iterator[Because]:
        for key, reason in self.rule.reasons.items():
            said = next(filter(None, self._said(key, reason, row)), None)
            if said is not None:
                label = reason.label.text() if reason.label else key
                yield Because(key, label, *said)

    def _said(
        self, key: str, reason: DispatchReason, row: Candidate
    ) -> Iterator[tuple[str, Place | None] | None]:
        """What there is of a reason, by each way in which it may hold."""
        if key in row.holds:
            yield self._of(reason.when or "", row), None
        yield self._behind(reason, row)
        yield self._duties(reason.overdue_approvals, row)
        issues = self.known.issues.get(row.id, ())
        yield _issues(reason.issues_open, [one for one in issues if one.issue.cleared is None])
        yield _issues(reason.issues_overdue, [one for one in issues if one.overdue])
        yield self._escalations(reason.escalations, row)
        yield self._decisions(reason.decisions_overdue, row)
        for colour in reason.lights:
            lit = [(name, lamp) for name, lamp in self.lamps.get(row.id, ()) if lamp.colour == colour]
            if lit:
                yield say("、", ", ").join(name for name, _ in lit), lit[0][1].place

    def _behind(self, reason: DispatchReason, row: Candidate) -> tuple[str, Place | None] | None:
        short = row.scheduled - row.invested
        if short <= 0 or not row.plan:
            return None
        behind = reason.behind is not None and short * 10000 >= reason.behind * row.plan
        arrears = reason.arrears is not None and short >= reason.arrears
        return (self._figures(row), None) if behind or arrears else None

    def _of(self, condition: str, row: Candidate) -> str:
        """What there is of a condition: the figures, or the day of the planned start, if it asks for them."""
        if "invested" in condition:
            return self._figures(row)
        if "planned_start" in condition and row.planned_start is not None:
            return say("计划 {d} 开工", "planned to start on {d}", d=row.planned_start)
        return ""

    def _figures(self, row: Candidate) -> str:
        if not row.plan:
            return say("没有年度计划", "no plan for the year")
        return say(
            "到 {m} 完成 {i}/{p} 万元，{r}，与时序差 {g} 个百分点",
            "{i}/{p} 万元 up to {m}, {r}, {g} points against the schedule",
            m=self.month,
            i=format_wan(row.invested),
            p=format_wan(row.plan),
            r=percent(Fraction(row.invested, row.plan), 1),
            g=points(Fraction(row.invested - row.scheduled, row.plan), 1),
        )

    def _late(self, row: Candidate) -> list[Duty]:
        duties = self.known.duties.get(row.id, ())
        return sorted((one for one in duties if one.overdue and one.kind in APPROVALS), key=lambda d: d.left)

    def _duties(self, least: int | None, row: Candidate) -> tuple[str, Place | None] | None:
        late = self._late(row)
        if least is None or len(late) < least:
            return None
        said = [
            say(
                "{l}{k}，逾期 {n} 个工作日",
                "{l}: {k}, {n} wd over",
                l=one.label,
                k=KINDS[one.kind],
                n=-one.left,
            )
            for one in late
        ]
        return say("；", "; ").join(said), None

    def _escalations(self, least: int | None, row: Candidate) -> tuple[str, Place | None] | None:
        found = self.known.proposals.get(row.id, ())
        if least is None or len(found) < least:
            return None
        ladder = self.ledger.rules.issues.ladder
        said = [
            f"{one.line.issue.id} {one.line.issue.title} → {_rung(ladder[one.rise.rung].label, one.rise.rung)}"
            for one in found
        ]
        return say("；", "; ").join(said), None

    def _decisions(self, least: int | None, row: Candidate) -> tuple[str, Place | None] | None:
        found = [one for one in self.known.decisions.get(row.id, ()) if one.state == OVERDUE]
        if least is None or len(found) < least:
            return None
        said = [f"{one.decision.day} {one.decision.what}" for one in found]
        return say("；", "; ").join(said), Place(found[0].decision.path)

    def _overdue(self, row: Candidate) -> int:
        issues = [-(one.left or 0) for one in self.known.issues.get(row.id, ()) if one.overdue]
        return max([*issues, *(-one.left for one in self._late(row))], default=0)

    def _place(self, focus: Focus, because: Because) -> Place | None:
        """The line of a reason: of an issue or an approval its own, of figures the newest."""
        reason = self.rule.reasons[because.key]
        raw = self.ledger.source.read(focus.path) or b""
        issues = self.known.issues.get(focus.id, ())
        if reason.issues_open or reason.issues_overdue or reason.escalations:
            first = next((one for one in issues if one.overdue or not reason.issues_overdue), None)
            if first is not None and first.issue.path == focus.path:
                return place_of(raw, focus.path, "issues", first.issue.id)
        if reason.overdue_approvals:
            late = [
                one for one in self.known.duties.get(focus.id, ()) if one.overdue and one.kind in APPROVALS
            ]
            if late:
                return place_of(raw, focus.path, "steps", f"{min(late, key=lambda d: d.left).key}:")
        words = reason.when or "invested_ytd plan_to_date plan"
        return place_of_words(self.ledger, focus.path, words, None, self.month)


def _issues(least: int | None, found: Sequence[Line]) -> tuple[str, Place | None] | None:
    if least is None or len(found) < least:
        return None

    def one(line: Line) -> str:
        title = f"{line.issue.id} {line.issue.title}"
        return (
            title + say("，逾期 {n} 个工作日", ", {n} wd over", n=-(line.left or 0))
            if line.overdue
            else title
        )

    return say("；", "; ").join(one(line) for line in found), None


def _rung(label: Say | None, key: str) -> str:
    return label.text() if label is not None else key


def _position(order: str, focus: Focus, row: Candidate) -> int | Fraction:
    """What one way of ordering goes by, the smallest first."""
    if order == "reasons":
        return -len(focus.because)
    if order == "overdue":
        return -focus.overdue
    if order == "behind":
        return focus.gap if focus.gap is not None else 10**9
    if order == "priority":
        return (row.urgency or 9) + (row.importance or 9)
    return -(row.total or 0)
