"""A claim beside the goals as approved: which row is which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from jixiao.measures.kinds import Status
from jixiao.measures.observation import Observation
from jixiao.plan.counterparts import counterparts
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.words import squeeze


def counterpart(project: Project, approved: Plan) -> Project | None:
    """The approved project: by its code, else by its name."""
    if project.code:
        return next((p for p in approved.projects if p.code == project.code), None)
    names = {squeeze(project.name), squeeze(project.short_name)} - {""}
    return next(
        (p for p in approved.projects if {squeeze(p.name), squeeze(p.short_name)} & names), None
    )


def approved_rows(
    project: Project, approved: Project | None
) -> Iterator[tuple[Indicator, Indicator | None]]:
    """Each row of a project with the approved indicator it is, where that is known."""
    goals = approved.indicators if approved else ()
    places = counterparts(project.indicators, goals)
    for one, place in zip(project.indicators, places, strict=True):
        yield one, None if place is None else goals[place]


def with_bindings(plan: Plan, approved: Plan) -> Plan:
    """The plan with the measures its approved goals are bound to: a self-evaluation form has none."""
    projects = tuple(_bound(p, counterpart(p, approved)) for p in plan.projects)
    return plan.model_copy(update={"projects": projects})


def _bound(project: Project, goals: Project | None) -> Project:
    if goals is None:
        return project
    rows = tuple(
        i.model_copy(update={"measure": found.measure}) if i.measure is None and found else i
        for i, found in approved_rows(project, goals)
    )
    return project.model_copy(update={"indicators": rows})


def matched(plan: Plan, approved: Plan, known: Mapping[str, Observation]) -> dict[str, Observation]:
    """The observations of the approved goals under the ids of the claim's rows.

    A stranger's form numbers its rows as it likes, so a value reported for a goal is found by the
    goal's code and name; a row that was not approved has no evidence.
    """
    found = {}
    for project in plan.projects:
        goals = counterpart(project, approved)
        for row, goal in approved_rows(project, goals):
            seen = known.get(goal.id) if goal else None
            found[row.id] = replace(seen, indicator=row.id) if seen else _nothing(row.id, approved)
    return found


def _nothing(indicator: str, approved: Plan) -> Observation:
    day = date(approved.year or 1990, 12, 31)
    return Observation(indicator, day, Status.MISSING, reason="批复的目标里没有这条指标")
