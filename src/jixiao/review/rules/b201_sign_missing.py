"""B201: a number needs its sign."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.law.shelf import cite
from jixiao.plan.finding import Finding
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import Better, TargetKind, TargetNote


class SignMissing(RowRule):
    """指标值没有写符号。

    “30家”是至少30家，还是正好30家？没有符号时按“等于”理解，自评多做了算不算完成就会有争议。
    “100%”和“0次”本来就不能再多、不能再少，不写符号不算问题。

    反例：
        指标: {三级指标: 检查注册企业数量, 二级指标: 数量指标, 指标值: 30家}

    正例：
        指标: {三级指标: 检查注册企业数量, 二级指标: 数量指标, 指标值: ≥30家}
    """

    code, level, kind = "B201", Level.NOTE, Kind.NUMBER
    english = "target value without a comparison sign"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("财预〔2021〕101号", "指标值"))

    def look(self, row: Row) -> Iterator[Finding]:
        target = row.target
        if target.kind is not TargetKind.NUMBER or TargetNote.SIGN_MISSING not in target.notes:
            return
        if target.value == 0 or (target.unit == "%" and target.value == 100):
            return
        yield self.finding(
            row.at("target"),
            f"{shown(row.name)}的指标值{shown(target.raw)}没有写符号，只能按“等于”理解。",
            f"请写明符号，{_proposal(row)}。",
        )


def _proposal(row: Row) -> str:
    bare = row.target.canonical.removeprefix("=")
    if row.target.better is Better.LOWER:
        return f"例如“≤{bare}”"
    if row.target.better is Better.EXACT:
        return f"例如“={bare}”，可以超过的写“≥{bare}”"
    return f"例如“≥{bare}”"
