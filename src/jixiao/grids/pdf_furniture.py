"""What a page carries besides the document: running heads, page numbers, tables of contents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Protocol

from jixiao.grids.pdf_lines import Line
from jixiao.grids.pdf_marks import Mark

_ENTRY = re.compile(r"[.…·．‥]{4,}\s*[-—]*\s*\d{1,4}\s*[-—]*$|^目\s*[录次]$")
_NUMBER = re.compile(r"^\W*(?:第|共|页|Page|of|\d|[ivxIVX])[第共页之\W\dPageof]*$")
_HEAD, _FOOT = 54.0, 64.0  # running heads and page numbers stand so near the page's edge
_MARGIN, _SMALLER = 30.0, 0.85
_SAME_PLACE = 2.0
_OFTEN = 0.6  # of all pages


class HasLines(Protocol):
    """A page with lines outside tables."""

    lines: list[Line]

    @property
    def height(self) -> float:
        """The page's height."""


def is_entry(text: str) -> bool:
    """Is the paragraph an entry of a table of contents, with leaders and a page number?"""
    return bool(_ENTRY.search(text))


def strip(pages: Sequence[HasLines]) -> list[str]:
    """Take page numbers and running heads out of the pages; those with words are given back.

    A line counts as one near the edge of the page where it is our own by its mark, or only a number,
    or, digits apart, the same at the same place on most pages and no larger than the text, or (there
    may be one page only) quite at the edge and clearly smaller than the text.
    """
    sizes = [g.size for p in pages for line in p.lines for g in line.glyphs]
    usual = median(sizes) if sizes else 0.0
    repeated = _repeated(pages, usual)
    left_out: dict[str, str] = {}
    for page in pages:
        kept: list[Line] = []
        for line in page.lines:
            number = bool(_NUMBER.match(line.text.strip())) and _edge(line, page.height)
            if number or Mark.FURNITURE in line.marks:
                continue
            head = _key(line, page.height) in repeated and _edge(line, page.height)
            if head or _in_margin(line, page.height, usual):
                left_out.setdefault(_key(line, page.height)[0], line.text.strip())
            else:
                kept.append(line)
        page.lines = kept
    return list(left_out.values())


def _repeated(pages: Sequence[HasLines], usual: float) -> set[tuple[str, int]]:
    seen: dict[tuple[str, int], int] = defaultdict(int)
    for page in pages:
        for key in {_key(line, page.height) for line in _small(page, usual)}:
            seen[key] += 1
    return {key for key, times in seen.items() if times > 1 and times >= _OFTEN * len(pages)}


def _small(page: HasLines, usual: float) -> Iterable[Line]:
    return (li for li in page.lines if _edge(li, page.height) and li.size <= usual * 1.05)


def _key(line: Line, height: float) -> tuple[str, int]:
    from_foot = height - line.y if line.y > height / 2 else -line.y
    return re.sub(r"\d+", "#", line.text.strip()), round(from_foot / _SAME_PLACE)


def _in_margin(line: Line, height: float, usual: float) -> bool:
    outmost = line.y < _MARGIN or line.y > height - _MARGIN
    return outmost and line.size < _SMALLER * usual


def _edge(line: Line, height: float) -> bool:
    return line.y < _HEAD or line.y > height - _FOOT
