"""Periods of regular duties: every day lies in one, they follow on one another, and they have names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xmtz.domain.cycles import EVERY, cycle_of, cycles, length


@pytest.mark.parametrize(
    ("every", "day", "name", "first", "last"),
    [
        ("day", "2025-02-15", "2025-02-15", "2025-02-15", "2025-02-15"),
        ("week", "2025-02-16", "2025-W07", "2025-02-10", "2025-02-16"),
        ("week", "2024-12-31", "2025-W01", "2024-12-30", "2025-01-05"),
        ("week", "2027-01-03", "2026-W53", "2026-12-28", "2027-01-03"),
        ("fortnight", "2023-07-03", "2023-W27-W28", "2023-07-03", "2023-07-16"),
        ("fortnight", "2023-07-16", "2023-W27-W28", "2023-07-03", "2023-07-16"),
        ("fortnight", "2023-07-17", "2023-W29-W30", "2023-07-17", "2023-07-30"),
        ("fortnight", "2026-12-31", "2026-W53-W01", "2026-12-28", "2027-01-10"),
        ("month", "2024-02-29", "2024-02", "2024-02-01", "2024-02-29"),
        ("quarter", "2025-08-01", "2025-Q3", "2025-07-01", "2025-09-30"),
        ("half", "2025-06-30", "2025-H1", "2025-01-01", "2025-06-30"),
        ("year", "2025-08-01", "2025", "2025-01-01", "2025-12-31"),
    ],
)
def test_the_period_of_a_day(every, day, name, first, last):
    found = cycle_of(every, date.fromisoformat(day))
    assert (str(found), str(found.first), str(found.last)) == (name, first, last)


@given(st.sampled_from(EVERY), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_periods_follow_on_one_another_without_a_gap(every, day):
    one = cycle_of(every, day)
    assert one.first <= day <= one.last
    assert one.next.first == one.last + timedelta(days=1)
    assert cycle_of(every, one.first) == cycle_of(every, one.last) == one
    assert (one.last - one.first).days + 1 <= length(every)
    assert str(one) != str(one.next)


@given(st.sampled_from(("week", "fortnight", "month", "quarter")), st.integers(2000, 2040))
def test_every_period_belongs_to_one_year(every, year):
    """The periods of twenty years, asked for year by year, are those asked for at once."""
    first, last = date(year, 1, 1), date(year + 2, 12, 31)
    apart = [one for n in range(3) for one in cycles(every, date(year + n, 1, 1), date(year + n, 12, 31))]
    assert apart == list(cycles(every, first, last))
