"""Working days: the published calendar exactly, and never silent beyond it."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xmtz.domain.workdays import MOST, Calendar, Deadline, add_months

# Deadlines under the State Council's holiday notices for 2019 to 2026.
with (Path(__file__).parent.parent / "data" / "working_day_deadlines.csv").open(
    encoding="utf-8", newline=""
) as rows:
    DEADLINES = [
        (
            date.fromisoformat(row["accepted_on"]),
            int(row["working_days"]),
            date.fromisoformat(row["deadline"]),
        )
        for row in csv.DictReader(rows)
    ]

quickly = settings(deadline=None, max_examples=60)
days = st.dates(date(2004, 1, 1), date(2026, 6, 30))
periods = st.integers(0, 90)
own_days = st.dictionaries(st.dates(date(2025, 1, 1), date(2025, 12, 31)), st.booleans(), max_size=30)
national = Calendar()


def test_every_known_deadline():
    assert len(DEADLINES) == 140
    for accepted, number, deadline in DEADLINES:
        assert national.add_working_days(accepted, number) == Deadline(deadline, False), (accepted, number)


def test_make_up_days_and_holidays():
    assert national.is_working_day(date(2025, 1, 26))  # a Sunday worked for Spring Festival
    assert not national.is_working_day(date(2025, 1, 28))
    assert not national.is_working_day(date(2025, 10, 8))
    assert national.is_working_day(date(2025, 10, 11))
    assert national.next_working_day(date(2025, 9, 30)) == date(2025, 10, 9)
    assert national.working_day_from(date(2025, 9, 30)) == date(2025, 9, 30)
    assert national.working_day_from(date(2025, 10, 1)) == date(2025, 10, 9)
    assert sum(national.is_working_day(date(2026, 1, 1) + timedelta(n)) for n in range(365)) == 248


@quickly
@given(days, periods)
def test_a_deadline_is_so_many_worked_days_away(day, number):
    last, provisional = national.add_working_days(day, number)
    assert not provisional
    assert national.is_working_day(last)
    counted = sum(national.is_working_day(day + timedelta(n)) for n in range(1, (last - day).days + 1))
    if number:
        assert counted == number
        assert national.working_days_between(day, last) == number
    else:
        assert last == national.working_day_from(day)


@quickly
@given(days, days)
def test_counting_between_two_days(a, b):
    first, last = sorted((a, b))
    counted = sum(national.is_working_day(first + timedelta(n)) for n in range(1, (last - first).days + 1))
    assert national.working_days_between(a, b) == (counted if a <= b else -counted)


@quickly
@given(days, periods)
def test_counting_back_gives_the_last_day_that_is_early_enough(finish, number):
    start = national.latest_start(finish, number).day
    assert national.is_working_day(start)
    assert national.add_working_days(start, number).day <= finish
    assert national.add_working_days(national.next_working_day(start), number).day > finish


@quickly
@given(
    own_days,
    st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    st.dates(date(2024, 10, 1), date(2025, 12, 31)),
    periods,
)
def test_one_more_holiday_never_brings_a_deadline_earlier(own, holiday, day, number):
    before = Calendar(own).add_working_days(day, number).day
    after = Calendar({**own, holiday: False}).add_working_days(day, number).day
    assert after >= before


@quickly
@given(
    own_days,
    st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    st.dates(date(2024, 10, 1), date(2025, 12, 31)),
    periods,
)
def test_one_more_worked_day_never_makes_a_deadline_later(own, worked, day, number):
    before = Calendar(own).add_working_days(day, number).day
    after = Calendar({**own, worked: True}).add_working_days(day, number).day
    assert after <= before


@quickly
@given(own_days, st.dates(date(2025, 1, 1), date(2025, 12, 31)))
def test_a_ledgers_own_days_hold(own, day):
    calendar = Calendar(own)
    assert calendar.is_working_day(day) == own.get(day, national.is_working_day(day))
    assert (calendar.working_day_from(day) == day) == calendar.is_working_day(day)


@quickly
@given(days, periods, st.integers(0, 30))
def test_a_later_start_never_ends_earlier(day, number, later):
    assert national.add_working_days(day, number) <= national.add_working_days(day + timedelta(later), number)


def test_past_the_published_calendar_everything_is_provisional_and_says_so():
    until = national.known_until
    assert (until.month, until.day) == (12, 31)
    assert until >= date(2026, 12, 31)
    assert not national.add_working_days(until - timedelta(60), 10).provisional
    across = national.add_working_days(until - timedelta(1), 10)
    assert across.provisional
    assert str(until) in national.note.zh
    assert str(until) in national.note.en
    assert national.latest_start(until + timedelta(60), 90).provisional
    assert national.due(until, 1, "m").provisional
    assert national.add_working_days(date(2003, 12, 1), 5).provisional


def test_what_the_law_fixes_is_off_even_in_a_year_not_yet_published():
    for off in (
        "2035-01-01",
        "2035-02-07",
        "2035-02-09",
        "2035-04-05",
        "2035-05-01",
        "2035-05-02",
        "2035-10-03",
    ):
        assert not national.is_working_day(date.fromisoformat(off))
    assert national.is_working_day(date(2035, 2, 12))


def test_a_ledger_may_complete_a_year_before_the_program_knows_it():
    year = national.known_until.year + 1
    own = {date(year, 2, 1) + timedelta(n): False for n in range(9)}
    calendar = Calendar(own, known_until=date(year, 12, 31))
    assert calendar.known_until == date(year, 12, 31)
    answer = calendar.add_working_days(date(year, 1, 20), 20)
    assert not answer.provisional
    assert answer.day > Calendar(known_until=date(year, 12, 31)).add_working_days(date(year, 1, 20), 5).day
    assert Calendar(known_until=date(2020, 1, 1)).known_until == national.known_until


@pytest.mark.parametrize(
    ("start", "number", "unit", "last"),
    [
        ("2025-01-20", 19, "wd", "2025-02-20"),
        ("2025-09-24", 7, "d", "2025-10-09"),  # would end on National Day
        ("2025-07-01", 7, "d", "2025-07-08"),
        ("2025-01-31", 1, "m", "2025-02-28"),
        ("2025-03-31", 3, "m", "2025-06-30"),
        ("2024-02-29", 1, "y", "2025-02-28"),
        ("2023-06-15", 2, "y", "2025-06-16"),  # a Sunday
        ("2025-07-01", 0, "d", "2025-07-01"),
    ],
)
def test_periods_as_the_civil_code_counts_them(start, number, unit, last):
    assert national.due(date.fromisoformat(start), number, unit) == Deadline(date.fromisoformat(last), False)


@quickly
@given(st.dates(date(1949, 1, 1), date(2100, 12, 31)), st.integers(0, 600))
def test_months_later(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(1)).day == 1)


def test_periods_that_make_no_sense():
    for unit in ("wd", "d", "m", "y"):
        with pytest.raises(ValueError):
            national.due(date(2025, 1, 1), -1, unit)
        assert national.due(date(2025, 1, 1), 10**9, unit) == national.due(date(2025, 1, 1), MOST, unit)
    with pytest.raises(ValueError):
        national.due(date(2025, 1, 1), 1, "weeks")


def test_a_year_off_is_skipped():
    calendar = Calendar({date(2025, 1, 1) + timedelta(n): False for n in range(365)})
    assert calendar.next_working_day(date(2024, 12, 31)) == date(2026, 1, 4)
    assert calendar.latest_start(date(2025, 12, 31), 0).day == date(2024, 12, 31)
    assert calendar.working_days_between(date(2024, 12, 31), date(2026, 1, 4)) == 1
