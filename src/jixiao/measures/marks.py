"""From the mark printed beside a number back to what it was: definition, take-ins, rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from jixiao.measures.bound import BindingError, Bound, bound_of
from jixiao.measures.observation import definition_hash, definition_of, mark_of
from jixiao.plan.model import Indicator, Plan
from jixiao.registers.store import Import, Store

_MARK = re.compile(r"[0-9a-f]{8}")


class UnknownMarkError(LookupError):
    """A mark that is none, or of another plan or evidence; the text says which and what to do."""


@dataclass(frozen=True)
class Marked:
    """What a mark stands for. ``since`` are the take-ins that have come after it was printed."""

    mark: str
    indicator: Indicator
    bound: Bound
    imports: tuple[Import, ...]
    since: tuple[Import, ...]

    def sentence(self) -> str:
        """What it stands for, in one sentence."""
        names = "、".join(one.original_name for one in self.imports) or "没有台账"
        more = f"；此后又收了 {len(self.since)} 次" if self.since else ""
        return (
            f"记号 {self.mark}：{self.indicator.name}，按“{self.bound.measure.label}”算，"
            f"用了 {len(self.imports)} 次收录（{names}）{more}"
        )


def resolve(plan: Plan, store: Store, mark: str) -> Marked:
    """The indicator, definition and take-ins that a mark was printed for.

    Raises:
        UnknownMarkError: no number of this plan and evidence has, or had, that mark.
    """
    if not _MARK.fullmatch(mark):
        raise UnknownMarkError(f"“{mark}”不是记号：记号是八位，由 0–9、a–f 组成，印在数的后面")
    for indicator, bound in _bounds(plan, store):
        definition = definition_hash(definition_of(bound.measure, bound.where_text, bound.others))
        for taken, since in _states(bound, store):
            if mark_of(definition, (one.sha256 for one in taken)) == mark:
                return Marked(mark, indicator, bound, taken, since)
    raise UnknownMarkError(
        f"没有哪个数的记号是“{mark}”：可能属于另一份计划、另一个证据库，"
        "或者测度的定义、指标的限定条件在印出以后改过"
    )


def _bounds(plan: Plan, store: Store) -> Iterator[tuple[Indicator, Bound]]:
    for _project, indicator in plan.indicators():
        try:
            bound = bound_of(indicator, store.folder)
        except BindingError:  # it has no value, so no mark either
            continue
        if bound is not None:
            yield indicator, bound


def _states(bound: Bound, store: Store) -> Iterator[tuple[tuple[Import, ...], tuple[Import, ...]]]:
    """What had been taken in at each moment, the newest first, and what came after."""
    registers = dict.fromkeys(piece.measure.register for piece in bound.pieces())
    every = [sorted(store.imports(one), key=lambda i: i.order) for one in registers]
    lengths = (range(len(taken), -1, -1) for taken in every)
    for kept in product(*lengths):
        pairs = list(zip(every, kept, strict=True))
        yield (
            tuple(one for taken, n in pairs for one in taken[:n]),
            tuple(one for taken, n in pairs for one in taken[n:]),
        )
