"""The charts of the report, drawn by the typesetter; told apart in print without colour."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import typst

from jixiao.grids import fonts
from jixiao.plan.money import plain
from jixiao.scoring.report.course import Course
from jixiao.scoring.report.course_charts import pages_of
from jixiao.scoring.report.making import Bar

#: Families to try; those that are there are taken, in this order.
_FAMILIES = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "SimSun")
_MOST = 14  # bars of both charts on one page


def chart_pages(bars: Sequence[Bar], mark: str = "", course: Course | None = None) -> list[bytes]:
    """The charts as pages of PDF, each a document of its own; ``mark`` stands in every picture.

    Raises:
        MissingProgramError: there is no Chinese font.
    """
    return _drawn(bars, mark, course, "pdf")


def chart_pictures(
    bars: Sequence[Bar], mark: str = "", course: Course | None = None
) -> list[bytes]:
    """The same as pictures (PNG), for documents that hold pictures."""
    return _drawn(bars, mark, course, "png")


def _drawn(
    bars: Sequence[Bar], mark: str, course: Course | None, kind: Literal["pdf", "png"]
) -> list[bytes]:
    families = fonts.families(fonts.chinese(), _FAMILIES)

    def draw(template: str, data: Mapping[str, Any]) -> tuple[bytes, ...]:
        return _drawn_pages(template, json.dumps({"fonts": families, **data}), kind)

    drawn = [
        draw("charts.typ", {"bars": list(map(_bar, few)), "mark": mark}) for few in _pages(bars)
    ]
    if course is not None:
        drawn += [draw("course.typ", page) for page in pages_of(course)]
    return [page for pages in drawn for page in pages]


@lru_cache(maxsize=64)
def _drawn_pages(template: str, told: str, kind: Literal["pdf", "png"]) -> tuple[bytes, ...]:
    """Drawn from a template and its data, which give the same each time: one page, more where names are long."""
    source = files("jixiao.scoring.report").joinpath(template).read_bytes()
    compiler = typst.Compiler(font_paths=fonts.chinese(), sys_inputs={"data": told})
    made = compiler.compile(source, format=kind, ppi=150.0 if kind == "png" else None)
    return (made,) if isinstance(made, bytes) else tuple(made or ())


def _pages(bars: Sequence[Bar]) -> list[Sequence[Bar]]:
    """The bars over as few pages as hold them, about as many on each."""
    pages = -(-len(bars) // _MOST)
    each = -(-len(bars) // pages) if pages else 1
    return [bars[n : n + each] for n in range(0, len(bars), each)]


def _bar(one: Bar) -> dict[str, object]:
    return {
        "name": one.name, "won": float(one.won), "lost": float(one.lost), "won_text": plain(one.won),
        "rate": None if one.rate is None else float(one.rate),
        "rate_text": "待补" if one.rate is None else f"{plain(one.rate)}%",
    }  # fmt: skip
