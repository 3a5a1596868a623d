"""What commands share: the ledger asked for, today's date, output to a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xmtz.store.layout import find_ledger
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

if TYPE_CHECKING:
    from xmtz.domain.months import Month
    from xmtz.domain.spans import Span
    from xmtz.index.ledger import Ledger
    from xmtz.records.rules import Rules
    from xmtz.render.document import Document

SHARED: Final[dict[str, str]] = {}
_OPENED: Final[list[Ledger]] = []


def ledger_root() -> Path:
    """The ledger that the command is about."""
    return find_ledger(Path.cwd(), SHARED.get("ledger"))


def open_here(revision: str | None = None) -> Ledger:
    """Open the ledger that the command is about, in its work tree or at a commit."""
    from xmtz.index.ledger import open_ledger

    ledger = open_ledger(ledger_root(), revision)
    _OPENED.append(ledger)
    return ledger


def close_ledgers() -> None:
    """Close what a command has opened."""
    while _OPENED:
        _OPENED.pop().close()


def open_rules() -> Rules:
    """The rules of the ledger, without its projects."""
    from xmtz.index.rulebook import load_rulebook
    from xmtz.index.source import WorkTree

    return load_rulebook(WorkTree(ledger_root())).rules


def today() -> date:
    """Today, the default of `--on` and `--as-of-date` and nothing else."""
    return date.today()


def day(text: str | None, default: date | None = None) -> date | None:
    """A day from the command line, in any of the usual ways to write one. Raises Trouble."""
    from xmtz.domain.months import DateError, parse_loose_day

    if text is None:
        return default
    try:
        return parse_loose_day(text)
    except DateError as error:
        raise Trouble(error.say) from None


def year(text: str) -> int:
    """A year from the command line: 2025, 2025年. Raises Trouble."""
    from xmtz.domain.months import DateError, parse_loose_year

    try:
        return parse_loose_year(text)
    except DateError as error:
        raise Trouble(error.say) from None


def month_with_figures(ledger: Ledger, period: str | None, as_of_date: str | None, command: str) -> Month:
    """The month asked for, or the newest one with figures; `command` is what could have named it. Raises Trouble."""
    from xmtz.domain.months import DateError, Month, parse_loose_month
    from xmtz.reports.bulletins.bulletin import default_month

    latest = day(as_of_date, today())
    assert latest is not None
    if period is None:
        return default_month(ledger, Month.of(latest), command)
    try:
        return parse_loose_month(period)
    except DateError as error:
        raise Trouble(error.say) from None


def span_with_figures(ledger: Ledger, kind: str, period: str | None, as_of_date: str | None) -> Span:
    """The period of a bulletin that is asked for: the newest with figures, or the week of today, if none is
    named. Figures count up to the newest month in it that has any, a week's up to the newest of all. Raises Trouble."""
    from xmtz.domain import spans
    from xmtz.domain.months import DateError, Month
    from xmtz.index.questions import newest_month
    from xmtz.reports.bulletins.bulletin import default_month

    latest = day(as_of_date, today())
    assert latest is not None
    try:
        if kind in (spans.WEEKLY, spans.BIWEEKLY):
            named = latest if period is None else spans.day_of_week(kind, period)
            last = spans.Span.week(kind, named, Month.of(named)).last
            return spans.Span.week(kind, named, default_month(ledger, Month.of(last), f"report --{kind}"))
        if period is None:
            span = spans.Span.ending(kind, default_month(ledger, Month.of(latest), f"report --{kind}"))
        else:
            span = spans.Span.ending(kind, spans.last_month(kind, period))
        if kind == spans.MONTHLY:
            return span
        newest = newest_month(ledger.facts, span.month)
        if newest is None or newest < Month.of(span.first):
            return span
        return span._replace(month=newest)
    except DateError as error:
        raise Trouble(error.say) from None


def chosen(value: str, known: tuple[str, ...], option: str) -> str:
    """One of the known words. Raises Trouble that lists them."""
    if value in known:
        return value
    raise Trouble(
        Say("{option} 没有“{value}”；可用：{known}", "{option} has no “{value}”; known: {known}"),
        option=option,
        value=value if value.isprintable() else ascii(value),
        known=", ".join(known),
    )


def put(text: str, output: Path | None = None) -> None:
    """Print a result, or write it to a file."""
    if output is None:
        print(text, end="" if text.endswith("\n") else "\n")
        return
    from xmtz.store.files import write_atomically

    write_atomically(output, (text if text.endswith("\n") else text + "\n").encode())


def put_csv(text: str, output: Path | None = None) -> None:
    """Print CSV, or write it with the byte-order mark that spreadsheets need to see UTF-8."""
    if output is None:
        print(text, end="")
        return
    from xmtz.store.files import encode, write_atomically

    write_atomically(output, encode(text, bom=True))


def put_document(document: Document, format_: str, output: Path | None = None) -> None:
    """Print a document as a table or as Markdown, or write it to a file."""
    if format_ == "md":
        from xmtz.render.markdown import document_markdown

        put(document_markdown(document), output)
        return
    from xmtz.render.terminal import document_text, print_document

    if output is None:
        print_document(document)
    else:
        put(document_text(document), output)
