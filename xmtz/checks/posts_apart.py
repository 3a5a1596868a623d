"""须由不同的人担任的职责由一人兼任 / One person fills posts that different people have to fill

L483

zh: `rules/stages.yaml` 的 `posts` 写了 `apart: true` 的，`roles` 各职责由不同的人担任。同名而写明了不同单位的，是两个人。
en: Where `posts` in `rules/stages.yaml` says `apart: true`, its `roles` are filled by different people. Two of one
name with different units beside it are two people.

pass rules/stages.yaml:
    stages:
      started: {label: 开工}
    posts:
      officers: {label: 三员, roles: [service, agent], apart: true}
pass:
    people: {service: 赵六, agent: 钱七}
fail rules/stages.yaml:
    stages:
      started: {label: 开工}
    posts:
      officers: {label: 三员, roles: [service, agent], apart: true}
fail:
    people: {service: 赵六, agent: 赵六}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks import posts
from xmtz.domain.persons import Person, told_apart
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NOT_APART: Final = Kind(
    "L483",
    WARNING,
    Say(
        "{label}：须由不同的人担任，{name} 兼任了{roles}",
        "{label}: different people fill them; {name} has {roles}",
    ),
    Say("改由另一人担任其中一项", "let somebody else fill one of them"),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    people = project.people
    if people is None or not rules.stages.posts:
        return
    for one in posts.asked_of(project, rules):
        if not one.rule.apart:
            continue
        holders = {
            role: Person(duty.name, duty.unit, duty.rank)
            for role in one.rule.roles
            if (duty := posts.duty_of(project, role)) is not None
        }
        meant = told_apart(holders.values())
        together: dict[Person, list[str]] = {}
        for role, holder in holders.items():
            together.setdefault(meant[holder], []).append(role)
        for person, roles in together.items():
            if len(roles) > 1:
                place = people.where(path, roles[1])
                yield NOT_APART.at(place, label=one.label, name=person.name, roles=posts.named(roles))
