"""The table of divisions: whole, and every retired code leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from xmtz.domain import areas

LINES = [
    line
    for line in (Path(areas.__file__).parent / "areas.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
CODES = [line[:6] for line in LINES]


def test_every_line_is_a_code_a_name_and_its_fate():
    for line in LINES:
        code, name, *fate = line.split(" ")
        assert code.isascii()
        assert code.isdigit()
        assert len(code) == 6
        assert name
        if fate:
            assert 2003 <= int(fate[0]) <= areas.LAST_YEAR
            assert all(heir in CODES for heir in fate[1:])
    assert sorted(set(CODES)) == CODES


def test_every_division_lies_in_one_that_is_known():
    known_codes = set(CODES)
    for code in CODES:
        assert code[:2] + "0000" in known_codes
        known = areas.area(code)
        if known.retired is None and not code.startswith("71") and code[2:4] != "90":
            assert code[:4] + "00" in known_codes


def test_every_retired_code_ends_at_codes_in_force():
    for code in CODES:
        if areas.area(code).retired:
            now = areas.heirs(code)
            assert now
            assert all(areas.area(heir).retired is None for heir in now)
            assert all(heir[:2] == code[:2] for heir in now)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("520204", "贵州省六盘水市水城区"),
        ("110105", "北京市朝阳区"),
        ("500229", "重庆市城口县"),
        ("419001", "河南省济源市"),
        ("610902", "陕西省安康市汉滨区"),
        ("410183", "河南省郑州市新密市"),
        ("610981", "陕西省安康市旬阳市"),
        ("321300", "江苏省宿迁市"),
        ("520101", "贵州省贵阳市"),
        ("990000", ""),
        ("520", ""),
    ],
)
def test_full_names(code, name):
    assert areas.full_name(code) == name


def test_as_many_divisions_as_the_ministry_counts():
    """333 prefectures and 34 provinces; of 2,846 counties at the end of 2024, two became one in 2025."""
    current = [code for code in CODES if areas.area(code).retired is None]
    assert sum(code.endswith("0000") for code in current) == 34
    groups = {"110100", "120100", "310100", "500100", "500200", "419000", "429000", "469000", "659000"}
    prefectures = [code for code in current if code.endswith("00") and not code.endswith("0000")]
    assert len(set(prefectures) - groups) == 333
