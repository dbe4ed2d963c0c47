"""A205: a benefit is looked at from more than one side."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet, short_of
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level1, Level2


class BenefitOneSocial(ProjectRule):
    """效益指标只有一条社会效益。

    效益有经济、社会、生态几个方面，只设一条社会效益，又常是一句口号，项目好在哪里就看不出来。
    合适的才设，不必样样都有，所以只作提示。

    反例：
        指标:
          - {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次}
          - {二级指标: 社会效益指标, 三级指标: 维护市场秩序, 指标值: 有效提升}

    正例：
        指标:
          - {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次}
          - {二级指标: 社会效益指标, 三级指标: 不合格商品下架率, 指标值: ≥98%}
          - {二级指标: 可持续影响指标, 三级指标: 复查合格率, 指标值: ≥95%}
    """

    code, level, kind = "A205", Level.NOTE, Kind.STRUCTURE
    english = "one social benefit only"
    cites = (cite("财预〔2021〕101号", "指标类型"), cite("财预〔2015〕88号", "绩效指标"))
    item = "scientific"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        benefits = [r for r in sheet.rows if r.type1 is Level1.BENEFIT and r.applies]
        if len(benefits) != 1 or benefits[0].type2 is not Level2.SOCIAL:
            return
        (only,) = benefits
        counted = not only.target.is_words and only.target.value != 0
        yield self.finding(
            only.at("level2"),
            f"项目{shown(short_of(sheet.project))}的效益只有一条社会效益{shown(only.name)}。",
            _OTHERS if counted else _SEEN,
        )


_SEEN = "请想一想有没有看得见、数得出的效益：省了多少钱、少了多少起、改善了多少户；合适的补上一条。"
_OTHERS = "请想一想有没有经济、生态方面的效益，以后几年还管不管用；合适的补上一条，没有的不必补。"
