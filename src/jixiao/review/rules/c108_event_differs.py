"""C108: name and description count the same event."""

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
from jixiao.terms.targets import Dimension
from jixiao.terms.units import UNITS

_EVENTS = (
    (("立案",), ("受理",), ("办理",), ("办结", "结案")),
    (("查出", "检出", "发现"), ("查处", "处置")),
)


_COUNTS_A_SHARE = re.compile("率|比例|比重|占|满意|及时|按期|时间|时限|天数|÷")


_COUNTED_IN = re.compile("(?P<unit>人次|人|户|批次|场次|次|份|公里)数?$")


class EventDiffers(RowRule):
    """名称和描述数的不是同一件事。

    办理的案件不一定办结，查出的不合格产品不一定已经处置，名称写一个、描述写另一个，取数时就有两个数。

    反例：
        指标: {二级指标: 数量指标, 三级指标: 办理案件数, 绩效指标描述: 办结案件数量, 指标值: ≥30件}

    正例：
        指标: {二级指标: 数量指标, 三级指标: 办结案件数, 绩效指标描述: 当年办结的案件数量, 指标值: ≥30件}
    """

    code, level, kind = "C108", Level.IMPROVE, Kind.TEXT
    english = "name and description count different events"
    cites = (
        cite("财预〔2015〕88号", "绩效目标设定要求"),
        cite("财预〔2021〕101号", "三级指标名称和解释"),
    )
    item = "scientific"

    def look(self, row: Row) -> Iterator[Finding]:
        if counted := _counts_otherwise(row):
            yield self.finding(
                row.at("description"),
                f"{shown(row.name)}的指标值{shown(row.target.raw)}论“{row.target.unit}”，描述{shown(row.description)}数的是“{counted}”。",
                "请核对描述是不是别的指标的；数的是一件事的，单位写成一样。",
            )
            return
        for events in _EVENTS:
            named, described = _found(events, row.name), _found(events, row.description)
            if ("办理",) in named and _COUNTS_A_SHARE.search(f"{row.name}\n{row.description}"):
                continue  # a share of what was handled is told by what was closed of what came in
            if len(named) == 1 and described and not named & described:
                name, other = _word(named.pop(), row.name), _word(min(described), row.description)
                yield self.finding(
                    row.at("description"),
                    f"名称{shown(row.name)}说的是“{name}”，描述{shown(row.description)}说的是“{other}”。",
                    f"请统一：要考“{other}”的，名称改为{shown(row.name.replace(name, other))}；"
                    f"要考“{name}”的，改描述。",
                )


def _counts_otherwise(row: Row) -> str | None:
    """The unit a description ends with, where it shares no character with the target's or the name's."""
    unit, told = row.target.unit or "", _COUNTED_IN.search(row.description.rstrip("。"))
    if row.type2 is not Level2.QUANTITY or UNITS.get(unit) is not Dimension.COUNT or told is None:
        return None
    if _COUNTS_A_SHARE.search(row.description) or _is_near(told["unit"], unit):
        return None
    near = f"{row.name[-6:]}{row.description[-8 - len(told['unit']) : -len(told.group())]}"
    return None if any(c in near for c in told["unit"]) or unit in row.description else told["unit"]


def _is_near(one: str, other: str) -> bool:
    """Units of one meaning, or one within the other (人, 人次)."""
    return bool(set(one) & set(other)) or {one, other} <= {"人", "名", "位", "人次", "人数"} or {
        one, other,
    } <= {"个", "家", "所", "处", "座", "项", "件", "套", "台", "起", "份", "户"}  # fmt: skip


def _found(events: tuple[tuple[str, ...], ...], text: str) -> set[tuple[str, ...]]:
    """Which events a text speaks of; words of one event are alike."""
    return {event for event in events if any(word in text for word in event)}


def _word(event: tuple[str, ...], text: str) -> str:
    return next(word for word in event if word in text)
