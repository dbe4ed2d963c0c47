"""The output graph: what each quantity row produces, and which rows produce the same.

An :class:`Output` is known by what computes it where it is bound to a measure, else by what is
counted (案件), what happens to it (办结) and the kind of unit. Two rows are the same output when
their identities meet; every :class:`Claim` says by which road they met, so that a reader can check it.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from jixiao.review.costs import budget_of
from jixiao.review.examination import Examination, Row, grouped
from jixiao.review.likeness import alike
from jixiao.review.words import core_of, shown
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import Dimension, TargetKind

#: Words that say what happens to the thing counted; words of one event mean alike.
EVENTS = (
    ("办结", "结案"), ("办理", "查办"), ("立案",), ("受理",), ("检验", "检测", "抽检", "抽查"),
    ("检定",), ("检查", "巡查"), ("培训",), ("购买", "购置", "采购", "配备"), ("维修", "维护"),
    ("建设", "新建"), ("发放",), ("宣传",), ("调解",),
)  # fmt: skip
_DOING = re.compile(
    "办理|办结|开展|实施|完成|组织|实际|全年|年度|当年|数|(?:批次|人次|台次|场次|批|次)$"
)
_PIECES = {"个": "件", "起": "件", "宗": "件", "例": "件", "户": "家", "名": "人"}
_LEAST_DESCRIBED, _LEAST_NAMED, _LEAST_ALIKE = 5, 10, 0.75


@dataclass(frozen=True, eq=False)
class Output:
    """One thing a project promises to produce, with its number and its row."""

    row: Row
    amount: Decimal
    unit: str

    @cached_property
    def measure(self) -> tuple[str, str] | None:
        """The measure that computes it with its own predicate, where one is bound."""
        bound = self.row.indicator.measure
        return (bound.id, bound.where or "") if bound else None

    @cached_property
    def thing(self) -> str:
        """What its name counts, the doing left out: 办理案件个数 → 案件."""
        return _DOING.sub("", core_of(self.row.name))

    @cached_property
    def event(self) -> str:
        """What happens to the thing, by name or description: 办结; empty where not said."""
        text = f"{self.row.name} {self.row.description[:60]}"
        return next((e[0] for e in EVENTS if any(word in text for word in e)), "")

    @property
    def identity(self) -> tuple[Hashable, ...]:
        """By its measure, else by thing, event and unit."""
        return ("measure", *self.measure) if self.measure else (self.thing, self.event, self.unit)

    @property
    def described(self) -> bool:
        """Whether its description says more than its name."""
        return bool(self.row.meaning) and self.row.meaning != core_of(self.row.name)

    @cached_property
    def price(self) -> Decimal | None:
        """The project's budget in yuan for each piece."""
        budget = budget_of(self.row.project)
        return budget / self.amount if budget else None


@dataclass(frozen=True)
class Claim:
    """The same output in several projects, and why it is taken for the same."""

    outputs: tuple[Output, ...]
    why: str


def outputs_of(exam: Examination) -> list[Output]:
    """Every output of a plan: its quantity rows with a number."""
    return [o for row in exam.rows if (o := output_of(row)) is not None]


def output_of(row: Row) -> Output | None:
    """The output a row promises; ``None`` for a row of another type, a share, words, nothing."""
    target = row.target
    counted = row.type2 is Level2.QUANTITY and target.kind is TargetKind.NUMBER
    if not counted or target.dimension is Dimension.SHARE or not target.value or target.value < 0:
        return None
    unit = target.unit or ""
    return Output(row, target.value, _PIECES.get(unit, unit))


def claims(outputs: Sequence[Output]) -> Iterator[Claim]:
    """Outputs that several projects claim, each group once, by the strongest road first."""
    seen: set[frozenset[str]] = set()
    for found in (_measured(outputs), _described(outputs), _named(outputs), _worded(outputs)):
        for claim in found:
            rows = frozenset(o.row.indicator.id for o in claim.outputs)
            if not any(rows <= earlier for earlier in seen):
                seen.add(rows)
                yield claim


def _several(groups: dict[Hashable, list[Output]]) -> Iterator[tuple[Output, ...]]:
    for same in groups.values():
        if len({o.row.project.id for o in same}) > 1:
            yield tuple(same)


def _measured(outputs: Sequence[Output]) -> Iterator[Claim]:
    bound: dict[Hashable, list[Output]] = grouped(outputs, lambda o: o.measure)
    for same in _several(bound):
        measure, where = same[0].measure or ("", "")
        yield Claim(
            same, f"都由测算{shown(measure)}取数{f'，条件都是{shown(where)}' if where else ''}"
        )


def _described(outputs: Sequence[Output]) -> Iterator[Claim]:
    for same in _several(grouped(outputs, _description_key)):
        yield Claim(same, f"描述都是{shown(same[0].row.description)}")


def _description_key(one: Output) -> Hashable:
    enough = len(one.row.meaning) >= 3 and one.amount >= _LEAST_DESCRIBED and not one.measure
    return (one.amount, one.unit, one.row.meaning) if enough else None


def _named(outputs: Sequence[Output]) -> Iterator[Claim]:
    """By what the names count; only where descriptions do not say otherwise."""
    for same in _several(grouped(outputs, _name_key)):
        yield Claim(same, f"名称说的都是{shown(same[0].thing)}")


def _name_key(one: Output) -> Hashable:
    plain = not one.described and not one.measure
    named = plain and len(one.thing) >= 2 and one.amount >= _LEAST_NAMED
    return (one.amount, one.unit, one.thing) if named else None


def _worded(outputs: Sequence[Output]) -> Iterator[Claim]:
    """By the likeness of descriptions, among outputs of one number, unit and event."""
    apt = (o for o in outputs if o.described and not o.measure and o.amount >= _LEAST_NAMED)
    for same in grouped(apt, lambda o: (o.amount, o.unit, o.event)).values():
        for pair in alike([(o, o.row.meaning) for o in same], _LEAST_ALIKE):
            if pair.first.row.project is not pair.second.row.project:
                why = f"描述有{round(pair.share * 100)}%相同（{shown(pair.piece)}）"
                yield Claim((pair.first, pair.second), why)
