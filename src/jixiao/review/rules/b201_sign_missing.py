"""B201: a number needs its sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.findings.finding import Finding, Where
from jixiao.law.shelf import cite
from jixiao.review.examination import Row, Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import Better, TargetKind, TargetNote

_EACH = 3
_SAID_ELSEWHERE = {
    TargetNote.UNIT_MISSING,
    TargetNote.SIGN_MAY_BE_READ_AS_TWO,
    TargetNote.DATE_SERIAL,
}


class SignMissing(ProjectRule):
    """指标值没有写符号。

    “30家”是至少30家，还是正好30家？没有符号时按“等于”理解，自评多做了算不算完成就会有争议。
    “100%”和“0次”本来就不能再多、不能再少，不写符号不算问题。
    一个项目里有四条以上都没有写的，合成一条；连单位也没有的由B203一并说。

    反例：
        指标: {三级指标: 检查注册企业数量, 二级指标: 数量指标, 指标值: 30家}

    正例：
        指标: {三级指标: 检查注册企业数量, 二级指标: 数量指标, 指标值: ≥30家}
    """

    code, level, kind = "B201", Level.NOTE, Kind.NUMBER
    english = "target value without a comparison sign"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("财预〔2021〕101号", "指标值"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        bare = [row for row in sheet.rows if row.applies and _is_bare(row)]
        if len(bare) <= _EACH:
            yield from (self._finding(row, "没有写符号，只能按“等于”理解") for row in bare)
        else:
            count = f"等{len(bare)}条指标都没有写符号，只能按“等于”理解"
            yield self._finding(bare[0], count, also=[row.at("target") for row in bare[1:]])

    def _finding(self, row: Row, what: str, also: Iterable[Where] = ()) -> Finding:
        fault = f"{shown(row.name)}的指标值{shown(row.target.raw)}{what}。"
        remedy = f"请写明符号，{_proposal(row)}。"
        return self.finding(row.at("target"), fault, remedy, also, to=_signed(row))


def _is_bare(row: Row) -> bool:
    """A number without a sign that is not explained otherwise (B203, B211) or by itself."""
    target = row.target
    if target.kind is not TargetKind.NUMBER or TargetNote.SIGN_MISSING not in target.notes:
        return False
    whole = target.value == 0 or (target.unit == "%" and target.value == 100)
    return not whole and not _SAID_ELSEWHERE & set(target.notes)


def _signed(row: Row) -> str:
    """The target with the sign that suits its nature."""
    folded = TargetNote.MULTIPLIER_FOLDED in row.target.notes  # 550万粒 is not to become 5500000粒
    bare = row.target.raw if folded else row.target.canonical.removeprefix("=")
    if row.target.better is Better.LOWER:
        return f"≤{bare}"
    return f"={bare}" if row.target.better is Better.EXACT else f"≥{bare}"


def _proposal(row: Row) -> str:
    signed = _signed(row)
    if signed.startswith("="):
        return f"例如“{signed}”，可以超过的写“≥{signed[1:]}”"
    return f"例如“{signed}”"
