"""Posts that one person has on one project only (一对一包联): who has them on several."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from xmtz.checks.across import ONE_PROJECT_EACH
from xmtz.domain.persons import Person, told_apart
from xmtz.records.post_rules import ROLES
from xmtz.records.rules import PostRule, Rules
from xmtz.words.finding import Finding
from xmtz.words.lang import Say

if TYPE_CHECKING:
    from xmtz.index.across import Locate


class Post(NamedTuple):
    """A post of a project that counts: who has it. `whole`: its bundle, or itself."""

    path: str
    id: str
    name: str
    whole: str
    level: str | None
    role: str
    person: Person


_QUERY: Final = (
    "SELECT s.path, p.id, p.name, coalesce(p.parent, p.id), p.level, d.role, d.name, d.unit, d.rank"
    " FROM state s JOIN project p ON p.c = s.c JOIN duty d ON d.c = s.c"
    " WHERE p.ended IS NULL AND p.production IS NULL AND d.name IS NOT NULL AND d.role = :role"
    " AND p.c NOT IN (SELECT c FROM waiver WHERE code = :code AND (:today IS NULL OR until >= :today))"
    " ORDER BY p.id"
)


def sole_rules(rules: Rules) -> Iterator[tuple[str, PostRule]]:
    """The rules by which one person has one project, with their keys."""
    return ((key, rule) for key, rule in rules.stages.posts.items() if rule.sole)


def posts(facts: sqlite3.Connection, role: str, today: str | None) -> list[Post]:
    """Who has a post, on projects that are neither given up nor in production nor waived on `today` (ISO)."""
    rows = facts.execute(_QUERY, {"role": role, "code": ONE_PROJECT_EACH.code, "today": today})
    return [Post._make((*row[:6], Person(*row[6:]))) for row in rows]


def several(
    facts: sqlite3.Connection, rules: Rules, today: str | None
) -> Iterator[tuple[str, PostRule, Post, Post]]:
    """Every post after the first of a person who has it on several projects, with the first."""
    for key, rule in sole_rules(rules):
        for role in rule.roles:
            found = [one for one in posts(facts, role, today) if not rule.levels or one.level in rule.levels]
            meant = told_apart(one.person for one in found)
            first: dict[Person, Post] = {}
            for one in found:
                before = first.setdefault(meant[one.person], one)
                if before.whole != one.whole:
                    yield key, rule, one, before


def shared_posts(
    facts: sqlite3.Connection, rules: Rules, locate: Locate, today: str | None
) -> Iterator[Finding]:
    """The findings: one for every project after the first, on the person's name."""
    for key, rule, one, before in several(facts, rules, today):
        place = locate(one.path, "people", one.person.name)
        label = rule.label or Say(key, key)
        yield ONE_PROJECT_EACH.at(
            place,
            label=label,
            name=one.person.name,
            other=before.id,
            project=before.name,
            role=ROLES[one.role],
        )
