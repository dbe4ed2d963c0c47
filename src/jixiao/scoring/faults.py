"""What is wrong with plan and actuals before any point is given: each a finding, codes S1xx."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding, Where
from jixiao.law.packs_differences import TYPES
from jixiao.plan.model import Plan, Project
from jixiao.plan.money import plain
from jixiao.review.rules.k109_weights_not_hundred import WeightsNotHundred
from jixiao.scoring.actuals import BASIC_SPENDING, Actuals
from jixiao.scoring.basis import Basis
from jixiao.scoring.lines import is_number
from jixiao.scoring.weights import Frame, is_left_out, missing_types
from jixiao.terms.findings import Level


def faults_of_plan(plan: Plan, actuals: Actuals, basis: Basis) -> Iterator[Finding]:
    """Actuals for what the plan does not hold, and judgements of numbers."""
    indicators = {i.id: i for _, i in plan.indicators()}
    projects = {BASIC_SPENDING, *(p.id for p in plan.projects)}
    named = (*actuals.indicators, *actuals.judged, *actuals.not_applicable, *actuals.set_too_low)
    for identity in dict.fromkeys(i for i in named if i not in indicators and i != BASIC_SPENDING):
        yield _finding(
            basis, "S101", Level.RETURN, Where(indicator=identity),
            f"报送了指标“{identity}”的实际情况，计划里没有这条指标",
            "核对指标编号；计划里确实没有的，先补指标再报实际", "自评要求",
        )  # fmt: skip
    for identity in (p for p in actuals.execution if p not in projects):
        yield _finding(
            basis, "S102", Level.RETURN, Where(project=identity),
            f"报送了项目“{identity}”的资金，计划里没有这个项目",
            "核对项目编号", "预算执行率",
        )  # fmt: skip
    for identity in (i for i in actuals.judged if i in indicators and is_number(indicators[i])):
        yield _finding(
            basis, "S103", Level.RETURN, Where(indicator=identity, field="target"),
            f"指标值“{indicators[identity].target.raw}”是数，却报送了评定的档次，没有采用",
            "定量指标按实际值计分，请报送实际值", "自评得分",
        )  # fmt: skip


def faults_of_project(
    project: Project, actuals: Actuals, frame: Frame, basis: Basis
) -> Iterator[Finding]:
    """Weights that cannot be used, and money said twice."""
    yield from _weights(project, frame, basis)
    yield from _money(project, actuals, basis)


def _weights(project: Project, frame: Frame, basis: Basis) -> Iterator[Finding]:
    rows = [i for i in project.indicators if not is_left_out(i)]
    given = [i.weight for i in rows if i.weight is not None]
    where = Where(project=project.id, field="indicators.weight", place=project.place)
    if not given:
        for key in missing_types(project, frame, basis.rules) if rows else ():
            yield _finding(
                basis, "S106", Level.RETURN, where,
                f"没有写分值，又没有{TYPES[key]}指标，{plain(frame.points[key])}分无处可分",
                "补上这一类指标，或者写明每条指标的分值", "自评指标与权重",
            )  # fmt: skip
        return
    if len(given) < len(rows):
        yield _finding(
            basis, "S104", Level.RETURN, where,
            f"{len(rows)}条指标里只有{len(given)}条写了分值", "每条指标都写分值，或者都不写",
            "自评指标与权重",
        )  # fmt: skip
    yield from _sum_of(project, given, frame, basis, where)


def _sum_of(
    project: Project, given: list[Decimal], frame: Frame, basis: Basis, where: Where
) -> Iterator[Finding]:
    own = project.executed.points if project.executed else None
    execution = frame.execution if own is None else own
    if words := WeightsNotHundred.words(given, execution):
        cites = basis.cites("自评指标与权重")
        yield WeightsNotHundred.found(where, *words, cites=cites)


def _money(project: Project, actuals: Actuals, basis: Basis) -> Iterator[Finding]:
    reported, own = actuals.execution.get(project.id), project.executed
    where = Where(project=project.id, field="executed", place=project.place_of("executed.adjusted"))
    pairs = [
        (words, getattr(own, key), getattr(reported, key))
        for key, words in (("adjusted", "全年预算数"), ("executed", "全年执行数"))
        if own is not None and reported is not None
    ]
    for words, ours, theirs in pairs:
        if ours is not None and theirs is not None and ours != theirs:
            yield _finding(
                basis, "S107", Level.RETURN, where,
                f"{words}有两个：表中{plain(ours)}，另报{plain(theirs)}，按另报的计算", "核实后只留一个",
                "预算执行率",
            )  # fmt: skip
    money = reported or own
    for words, value in (
        (("全年预算数", money.adjusted), ("全年执行数", money.executed)) if money else ()
    ):
        if value is not None and value < 0:
            yield _finding(
                basis, "S108", Level.RETURN, where, f"{words}{plain(value)}是负数", "核对后改正",
                "预算执行率",
            )  # fmt: skip


def _finding(
    basis: Basis, code: str, level: Level, where: Where, fault: str, remedy: str, article: str
) -> Finding:
    return Finding(
        rule=code, level=level, where=where, fault=f"{fault}。", remedy=f"{remedy}。",
        cites=basis.cites(article),
    )  # fmt: skip
