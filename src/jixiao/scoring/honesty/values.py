"""K113–K119, K133: the actual values of a self-evaluation, by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.plan.model import Indicator
from jixiao.plan.money import shortest
from jixiao.plan.words import squeeze
from jixiao.scoring.flags import Flag
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.scoring.readings import is_blank
from jixiao.terms.findings import Level
from jixiao.terms.targets import Dimension

_FEWEST = 3


class ActualEqualsTargetEverywhere(Check):
    """定量指标的实际完成值个个等于目标。

    几条数不差分毫地都等于目标，像是把目标抄了一遍。
    """

    code, level, weight = "K113", Level.IMPROVE, 3
    english = "every actual value equals its target"

    def look(self, claim: Claim) -> Iterator[Finding]:
        known = [(i, n) for i in claim.project.indicators if (n := claim.number(i)) is not None]
        open_ended = [
            (i, n) for i, n in known if not (i.target.unit == "%" and i.target.value == 100)
        ]
        if len(open_ended) >= _FEWEST and all(n == i.target.value for i, n in known):
            yield self.finding(
                claim.at("actual", known[0][0]), f"{len(known)}条定量指标的实际完成值全都正好等于目标。",
                "逐条用台账核对实际完成值。", also=[claim.at("actual", i) for i, _ in known[1:]],
            )  # fmt: skip


class SignCopied(Check):
    """实际完成值带着目标的符号。"""

    code, level, weight = "K114", Level.RETURN, 2
    english = "an actual value with the target's sign"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one, made in claim.rows():
            if Flag.SIGN_COPIED in made.flags:
                yield self.finding(
                    claim.at("actual", one), f"“{one.name}”的实际完成值填“{one.actual}”，是抄的目标，不是实际。",
                    "填实际完成的数。",
                )  # fmt: skip


class ScoreWithoutActual(Check):
    """没有实际完成值，却有得分。"""

    code, level, weight = "K115", Level.RETURN, 3
    english = "a score without an actual value"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one in claim.scored:
            if one.score and is_blank(one.actual):
                yield self.finding(
                    claim.at("actual", one), f"“{one.name}”得了{shortest(one.score)}分，没有实际完成值。",
                    "补填实际完成值；没有完成的，得分改为0。",
                )  # fmt: skip


class PlaceholderEverywhere(Check):
    """几条不同的指标填着同一个数。

    目标、单位各不相同，实际值却是同一个数，像是随手填的。
    """

    code, level, weight = "K116", Level.RETURN, 3
    english = "one and the same number everywhere"

    def look(self, claim: Claim) -> Iterator[Finding]:
        filled = [
            i for i in claim.project.indicators
            if any(c.isdigit() for c in i.actual or "") and not _is_all_of_a_share(i)
        ]  # fmt: skip
        pairs = Counter(squeeze(i.actual).rstrip("%") for i in filled)
        for text, times in pairs.most_common(1):
            same = [i for i in filled if squeeze(i.actual).rstrip("%") == text]
            targets = {i.target.value for i in same}  # 1套、1份、1次都做到一，是真的
            if times >= _FEWEST and len(targets) >= _FEWEST and times * 2 > len(filled):
                yield self.finding(
                    claim.at("actual", same[0]), f"{times}条目标不同的指标，实际完成值都填“{text}”。",
                    "逐条填真正的实际完成值。", also=[claim.at("actual", i) for i in same[1:]],
                )  # fmt: skip


def _is_all_of_a_share(one: Indicator) -> bool:
    """Whether a hundred answers a share: several true 100 % are no placeholder."""
    share = one.target.dimension is Dimension.SHARE or one.name.endswith("率")
    return share and squeeze(one.actual).rstrip("%") in ("100", "100.0", "100.00")


class WordsRepeated(Check):
    """指标名称、目标、实际说的是同一个词。

    三格都填“可持续”，等于什么也没有说，不能据以给分。
    """

    code, level, weight = "K117", Level.RETURN, 2
    english = "name, target and actual are one word"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one in claim.project.indicators:
            said = {squeeze(t) for t in (one.target.raw, one.actual) if t}
            name = squeeze(one.name)
            if (
                len(said) == 1
                and one.actual
                and (said == {name} or next(iter(said)) in squeeze(one.level2)[:3])
            ):
                yield self.finding(
                    claim.at("actual", one), f"指标“{one.name}”的目标和实际都填“{one.actual}”，没有说出做到了什么。",
                    "写明可以核对的影响，或者删去这条指标。",
                )  # fmt: skip


class RowTwice(Check):
    """同一条指标填了两行，各得一份分。"""

    code, level, weight = "K133", Level.IMPROVE, 2
    english = "one indicator on two rows, with points for each"

    def look(self, claim: Claim) -> Iterator[Finding]:
        rows: dict[tuple[str, ...], list[Indicator]] = {}
        for one in claim.scored:
            said = (one.level2 or "", one.name, one.target.raw, one.actual or "")
            if one.name and one.actual:
                rows.setdefault(tuple(map(squeeze, said)), []).append(one)
        for first, *more in (same for same in rows.values() if len(same) > 1):
            yield self.finding(
                claim.at("name", first), f"“{first.name}”的目标和实际一字不差地填了{len(more) + 1}行，每行都得了分。",
                "合成一行，分值按批复的算；确是两件事的，名称写清楚。",
                also=[claim.at("name", one) for one in more],
            )  # fmt: skip


class DeviationUnexplained(Check):
    """偏差大而没有写原因。"""

    code, level = "K118", Level.IMPROVE
    english = "a large deviation without a reason"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one, made in claim.rows():
            far = Flag.OVER_ACHIEVED in made.flags or Flag.COMPLETION_LOW in made.flags
            if far and is_blank(one.deviation) and made.ratio is not None:
                yield self.finding(
                    claim.at("deviation", one),
                    f"“{one.name}”目标{one.target.raw}，实际{one.actual}，完成{shortest(made.ratio * 100)}%，"
                    "没有写偏差原因。",
                    "写明原因；目标定低了的，说明并酌减得分。",
                )  # fmt: skip


class ResultsCopied(Check):
    """实际完成情况照抄预期目标。"""

    code, level, weight = "K119", Level.IMPROVE, 1
    english = "results copied from the goals"

    def look(self, claim: Claim) -> Iterator[Finding]:
        if claim.printed is None:
            return
        goals, results = (squeeze(claim.printed.text(k)) for k in ("goals", "results"))
        if goals and goals == results:
            yield self.finding(
                claim.at("results"),
                "实际完成情况与预期目标一字不差。",
                "写实际做成了什么，用数说明。",
            )
