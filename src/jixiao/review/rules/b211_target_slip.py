"""B211: slips of copying and recognising."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination, Row
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import TargetKind, TargetNote

_NOTES = {
    TargetNote.DATE_SERIAL: "像是表格软件里日期的内部序号",
    TargetNote.SIGN_MAY_BE_READ_AS_TWO: "首位的“2”像是“≥”识别错了",
    TargetNote.SEVERAL_VALUES: "一格里有几个值",
    TargetNote.UNIT_CONFLICT: "与单位栏的单位不一致",
    TargetNote.SIGN_DOUBLED: "符号写了两遍",
}


class TargetSlip(Rule):
    """指标值像是录入错了。

    日期变成五位数、“≥92%”识别成“292%”、符号写了两遍，都是录入、复制、识别时常见的错，公开之后很显眼。

    反例：
        指标: {二级指标: 时效指标, 三级指标: 完成时间, 指标值: "44561"}

    正例：
        指标: {二级指标: 时效指标, 三级指标: 完成时间, 指标值: 2021年12月31日前}
    """

    code, level, kind = "B211", Level.IMPROVE, Kind.NUMBER
    english = "target value that looks like a slip"
    cites = (cite("财预〔2015〕88号", "附件：申报表"), cite("财预〔2021〕101号", "指标值"))
    item = "complete"

    def check(self, exam: Examination) -> Iterator[Finding]:
        for row in exam.rows:
            yield from self._look(row, exam.plan.year)

    def _look(self, row: Row, year: int | None) -> Iterator[Finding]:
        target = row.target
        seen = [words for note, words in _NOTES.items() if note in target.notes]
        if seen and target.kind is not TargetKind.UNCLEAR:
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的指标值{shown(target.raw)}{'，'.join(seen)}。",
                f"请核对原文后改正{_proposal(row)}。",
                to=None if _needs_more(row, year) else _right(row),
            )


def _right(row: Row) -> str | None:
    """What was meant, where it can be worked out."""
    target = row.target
    if TargetNote.DATE_SERIAL in target.notes and target.value is not None:
        day = date(1899, 12, 30) + timedelta(days=int(target.value))
        return f"{day.year}年{day.month}月{day.day}日前"
    if TargetNote.SIGN_MAY_BE_READ_AS_TWO in target.notes:
        return f"≥{target.canonical.removeprefix('=')[1:]}"
    return target.canonical if TargetNote.SIGN_DOUBLED in target.notes else None


def _needs_more(row: Row, year: int | None) -> bool:
    """Whether more than this cell must be mended: a result beside it, a date of another year."""
    serial = TargetNote.DATE_SERIAL in row.target.notes
    other = serial and year is not None and not (_right(row) or "").startswith(f"{year}年")
    return other or bool(row.indicator.actual)


def _proposal(row: Row) -> str:
    right = _right(row)
    if right and TargetNote.DATE_SERIAL in row.target.notes:
        return f"，序号对应的日期是{right.removesuffix('前')}"
    return f"，例如“{right}”" if right else ""
