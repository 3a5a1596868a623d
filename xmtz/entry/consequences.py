"""What a change brings in: the findings that were not there before it."""

from __future__ import annotations

from collections import Counter

from xmtz.domain.plain import printable
from xmtz.words.errors import Trouble
from xmtz.words.finding import Finding
from xmtz.words.lang import Say

_BROKEN = Say(
    "{place} 有错误，先改正再修改：{message}",
    "{place} has an error, to be mended before anything is changed: {message}",
)


def circle(up: dict[str, str], start: str, parent: str) -> list[str]:
    """The way from a project up its bundles back to itself; empty if it does not lead there."""
    chain = [start, parent]
    while chain[-1] != start:
        above = up.get(chain[-1])
        if above is None or above in chain[1:]:
            return []
        chain.append(above)
    return chain


def brought_in(before: list[Finding], after: list[Finding]) -> list[Finding]:
    """The findings of `after` that are new. Lines move and numbers change, so a finding counts as
    new only where there are more of its code than before."""
    exact = Counter((f.code, str(f.facts)) for f in before)
    had = Counter(f.code for f in before)
    has = Counter(f.code for f in after)
    found = []
    for finding in after:
        key = (finding.code, str(finding.facts))
        if exact[key]:
            exact[key] -= 1
        elif has[finding.code] > had[finding.code]:
            found.append(finding)
    return found


def said(finding: Finding) -> Say:
    """A finding on one line: place, code, what is wrong, how to mend it."""
    from xmtz.checks.catalogue import message, remedy

    place = printable(str(finding.place))
    return Say(
        f"{place}  [{finding.code}] {message(finding, 'zh')}；{remedy(finding, 'zh')}",
        f"{place}  [{finding.code}] {message(finding, 'en')}; {remedy(finding, 'en')}",
    )


def broken(finding: Finding) -> Trouble:
    """The Trouble for a file that cannot be changed because of this finding."""
    from xmtz.checks.catalogue import message

    both = Say(message(finding, "zh"), message(finding, "en"))
    return Trouble(_BROKEN, place=printable(str(finding.place)), message=both)
