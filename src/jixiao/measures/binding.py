"""Proposes, for each indicator without one, the measure that computes it, with the reason.

By what the indicator is described as, its unit and its type; the name alone decides nothing, because
one name means different things in different projects (案件办结率 is once of cases, once of complaints).
A person confirms; a measure that is set is never changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jixiao.measures.catalogue import measures
from jixiao.measures.measure import Measure
from jixiao.measures.reporters import reporter_of
from jixiao.measures.whose import own_rows
from jixiao.plan.model import Indicator, MeasureRef, Plan, Project

#: How much each agreement weighs. A description is worth more than name, unit and type together.
_DESCRIPTION, _NAME, _UNIT, _TYPE, _CONTEXT = 8, 2, 3, 1, 3
#: A proposal must be this much ahead of the next.
_AHEAD = 1


@dataclass(frozen=True)
class Fit:
    """A measure that may compute an indicator: how well it fits, in what, and over which rows."""

    measure: Measure
    points: int
    why: tuple[str, ...]
    where: str | None = None


@dataclass(frozen=True)
class Proposal:
    """What is proposed for one indicator. ``reference`` is ``None`` where nothing, or several, fit."""

    indicator: str
    reference: MeasureRef | None
    reason: str
    fits: tuple[Fit, ...] = ()


def bind(plan: Plan, extra: Path | None = None) -> tuple[Plan, tuple[Proposal, ...]]:
    """The plan with every proposal that is the only one put in, and all proposals."""
    found = tuple(proposals(plan, extra))
    chosen = {p.indicator: p.reference for p in found if p.reference}
    projects = tuple(
        project.model_copy(
            update={"indicators": tuple(_with(i, chosen.get(i.id)) for i in project.indicators)}
        )
        for project in plan.projects
    )
    return plan.model_copy(update={"projects": projects}), found


def proposals(plan: Plan, extra: Path | None = None) -> Iterator[Proposal]:
    """A proposal for each indicator that has no measure."""
    known = measures(extra)
    fits = {i.id: _ranked(p, i, known) for p, i in plan.indicators()}
    sharing = _sharing(plan, known, fits)
    for project, indicator in plan.indicators():
        if indicator.measure is None:
            found = [
                replace(fit, where=own_rows(fit.measure, project, indicator, known, sharing))
                for fit in fits[indicator.id]
            ]
            yield _proposal(indicator, found)


def _ranked(project: Project, indicator: Indicator, known: Mapping[str, Measure]) -> list[Fit]:
    found = _fits(project, indicator, known.values())
    return sorted(found, key=lambda f: (-f.points, f.measure.id))


def _sharing(
    plan: Plan, known: Mapping[str, Measure], fits: Mapping[str, list[Fit]]
) -> Counter[str]:
    """Register → how many projects count its rows by a measure that is bound or fits best."""
    users = {
        (measure.register, project.id)
        for project, indicator in plan.indicators()
        for measure in _likely(indicator, known, fits[indicator.id])
    }
    return Counter(register for register, _project in users)


def _likely(
    indicator: Indicator, known: Mapping[str, Measure], fits: list[Fit]
) -> Iterator[Measure]:
    if indicator.measure is None:
        yield from (fit.measure for fit in fits[:1])
    elif indicator.measure.id in known:
        yield known[indicator.measure.id]


def _with(indicator: Indicator, reference: MeasureRef | None) -> Indicator:
    return indicator.model_copy(update={"measure": reference}) if reference else indicator


def _proposal(indicator: Indicator, fits: list[Fit]) -> Proposal:
    if who := reporter_of(indicator):
        reason = f"指标值是定性的，不由台账计算：由{who.who}报送，凭{who.proof}"
        return Proposal(indicator.id, None, reason)
    if not fits:
        return Proposal(
            indicator.id, None, "没有测度的描述、单位与它相合；请写清描述，或者由人报送"
        )
    first = fits[0]
    if len(fits) > 1 and first.points - fits[1].points < _AHEAD:
        names = "、".join(f"{f.measure.label}（{f.measure.id}）" for f in fits[:4])
        return Proposal(indicator.id, None, f"几个测度都相合，请选定：{names}", tuple(fits))
    reference = MeasureRef(id=first.measure.id, where=first.where)
    reason = f"{first.measure.meaning}依据：{'；'.join(first.why)}"
    return Proposal(indicator.id, reference, reason, tuple(fits))


def _fits(project: Project, indicator: Indicator, known: Iterable[Measure]) -> Iterator[Fit]:
    for measure in known:
        if found := _fit(project, indicator, measure):
            yield found


def _fit(project: Project, indicator: Indicator, measure: Measure) -> Fit | None:
    """Whether a measure may compute an indicator: its description must agree, its unit not disagree."""
    purpose, said = measure.purpose, _description(indicator)
    if any(word in said + indicator.name for word in purpose.unless):
        return None
    described = next((d for d in purpose.descriptions if _all_in(d, said)), None)
    if described is None:
        return None
    unit = indicator.target.unit
    if unit and purpose.units and unit not in purpose.units:
        return None
    around = f"{project.short_name or project.name}{project.use or ''}"
    context = [word for word in purpose.context if word in around]
    if purpose.needs_context and not context:
        return None
    named = [word for word in purpose.names if word in indicator.name]
    typed = [word for word in purpose.types if word in (indicator.level2 or "")]
    why = [f"描述“{said}”含“{described.replace('+', '”“')}”"]
    why += [f"单位“{unit}”"] * bool(unit and purpose.units)
    why += [f"名称含“{word}”" for word in named[:1]] + [f"项目是“{w}”的" for w in context[:1]]
    points = (
        _DESCRIPTION
        + described.count("+")
        + _UNIT * bool(unit and unit in purpose.units)
        + _NAME * bool(named)
        + _TYPE * bool(typed)
        + _CONTEXT * bool(context)
    )
    return Fit(measure, points, tuple(why))


def _description(indicator: Indicator) -> str:
    """What the indicator is described as; its name where the description says nothing more."""
    return (indicator.description or "").strip() or indicator.name


def _all_in(words: str, text: str) -> bool:
    return all(word in text for word in words.split("+"))
