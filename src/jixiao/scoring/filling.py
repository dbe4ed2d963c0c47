"""A scored plan filled in: the plan whose self-evaluation form shows actual values and points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.forms.blanks import TO_JUDGE, TO_REPORT, blank
from jixiao.grids.document import Block, Cell, Document, Grid, Paragraph
from jixiao.law.scoring import ScoringRules
from jixiao.plan.model import Executed, Indicator, Plan, Project
from jixiao.plan.money import amount_text, decimal_of, money_words
from jixiao.scoring.actuals import Actuals
from jixiao.scoring.execution import money_of
from jixiao.scoring.readings import read_actual
from jixiao.scoring.result import IndicatorScore, ProjectScore, Scores


def filled(plan: Plan, actuals: Actuals, scores: Scores, rules: ScoringRules) -> Plan:
    """The plan with money, points and actual values; what is open stays blank.

    ``rules`` are those it was scored by: their bands say what a judged indicator reached.
    """
    projects = tuple(
        _project(project, actuals, made, rules)
        for project, made in zip(plan.projects, scores.projects, strict=True)
    )
    return plan.model_copy(update={"projects": projects})


def _project(
    project: Project, actuals: Actuals, made: ProjectScore, rules: ScoringRules
) -> Project:
    money = money_of(project, actuals.execution.get(project.id))
    executed = Executed(
        initial=_rounded(money.initial)
        if money and money.initial is not None
        else project.budget.total,
        adjusted=_rounded(money.adjusted) if money else None,
        executed=_rounded(money.executed) if money else None,
        rate=made.execution.rate,
        points=made.execution.weight,
        score=made.execution.points,
    )
    rows = tuple(
        _indicator(i, actuals, one, rules)
        for i, one in zip(project.indicators, made.indicators, strict=True)
    )
    return project.model_copy(update={"executed": executed, "indicators": rows})


def _two_places(actual: str | None, indicator: Indicator) -> str | None:
    """Money to the two places a form prints, unless the target's bound lies between."""
    if actual is None:
        return None
    bounds = {decimal_of(b) for b in (indicator.target.low, indicator.target.high)} - {None}
    printed = money_words(actual)
    read = read_actual(printed, indicator.target, indicator.name).value
    return actual if printed != actual and read in bounds else printed


def _rounded(amount: Decimal | None) -> Decimal | None:
    """To the two places a form prints; points and rates were worked out before."""
    return None if amount is None else Decimal(amount_text(amount))


def _indicator(
    indicator: Indicator, actuals: Actuals, made: IndicatorScore, rules: ScoringRules
) -> Indicator:
    said = actuals.indicators.get(indicator.id, indicator.actual)
    judged = actuals.judged.get(indicator.id)
    actual = said or (rules.bands[judged.band].label if judged else None)
    return indicator.model_copy(
        update={
            "weight": made.weight,
            "actual": _two_places(actual, indicator),
            "score": made.points,
        }
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


def with_blanks(document: Document, scores: Scores) -> Document:
    """The filled form with every cell a person still has to fill marked, saying what belongs there."""
    blanks = _Blanks(scores.by_indicator)
    blocks = (blanks.grid(b) if isinstance(b, Grid) else b for b in document.blocks)
    return replace(document, blocks=tuple(blocks))


@dataclass(frozen=True)
class _Blanks:
    """What belongs into an empty cell, by the field it prints."""

    made: Mapping[str, IndicatorScore]

    def grid(self, grid: Grid) -> Grid:
        """The table with its blanks marked."""
        return replace(grid, cells=tuple(map(self._cell, grid.cells)))

    def _cell(self, cell: Cell) -> Cell:
        if cell.text or cell.field is None:
            return cell
        line = self.made.get(cell.subject or "")
        text = self._of_line(cell.field, line) if line else _OF_PROJECT.get(cell.field, "")
        return replace(cell, text=text)

    def _of_line(self, field: str, line: IndicatorScore) -> str:
        words = {
            "actual": blank() if line.open else "",
            "score": TO_JUDGE if line.open else "",
            "deviation": blank("偏差原因和改进措施") if line.wants_a_cause else "",
        }
        return words.get(field, "")


_OF_PROJECT = {
    "results": blank("对照左边的预期目标，实际完成的情况"),
    "total.adjusted": blank(),
    "total.executed": blank(),
    "total.rate": TO_REPORT,
    "total.score": TO_REPORT,
}
