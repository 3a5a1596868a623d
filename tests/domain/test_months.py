"""Months and days: strict in files, patient with people."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xmtz.domain.months import DateError, Month, parse_day, parse_loose_day, parse_loose_month

months = st.builds(Month, st.integers(1949, 2100), st.integers(1, 12))
days = st.dates(date(1949, 1, 1), date(2100, 12, 31))
quickly = settings(deadline=None, max_examples=60)


def test_a_month():
    july = Month.parse("2025-07")
    assert july == Month(2025, 7) == (2025, 7)
    assert str(july) == f"{july}" == "2025-07"
    assert (july.first_day, july.last_day) == (date(2025, 7, 1), date(2025, 7, 31))
    assert (july.next, july.previous) == (Month(2025, 8), Month(2025, 6))
    assert (july.quarter, july.year_start) == (3, Month(2025, 1))
    assert july.quarter_months == (Month(2025, 7), Month(2025, 8), Month(2025, 9))
    assert Month.of(date(2025, 7, 31)) == july
    assert Month(2024, 2).last_day == date(2024, 2, 29)
    assert list(Month(2024, 11).through(Month(2025, 2))) == [(2024, 11), (2024, 12), (2025, 1), (2025, 2)]
    assert list(july.through(july.previous)) == []


@quickly
@given(months, st.integers(-600, 600))
def test_going_and_coming_back(month, steps):
    there = month.plus(steps)
    assert there.plus(-steps) == month
    assert there.since(month) == steps
    assert (there > month) == (steps > 0)
    assert month.next == month.plus(1)
    assert month.next.first_day - timedelta(days=1) == month.last_day
    assert month.next.previous == month
    assert month in month.quarter_months


@quickly
@given(months)
def test_a_month_is_read_as_it_is_written(month):
    assert Month.parse(str(month)) == month


@quickly
@given(days)
def test_a_day_is_read_as_it_is_written(day):
    assert parse_day(day.isoformat()) == day
    for text in (
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month:02d}.{day.day:02d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        day.strftime("%Y%m%d"),
        f"{day.isoformat()} 00:00:00",
        f"{day.isoformat()}T09:30:00+08:00",
    ):
        assert parse_loose_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "2025-7-1", "2025-02-29", "2025-13-01", "2025-00-10", "20250701", "2025-W27-1", "2025-07-01 ", "2025-07-01\n",
        "２０２５-07-01", "٢٠٢٥-07-01", "+025-07-01", "1948-12-31", "2101-01-01", "0000-00-00", "", "2025-07", "今天",
    ],
)  # fmt: skip
def test_no_day_for_a_file(text):
    with pytest.raises(DateError) as refused:
        parse_day(text)
    assert all(said.isprintable() for said in refused.value.say)


@pytest.mark.parametrize(
    "text", ["2025-7", "2025-13", "2025-00", "202507", "2025-07-01", "1948-12", "2025-07\n", ""]
)
def test_no_month_for_a_file(text):
    with pytest.raises(DateError):
        Month.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "25-7-1",  # which century
        "7/1/2025",  # which is the month
        "2025-7/1",
        "2025年7月",
        "45839",  # a spreadsheet's own number
        "2025-07-01T23:00Z",  # another day in China
        "2025-07-0109:00",
        "2025-06-31",
        "2025-07-01 至 2025-08-01",
        "二〇二五年七月一日",
        "1" * 10_000,
    ],
)
def test_days_that_could_mean_something_else(text):
    with pytest.raises(DateError):
        parse_loose_day(text)


@pytest.mark.parametrize(
    "text", ["2025-7", "2025-07", "202507", "2025年7月", "2025 年 07 月份", "2025/7", "２０２５．７"]
)
def test_months_as_people_write_them(text):
    assert parse_loose_month(text) == Month(2025, 7)


def test_a_month_without_a_year():
    assert parse_loose_month("7", 2025) == parse_loose_month("7月", 2025) == Month(2025, 7)
    with pytest.raises(DateError, match="没有年份"):
        parse_loose_month("7月")
    for text in ("0", "13", "2025-13", "2025/7/1", "", "七月"):
        with pytest.raises(DateError):
            parse_loose_month(text, 2025)


@quickly
@given(st.text("0123456789-/.年月日T: ", max_size=20) | st.text(max_size=12))
def test_any_text_is_a_date_or_a_refusal(text):
    for read in (Month.parse, parse_day, parse_loose_day, parse_loose_month):
        try:
            value = read(text)
        except DateError as refused:
            said = refused.say
        else:
            said = ("", "")
            assert 1949 <= value.year <= 2100
            if read is parse_day:
                assert re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text)
        assert all(one.isprintable() for one in said)
