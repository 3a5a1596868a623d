"""Everything of a project that has a clock: its steps, its joint groups, its whole processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from xmtz.domain.clock import Clock, Handling, beginning, clock
from xmtz.domain.period import Period
from xmtz.domain.process import Handled, handling_clock
from xmtz.domain.workdays import Calendar
from xmtz.index.conditions import StepConditions
from xmtz.index.step_limits import Effective, StepLimits
from xmtz.records.events import decision, event_day, handling_of
from xmtz.records.project import Project
from xmtz.records.rules import Rules, Span

STEP: Final = "step"
GROUP: Final = "group"
SPAN: Final = "span"


class Item(NamedTuple):
    """Something with a clock. `approvals`: of a process whose handling counts; its `handling` then
    holds the events as `accepted` and `decided`."""

    kind: str
    key: str
    handling: Handling
    limit: Period | None
    promise: Period | None
    result: str | None = None
    approvals: tuple[Handled, ...] | None = None

    def clock(self, calendar: Calendar, today: date, within: Period, promised: bool = False) -> Clock | None:
        """The clock on a day, by the statutory limit or by the promised one; None without a limit."""
        limit = self.promise if promised else self.limit
        if limit is None:
            return None
        if self.approvals is None:
            return clock(calendar, self.handling, limit, today, within)
        start = self.handling.accepted
        if start is None or start > today:
            return None
        return handling_clock(calendar, start, self.handling.decided, limit, self.approvals, today)


class ClockItems:
    """Finds what has a clock, under one set of rules."""

    def __init__(self, rules: Rules, limits: StepLimits, calendar: Calendar) -> None:
        self.rules = rules
        self.calendar = calendar
        self.limits = limits
        self.spans = StepConditions(rules.steps.limits)
        self.within = rules.steps.answer_within
        self.groups: dict[str, list[str]] = {}
        for key, rule in rules.steps.steps.items():
            group = (rules.steps.groups or {}).get(rule.group or "")
            if rule.group is not None and group is not None and group.limit is not None:
                self.groups.setdefault(rule.group, []).append(key)

    def of(self, project: Project, traits: list[Any]) -> Iterator[Item]:
        """The items of a project; `traits` as for StepConditions."""
        limits = self.limits.of(project, traits)
        steps = {}
        for key, step in project.steps.items():
            own = limits.get(key)
            handling = handling_of(step, own.limit if own else None, own.extension if own else None)
            if not _begun(handling):
                continue
            decided = decision(step)
            steps[key] = item = Item(
                STEP,
                key,
                handling,
                own.limit if own else None,
                own.promise if own else None,
                decided[1] if decided else None,
            )
            yield item
        yield from self._groups(steps)
        if self.rules.steps.limits:
            yield from self._spans(project, traits, steps)

    def effective(self, project: Project, traits: list[Any]) -> Mapping[str, Effective]:
        """The limits of every step for a project, with their articles."""
        return self.limits.of(project, traits)

    def _groups(self, steps: Mapping[str, Item]) -> Iterator[Item]:
        for group, keys in self.groups.items():
            inside = [steps[key] for key in keys if key in steps]
            starts = [day for one in inside if (day := self._start(one)) is not None]
            if not starts:
                continue
            rule = (self.rules.steps.groups or {})[group]
            decided = [one.handling.decided for one in inside]
            extensions = [one.handling.extension for one in inside if one.handling.extension is not None]
            handling = Handling(
                accepted=min(starts),
                pauses=[pause for one in inside for pause in one.handling.pauses],
                extension=max(extensions, key=lambda one: one.number, default=None),
                decided=None if None in decided else max(day for day in decided if day is not None),
            )
            yield Item(GROUP, group, handling, rule.limit, rule.promise)

    def _spans(self, project: Project, traits: list[Any], steps: Mapping[str, Item]) -> Iterator[Item]:
        applying = self.spans.applying(project, traits)
        for key, span in self.rules.steps.limits.items():
            if key not in applying or span.limit is None:
                continue
            start = event_day(project, span.from_ or "")
            if start is None:
                continue
            finish = event_day(project, span.to or "")
            if finish is not None and finish < start:
                continue
            yield self._span(key, span, start, finish, steps)

    def _span(
        self, key: str, span: Span, start: date, finish: date | None, steps: Mapping[str, Item]
    ) -> Item:
        pauses = [pause for one in steps.values() for pause in one.handling.pauses] if span.excluded else []
        approvals = None
        if span.measure == "handling":
            approvals = tuple(
                Handled(day, one.handling.decided, one.handling.pauses if span.excluded else ())
                for one in steps.values()
                if (day := self._start(one)) is not None
            )
            pauses = []
        return Item(
            SPAN,
            key,
            Handling(accepted=start, pauses=pauses, decided=finish),
            span.limit,
            None,
            None,
            approvals,
        )

    def _start(self, item: Item) -> date | None:
        return beginning(self.calendar, item.handling, self.within).day


def _begun(handling: Handling) -> bool:
    return handling.applied is not None or handling.accepted is not None
