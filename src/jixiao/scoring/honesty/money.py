"""K101–K106: the money rows of a self-evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.plan.money import half_up, plain, shortest
from jixiao.scoring.exact import HUNDRED, quotient
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level

_AMOUNTS = (("initial", "年初预算数"), ("adjusted", "全年预算数"), ("executed", "全年执行数"))
#: A score in whole points may be rounded, but 9.6 is not 10.
_NEAR = Decimal("0.1")
_PARTS = ("fiscal", "carried", "other")


class FullMarksLowExecution(Check):
    """指标全部满分，预算执行率却偏低。

    钱没有花到，事却样样做满，或者目标定低了，或者得分不实，要能说清楚。
    """

    code, level, weight = "K101", Level.IMPROVE, 3
    english = "full marks with low execution"

    def look(self, claim: Claim) -> Iterator[Finding]:
        bound = claim.basis.bound("execution_explain")
        full = claim.scored and all(map(claim.is_full, claim.scored))
        said = "全部满分" if full else "几乎满分"
        if claim.rate is not None and claim.rate < bound and (full or _nearly_for_nothing(claim)):
            yield self.finding(
                claim.at("executed.rate"),
                f"预算执行率{plain(half_up(claim.rate))}%，不到{shortest(bound)}%，"
                f"{len(claim.scored)}条指标却{said}。",
                "逐条核对实际完成值和佐证；确已完成的，说明为什么少花了钱。",
            )


class ScoreOverItsPoints(Check):
    """预算执行率的得分超过它的分值。

    常见的是把总分填进了年度资金总额这一行。
    """

    code, level, article, weight = "K102", Level.RETURN, "预算执行率", 2
    english = "the execution score exceeds its points"

    def look(self, claim: Claim) -> Iterator[Finding]:
        score = claim.money.score
        points = claim.money.points if claim.money.points is not None else Decimal(10)
        if score is not None and score > points:
            yield self.finding(
                claim.at("executed.score"),
                f"年度资金总额一行的得分是{plain(score)}，超过分值{plain(points)}，像是把总分填到了这里。",
                "这一格只填预算执行率的得分，总分填在最后一行。",
            )


class TotalRowEmpty(Check):
    """年度资金总额是零，下面的明细却有数。"""

    code, level, article, weight = "K103", Level.RETURN, "预算执行率", 2
    english = "zero in the total row above amounts"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for key, words in _AMOUNTS if claim.printed else ():
            total, parts = _parts(claim, key)
            if not total and sum(parts) > 0:
                yield self.finding(
                    claim.at(f"executed.{key}"),
                    f"年度资金总额的{words}是{'0' if total is not None else '空白'}，"
                    f"明细合计{plain(sum(parts, Decimal(0)))}。",
                    f"{words}应填明细之和{plain(sum(parts, Decimal(0)))}。",
                )


class TotalRowNotTheSum(Check):
    """年度资金总额不等于明细之和。"""

    code, level, article = "K104", Level.RETURN, "预算执行率"
    english = "the total row is not the sum of those below"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for key, words in _AMOUNTS if claim.printed else ():
            total, parts = _parts(claim, key)
            added = sum(parts, Decimal(0))
            if total and parts and total != added:
                yield self.finding(
                    claim.at(f"executed.{key}"),
                    f"年度资金总额的{words}是{plain(total)}，明细合计{plain(added)}。",
                    "核对后改正，总额应等于明细之和。",
                )


class RateOrScoreMiscomputed(Check):
    """执行率或者它的得分算错了。"""

    code, level, article = "K105", Level.RETURN, "预算执行率"
    english = "execution rate or its score miscomputed"

    def look(self, claim: Claim) -> Iterator[Finding]:
        spent, budget = _money(claim)
        points = claim.money.points if claim.money.points is not None else Decimal(10)
        if spent is None or not budget or spent < 0 or budget < 0:
            return
        rate = quotient((spent, HUNDRED), (budget,))
        score = min(quotient((spent, points), (budget,)), points)
        loose = _loose(spent, budget)
        if claim.money.rate is not None and abs(claim.money.rate - rate) > loose + _slack(
            claim.money.rate
        ):
            yield self.finding(
                claim.at("executed.rate"),
                f"执行率填{plain(claim.money.rate)}%，{plain(spent)}÷{plain(budget)}={plain(rate)}%。",
                f"改为{plain(rate)}%。",
            )
        if claim.money.score is not None and abs(
            claim.money.score - score
        ) > loose * points / HUNDRED + min(_slack(claim.money.score), _NEAR):
            yield self.finding(
                claim.at("executed.score"),
                f"执行率得分填{plain(claim.money.score)}，{plain(points)}×{plain(spent)}÷{plain(budget)}={plain(score)}。",
                f"改为{plain(score)}。",
            )


class ExecutionUnexplained(Check):
    """执行率偏低而没有说明原因。"""

    code, level = "K106", Level.IMPROVE
    english = "low execution without a reason"

    def look(self, claim: Claim) -> Iterator[Finding]:
        bound = claim.basis.bound("execution_low")
        said = any(i.deviation for i in claim.project.indicators)
        if claim.rate is not None and claim.rate < bound and not said:
            yield self.finding(
                claim.at("executed.rate"),
                f"预算执行率{plain(half_up(claim.rate))}%，低于{shortest(bound)}%，全表没有一处说明原因。",
                "写明执行偏慢的原因和改进措施。",
            )


class OverBudget(Check):
    """全年执行数大于全年预算数。"""

    code, level, article = "K131", Level.IMPROVE, "预算执行率"
    english = "more spent than the full-year budget"

    def look(self, claim: Claim) -> Iterator[Finding]:
        spent, budget = claim.money.executed, claim.money.adjusted
        if spent is not None and budget and spent > budget:
            yield self.finding(
                claim.at("executed.executed"),
                f"全年执行数{plain(spent)}大于全年预算数{plain(budget)}。",
                "核对两个数；确有追加的，全年预算数应含追加。",
            )


def _nearly_for_nothing(claim: Claim) -> bool:
    """Whether nothing at all was spent and nine tenths of the points are claimed."""
    points = sum((i.weight or Decimal(0) for i in claim.scored), Decimal(0))
    won = sum((i.score or Decimal(0) for i in claim.scored), Decimal(0))
    return claim.rate == 0 and points > 0 and won * 10 >= points * 9


def _parts(claim: Claim, key: str) -> tuple[Decimal | None, list[Decimal]]:
    printed = claim.printed
    assert printed is not None
    found = [printed.amount(f"{part}.{key}") for part in _PARTS]
    return printed.amount(f"total.{key}"), [part for part in found if part is not None]


def _money(claim: Claim) -> tuple[Decimal | None, Decimal | None]:
    """Spent and full-year budget; from the rows below where the total row was left at zero."""
    if claim.money.adjusted or claim.printed is None:
        return claim.money.executed, claim.money.adjusted
    return tuple(sum(_parts(claim, key)[1], Decimal(0)) for key in ("executed", "adjusted"))  # type: ignore[return-value]


def _loose(spent: Decimal, budget: Decimal) -> Decimal:
    """How far in percent the rate of amounts rounded to two places may lie from that of the exact ones."""
    cents = (one.as_tuple().exponent == -2 for one in (spent, budget))
    if not any(cents):
        return Decimal(0)
    return Decimal("0.005") * (HUNDRED + spent * HUNDRED / budget) / budget


def _slack(printed: Decimal) -> Decimal:
    """Half of the last printed place: a number rounded to fewer places is not wrong."""
    exponent = printed.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)
