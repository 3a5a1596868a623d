"""Milestones moved and reached (节点调整、完成). The baseline stays; a move has its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from xmtz.domain.plain import printable
from xmtz.domain.refusal import quoted
from xmtz.entry.door import Gate, Standing
from xmtz.entry.values import Mistakes, value_of_text
from xmtz.records.project import Milestone
from xmtz.records.record import nearest
from xmtz.records.types import DAY, LINE
from xmtz.store.edits import Edit, Put
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.lang import Say


class Change(NamedTuple):
    """A milestone that is moved to a day, or that was reached on it."""

    name: str
    day: date
    done: bool

    def say(self) -> Say:
        """The change in words."""
        name = printable(self.name)
        if self.done:
            return Say(f"{name} {self.day} 完成", f"{name} reached on {self.day}")
        return Say(f"{name} 调整到 {self.day}", f"{name} moved to {self.day}")


def change(
    gate: Gate,
    standing: Standing,
    moves: Sequence[str],
    done: Sequence[str],
    reason: str | None,
    today: date,
) -> list[Change]:
    """Plan moving the current dates of milestones, and their actual ones; each is `NAME=DATE`.

    Raises Wrong with every mistake of what was typed, Refusal with everything that stands in the way.
    """
    mistakes = Mistakes()
    lexicon = gate.lexicon
    known = _known(standing)
    asked: list[tuple[int, Milestone, date, bool]] = []
    for text, is_done in [*((one, False) for one in moves), *((one, True) for one in done)]:
        name, _, day_text = text.rpartition("=")
        label = Say(quoted(name or text), quoted(name or text))
        if not name.strip():
            mistakes.take(label, _without_day)
            continue
        found = mistakes.take(label, partial(_find, known, name.strip()))
        day = mistakes.take(label, partial(value_of_text, day_text, DAY, lexicon))
        if found is not None and day is not None:
            asked.append((*found, date.fromisoformat(str(day)), is_done))
    why = None
    if reason is not None and moves:
        why = mistakes.take(Milestone.fields["reason"].label, lambda: value_of_text(reason, LINE, lexicon))
    mistakes.end()
    against = [*_twice(asked)]
    if moves and why is None:
        against.append(Say("改期要写理由：--reason 理由", "a move needs its reason: --reason WHY"))
    for _, one, day, is_done in asked:
        against += _against(one, day, is_done, today)
    if against:
        raise Refusal(Say("节点没有改：", "the milestones were not changed:"), against)
    edits: list[Edit] = []
    for n, _, day, is_done in asked:
        edits.append(Put(("milestones", n, "actual" if is_done else "current"), day.isoformat()))
        if not is_done:
            edits.append(Put(("milestones", n, "reason"), str(why)))
    gate.change(standing, edits)
    return [Change(str(one.name), day, is_done) for _, one, day, is_done in asked]


def _known(standing: Standing) -> list[tuple[int, Milestone]]:
    """The milestones with their places in the file."""
    items = getattr(standing.project.node.get("milestones"), "items", [])
    found = []
    for number, one in enumerate(standing.project.milestones):
        place = next((n for n, item in enumerate(items) if item is one.node), number)
        if one.name is not None:
            found.append((place, one))
    return found


def _without_day() -> None:
    raise Trouble(Say("写成 节点=日期", "write MILESTONE=DATE"))


def _find(known: Sequence[tuple[int, Milestone]], name: str) -> tuple[int, Milestone]:
    """The milestone of this name, or with it as a unique part of its name. Raises Trouble."""
    names = [str(one.name) for _, one in known]
    for found in (
        [one for one in known if one[1].name == name],
        [one for one in known if name in str(one[1].name)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            several = "、".join(printable(str(one.name)) for _, one in found)
            raise Trouble(Say("不止一个：{names}", "there are several: {names}"), names=several)
    if not names:
        raise Trouble(Say("项目还没有节点", "the project has no milestones"))
    near = nearest(name, names)
    listed = "、".join(map(printable, [near] if near else names))
    raise Trouble(
        Say("没有这个节点；有：{names}", "there is no such milestone; there are: {names}"), names=listed
    )


def _twice(asked: Sequence[tuple[int, Milestone, date, bool]]) -> list[Say]:
    seen: set[int] = set()
    found = []
    for n, one, _, _ in asked:
        if n in seen:
            name = printable(str(one.name))
            found.append(Say(f"{name}：写了两次", f"{name} is named twice"))
        seen.add(n)
    return found


def _against(one: Milestone, day: date, is_done: bool, today: date) -> list[Say]:
    name = printable(str(one.name))
    if one.actual is not None:
        return [Say(f"{name}：已于 {one.actual} 完成", f"{name} was reached on {one.actual}")]
    if is_done and day > today:
        return [Say(f"{name}：完成日期 {day} 还没有到", f"{name}: {day} is still to come")]
    if not is_done and day == (one.current or one.baseline):
        return [Say(f"{name}：当前计划就是 {day}", f"{name} is planned for {day} already")]
    return []
