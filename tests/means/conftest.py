"""A county that has bonds with a time limit, resources before stages, and risk plans in four classes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small_ledger import IDENTITY, PLAIN, Small

TERMS = """\
levels: {county: {zh: 县级重点, en: County}}
sectors: {industry: {zh: 工业, en: Industry}}
funds:
  central: {zh: 中央预算内投资, en: Central budget}
  bond: {label: {zh: 专项债券, en: Special bonds}, clock: 6 m}
  quick: {label: {zh: 应急资金, en: Emergency money}, clock: 30 d}
  enterprise: {zh: 企业自筹, en: Enterprise}
resources:
  land: {zh: 用地指标, en: Land}
  energy: {zh: 能耗指标, en: Energy}
  power: {zh: 用电, en: Power}
  water: {zh: 用水, en: Water}
risks:
  integrity: {zh: 廉政风险, en: Integrity}
  safety: {label: {zh: 安全质量风险, en: Safety}, required_from: started}
  funding: {zh: 资金投入风险, en: Funding}
  debt: {label: {zh: 债券债务风险, en: Debt}, required_from: reserved}
"""
STAGES = """\
stages:
  planned: {label: {zh: 谋划, en: Planned}, next: [reserved, ended]}
  reserved: {label: {zh: 储备, en: Reserved}, next: [started, ended]}
  started: {label: {zh: 开工, en: Started}, marks: [started], next: [completed, ended]}
  completed: {label: {zh: 竣工, en: Completed}, marks: [completed], next: [production]}
  production: {label: {zh: 投产, en: In production}, marks: [production]}
  ended: {label: {zh: 终止, en: Ended}, marks: [ended]}
"""


class County(Small):
    """A small ledger, and what it says of means as data."""

    def data(self, *arguments: str, day: str) -> Any:
        """A report as data."""
        return json.loads(self.ok(*arguments, "--as-of-date", day, "--format", "json"))

    def file(self, path: str) -> str:
        """What a file of the ledger says."""
        return (self.root / path).read_text(encoding="utf-8")

    def refused_and_unwritten(self, path: str, *arguments: str, code: int = 1) -> str:
        """The sentence of a refused command; the file may not have changed."""
        before = self.file(path)
        said = self.refused(*arguments, code=code)
        assert self.file(path) == before, "a refused command wrote something"
        return said

    def due(self, kind: str, day: str, *arguments: str) -> list[dict[str, Any]]:
        """The prompts of one kind."""
        return [one for one in self.data("due", *arguments, day=day)["duties"] if one["kind"] == kind]


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(
        tmp_path / "县 台账",
        rules={**PLAIN, "terms": TERMS, "stages": STAGES},
        units={"a": "甲镇", "b": "乙镇", "dian": "供电公司"},
    )


@pytest.fixture
def in_git(county: County, monkeypatch: pytest.MonkeyPatch) -> County:
    """The county in a git repository."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    return county
