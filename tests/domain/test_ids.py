"""Ids that can be read aloud, and file names that every file system takes."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xmtz.domain.ids import (
    ALPHABET,
    file_name,
    is_issue_id,
    is_prefix,
    is_project_id,
    new_id,
    new_issue_id,
    slug,
)

quickly = settings(deadline=None, max_examples=60)


def free(_id: str) -> bool:
    return False


@quickly
@given(st.text(), st.text(), st.integers(1949, 2100))
def test_an_id_is_made_of_prefix_year_and_four_plain_characters(name, owner, year):
    made = new_id("fx", year, name, owner, free)
    assert is_project_id(made)
    assert made[:5] == f"fx{year % 100:02d}-"
    assert len(made) == 9
    assert not set(made[5:]) & set("ilou")


def test_the_same_project_gets_the_same_id_on_every_branch():
    assert new_id("fx", 2023, "三一智能制造产业园", "三一集团", free) == "fx23-g3qa"
    assert new_id("fx", 2023, "三一智能制造产业园", "另一家", free) != "fx23-g3qa"


def test_composed_and_decomposed_names_get_one_id():
    name = "Café 项目"
    assert new_id("fx", 2023, name, "", free) == new_id(
        "fx", 2023, unicodedata.normalize("NFD", name), "", free
    )


def test_name_and_owner_do_not_run_together():
    assert new_id("fx", 2023, "甲乙", "丙", free) != new_id("fx", 2023, "甲", "乙丙", free)


def test_a_taken_id_gives_way_to_the_next():
    taken: set[str] = set()
    for _ in range(50):
        taken.add(new_id("fx", 2023, "同名项目", "", taken.__contains__))
    assert len(taken) == 50


def test_when_many_are_taken_ids_grow():
    made = new_id("fx", 2023, "同名项目", "", lambda new: len(new) == 9)
    assert len(made) == 10
    assert is_project_id(made)


def test_two_thousand_projects_hardly_ever_meet():
    made = {new_id("fx", 2023, f"项目{n}", "", free) for n in range(2000)}
    assert len(made) > 1990


@pytest.mark.parametrize("prefix", ["", "FX", "fx1", "沣西", "toolongprefix", "f-x", "fx\n"])
def test_a_prefix_is_a_few_plain_letters(prefix):
    assert not is_prefix(prefix)
    with pytest.raises(ValueError):
        new_id(prefix, 2023, "甲", "乙", free)


@pytest.mark.parametrize("text", ["fx23-k7q2", "xm26-00000", "a00-zzzz"])
def test_project_ids(text):
    assert is_project_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fx23-k7q",
        "FX23-K7Q2",
        "fx23-k7qi",
        "fx23k7q2",
        "fx2３-k7q2",
        "fx23-k7q2\n",
        "../fx23-k7q2",
        "i-3kd",
    ],
)
def test_not_project_ids(text):
    assert not is_project_id(text)


def test_issue_ids():
    made = new_issue_id("fx23-k7q2", "供电线路迁改滞后", "2025-06-02", free)
    assert is_issue_id(made)
    assert len(made) == 5
    assert new_issue_id("fx23-k7q2", "供电线路迁改滞后", "2025-06-02", {made}.__contains__) != made
    assert not is_issue_id("i-3kl")
    assert not is_issue_id("fx23-k7q2")


def test_a_file_is_named_for_people():
    assert file_name("fx23-k7q2", "三一智能制造产业园") == "fx23-k7q2-三一智能制造产业园.yaml"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("汇川区 #1 水厂（一期）", "汇川区-1-水厂（一期）"),
        ('A/B\\C:D*E?F"G<H>I|J', "A-B-C-D-E-F-G-H-I-J"),
        ("../../etc/passwd", "etc-passwd"),
        ("名字. . ", "名字"),
        ("-n 项目", "n-项目"),
        ("一\u202e二\u200b三\ufeff四\x00五\udc80", "一二三四五"),
        ("第一行\n第二行\t尾", "第一行-第二行-尾"),
        ("$(rm) `x` %PATH% !y", "(rm)-x-PATH-y"),
        ("...", ""),
        ("", ""),
        ("Cafe\u0301", "Café"),
    ],
)
def test_what_is_left_of_a_name(name, kept):
    assert slug(name) == kept
    assert file_name("fx23-k7q2", name) == (f"fx23-k7q2-{kept}.yaml" if kept else "fx23-k7q2.yaml")


@quickly
@given(st.text(max_size=300))
def test_any_name_gives_a_safe_file_name(name):
    made = file_name("fx23-k7q2", name)
    assert made.startswith("fx23-k7q2")
    assert made.endswith(".yaml")
    assert len(made) <= 60
    assert len(made.encode("utf-8")) <= 200
    assert unicodedata.is_normalized("NFC", made)
    assert not set(made) & set('\\/:*?"<>|')
    assert all(unicodedata.category(c)[0] != "C" and not c.isspace() for c in made)
    assert not made.removesuffix(".yaml").endswith((".", " ", "-"))


def test_long_names_are_cut_not_refused(tmp_path: Path):
    for name in ("项" * 300, "😀" * 300, "e\u0301" * 300, "a" * 300):
        file = tmp_path / file_name("fx23-k7q2", name)
        assert len(file.name) <= 60
        assert len(file.name.encode("utf-8")) <= 200
        file.write_text("", encoding="utf-8")
        assert file.exists()


def test_a_slug_keeps_to_its_bytes_without_splitting_a_character():
    assert slug("😀" * 60) == "😀" * 50
    assert slug("三一智能", size=7) == "三一"


def test_the_alphabet_has_thirty_two_letters_in_order():
    assert len(set(ALPHABET)) == 32
    assert sorted(ALPHABET) == list(ALPHABET)
