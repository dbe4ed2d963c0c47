"""The charts of the report, drawn by the typesetter: points won and lost, execution rates."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Literal

import typst

from jixiao.grids import fonts
from jixiao.plan.money import plain
from jixiao.scoring.report.making import Bar

#: Families to try; those that are there are taken, in this order.
_FAMILIES = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "SimSun")
_MOST = 12  # bars of both charts on one page


def chart_pages(bars: Sequence[Bar]) -> list[bytes]:
    """The charts as pages of PDF, each a document of its own.

    Raises:
        MissingProgramError: there is no Chinese font.
    """
    return [_drawn(few, "pdf") for few in _pages(bars)]


def chart_pictures(bars: Sequence[Bar]) -> list[bytes]:
    """The same as pictures (PNG), for documents that hold pictures."""
    return [_drawn(few, "png") for few in _pages(bars)]


def _pages(bars: Sequence[Bar]) -> list[Sequence[Bar]]:
    """The bars over as few pages as hold them, about as many on each."""
    pages = -(-len(bars) // _MOST)
    each = -(-len(bars) // pages) if pages else 1
    return [bars[n : n + each] for n in range(0, len(bars), each)]


def _drawn(bars: Sequence[Bar], kind: Literal["pdf", "png"]) -> bytes:
    found = fonts.chinese()
    data = {"fonts": fonts.families(found, _FAMILIES), "bars": [_bar(one) for one in bars]}
    source = files("jixiao.scoring.report").joinpath("charts.typ").read_bytes()
    compiler = typst.Compiler(font_paths=found, sys_inputs={"data": json.dumps(data)})
    made = compiler.compile(source, format=kind, ppi=130.0 if kind == "png" else None)
    assert isinstance(made, bytes)
    return made


def _bar(one: Bar) -> dict[str, object]:
    return {
        "name": one.name, "won": float(one.won), "lost": float(one.lost), "won_text": plain(one.won),
        "rate": None if one.rate is None else float(one.rate),
        "rate_text": "待补" if one.rate is None else f"{plain(one.rate)}%",
    }  # fmt: skip
