"""The pictures of the year's course, one a page: money, indicators on their way, forecasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from jixiao.measures.gaps import MADE_UP
from jixiao.scoring.report.course import Course
from jixiao.scoring.report.panels import fan_panels, money_panels, progress_rows, shades_of

_PANELS, _ROWS = 18, 40  # on one page
_OBSERVED = {"style": "observed", "label": "实际"}
T = TypeVar("T")


def pages_of(course: Course) -> Iterator[dict[str, Any]]:
    """What each page shows, for the typesetter; simulated data carry their mark in the picture."""
    mark = MADE_UP if course.made_up else ""
    for page in _pages(course):
        yield {"mark": mark, "panels": [], "rows": [], "legend": [], **page}


def _pages(course: Course) -> Iterator[dict[str, Any]]:
    last = f"{course.days[-1]}"
    for money in _cut(money_panels(course), _PANELS):
        yield {
            "title": "图3　资金支付进度",
            "words": f"各项目累计支付占全年预算数的比例，同本项目的支出计划和序时进度比，截至{last}，数据见表3。",
            "legend": [
                _OBSERVED, {"style": "plan", "label": "本项目支出计划"},
                {"style": "timeline", "label": "序时进度"},
            ],
            "panels": [one.to_json() for one in money],
        }  # fmt: skip
    for rows in _cut(progress_rows(course), _ROWS):
        yield {
            "title": "图4　绩效指标完成进度",
            "words": f"横条是截至{last}完成指标值的百分比，竖线是此前各时点，线左是月份；定性指标不在图内。",
            "rows": [one.to_json() for one in rows],
        }  # fmt: skip
    for fans in _cut(fan_panels(course), _PANELS):
        yield {
            "title": "图5　年中各时点对年底的预测",
            "words": "每个扇形从当时的累计值开始，到年底80%的区间为止；预测只用当时已有的数据，数据见第四部分的各表。",
            "legend": [*_fan_legend(course)],
            "panels": [one.to_json() for one in fans],
        }


def _fan_legend(course: Course) -> Iterator[dict[str, Any]]:
    yield _OBSERVED
    yield {"style": "median", "label": "预测的中位数"}
    yield {"style": "target", "label": "指标值"}
    for day, grey in shades_of(course).items():
        yield {"grey": grey, "label": f"{day.month}月{day.day}日80%区间"}


def _cut(every: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """Over as few pages as hold them, about as many on each."""
    pages = -(-len(every) // most)
    each = -(-len(every) // pages) if pages else 1
    return (every[n : n + each] for n in range(0, len(every), each))
