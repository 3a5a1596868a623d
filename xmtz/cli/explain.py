"""xmtz explain: the manual page of a finding, an indicator, a step, a stage or a column of the row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from xmtz.cli import options
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say, current_language, say

if TYPE_CHECKING:
    from xmtz.render.rule_pages import Topic

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
    from xmtz.domain.plain import printable
    from xmtz.domain.refusal import quoted

    page = explanation(what.upper(), current_language())
    if page is not None:
        options.put(page)
        return 0
    from xmtz.render.rule_pages import asked

    found = asked(_topics(), what)
    if not found:
        raise Trouble(
            Say(
                "没有“{what}”的说明；可查提示代码（如 Y114）、指标、手续、阶段、问题类别和列名",
                "nothing is known of “{what}”; ask for a code (such as Y114), an indicator, a step, a stage, an issue class or a column",
            ),
            what=quoted(what),
        )
    if len(found) > _MOST_PAGES:
        options.put(say("“{what}”可能是：", "“{what}” may be:", what=quoted(what)))
        options.put("\n".join(f"  {topic.heading()}" for topic in found))
        return 0
    pages = [
        "\n".join(printable(line) for line in (topic.heading(), *(f"  {line}" for line in topic.lines())))
        for topic in found
    ]
    options.put("\n\n".join(pages))
    return 0


_MOST_PAGES = 3


def _topics() -> list[Topic]:
    """Everything with a page: the columns, and what the rules of the ledger define, if there is one."""
    from xmtz.render.rule_pages import columns, topics

    found = list(columns())
    try:
        rules = options.open_rules()
    except Trouble:
        return found
    return [*found, *topics(rules)]
