"""What is drawn on a page: characters, ruling lines, marks; nothing of what it means.

A light device under pdfminer's interpreter, which counts while it draws: a page made to exhaust the
machine is refused before its objects pile up. (pdfplumber keeps a dictionary for every object, needs
several times the time, and cannot be stopped half way.)
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import Matrix, PathSegment, Point, Rect, apply_matrix_pt

from jixiao.grids.pdf_marks import Mark, mark

MAX_OBJECTS = 60_000  # characters, lines, figures of one page; a dense page has 5,000
_MAX_CONTENT = 4 << 20  # bytes of drawing orders of one page; a dense page has 100 KB
_MAX_CONTENTS = 128 << 20  # of all pages
_THIN = 3.0  # a filled box up to so many points thick is a ruling line
_SHORTEST = 3.0  # a shorter line rules nothing
_LEVEL = 0.5  # how far out of level a ruling line may be
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
UNKNOWN = "\ufffd"
_INVISIBLE = 3  # text render mode of the text laid under a scanned picture


class TooMuchError(Exception):
    """A page with more on it than any form has."""


class Glyph(NamedTuple):
    """A character: where its base line begins (from the page's top left), its width and size."""

    text: str
    x: float
    y: float
    width: float
    size: float


class Rule(NamedTuple):
    """A straight piece of a ruling line: where it lies, and from where to where it goes."""

    level: bool
    at: float
    start: float
    end: float


class Tick(NamedTuple):
    """A mark and where it stands."""

    mark: Mark
    x: float
    y: float


@dataclass
class Page:
    """Everything drawn on one page; ``counts`` says how much was left out, and of what kind."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


class Pen(PDFTextDevice):
    """Draws a page into a :class:`Page`."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.page = Page(0, 0, 0)
        self._objects = self._content = self._contents = 0

    def spend(self, length: int) -> None:
        """So many bytes of drawing orders are about to be carried out.

        Raises:
            TooMuchError: more than any form has.
        """
        self._content += length
        self._contents += length
        if self._content > _MAX_CONTENT or self._contents > _MAX_CONTENTS:
            raise TooMuchError

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        x0, y0, x1, y1 = page.mediabox
        corners = [apply_matrix_pt(ctm, p) for p in ((x0, y0), (x1, y1))]
        width, height = (abs(corners[1][i] - corners[0][i]) for i in (0, 1))
        self.page = Page(self.page.number + 1, width, height)
        self._objects = self._content = 0

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:  # noqa: ARG002
        self._count(10)

    def render_image(self, name: str, stream: PDFStream) -> None:  # noqa: ARG002
        self._count(1)
        self.page.counts["image"] += 1

    def render_string(
        self,
        textstate: PDFTextState,
        seq: PDFTextSeq,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> None:
        if textstate.render == _INVISIBLE:
            self.page.counts["hidden"] += 1
            return
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,  # noqa: ARG002
        cid: int,
        ncs: PDFColorSpace,  # noqa: ARG002
        graphicstate: PDFGraphicState,  # noqa: ARG002
    ) -> float:
        self._count(1)
        a, b, c, d, x, y = matrix
        advance = font.char_width(cid) * fontsize * scaling
        if a <= 0 or d <= 0 or abs(b) > 0.1 * a or abs(c) > 0.5 * d:
            self.page.counts["turned"] += 1
            return advance
        size = abs(fontsize) * d
        width = size if font.is_vertical() else advance * a
        if font.is_vertical():
            x, y = x - size / 2, y - size * 0.88
        self.page.glyphs.append(Glyph(self._text(font, cid), x, self.page.height - y, width, size))
        return advance

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,  # noqa: ARG002
        path: Sequence[PathSegment],
    ) -> None:
        self._count(len(path))
        if self.ctm is None or not (stroke or fill):
            return
        scale = math.hypot(self.ctm[0], self.ctm[1])
        for points in self._outlines(path):
            if stroke:
                self._stroked(points, float(graphicstate.linewidth) * scale)
            else:
                self._filled(points)

    def _count(self, more: int) -> None:
        self._objects += more
        if self._objects > MAX_OBJECTS:
            raise TooMuchError

    def _text(self, font: PDFFont, cid: int) -> str:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        if text == UNKNOWN:
            self.page.counts["unknown"] += 1
        return _LIGATURES.get(text, text)

    def _outlines(self, path: Sequence[PathSegment]) -> Iterator[list[Point]]:
        points: list[Point] = []
        for operator, *numbers in path:
            if operator == "m":
                if len(points) > 1:
                    yield points
                points = [self._place(*numbers)]
            elif operator == "h":
                points += points[:1]
            elif operator == "l":
                points.append(self._place(*numbers))
            else:
                # A curve rules nothing: what follows it begins anew.
                if len(points) > 1:
                    yield points
                points = [self._place(*numbers[-2:])]
        if len(points) > 1:
            yield points

    def _place(self, x: float, y: float) -> Point:
        assert self.ctm is not None
        x, y = apply_matrix_pt(self.ctm, (x, y))
        return x, self.page.height - y

    def _stroked(self, points: list[Point], weight: float) -> None:
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(y1 - y0) <= _LEVEL:
                seen = mark(weight, abs(x1 - x0))
                if seen:
                    self.page.ticks.append(Tick(seen, min(x0, x1), y0))
                else:
                    self._rule(True, (y0 + y1) / 2, x0, x1)
            elif abs(x1 - x0) <= _LEVEL:
                self._rule(False, (x0 + x1) / 2, y0, y1)

    def _filled(self, points: list[Point]) -> None:
        left, right = min(p[0] for p in points), max(p[0] for p in points)
        top, bottom = min(p[1] for p in points), max(p[1] for p in points)
        if bottom - top <= _THIN and bottom - top < right - left:
            self._rule(True, (top + bottom) / 2, left, right)
        elif right - left <= _THIN:
            self._rule(False, (left + right) / 2, top, bottom)

    def _rule(self, level: bool, at: float, one: float, other: float) -> None:
        if abs(other - one) >= _SHORTEST:
            self.page.rules.append(Rule(level, at, min(one, other), max(one, other)))
