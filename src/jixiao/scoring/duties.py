"""A department's duties → the indicators that speak for them, taken from its projects.

A duty is spoken for by measures (:func:`jixiao.measures.reporters.duty_of`). A project's indicator
bound to one of them, with a target, speaks for the duty too, where its measure is the department's
and not narrowed to the project, or is that of one project only. What costs is the project's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jixiao.measures.reporters import duty_of
from jixiao.plan.model import DutyGoal, Indicator, Plan, Project
from jixiao.plan.money import decimal_of
from jixiao.terms.indicators import Level1, Level2
from jixiao.terms.targets import Better, TargetKind


@dataclass(frozen=True)
class DutyIndicator:
    """An indicator of a project that speaks for a duty, and in words where its target comes from."""

    goal: DutyGoal
    project: Project
    indicator: Indicator
    basis: str


Bound = tuple[Project, Indicator]


def duty_indicators(plan: Plan) -> tuple[DutyIndicator, ...]:
    """Every indicator that speaks for a duty, under the first duty it speaks for; kinds together."""
    found = _of_duties(plan.duty_goals, _by_measure(plan))
    kinds = {kind: n for n, kind in enumerate(Level2)}
    return tuple(sorted(found, key=lambda one: _place(one.indicator, kinds)))


def _place(indicator: Indicator, kinds: Mapping[Level2, int]) -> int:
    kind = indicator.type2
    return len(kinds) if kind is None else kinds[kind]


def _of_duties(
    goals: Sequence[DutyGoal], offered: Mapping[str, Sequence[Bound]]
) -> Iterator[DutyIndicator]:
    taken: set[str] = set()
    for goal in goals:
        duty = duty_of(goal)
        for measure in duty.measures if duty else ():
            if measure in offered and measure not in taken:
                taken.add(measure)
                yield _strictest(goal, offered[measure])


def _by_measure(plan: Plan) -> dict[str, list[Bound]]:
    found: dict[str, list[Bound]] = {}
    for project, indicator in plan.indicators():
        if indicator.measure is not None and not _is_cost(indicator):
            found.setdefault(indicator.measure.id, []).append((project, indicator))
    kept = {key: list(_of_department(bound)) for key, bound in found.items()}
    return {key: bound for key, bound in kept.items() if bound}


def _is_cost(indicator: Indicator) -> bool:
    kind = indicator.type2
    return indicator.type1 is Level1.COST or (kind is not None and kind.is_cost)


def _of_department(bound: Sequence[Bound]) -> Iterator[Bound]:
    targeted = [b for b in bound if b[1].target.kind is not TargetKind.NONE]
    for project, indicator in targeted:
        if (indicator.measure and not indicator.measure.where) or len(bound) == 1:
            yield project, indicator


def _strictest(goal: DutyGoal, bound: Sequence[Bound]) -> DutyIndicator:
    """Of several targets of one measure the stricter one, which is said (field guide §3.5)."""
    project, indicator = max(bound, key=lambda one: _strictness(one[1]))
    others = [
        f"“{p.short_name or p.name}”的{i.target.raw}"
        for p, i in bound
        if i.target.raw != indicator.target.raw
    ]
    basis = f"指标值取自项目“{project.short_name or project.name}”"
    if others:
        basis += f"，比{'、'.join(others)}严"
    return DutyIndicator(goal, project, indicator, basis)


def _strictness(indicator: Indicator) -> float:
    target = indicator.target
    bound = decimal_of(target.low) if target.low is not None else decimal_of(target.high)
    value = float(bound) if bound is not None else 0.0
    return -value if target.better is Better.LOWER else value
