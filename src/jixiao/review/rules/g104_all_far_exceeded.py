"""G104: what all exceed was set too low."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import half_up, shortest
from jixiao.review.examination import Examination, Sheet, short_of
from jixiao.review.results import reached
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.review.years import looser, pairs, same_year
from jixiao.terms.findings import Kind, Level

_LEAST, _FAR = 3, Decimal(120)


class AllFarExceeded(Rule):
    """上年全部大幅超额，今年没有提高。

    一个项目的每条数字指标都超过目标两成以上，说明目标整个定低了；今年原样再用，还是不用努力就完成。
    上年至少有三条可比的指标才判。

    反例：
        年度: 2024
        项目名称: 培训
        指标: &rows
          - {二级指标: 数量指标, 三级指标: 培训期数, 指标值: ≥2期}
          - {二级指标: 数量指标, 三级指标: 培训人次, 指标值: ≥50人次}
          - {二级指标: 数量指标, 三级指标: 印发资料, 指标值: ≥100份}
        上年:
          年度: 2023
          项目名称: 培训
          指标:
            - {二级指标: 数量指标, 三级指标: 培训期数, 指标值: ≥2期, 实际完成值: 4期}
            - {二级指标: 数量指标, 三级指标: 培训人次, 指标值: ≥50人次, 实际完成值: 80人次}
            - {二级指标: 数量指标, 三级指标: 印发资料, 指标值: ≥100份, 实际完成值: 130份}

    正例：
        年度: 2024
        项目名称: 培训
        指标: [{二级指标: 数量指标, 三级指标: 培训期数, 指标值: ≥4期}]
        上年:
          年度: 2023
          项目名称: 培训
          指标: [{二级指标: 数量指标, 三级指标: 培训期数, 指标值: ≥2期, 实际完成值: 4期}]
    """

    code, level, kind = "G104", Level.IMPROVE, Kind.YEARS
    english = "all results far above targets last year, none raised"
    cites = (cite("预算法", "第三十二条"), cite("财预〔2020〕10号", "偏离度"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        for sheet, then in () if same_year(exam) else pairs(exam):
            done = [r for row in then.rows if (r := reached(row))]
            if (
                len(done) >= _LEAST
                and all(r.percent >= _FAR for r in done)
                and _not_raised(exam, sheet, then)
            ):
                least = min(r.percent for r in done)
                yield self.finding(
                    sheet.at("indicators"),
                    f"项目{shown(short_of(sheet.project))}上年{len(done)}条数字指标全部超额，"
                    f"最少的也完成了{shortest(half_up(least, 0))}%，今年的指标值没有提高。",
                    "请按上年实际提高指标值；确需维持的，在依据中写明原因。",
                )


def _not_raised(exam: Examination, sheet: Sheet, then: Sheet) -> bool:
    known = list(exam.earlier.rows(sheet, then)) if exam.earlier else []
    return bool(known) and all(not looser(e.target, r.target) for r, e in known)
