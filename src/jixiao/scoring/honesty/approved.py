"""K123, K124, K129: the claim against the goals as approved; silent where those are not at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.measures.kinds import Status
from jixiao.measures.observation import Observation
from jixiao.plan.counterparts import counterparts
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.money import plain
from jixiao.plan.words import squeeze
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level


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


class TargetChanged(Check):
    """自评表的目标与批复的不同。

    目标批复以后不经程序不能改；把目标改低了再自评，等于没有目标。
    """

    code, level, weight = "K123", Level.RETURN, 4
    english = "a target other than the one approved"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one, goal in approved_rows(claim.project, claim.approved):
            if goal and _differs(one, goal):
                yield self.finding(
                    claim.at("target", one),
                    f"“{one.name}”批复的目标是{goal.target.raw}，自评表上是{one.target.raw}。",
                    "按批复的目标自评；调整过的，附调整的批复。",
                )  # fmt: skip


class IndicatorDropped(Check):
    """批复的指标自评时不见了。"""

    code, level, weight = "K124", Level.RETURN, 4
    english = "an approved indicator is missing"

    def look(self, claim: Claim) -> Iterator[Finding]:
        if claim.approved is None:
            return
        there = {squeeze(i.name) for i in claim.project.indicators}
        gone = [i for i in claim.approved.indicators if squeeze(i.name) not in there]
        if gone:
            names = "、".join(f"“{i.name}”" for i in gone)
            yield self.finding(
                claim.at("indicators"), f"批复的{len(gone)}条指标没有自评：{names}。",
                "补上这些指标；不适用的，写明原因。",
            )  # fmt: skip


class PointsMoved(Check):
    """分值与批复的不同。

    分值随目标一起批复；从没有做到的行挪到做到的行，总分就高了。
    """

    code, level, weight = "K129", Level.RETURN, 4
    english = "points moved between rows after approval"

    def look(self, claim: Claim) -> Iterator[Finding]:
        moved = list(_moved(claim))
        if moved:
            said = "、".join(
                f"“{one.name}”由{plain(was)}改为{plain(now)}" for one, was, now in moved
            )
            yield self.finding(
                claim.at("weight", moved[0][0]), f"分值与批复的不同：{said}。",
                "按批复的分值自评；调整过的，附调整的批复。",
                also=[claim.at("weight", one) for one, _, _ in moved[1:]],
            )  # fmt: skip


def _moved(claim: Claim) -> Iterator[tuple[Indicator, Decimal, Decimal]]:
    """Rows whose points differ from those approved; silent where none were approved."""
    for one, goal in approved_rows(claim.project, claim.approved):
        if goal and goal.weight is not None and one.weight not in (None, goal.weight):
            assert one.weight is not None
            yield one, goal.weight, one.weight


def _differs(one: Indicator, goal: Indicator) -> bool:
    ours, theirs = one.target, goal.target
    same = (ours.kind, ours.operator, ours.value, ours.high, ours.unit) == (
        theirs.kind, theirs.operator, theirs.value, theirs.high, theirs.unit,
    )  # fmt: skip
    return not same and squeeze(ours.raw) != squeeze(theirs.raw)
