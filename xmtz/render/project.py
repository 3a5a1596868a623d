"""One project on one screen."""

from __future__ import annotations

from datetime import date

from xmtz.domain.money import format_amount
from xmtz.domain.rounding import percent, points
from xmtz.records.issue import Issue
from xmtz.records.project import Project
from xmtz.records.step import STATES
from xmtz.render.document import Document, Section, Table
from xmtz.reports.names import Names
from xmtz.reports.project import Standing, StepLine
from xmtz.words.lang import say, series


def project_document(standing: Standing, names: Names) -> Document:
    """Facts, stage line, steps with their state, this year's plan against figures, open issues."""
    project = standing.project
    sections = [Section("", _facts(project, names)), _stages(standing, names)]
    if standing.steps:
        sections.append(_steps(standing, names))
    sections += [_year(standing), _issues(standing, names)]
    if standing.findings:
        sections.append(
            Section(
                "",
                [
                    say(
                        "这个文件有 {n} 处问题，xmtz check 查看。",
                        "{n} findings in this file, see xmtz check.",
                        n=len(standing.findings),
                    )
                ],
            )
        )
    return Document(f"{project.id}　{project.name}", [standing.path], sections)


def _wan(amount: int | None) -> str:
    return "—" if amount is None else format_amount(amount, "万元", None, thousands=True)


def _facts(project: Project, names: Names) -> list[str]:
    people = project.people
    who = []
    if people is not None:
        for name, label in (
            ("leader", say("包抓领导", "leader")),
            ("service", say("服务员", "service")),
            ("agent", say("代办员", "agent")),
            ("statistician", say("统计员", "statistician")),
        ):
            duty = getattr(people, name)
            if duty is not None:
                who.append(f"{label} {duty.name}")
    pairs = [
        (say("代码", "Code"), series(project.code or ()).text()),
        (say("责任单位", "Unit"), names.label("unit", project.unit) if project.unit else ""),
        (say("项目单位", "Owner"), project.owner or ""),
        (say("级别", "Level"), names.label("level", project.level) if project.level else ""),
        (say("性质", "Kind"), names.label("kind", project.kind) if project.kind else ""),
        (say("行业", "Sector"), names.label("sector", project.sector) if project.sector else ""),
        (
            say("总投资", "Total"),
            say("{a} 万元", "{a} 万元", a=_wan(project.total)) if project.total is not None else "",
        ),
        (say("地点", "Place"), project.place or ""),
        (say("标签", "Tags"), series(project.tags).text()),
    ]
    parts = [f"{label}：{text}" for label, text in pairs if text]
    lines = _wrapped(parts, 76)
    if who:
        lines.append("　".join(who))
    if project.scope:
        lines += _wrapped([say("规模：{t}", "Scope: {t}", t=" ".join(project.scope.split()))], 76)
    return lines


def _wrapped(parts: list[str], columns: int) -> list[str]:
    from xmtz.domain.width import width

    lines: list[str] = []
    for part in parts:
        if lines and width(lines[-1]) + width(part) + 2 <= columns:
            lines[-1] += "  " + part
        else:
            lines.append(part)
    return lines


def _stages(standing: Standing, names: Names) -> Section:
    moves = [
        f"{names.label('stage', move.to)} {move.on}" + (f"（{move.basis}）" if move.basis else "")
        for move in standing.project.stages
        if move.on is not None and move.on <= standing.day
    ]
    return Section(say("阶段", "Stages"), [" → ".join(moves) or "—"])


def _steps(standing: Standing, names: Names) -> Section:
    done = sum(step.state == "granted" for step in standing.steps)
    due = sum(step.state != "skipped" for step in standing.steps)
    columns = [
        say("手续", "Step"),
        say("状态", "State"),
        say("申报", "Applied"),
        say("受理", "Accepted"),
        say("办结", "Granted"),
        say("文号、时限", "Document, until"),
    ]
    rows = [_step(step, names) for step in standing.steps]
    heading = say("审批手续 {d}/{n}", "Approval steps {d}/{n}", d=done, n=due)
    return Section(heading, (), [Table(columns, rows)])


def _step(step: StepLine, names: Names) -> list[str]:
    until = (
        say("{d} 前补齐", "by {d}", d=step.until)
        if step.until is not None and step.state in ("deferred", "committed")
        else ""
    )
    return [
        names.label("step", step.key),
        STATES[step.state].text(),
        _day(step.applied),
        _day(step.accepted),
        _day(step.granted),
        step.document or until,
    ]


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _year(standing: Standing) -> Section:
    year = standing.year
    newest = (
        say("截至 {m}", "up to {m}", m=year.newest)
        if year.newest
        else say("本年尚未报数", "nothing reported this year")
    )
    lines = [
        say(
            "计划 {p} 万元，完成 {i} 万元（{n}），完成率 {r}，超欠序时 {g} 个百分点",
            "plan {p} 万元, done {i} 万元 ({n}), rate {r}, gap {g} pp",
            p=_wan(year.plan),
            i=_wan(year.invested),
            n=newest,
            r=percent(year.rate),
            g=points(year.gap),
        ),
        say(
            "统计口径 {s} 万元，财务支出 {p} 万元，开工以来累计 {e} 万元，形象进度 {f}",
            "statistics {s} 万元, paid {p} 万元, since the beginning {e} 万元, physical {f}",
            s=_wan(year.stats),
            p=_wan(year.paid),
            e=_wan(year.every),
            f="—" if year.physical is None else f"{year.physical / 100:g}%",
        ),
    ]
    return Section(say("{y} 年投资", "Investment {y}", y=year.year), lines)


def _issues(standing: Standing, names: Names) -> Section:
    heading = say(
        "未销号问题 {n} 个（已销号 {c} 个）",
        "{n} open issues ({c} cleared)",
        n=len(standing.issues),
        c=standing.cleared,
    )
    columns = [
        say("编号", "Id"),
        say("问题", "Issue"),
        say("类别", "Class"),
        say("时限", "Due"),
        say("责任", "Assigned"),
    ]
    rows = [_issue(issue, standing.day, names) for issue in standing.issues]
    return Section(heading, (), [Table(columns, rows)] if rows else ())


def _issue(issue: Issue, day: date, names: Names) -> list[str]:
    due = ""
    limit = issue.due_at(day)
    if limit is not None:
        late = (day - limit).days
        due = limit.isoformat() + (say("（逾期 {n} 天）", " ({n} days late)", n=late) if late > 0 else "")
    assigned = ""
    held = issue.assigned_at(day)
    if held is not None:
        assigned = names.label("unit", held.unit) + (f" {held.person}" if held.person else "")
    title = issue.title_ or ""
    again = [one.on for one in issue.reopened if one.on is not None and one.on <= day]
    if again:
        title += say("（{d} 重新立案）", " (reopened {d})", d=max(again))
    return [issue.id or "", title, names.label("class", issue.class_), due, assigned]
