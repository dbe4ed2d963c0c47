"""A project's money through the year: what was paid, what it planned to pay, the time line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jixiao.monitoring.money import Account, Point, checkpoints, point
from jixiao.monitoring.sheet import Sheet
from jixiao.web.monitoring_scale import Scale


@dataclass(frozen=True)
class MoneyChart:
    """All that the drawing's template is given; ``paid`` is empty where payments are unknown."""

    scale: Scale
    paid: str
    planned: str
    plan_dots: list[tuple[str, str]]
    timeline: str
    today: str


@dataclass(frozen=True)
class MoneyRow:
    """A checkpoint of the project's own plan; ``past`` where the day looked at has reached it."""

    at: Point
    past: bool


def chart_of(sheet: Sheet) -> MoneyChart:
    """The drawing of a project's money, in percent of the full-year budget."""
    first, last = date(sheet.year, 1, 1), date(sheet.year, 12, 31)
    paid = list(_steps(sheet.account, sheet.as_of, sheet.year))
    planned = [
        (day, float(one.percent))
        for day, one in checkpoints(sheet.project, sheet.year)
        if one.percent is not None
    ]
    every = [100.0, *(v for _, v in paid), *(v for _, v in planned)]
    scale = Scale.over(sheet.year, every, zero=True)
    return MoneyChart(
        scale=scale,
        paid=scale.line(paid),
        planned=scale.line([(first, 0.0), *planned]) if planned else "",
        plan_dots=[(f"{scale.x(d):.1f}", f"{scale.y(v):.1f}") for d, v in planned],
        timeline=scale.line([(first, 0.0), (last, 100.0)]),
        today=f"{scale.x(sheet.as_of):.1f}",
    )


def rows_of(sheet: Sheet) -> list[MoneyRow]:
    """The checkpoints of the project's own plan."""
    days = [day for day, _ in checkpoints(sheet.project, sheet.year)]
    return [
        MoneyRow(point(sheet.project, sheet.account, d, sheet.year), d <= sheet.as_of) for d in days
    ]


def _steps(account: Account, until: date, year: int) -> Iterator[tuple[date, float]]:
    """The share paid, as stairs: flat until money goes, up (or down, by a refund) on that day."""
    if account.share(until) is None:
        return
    level: Decimal = Decimal(0)
    yield date(year, 1, 1), 0.0
    days = sorted({p.on for p in account.payments or () if p.on <= until and p.on.year == year})
    for day in days:
        share = account.share(day)
        if share is None:  # more came back than was paid: its finding says so
            continue
        yield day, float(level)
        level = share
        yield day, float(level)
    now = account.share(until)
    yield until, float(now if now is not None else level)
