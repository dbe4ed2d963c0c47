"""B221: a ceiling over work that is wanted, a floor under what nobody wants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.plan.target_lexicon import Sense
from jixiao.plan.target_nature import nature_of
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.rules.b204_sign_against_nature import contradicted
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import Better, Dimension, Operator, TargetKind

#: Work of which the rules want less: 会议次数, 公务接待批次, 检查频次.
_HELD_DOWN = re.compile(
    "会议|接待|出国|出境|出差|公车|公务|用车|车辆|发文|文件|简报|频次|用量|编制|在编|控制|变动|借调|外聘|聘用"
)
_COUNTED = (Dimension.SHARE, Dimension.COUNT, Dimension.OTHER)
_WANTED_IN = (
    Level2.QUANTITY, Level2.QUALITY, Level2.SATISFACTION,
    Level2.ECONOMIC, Level2.SOCIAL, Level2.ECOLOGICAL,
)  # fmt: skip
_FULL = 100
_FLOORS = (Operator.AT_LEAST, Operator.MORE_THAN)
_CEILINGS = (Operator.AT_MOST, Operator.LESS_THAN)


class SignDoubtful(RowRule):
    """符号像是写反了。

    要做的事写成“≤”，一件不做也算完成；不想要的事写成“≥”，出得越多越算完成。
    名称的用字说明哪边好而符号相反的，请核对。会议、接待一类本来要压减的不判；一望而知的另有一条退回。

    反例：
        指标: {二级指标: 数量指标, 三级指标: 深松整地面积, 指标值: ≤30000亩}

    正例：
        指标: {二级指标: 数量指标, 三级指标: 深松整地面积, 指标值: ≥30000亩}
    """

    code, level, kind = "B221", Level.IMPROVE, Kind.NUMBER
    english = "sign seems turned round"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标值"))

    def look(self, row: Row) -> Iterator[Finding]:
        target = row.target
        value = target.value if target.kind is TargetKind.NUMBER else None
        if not value or target.dimension not in _COUNTED or contradicted(row):
            return
        right = _right(row)
        if right:
            full = target.unit == "%" and value == _FULL and right == "≥"
            whole = f"{'=' if full else right}{shortest(value)}{target.unit or ''}"
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}{_WHY[right]}，指标值却写成{shown(target.raw)}。",
                f"请核对；写反了的，改为“{whole}”。",
                to=whole,
            )


_WHY = {"≥": "要多做才好", "≤": "越少越好"}


def _right(row: Row) -> str | None:
    """The sign the name asks for, where the printed one says the opposite."""
    nature, operator = nature_of(row.name), row.target.operator
    if operator in _CEILINGS and nature.better is Better.HIGHER and row.type2 in _WANTED_IN:
        clear = nature.bright and nature.by in (Sense.WORK, Sense.GOOD, Sense.CURE, Sense.TRIM)
        return "≥" if clear and not _HELD_DOWN.search(row.name) else None
    if operator in _FLOORS and nature.better is Better.LOWER:
        unwanted = nature.by in (Sense.FAIL, Sense.VOICE) or nature.rate
        return "≤" if unwanted else None
    return None
