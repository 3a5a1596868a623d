"""A county with regular duties of every kind, a ladder for issues, and what it says of meetings as data."""

from __future__ import annotations

import json
from typing import Any

from small_ledger import Ran, Small

CADENCE = """\
cadences:
  survey_day: {label: {zh: 项目建设调研日, en: Survey day}, every: month, day: 15, kept_by: visit, each_project: true, when: is_started, who: 分包领导}
  weekly: {label: {zh: 周调度, en: Weekly dispatch}, every: week, who: 发改局}
  fortnightly: {label: {zh: 双周调度, en: Fortnightly dispatch}, every: fortnight, kept_by: meeting}
  monthly: {label: {zh: 月例会, en: Monthly meeting}, every: month, kept_by: meeting}
  tour: {label: {zh: 季观摩, en: Tour}, every: quarter, kept_by: meeting}
  starts: {label: {zh: 月开工, en: Starts}, every: month, kept_by: start}
  bulletin: {label: {zh: 月通报, en: Bulletin}, every: month, kept_by: bulletin}
  figures: {label: {zh: 月报数, en: Figures}, every: month, day: 25, kept_by: figures, each_project: true}
  tracking: {label: {zh: 每天跟踪, en: Tracking}, every: day, kept_by: update, each_project: true, when: level = 'province'}
dispatch:
  monthly:
    label: {zh: 重点调度项目, en: Focus projects}
    reasons:
      schedule: {label: {zh: 欠进度, en: Behind}, behind: 10}
      start: {label: {zh: 未开工, en: Not started}, when: planned_start_to_date and not is_started}
      issues: {label: {zh: 问题逾期, en: Overdue issues}, issues_overdue: 1}
      permits: {label: {zh: 审批逾期, en: Overdue approvals}, overdue_approvals: 1}
    order: [reasons, behind]
"""
ISSUES = """\
classes:
  land: {label: {zh: 用地, en: Land}, limit: 20 d}
  utilities: {label: {zh: 水电气暖, en: Utilities}, limit: 10 wd}
  other: {label: {zh: 其他, en: Other}}
ladder:
  town: {label: {zh: 属地, en: Town}}
  leader: {label: {zh: 包抓领导, en: Leader}, after: 5 wd}
  mayor: {label: {zh: 市长, en: Mayor}, after: 10 wd}
"""


class Office(Small):
    """A small ledger, and what it says of meetings and duties as data."""

    def meeting(self, day: str, kind: str, rest: str = "") -> str:
        """A meeting's file; gives its path."""
        path = f"meetings/{day}-{kind}.yaml"
        self.write(path, f"on: {day}\nkind: {kind}\n{rest}")
        return path

    def cadence(self, key: str, *arguments: str) -> dict[str, Any]:
        """One duty over a range."""
        out = self.ok("cadence", *arguments, "--kind", key, "--format", "json")
        (found,) = json.loads(out)["cadences"]
        return found

    def states(self, key: str, *arguments: str) -> dict[str, str]:
        """The state of each period of a duty."""
        return {one["period"]: one["state"] for one in self.cadence(key, *arguments)["periods"]}

    def agenda(self, *arguments: str) -> dict[str, Any]:
        """An agenda."""
        return json.loads(self.ok("meeting", "prepare", *arguments, "--format", "json"))

    def decisions(self, meeting: str, day: str) -> list[dict[str, Any]]:
        """The decisions of a meeting as they stand on a day."""
        out = self.ok("meeting", "show", meeting, "--as-of-date", day, "--format", "json")
        return json.loads(out)["meetings"][0]["decisions"]

    def files(self) -> dict[str, bytes]:
        """Every file of the ledger but git's."""
        found = (path for path in self.root.rglob("*") if path.is_file() and ".git" not in path.parts)
        return {str(path.relative_to(self.root)): path.read_bytes() for path in found}

    def nothing(self, *arguments: str, code: int = 1, lang: str = "zh") -> str:
        """What a command says that has to be refused; no file may have changed by it."""
        before = self.files()
        ran: Ran = self.run(*arguments, lang=lang)
        assert ran.code == code, ran
        assert self.files() == before, "a refused command wrote something"
        return ran.err

    def text(self, path: str) -> str:
        """A file of the ledger."""
        return (self.root / path).read_bytes().decode()
