"""A county whose approvals have limits, promises, a joint group and a whole-process limit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small_ledger import PLAIN, Small

STEPS = """\
classes:
  filing: {zh: 核准备案, en: Filing}
  eia: {zh: 环评审批, en: EIA}
  works: {zh: 工程规划, en: Works planning}
  permit: {zh: 施工许可, en: Works permit}
groups:
  window: {label: {zh: 一窗受理, en: One window}, limit: 45 wd, extension: 15 wd, statute: 行政许可法第四十二条第二款}
steps:
  filing:
    label: {zh: 立项核准, en: Ratification}
    class: filing
    authority: {zh: 发改局, en: DRC}
    limit: 20 wd
    extension: 40 wd
    statute: 企业投资项目核准和备案管理条例第十条
    valid: 2 y
    pauses: [expert-review]
    cases:
      - {when: procedure = 'filing', label: 备案, limit: 0 wd, statute: 条例第十三条}
  eia:
    label: {zh: 环评审批, en: EIA}
    class: eia
    level: city
    authority: {zh: 生态环境局, en: Environment}
    limit: 60 d
    promise: 20 d
    statute: 环境影响评价法第二十二条
    when: coalesce(eia, 'report') <> 'none'
    valid: 5 y
    pauses: [expert-review]
  works:
    label: {zh: 工程规划许可, en: Works planning}
    class: works
    group: window
    authority: {zh: 自然资源局, en: Natural resources}
    limit: 20 wd
    statute: 行政许可法第四十二条
    defer: true
    pauses: [hearing, expert-review]
  fire:
    label: {zh: 消防设计审查, en: Fire design}
    class: works
    group: window
    authority: {zh: 住建局, en: Housing}
    limit: 15 wd
    statute: 住房城乡建设部令第51号第二十二条
    when: special_fire = 1
    pauses: [expert-review]
  permit:
    label: {zh: 施工许可, en: Works permit}
    class: permit
    authority: {zh: 住建局, en: Housing}
    limit: 7 d
    statute: 建筑法第八条
    needs: [filing, works]
    commit: true
    valid: 3 m
    renewals: 2
    renewal: 3 m
limits:
  whole:
    label: {zh: 立项到施工许可, en: From ratification to permit}
    from: step.filing.accepted
    to: step.permit.granted
    limit: 19 wd
    measure: handling
    excluded: true
  land_to_ground:
    label: {zh: 拿地到动土, en: Land to ground}
    from: date.land
    to: date.ground
    limit: 10 wd
"""
CADENCE = """\
cadences:
  survey_day: {label: {zh: 项目建设调研日, en: Survey day}, every: month, day: 15, kept_by: visit}
freshness: {figures_by: 25}
"""


class Office(Small):
    """A small ledger, and what it says of approvals as data."""

    def step(self, key: str, day: str, project: str = "ts25-0001") -> dict[str, Any]:
        """One step of a project on a day."""
        found = self.clocks(day, project)
        return next(
            one for one in [*found["steps"], *found["groups"], *found["processes"]] if one["key"] == key
        )

    def clocks(self, day: str, project: str = "ts25-0001") -> dict[str, Any]:
        """All clocks of a project on a day."""
        return json.loads(self.ok("step", "list", project, "--as-of-date", day, "--format", "json"))

    def due(self, day: str, *arguments: str) -> list[tuple[str, str, str, int]]:
        """The prompts of a day: kind, key, day, working days left."""
        out = self.ok("due", "--as-of-date", day, "--format", "json", *arguments)
        return [(one["kind"], one["key"], one["day"], one["left"]) for one in json.loads(out)["duties"]]

    def approvals(self, kind: str, day: str, *arguments: str) -> Any:
        """A ledger of approvals as data."""
        return json.loads(self.ok("approvals", kind, "--as-of-date", day, "--format", "json", *arguments))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "县", rules={**PLAIN, "steps": STEPS, "cadence": CADENCE})
