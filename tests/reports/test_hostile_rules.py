"""Rules come from other people: an expression can only reckon with the row, and only for so long."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from small_ledger import PLAIN, Small

INDICATORS = """\
indicators:
  done_rate:
    label: 完成率
    since: 2020-01
    of: {of}
    counts: plan
    when: {when}
bulletins:
  monthly:
    lagging: {lagging}
    lists:
      some: {{label: 名单, when: {listed}}}
"""
DEEP = "(" * 500 + "plan" + ")" * 500
FORBIDDEN = {
    "a subquery": "(select count(*) from project)",
    "a second statement": "plan; drop table file",
    "a comment": "plan -- and the rest",
    "a long comment": "plan /* and the rest */",
    "an extension": "load_extension('/tmp/x.so')",
    "a function that writes": "writefile('/tmp/x', 'y')",
    "a function that only SQLite has": "randomblob(1000000000)",
    "a format": "printf('%.*c', 1000000000, 'x')",
    "a table": "main.project.plan",
    "a column that is not there": "password",
    "a column of the index": "c",
    "a bound value": ":period",
    "a numbered value": "?1",
    "a quoted name": '"plan"',
    "a name in brackets": "[plan]",
    "a name in backticks": "`plan`",
    "a blob": "x'00'",
    "an exponent": "1e999",
    "a glob": "name glob '*'",
    "a match": "name match 'x'",
    "an expression of a raise": "raise(abort, 'x')",
    "a window": "sum(plan) over ()",
    "an aggregate": "sum(plan)",
    "a union": "1) union select (1",
    "a cast": "cast(plan as text)",
    "a collation": "name collate nocase",
    "a join of texts": "name || name",
    "a shift": "1 << 62",
    "an exists": "exists (select 1)",
    "a text without its end": "name = 'abc",
    "brackets that close first": "plan) + (plan",
    "an unclosed bracket": "(plan",
    "an operator at the end": "plan +",
    "nothing": " ",
    "deep brackets": DEEP,
    "a huge text": "name = '" + "x" * 100_000 + "'",
    "very many words": "plan" + " + plan" * 5_000,
    "full-width letters": "ｐｌａｎ",
    "a control character": "plan\\u0000",
    "a line that turns around": "plan \\u202e",
}
REFUSED_WHEN_RUN = {
    "an overflow of a number": "9223372036854775807 + 9223372036854775807",
    "a number beyond any column": "9" * 400,
    "the smallest number": "abs(-9223372036854775807 - 1)",
    "an infinite decimal": "9" * 400 + ".0",
}
HARMLESS = {
    "a division by zero": "plan / 0",
    "a remainder of texts": "name",
    "a text that looks like a number": "'12abc'",
    "a product beyond 64 bits": "plan * plan",
    "nothing at all": "null",
    "many conditions": "plan > 0" + " and plan > 0" * 150,
    "deep but allowed": "(" * 30 + "plan" + ")" * 30,
    "a pattern that tries everything": "name like '" + "%a" * 60 + "%'",
}


def ledger(root: Path, expression: str, place: str) -> Small:
    """A ledger with one expression of its rules replaced."""
    given = {"of": "plan", "when": "1", "lagging": "plan > 0", "listed": "plan > 0"}
    quoted = '"' + expression.replace('"', '\\"') + '"' if expression else "''"
    text = INDICATORS.format(**{**{key: f"'{value}'" for key, value in given.items()}, place: quoted})
    small = Small(root, PLAIN | {"indicators": text})
    small.project("plan: {2025: 100}", name="a" * 150)
    small.project("plan: {2025: 100}", name="b" * 150)
    return small


def bounded(small: Small, *arguments: str) -> tuple[int, str, str]:
    """What the program says, which it has to say within seconds."""
    start = time.monotonic()
    ran = small.run("report", "--monthly", "2025-07", *arguments)
    assert time.monotonic() - start < 10
    return ran


@pytest.mark.parametrize("place", ["of", "when", "lagging", "listed"])
@pytest.mark.parametrize("what", FORBIDDEN)
def test_what_is_no_expression_is_refused_in_one_sentence(what: str, place: str, tmp_path: Path) -> None:
    small = ledger(tmp_path / "台账", FORBIDDEN[what], place)
    code, out, error = bounded(small)
    if code == 0:  # an expression that does not even read is left out of the rules, and check names it
        assert small.run("check").code == 1
        return
    assert (code, out) == (2, "")
    assert error.count("\n") == 1
    assert error.rstrip("\n").isprintable()
    assert len(error) < 400


@pytest.mark.parametrize("what", REFUSED_WHEN_RUN)
def test_what_cannot_be_computed_is_refused_in_one_sentence(what: str, tmp_path: Path) -> None:
    small = ledger(tmp_path / "台账", REFUSED_WHEN_RUN[what], "of")
    code, _, error = bounded(small)
    assert code in (0, 2)
    assert error.count("\n") == int(code == 2)
    if code == 2:
        assert "rules/indicators.yaml" in error


@pytest.mark.parametrize("place", ["of", "when", "lagging"])
@pytest.mark.parametrize("what", HARMLESS)
def test_what_is_odd_but_allowed_is_a_figure_or_a_dash(what: str, place: str, tmp_path: Path) -> None:
    small = ledger(tmp_path / "台账", HARMLESS[what], place)
    code, out, error = bounded(small)
    assert (code, error) == (0, "")
    assert "Infinity" not in out
    assert "None" not in out


def test_a_division_by_zero_is_nothing_to_count(tmp_path: Path) -> None:
    small = ledger(tmp_path / "台账", "plan / 0", "of")
    assert small.rates("2025-07")["合计"]["done_rate"]["rate"] is None


def test_a_cell_of_a_hostile_rule_is_refused_like_the_bulletin(tmp_path: Path) -> None:
    small = ledger(tmp_path / "台账", "(select 1)", "of")
    code, out, error = bounded(small, "--cell", "a", "done_rate")
    assert (code, out) == (2, "")
    assert error.count("\n") == 1


def test_hundreds_of_indicators_are_shown(tmp_path: Path) -> None:
    text = "indicators:\n" + "".join(
        f"  r{n}: {{label: 指标{n}, since: 2020-01, of: plan, counts: invested_ytd}}\n" for n in range(700)
    )
    small = Small(tmp_path / "台账", PLAIN | {"indicators": text})
    small.project("plan: {2025: 100}")
    code, out, error = bounded(small)
    assert code == 0, error
    assert "指标699" in out


def test_no_rule_can_write_to_the_index_or_beside_it(tmp_path: Path) -> None:
    small = ledger(tmp_path / "台账", "plan); drop table file; --", "of")
    assert bounded(small)[0] == 2
    small.write("rules/indicators.yaml", PLAIN["indicators"])
    assert small.report("2025-07")["projects"] == 2
