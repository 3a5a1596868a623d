"""A county that looks for padded figures: a small ledger with every detector on."""

from __future__ import annotations

import json
import re
from typing import Any

from small_ledger import PLAIN, Small

STAGES = """\
stages:
  reserved: {label: {zh: 储备, en: Reserved}, next: [started, ended]}
  started: {label: {zh: 开工, en: Started}, marks: [started], next: [suspended, completed, ended]}
  suspended: {label: {zh: 停缓建, en: Suspended}, next: [started, ended]}
  completed: {label: {zh: 竣工, en: Completed}, marks: [completed]}
  ended: {label: {zh: 终止, en: Ended}, marks: [ended]}
"""
STEPS = """\
steps:
  permit: {label: {zh: 施工许可, en: Works permit}, limit: 7 d, statute: 建筑法第八条, commit: true, when: new_land = 1}
"""
PADDING = """\
padding:
  least: 50
  same_months: 3
  quarter_jump: 3
  spending_gap: 30
  permit: permit
  open_issues: true
  register_total: 500
  register_within: 1 m
  register_late: 2 m
  idle_months: 3
"""
RULES = {**PLAIN, "stages": STAGES, "steps": STEPS, "indicators": "indicators: {}\n" + PADDING}


class County(Small):
    """A small ledger, and what its checks find as data."""

    def found(self, day: str, *arguments: str) -> list[dict[str, Any]]:
        """The findings on a day."""
        ran = self.run("check", "--as-of-date", day, "--format", "json", *arguments)
        return json.loads(ran.out)["findings"]

    def codes(self, day: str) -> list[str]:
        """The codes of the findings on a day, in the order of the files, less the one that says that later days
        are in them already."""
        return [one["code"] for one in self.found(day) if one["code"] != "R306"]

    def said(self, day: str, code: str) -> list[str]:
        """What the findings of one code say in Chinese."""
        return [one["message"]["zh"] for one in self.found(day) if one["code"] == code]

    def waived(self, day: str) -> list[tuple[str, str]]:
        """What is waived on a day: code, and until when."""
        out = self.ok("check", "--as-of-date", day, "--waived", "--format", "json")
        return [(one["code"], one["waiver"]["until"]) for one in json.loads(out)["waived"]]

    def prompts(self, day: str, *arguments: str) -> list[tuple[str, str, int]]:
        """The prompts about waivers: code, day, working days left."""
        out = self.ok("due", "--as-of-date", day, "--format", "json", *arguments)
        duties = json.loads(out)["duties"]
        return [(one["key"], one["day"], one["left"]) for one in duties if one["kind"] == "waiver"]

    def only(self, rules: str) -> None:
        """Other thresholds than the county's."""
        self.write("rules/indicators.yaml", f"indicators: {{}}\n{rules}")


def with_lines(county: County, path: str, lines: str) -> None:
    """Put lines at the end of a project's file."""
    file = county.root / path
    file.write_bytes(file.read_bytes() + lines.encode())


def without(county: County, path: str, pattern: str, by: str = "") -> None:
    """Change what a pattern finds in a project's file."""
    file = county.root / path
    text, number = re.subn(pattern, by, file.read_bytes().decode())
    assert number == 1
    file.write_bytes(text.encode())
