"""The benchmark's facts as an hledger journal and as a beancount file, for a comparison on equal terms.

    python bench/peers.py DIR --projects N [--seed S]

writes DIR/facts.journal and DIR/facts.beancount from the same draw as generate.py. How a fact is
written in each, always the most compact way that the peer itself reads and checks:

    a project           hledger: one transaction with its code and description
                        beancount: seven `open` directives, one with the project's metadata
    attributes, people  tags of that transaction; metadata. Parsed, the values mean nothing to a peer
    total, year's plan  a virtual posting; a transaction of two postings, since beancount knows no other
    dates, stages       a virtual posting with its own date; an `event` each
    a step              one transaction, its document as the code, a virtual posting for each day;
                        a `note` for each day, the document in the first
    a month's figures   one transaction, a virtual posting for each figure;
                        one transaction, a posting for each figure and one that balances them
    physical progress   the month's increase, so that a balance is the cumulative percentage
                        (days post to accounts that projects share, figures to the project's own:
                        an account for each step of each project would slow hledger down)
    an issue            one transaction, a virtual posting for each day, texts as tags;
                        a `note` for each day, texts as metadata

What neither peer checks of these facts: codes and their check digits, the order of stages and of
steps and what they require, working days and limits, names against rules, near-duplicates. What
`xmtz check` checks is more; what the peers get is every fact.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

import draw
import facts
from days import month_start
from generate import day, money

BEANCOUNT_BIN: Final = Path(__file__).resolve().parent.parent / "build" / "peers" / "bin"
HLEDGER_HEAD: Final = "commodity 1000.00 万元\ncommodity 1000. 件\ncommodity 1000. 点\n\n"
BEANCOUNT_HEAD: Final = (
    'option "title" "xmtz bench"\n1900-01-01 commodity WAN\n1900-01-01 commodity PCT\n'
    "1900-01-01 open Equity:Facts\n\n"
)
ACCOUNTS: Final = ("Total", "Plan", "Planned", "Invested", "Stats", "Paid", "Physical")


class Peer(NamedTuple):
    """A peer and its commands; None where it is not installed."""

    name: str
    file: str
    check: list[str] | None
    report: list[str] | None


def month_end(month: int) -> str:
    """The last day of a month."""
    return day(month_start(month + 1) - 1)


def monthly(p: facts.Project) -> Iterable[tuple[int, list[tuple[str, str, str]]]]:
    """Month by month the figures as (series, amount, measure); physical progress as its increase."""
    months: dict[int, list[tuple[str, str, str]]] = {}
    for kind, series in (("planned", p.plan_months), *zip(facts.FIGURES, p.figures, strict=True)):
        before = 0
        for month, figure in series:
            amounts = months.setdefault(month, [])
            if kind == "physical":
                amounts.append((kind, str(figure - before), "PCT"))
                before = figure
            else:
                amounts.append((kind, money(figure), "WAN"))
    return sorted(months.items())


def attributes(p: facts.Project) -> list[tuple[str, str]]:
    """What is said of the project as a whole, beside its code, name and total."""
    return [
        ("id", p.id),
        ("level", p.level),
        ("kind", p.kind),
        ("sector", p.sector),
        ("unit", p.unit),
        ("owner", p.owner),
        ("scope", p.scope),
        *p.people,
        ("urgency", str(p.priority[0])),
        ("importance", str(p.priority[1])),
        *facts.TRAITS,
    ]


def hledger_text(p: facts.Project) -> str:
    """The project in an hledger journal."""
    at = f"{p.unit}:{p.id}"
    lines = [f"{day(p.stages[0][1])} ({p.code}) {p.name}\n"]
    lines += [f"    ; {key}: {value}\n" for key, value in attributes(p)]
    lines.append(f"    (total:{at})  {money(p.total)} 万元\n")
    lines += [f"    (date:{what})  1 件  ; date:{day(on)}\n" for what, on in p.dates]
    for to, on, basis in p.stages:
        lines.append(f"    (stage:{to})  1 件  ; date:{day(on)}{f', basis: {basis}' if basis else ''}\n")
    for step in p.steps:
        lines.append(
            f"\n{day(step.at[0][1])} {f'({step.document}) ' if step.document else ''}{p.id} {step.key}\n"
        )
        lines += [f"    (step:{step.key}:{what})  1 件  ; date:{day(on)}\n" for what, on in step.at]
        if step.pause:
            since, till, why = step.pause
            lines.append(f"    (step:{step.key}:paused)  1 件  ; date:{day(since)}, why: {why}\n")
            if till:
                lines.append(f"    (step:{step.key}:resumed)  1 件  ; date:{day(till)}\n")
    for year, amount in p.plan:
        lines.append(f"\n{year}-01-01 plan\n    (plan:{at})  {money(amount)} 万元\n")
    for month, amounts in monthly(p):
        lines.append(f"\n{month_end(month)} figures\n")
        lines += [
            f"    ({kind}:{at})  {n} {'点' if measure == 'PCT' else '万元'}\n" for kind, n, measure in amounts
        ]
    lines += [_hledger_issue(issue, p.id) for issue in p.issues]
    return "".join(lines) + "\n"


def _hledger_issue(issue: facts.Issue, project: str) -> str:
    text = (
        f"\n{day(issue.raised)} ({issue.id}) {project} {issue.title}\n"
        f"    ; class: {issue.kind}\n    ; plan: {issue.plan}\n"
        f"    (issue:raised)  1 件\n"
        f"    (issue:assigned)  1 件  ; date:{day(issue.assigned)}, unit: {issue.unit}\n"
        f"    (issue:due)  1 件  ; date:{day(issue.due)}\n"
    )
    if issue.cleared:
        on, by, evidence = issue.cleared
        text += f"    (issue:cleared)  1 件  ; date:{day(on)}, by: {by}, evidence: {evidence}\n"
    return text


def beancount_text(p: facts.Project) -> str:
    """The project in a beancount file."""
    at = f"{p.unit.capitalize()}:{p.id.capitalize()}"
    first = day(p.stages[0][1])
    opened = min(first, f"{p.plan[0][0]}-01-01") if p.plan else first
    home = f"Expenses:Total:{at}"
    lines = [f"{opened} open {home} WAN\n", f'  name: "{p.name}"\n  code: "{p.code}"\n']
    lines += [f'  {key}: "{value}"\n' for key, value in attributes(p)]
    lines += [f"{opened} open Expenses:{name}:{at}\n" for name in ACCOUNTS[1:]]
    lines.append(f'{first} * "total"\n  {home}  {money(p.total)} WAN\n  Equity:Facts\n')
    lines += [f'{day(on)} event "{p.id} {what}" "{what}"\n' for what, on in p.dates]
    for to, on, basis in p.stages:
        lines.append(
            f'{day(on)} event "{p.id} stage" "{to}"\n{f"""  basis: "{basis}"{chr(10)}""" if basis else ""}'
        )
    for step in p.steps:
        lines += [f'{day(on)} note {home} "{step.key} {what}"\n' for what, on in step.at]
        if step.document:
            lines.append(f'  document: "{step.document}"\n')
        if step.pause:
            since, till, why = step.pause
            lines.append(f'{day(since)} note {home} "{step.key} paused"\n  why: "{why}"\n')
            if till:
                lines.append(f'{day(till)} note {home} "{step.key} resumed"\n')
    for year, amount in p.plan:
        lines.append(f'{year}-01-01 * "plan"\n  Expenses:Plan:{at}  {money(amount)} WAN\n  Equity:Facts\n')
    for month, amounts in monthly(p):
        lines.append(f'{month_end(month)} * "figures"\n')
        lines += [f"  Expenses:{_account(kind)}:{at}  {n} {measure}\n" for kind, n, measure in amounts]
        lines.append("  Equity:Facts\n")
    lines += [_beancount_issue(issue, home) for issue in p.issues]
    return "".join(lines) + "\n"


def _account(kind: str) -> str:
    return "Stats" if kind == "invested_stats" else kind.capitalize()


def _beancount_issue(issue: facts.Issue, home: str) -> str:
    text = (
        f'{day(issue.raised)} note {home} "{issue.id} {issue.title}"\n  class: "{issue.kind}"\n  plan: "{issue.plan}"\n'
        f'{day(issue.assigned)} note {home} "{issue.id} assigned"\n  unit: "{issue.unit}"\n'
        f'{day(issue.due)} note {home} "{issue.id} due"\n'
    )
    if issue.cleared:
        on, by, evidence = issue.cleared
        text += f'{day(on)} note {home} "{issue.id} cleared"\n  by: "{by}"\n  evidence: "{evidence}"\n'
    return text


def write_peers(folder: Path, projects: int, seed: int) -> int:
    """Write both files; returns how many facts they hold."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with (
        (folder / "facts.journal").open("w", encoding="utf-8", newline="") as journal,
        (folder / "facts.beancount").open("w", encoding="utf-8", newline="") as beancount,
    ):
        journal.write(HLEDGER_HEAD)
        beancount.write(BEANCOUNT_HEAD)
        for number in range(projects):
            p = draw.project(number, seed)
            count += p.facts()
            journal.write(hledger_text(p))
            beancount.write(beancount_text(p))
    return count


def peers(folder: Path, beancount_bin: Path = BEANCOUNT_BIN) -> list[Peer]:
    """The peers, their check and the month's investment, payment and plan by unit since January."""
    year, month = divmod(facts.LAST_MONTH, 12)
    since, until = f"{year}-01-01", f"{year}-{month + 2:02d}-01"
    journal, ledger = str(folder / "facts.journal"), str(folder / "facts.beancount")
    hledger = shutil.which("hledger")
    check, query = beancount_bin / "bean-check", beancount_bin / "bean-query"
    question = (
        "SELECT root(account, 3) AS place, sum(position) "
        f"WHERE account ~ '^Expenses:(Invested|Paid|Plan):' AND date >= {since} AND date < {until} GROUP BY place"
    )
    return [
        Peer(
            "hledger",
            journal,
            [hledger, "-f", journal, "check"] if hledger else None,
            [
                hledger,
                "-f",
                journal,
                "balance",
                "^invested:",
                "^paid:",
                "^plan:",
                "--depth=2",
                "-b",
                since,
                "-e",
                until,
            ]
            if hledger
            else None,
        ),
        Peer(
            "beancount",
            ledger,
            [str(check), "--no-cache", ledger] if check.exists() else None,
            [str(query), "-q", ledger, question] if query.exists() else None,
        ),
    ]


def main() -> None:
    """Read the arguments, write the files, say what was written and which peers are here."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dir", type=Path)
    parser.add_argument("--projects", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    count = write_peers(chosen.dir, chosen.projects, chosen.seed)
    print(f"{chosen.projects} projects, {count} facts: {chosen.dir}")
    for peer in peers(chosen.dir):
        if peer.check is None:
            print(f"{peer.name} is not installed: see bench/README.md", file=sys.stderr)


if __name__ == "__main__":
    main()
