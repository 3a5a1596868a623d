"""Naming somebody for a post of a project, and taking somebody off it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final, NamedTuple

from xmtz.checks import leader_rank, posts_apart
from xmtz.domain.persons import Person, told_apart
from xmtz.entry.consequences import brought_in
from xmtz.entry.door import Gate, Standing
from xmtz.entry.forms import pretty
from xmtz.entry.values import Mistakes, value_of_text, word
from xmtz.index import sole_posts
from xmtz.records.post_rules import BODIES, ROLES
from xmtz.records.project import Duty, People, Project
from xmtz.records.rules import Rules
from xmtz.store.edits import Edit, Put, Remove, Value
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.lang import Say


class Given(NamedTuple):
    """What was said of a person and the duty, as typed."""

    name: str
    rank: str | None = None
    unit: str | None = None
    task: str | None = None
    standard: str | None = None
    due: str | None = None
    phone: str | None = None


class Done(NamedTuple):
    """What was planned; `before`: who had the post."""

    role: Say
    name: str
    before: str | None
    reminders: list[Say]


_OF_THE_POST: Final = ("task", "standard", "due")
"""What belongs to the post and goes on to whoever fills it next; the rest is the person's."""


def post_of(text: str) -> str:
    """The post that a person means, by its key or its name. Raises Trouble that lists them."""
    body = next((key for key in BODIES if text.strip() in (key, ROLES[key].zh)), None)
    if body is None:
        people = {role: label for role, label in ROLES.items() if role not in BODIES}
        return word(text, people, Say("职责", "post"))
    raise Trouble(
        Say(
            "“{role}”是单位，不是人；用 xmtz set 项目 {key}=单位",
            "“{role}” is a body and no person; use xmtz set PROJECT {key}=UNIT",
        ),
        role=ROLES[body],
        key=body,
    )


def assign(gate: Gate, standing: Standing, role: str, given: Given, replace: bool) -> Done:
    """Plan a person for a post, in the shortest form.

    Raises Wrong with every mistake; Refusal where the rank is too low, where the person has a post that
    does not go with it, or where somebody else has the post and `replace` is not said.
    """
    mistakes = Mistakes()
    lexicon = gate.lexicon
    said: dict[str, Value] = {}
    for name, text in given._asdict().items():
        if text is not None:
            field = Duty.fields[name]
            value = mistakes.take(field.label, partial(value_of_text, text, field.type, lexicon))
            if value is not None:
                said[name] = value
    mistakes.end()
    before: Duty | None = getattr(standing.project.people, role, None) if standing.project.people else None
    name = str(said["name"])
    other = before.name if before is not None and before.name not in (None, name) else None
    made = {**kept(before, other is not None), **said}
    gate.change(standing, [Put(("people", role), short_form(made))])
    against = list(against_rules(gate, standing, {role: name}))
    if other is not None and not replace:
        against.append(
            Say(
                f"{ROLES[role].zh}现为 {other}；换人加 --replace，全部交接用 xmtz people handover",
                f"{other} is {ROLES[role].en}; --replace puts another in place, xmtz people handover hands over everything",
            )
        )
    if against:
        raise Refusal(Say("没有写入：", "nothing was written:"), against)
    unsaid = list(_unsaid(gate.ledger.rules, standing, role, made))
    return Done(ROLES[role], name, other, unsaid)


def kept(before: Duty | None, other: bool) -> dict[str, Value]:
    """What stands in the file and stays: all of it for the same person, what is the post's for another."""
    if before is None or "node" not in vars(before):
        return {}
    from xmtz.store.located import Scalar

    kept: dict[str, Value] = {}
    for name in Duty.fields:
        node = before.node.get(name)
        if isinstance(node, Scalar) and not node.absent and (not other or name in _OF_THE_POST):
            kept[name] = node.text
    return kept


def short_form(facts: dict[str, Value]) -> Value:
    """What stands under a post: the name alone, where there is nothing else."""
    ordered = {name: facts[name] for name in Duty.fields if name in facts}
    return ordered["name"] if len(ordered) == 1 else _laid_out(ordered)


def _laid_out(facts: dict[str, Value]) -> Value:
    made = pretty([facts])
    return made[0] if isinstance(made, list) else facts


def against_rules(gate: Gate, before: Standing, named: dict[str, str]) -> Iterator[Say]:
    """What the rules have against it: a rank too low, posts that do not go together, a second project."""
    from xmtz.checks.catalogue import message

    after = gate.read(before.path)
    rules = gate.ledger.rules
    for check in (leader_rank.check, posts_apart.check):
        old = list(check(before.project, rules, before.path))
        for finding in brought_in(old, list(check(after.project, rules, before.path))):
            yield Say(message(finding, "zh"), message(finding, "en"))
    for role in named:
        yield from _elsewhere(gate, after.project, role)


def _elsewhere(gate: Gate, project: Project, role: str) -> Iterator[Say]:
    """Why a person who has one project for one post cannot take this one too."""
    duty: Duty | None = getattr(project.people, role, None)
    if duty is None or duty.name is None:
        return
    own = Person(duty.name, duty.unit, duty.rank)
    for _, rule in sole_posts.sole_rules(gate.ledger.rules):
        if role not in rule.roles or (rule.levels and project.level not in rule.levels):
            continue
        posts = [
            one for one in sole_posts.posts(gate.ledger.facts, role, gate.how.today) if one.id != project.id
        ]
        meant = told_apart([own, *(one.person for one in posts)])
        for one in posts:
            elsewhere = one.whole not in (project.parent, project.id)
            if (
                elsewhere
                and meant[one.person] == meant[own]
                and not (rule.levels and one.level not in rule.levels)
            ):
                label = rule.label or Say(role, role)
                yield Say(
                    f"{label.zh}：一人只任一个项目，{own.name} 已任 {one.id}（{one.name}）的{ROLES[role].zh}",
                    f"{label.en}: one person for one project; {own.name} is {ROLES[role].en} of {one.id} ({one.name})",
                )


def _unsaid(rules: Rules, standing: Standing, role: str, made: dict[str, Value]) -> Iterator[Say]:
    """What the rules would compare and was not said."""
    level = (rules.terms.levels or {}).get(standing.project.level or "")
    if role != "leader" or level is None or level.leader_rank is None or "rank" in made:
        return
    least = (rules.terms.ranks or {}).get(level.leader_rank)
    label = (
        least.label
        if least is not None and least.label is not None
        else Say(level.leader_rank, level.leader_rank)
    )
    yield Say(
        f"没有写职级（--rank），无法核对；至少是“{label.zh}”",
        f"the rank was not said (--rank) and cannot be compared; it is at least “{label.en}”",
    )


def remove(gate: Gate, standing: Standing, role: str) -> Done:
    """Plan taking the person off a post. Raises Trouble where nobody is named there."""
    people: People | None = standing.project.people
    written = people is not None and people.is_written(role)
    if people is None or not written:
        holder = gate.ledger.rules.groups.holder(standing.project, role)
        if holder is not None:
            raise Trouble(
                Say(
                    "{role} {name} 写在 units.yaml 的项目小组里，项目里没有写",
                    "the {role} {name} stands in the project's group in units.yaml, not in the project",
                ),
                role=ROLES[role],
                name=holder,
            )
        raise Trouble(Say("这个项目没有{role}", "the project has no {role}"), role=ROLES[role])
    duty: Duty | None = getattr(people, role)
    rest = [name for name in People.fields if name != role and people.is_written(name)]
    edit: Edit = Remove(("people", role)) if rest else Remove(("people",))
    gate.change(standing, [edit])
    return Done(ROLES[role], duty.name if duty is not None and duty.name else "", None, [])
