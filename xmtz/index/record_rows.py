"""The rows of what stands beside a project's approvals and figures: issues, duties, means, documents, lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xmtz.index.days import iso
from xmtz.records.issue import Issue
from xmtz.records.project import Duty, Project

Row = tuple[Any, ...]


def record_rows(project: Project, c: int) -> dict[str, list[Row]]:
    """Rows by table; `c` is the number of the file's content."""
    rows: dict[str, list[Row]] = {}
    if project.issues:
        _issues(project, c, rows)
    if project.people is not None:
        rows["duty"] = list(_duties(project, c))
    _means(project, c, rows)
    rows["listing"] = [
        (c, n, one.list_, iso(one.entered), iso(one.left), one.reason, one.entered_reason)
        for n, one in enumerate(project.lists)
    ]
    rows["review"] = [
        (
            *(c, n, one.subject, one.kind, one.by, "\n".join(one.experts) or None, iso(one.assessed)),
            *(one.verdict, iso(one.decided), one.decision),
        )
        for n, one in enumerate(project.reviews)
    ]
    documents = [(part, one) for part, parts in project.dossier.items() for one in parts]
    rows["document"] = [
        (c, n, part, one.title_, one.path, one.sha256, iso(one.on), one.number)
        for n, (part, one) in enumerate(documents)
    ]
    rows["visit"] = [(c, n, iso(one.on), one.by, one.kind, one.found) for n, one in enumerate(project.visits)]
    rows["waiver"] = [
        (c, n, one.code, one.reason, one.by, iso(one.until)) for n, one in enumerate(project.waivers)
    ]
    return rows


def _issues(project: Project, c: int, rows: dict[str, list[Row]]) -> None:
    rows["issue"] = [_issue(one, c, n) for n, one in enumerate(project.issues)]
    rows["issue_project"] = [
        (c, n, id_) for n, one in enumerate(project.issues) for id_ in dict.fromkeys(one.projects)
    ]
    rows["issue_spell"] = [row for n, one in enumerate(project.issues) for row in _spells(one, c, n)]
    rows["issue_due"] = [
        (c, n, k, iso(was.due), iso(was.until))
        for n, one in enumerate(project.issues)
        for k, was in enumerate(one.due_before)
    ]
    rows["assignment"] = [
        (c, n, k, *row) for n, one in enumerate(project.issues) for k, row in enumerate(_assignments(one))
    ]
    rows["escalation"] = [
        (c, n, k, step.to, iso(step.on), step.decision, step.reason)
        for n, one in enumerate(project.issues)
        for k, step in enumerate(one.escalated)
    ]
    rows["solution"] = [
        (c, n, k, plan.text, iso(plan.on), plan.by, iso(plan.replaced))
        for n, one in enumerate(project.issues)
        for k, plan in enumerate(one.plan or ())
    ]
    rows["progress"] = [
        (c, n, k, iso(note.on), note.text, note.by)
        for n, one in enumerate(project.issues)
        for k, note in enumerate(one.progress)
    ]
    rows["reopening"] = [
        (c, n, k, iso(again.on), again.reason, again.by, iso(again.cleared.on) if again.cleared else None)
        for n, one in enumerate(project.issues)
        for k, again in enumerate(one.reopened)
    ]


def _issue(issue: Issue, c: int, n: int) -> Row:
    assigned, accepted = issue.assigned, issue.accepted
    resolved, cleared = issue.resolved, issue.cleared
    return (
        *(c, n, issue.id, issue.title_, issue.class_, iso(issue.raised), iso(issue.due)),
        *((assigned.unit, assigned.person) if assigned else (None, None)),
        iso(resolved.on) if resolved else None,
        iso(cleared.on) if cleared else None,
        *(issue.by, issue.origin, iso(assigned.on) if assigned else None),
        *((iso(accepted.on), accepted.by) if accepted else (None, None)),
        *((resolved.by, resolved.result) if resolved else (None, None)),
        *((cleared.by, cleared.evidence) if cleared else (None, None)),
    )


def _spells(issue: Issue, c: int, n: int) -> Iterator[Row]:
    for k, (since, until, resolved, cleared) in enumerate(issue.spells()):
        yield (
            *(c, n, k, iso(since), iso(until)),
            *((iso(resolved.on), resolved.by, resolved.result) if resolved else (None, None, None)),
            *((cleared.by, cleared.evidence) if cleared else (None, None)),
        )


def _assignments(issue: Issue) -> Iterator[Row]:
    for was in issue.assigned_before:
        taken = (iso(was.accepted.on), was.accepted.by) if was.accepted else (None, None)
        yield (was.unit, was.person, iso(was.on), *taken, iso(was.until))
    if issue.assigned is not None:
        taken = (iso(issue.accepted.on), issue.accepted.by) if issue.accepted else (None, None)
        yield (issue.assigned.unit, issue.assigned.person, iso(issue.assigned.on), *taken, None)


def _duties(project: Project, c: int) -> Iterator[Row]:
    for role in type(project.people).fields if project.people is not None else ():
        duty: Duty | None = getattr(project.people, role)
        if duty is not None:
            yield (
                *(c, role, duty.name, duty.rank, duty.unit, duty.task, duty.standard),
                *(iso(duty.due), duty.phone),
            )


def _means(project: Project, c: int, rows: dict[str, list[Row]]) -> None:
    rows["fund"] = [
        (c, n, f.source, f.name, f.planned, iso(f.applied), f.batch, iso(f.issued))
        for n, f in enumerate(project.funds)
    ]
    rows["fund_month"] = [
        (c, n, str(month), f.arrived.get(month), f.paid.get(month))
        for n, f in enumerate(project.funds)
        for month in sorted({*f.arrived, *f.paid})
    ]
    rows["resource"] = [
        (
            *(c, n, one.kind, one.needed, one.measure, one.before, iso(one.applied)),
            *(one.secured, iso(one.on), one.document),
        )
        for n, one in enumerate(project.resources)
    ]
    rows["benefit"] = [
        (
            *(c, year, one.mu, one.output, one.sales, one.tax, one.added),
            *(one.energy_tce, one.cod_t, one.water_m3, one.workers),
        )
        for year, one in project.benefit.items()
    ]
    rows["risk"] = [
        (
            *(c, n, one.class_, one.level, one.what, one.measure, one.owner),
            *(iso(one.review), iso(one.warned), iso(one.closed), iso(one.on), one.result),
        )
        for n, one in enumerate(project.risks)
    ]
    rows["risk_review"] = [
        (c, n, k, iso(one.on), iso(one.due), one.by, one.found)
        for n, risk in enumerate(project.risks)
        for k, one in enumerate(risk.reviewed)
    ]
