"""Asking for a project on a terminal: one question after the other, each answer checked at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from xmtz.cli import options
from xmtz.domain.plain import printable
from xmtz.domain.refusal import DomainError
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from xmtz.index.ledger import Ledger
    from xmtz.store.edits import Value


class Question(NamedTuple):
    """A field to ask for. `like`: the answer of a similar project, offered with Enter."""

    field: str
    required: bool = False


QUESTIONS = (
    Question("name", True),
    Question("owner"),
    Question("code"),
    Question("unit", True),
    Question("total", True),
    Question("sector"),
    Question("level"),
    Question("kind"),
    Question("department"),
    Question("place"),
    Question("scope"),
    Question("people.leader"),
    Question("people.service"),
    Question("people.agent"),
    Question("people.statistician"),
)
_BACK = "-"


def ask_for_project(ledger: Ledger, values: dict[str, Value], anyway: bool) -> tuple[dict[str, Value], bool]:
    """The values of a project, asked for where the options did not say them; and whether a similar
    one does not matter. Raises Trouble when the person gives up."""
    from xmtz.entry import door
    from xmtz.index.lookup import alike, latest_like

    lexicon = door.lexicon(ledger)
    print(
        say(
            "登记项目。直接回车取方括号里的值，输入 - 留空，Ctrl-C 放弃。",
            "Enter a project. Enter takes the value in brackets, - leaves it empty, Ctrl-C gives up.",
        )
    )
    like: Mapping[str, str | None] = {}
    for question in QUESTIONS:
        if _given(values, question.field):
            continue
        if question.field in ("sector", "level"):
            like = latest_like(ledger.facts, _text(values.get("unit")), _text(values.get("sector")))
        default = like.get(question.field.rpartition(".")[2])
        _ask(question, default, lexicon, values)
        if question.field == "code" and not anyway:
            found = alike(ledger.facts, str(values["name"]), _text(values.get("owner")), _codes(values))
            if found:
                print(say("可能已经登记过：", "it may have been entered already:"))
                for known in found:
                    print(f"  {known.say().text()}")
                if not _yes(say("这是另一个项目吗", "is this another project")):
                    raise Trouble(Say("没有登记", "nothing was entered"), 1)
                anyway = True
    if "stages" not in values:
        _ask_stage(ledger, lexicon, values)
    return values, anyway


def _ask(question: Question, default: str | None, lexicon: Any, values: dict[str, Value]) -> None:
    from xmtz.entry import setting

    label = setting.locate(question.field.split("."), None, lexicon).label

    def take(answer: str) -> None:
        setting.nested([f"{question.field}={answer}"], lexicon, values)

    _until_right(label.text(), default, question.required, take)


def _ask_stage(ledger: Ledger, lexicon: Any, values: dict[str, Value]) -> None:
    from xmtz.entry import setting

    stages = ledger.rules.stages.stages
    if not stages:
        return
    first = next(iter(stages))
    chosen = [first]

    def stage(answer: str) -> None:
        from xmtz.entry.values import word

        chosen[0] = word(answer, stages, Say("阶段", "stage"))

    def day(answer: str) -> None:
        on = options.day(answer)
        setting.nested([f"stages+={{to: {chosen[0]}, on: {on}}}"], lexicon, values)

    _until_right(
        say("阶段", "stage"), stages[first].label.text() if stages[first].label else first, True, stage
    )
    _until_right(say("进入该阶段的日期", "in that stage since"), options.today().isoformat(), True, day)


def _until_right(label: str, default: str | None, required: bool, take: Callable[[str], None]) -> None:
    """Ask until the answer is taken, or left empty where it may be."""
    offered = f" [{printable(default)}]" if default else "" if required else say("（可空）", " (optional)")
    while True:
        answer = _input(f"{label}{offered}: ").strip()
        if answer == _BACK:
            answer, offer = "", None
        else:
            offer = default
        answer = answer or offer or ""
        if not answer:
            if not required:
                return
            print(say("  这一项必填", "  this is required"))
            continue
        try:
            take(answer)
        except (Trouble, DomainError) as wrong:
            for line in getattr(wrong, "missing", None) or [wrong.say]:
                print(f"  {line.text().partition('：')[2] or line.text()}")
            continue
        return


def _yes(question: str) -> bool:
    return _input(f"{question}？[y/N] ").strip().lower() in ("y", "yes", "是")


def _input(prompt: str) -> str:
    try:
        return input(prompt)
    except EOFError:
        raise Trouble(Say("没有登记：输入结束了", "nothing was entered: the input ended"), 1) from None


def _given(values: Mapping[str, Any], field: str) -> bool:
    first, _, rest = field.partition(".")
    return first in values and (not rest or rest in values[first])


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _codes(values: Mapping[str, Any]) -> tuple[str, ...]:
    from xmtz.entry.adding import codes_of

    return codes_of(values)
