"""The ledger's prompts: everything that is due, overdue, stopped or lapsing, and who has to act.

Every duty names the day, how far off it is, and a person of the project where one is named:
applications are the agent's (首席代办员), figures the statistician's (首席统计员), the rest the leader's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from xmtz.domain.clock import APPLICANT, Clock
from xmtz.domain.months import Month
from xmtz.domain.workdays import Calendar
from xmtz.index import clock_questions as ask
from xmtz.index.clock_items import GROUP, SPAN, STEP, Item
from xmtz.index.clock_questions import Whose
from xmtz.index.ledger import Ledger
from xmtz.index.waiver_questions import ending
from xmtz.records.calendar import calendar_of
from xmtz.reports.clocks.duty_days import figures_day, regular_days
from xmtz.reports.clocks.duty_meetings import meetings_due
from xmtz.reports.clocks.issue_duties import KINDS as ISSUE_KINDS
from xmtz.reports.clocks.issue_duties import issue_duties
from xmtz.reports.clocks.means_duties import means_duties
from xmtz.reports.names import Names
from xmtz.words.lang import Say

KINDS: Final = {
    "file": Say("应申报", "to file"),
    "answer": Say("应受理或补正告知", "to be accepted or corrected"),
    "correct": Say("待补正", "corrections awaited"),
    "decide": Say("应办结", "to be decided"),
    "joint": Say("联合办理应办结", "joint handling to end"),
    "process": Say("全流程时限", "whole process"),
    "paused": Say("暂停过久", "paused too long"),
    "deferred": Say("容缺应补齐", "deferred documents due"),
    "committed": Say("承诺应核查", "commitment to check"),
    "revoke": Say("违诺应撤销", "broken, to be revoked"),
    "valid": Say("批文将失效", "approval lapses"),
    **ISSUE_KINDS,
    "fund": Say("资金应用完", "money to be used"),
    "risk": Say("风险应复查", "risk to review"),
    "figures": Say("应报数", "figures to report"),
    "waiver": Say("豁免到期", "waiver ends"),
    "regular": Say("例行", "regular"),
}

_ROLES: Final = {
    "file": ("agent", "service", "contact"),
    "correct": ("agent", "service", "contact"),
    "deferred": ("agent", "service", "contact"),
    "figures": ("statistician", "contact"),
}
_LEADS: Final = ("service", "agent", "cadre", "leader", "head")
PAUSED_AFTER: Final = 30
WAIVER_LAPSED: Final = timedelta(days=30)
"""For how long a waiver that has lapsed is a prompt; after that, the finding itself is all there is."""


class Duty(NamedTuple):
    """One prompt. `left`: working days until `day`, negative when it has gone by.

    `key`: the step, group, limit, issue or cadence. `who`: the person who has to act, where one is
    named; `path` is None for what concerns the whole ledger.
    """

    kind: str
    day: date
    left: int
    key: str
    label: str
    project: str | None
    name: str | None
    unit: str | None
    who: str | None
    note: Say | None
    path: str | None
    provisional: bool = False

    @property
    def overdue(self) -> bool:
        """Whether the day has gone by."""
        return self.left < 0


class Asked(NamedTuple):
    """Whose duties, and until when."""

    day: date
    until: date
    unit: str | None = None
    person: str | None = None


def duties(ledger: Ledger, asked: Asked) -> list[Duty]:
    """The duties from the beginning of the ledger up to `until`, the earliest first."""
    collector = _Collector(ledger, asked)
    found = [
        duty
        for duty in collector.all()
        if (asked.unit is None or duty.unit == asked.unit)
        and (asked.person is None or asked.person in (duty.who or ""))
    ]
    found.sort(key=lambda one: (one.day, one.project or "", list(KINDS).index(one.kind), one.key))
    return found


class _Collector:
    def __init__(self, ledger: Ledger, asked: Asked) -> None:
        self.ledger = ledger
        self.facts = ledger.facts
        self.asked = asked
        self.calendar: Calendar = calendar_of(ledger.rules)
        self.names = Names(ledger)
        self.within = ledger.rules.steps.answer_within
        freshness = ledger.rules.cadence.freshness
        paused = freshness.paused_after if freshness is not None else None
        self.paused_after = paused.number if paused is not None else PAUSED_AFTER
        self.day, self.until = asked.day.isoformat(), asked.until.isoformat()

    def all(self) -> Iterator[Duty]:
        for whose, filing in ask.filings(self.facts, self.day, self.until):
            label = self.names.label("step", filing.task)
            yield self._duty("file", date.fromisoformat(filing.day), filing.task, label, whose)
        for whose, item in ask.running(self.facts, self.day, self.until):
            yield from self._of_item(whose, item)
        for whose, term in ask.terms(self.facts, self.day, self.until):
            label = self.names.label("step", term.step)
            yield self._duty(term.kind, date.fromisoformat(term.day), term.step, label, whose)
        for one in issue_duties(self.ledger, self.calendar, self.asked.day, self.asked.until):
            duty = self._duty(
                one.kind, one.day.day, one.issue.id, one.issue.title, one.whose, one.note, one.who
            )
            yield duty._replace(unit=one.unit, provisional=one.day.provisional)
        for each in means_duties(self.ledger, self.asked.day, self.asked.until):
            yield self._duty(each.kind, each.day, each.key, each.label, each.whose, each.note, each.who)
        yield from self._waivers()
        yield from self._regular()

    def _of_item(self, whose: Whose, item: Item) -> Iterator[Duty]:
        clock = item.clock(self.calendar, self.asked.day, self.within)
        promised = item.clock(self.calendar, self.asked.day, self.within, promised=True)
        either = clock or promised
        if either is None or (either.decided is not None):
            return
        if item.kind == STEP:
            yield from self._of_step(whose, item, either, clock, promised)
            return
        kind, label = (
            ("joint", self._group(item.key)) if item.kind == GROUP else ("process", self._span(item.key))
        )
        if either.deadline is not None and either.deadline.day <= self.asked.until and either.paused is None:
            yield self._dated(kind, either, item.key, label, whose)
        elif item.kind == SPAN and either.deadline is None and either.late:
            yield self._duty(kind, self.asked.day, item.key, label, whose)._replace(left=-either.late)

    def _of_step(
        self, whose: Whose, item: Item, either: Clock, clock: Clock | None, promised: Clock | None
    ) -> Iterator[Duty]:
        label = self.names.label("step", item.key)
        if either.beginning.day is None:
            answer = either.beginning.answer_by
            if answer is not None and answer.day <= self.asked.until:
                duty = self._duty("answer", answer.day, item.key, label, whose)
                yield duty._replace(provisional=answer.provisional)
            elif either.holder == APPLICANT:
                told = item.handling.corrections[-1].told
                note = Say(f"{told} 告知补正", f"told on {told}")
                yield self._duty("correct", told, item.key, label, whose, note)._replace(left=0)
            return
        if either.paused is not None:
            since = either.paused.start
            last = since + timedelta(days=self.paused_after)
            if last <= self.asked.until:
                note = Say(f"{since} 起暂停", f"paused since {since}")
                yield self._duty("paused", last, item.key, label, whose, note)
            return
        first = min((c for c in (clock, promised) if c is not None and c.deadline is not None), key=_deadline)
        if _deadline(first) <= self.asked.until:
            yield self._dated("decide", first, item.key, label, whose, None if first is clock else _PROMISED)

    def _dated(
        self, kind: str, clock: Clock, key: str, label: str, whose: Whose, note: Say | None = None
    ) -> Duty:
        assert clock.deadline is not None
        if clock.beginning.deemed:
            note = _DEEMED
        return self._duty(kind, clock.deadline.day, key, label, whose, note)._replace(
            provisional=clock.deadline.provisional
        )

    def _duty(
        self, kind: str, day: date, key: str, label: str, whose: Whose,
        note: Say | None = None, who: str | None = None,
    ) -> Duty:  # fmt: skip
        left = self.calendar.working_days_between(self.asked.day, day)
        if day < self.asked.day:
            left = min(left, -1)  # past, also where only days off lie between
        person = who or next((whose.people[r] for r in _ROLES.get(kind, _LEADS) if r in whose.people), None)
        return Duty(kind, day, left, key, label, whose.id, whose.name, whose.unit, person, note, whose.path)

    def _regular(self) -> Iterator[Duty]:
        month = Month.of(self.asked.day)
        due = figures_day(self.ledger.rules, month, self.calendar)
        if due is not None and due <= self.asked.until:
            for whose in ask.unreported(self.facts, str(month), self.day):
                label = Say(f"{month} 投资完成数", f"figures of {month}").text()
                yield self._duty("figures", due, str(month), label, whose)
        asked = (self.asked.day, self.asked.until, self.calendar)
        for one in (*regular_days(self.ledger.rules, *asked), *meetings_due(self.ledger, *asked)):
            left = self.calendar.working_days_between(self.asked.day, one.day)
            if one.day < self.asked.day:
                left = min(left, -1)
            yield Duty("regular", one.day, left, one.key, one.label, None, None, None, None, one.note, None)

    def _waivers(self) -> Iterator[Duty]:
        from xmtz.checks.manual import pages

        since = (self.asked.day - WAIVER_LAPSED).isoformat()
        for whose, one in ending(self.facts, self.day, since, self.until):
            page = pages().get(one.code)
            label = f"{one.code} {page.title.text()}" if page is not None else one.code
            by = Say(f"{one.by} 批准：{one.reason}", f"allowed by {one.by}: {one.reason}")
            yield self._duty("waiver", date.fromisoformat(one.until), one.code, label, whose, by)

    def _group(self, key: str) -> str:
        group = (self.ledger.rules.steps.groups or {}).get(key)
        return group.label.text() if group is not None and group.label is not None else key

    def _span(self, key: str) -> str:
        span = self.ledger.rules.steps.limits.get(key)
        return span.label.text() if span is not None and span.label is not None else key


def _deadline(clock: Clock) -> date:
    assert clock.deadline is not None
    return clock.deadline.day


_PROMISED: Final = Say("按承诺时限", "by the promised limit")
_DEEMED: Final = Say("逾期未告知，视为受理", "accepted by law: nobody answered in time")
