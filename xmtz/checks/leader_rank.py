"""包抓领导的职级低于要求 / The leader's rank is below what the level demands

L480

zh: `rules/terms.yaml` 里级别的 `leader_rank` 写着包抓领导的最低职级，`ranks` 的 `order` 越大职级越高。
领导的职级（`people.leader.rank`）没有填的不查。
en: `leader_rank` of a level in `rules/terms.yaml` is the least rank of the leader in charge; among
`ranks`, a greater `order` is a higher rank. A leader whose rank is not given is not checked.

pass rules/terms.yaml:
    levels:
      province: {label: 省级重点, leader_rank: county}
    ranks:
      township: {label: 乡镇党政负责人, order: 30}
      county: {label: 县处级领导, order: 50}
pass:
    level: province
    people:
      leader: {name: 赵六, rank: county}
fail rules/terms.yaml:
    levels:
      province: {label: 省级重点, leader_rank: county}
    ranks:
      township: {label: 乡镇党政负责人, order: 30}
      county: {label: 县处级领导, order: 50}
fail:
    level: province
    people:
      leader: {name: 赵六, rank: township}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

TOO_LOW: Final = Kind(
    "L480",
    WARNING,
    Say(
        "“{level}”项目的包抓领导至少是“{least}”，现为“{rank}”",
        "the leader of a “{level}” project is at least “{least}”, not “{rank}”",
    ),
    Say("核对职级，或调整包抓领导", "check the rank, or name another leader"),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    people = project.people
    leader = people.leader if people is not None else None
    levels, ranks = rules.terms.levels, rules.terms.ranks
    if leader is None or leader.rank is None or not levels or not ranks or project.level is None:
        return
    level, rank = levels.get(project.level), ranks.get(leader.rank)
    least = ranks.get(level.leader_rank) if level is not None and level.leader_rank is not None else None
    if level is None or rank is None or least is None or rank.order is None or least.order is None:
        return
    if rank.order < least.order:
        yield TOO_LOW.at(leader.where(path, "rank"), level=level.label, least=least.label, rank=rank.label)
