"""Amounts: what is taken, what is refused, and that nothing is lost on the way."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xmtz.domain.money import (
    LARGEST,
    UNITS,
    AmountError,
    format_amount,
    format_wan,
    parse_amount,
    parse_plain_amount,
)
from xmtz.domain.rounding import percent, points, round_half_up, rounded

amounts = st.integers(-LARGEST, LARGEST)
quickly = settings(deadline=None, max_examples=80)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("1250000", 12_500_000_000),
        ("1,250,000", 12_500_000_000),
        ("4.7亿", 470_000_000),
        ("4.7亿元", 470_000_000),
        ("47000万元", 470_000_000),
        ("47000万", 470_000_000),
        ("1,288.50 万元", 12_885_000),
        ("500元", 500),
        ("3千元", 3_000),
        ("2百万元", 2_000_000),
        ("6千万", 60_000_000),
        ("1.2万亿", 1_200_000_000_000),
        ("0", 0),
        ("0.5", 5_000),
        ("  ５００．５　万元 ", 5_005_000),
        ("１，２５０，０００", 12_500_000_000),
        ("人民币5亿元整", 500_000_000),
        ("￥3,000元", 3_000),
        ("¥3000元", 3_000),
        ("RMB 3000元", 3_000),
        ("722.95万元", 7_229_500),
    ],
)
def test_what_people_write(text, yuan):
    assert parse_amount(text) == yuan * 100


def test_a_bare_number_is_in_the_unit_above_the_table():
    assert parse_amount("4.7", "亿元") == parse_amount("4.7亿")
    assert parse_amount("4.7万", "亿元") == parse_amount("4.7万")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "没有填写"),
        (" 　", "没有填写"),
        ("1,25", "歧义"),
        ("12,5000", "歧义"),
        ("1,2500,000", "歧义"),
        ("1.250.000", "歧义"),
        (",125", "看不懂"),
        ("约5亿", "约数"),
        ("5亿多元", "约数"),
        ("近5亿元", "约数"),
        ("5亿+", "约数"),
        ("+5", "看不懂"),
        ("5+3", "不止一个数"),
        ("5亿元以上", "约数"),
        ("3-5亿", "区间"),
        ("3亿至5亿元", "区间"),
        ("3～5亿", "区间"),
        ("5亿美元", "外币"),
        ("$500", "外币"),
        ("HKD 500万", "外币"),
        ("5亿 3亿", "不止一个数"),
        ("4亿7000万", "不止一个数"),
        ("1 250 000", "不止一个数"),
        ("五亿", "汉字数字"),
        ("0.0000001", "细于 1 分"),
        ("0.001元", "细于 1 分"),
        ("0610", "以 0 开头"),
        ("1e3", "科学计数法"),
        ("1_000", "科学计数法"),
        ("NaN", "看不懂"),
        ("∞", "看不懂"),
        ("1²", "看不懂"),
        ("①", "看不懂"),
        ("٣", "看不懂"),
        ("亿", "看不懂"),
        ("5万万", "看不懂"),
        ("5元5", "不止一个数"),
        ("10万亿零1元", "不止一个数"),
        ("999999999999", "超过 10 万亿元"),
        ("9" * 99, "超过 10 万亿元"),
        ("0." + "1" * 97, "细于 1 分"),
        ("9" * 5000, "看不懂"),
        ("-3", "负数"),
    ],
)
def test_what_is_refused_and_why(text, reason):
    with pytest.raises(AmountError) as refused:
        parse_amount(text)
    assert reason in refused.value.say.zh
    assert len(refused.value.say.zh) < 150


def test_a_unit_that_is_none_is_refused():
    with pytest.raises(AmountError):
        parse_amount("5", "公顷")


def test_negative_only_where_it_is_meant():
    assert parse_amount("-3", allow_negative=True) == -3_000_000
    assert parse_amount("－３万元", allow_negative=True) == -3_000_000
    assert parse_amount("-0") == 0


def test_a_refusal_cannot_disturb_the_terminal():
    with pytest.raises(AmountError) as refused:
        parse_amount("\x1b[31m5\u202e亿\n")
    for text in refused.value.say:
        assert text.isprintable()


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1250000", 1_250_000_000_000),
        ("1288.00", 1_288_000_000),
        ("0.000001", 1),
        ("0", 0),
        ("12.5", 12_500_000),
    ],
)
def test_amounts_in_files(text, fen):
    assert parse_plain_amount(text) == fen


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1,000", "请写作 1000"),
        ("5亿", "请写作 50000"),
        ("１２", "请写作 12"),
        (" 12", "请写作 12"),
        ("12.", "不是金额"),
        (".5", "不是金额"),
        ("+5", "不是金额"),
        ("1e3", "不是金额"),
        ("1_000", "不是金额"),
        ("²", "不是金额"),
        ("٣", "不是金额"),
        ("NaN", "不是金额"),
        ("", "不是金额"),
        ("0610", "以 0 开头"),
        ("12.1234567", "细于 1 分"),
        ("10000000000", "超过 10 万亿元"),
        ("-5", "负数"),
    ],
)
def test_what_a_file_may_not_hold(text, hint):
    with pytest.raises(AmountError, match=hint):
        parse_plain_amount(text)


@quickly
@given(amounts)
def test_what_is_written_is_read_back(fen):
    text = format_wan(fen)
    assert parse_plain_amount(text, allow_negative=True) == fen
    assert parse_amount(text, allow_negative=True) == fen
    assert Decimal(text) * 1_000_000 == fen
    assert "." not in text or not text.endswith("0")


@quickly
@given(amounts, st.sampled_from(sorted(UNITS)), st.booleans())
def test_printed_in_any_unit_it_is_still_the_same_amount(fen, unit, thousands):
    text = format_amount(fen, unit, thousands=thousands)
    assert parse_amount(text + unit, allow_negative=True) == fen


@quickly
@given(amounts, st.sampled_from(["万元", "亿元"]), st.integers(0, 4))
def test_rounding_is_half_up_as_decimal_does_it(fen, unit, places):
    exact = Decimal(fen) / UNITS[unit]
    expected = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert Decimal(format_amount(fen, unit, places)) == expected


@quickly
@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_refusal(text):
    for read in (parse_amount, parse_plain_amount):
        try:
            fen = read(text)
        except AmountError as refused:
            said = refused.say
        else:
            said = ("", "")
            assert 0 <= fen <= LARGEST
        assert all(one.isprintable() for one in said)


@quickly
@given(st.text("0123456789.,-", max_size=12))
def test_a_file_never_takes_what_decimal_would_read_otherwise(text):
    try:
        fen = parse_plain_amount(text, allow_negative=True)
    except AmountError:
        return
    assert Decimal(text) * 1_000_000 == fen


def test_print_forms():
    assert format_amount(12_885_000_000, "万元") == "12885"
    assert format_amount(12_885_500_000, "万元", 0) == "12886"
    assert format_amount(1_250_000_000_000, "万元", 2, thousands=True) == "1,250,000.00"
    assert format_amount(1_250_000_000_000, "亿元", 1) == "125.0"
    assert format_amount(-499_999, "万元", 0) == "0"
    assert format_amount(-500_000, "万元", 0) == "-1"


def test_rates_are_printed_as_published():
    # 闽清 2024-06: 12.88 of 24.3 亿元 was printed 52.99 from unrounded figures.
    assert percent(Fraction(1288, 2430)) == "53.00%"
    assert percent(Fraction(206, 255), 1) == "80.8%"  # 江门 开工率
    assert percent(Fraction(326, 345), 2) == "94.49%"  # 西安 入库率
    assert percent(Fraction(1, 8), 0) == "13%"
    assert percent(None) == "—"
    assert percent(1) == "100.00%"
    assert points(Fraction(7, 200)) == "+3.50"
    assert points(Fraction(-1, 3), 1) == "-33.3"
    assert points(Fraction(-1, 1_000_000)) == "0.00"
    assert rounded(Fraction(123_456_789, 2), 1, thousands=True) == "61,728,394.5"


@quickly
@given(st.fractions(-1000, 1000, max_denominator=2000), st.integers(0, 5))
def test_halves_go_away_from_zero(value, places):
    result = round_half_up(value, places)
    gap = abs(Fraction(result) - value)
    assert gap <= Fraction(1, 2 * 10**places)
    if gap == Fraction(1, 2 * 10**places):
        assert abs(Fraction(result)) > abs(value)
    assert -result.as_tuple().exponent == places
