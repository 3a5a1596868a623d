"""A county that clears issues: three classes with limits, a ladder of four rungs, times to assign and accept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from small_ledger import PLAIN, Small

ISSUES = """\
classes:
  land: {label: {zh: 用地征迁, en: Land}, limit: 10 wd}
  power: {label: {zh: 用电, en: Power}, limit: 5 wd}
  other: {label: {zh: 其他, en: Other}}
ladder:
  unit: {label: {zh: 责任单位, en: Unit in charge}}
  department: {label: {zh: 行业主管部门, en: Department}, after: 1 wd}
  leader: {label: {zh: 包抓领导, en: Leader}, after: 3 wd}
  mayor: {label: {zh: 市长解难直通车, en: Mayor}, after: 5 wd}
clearance: {assigned: true, plan: true, progress: true, evidence: true, other_person: true}
assign_within: 2 wd
accept_within: 1 wd
"""


class Desk(Small):
    """A small ledger, and what it says of issues as data."""

    def raise_(self, project: str, title: str, day: str, *options: str, class_: str = "用地征迁") -> str:
        """Raise an issue; gives its id."""
        out = self.ok("issue", "add", project, "--title", title, "--class", class_, "--raised", day, *options)
        found = re.search(r"i-[0-9a-z]+", out)
        assert found is not None, out
        return found[0]

    def issues(self, day: str, *arguments: str) -> list[dict[str, Any]]:
        """The list of a day as data."""
        out = self.ok("issue", "list", *arguments, "--as-of-date", day, "--format", "json")
        return json.loads(out)["issues"]

    def ids(self, day: str, *arguments: str) -> list[str]:
        """The ids of the list of a day."""
        return [one["id"] for one in self.issues(day, *arguments)]

    def issue_report(self, kind: str, day: str, *arguments: str) -> Any:
        """A report on issues as data."""
        return json.loads(
            self.ok("issue", "report", kind, *arguments, "--as-of-date", day, "--format", "json")
        )

    def rate(self, day: str, *arguments: str) -> dict[str | None, dict[str, Any]]:
        """The rates by the keys of their groups; the total under "total"."""
        found = self.issue_report("rates", day, *arguments)
        return {**{one["key"]: one for one in found["groups"]}, "total": found["total"]}

    def text(self, path: str) -> str:
        """What a file says."""
        return (self.root / path).read_text(encoding="utf-8")

    def due(self, day: str, *arguments: str) -> list[tuple[str, str, str, int]]:
        """The prompts of a day: kind, key, day, working days left."""
        out = self.ok("due", "--as-of-date", day, "--format", "json", *arguments)
        return [(one["kind"], one["key"], one["day"], one["left"]) for one in json.loads(out)["duties"]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "县", rules={**PLAIN, "issues": ISSUES})
