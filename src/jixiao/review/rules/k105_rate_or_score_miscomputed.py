"""K105: a rate and its points are what their numbers make."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.model import Executed
from jixiao.plan.money import half_up, plain
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level

_HUNDRED = Decimal(100)
#: A score in whole points may be rounded, but 9.6 is not 10.
_NEAR = Decimal("0.1")


class RateOrScoreMiscomputed(ProjectRule):
    """执行率或者它的得分算错了。

    执行率是全年执行数除以全年预算数，算错的常见原因是除了年初预算数，或者没有换算成百分数。
    得分等于执行率乘以这一行的分值，最高不超过分值。四舍五入的不判，没有印分值的不判得分。

    反例：
        执行: {年初预算数: 100, 全年预算数: 120, 全年执行数: 90, 执行率: 90}

    反例：
        执行: {全年预算数: 90, 全年执行数: 90, 分值: 10, 得分: 0}

    正例：
        执行: {年初预算数: 100, 全年预算数: 120, 全年执行数: 90, 执行率: 75, 分值: 10, 得分: 7.5}
    """

    code, level, kind = "K105", Level.RETURN, Kind.RESULTS
    english = "execution rate or its score miscomputed"
    cites = (cite("财预〔2020〕10号", "预算执行率"),)

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        money = sheet.project.executed
        spent, budget = (money.executed, _budget(money)) if money else (None, None)
        if money is None or spent is None or not budget or spent < 0 or budget < 0:
            return
        exact = spent * _HUNDRED / budget
        rate, loose = half_up(exact), _loose(spent, budget)
        if money.rate is not None and abs(money.rate - rate) > loose + _slack(money.rate):
            yield self.finding(
                sheet.at("executed.rate"),
                f"执行率填{plain(money.rate)}%{_unfolded(money.rate, exact)}，"
                f"{plain(spent)}÷{plain(budget)}={plain(rate)}%。",
                f"改为{plain(rate)}%，并相应改正得分。",
                to=plain(rate),
            )
        if money.score is None or money.points is None:
            return
        points = money.points
        right = min(half_up(spent * points / budget), points)
        if abs(money.score - right) > loose * points / _HUNDRED + min(_slack(money.score), _NEAR):
            yield self.finding(
                sheet.at("executed.score"),
                f"执行率得分填{plain(money.score)}，{plain(points)}×{plain(spent)}÷{plain(budget)}={plain(right)}。",
                f"改为{plain(right)}。",
                to=plain(right),
            )


def _budget(money: Executed) -> Decimal | None:
    return money.initial if money.adjusted is None else money.adjusted


def _unfolded(printed: Decimal, exact: Decimal) -> str:
    """What the number looks like where it is the quotient itself."""
    places = -int(printed.as_tuple().exponent)
    alike = half_up(exact / _HUNDRED, places) == printed
    return "，像是没有换算成百分数" if alike else ""


def _loose(spent: Decimal, budget: Decimal) -> Decimal:
    """How far in percent the rate of amounts rounded to two places may lie from that of the exact ones."""
    cents = (one.as_tuple().exponent == -2 for one in (spent, budget))
    if not any(cents):
        return Decimal(0)
    return Decimal("0.005") * (_HUNDRED + spent * _HUNDRED / budget) / budget


def _slack(printed: Decimal) -> Decimal:
    """Half of the last printed place: a number rounded to fewer places is not wrong."""
    exponent = printed.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)
