"""C106: who is asked about what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.words import squeeze
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2

_TWICE = re.compile(r"(?<!不)满意的(?P<who>.{0,12}?)(?:对.{0,16})?满意[度率]")
_NOBODY = re.compile(
    "(?:社会|各界|总体|综合|各方面?|相关|有关|人员|方面|单位|部门|项目|工作|服务|对象|满意|情况|的|对)*满意(?:度|率|程度|情况)(?:指标)?"
)
_GROUP = re.compile(
    "群众|居民|公众|市民|村民|农|民|企业|商户|学生|学员|家长|教师|师生|职工|干警|干部|患者|病人|老年|儿童|妇女|读者|观众|游客|"
    "用户|用水户|户|受益|受检|参训|参会|参加|服务对象|使用|投诉人|当事人|办事|消费者|经营|业主|旅客|乘客|官兵|代表|委员|者|单位|(?<!相关)(?<!有关)(?<=[\\u4e00-\\u9fff]{2})人员"
)

_ASKED = re.compile(
    "满意|好评|差评|评价|评议|评分|得分|投诉|安全感|幸福感|获得感|认可|认同|信任|点赞|支持|口碑|反响|感受|体验|意见|信访|表扬"
)


class SatisfactionGarbled(RowRule):
    """满意度没有说清向谁调查、调查什么。

    “满意的受检满意度”读不通；“满意的受检单位对检查单位的满意度”只问满意的人，当然都满意。
    应当写明调查的对象和问的事，例如“受检单位对检查工作表示满意的份数占有效答卷的比率”。

    反例：
        指标: {二级指标: 服务对象满意度指标, 三级指标: 受检单位满意度, 绩效指标描述: 满意的受检满意度, 指标值: ≥95%}

    正例：
        指标:
          二级指标: 服务对象满意度指标
          三级指标: 受检单位满意度
          绩效指标描述: 受检单位对检查工作的满意度
          指标值: ≥95%
    """

    code, level, kind = "C106", Level.NOTE, Kind.TEXT
    english = "satisfaction of whom with what is garbled"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("财预〔2021〕101号", "满意度指标"))
    item = "scientific"

    def look(self, row: Row) -> Iterator[Finding]:
        bare = squeeze(row.name).replace("服务对象", "")
        vague = (
            row.type2 is Level2.SATISFACTION
            and "服务对象" not in row.name
            and _NOBODY.fullmatch(bare)
        )
        if vague and not _GROUP.search(row.description[:200]):
            yield self.finding(
                row.at("name"),
                f"{shown(row.name)}没有说是谁的满意度。",
                "请写明调查的对象，例如“沿线群众满意度”“受检单位满意度”，描述中写明问什么、怎样算满意。",
            )
            return
        if row.type2 is Level2.SATISFACTION and row.applies and not _ASKED.search(row.name):
            yield self.finding(
                row.at("name"),
                f"{shown(row.name)}是满意度指标，名称里没有说满意不满意。",
                "请写成谁对什么的满意度；考的不是满意度的，移到它自己的类别。",
            )
        found = _TWICE.search(row.description[:200])
        if found and not re.search("占|比率|比例", row.description):
            who = found["who"].split("对")[0] or "服务对象"
            yield self.finding(
                row.at("description"),
                f"{shown(row.name)}的描述{shown(row.description)}先说“满意的”又说“满意度”，没有说清向谁调查、调查什么。",
                f"请改写，例如“{_whole(who, row)}表示满意的份数占有效答卷的比率”。",
            )


def _whole(who: str, row: Row) -> str:
    """The group in full where the name says it: 受检 in 受检单位满意度 → 受检单位."""
    named = re.sub(r"满意度.*$", "", row.name)
    return named if named.startswith(who) else who
