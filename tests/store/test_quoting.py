"""How a text is written: every YAML tool reads the same text back."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from xmtz.store import quoting
from xmtz.store.located import Scalar, forbidden_character, read
from xmtz.store.splice import Put, SpliceError, splice


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("8200", "8200"),
        ("2025-06-18", "2025-06-18"),
        ("0610", "0610"),
        ("12:30", "12:30"),
        ("-5", "-5"),
        ("三一智能制造产业园（一期）", "三一智能制造产业园（一期）"),
        ("http://a.b/c?d=e#f", "http://a.b/c?d=e#f"),
        ("no", '"no"'),
        ("On", '"On"'),
        ("NULL", '"NULL"'),
        ("~", '"~"'),
        ("", '""'),
        ("=", '"="'),
        ("供电: 线路", '"供电: 线路"'),
        ("key:", '"key:"'),
        ("a #b", '"a #b"'),
        ("#a", '"#a"'),
        ("- a", '"- a"'),
        ("-", '"-"'),
        ("---", '"---"'),
        ("[a", '"[a"'),
        (" a", '" a"'),
        ("a ", '"a "'),
        ("\u3000a", '"\u3000a"'),
        ('"a"', "'\"a\"'"),
        ("*'\"", '"*\'\\""'),
        ("a\tb", '"a\\tb"'),
        ("a\nb", '"a\\nb"'),
        ("C:\\x: y", "'C:\\x: y'"),
    ],
)
def test_quoted_only_where_it_must_be(text: str, written: str) -> None:
    assert quoting.inline(text, flow=False) == written


@pytest.mark.parametrize("text", ["a, b", "a]", "{a", "a?", "a}b"])
def test_more_is_quoted_in_brackets(text: str) -> None:
    assert quoting.inline(text, flow=True)[0] == '"'


def test_quotes_are_kept() -> None:
    assert quoting.inline("8200", flow=False, like="'") == "'8200'"
    assert quoting.inline("it's", flow=False, like="'") == "'it''s'"
    assert quoting.inline("8200", flow=False, like='"') == '"8200"'
    assert quoting.inline("a\nb", flow=False, like="'") == '"a\\nb"'


def test_a_word_that_is_meant_as_one_stays_plain() -> None:
    assert quoting.inline(quoting.Plain("true"), flow=True) == "true"
    assert splice("a: x  # c\n", [Put(("a",), quoting.Plain("false"))]) == "a: false  # c\n"
    with pytest.raises(SpliceError):
        splice("a: x\n", [Put(("a",), quoting.Plain("b: c"))])


def test_field_names_that_others_take_for_truth_values_stay_plain_as_keys() -> None:
    assert quoting.key("on", flow=True) == "on"
    assert quoting.key("null", flow=True) == '"null"'


ANY_TEXT = st.text(
    st.sampled_from("ab0 -:#,[]{}?&*!|>%@`'\"\\\t\n.~=<一（　\xa0😀/") | st.characters(codec="utf-8"),
    max_size=12,
).filter(lambda text: forbidden_character(text) is None and "\r" not in text)


def read_by_others(text: str) -> list[object]:
    """What PyYAML makes of a text with YAML 1.1 types, by both of its parsers."""
    return [yaml.load(text, loader) for loader in (yaml.SafeLoader, yaml.CSafeLoader)]


@settings(max_examples=1200, deadline=None, derandomize=True, database=None)
@given(text=ANY_TEXT, like=st.sampled_from(["", "'", '"']))
def test_every_text_reads_back(text: str, like: str) -> None:
    in_block = "k: " + quoting.inline(text, flow=False, like=like) + " # c\n"
    in_flow = "k: [" + quoting.inline(text, flow=True, like=like) + ", x]\n"
    as_key = quoting.key(text, flow=False, like=like) + ": x\n"
    flow_key = "{" + quoting.key(text, flow=True, like=like) + ": x}\n"
    assert read(in_block).root.get("k").text == text
    assert read(in_flow).root.get("k").items[0].text == text
    if text != "<<":
        assert read(as_key).root.entries[0][0].text == text
        assert read(flow_key).root.entries[0][0].text == text
    for whole in (in_block, in_flow):
        for value in read_by_others(whole):
            other = value["k"][0] if isinstance(value["k"], list) else value["k"]
            assert (
                other == text if isinstance(other, str) else other is not None and not isinstance(other, bool)
            )


@settings(max_examples=600, deadline=None, derandomize=True, database=None)
@given(text=ANY_TEXT, like=st.sampled_from(["|", ">"]))
def test_every_block_scalar_reads_back(text: str, like: str) -> None:
    block = quoting.block(text, like)
    if block is None:
        return
    lines = "".join(f"  {line}\n" if line else "\n" for line in block.lines)
    whole = f"k: {block.header} # c\n{lines}# below\nl: x\n"
    node = read(whole).root.get("k")
    assert isinstance(node, Scalar)
    assert node.text == text
    assert [value["k"] for value in read_by_others(whole)] == [text, text]


def test_texts_of_several_lines_are_block_scalars() -> None:
    assert quoting.block("一\n二\n") == quoting.Block("|", ["一", "二"])
    assert quoting.block("一\n\n二") == quoting.Block("|-", ["一", "", "二"])
    assert quoting.block("一\n二\n\n\n三\n", ">") == quoting.Block(">", ["一", "", "二", "", "", "", "三"])
    assert quoting.block(" 一\n二") is None
    assert quoting.block("一\n\n") is None
