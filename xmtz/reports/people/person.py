"""Finding one person among all whom the ledger names, by name, unit and rank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Final

from xmtz.domain.plain import printable
from xmtz.domain.refusal import quoted
from xmtz.index.lookup import Ambiguous
from xmtz.reports.names import Names
from xmtz.reports.people.people import Sheet
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say, series

_MOST: Final = 12
_NOT_SAID: Final = Say("单位、职级未写", "unit and rank not said")
_SAME_NAME: Final = Say(
    "“{name}”有 {count} 人，请用 --unit 或 --rank 分清：",
    "“{name}” may be {count} people; tell them apart with --unit or --rank:",
)
_NOBODY: Final = Say("台账里没有“{name}”这个人", "the ledger names nobody “{name}”")
_NOBODY_BUT: Final = Say("台账里没有“{name}”这个人；相近的有：", "the ledger names nobody “{name}”; near it:")
_OF_THAT_NAME: Final = Say(
    "“{name}”不在其中；同名的有：", "no “{name}” is among them; of that name there are:"
)


def is_of(sheet: Sheet, unit: str | None, rank: str | None) -> bool:
    """Whether a person is of a unit and a rank: written beside the name or, where no unit is, that of a project."""
    own = sheet.person
    units = {own.unit} if own.unit is not None else {one.unit for one in sheet.projects}
    return (unit is None or unit in units) and (rank is None or own.rank == rank)


def find_person(
    sheets: Sequence[Sheet], name: str, names: Names, unit: str | None, rank: str | None
) -> Sheet:
    """The sheet of the one who is meant. Raises Trouble where there is nobody, or several."""
    name = name.strip()
    same = [one for one in sheets if one.person.name == name]
    if not same:
        near = list(_near(name, sheets))
        if not near:
            raise Trouble(_NOBODY, name=quoted(name))
        raise Ambiguous(_NOBODY_BUT, [said(one, names) for one in near], name=quoted(name))
    found = [one for one in same if is_of(one, unit, rank)]
    if unit is not None and len(found) > 1:  # the unit beside the name is surer than that of a project
        found = [one for one in found if one.person.unit == unit] or found
    if len(found) == 1:
        return found[0]
    listed = [said(one, names) for one in found or same]
    if not found:
        raise Ambiguous(_OF_THAT_NAME, listed, name=quoted(name))
    raise Ambiguous(_SAME_NAME, listed, name=quoted(name), count=len(found))


def said(sheet: Sheet, names: Names) -> Say:
    """A person on one line: name, unit, rank, how many projects."""
    own = sheet.person
    known = [names.label("unit", own.unit)] if own.unit else []
    known += [names.label("rank", own.rank)] if own.rank else []
    about = printable("，".join(known)) if known else _NOT_SAID.text()
    count = len(sheet.projects)
    units = series(
        dict.fromkeys(printable(names.label("unit", one.unit)) for one in sheet.projects[:3] if one.unit)
    )
    some = Say(f"（{units.zh}）", f" ({units.en})") if units.en else Say("", "")
    name = printable(own.name)
    return Say(f"{name}  {about}  {count} 个项目{some.zh}", f"{name}  {about}  {count} projects{some.en}")


def _near(name: str, sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    by_name: dict[str, list[Sheet]] = {}
    for one in sheets:
        by_name.setdefault(one.person.name, []).append(one)
    holding = [other for other in by_name if name and (name in other or other in name)]
    close = get_close_matches(name, by_name, n=5, cutoff=0.6)
    for other in list(dict.fromkeys([*close, *holding]))[:_MOST]:
        yield from by_name[other]
