"""The two tables the SQL scores, and a plan with its actuals as their rows and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jixiao.plan.deadline import due_of
from jixiao.plan.model import Indicator, Plan
from jixiao.plan.target import Target
from jixiao.plan.target_change import rises
from jixiao.scoring.actuals import Actuals, ActualsError
from jixiao.scoring.deadlines import done_of, due_by_year
from jixiao.scoring.execution import money_of
from jixiao.scoring.interval import has_interval, sign_of
from jixiao.scoring.lines import is_number
from jixiao.scoring.readings import ends_at_hundred, is_blank, may_be_negative, read_actual
from jixiao.terms.indicators import Level1
from jixiao.terms.targets import TargetKind

#: A number of a target or an actual value; more digits are refused, never rounded.
NUMBER = "DECIMAL(24, 6)"
POINTS = "DECIMAL(7, 2)"
_MOST = Decimal(10) ** 24

#: One row an indicator. ``level1`` is a :class:`Level1`; ``cost`` says it is a cost type of either
#: tree, ``own_cost`` that it stands under a level 1 of its own. ``actual`` is in the target's unit.
INDICATORS: Mapping[str, str] = {
    "project": "BIGINT", "position": "INTEGER", "id": "VARCHAR",
    "level1": "VARCHAR", "cost": "BOOLEAN", "own_cost": "BOOLEAN", "weight": POINTS,
    "kind": "VARCHAR", "operator": "VARCHAR", "better": "VARCHAR", "low": NUMBER, "high": NUMBER,
    "due": "DATE", "ends_at_hundred": "BOOLEAN", "may_be_negative": "BOOLEAN", "falls": "BOOLEAN",
    "reported": "BOOLEAN", "actual": NUMBER, "done": "DATE",
    "band": "VARCHAR", "percent": "DECIMAL(9, 6)", "not_applicable": "BOOLEAN",
    "set_too_low": "BOOLEAN",
}  # fmt: skip

#: One row a project; ``points`` are those of the execution rate where the form prints them.
PROJECTS: Mapping[str, str] = {
    "project": "BIGINT", "id": "VARCHAR", "adjusted": NUMBER, "executed": NUMBER, "points": POINTS,
}  # fmt: skip

Row = tuple[Any, ...]


def ddl(name: str, columns: Mapping[str, str]) -> str:
    """The statement that makes a table."""
    return f"CREATE OR REPLACE TABLE {name} ({', '.join(f'{c} {t}' for c, t in columns.items())})"


def _kept(value: Decimal | None, places: int, where: str) -> Decimal | None:
    """The value, which must fit its column: it would be rounded there without a word."""
    if value is None:
        return None
    whole = value.scaleb(places)
    if whole != whole.to_integral_value() or abs(whole) >= _MOST:
        raise ActualsError(
            where, f"成批计分只收小数{places}位以内、18位整数以内的数，这里是{value}"
        )
    return value


def project_rows(plan: Plan, actuals: Actuals) -> Iterator[Row]:
    """The rows of ``projects``."""
    for number, project in enumerate(plan.projects):
        money = money_of(project, actuals.execution.get(project.id))
        own = project.executed.points if project.executed else None
        adjusted, executed = (money.adjusted, money.executed) if money else (None, None)
        yield (
            number, project.id, _kept(adjusted, 6, project.id), _kept(executed, 6, project.id),
            _kept(own, 2, project.id),
        )  # fmt: skip


def indicator_rows(plan: Plan, actuals: Actuals) -> Iterator[Row]:
    """The rows of ``indicators``."""
    for number, project in enumerate(plan.projects):
        for position, indicator in enumerate(project.indicators):
            yield (number, position, *_indicator_row(indicator, actuals, plan.year))


def _indicator_row(indicator: Indicator, actuals: Actuals, year: int | None) -> Row:
    target, level2, sign = indicator.target, indicator.type2, sign_of(indicator.target)
    level1 = indicator.type1 or (level2.level1s[0] if level2 else None)
    judged = None if is_number(indicator) else actuals.judged.get(indicator.id)
    printed = actuals.indicators.get(indicator.id, indicator.actual)
    blank = is_blank(printed)
    numeric = has_interval(target)
    read = read_actual(printed or "", target, indicator.name) if numeric and not blank else None
    percent = _kept(judged.percent, 6, indicator.id) if judged else None
    value = _kept(read.value, 6, indicator.id) if read else None
    due = due_of(target, year) or due_by_year(target, printed or "", year)
    low, high = (
        _kept(Decimal(b), 6, indicator.id) if b is not None else None
        for b in _bounds(target, numeric=numeric)
    )
    return (
        indicator.id, level1.value if level1 else None,
        level1 is Level1.COST or (level2 is not None and level2.is_cost),
        indicator.type1 is Level1.COST, _kept(indicator.weight, 2, indicator.id),
        target.kind.value, sign.value if sign else None,
        target.better and target.better.value, low, high, due,
        numeric and ends_at_hundred(target, indicator.name),
        numeric and may_be_negative(target, indicator.name),
        target.kind is TargetKind.BASELINE and rises(target.raw) is False, not blank,
        value, done_of(printed or "", year) if due and not blank else None,
        judged and judged.band, percent, indicator.id in actuals.not_applicable,
        indicator.id in actuals.set_too_low,
    )  # fmt: skip


def _bounds(target: Target, *, numeric: bool) -> tuple[str | None, str | None]:
    return (target.low, target.high) if numeric else (None, None)
