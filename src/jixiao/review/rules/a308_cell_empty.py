"""A308: a cell that the form asks for is filled in where its neighbours are."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row, Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import TargetKind

#: Fields of a row with their labels; a column that is blank throughout is not of this form.
_ASKED = (("level2", "二级指标"), ("description", "绩效指标描述"), ("basis", "指标值确定依据"))


class CellEmpty(ProjectRule):
    """必填的格空着。

    同一张表里别的行都填了，只有这一行空着：多半是漏填。一句空话要改，一个空格更要补。
    整列都没有填的，多半是这种表样没有这一栏，不判。

    反例：
        指标:
          - {三级指标: 检查次数, 指标值: ≥30次, 指标值确定依据: 双随机抽查计划第二项}
          - {三级指标: 抽检批次, 指标值: ≥50批次, 指标值确定依据: 抽检计划第一项}
          - {三级指标: 培训人次, 指标值: ≥60人次}

    正例：
        指标:
          - {三级指标: 检查次数, 指标值: ≥30次, 指标值确定依据: 双随机抽查计划第二项}
          - {三级指标: 抽检批次, 指标值: ≥50批次, 指标值确定依据: 抽检计划第一项}
          - {三级指标: 培训人次, 指标值: ≥60人次, 指标值确定依据: 培训计划第三项}
    """

    code, level, kind = "A308", Level.IMPROVE, Kind.STRUCTURE
    english = "a cell left empty among filled ones"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"),)
    item = "complete"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        rows = [r for r in sheet.rows if r.applies and r.target.kind is not TargetKind.NONE]
        for field, label in _ASKED:
            empty = [r for r in rows if not _text(r, field)]
            # 多数行都填了，才看得出空着的是漏了
            if empty and len(empty) * 3 <= len(rows):
                names = "、".join(shown(r.name) for r in empty[:3])
                yield self.finding(
                    empty[0].at(field),
                    f"{names}{'等' if len(empty) > 3 else ''}的{label}空着，别的行都填了。",
                    f"请补上{label}；确实没有的，写明原因。",
                    also=[r.at(field) for r in empty[1:]],
                )


def _text(row: Row, field: str) -> str:
    return str(getattr(row.indicator, field) or "").strip()
