"""Clocks: what counts, what does not, from when, until when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xmtz.domain.clock import APPLICANT, AUTHORITY, Correction, Handling, Pause, beginning, clock, joined
from xmtz.domain.period import Period
from xmtz.domain.process import Handled, elapsed_clock, handling_clock
from xmtz.domain.workdays import Calendar

national = Calendar()
quickly = settings(deadline=None, max_examples=80)
days = st.dates(date(2019, 1, 1), date(2025, 12, 31))
limits = st.builds(Period, st.integers(1, 60), st.sampled_from(("wd", "d"))) | st.builds(
    Period, st.integers(1, 6), st.just("m")
)


@st.composite
def handlings(draw: st.DrawFn, decided: bool = False) -> Handling:
    """An application that was accepted, with pauses after each other or across one another."""
    accepted = draw(days)
    pauses = []
    for _ in range(draw(st.integers(0, 3))):
        start = accepted + timedelta(draw(st.integers(0, 80)))
        pauses.append(Pause(start, start + timedelta(draw(st.integers(0, 40)))))
    extension = draw(st.none() | st.builds(Period, st.integers(1, 15), st.just("wd")))
    end = accepted + timedelta(draw(st.integers(0, 200))) if decided else None
    return Handling(accepted, (), accepted, pauses, extension, end)


def day(text: str) -> date:
    return date.fromisoformat(text)


def deadline(handling: Handling, limit: Period, today: date, calendar: Calendar = national) -> date:
    found = clock(calendar, handling, limit, today).deadline
    assert found is not None
    return found.day


FAR = date(2026, 6, 30)


@quickly
@given(handlings(), limits)
def test_a_pause_never_shortens_a_deadline(handling, limit):
    without = deadline(handling._replace(pauses=()), limit, FAR)
    for number in range(len(handling.pauses)):
        fewer = deadline(handling._replace(pauses=handling.pauses[:number]), limit, FAR)
        more = deadline(handling._replace(pauses=handling.pauses[: number + 1]), limit, FAR)
        assert without <= fewer <= more


@quickly
@given(handlings(), limits, st.sets(st.integers(0, 200), max_size=8))
def test_one_more_holiday_never_brings_a_deadline_forward(handling, limit, off):
    holidays = {handling.accepted + timedelta(n): False for n in off}
    assert deadline(handling, limit, FAR) <= deadline(handling, limit, FAR, Calendar(holidays))


@quickly
@given(handlings(decided=True), limits)
def test_used_and_remaining_make_up_the_limit_and_its_extension(handling, limit):
    found = clock(national, handling, limit, FAR)
    assert found.used + found.remaining == found.total
    if limit.unit == "wd":
        added = handling.extension.number if handling.extension else 0
        assert found.total == limit.number + added
        counted = national.working_days_between(handling.accepted, handling.decided)
        assert found.used == counted - found.excluded
        assert found.late == max(0, -found.remaining)


@quickly
@given(handlings(), st.integers(1, 60))
def test_on_its_last_day_nothing_is_left_and_nothing_is_late(handling, number):
    limit = Period(number, "wd")
    last = deadline(handling, limit, FAR)
    assert national.is_working_day(last)
    on_it = clock(national, handling, limit, last)
    assert (on_it.remaining, on_it.late) == (0, 0)
    after = clock(national, handling, limit, national.next_working_day(last))
    assert after.late == 1


@quickly
@given(handlings(), limits, st.integers(0, 120))
def test_a_day_in_the_past_knows_nothing_of_later_pauses(handling, limit, ahead):
    today = handling.accepted + timedelta(ahead)
    known = handling._replace(
        pauses=[p if p.to <= today else Pause(p.start, None) for p in handling.pauses if p.start <= today]
    )
    assert clock(national, handling, limit, today) == clock(national, known, limit, today)


@quickly
@given(st.lists(st.tuples(days, st.integers(0, 60)), max_size=6), days, st.integers(0, 400))
def test_joined_pauses_cover_the_same_days_once(spans, start, length):
    end = start + timedelta(length)
    pauses = [Pause(first, first + timedelta(n)) for first, n in spans]
    covered = {
        start + timedelta(n)
        for n in range(1, length + 1)
        if any(p.start < start + timedelta(n) <= p.to for p in pauses)
    }
    found = joined(pauses, start, end)
    counted = [p.start + timedelta(n) for p in found for n in range(1, (p.to - p.start).days + 1)]
    assert len(counted) == len(set(counted))
    assert set(counted) == covered


@pytest.mark.parametrize(
    ("handling", "today", "began", "deemed", "holder"),
    [
        # Nobody has answered yet: five working days from Friday 3 January 2025 end on the 10th.
        (Handling(day("2025-01-03")), "2025-01-10", None, False, AUTHORITY),
        # Nor later: accepted by law on the day received.
        (Handling(day("2025-01-03")), "2025-01-13", "2025-01-03", True, AUTHORITY),
        # Answered in time.
        (Handling(day("2025-01-03"), (), day("2025-01-10")), "2025-01-13", "2025-01-10", False, AUTHORITY),
        # Accepted on paper too late: the clock has run since the application.
        (Handling(day("2025-01-03"), (), day("2025-01-15")), "2025-01-20", "2025-01-03", True, AUTHORITY),
        # Told in time what is missing: it is the applicant's turn, and no clock runs.
        (Handling(day("2025-01-03"), [Correction(day("2025-01-08"), None)]), "2025-03-03", None, False, APPLICANT),
        # Told too late.
        (Handling(day("2025-01-03"), [Correction(day("2025-01-13"), None)]), "2025-01-14", "2025-01-03", True, AUTHORITY),
        # Brought, and then nobody answered: accepted on the day on which it was complete.
        (
            Handling(day("2025-01-03"), [Correction(day("2025-01-08"), day("2025-02-10"))]),
            "2025-02-18", "2025-02-10", True, AUTHORITY,
        ),
    ],
)  # fmt: skip
def test_when_a_clock_begins_and_whose_turn_it_is(handling, today, began, deemed, holder):
    found = clock(national, handling, Period(20, "wd"), day(today))
    assert found.beginning.day == (day(began) if began else None)
    assert found.beginning.deemed is deemed
    assert found.holder == holder


def test_an_answer_may_be_promised_sooner():
    """滨州 tells what is missing within two working days."""
    filed = Handling(day("2025-03-03"))
    assert beginning(national, filed).answer_by.day == day("2025-03-10")
    assert beginning(national, filed, within=Period(2, "wd")).answer_by.day == day("2025-03-05")


def test_an_open_pause_stops_everything_and_is_not_late():
    stopped = Handling(None, (), day("2025-03-03"), [Pause(day("2025-03-10"), None)])
    found = clock(national, stopped, Period(20, "wd"), day("2025-12-01"))
    assert (found.used, found.remaining, found.late, found.holder) == (5, 15, 0, APPLICANT)
    assert found.paused == Pause(day("2025-03-10"), None)
    # If it went on today there would be fifteen working days left.
    assert found.deadline.day == national.add_working_days(day("2025-12-01"), 15).day


def test_a_pause_after_the_limit_ran_out_excuses_nothing():
    """Twenty working days from 3 March 2025 end on 31 March; a hearing in May comes too late."""
    late = Handling(None, (), day("2025-03-03"), [Pause(day("2025-05-12"), None)])
    found = clock(national, late, Period(20, "wd"), day("2025-05-30"))
    assert found.deadline.day == day("2025-03-31")
    assert found.excluded == 0
    assert found.late == national.working_days_between(day("2025-03-31"), day("2025-05-30"))


def test_a_year_without_a_calendar_says_so():
    year = national.known_until.year
    filed = Handling(None, (), date(year, 12, 20))
    assert clock(national, filed, Period(20, "wd"), date(year, 12, 21)).deadline.provisional
    assert not clock(national, filed, Period(2, "wd"), date(year, 12, 21)).deadline.provisional


# ---- Whole processes

LAND, GROUND = day("2025-09-25"), day("2025-10-15")


def test_ten_working_days_from_land_to_ground_across_the_national_holiday():
    """沣西: 25 September 2025; the 28th and 11 October are worked, 1 to 8 October are off."""
    found = elapsed_clock(national, LAND, GROUND, Period(10, "wd"), (), FAR)
    assert (found.used, found.late, found.deadline.day) == (10, 0, GROUND)
    assert elapsed_clock(national, LAND, day("2025-10-16"), Period(10, "wd"), (), FAR).late == 1


def test_parallel_approvals_count_once_and_waiting_does_not_count():
    """Monday 3 March 2025 on: 5 days, 5 more of which 3 are shared, then nothing, then 4 with 1 paused."""
    approvals = [
        Handled(day("2025-03-03"), day("2025-03-10")),  # 5 working days: the 4th to the 10th
        Handled(day("2025-03-05"), day("2025-03-12")),  # 5, of which the 6th, 7th and 10th are shared
        Handled(day("2025-06-09"), day("2025-06-13"), [Pause(day("2025-06-10"), day("2025-06-11"))]),  # 4 - 1
    ]
    found = handling_clock(national, day("2025-03-03"), day("2025-06-13"), Period(19, "wd"), approvals, FAR)
    assert (found.used, found.remaining, found.late) == (5 + 5 - 3 + 3, 19 - 10, 0)
    running = [*approvals, Handled(day("2025-06-16"), None)]
    now = handling_clock(national, day("2025-03-03"), None, Period(19, "wd"), running, day("2025-06-18"))
    assert (now.used, now.holder) == (12, AUTHORITY)
    assert now.deadline.day == national.add_working_days(day("2025-06-18"), 7).day


@quickly
@given(st.lists(handlings(decided=True), min_size=1, max_size=5))
def test_handling_together_is_never_more_than_one_by_one_nor_less_than_the_longest(parts):
    approvals = [Handled(one.accepted, one.decided, one.pauses) for one in parts]
    start, finish = min(a.start for a in approvals), max(a.end for a in approvals)
    limit = Period(120, "wd")
    alone = [handling_clock(national, a.start, a.end, limit, [a], FAR).used for a in approvals]
    together = handling_clock(national, start, finish, limit, approvals, FAR).used
    assert max(alone) <= together <= sum(alone)


@pytest.mark.parametrize("limit", [Period(9999, unit) for unit in ("wd", "d", "m", "y")])
def test_a_limit_beyond_all_reason_ends_somewhere(limit):
    """Days in files end with 2100, and no period is counted further than `MOST`."""
    late = Handling(None, (), date(2100, 12, 31), [Pause(date(2100, 12, 31), None)], Period(400, "wd"))
    assert clock(national, late, limit, date(2100, 12, 31)).deadline.provisional
