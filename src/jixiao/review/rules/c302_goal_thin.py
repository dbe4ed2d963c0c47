"""C302: a goal says what will be there at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import parts_of, shown
from jixiao.terms.findings import Kind, Level

_EMPTY_PART = re.compile(
    r"(?:按[\u4e00-\u9fff]{0,8}?)?(?:保质保量|圆满|全面|按时|按期|高质量)?"
    r"(?:完成|做好|抓好|开展好?|落实好?)[\u4e00-\u9fff、]{0,14}?(?:任务|目标|工作|计划|要求|事项|安排)"
    r"|(?:通过[^，,。；]{0,20}[，,])?(?:切实|有效|全力)?(?:保障|保证|确保|维持)[\u4e00-\u9fff、]{0,14}?"
    r"(?:工作|机构|单位|机关|部门|职能|业务|经费|人员经费|项目)?(?:的)?"
    r"(?:正常|顺利|有序|平稳|高效|有效)?(?:运转|运行|开展|进行|实施|推进|履职|实现|落实|经费|需要|支出)"
)
_SHORT, _SLOGANS = 10, 20
_SLOGAN = re.compile(
    "(?:进一步|不断|切实|有效)*(?:加强|提升|提高|保护|促进|推进|维护|改善|优化|推动|营造|增强|强化|完善|深化|构建|服务)"
)


class GoalThin(ProjectRule):
    """绩效目标太空。

    “完成监管目标”“完成年度任务”没有说做什么、做多少、做到什么程度，任何项目都可以这样写。
    写了数字的不算空。

    反例：
        绩效目标: 1、完成监管目标，2、营造良好的营商环境

    正例：
        绩效目标: 1、办理案件100件以上，2、投诉举报按期办结率达到95%
    """

    code, level, kind = "C302", Level.NOTE, Kind.TEXT
    english = "goal without content"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("预算法实施条例", "第二十条"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        parts = parts_of(sheet.project.goals)
        counted = any(re.search(r"\d", part) for part in parts)
        thin = [p for p in parts if _is_thin(p, counted)]
        if (
            not thin
            and len(parts) == 1
            and len(parts[0]) < _SHORT
            and not re.search(r"\d", parts[0])
        ):
            thin = parts
        if thin:
            yield self.finding(
                sheet.at("goals"),
                f"绩效目标{'、'.join(shown(p) for p in thin[:4])}没有说做什么、做到什么程度。",
                "请写明要做的事、数量和程度，例如办理多少件、抽检多少批次、达到什么比率。",
            )


def _is_thin(part: str, counted: bool) -> bool:
    """Whether every clause of a sub-goal could stand in any project's table."""
    clauses = [c for c in re.split(r"[，,。；;]", part) if c.strip()]
    if not clauses:
        return False
    slogans = not counted and len(part) <= _SLOGANS
    return all(_EMPTY_PART.fullmatch(c.strip()) for c in clauses) or (
        slogans and all(_SLOGAN.match(c.strip()) for c in clauses)
    )
