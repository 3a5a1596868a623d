"""A park with a funnel from talks to works, a reserve held at its door, and two key lists with rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small_ledger import PLAIN, Small

TERMS = (
    PLAIN["terms"].replace(
        "  key: {zh: 重点项目名录, en: Key list}\n",
        "  key: {zh: 重点项目名录, en: Key list}\n  city: {zh: 市级名录, en: City list}\n",
    )
    + """\
pools:
  province: {zh: 省级储备, en: Province reserve}
  county: {zh: 本级储备, en: County reserve}
chains:
  equipment: {zh: 装备制造, en: Equipment}
programmes:
  year: {zh: 项目年, en: Year of projects}
taskforces:
  push: {zh: 推进专班, en: Push}
"""
)
STAGES = """\
batches:
  negotiating: {zh: 在谈, en: In talks}
  signed: {zh: 签约, en: Signed}
  reserved: {zh: 储备, en: Reserved}
  started: {zh: 开工, en: Started}
  done: {zh: 竣工投产, en: Completed}
stages:
  negotiating: {label: {zh: 在谈, en: In talks}, batch: negotiating, upon: negotiated, next: [signed, ended]}
  signed: {label: {zh: 签约, en: Signed}, batch: signed, upon: signed, next: [reserved, ended]}
  planned: {label: {zh: 谋划, en: Planned}, next: [reserved, ended]}
  reserved:
    label: {zh: 储备, en: Reserved}
    batch: reserved
    upon: reviewed
    next: [started, ended]
    needs:
      - field: sector
      - steps: 1
        is: [applied, accepted, granted]
      - unlike: true
      - {intensity: 300, sectors: [industry]}
  started: {label: {zh: 开工, en: Started}, batch: started, marks: [started], next: [suspended, completed, ended]}
  suspended: {label: {zh: 停缓建, en: Suspended}, batch: started, next: [started, ended]}
  completed: {label: {zh: 竣工, en: Completed}, batch: done, marks: [completed], next: [production]}
  production: {label: {zh: 投产, en: In production}, batch: done, marks: [production]}
  ended: {label: {zh: 终止, en: Ended}, marks: [ended]}
"""
ADJUSTMENTS = """\
adjustments:
  key:
    enter:
      ready: {label: 已立项、总投资一亿元以上, when: approved <= period_end and total >= 10000000000 and left_on is null}
    leave:
      idle: {label: 连续六个月没有投资, when: months_without_investment >= 6}
      produced: {label: 投产满一年, when: months_in_production >= 12}
"""
RULES = {**PLAIN, "terms": TERMS, "stages": STAGES, "indicators": PLAIN["indicators"] + ADJUSTMENTS}


class Park(Small):
    """A small ledger, and what it says of pools, lists and plans as data."""

    def on(self, day: str, *arguments: str) -> Any:
        """What a command says on a day, as data."""
        return json.loads(self.ok(*arguments, "--as-of-date", day, "--format", "json"))

    def ways(self, *ways: str, **fields: object) -> None:
        """A project for each way: stages with their days, such as `signed 2025-01-31, reserved 2025-03-02`."""
        for way in ways:
            moves = (one.split() for one in way.split(", "))
            lines = [f"  - {{to: {to}, on: {on}}}" for to, on in moves]
            self.project("\n".join(["stages:", *lines]), **fields)

    def text(self, path: str) -> str:
        """A file as it is now."""
        return (self.root / path).read_bytes().decode()


@pytest.fixture
def park(tmp_path: Path) -> Park:
    return Park(tmp_path / "园区", rules=RULES)
