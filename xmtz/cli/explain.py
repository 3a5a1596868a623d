"""xmtz explain: the manual page of a finding, an indicator, a step, a stage or a column of the row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from xmtz.cli import options
from xmtz.records.step import STATES
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say, current_language, say, series

if TYPE_CHECKING:
    from xmtz.records.rules import Rules

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "查说明：提示代码（如 L400）、指标、手续、阶段，或条件式里的列名。",
        "The page of a finding (such as L400), an indicator, a step, a stage, or a column of expressions.",
    )
)
def explain(
    what: Annotated[
        str,
        typer.Argument(
            metavar="CODE", help=say("代码、指标、手续、阶段或列名", "code, indicator, step, stage or column")
        ),
    ],
) -> int:
    """Print the page."""
    from xmtz.checks.manual import explanation

    page = explanation(what.upper(), current_language())
    if page is not None:
        options.put(page)
        return 0
    lines = list(_of_ledger(what))
    if not lines:
        raise Trouble(
            Say(
                "没有“{what}”的说明；可查提示代码（如 Y114）、指标、手续、阶段和列名",
                "nothing is known of “{what}”; ask for a code (such as Y114), an indicator, a step, a stage or a column",
            ),
            what=what if what.isprintable() else ascii(what),
        )
    options.put("\n".join(lines))
    return 0


def _of_ledger(what: str) -> Iterator[str]:
    from xmtz.records.row import COLUMNS

    if what in COLUMNS:
        yield f"{what}　{COLUMNS[what].text()}" + say("（条件式里的列）", " (a column of expressions)")
    try:
        rules = options.open_rules()
    except Trouble:
        return
    yield from _indicator(rules, what)
    yield from _step(rules, what)
    yield from _stage(rules, what)


def _indicator(rules: Rules, what: str) -> Iterator[str]:
    from xmtz.render.definitions import definition_heading, definition_lines

    for key, versions in rules.indicators.indicators.items():
        for indicator in versions:
            if what in (key, *(_names(indicator.label))):
                yield definition_heading(key, indicator)
                yield from (f"  {line}" for line in definition_lines(indicator))


def _step(rules: Rules, what: str) -> Iterator[str]:
    for key, rule in rules.steps.steps.items():
        if what not in (key, *_names(rule.label)):
            continue
        yield f"{rule.label.text() if rule.label else key}（{key}）"
        facts = [
            (say("审批机关", "authority"), rule.authority),
            (say("法定时限", "statutory limit"), rule.limit.say() if rule.limit else None),
            (say("法律依据", "article"), rule.statute),
            (say("时限说明", "on the limit"), rule.limit_note),
            (say("承诺时限", "promised limit"), rule.promise.say() if rule.promise else None),
            (say("可延长", "possible extension"), rule.extension.say() if rule.extension else None),
            (say("有效期", "validity"), rule.valid.say() if rule.valid else None),
        ]
        for label, text in facts:
            if text is not None:
                yield f"  {label}：{text.text()}"
        if rule.needs:
            names = [r.label.text() if (r := rules.steps.steps.get(n)) and r.label else n for n in rule.needs]
            yield say("  前置：{n}", "  after: {n}", n=series(names))
        yield say(
            "  适用：{w}",
            "  applies: {w}",
            w=" ".join(rule.when.split()) if rule.when else say("都适用", "always"),
        )
        if rule.note:
            yield f"  {' '.join(str(rule.note).split())}"


def _stage(rules: Rules, what: str) -> Iterator[str]:
    from xmtz.checks.needs import name_of

    for key, stage in rules.stages.stages.items():
        if what not in (key, *_names(stage.label)):
            continue
        yield say("阶段：{l}（{k}）", "stage: {l} ({k})", l=stage.label.text() if stage.label else key, k=key)
        names = [s.label.text() if (s := rules.stages.stages.get(n)) and s.label else n for n in stage.next]
        yield say("  可进入：{n}", "  may be followed by: {n}", n=series(names or ["—"]))
        for need in stage.needs:
            states = f"（{'、'.join(STATES[s].text() for s in need.is_ if s in STATES)}）" if need.is_ else ""
            known = rules.steps.steps.get(need.step or "")
            name = known.label.text() if known is not None and known.label is not None else name_of(need)
            note = f"　{need.note}" if need.note else ""
            yield say("  - 须有：{n}{s}{t}", "  - needs: {n}{s}{t}", n=name, s=states, t=note)


def _names(label: Say | None) -> tuple[str, ...]:
    return () if label is None else (label.zh, label.en)
