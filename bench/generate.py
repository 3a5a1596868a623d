"""Write a ledger for the benchmark: python bench/generate.py DIR --projects N [--seed S] [--template fengxi].

The ledger has the template's own rules, consistent facts that `xmtz check` finds no errors
in (a handful of figures look padded, as in life), and nothing secret: every name is put together from parts. The same arguments write the
same bytes. Files are put together from strings, because 100,000 of them have to be.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import repeat
from pathlib import Path
from typing import Final

import days
import draw
import facts
import names

PART: Final = 2_000
_ISO: Final = [date.fromordinal(day).isoformat() for day in range(days.FIRST_DAY, days.END_DAY + 1200)]
_MONTH: Final = {month: f"{month // 12}-{month % 12 + 1:02d}" for month in range(2019 * 12, 2030 * 12)}

LEDGER: Final = """\
xmtz: 1
name: 沣西新城重点项目台账（测速）
division: 611102
template:
  name: {template}
  version: 1
lang: zh
prefix: fx
"""
# Templates that can be asked for, and their words for what the national rules call otherwise.
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "fengxi": {"county": "district", "taskforce": "pushing"},
    "national": {},
    "suqian": {"utilities": "power", "schedule": "construction"},
}
TRAITS: Final = "\ntraits:\n" + "".join(f"  {key}: {value}\n" for key, value in facts.TRAITS)


def day(ordinal: int) -> str:
    """A day as a file writes it."""
    return _ISO[ordinal - days.FIRST_DAY]


def money(hundredths: int) -> str:
    """An amount in 万元, without zeros that say nothing."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)


def project_text(p: facts.Project, words: Mapping[str, str]) -> str:
    """The project's file; `words` are those of the template where they are not the national ones."""
    lines = [f"{names.NOTES[p.comments]}\n"] if p.comments < len(names.NOTES) else []
    lines.append(
        f"id: {p.id}\nname: {p.name}\ncode: {p.code}\nlevel: {words.get(p.level, p.level)}\nkind: {p.kind}\n"
        f"sector: {p.sector}\nunit: {p.unit}\n{_bodies(p, words)}owner: {p.owner}\nscope: {p.scope}\ntotal: {money(p.total)}\n"
        f"priority: {{urgency: {p.priority[0]}, importance: {p.priority[1]}}}\n\npeople:\n"
    )
    lines += [f"  {duty}: {person}\n" for duty, person in p.people]
    lines.append(TRAITS)
    lines.append("\ndates:\n")
    lines += [f"  {what}: {day(on)}\n" for what, on in p.dates]
    lines.append("\nstages:\n")
    lines += [
        f"  - {{to: {to}, on: {day(on)}, basis: {basis}}}\n"
        if basis
        else f"  - {{to: {to}, on: {day(on)}}}\n"
        for to, on, basis in p.stages
    ]
    if p.steps:
        lines.append("\nsteps:\n")
        lines += map(_step_text, p.steps)
    lines.append("\nplan:\n")
    lines += [f"  {year}: {money(amount)}\n" for year, amount in p.plan]
    if p.plan_months:
        lines.append("plan_months:\n")
        lines += [f"  {_MONTH[month]}: {money(amount)}\n" for month, amount in p.plan_months]
    remark = "    # 含设备预付款" if p.comments == len(names.NOTES) else ""
    for kind, months in zip(facts.FIGURES, p.figures, strict=True):
        if months:
            say = str if kind == "physical" else money
            lines.append(f"{kind}:{remark}\n")
            lines += [f"  {_MONTH[month]}: {say(figure)}\n" for month, figure in months]
    if p.issues:
        lines.append("\nissues:\n")
        lines += [_issue_text(issue, words) for issue in p.issues]
    return "".join(lines)


def _bodies(p: facts.Project, words: Mapping[str, str]) -> str:
    """The bodies that the rules ask for beside the unit."""
    helper = names.HELPERS[p.total % len(names.HELPERS)]
    taskforce = f"taskforce: {words['taskforce']}\n" if "taskforce" in words else ""
    return f"department: {p.unit}\nguarantor: {helper}\n{taskforce}"


def _step_text(step: facts.Step) -> str:
    text = f"  {step.key}:\n"
    for what, on in step.at:
        text += f"    {what}: {day(on)}\n"
        if what == "accepted" and step.pause:
            since, till, why = step.pause
            to = f" to: {day(till)}," if till else ""
            text += f"    paused:\n      - {{from: {day(since)},{to} why: {why}}}\n"
    return text + f"    document: {step.document}\n" if step.document else text


def _issue_text(issue: facts.Issue, words: Mapping[str, str]) -> str:
    text = (
        f"  - id: {issue.id}\n    title: {issue.title}\n    class: {words.get(issue.kind, issue.kind)}\n"
        f"    raised: {day(issue.raised)}\n"
        f"    assigned: {{unit: {issue.unit}, on: {day(issue.assigned)}}}\n"
        f"    due: {day(issue.due)}\n    plan: {issue.plan}\n"
    )
    if issue.cleared:
        on, by, evidence = issue.cleared
        text += f"    cleared: {{on: {day(on)}, by: {by}, evidence: {evidence}}}\n"
    return text


def units_text() -> str:
    """units.yaml: the bodies that projects and issues belong to."""
    bodies = (f"  {body.key}:\n    name: {body.name}\n    kind: {body.kind}\n" for body in names.UNITS)
    return "units:\n" + "".join(bodies)


def start_ledger(ledger: Path, template: str) -> None:
    """Rules and ledger.yaml by `xmtz init`; where that does not work, said so, a bare ledger.yaml."""
    command = Path(sys.executable).with_name("xmtz")
    if command.exists():
        made = subprocess.run(
            [command, "init", ledger, "--template", template, "--prefix", "fx"],
            capture_output=True,
            check=False,
        )
        if made.returncode == 0:
            return
    print("`xmtz init` does not work here: the ledger has no rules of its own", file=sys.stderr)
    ledger.mkdir(parents=True, exist_ok=True)
    (ledger / "ledger.yaml").write_text(LEDGER.format(template=template), encoding="utf-8", newline="")


def write_projects(ledger: Path, numbers: range, seed: int, template: str) -> int:
    """Write the files of these projects; returns how many facts they hold."""
    count = 0
    folders: dict[int, str] = {}
    words = WORDS[template]
    for number in numbers:
        p = draw.project(number, seed)
        count += p.facts()
        folder = folders.get(p.year)
        if folder is None:
            made = ledger / "projects" / str(p.year)
            made.mkdir(parents=True, exist_ok=True)
            folder = folders[p.year] = str(made)
        with open(f"{folder}/{p.id}-{p.name}.yaml", "wb") as file:  # noqa: PTH123 - Path costs as much as the write
            file.write(project_text(p, words).encode())
    return count


def write_ledger(ledger: Path, projects: int, seed: int = 1, template: str = "fengxi") -> int:
    """A whole ledger in a folder that is new or empty; returns how many facts its projects hold."""
    if ledger.exists() and any(ledger.iterdir()):
        raise FileExistsError(ledger)
    start_ledger(ledger, template)
    (ledger / "units.yaml").write_text(units_text(), encoding="utf-8", newline="")
    shutil.rmtree(ledger / "projects", ignore_errors=True)
    parts = [range(at, min(at + PART, projects)) for at in range(0, projects, PART)]
    if len(parts) == 1:
        return write_projects(ledger, parts[0], seed, template)
    with ProcessPoolExecutor() as pool:
        return sum(pool.map(write_projects, repeat(ledger), parts, repeat(seed), repeat(template)))


def main() -> None:
    """Read the arguments, write the ledger, say what was written."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dir", type=Path)
    parser.add_argument("--projects", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1, help="another number, another ledger")
    parser.add_argument("--template", choices=WORDS, default="fengxi")
    chosen = parser.parse_args()
    began = time.perf_counter()
    try:
        count = write_ledger(chosen.dir, chosen.projects, chosen.seed, chosen.template)
    except FileExistsError:
        sys.exit(f"{chosen.dir} is not empty")
    took = time.perf_counter() - began
    print(f"{chosen.projects} projects, {count} facts, {took:.1f} s: {chosen.dir}")


if __name__ == "__main__":
    main()
