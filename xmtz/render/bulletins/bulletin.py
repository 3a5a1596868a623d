"""A bulletin as a document: its chapters in the order that the rules give them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from xmtz.domain.money import Fen
from xmtz.render.amounts import Amounts, suited
from xmtz.render.bulletins import bulletin_lists, bulletin_position, bulletin_rates
from xmtz.render.document import Document, Section
from xmtz.render.numerals import chinese, unnumbered
from xmtz.reports.bulletins.values import Bulletin
from xmtz.words.lang import Say, say

Chapter = Callable[[Bulletin, Amounts], Section]

# A chapter prints its own heading; the rules may give another. Those of the second table come
# only where the rules name them.
_CHAPTERS: Final[dict[str, Chapter]] = {
    "overview": bulletin_position.overview,
    "ranking": bulletin_rates.ranking,
    "rates": bulletin_rates.rates,
    "issues": bulletin_lists.issues,
    "lagging": bulletin_lists.lagging,
    "unreported": bulletin_lists.unreported,
}
_ON_DEMAND: Final[dict[str, Chapter]] = {
    "batches": bulletin_position.batches,
    "steps": bulletin_lists.steps,
    "means": bulletin_lists.means,
    "changes": bulletin_lists.changes,
}


def bulletin_document(report: Bulletin) -> Document:
    """The bulletin."""
    amounts = suited(max(report.size.plan, report.whole.plan) or report.size.total, _amounts(report))
    chapters = [*_chapters(report, amounts), *bulletin_lists.named(report)]
    return Document(
        title=report.title.text(),
        subtitle=_subtitle(report),
        sections=[
            chapter._replace(heading=say("{z}、{h}", "{n}. {h}", z=chinese(n), n=n, h=chapter.heading))
            for n, chapter in enumerate(chapters, 1)
        ],
    )


def _subtitle(report: Bulletin) -> list[str]:
    period = report.span.say().text()
    lines = [f"{report.ledger}　{period}" if report.ledger else period]
    if report.state != "worktree":
        lines.append(say("据提交 {c}", "as of commit {c}", c=report.state[:12]))
    return lines


def _chapters(report: Bulletin, amounts: Amounts) -> Iterable[Section]:
    known = {**_CHAPTERS, **_ON_DEMAND}
    if not report.indicators:
        del known["ranking"], known["rates"]
    wanted = dict.fromkeys([*(key for key in report.headings if key in known), *_CHAPTERS])
    for key in wanted:
        if key in known:
            chapter = known[key](report, amounts)
            yield chapter._replace(heading=_heading(report.headings.get(key), chapter.heading))


def _heading(given: Say | None, own: str) -> str:
    return own if given is None else unnumbered(given.text())


def _amounts(report: Bulletin) -> Iterable[Fen]:
    for part in (*report.batches, *report.stages, *report.levels):
        yield from (part.total, part.plan, part.invested)
    for line in report.lines:
        yield from (line.plan, line.invested)
