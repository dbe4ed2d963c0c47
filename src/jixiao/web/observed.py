"""What the evidence says of a plan, remembered: values hang on bindings and evidence, not on the version.

Only rows with a measure are scanned for, by what a value rests on and nothing else; so an edit of a
description, or of another row's target, scans nothing. Rows without one are looked up each time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from jixiao.findings.finding import Finding
from jixiao.law.time_law import TimeLaw
from jixiao.measures.claims import Common, claims_said, counted_twice
from jixiao.measures.governing import time_of
from jixiao.measures.observation import Observation
from jixiao.measures.observing import observe
from jixiao.monitoring.gathering import Earlier, earlier_years, gather
from jixiao.monitoring.series import Evidence
from jixiao.plan.json import dumps
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.target import Target
from jixiao.plan.target_grammar import parse_target
from jixiao.registers.store import Store
from jixiao.scoring.department_form import DutyEvidence, duty_evidence
from jixiao.web import evidence
from jixiao.web.house.within import once_each
from jixiao.web.remembered import plan_of


def observed(store: Store, plan: Plan, day: date) -> Mapping[str, Observation]:
    """Observations of every indicator of a plan on a day, by id, in the plan's order."""
    scanned = _observed(store, evidence.state(store), bound_part(plan), day, time_of(plan, day))
    return _in_order(plan, scanned, _unbound(store, plan, day))


def values_of(store: Store, plan: Plan, project: Project, day: date) -> list[Observation]:
    """The observations of a project's indicators on a day, in their order."""
    every = observed(store, plan, day)
    return [every[row.id] for row in project.indicators]


def series(
    store: Store, plan: Plan, days: list[date], project: Project, row: Indicator
) -> list[Observation]:
    """One indicator's observations on several days; its register alone is scanned for."""
    only = project.model_copy(update={"indicators": (row,)})
    alone = plan.model_copy(update={"projects": (only,)})
    return [observed(store, alone, day)[row.id] for day in days]


def gathered(store: Store, plan: Plan, day: date, year: int) -> Evidence:
    """A year's evidence up to a day, with the years before it, as monitoring needs it."""
    dated = plan if plan.year == year else plan.model_copy(update={"year": year})
    time = time_of(dated)
    scanned = _gathered(store, evidence.state(store), bound_part(dated), day, year, time)
    rest = _unbound(store, dated, day)
    alone = Evidence.of(day, rest, {}, ())
    return Evidence(
        day, _in_order(plan, scanned.observations, rest),
        {**scanned.series, **alone.series}, {**scanned.earlier, **alone.earlier},
    )  # fmt: skip


@lru_cache(maxsize=128)
def _observed(
    store: Store, _state: evidence.State, bound: str, day: date, time: TimeLaw
) -> Mapping[str, Observation]:
    return {one.indicator: one for one in observe(plan_of(bound), store, day, time=time)}


@lru_cache(maxsize=64)
def _gathered(
    store: Store, state: evidence.State, bound: str, day: date, year: int, time: TimeLaw
) -> Evidence:
    before = _earlier(store, state, bound, year, time)
    return gather(plan_of(bound), store, day, year, before, time)


@lru_cache(maxsize=16)
def _earlier(store: Store, _state: evidence.State, bound: str, year: int, time: TimeLaw) -> Earlier:
    """The years before, scanned once for all days of a year."""
    return earlier_years(plan_of(bound), store, year, time)


def duties(store: Store, plan: Plan, day: date) -> DutyEvidence:
    """What the measures of each duty say on a day; they hang on the duties alone."""
    alone = Plan(department=plan.department, year=plan.year, duty_goals=plan.duty_goals)
    return _duties(store, evidence.state(store), dumps(alone, indent=None), day, time_of(plan, day))


@lru_cache(maxsize=32)
def _duties(
    store: Store, _state: evidence.State, content: str, day: date, time: TimeLaw
) -> DutyEvidence:
    return duty_evidence(plan_of(content), store, day, time)


def claims(store: Store, plan: Plan, day: date) -> tuple[Finding, ...]:
    """Rows that two projects count, proven on the evidence; counted by bindings, said in the plan's words."""
    time = time_of(plan, day)
    return claims_said(plan, _claims(store, evidence.state(store), bound_part(plan), day, time))


@lru_cache(maxsize=32)
def _claims(
    store: Store, _state: evidence.State, bound: str, day: date, _time: TimeLaw
) -> tuple[Common, ...]:
    return counted_twice(plan_of(bound), store, day)


def _unbound(store: Store, plan: Plan, day: date) -> Mapping[str, Observation]:
    rows = _only(plan, lambda row: row.measure is None)
    return {one.indicator: one for one in observe(rows, store, day)}


def _in_order(plan: Plan, *found: Mapping[str, Observation]) -> Mapping[str, Observation]:
    known = {key: one for few in found for key, one in few.items()}
    return {row.id: known[row.id] for _project, row in plan.indicators()}


def _only(plan: Plan, wanted: object) -> Plan:
    projects = (
        p.model_copy(update={"indicators": tuple(filter(wanted, p.indicators))})
        for p in plan.projects
    )
    return plan.model_copy(update={"projects": tuple(projects)})


@once_each
def bound_part(plan: Plan) -> str:
    """The rows with a measure, with what their values rest on: who they are of, measure, unit."""
    head = dumps(Plan(department=plan.department, year=plan.year), indent=None)
    before, behind = head.split(_NO_PROJECTS)
    return f'{before}"projects": [{", ".join(map(_bare_text, plan.projects))}]{behind}'


_NO_PROJECTS = '"projects": []'


@once_each
def _bare_text(project: Project) -> str:
    return json.dumps(_bare(project).model_dump(mode="json", by_alias=True), ensure_ascii=False)


def _bare(project: Project) -> Project:
    rows = tuple(map(_bare_row, (row for row in project.indicators if row.measure)))
    return Project(
        id=project.id, code=project.code, name=project.name, short_name=project.short_name,
        unit=project.unit, indicators=rows,
    )  # fmt: skip


def _bare_row(row: Indicator) -> Indicator:
    return Indicator(id=row.id, name=row.id, target=_unit_of(row.target), measure=row.measure)


def _unit_of(target: Target) -> Target:
    """A target that asks for the same unit and says no more; the target itself where none is."""
    bare = parse_target(f"1{target.unit or ''}")
    return bare if bare.unit == target.unit else target
