"""C110: a social benefit reaches beyond the office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2

_INNER = re.compile(
    "(?:工作|办案|办公|办事|业务|执法|行政|监管)(?:效率|能力|水平|效能)|业务能力|(?:职工|人员|队伍|干部)(?:业务)?(?:素质|能力|水平)|(?:内部|单位|机关)?管理(?:水平|能力|效能)"
)
_OUTSIDE = re.compile(
    "群众|企业|社会|市场|居民|消费者|学生|患者|农|商户|当事人|服务对象|公众|城市|社区|景区"
)


class InnerEffect(RowRule):
    """社会效益写的是单位自己的效率、能力。

    “提高工作效率”好处在本单位，社会得到了什么没有说；检查项目的效益应当在市场上、在被检查的人身上看得出来。
    培训、办公一类内部项目可以这样写，所以只作建议。

    反例：
        指标: {二级指标: 社会效益指标, 三级指标: 提升工作效率, 绩效指标描述: 提升处理工作效率, 指标值: 较上一年度提升}

    正例：
        指标: {二级指标: 社会效益指标, 三级指标: 群众办事平均等候时间, 指标值: ≤10分钟}
    """

    code, level, kind = "C110", Level.IMPROVE, Kind.TEXT
    english = "benefit is the office's own efficiency"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标设置思路"))
    item = "scientific"

    def look(self, row: Row) -> Iterator[Finding]:
        inner = _INNER.search(row.name) if row.type2 is Level2.SOCIAL else None
        if inner and row.target.is_words and not _OUTSIDE.search(row.name + row.description[:80]):
            yield self.finding(
                row.at("name"),
                f"社会效益{shown(row.name)}说的是本单位的“{inner.group()}”，没有说社会得到什么。",
                "请写项目做成以后服务对象或者市场有什么变化，例如办理时间缩短多少、投诉减少多少。",
            )
