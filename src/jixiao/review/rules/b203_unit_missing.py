"""B203: a number needs its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.target import Target
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import is_share_name, shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import TargetKind, TargetNote

_COUNTED = re.compile(
    r"(人次|批次|户次|场次|台次|人天|课时|人数|次数|户数|件数|家数|个数|期数|篇数|份数)"
)

_WHOLE_SHARE = 100
_NOUNS = {"人员": "人", "车辆": "辆"}


class UnitMissing(RowRule):
    """指标值缺计量单位。

    只有数字、没有单位的指标值无从考核：“≥50”可以是50人次、50人，也可以是50%，
    到年底自评时怎么算都说得通。名称或描述里已经点明单位的，按它补上即可。

    反例：
        指标: {三级指标: 培训参加人次, 绩效指标描述: 参加培训的人次, 指标值: ≥50}

    正例：
        指标: {三级指标: 培训参加人次, 绩效指标描述: 参加培训的人次, 指标值: ≥50人次}
    """

    code, level, kind = "B203", Level.RETURN, Kind.NUMBER
    english = "target value without a unit"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("财预〔2021〕101号", "指标值"))

    def look(self, row: Row) -> Iterator[Finding]:
        target = row.target
        slip = TargetNote.DATE_SERIAL in target.notes  # B211 says it
        decimal = is_share_name(row.name) and 0 < (target.value or 0) < 1  # B215 says it
        missing = target.kind is TargetKind.NUMBER and TargetNote.UNIT_MISSING in target.notes
        if missing and not slip and not decimal:
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的指标值{shown(target.raw)}只有数字，没有计量单位{_sign(target)}。",
                f"请补上{_proposal(row)}。",
                to=_whole(row),
            )


def _sign(target: Target) -> str:
    return "，也没有符号" if TargetNote.SIGN_MISSING in target.notes else ""


def _proposal(row: Row) -> str:
    unsigned = TargetNote.SIGN_MISSING in row.target.notes
    what = "符号和计量单位" if unsigned else "计量单位"
    whole = _whole(row)
    if whole:
        return f"{what}，例如“{whole}”"
    lasting = re.search("时间|周期|期限|时限|时长", row.name)
    return f"{what}，写明是多少{'天、多少个月' if lasting else '次、多少家、多少件或者百分之几'}"


def _whole(row: Row) -> str | None:
    """The target with the unit that is said, or ``None``."""
    unit = _unit_said(row)
    if unit is None:
        return None
    if TargetNote.SIGN_MISSING not in row.target.notes:
        return f"{row.target.canonical}{unit}"
    most = unit == "%" and row.target.value == _WHOLE_SHARE  # 比率没有百分之百以上的
    return f"{'=' if most else '≥'}{row.target.canonical.removeprefix('=')}{unit}"


def _unit_said(row: Row) -> str | None:
    """The unit that name or description says, or ``None``."""
    if is_share_name(row.name):
        return "%"
    named = next((unit for noun, unit in _NOUNS.items() if noun in row.name), None)
    found = _COUNTED.search(row.name) or _COUNTED.search(row.description)
    return found[1].removesuffix("数") if found else named
