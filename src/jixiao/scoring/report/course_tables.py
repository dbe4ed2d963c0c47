"""The course of the year in the report's tables: money and indicators at each day, what was forecast."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from jixiao.grids.document import Block, Paragraph
from jixiao.monitoring.money import Point
from jixiao.plan.model import Project
from jixiao.plan.money import plain, shortest
from jixiao.scoring.report.course import Course, Guess, IndicatorCourse, MoneyCourse
from jixiao.scoring.report.panels import name_of
from jixiao.scoring.report.tables import table_of


def how_to_trace(course: Course) -> Iterator[Block]:
    """How any figure is walked back to its rows."""
    yield Paragraph(
        "表中每个由台账算出的数，都写着测度、行数和导入的编号（前八位）；"
        "要看所用的每一行：jixiao trace 计划 --evidence 台账文件夹 --indicator 指标编号 "
        f"--as-of {course.days[-1]}，换成别的日期就看那一天的数。"
    )


def money_table(course: Course) -> Iterator[Block]:
    """Paid beside the project's own plan and the time line, on each day."""
    yield Paragraph("表3 资金支付进度：计划、序时、已付占全年预算数的百分比（见图3）")
    heads = [_day(day) for day in course.days]
    rows = [["项目", *heads, "凭证"], *(_money(one) for one in course.money)]
    yield table_of(rows, (16, *(16 for _ in heads), 14))


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _money(one: MoneyCourse) -> list[str]:
    vouchers = f"支付台账{one.vouchers}笔" if one.vouchers else "没有支付记录"
    return [name_of(one.project), *map(_point, one.points), vouchers]


def _point(at: Point) -> str:
    planned = "没有计划" if at.planned is None else f"计划{shortest(at.planned)}%"
    paid = "没有数" if at.share is None else f"已付{plain(at.share)}%"
    return "\n".join([planned, f"序时{plain(at.timeline)}%", paid, *_gap(at.gap)])


def _gap(gap: Decimal | None) -> Iterator[str]:
    """How far paying is behind the plan or ahead of it, in points."""
    if gap:
        yield f"{'落后' if gap < 0 else '超前'}{plain(abs(gap))}点"


def indicator_table(course: Course, project: Project) -> Iterator[Block]:
    """The project's indicators: progress on each day, and what was forecast then."""
    own = [one for one in course.indicators if one.project.id == project.id]
    if not own:
        return
    yield Paragraph("各时点的进度和当时的预测（中位数，80%区间，达到指标值的可能性；见图4、图5）")
    heads = [_day(day) for day in course.days]
    rows = [["指标", *heads, "指标编号"], *(_indicator(one, course) for one in own)]
    yield table_of(rows, (15, *(17 for _ in heads), 15))


def _indicator(one: IndicatorCourse, course: Course) -> list[str]:
    guesses = {guess.on: guess for guess in one.guesses}
    cells = [
        _progress(percent) + _guess(guesses.get(day), one)
        for day, percent in zip(course.days, one.percents, strict=True)
    ]
    return [one.indicator.name, *cells, one.indicator.id]


def _progress(percent: object) -> str:
    return "—" if percent is None else f"进度{percent}%"


def _guess(guess: Guess | None, one: IndicatorCourse) -> str:
    if guess is None:
        return ""
    unit = one.indicator.target.unit or ""
    chance = "" if guess.p_meet is None else f"，可能性{guess.p_meet:.0%}"
    span = f"{shortest(guess.low80)}–{shortest(guess.high80)}"
    return f"；年底估计{shortest(guess.median)}{unit}（{span}）{chance}"
