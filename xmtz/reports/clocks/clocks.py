"""The approvals of one project with their clocks: which apply and why, how long each took or may still take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from xmtz.domain.clock import DELIVER_WITHIN, Clock
from xmtz.domain.workdays import Deadline
from xmtz.index.clock_items import GROUP, SPAN, STEP, Item
from xmtz.index.ledger import Ledger
from xmtz.index.step_limits import Effective
from xmtz.records.project import Project
from xmtz.records.quantities import Duration
from xmtz.records.row import FACTS
from xmtz.records.rules import StepRule
from xmtz.records.step import StepRecord
from xmtz.records.validity import use_of, valid_to
from xmtz.words.errors import Trouble
from xmtz.words.finding import Place
from xmtz.words.lang import Say, series


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A step, joint group or whole process of a project on a day.

    `applies`: whether the rules ask for it, `why` the condition with the facts that it reads.
    `clock`: by the statutory limit, `promised`: by the promised one; None where there is no limit or
    nothing has happened. `deliver_by`: for a decision that was not delivered yet.
    """

    kind: str
    key: str
    label: Say
    state: str
    applies: bool
    why: Say | None
    limits: Effective | None
    clock: Clock | None
    promised: Clock | None
    deliver_by: Deadline | None
    valid_until: date | None
    used_by: Say | None
    note: Say | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Clocks:
    """All clocks of a project on a day."""

    project: Project
    path: str
    day: date
    steps: list[ClockLine]
    groups: list[ClockLine]
    processes: list[ClockLine]
    provisional: Say | None


def clocks_of(ledger: Ledger, path: str, day: date) -> Clocks:
    """The clocks of the project in the file at `path`. Raises Trouble where it cannot be read."""
    reading = ledger.read(path)
    if reading is None or reading.project is None:
        raise Trouble(
            Say("{path} 读不出来；xmtz check 查原因", "{path} cannot be read; see xmtz check"), path=path
        )
    return _Lines(ledger, reading.project, path, day).clocks()


class _Lines:
    def __init__(self, ledger: Ledger, project: Project, path: str, day: date) -> None:
        self.rules = ledger.rules
        self.project = project
        self.path = path
        self.day = day
        deriver = ledger.deriver
        self.found = deriver.clocks
        self.calendar = deriver.calendar
        self.traits = deriver.facts_of(project)
        self.applying = deriver.applying(project)
        self.limits = self.found.effective(project, self.traits)
        self.items = {(one.kind, one.key): one for one in self.found.of(project, self.traits)}

    def clocks(self) -> Clocks:
        keys = list(self.rules.steps.steps)
        keys += [key for key in self.project.steps if key not in self.rules.steps.steps]
        steps = [self._step(key) for key in keys]
        groups = [self._group(one) for one in self.items.values() if one.kind == GROUP]
        processes = [self._process(one) for one in self.items.values() if one.kind == SPAN]
        every = [line for lines in (steps, groups, processes) for line in lines]
        provisional = any(
            clock is not None and clock.deadline is not None and clock.deadline.provisional
            for line in every
            for clock in (line.clock, line.promised)
        )
        note = self.calendar.note if provisional else None
        return Clocks(self.project, self.path, self.day, steps, groups, processes, note)

    def _step(self, key: str) -> ClockLine:
        rule = self.rules.steps.steps.get(key)
        record = self.project.steps.get(key)
        item = self.items.get((STEP, key))
        state = record.state_at(self.day) if record is not None else "none"
        place = Place(self.path, record.node.line, record.node.column) if record is not None else None
        until = (
            valid_to(record, rule, self.calendar, valid=self._valid(key))
            if record is not None and record.granted
            else None
        )
        use = use_of(self.project, rule, self.rules) if rule is not None and until is not None else None
        label = rule.label if rule is not None and rule.label is not None else Say(key, key)
        return ClockLine(
            STEP,
            key,
            label,
            state,
            key in self.applying,
            self._why(key, rule, record),
            self.limits.get(key),
            self._clock(item),
            self._clock(item, promised=True),
            self._deliver_by(record),
            until,
            use.what if use is not None else None,
            self.limits[key].limit_note if key in self.limits else None,
            place,
        )

    def _valid(self, key: str) -> Duration | None:
        return self.limits[key].valid if key in self.limits else None

    def _deliver_by(self, record: StepRecord | None) -> Deadline | None:
        """By when a decision has to be delivered (行政许可法 Art. 44); not spoken of once that has gone
        by, since few ledgers record deliveries."""
        if record is None or record.granted is None or record.granted > self.day:
            return None
        if record.delivered is not None and record.delivered <= self.day:
            return None
        by = self.calendar.add_working_days(record.granted, DELIVER_WITHIN)
        return by if by.day >= self.day else None

    def _why(self, key: str, rule: StepRule | None, record: StepRecord | None) -> Say | None:
        if record is not None and record.skipped is not None:
            return Say(
                f"认定不适用：{record.skipped.reason or '—'}",
                f"found not to apply: {record.skipped.reason or '—'}",
            )
        if rule is None:
            return Say("规则里没有这项手续", "the rules do not have this step")
        if rule.when is None:
            return Say("所有项目都适用", "applies to every project")
        condition = " ".join(rule.when.split())
        facts = series(f"{name}＝{_shown(value)}" for name, value in self._facts_in(condition))
        holds = key in self.applying
        return Say(
            f"{'成立' if holds else '不成立'}：{condition}" + (f"（{facts.zh}）" if facts.zh else ""),
            f"{'holds' if holds else 'does not hold'}: {condition}" + (f" ({facts.en})" if facts.en else ""),
        )

    def _facts_in(self, condition: str) -> list[tuple[str, Any]]:
        from xmtz.index.conditions import values_of

        values = dict(zip(FACTS, values_of(self.project, self.traits), strict=True))
        words = set("".join(c if c.isalnum() or c == "_" else " " for c in condition).split())
        return [(name, values[name]) for name in FACTS if name in words]

    def _group(self, item: Item) -> ClockLine:
        group = (self.rules.steps.groups or {})[item.key]
        limits = Effective(group.limit, group.promise, group.extension, group.statute, None, None)
        return self._joint(item, group.label, limits, group.note)

    def _process(self, item: Item) -> ClockLine:
        span = self.rules.steps.limits[item.key]
        limits = Effective(span.limit, None, None, span.source, None, None)
        return self._joint(item, span.label, limits, span.note)

    def _joint(self, item: Item, label: Say | None, limits: Effective, note: Say | None) -> ClockLine:
        clock, promised = self._clock(item), self._clock(item, promised=True)
        state = "granted" if clock is not None and clock.decided is not None else "accepted"
        name = label or Say(item.key, item.key)
        return ClockLine(
            item.kind,
            item.key,
            name,
            state,
            True,
            None,
            limits,
            clock,
            promised,
            None,
            None,
            None,
            note,
            None,
        )

    def _clock(self, item: Item | None, promised: bool = False) -> Clock | None:
        if item is None:
            return None
        clock = item.clock(self.calendar, self.day, self.found.within, promised)
        if clock is None or (clock.beginning.day is None and clock.holder is None):
            return None
        return clock


def _shown(value: object) -> str:
    return _UNKNOWN.text() if value is None else str(value)


_UNKNOWN: Final = Say("未填", "not said")
