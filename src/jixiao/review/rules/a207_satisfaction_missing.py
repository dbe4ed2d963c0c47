"""A207: those who are served are asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet, short_of
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level1

_SERVED = re.compile(
    "群众|居民|村民|农户|学生|患者|老年人|残疾人|消费者|企业|商户|经营者|补贴|补助|救助|惠民|便民|培训|学员|服务对象"
)


class SatisfactionMissing(ProjectRule):
    """直接服务群众的项目没有设满意度。

    项目的名称、用途、目标里说到了服务的人，却没有一条满意度，服务得好不好就没有人问。
    内部事务、还本付息一类没有直接服务对象的项目，不必设，也不判。

    反例：
        项目名称: 高龄老年人补贴
        绩效目标: 按月为全县80岁以上老年人发放补贴
        指标:
          - {二级指标: 数量指标, 三级指标: 发放人数, 指标值: ≥3000人}
          - {二级指标: 社会效益指标, 三级指标: 政策知晓率, 指标值: ≥90%}

    正例：
        项目名称: 高龄老年人补贴
        绩效目标: 按月为全县80岁以上老年人发放补贴
        指标:
          - {二级指标: 数量指标, 三级指标: 发放人数, 指标值: ≥3000人}
          - {二级指标: 社会效益指标, 三级指标: 政策知晓率, 指标值: ≥90%}
          - {二级指标: 满意度指标, 三级指标: 领取人满意度, 指标值: ≥95%}
    """

    code, level, kind = "A207", Level.NOTE, Kind.STRUCTURE
    english = "project for people without satisfaction"
    cites = (cite("财预〔2021〕101号", "指标类型"), cite("财预〔2015〕88号", "绩效指标"))
    item = "scientific"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        types = {row.type1 for row in sheet.rows}
        whole = {Level1.OUTPUT, Level1.BENEFIT} <= types and None not in types
        if not whole or Level1.SATISFACTION in types or "满意" in sheet.text:
            return
        project = sheet.project
        served = _SERVED.search(
            f"{project.name[:80]}{(project.use or '')[:300]}{'；'.join(project.goals)[:600]}"
        )
        if served:
            yield self.finding(
                sheet.at("indicators"),
                f"项目{shown(short_of(project))}说到了“{served.group()}”，却没有设满意度指标。",
                "请补一条服务对象满意度，写明问谁、怎样调查；确无直接服务对象的，说明即可。",
            )
