"""Weeks, fortnights, quarters, halves and years: their days, their names, what stands before them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xmtz.domain import spans
from xmtz.domain.months import DateError, Month
from xmtz.domain.spans import Span

MONTHS = st.builds(Month, st.integers(1950, 2099), st.integers(1, 12))
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
WEEKS = (spans.WEEKLY, spans.BIWEEKLY)
BY_MONTHS = tuple(kind for kind in spans.KINDS if kind not in WEEKS)


@pytest.mark.parametrize(
    ("kind", "text", "first", "last", "name"),
    [
        ("monthly", "2025-07", "2025-07-01", "2025-07-31", "2025-07"),
        ("quarterly", "2025-Q3", "2025-07-01", "2025-09-30", "2025-Q3"),
        ("quarterly", "2025q3", "2025-07-01", "2025-09-30", "2025-Q3"),
        ("quarterly", "2025 年第三季度", "2025-07-01", "2025-09-30", "2025-Q3"),
        ("quarterly", "2025-08", "2025-07-01", "2025-09-30", "2025-Q3"),
        ("half-yearly", "2025-H1", "2025-01-01", "2025-06-30", "2025-H1"),
        ("half-yearly", "2025下半年", "2025-07-01", "2025-12-31", "2025-H2"),
        ("half-yearly", "2025年6月", "2025-01-01", "2025-06-30", "2025-H1"),
        ("yearly", "2025", "2025-01-01", "2025-12-31", "2025"),
        ("yearly", "2025年度", "2025-01-01", "2025-12-31", "2025"),
    ],
)
def test_a_period_is_named_as_people_name_it(kind, text, first, last, name):
    span = Span.ending(kind, spans.last_month(kind, text))
    assert (str(span.first), str(span.last), str(span)) == (first, last, name)


@pytest.mark.parametrize("text", ["2025-07-17", "2025年7月14日", "2025-W29", "2025W29"])
def test_a_week_is_named_by_a_day_or_its_number(text):
    span = Span.week("weekly", spans.day_of_week("weekly", text), Month(2025, 6))
    assert str(span) == "2025-W29"
    assert (span.first, span.last) == (date(2025, 7, 14), date(2025, 7, 20))
    assert "数据截至 2025 年 6 月" in span.say().zh


def test_a_fortnight_is_a_pair_of_weeks():
    span = Span.week("biweekly", date(2025, 7, 17), Month(2025, 6))
    assert (span.first, span.last) == (date(2025, 7, 14), date(2025, 7, 27))
    assert str(span) == "2025-W29-W30"
    assert Span.week("biweekly", date(2025, 7, 27), Month(2025, 6)) == span


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("quarterly", "2025-Q5"), ("quarterly", "2025"), ("half-yearly", "2025-H3"), ("yearly", "25"),
        ("yearly", "1066"), ("monthly", "2025-13"), ("quarterly", "明年"),
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_an_example(kind, text):
    with pytest.raises(DateError) as refused:
        spans.last_month(kind, text)
    assert text in refused.value.say.zh


@pytest.mark.parametrize("text", ["2025", "2025-W54", "2025-02-30"])
def test_what_is_no_week_is_refused(text):
    with pytest.raises(DateError):
        spans.day_of_week("weekly", text)


def test_a_quarter_that_is_not_over_says_up_to_where_figures_count():
    span = Span.ending("quarterly", Month(2025, 9))._replace(month=Month(2025, 8))
    assert str(span) == "2025-Q3"
    assert span.say().zh == "2025 年第 3 季度（数据截至 2025 年 8 月）"
    assert span.key != Span.ending("quarterly", Month(2025, 9)).key
    assert Span.ending("quarterly", Month(2025, 9)).say().zh == "2025 年第 3 季度"


@given(MONTHS, st.sampled_from(BY_MONTHS))
def test_periods_of_months_follow_one_another_without_a_gap(month, kind):
    span = Span.ending(kind, month)
    assert span.first <= month.first_day <= month.last_day <= span.last
    before = span.previous()
    assert before.last + timedelta(days=1) == span.first
    assert before == Span.ending(kind, Month.of(before.last))
    assert spans.last_month(kind, str(span)) == span.month


@given(DAYS, st.sampled_from(WEEKS))
def test_weeks_run_from_monday_to_sunday_and_follow_one_another(day, kind):
    month = Month.of(day).previous
    span = Span.week(kind, day, month)
    assert span.first <= day <= span.last
    assert (span.first.isoweekday(), span.last.isoweekday()) == (1, 7)
    before = span.previous(month)
    assert before.last + timedelta(days=1) == span.first
    assert (before.last - before.first) == (span.last - span.first)
    assert before.month <= Month.of(before.last)
