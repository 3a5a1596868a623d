"""The records of rules/terms.yaml: the words that projects may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeVar

from xmtz.records.record import Context, Lifted, MapOf, Record, Sub, Type, opt, req
from xmtz.records.types import DURATION, KEY, LABEL, Text, Whole, Word
from xmtz.store.located import Mapping as MappingNode
from xmtz.store.located import Node
from xmtz.words.lang import Say

_Define = Callable[[type[Record]], dict[str, Any]]

EXPRESSION: Final = Text("条件式", "expression", 2000, lines=True)


class Term(Record):
    """One word of a vocabulary."""

    title = Say("名目", "term")
    label = req(LABEL, "名称", "label")
    note = opt(LABEL, "说明", "note")
    leader_rank = opt(Word("ranks", "职级", "rank"), "包抓领导的最低职级", "least rank of the leader")
    order = opt(Whole(0, 999), "高低次序", "order", Say("职级等有高低之分时", "where terms have a rank"))
    clock = opt(DURATION, "使用时限", "time to use it", Say("如债券资金", "such as bond money"))
    required_from = opt(
        Word("stages", "阶段", "stage"),
        "自此阶段起须有",
        "required from this stage on",
        Say("风险类别：到此阶段须有防控预案", "of a class of risks: a plan is needed from then on"),
    )


L = TypeVar("L", bound=Record)


class LabelOr(Type[L]):
    """A record that has a `label`, or only its label: a text, or {zh: ..., en: ...}."""

    def __init__(self, record: type[L]) -> None:
        def labelled(label: Say) -> L:
            made = record.__new__(record)
            made.__dict__["label"] = label
            return made

        self.name = record.title
        self.label = Lifted[L](LABEL, labelled)
        self.whole = Sub(record)

    def is_label(self, node: Node) -> bool:
        """Whether only the label is written."""
        return type(node) is not MappingNode or node.get("zh") is not None or node.get("en") is not None

    def read(self, node: Node, context: Context) -> L | None:
        return self.label.read(node, context) if self.is_label(node) else self.whole.read(node, context)

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"anyOf": [self.label.json_schema(define), self.whole.json_schema(define)]}

    def records(self) -> Iterator[type[Record]]:
        yield from self.label.records()
        yield from self.whole.records()


TERMS: Final = MapOf(KEY, LabelOr(Term))


class Terms(Record):
    """rules/terms.yaml: the words that projects may use."""

    title = Say("名目表", "terms")
    levels: Mapping[str, Term] | None = opt(TERMS, "级别", "levels")
    kinds: Mapping[str, Term] | None = opt(TERMS, "建设性质", "kinds")
    sectors: Mapping[str, Term] | None = opt(TERMS, "行业领域", "sectors")
    ranks: Mapping[str, Term] | None = opt(TERMS, "职级", "ranks")
    lists: Mapping[str, Term] | None = opt(TERMS, "名录", "lists")
    chains: Mapping[str, Term] | None = opt(TERMS, "产业链", "chains")
    programmes: Mapping[str, Term] | None = opt(TERMS, "专项行动", "programmes")
    pools: Mapping[str, Term] | None = opt(TERMS, "项目库", "pools")
    taskforces: Mapping[str, Term] | None = opt(TERMS, "专班", "task forces")
    funds: Mapping[str, Term] | None = opt(TERMS, "资金来源", "funds")
    resources: Mapping[str, Term] | None = opt(TERMS, "要素", "resources")
    risks: Mapping[str, Term] | None = opt(TERMS, "风险类别", "risks")
    reforms: Mapping[str, Term] | None = opt(TERMS, "审批改革类别", "approval reforms")


VOCABULARIES: Final = tuple(Terms.fields)
