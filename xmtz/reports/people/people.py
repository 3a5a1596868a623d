"""Everyone whom the ledger names, with what they hold and owe on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, NamedTuple

from xmtz.domain.persons import Person, told_apart
from xmtz.index import people_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.records.calendar import calendar_of
from xmtz.reports.clocks.duties import Asked, Duty, duties

AHEAD: Final = 10
"""How many days ahead a sheet looks for prompts."""


class Held(NamedTuple):
    """A post, and the working days until its time limit: negative past it, None where it has none or the
    project is completed."""

    post: ask.Post
    left: int | None


class Owed(NamedTuple):
    """A decision of a meeting, and the working days until it is due."""

    decision: ask.Decision
    left: int | None


class Assigned(NamedTuple):
    """An issue, and the working days until it is due."""

    issue: ask.Issue
    left: int | None


class OfUnit(NamedTuple):
    """What units.yaml says of a person: the unit's key, and the duty; None: its head."""

    unit: str
    duty: str | None


@dataclass(slots=True)
class Sheet:
    """All that one person holds and owes (责任单)."""

    person: Person
    posts: list[Held] = field(default_factory=list)
    of_units: list[OfUnit] = field(default_factory=list)
    issues: list[Assigned] = field(default_factory=list)
    decisions: list[Owed] = field(default_factory=list)
    risks: list[ask.Risk] = field(default_factory=list)
    tracked: list[ask.Tracked] = field(default_factory=list)
    prompts: list[Duty] = field(default_factory=list)
    unvisited: list[ask.Project] = field(default_factory=list)
    open_issues: int = 0
    """How many issues stand open on the projects that the person holds."""

    @property
    def projects(self) -> list[ask.Project]:
        """The projects, each once."""
        return list(dict.fromkeys(held.post.project for held in self.posts))

    @property
    def total(self) -> int:
        """The investment in the projects; a part counts within its bundle, where the person has both."""
        projects = self.projects
        whole = {one.id for one in projects if one.total is not None}
        return sum(one.total or 0 for one in projects if one.parent not in whole)

    @property
    def overdue(self) -> int:
        """Prompts, time limits and decisions whose day has gone by."""
        late = [held.left for held in self.posts] + [owed.left for owed in self.decisions]
        return sum(one.overdue for one in self.prompts) + sum(left is not None and left < 0 for left in late)

    def count(self, role: str) -> int:
        """How many projects the person has in a post."""
        return sum(held.post.role == role for held in self.posts)


def sheets(ledger: Ledger, day: date, ahead: int = AHEAD) -> list[Sheet]:
    """The sheet of everyone, those with most projects first."""
    found = list(_Collector(ledger, day, ahead).sheets().values())
    found.sort(
        key=lambda one: (-len(one.projects), one.person.name, *(text or "" for text in one.person[1:]))
    )
    return found


class _Collector:
    def __init__(self, ledger: Ledger, day: date, ahead: int) -> None:
        self.ledger = ledger
        self.day = day
        self.ahead = ahead
        self.iso = day.isoformat()
        self.calendar = calendar_of(ledger.rules)
        facts = ledger.facts
        self.posts = list(ask.posts(facts, self.iso))
        self.issues = list(ask.issues(facts, self.iso))
        self.decisions = list(ask.decisions(facts, self.iso))
        self.risks = list(ask.risks(facts, self.iso))
        self.tracked = list(ask.tracked(facts, self.iso))
        self.of_units = list(self._of_units())
        self.meant = told_apart(map(self._personal, self._written()))
        self.found: dict[Person, Sheet] = {}

    def _of_units(self) -> Iterator[tuple[Person, OfUnit]]:
        # A head may head several units, so the unit does not tell heads apart.
        for key, unit in self.ledger.units.items():
            if unit.head is not None:
                yield Person(unit.head), OfUnit(key, None)
            for name, duty in unit.people.items():
                yield Person(name, key), OfUnit(key, duty)

    def _personal(self, written: Person) -> Person:
        """A person without a project group: people come into it from their units, so it tells nobody apart."""
        return written._replace(unit=None) if written.unit in self.ledger.rules.groups.units else written

    def _written(self) -> Iterable[Person]:
        yield from (one.person for one in self.posts)
        yield from (one.person for one in self.issues if one.person is not None)
        yield from (one.person for one in self.decisions)
        yield from (one.person for one in self.risks)
        yield from (one.person for one in self.tracked)
        yield from (person for person, _ in self.of_units)

    def sheets(self) -> dict[Person, Sheet]:
        open_issues: dict[str, int] = {}
        for one in self.issues:
            open_issues[one.path] = open_issues.get(one.path, 0) + 1
            if one.person is not None:
                self._of(one.person).issues.append(Assigned(one, self._left(one.due)))
        for post in self.posts:
            left = None if post.project.done else self._left(post.due)
            self._of(post.person).posts.append(Held(post, left))
        for decision in self.decisions:
            self._of(decision.person).decisions.append(Owed(decision, self._left(decision.due)))
        for risk in self.risks:
            self._of(risk.person).risks.append(risk)
        for step in self.tracked:
            self._of(step.person).tracked.append(step)
        for person, what in self.of_units:
            self._of(person).of_units.append(what)
        self._prompts()
        self._visits()
        for sheet in self.found.values():
            sheet.open_issues = sum(open_issues.get(project.path, 0) for project in sheet.projects)
        return self.found

    def _of(self, written: Person) -> Sheet:
        personal = self._personal(written)
        person = self.meant.get(personal, personal)
        sheet = self.found.get(person)
        if sheet is None:
            sheet = self.found[person] = Sheet(person)
        return sheet

    def _left(self, day: str | None) -> int | None:
        if day is None:
            return None
        left = self.calendar.working_days_between(self.day, date.fromisoformat(day))
        return min(left, -1) if day < self.iso else left

    def _prompts(self) -> None:
        """Give each prompt to the person of its project who has to act."""
        holders: dict[tuple[str | None, str], Person] = {}
        for post in self.posts:
            holders.setdefault((post.project.path, post.person.name), post.person)
        assigned = {(one.path, one.id): one.person for one in self.issues if one.person is not None}
        for duty in duties(self.ledger, Asked(self.day, self.day + timedelta(days=self.ahead))):
            if duty.who is None:
                continue
            person = assigned.get((duty.path or "", duty.key)) if duty.kind == "issue" else None
            person = person or holders.get((duty.path, duty.who)) or Person(duty.who)
            self._of(person).prompts.append(duty)

    def _visits(self) -> None:
        """Projects that their leader was to visit this month, and that nobody has visited yet."""
        if not any(
            one.kept_by == "visit" and one.each_project for one in self.ledger.rules.cadence.cadences.values()
        ):
            return
        visited = ask.visited(self.ledger.facts, self.day.replace(day=1).isoformat(), self.iso)
        for post in self.posts:
            if post.role == "leader" and post.project.path not in visited and not post.project.done:
                self._of(post.person).unvisited.append(post.project)
