"""Which posts the rules ask of a project, and what of them is not there.

The checks of a ledger and the report of what is unassigned ask here, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from xmtz.records.post_rules import BODIES, ROLES, WRITTEN
from xmtz.records.project import Duty, People, Project
from xmtz.records.rules import PostRule, Rules
from xmtz.words.lang import Say

_ENDED: Final = "ended"


class Asked(NamedTuple):
    """A rule that asks for posts, with its key."""

    key: str
    rule: PostRule

    @property
    def label(self) -> Say:
        """What the rule calls the posts."""
        return self.rule.label or Say(self.key, self.key)


def asked(rules: Rules, entered: Collection[str | None], level: str | None) -> Iterator[Asked]:
    """What the rules ask of a project of this level that has entered these stages, in their order.

    A stage counts as entered when one that comes after it in the rules was; nothing is asked of a
    project that was given up.
    """
    posts = rules.stages.posts
    if not posts:
        return
    stages = rules.stages.stages
    order = list(stages)
    known = [stage for stage in entered if stage is not None and stage in stages]
    if any(_ENDED in stages[stage].marks for stage in known):
        return
    furthest = max((order.index(stage) for stage in known), default=-1)
    for key, rule in posts.items():
        if rule.levels and level not in rule.levels:
            continue
        if rule.from_ is None or (rule.from_ in stages and order.index(rule.from_) <= furthest):
            yield Asked(key, rule)


def asked_of(project: Project, rules: Rules) -> Iterator[Asked]:
    """What the rules ask of a project as its file stands."""
    if rules.stages.posts:
        yield from asked(rules, [move.to for move in project.stages], project.level)


def lacking(rule: PostRule, filled: Collection[str]) -> list[str]:
    """The posts of a rule that nobody fills."""
    return [role for role in rule.roles if role not in filled]


def unwritten(rule: PostRule, written: Mapping[str, object]) -> list[str]:
    """What a rule wants written beside a name, and is not."""
    return [one for one in rule.with_ if not written.get(one)]


def filled_by(project: Project, rules: Rules) -> set[str]:
    """The posts of a project that somebody fills, in the project itself or through its group.

    What was written and could not be read counts: the finding about the field says it.
    """
    found: set[str] = set()
    for role in ROLES:
        if role in BODIES:
            if getattr(project, role) is not None or project.is_written(role):
                found.add(role)
        elif duty_of(project, role) is not None or rules.groups.holder(project, role) is not None:
            found.add(role)
        else:
            people: People | None = project.people
            if project.is_written("people") if people is None else people.is_written(role):
                found.add(role)
    return found


def duty_of(project: Project, role: str) -> Duty | None:
    """The duty of a post among a project's people; None where it names nobody."""
    duty: Duty | None = getattr(project.people, role, None) if project.people is not None else None
    return duty if duty is not None and duty.name is not None else None


def needed_to_move(project: Project, rules: Rules) -> set[str]:
    """The posts that a stage entered required already: the finding about that move names them (L402)."""
    found: set[str] = set()
    for move in project.stages:
        stage = rules.stages.stages.get(move.to) if move.to is not None else None
        for need in stage.needs if stage is not None else ():
            role = need.person or need.field
            if role in ROLES and role not in move.waived:
                found.add(role)
    return found


def named(roles: Collection[str]) -> Say:
    """Posts in words."""
    return _series([ROLES[role] for role in roles])


def named_particulars(particulars: Collection[str]) -> Say:
    """Task, standard and time limit in words."""
    return _series([WRITTEN[one] for one in particulars])


def _series(words: list[Say]) -> Say:
    return Say("、".join(one.zh for one in words), ", ".join(one.en for one in words))
