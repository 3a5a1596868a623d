"""Marking a decision of a meeting as kept."""

from __future__ import annotations

from datetime import date

from xmtz.entry import following, issuing
from xmtz.entry.door import Gate
from xmtz.entry.meeting_file import meeting_standing
from xmtz.index.lookup import find_issue
from xmtz.store.edits import Put
from xmtz.words.errors import Refusal
from xmtz.words.lang import Say


def keep(
    gate: Gate, path: str, number: int, on: date, by: str | None, note: str | None, today: date
) -> tuple[Say, list[Say]]:
    """Plan that decision `number` (from 1) was kept on a day; a note goes to its issue. Gives what was done, and what to mind.

    Raises Refusal with everything that stands in the way.
    """
    standing = meeting_standing(gate.ledger, path)
    meeting = standing.meeting
    count = len(meeting.decisions)
    against = [*issuing.to_come(on, today)]
    decision = meeting.decisions[number - 1] if number <= count else None
    if decision is None:
        against.append(Say(f"这次会议只有 {count} 项议定事项", f"the meeting decided {count} things only"))
    if meeting.on is not None and on < meeting.on:
        against.append(Say(f"{on} 早于会议日期 {meeting.on}", f"{on} is before the meeting on {meeting.on}"))
    if decision is not None and decision.kept is not None:
        against.append(Say(f"已于 {decision.kept} 落实", f"it was kept on {decision.kept}"))
    if decision is not None and decision.issue is None and (note or by):
        against.append(
            Say(
                "这一项没有关联问题，落实情况没有地方写；去掉 --note、--by",
                "it has no issue to note that on; leave out --note and --by",
            )
        )
    if by and not note:
        against.append(Say("写了 --by 要同时写 --note", "--by goes with --note"))
    if against:
        raise Refusal(Say("不能登记为已落实：", "it cannot be marked as kept:"), against)
    assert decision is not None
    node = meeting.node.get("decisions")
    items = getattr(node, "items", [])
    place = next((n for n, item in enumerate(items) if item is decision.node), number - 1)
    gate.change(standing, [Put(("decisions", place, "kept"), on.isoformat())])
    minds: list[Say] = []
    if decision.issue is not None:
        known = find_issue(gate.ledger.facts, decision.issue)
        project = gate.read(known.path)
        issue = issuing.found(project, known.id)
        if note:
            following.progress(gate, project, issue, note, on, by, today)
        if issue.issue.resolved is None and issue.issue.cleared is None:
            minds.append(
                Say(
                    f"问题 {known.id} 还没有办结：xmtz issue resolve {known.id}",
                    f"the issue {known.id} is not resolved yet: xmtz issue resolve {known.id}",
                )
            )
    what = decision.what or ""
    done = Say(
        f"会议：{meeting.on} 第 {number} 项“{what}”{on} 落实",
        f"Meeting: {meeting.on}, decision {number} “{what}” kept on {on}",
    )
    return done, minds
