"""D104: an effect is not the output said again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.review.examination import Row, Sheet, grouped
from jixiao.review.rule import ProjectRule
from jixiao.review.words import core_of, pairs_of, shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level1

_DONE = re.compile("^(?:完成|开展|实施|新增)|(?:数|处数|家数|户数|场次)$")
_SHARED, _FOLLOWED = 2, 12


class EffectRepeatsOutput(ProjectRule):
    """效益指标重复了产出指标。

    产出是做了什么，效益是做了以后有什么变化。同一件事在产出和效益里各写一遍，等于没有效益。
    名称去掉“完成”“数”以后相同，或者指标值相同而名称大半相同的，都算。

    反例：
        指标:
          - {二级指标: 数量指标, 三级指标: 培训人次, 指标值: ≥50人次}
          - {二级指标: 社会效益指标, 三级指标: 培训人次, 指标值: ≥50人次}

    正例：
        指标:
          - {二级指标: 数量指标, 三级指标: 培训人次, 指标值: ≥50人次}
          - {二级指标: 社会效益指标, 三级指标: 执法案卷合格率, 指标值: ≥95%}
    """

    code, level, kind = "D104", Level.IMPROVE, Kind.INDICATORS
    english = "benefit repeats an output"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标类型"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        outputs = [r for r in sheet.rows if r.type1 is Level1.OUTPUT and r.applies]
        named = {_bare(r): r for r in reversed(outputs)}
        targeted = grouped(outputs, lambda r: r.target.canonical)
        for row in sheet.rows:
            effect = row.type1 is Level1.BENEFIT and bool(row.name)
            output = (named.get(_bare(row)) or _same_number(row, targeted)) if effect else None
            if output:
                yield self.finding(
                    row.at("name"),
                    f"效益指标{shown(row.name)}与产出指标{shown(output.name)}说的是同一件事。",
                    "请改写做成以后带来的变化：谁得到了什么好处、什么情况有了改善。",
                    also=[output.at("name")],
                )


def _bare(row: Row) -> str:
    """The name without what only says that something is done or counted."""
    return _DONE.sub("", core_of(row.name)) or row.key


def _same_number(row: Row, targeted: dict[str, list[Row]]) -> Row | None:
    """The output with that very target and much the same name."""
    if row.target.value is None or row.target.unit in (None, "%"):
        return None
    same = targeted.get(row.target.canonical, [])[:_FOLLOWED]
    words = pairs_of(row.name)
    told = shortest(row.target.value) in row.name
    return next(
        (o for o in same if len(pairs_of(o.name) & words) >= (1 if told else _SHARED)), None
    )
