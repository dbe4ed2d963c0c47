"""K107–K112, K132: points and sums of a self-evaluation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.plan.money import plain
from jixiao.scoring.exact import HUNDRED
from jixiao.scoring.flags import Flag
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level

#: The stock phrases of the form, by the bands of the pack.
_BANDS = {
    "unmet": re.compile("未(?:达成|完成)"),
    "partly": re.compile("部分(?:达成|完成)"),
    "met": re.compile("(?:全部|基本)?(?:达成|完成)(?:年度|预期)(?:指标|目标)"),
}


class ScoreOutOfRange(Check):
    """得分超过分值，或者是负数。"""

    code, level, article, weight = "K107", Level.RETURN, "自评得分", 2
    english = "a score beyond its points"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one in claim.scored:
            assert one.score is not None
            if one.score < 0 or (one.weight is not None and one.score > one.weight):
                points = "没有分值" if one.weight is None else f"分值{plain(one.weight)}"
                yield self.finding(
                    claim.at("score", one), f"“{one.name}”得分{plain(one.score)}，{points}。",
                    "得分应在0到分值之间。",
                )  # fmt: skip


class TotalNotTheSum(Check):
    """总分不等于各项得分之和。"""

    code, level, article, weight = "K108", Level.RETURN, "自评得分", 2
    english = "the total is not the sum"

    def look(self, claim: Claim) -> Iterator[Finding]:
        printed = claim.printed.amount("sum.score") if claim.printed else None
        money = claim.money.score
        points = claim.money.points if claim.money.points is not None else Decimal(10)
        if printed is None or not claim.scored:
            return
        parts = sum((i.score or Decimal(0) for i in claim.scored), Decimal(0))
        added = parts + (money if money is not None and money <= points else Decimal(0))
        if printed != added:
            yield self.finding(
                claim.at("sum.score"),
                f"总分填{plain(printed)}，预算执行率和{len(claim.scored)}条指标的得分相加是{plain(added)}。",
                "核对各项得分后重新相加。",
            )


class WeightsNotHundred(Check):
    """分值相加不是一百分。"""

    code, level, article = "K109", Level.RETURN, "自评指标与权重"
    english = "points do not add up to a hundred"

    def look(self, claim: Claim) -> Iterator[Finding]:
        weights = [i.weight for i in claim.project.indicators if i.weight is not None]
        points = claim.money.points if claim.money.points is not None else Decimal(10)
        added = sum(weights, points)
        if weights and added != HUNDRED:
            yield self.finding(
                claim.at("indicators.weight"),
                f"指标分值合计{plain(added - points)}，加预算执行率{plain(points)}为{plain(added)}分，不是100分。",
                "调整分值，使合计为100分；表格如有缺页，先补全。",
            )


class ScoreNotByRule(Check):
    """得分比按完成值算出来的高。

    定量指标没有完成的，按完成值与指标值的比例得分。
    """

    code, level, article, weight = "K110", Level.RETURN, "自评得分", 3
    english = "a score above what its own actual value gives"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one, made in claim.rows():
            if one.score is None or made.points is None or Flag.JUDGED in made.flags:
                continue
            if (
                one.weight is not None
                and one.score > made.points
                and not _is_rounded(one.score, made.points)
            ):
                yield self.finding(
                    claim.at("score", one),
                    f"“{one.name}”得分填{plain(one.score)}，按规则是{plain(made.points)}：{made.why}。",
                    f"改为{plain(made.points)}，或者更正实际完成值。",
                )


class ScoreBelowRule(Check):
    """得分比按完成值算出来的低，没有说明。"""

    code, level, article, weight = "K111", Level.NOTE, "自评得分", 0
    english = "a score below what its own actual value gives"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one, made in claim.rows():
            if (
                one.score is None
                or made.points is None
                or Flag.JUDGED in made.flags
                or one.deviation
            ):
                continue
            if one.score < made.points and not _is_rounded(one.score, made.points):
                yield self.finding(
                    claim.at("score", one),
                    f"“{one.name}”目标{one.target.raw}，实际{one.actual}，按规则得{plain(made.points)}分，"
                    f"只填了{plain(one.score)}分，没有说明。",
                    "说明为什么扣分，或者改正得分。",
                )


class AllWordsFull(Check):
    """定性指标没有一条扣分。

    定性指标分三档评定；条条满分，多半没有真的评。
    """

    code, level, article = "K112", Level.NOTE, "定性指标评分"
    english = "every indicator in words has full marks"

    def look(self, claim: Claim) -> Iterator[Finding]:
        words = [
            i for i, made in claim.rows() if Flag.TO_BE_JUDGED in made.flags and i.score is not None
        ]
        if len(words) >= 3 and all(map(claim.is_full, words)):
            yield self.finding(
                claim.at("score", words[0]), f"{len(words)}条定性指标全部满分，没有写评到哪一档。",
                "逐条写明达到哪一档，凭什么。", also=[claim.at("score", i) for i in words[1:]],
            )  # fmt: skip


class ScoreOutsideBand(Check):
    """定性指标的得分不在所写的档次里。

    “部分达成”给满分，“未达成”给八成，话和分总有一个不对。
    """

    code, level, article, weight = "K132", Level.RETURN, "定性指标评分", 2
    english = "a score outside the band its own words name"

    def look(self, claim: Claim) -> Iterator[Finding]:
        bands = claim.basis.rules.bands
        for one, made in claim.rows():
            key = _band_of(one.actual or "")
            if (
                Flag.TO_BE_JUDGED not in made.flags
                or not key
                or one.score is None
                or not one.weight
            ):
                continue
            band, percent = bands[key], one.score * HUNDRED / one.weight
            if not band.low <= percent <= band.high:
                yield self.finding(
                    claim.at("score", one),
                    f"“{one.name}”的实际填“{one.actual}”，分值{plain(one.weight)}，得分{plain(one.score)}，"
                    f"不在{band.words}之间。",
                    "按做到的程度改正所写的档次，或者改正得分。",
                )


def _band_of(said: str) -> str | None:
    """The band whose stock phrase of the form is written."""
    return next((key for key, words in _BANDS.items() if words.match(said)), None)


def _is_rounded(claimed: Decimal, exact: Decimal) -> bool:
    """Whether the claimed points are the exact ones rounded to the places printed."""
    exponent = claimed.as_tuple().exponent
    assert isinstance(exponent, int)
    return (
        abs(claimed - exact) <= Decimal(5).scaleb(min(exponent, 0) - 1) if exponent < 0 else False
    )
