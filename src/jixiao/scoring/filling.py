"""A scored plan filled in: the plan whose self-evaluation form shows actual values and points."""

from __future__ import annotations

from dataclasses import replace

from jixiao.grids.document import Block, Document, Grid, Paragraph
from jixiao.plan.model import Executed, Indicator, Plan, Project
from jixiao.scoring.actuals import Actuals
from jixiao.scoring.execution import money_of
from jixiao.scoring.result import IndicatorScore, ProjectScore, Scores


def filled(plan: Plan, actuals: Actuals, scores: Scores) -> Plan:
    """The plan with money, points and actual values; what is open stays blank."""
    projects = tuple(
        _project(project, actuals, made)
        for project, made in zip(plan.projects, scores.projects, strict=True)
    )
    return plan.model_copy(update={"projects": projects})


def _project(project: Project, actuals: Actuals, made: ProjectScore) -> Project:
    money = money_of(project, actuals.execution.get(project.id))
    executed = Executed(
        initial=money.initial if money and money.initial is not None else project.budget.total,
        adjusted=money.adjusted if money else None,
        executed=money.executed if money else None,
        rate=made.execution.rate,
        points=made.execution.weight,
        score=made.execution.points,
    )
    rows = tuple(
        _indicator(i, actuals, one)
        for i, one in zip(project.indicators, made.indicators, strict=True)
    )
    return project.model_copy(update={"executed": executed, "indicators": rows})


def _indicator(indicator: Indicator, actuals: Actuals, made: IndicatorScore) -> Indicator:
    said = actuals.indicators.get(indicator.id, indicator.actual)
    judged = actuals.judged.get(indicator.id)
    words = {"met": "达成预期指标", "partly": "部分达成预期指标", "unmet": "未达成预期指标"}
    actual = said or (words[judged.band] if judged else None)
    return indicator.model_copy(
        update={"weight": made.weight, "actual": actual, "score": made.points}
    )


def marked(document: Document, mark: str) -> Document:
    """The document with the mark above every table; the same document where there is no mark."""
    if not mark:
        return document
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            blocks.append(Paragraph(mark))
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))
