"""条件式写得不对 / An expression in the rules cannot be used

U500

zh: 规则里的条件式只能用已有的列、比较和 and、or、not、in、between、is null、case、coalesce 等。写错的条件式
永远不成立，所以必须改正。手续的 `when` 只能用项目事实（级别、性质、投资、审批判定要素等），不能用日期和
当月数字。
en: Expressions in the rules use the columns of the row, comparisons and words such as and, or, not, in,
between, is null, case, coalesce. One that cannot be read never holds, so it has to be mended. `when` of
an approval step sees facts of the project only: no days, no figures.

pass rules/steps.yaml:
    steps:
      eia: {label: 环评, when: eia <> 'none' and land_mu >= 15}
fail rules/steps.yaml:
    steps:
      eia: {label: 环评, when: eia <> 'none' and landmu >= 15}
fail rules/steps.yaml:
    steps:
      eia: {label: 环评, when: eia <> 'none' and}
fail rules/indicators.yaml:
    indicators:
      done_rate:
        label: 投资完成率
        since: 2025-01
        of: plan
        counts: sum(invested_ytd)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from xmtz.records.expressions import ExpressionError, checked
from xmtz.records.record import Record
from xmtz.records.row import COLUMNS, FACTS, UNIT_COLUMNS
from xmtz.records.rules import EXPRESSION, Rules
from xmtz.store.layout import rules_path
from xmtz.store.located import Scalar
from xmtz.words.finding import ERROR, Finding, Kind, Place
from xmtz.words.lang import Say

NOT_ALLOWED: Final = Kind(
    "U500",
    ERROR,
    Say("条件式不对：{why}", "the expression is wrong: {why}"),
    Say("可用的列见 docs/rules.md，或 xmtz explain", "the columns are listed in docs/rules.md"),
)


def check(rules: Rules) -> Iterator[Finding]:
    """Findings of the rules of a ledger."""
    for file, record, columns in _records(rules):
        for name, field in type(record).fields.items():
            if field.type is not EXPRESSION:
                continue
            text = getattr(record, field.attribute)
            if text is None:
                continue
            try:
                checked(text, COLUMNS if name == "scope" else columns)  # always asked of projects
            except ExpressionError as error:
                yield NOT_ALLOWED.at(_place(record, name, rules_path(file), error.offset), why=error.say)


def _records(rules: Rules) -> Iterator[tuple[str, Record, Collection[str]]]:
    """Every record of the rules that has expressions: its file, and the columns that they see."""
    for step in rules.steps.steps.values():
        yield "steps", step, FACTS
        for case in step.cases:
            yield "steps", case, FACTS
    for span in rules.steps.limits.values():
        yield "steps", span, FACTS
    figures = rules.indicators
    for versions in figures.indicators.values():
        for indicator in versions:
            yield "indicators", indicator, COLUMNS
    for bulletin in figures.bulletins.values():
        yield "indicators", bulletin, COLUMNS
        for one in bulletin.lists.values():
            yield "indicators", one, COLUMNS
    for light in figures.lights.values():
        yield "indicators", light, UNIT_COLUMNS if light.of == "unit" else COLUMNS
    for comparison in figures.comparisons.values():
        yield "indicators", comparison, COLUMNS
    for cadence in rules.cadence.cadences.values():
        yield "cadence", cadence, COLUMNS
    for dispatch in rules.cadence.dispatch.values():
        yield "cadence", dispatch, COLUMNS
        for reason in dispatch.reasons.values():
            yield "cadence", reason, COLUMNS
    for rule in figures.adjustments.values():
        for condition in (*rule.enter.values(), *rule.leave.values()):
            yield "indicators", condition, COLUMNS


def _place(record: Record, name: str, path: str, offset: int) -> Place:
    """Where in an expression the fault is: exact while it stands on one line as it was written."""
    place = record.where(path, name)
    node = record.node.get(name)
    if type(node) is not Scalar:
        return place
    quotes = 1 if node.style in ("'", '"') else 0
    as_written = node.end - node.start == len(node.text) + 2 * quotes
    return place._replace(column=place.column + quotes + offset) if as_written else place
