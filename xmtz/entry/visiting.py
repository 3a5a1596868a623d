"""Recording a visit to a project (走访调研); what was found may become an issue."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import NamedTuple

from xmtz.entry import issuing
from xmtz.entry.door import Gate, Standing
from xmtz.entry.values import Mistakes, value_of_text
from xmtz.records.project import Visit
from xmtz.records.types import LINE, SHORT
from xmtz.store.edits import Append
from xmtz.words.errors import Refusal
from xmtz.words.lang import Say


class Seen(NamedTuple):
    """What is said of a visit. `class_`: what was found becomes an issue of this class."""

    on: date
    by: str | None = None
    kind: str | None = None
    found: str | None = None
    class_: str | None = None


def visit(gate: Gate, standing: Standing, seen: Seen, today: date) -> issuing.Raised | None:
    """Plan a visit, and its issue where there is one; gives that issue. The gate has to be refreshed.

    Raises Wrong with every mistake, Refusal for a day to come, or a visit that is recorded already.
    """
    mistakes = Mistakes()
    lexicon = gate.lexicon
    facts: dict[str, str] = {"on": seen.on.isoformat()}
    for name, text, kind in (("by", seen.by, LINE), ("kind", seen.kind, SHORT), ("found", seen.found, LINE)):
        if text is None:
            continue
        value = mistakes.take(Visit.fields[name].label, partial(value_of_text, text, kind, lexicon))
        if value is not None:
            facts[name] = str(value)
    mistakes.end()
    against = issuing.to_come(seen.on, today)
    if seen.class_ is not None and seen.found is None:
        against.append(
            Say("立为问题要写发现了什么：--found 内容", "an issue needs what was found: --found TEXT")
        )
    if any((one.on, one.by) == (seen.on, facts.get("by")) for one in standing.project.visits):
        against.append(Say(f"{seen.on} 的这次走访已经登记", f"the visit of {seen.on} is recorded already"))
    if against:
        raise Refusal(Say("这次走访没有登记：", "the visit was not recorded:"), against)
    gate.change(standing, [Append(("visits",), issuing.flow(facts))])
    if seen.class_ is None:
        return None
    new = issuing.New(
        title=facts["found"], class_=seen.class_, raised=seen.on, origin="survey", by=facts.get("by")
    )
    return issuing.add(gate, gate.read(standing.path), new, today)
