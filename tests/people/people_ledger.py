"""A county with three officers, groups of three levels, and one leader for one project; every figure counted by hand."""

from __future__ import annotations

import json
from typing import Any

from small_ledger import PLAIN, Small

TERMS = """\
levels:
  province: {label: {zh: 省级重点, en: Provincial}, leader_rank: county}
  county: {label: {zh: 县级重点, en: County}, leader_rank: township}
ranks:
  township: {label: {zh: 乡镇党政负责人, en: Head of a township}, order: 30}
  county: {label: {zh: 县处级领导, en: County leader}, order: 50}
risks:
  debt: {zh: 债务, en: Debt}
taskforces:
  pushing: {zh: 推进专班, en: Pushing}
"""
STAGES = """\
batches:
  reserved: {zh: 储备一批, en: Reserved}
stages:
  planned: {label: {zh: 谋划, en: Planned}, batch: reserved, next: [reserved, ended]}
  reserved: {label: {zh: 储备, en: Reserved}, batch: reserved, next: [started, ended]}
  started: {label: {zh: 开工, en: Started}, batch: reserved, marks: [started], next: [completed, ended]}
  completed: {label: {zh: 竣工, en: Completed}, batch: reserved, marks: [completed], next: [production]}
  production: {label: {zh: 投产, en: In production}, batch: reserved, marks: [production]}
  ended: {label: {zh: 终止, en: Ended}, marks: [ended]}
"""
POSTS = """\
posts:
  leader: {label: {zh: 领导分包, en: Leader}, roles: [leader], from: reserved}
  officers: {label: {zh: 三员, en: Officers}, roles: [service, agent, statistician], from: started, apart: true}
"""
THREE_LEVELS = """\
posts:
  three: {label: {zh: 三级职责, en: Three levels}, roles: [head, office, cadre], from: started, with: [task, standard, due]}
"""
ONE_EACH = """\
posts:
  sole: {label: {zh: 一对一包联, en: One each}, roles: [leader], from: started, sole: true}
"""
ISSUES = """\
classes:
  land: {label: {zh: 用地, en: Land}, limit: 20 d}
ladder:
  unit: {label: {zh: 责任单位, en: Unit}}
  leader: {label: {zh: 包抓领导, en: Leader}}
"""
CADENCE = """\
cadences:
  dispatch: {label: {zh: 月调度, en: Dispatch}, every: month, kept_by: meeting}
"""


ABOUT_PEOPLE = {"L402", "L480", "L481", "L482", "L483", "L484", "R300"}


class Office(Small):
    """A small ledger, asked about people."""

    def people(self, day: str, *arguments: str) -> dict[str, dict[str, Any]]:
        """Everyone by name, on a day."""
        out = self.ok("people", "--as-of-date", day, "--format", "json", *arguments)
        return {one["name"]: one for one in json.loads(out)["people"]}

    def sheet(self, name: str, day: str, *arguments: str) -> dict[str, Any]:
        """The sheet of one person."""
        return json.loads(self.ok("people", name, "--as-of-date", day, "--format", "json", *arguments))

    def unassigned(self, day: str, *arguments: str) -> list[tuple[str, str, list[str]]]:
        """What is not filled: project, rule, posts."""
        out = self.ok("people", "unassigned", "--as-of-date", day, "--format", "json", *arguments)
        return [(one["id"], one["rule"], one["lacking"]) for one in json.loads(out)["unassigned"]]

    def groups(self, day: str) -> dict[str, dict[str, Any]]:
        """The groups by key."""
        out = self.ok("people", "groups", "--as-of-date", day, "--format", "json")
        return {one["key"]: one for one in json.loads(out)["groups"]}

    def codes(self, day: str = "2025-07-01") -> list[str]:
        """The codes of what check finds about people on a day."""
        found = json.loads(self.run("check", "--format", "json", "--as-of-date", day).out)
        return sorted(one["code"] for one in found["findings"] if one["code"] in ABOUT_PEOPLE)

    def text(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def everything(self) -> dict[str, bytes]:
        """The bytes of every file."""
        files = (path for path in self.root.rglob("*") if path.is_file() and ".git" not in path.parts)
        return {str(path.relative_to(self.root)): path.read_bytes() for path in files}


def rules(posts: str = POSTS) -> dict[str, str]:
    """The rules of the ledger with these posts."""
    return {
        **PLAIN,
        "terms": PLAIN["terms"].partition("levels:")[0] + _without_levels() + TERMS,
        "stages": STAGES + posts,
        "issues": ISSUES,
        "cadence": CADENCE,
    }


def _without_levels() -> str:
    return "kinds:" + PLAIN["terms"].partition("kinds:")[2]
