"""What became of the decisions of meetings: kept, kept late, open, overdue.

A decision is kept on the day that its meeting's file says, or on the day on which its issue was resolved
or cleared. Its deadline is its own, or that of its issue.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from xmtz.domain.workdays import Calendar
from xmtz.index import meeting_questions as ask
from xmtz.index.issue_questions import IssueOn, issues_on
from xmtz.index.ledger import Ledger
from xmtz.index.meeting_questions import Held, Resolved
from xmtz.records.calendar import calendar_of
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

KEPT: Final = "kept"
LATE: Final = "late"
OPEN: Final = "open"
OVERDUE: Final = "overdue"
STATES: Final = {
    KEPT: Say("已落实", "kept"),
    LATE: Say("逾期后落实", "kept late"),
    OPEN: Say("未到期", "open"),
    OVERDUE: Say("逾期未落实", "overdue"),
}


class Verdict(NamedTuple):
    """A decision on a day. `left`: working days until its deadline, negative when it has gone by."""

    decision: Resolved
    state: str
    on: str | None
    left: int | None

    @property
    def kept(self) -> bool:
        """Whether it was kept, be it late."""
        return self.state in (KEPT, LATE)


def verdicts(ledger: Ledger, day: date, path: str | None = None) -> list[Verdict]:
    """The decisions of all meetings up to a day, or of one meeting; what an issue says fills in for a decision."""
    calendar = calendar_of(ledger.rules)
    found = ask.decisions(ledger.facts, day.isoformat(), path)
    issues: dict[str, IssueOn] = {}
    if any(one.issue is not None for one in found):
        issues = {one.id: one for one in issues_on(ledger.facts, day.isoformat())}
    return [_verdict(one, issues.get(one.issue or ""), day, calendar) for one in found]


def _verdict(one: Resolved, issue: IssueOn | None, day: date, calendar: Calendar) -> Verdict:
    ended = None
    if issue is not None:
        one = one._replace(
            unit=one.unit or issue.unit, person=one.person or issue.person, due=one.due or issue.due
        )
        ended = min((when for when in (issue.resolved, issue.cleared) if when is not None), default=None)
    on = one.kept or ended
    if on is not None:
        return Verdict(one, LATE if one.due is not None and on > one.due else KEPT, on, None)
    if one.due is None:
        return Verdict(one, OPEN, None, None)
    last = date.fromisoformat(one.due)
    left = calendar.working_days_between(day, last)
    if last < day:
        return Verdict(one, OVERDUE, None, min(left, -1))
    return Verdict(one, OPEN, None, left)


class Log(NamedTuple):
    """The meetings of a range with their decisions; of one project, when it was last dispatched."""

    meetings: Sequence[tuple[Held, Sequence[Verdict]]]
    project: tuple[str, str] | None
    months: Sequence[
        tuple[str, bool]
    ]  # months of the range since its first stage, and whether it was dispatched
    last: str | None


def log(
    ledger: Ledger, day: date, first: date, last: date, kind: str | None, project: tuple[str, str] | None
) -> Log:
    """The meetings from one day to another, up to `day`; of one kind, or about one project (id, name)."""
    from xmtz.domain.months import Month

    last = min(last, day)
    id_ = None if project is None else project[0]
    held = ask.meetings(ledger.facts, first.isoformat(), last.isoformat(), kind, id_)
    by_path: dict[str, list[Verdict]] = {}
    for one in verdicts(ledger, day):
        by_path.setdefault(one.decision.path, []).append(one)
    months: list[tuple[str, bool]] = []
    newest = None
    if id_ is not None:
        newest = ask.dispatched(ledger.facts, day.isoformat()).get(id_)
        had = {one.day[:7] for one in held}
        since = ask.first_day(ledger.facts, id_)  # nobody dispatches what there is not yet
        begin = max(first, date.fromisoformat(since)) if since else first
        whole = Month.of(begin).through(Month.of(last)) if begin <= last else iter(())
        months = [(str(month), str(month) in had) for month in whole]
    return Log([(one, by_path.get(one.path, [])) for one in held], project, months, newest)


_NONE: Final = Say(
    "没有“{what}”这次会议；写日期（有几次的加种类，如 2023-11-06-dispatch）或文件路径，xmtz meeting list 列出全部",
    "there is no meeting “{what}”; give its day (with the kind where there are several, such as 2023-11-06-dispatch)"
    " or its path: xmtz meeting list lists them all",
)
_SEVERAL: Final = Say(
    "“{what}”有 {n} 次会议，请写明是哪一次：{known}", "“{what}” had {n} meetings; say which: {known}"
)


def find_meeting(ledger: Ledger, what: str) -> Held:
    """The meeting that a person means: its day, its day and kind, or (a part of) its path. Raises Trouble."""
    from xmtz.domain.months import DateError, parse_loose_day

    what = what.strip()
    every = ask.meetings(ledger.facts, "", "9")
    shown = what if what.isprintable() else ascii(what)
    labels = {
        key: one.label.text() if one.label else key for key, one in ledger.rules.cadence.cadences.items()
    }
    found = [one for one in every if one.path == what]
    if not found:
        try:
            text = parse_loose_day(what).isoformat()
        except DateError:
            text = what
        found = [one for one in every if text == one.day]
        named = what.replace(" ", "-")
        found = found or [
            one for one in every if named in (f"{one.day}-{one.kind}", f"{one.day}-{labels.get(one.kind)}")
        ]
        plain = named.replace("_", "-")
        found = found or [one for one in every if plain and plain in one.path.replace("_", "-")]
    if not found:
        raise Trouble(_NONE, what=shown[:60])
    if len(found) > 1:
        known = [f"{one.day}-{one.kind}" for one in found[:12]]
        names = known if len(set(known)) == len(known) else [one.path for one in found[:12]]
        raise Trouble(_SEVERAL, what=shown[:60], n=len(found), known="、".join(names))
    return found[0]
