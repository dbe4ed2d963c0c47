"""The course of the year as small pictures: lines, areas and marks in a square from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jixiao.plan.model import Project
from jixiao.scoring.report.course import Course, Guess, IndicatorCourse, MoneyCourse

Spot = tuple[float, float]
#: Greys of the fans, that of the earliest day first; told apart in print without colour.
GREYS = (232, 208, 178, 150, 125)
_MONTHS = 12


@dataclass
class Panel:
    """One small picture; ``lines`` are (style, spots), ``areas`` (grey, spots), ``marks`` spots."""

    title: str
    address: str
    ticks: list[tuple[float, str]] = field(default_factory=list)
    lines: list[tuple[str, list[Spot]]] = field(default_factory=list)
    areas: list[tuple[int, list[Spot]]] = field(default_factory=list)
    marks: list[Spot] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """As the typesetter takes it."""
        return vars(self)


def money_panels(course: Course) -> list[Panel]:
    """Each project's paid share beside its own plan and the time line."""
    return [_money(one) for one in course.money]


def _money(one: MoneyCourse) -> Panel:
    shares = [float(p.share) for p in one.points if p.share is not None]
    top = max([100.0, *shares])
    at = _Scale(0.0, top)
    panel = Panel(short(name_of(one.project), 36), f"支付{one.vouchers}笔", at.ticks("%"))
    spots = [(p.on.month, p) for p in one.points]
    planned = [at(m, float(p.planned)) for m, p in spots if p.planned is not None]
    panel.lines += [("plan", planned), ("timeline", [at(0, 0), at(_MONTHS, 100)])]
    paid = [at(m, float(p.share)) for m, p in spots if p.share is not None]
    panel.lines.append(("observed", [at(0, 0), *paid] if paid else []))
    panel.marks += paid
    return panel


def fan_panels(course: Course) -> list[Panel]:
    """Each forecast indicator: what was observed, the fans of each day, the target."""
    shades = shades_of(course)
    return [_fan(one, shades) for one in course.forecasts]


def shades_of(course: Course) -> Mapping[date, int]:
    """The grey of each day something was forecast on; more days than greys share the darkest."""
    days = sorted({guess.on for one in course.forecasts for guess in one.guesses})
    return {day: GREYS[min(n, len(GREYS) - 1)] for n, day in enumerate(days)}


def _fan(one: IndicatorCourse, shades: Mapping[date, int]) -> Panel:
    at = _Scale(*_span(one))
    unit = one.indicator.target.unit or ""
    title = f"{short(one.indicator.name, 20)}（{short(one.indicator.target.raw, 14)}）"
    panel = Panel(title, f"{short(name_of(one.project), 12)} {one.indicator.id}", at.ticks(unit))
    for guess in one.guesses:
        grey = shades[guess.on]
        here = at(guess.month, guess.value)
        ends = [at(_MONTHS, float(v)) for v in (guess.low80, guess.high80)]
        panel.areas.append((grey, [here, *ends]))
    for guess in one.guesses:
        end = at(_MONTHS, float(guess.median))
        panel.lines.append(("median", [at(guess.month, guess.value), end]))
    for bound in one.target:
        if bound is not None:
            panel.lines.append(("target", [at(0, float(bound)), at(_MONTHS, float(bound))]))
    observed = [at(month, value) for month, value in one.readings]
    panel.lines.append(("observed", observed))
    panel.marks += observed
    return panel


def _span(one: IndicatorCourse) -> tuple[float, float]:
    """From the lowest to the highest of all that is drawn; counts from zero."""
    ends = [float(v) for g in one.guesses for v in _ends(g)]
    bounds = [float(b) for b in one.target if b is not None]
    every = [*ends, *bounds, *(value for _, value in one.readings)]
    low, high = min(every), max(every)
    if one.indicator.target.unit != "%" or low < 0 or low < high / 2:
        low = min(low, 0.0)
    return low, high if high > low else low + 1


def _ends(guess: Guess) -> Sequence[Any]:
    return guess.low80, guess.high80, guess.median


@dataclass(frozen=True)
class _Scale:
    """From months and values to the square, with a little air above and below."""

    low: float
    high: float

    def __call__(self, month: float, value: float) -> Spot:
        span = (self.high - self.low) or 1.0
        return month / _MONTHS, 0.04 + 0.92 * (value - self.low) / span

    def ticks(self, unit: str) -> list[tuple[float, str]]:
        """Low, middle and high with their unit."""
        middle = (self.low + self.high) / 2
        return [(self(0, v)[1], f"{_number(v)}{unit}") for v in (self.low, middle, self.high)]


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.1f}"


@dataclass(frozen=True)
class ProgressRow:
    """One indicator's percent of the way: at the last day, and at the days before it."""

    name: str
    last: float | None
    before: list[tuple[float, str]]
    text: str

    def to_json(self) -> dict[str, Any]:
        """As the typesetter takes it."""
        return vars(self)


def progress_rows(course: Course) -> list[ProgressRow]:
    """The indicators whose progress can be told from a number."""
    return [row for one in course.indicators for row in _progress(one, course)]


def _progress(one: IndicatorCourse, course: Course) -> Iterator[ProgressRow]:
    if all(percent is None for percent in one.percents):
        return
    *earlier, last = one.percents
    before = [
        (float(percent), str(day.month))
        for percent, day in zip(earlier, course.days, strict=False)
        if percent is not None
    ]
    text = "没有数" if last is None else f"{last}%" + ("" if one.met else " 未达到")
    name = f"{short(name_of(one.project), 16)}：{short(one.indicator.name, 24)}"
    yield ProgressRow(name, None if last is None else float(last), before, text)


def short(text: str, most: int) -> str:
    """A name that fits its place in a picture; where it is cut the dots say so."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def name_of(project: Project) -> str:
    """A project as pictures and tables call it."""
    return project.short_name or project.name or project.id
