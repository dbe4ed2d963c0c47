"""Scoring a plan: every indicator, the execution rate, the total, the grade (contract §8)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.packs import Choice, Packs, chosen, first_day, pack
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.money import half_up, plain, shortest
from jixiao.scoring.actuals import Actuals
from jixiao.scoring.basis import Basis
from jixiao.scoring.exact import HUNDRED, ZERO, quotient
from jixiao.scoring.execution import execution_score, money_of
from jixiao.scoring.faults import faults_of_plan, faults_of_project
from jixiao.scoring.finance import finance_grade
from jixiao.scoring.flags import Flag
from jixiao.scoring.lines import Line, is_number, score_line
from jixiao.scoring.result import ExecutionScore, IndicatorScore, ProjectScore, Scores, two_places
from jixiao.scoring.weights import Frame, Weight, frame_of, is_left_out, weights_of
from jixiao.terms.findings import Level
from jixiao.terms.indicators import Level1

NO_ACTUALS = Actuals()


def score(
    plan: Plan,
    actuals: Actuals = NO_ACTUALS,
    *,
    policy: str | None = None,
    on: date | None = None,
    among: Packs | None = None,
) -> Scores:
    """Score a plan by a policy pack as it stood on a day.

    Args:
        plan: the plan, with weights where it has them.
        actuals: what was reached, spent and judged; a value the plan itself carries stands in for
            one that is not given.
        policy: name of the pack; chosen by division and day where not given.
        on: the day whose law counts; 1 March after the plan's year, when self-evaluations are due,
            where not given.
        among: the packs there are; those that come with jixiao where not given.

    Raises:
        jixiao.law.packs.UnknownPolicyError: no such pack, or none on that day.
        jixiao.scoring.actuals.ActualsError: a judgement outside its band.
    """
    day = on or day_of(plan)
    choice = _choice(plan, policy, day, asked=on is not None, among=among)
    basis = Basis(choice.pack, day)
    findings = [*faults_of_plan(plan, actuals, basis)]
    projects = []
    for project in plan.projects:
        frame = frame_of(project, basis.pack, basis.rules, among)
        found = list(faults_of_project(project, actuals, frame, basis))
        projects.append(_project(project, actuals, frame, basis, plan.year, found))
        findings += found
    return Scores(basis.pack.name, choice.reason, day, tuple(projects), tuple(findings))


def day_of(plan: Plan) -> date:
    """1 March after the plan's year; of a plan without a year, the law as last known."""
    return max(date((plan.year or 2099) + 1, 3, 1), first_day())


def _choice(
    plan: Plan, policy: str | None, day: date, *, asked: bool, among: Packs | None
) -> Choice:
    if policy is not None:
        return Choice(pack(policy, day if asked else None, among), "使用者指定")
    own_cost = any(i.type1 is Level1.COST for _, i in plan.indicators())
    return chosen(plan.department.division, day, own_cost=own_cost, among=among)


def _project(
    project: Project, actuals: Actuals, frame: Frame, basis: Basis, year: int | None,
    found: list[Finding],
) -> ProjectScore:  # fmt: skip
    money = money_of(project, actuals.execution.get(project.id))
    execution = execution_score(project, money, execution_weight(project, frame), basis)
    weights = weights_of(project, frame, basis.rules)
    lines = tuple(_line(i, weights.get(i.id), actuals, year, basis) for i in project.indicators)
    total, total_why = _total(execution, lines)
    opened = (*(i.id for i in lines if i.open), *(project.id,) * (execution.points is None))
    grade, grade_why = _grade(total, opened, found, basis)
    finance = finance_grade(project.id, actuals.finance.get(project.id), total, grade, basis.pack)
    return ProjectScore(
        project.id, execution, lines, total, total_why, grade, grade_why, opened, finance
    )


def execution_weight(project: Project, frame: Frame) -> Decimal:
    """Points of the execution rate: those the project's own form prints, else the pack's."""
    own = project.executed.points if project.executed else None
    return two_places(frame.execution if own is None else own)


def _line(
    indicator: Indicator, weight: Weight | None, actuals: Actuals, year: int | None, basis: Basis
) -> IndicatorScore:
    if indicator.id in actuals.not_applicable:
        points = weight.points if weight else None
        source = weight.source if weight else "given"
        return IndicatorScore(
            indicator.id, points, source, weight.why if weight else "", None, None,
            "不适用，其分值不计入满分", (Flag.NOT_APPLICABLE,),
        )  # fmt: skip
    actual = actuals.indicators.get(indicator.id, indicator.actual)
    if weight is None and is_left_out(indicator) and not actual:
        why = "表中留空的一行，不计分"
        return IndicatorScore(indicator.id, None, "given", "", None, None, why, (Flag.NO_TARGET,))
    known = weight or Weight(None, "given", f"没有指标值和分值，只有实际值{actual}，不能计分")
    judged = None if is_number(indicator) else actuals.judged.get(indicator.id)
    low = indicator.id in actuals.set_too_low
    return score_line(Line(indicator, known, actual, judged, year, basis, low))


def _total(execution: ExecutionScore, lines: tuple[IndicatorScore, ...]) -> tuple[Decimal, str]:
    """The sum of the points; what does not apply is taken out of the hundred."""
    parts = [p for p in (execution.points, *(i.points for i in lines)) if p is not None]
    total = sum(parts, ZERO)
    out = sum((i.weight or ZERO for i in lines if Flag.NOT_APPLICABLE in i.flags), ZERO)
    added = f"{'+'.join(map(plain, parts)) or '0'}={plain(half_up(total))}分"
    if not out or out >= HUNDRED:
        return half_up(total), f"已知各项得分相加：{added}"
    scaled = quotient((total, HUNDRED), (HUNDRED - out,))
    why = (
        f"已知各项得分相加：{added}；不适用的{plain(out)}分不计："
        f"{plain(total)}÷(100-{plain(out)})×100={plain(scaled)}分"
    )
    return scaled, why


def _grade(
    total: Decimal, opened: tuple[str, ...], found: list[Finding], basis: Basis
) -> tuple[str | None, str]:
    if opened:
        return None, f"还有{len(opened)}项待报或待评，不定等级"
    if any(f.level is Level.RETURN for f in found):
        return None, "有必须修改的问题，不定等级"
    bounds = "、".join(f"{name}{shortest(low)}" for name, low in basis.pack.grades.items())
    grade = basis.pack.grade(total)
    return grade, f"{plain(total)}分，等级下限（含）为{bounds}，定为“{grade}”"
