"""From the mark printed beside a number back to what it was: definition, take-ins, rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from jixiao.measures.bound import BindingError, Bound, bound_of
from jixiao.measures.governing import time_of
from jixiao.measures.observation import definition_hash, definition_of, mark_of
from jixiao.plan.model import Indicator, Plan
from jixiao.registers.import_record import Import, Withdrawal
from jixiao.registers.store import Store

_MARK = re.compile(r"[0-9a-f]{8}")


class UnknownMarkError(LookupError):
    """A mark that is none, or of another plan or evidence; the text says which and what to do."""


@dataclass(frozen=True)
class Marked:
    """What a mark stands for. ``since`` are the take-ins that have come after it was printed.

    ``withdrawn`` of its take-ins were taken back later. ``also``: other indicators with the same number.
    """

    mark: str
    indicator: Indicator
    bound: Bound
    imports: tuple[Import, ...]
    since: tuple[Import, ...]
    withdrawn: tuple[Import, ...] = ()
    also: tuple[Indicator, ...] = ()

    def sentence(self) -> str:
        """What it stands for, in one sentence."""
        names = "、".join(one.original_name for one in self.imports) or "没有台账"
        same = "、".join(f"{one.name}（{one.id}）" for one in self.also)
        said = [
            f"记号 {self.mark}：{self.indicator.name}，按“{self.bound.measure.label}”算，"
            f"用了 {len(self.imports)} 次收录（{names}）"
        ]
        said += [f"其中 {len(self.withdrawn)} 次后来撤回了"] if self.withdrawn else []
        said += [f"此后又收了 {len(self.since)} 次"] if self.since else []
        said += [f"同一个数也是：{same}"] if same else []
        said += ["下面列的是现在的行"] if self.since or self.withdrawn else []
        return "；".join(said)


def resolve(plan: Plan, store: Store, mark: str) -> Marked:
    """The indicator, definition and take-ins that a mark was printed for.

    Raises:
        UnknownMarkError: no number of this plan and evidence has, or had, that mark.
    """
    if not _MARK.fullmatch(mark):
        raise UnknownMarkError(f"“{mark}”不是记号：记号是八位，由 0–9、a–f 组成，印在数的后面")
    held = cache(lambda register: list(_held(store, register)))
    for definition, ((indicator, bound), *others) in _by_definition(plan, store).items():
        for taken in _states(bound, held):
            if mark_of(definition, (one.sha256 for one in taken)) == mark:
                also = tuple(other for other, _ in others)
                return replace(_marked(mark, indicator, bound, store, taken), also=also)
    raise UnknownMarkError(
        f"没有哪个数的记号是“{mark}”：可能属于另一份计划、另一个证据库，"
        "或者测度的定义、指标的限定条件在印出以后改过"
    )


def _bounds(plan: Plan, store: Store) -> Iterator[tuple[Indicator, Bound]]:
    time = time_of(plan)
    for _project, indicator in plan.indicators():
        try:
            bound = bound_of(indicator, store.folder, time)
        except BindingError:  # it has no value, so no mark either
            continue
        if bound is not None:
            yield indicator, bound


def _by_definition(plan: Plan, store: Store) -> dict[str, list[tuple[Indicator, Bound]]]:
    found: dict[str, list[tuple[Indicator, Bound]]] = {}
    for indicator, bound in _bounds(plan, store):
        definition = definition_hash(definition_of(bound.measure, bound.where_text, bound.others))
        found.setdefault(definition, []).append((indicator, bound))
    return found


def _marked(
    mark: str, indicator: Indicator, bound: Bound, store: Store, taken: tuple[Import, ...]
) -> Marked:
    last = max((one.order for one in taken), default=-1)
    holding = [one for name in _registers(bound) for one in store.imports(name)]
    back = {k: v for name in _registers(bound) for k, v in store.withdrawals(name).items()}
    return Marked(
        mark, indicator, bound, taken,
        since=tuple(one for one in holding if one.order > last),
        withdrawn=tuple(one for one in taken if one.sha256 in back),
    )  # fmt: skip


def _registers(bound: Bound) -> list[str]:
    return list(dict.fromkeys(piece.measure.register for piece in bound.pieces()))


def _states(
    bound: Bound, held: Callable[[str], list[tuple[Import, ...]]]
) -> Iterator[tuple[Import, ...]]:
    """What held of the bound measure's registers together, now and before."""
    every = (held(register) for register in _registers(bound))
    for kept in product(*every):
        yield tuple(one for state in kept for one in state)


def _held(store: Store, register: str) -> Iterator[tuple[Import, ...]]:
    """The take-ins of a register that hold now, that held before, and that were known on some day."""
    taken, withdrawals = store.taken(register), store.withdrawals(register)
    back = [(one, gone) for one in taken if (gone := withdrawals.get(one.sha256))]
    days = {one.known_from for one in taken} | {gone.when.date() for _, gone in back}
    known = (store.as_known_on(day).imports(register) for day in sorted(days, reverse=True))
    states = [store.imports(register), *_history(taken, back), *known]
    yield from {tuple(one.sha256 for one in state): state for state in states}.values()


def _history(
    taken: Sequence[Import], back: Sequence[tuple[Import, Withdrawal]]
) -> list[tuple[Import, ...]]:
    """What held after each coming in and each withdrawal, the newest first, and before the first."""
    came = [(one.when, one.order, one) for one in taken]
    went = [(gone.when, len(taken) + one.order, one) for one, gone in back]
    held: dict[str, Import] = {}
    states: list[tuple[Import, ...]] = [()]
    for _when, _order, one in sorted([*came, *went], key=lambda moment: moment[:2]):
        if held.pop(one.sha256, None) is None:
            held[one.sha256] = one
        states.append(tuple(held.values()))
    return states[::-1]
