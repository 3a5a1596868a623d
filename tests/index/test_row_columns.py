"""The documented row and the row there is are the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_ledger import PLAIN, Small

from xmtz.domain.months import Month
from xmtz.index.ledger import open_ledger
from xmtz.index.standing import make_standing
from xmtz.records.row import COLUMNS

# What groups, lists and joins need and expressions do not see.
OURS = {"path", "period", "c", "owner", "parent", "grp", "code", "sound"}
PEOPLE = {"leader", "service", "agent", "statistician", "head", "office", "cadre", "contact"}


def test_the_row_has_every_documented_column_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    ledger = open_ledger(Small(tmp_path / "台账").root)
    make_standing(ledger.facts, Month(2025, 7), ledger.rules)
    names = [row[1] for row in ledger.facts.execute("PRAGMA table_info(standing)")]
    ledger.close()
    assert len(names) == len(set(names))
    assert set(names) == set(COLUMNS) | OURS | PEOPLE


def test_every_documented_column_can_be_used_in_a_rule(tmp_path: Path) -> None:
    lines = [
        f"  r-{n}: {{label: {name}, since: 2020-01, of: 1, counts: {name} is null}}"
        for n, name in enumerate(COLUMNS)
    ]
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": "\n".join(["indicators:", *lines, ""])})
    ledger.project()
    assert len(ledger.report("2025-07")["total"]["rates"]) == len(COLUMNS)


@pytest.mark.parametrize("name", sorted(OURS | PEOPLE))
def test_no_other_column_can_be(tmp_path: Path, name: str) -> None:
    indicators = f"indicators:\n  one: {{label: 一, since: 2020-01, of: 1, counts: {name} is null}}\n"
    ledger = Small(tmp_path / "台账", PLAIN | {"indicators": indicators})
    assert f"没有“{name}”这一列" in ledger.refused("report", "--monthly", "2025-07")


def test_every_column_has_a_meaning_in_both_languages(tmp_path: Path) -> None:
    ledger = Small(tmp_path / "台账")
    for name, said in COLUMNS.items():
        assert said.zh
        assert said.en
        assert said.zh in ledger.ok("explain", name)
        assert said.en in ledger.ok("explain", name, lang="en")
