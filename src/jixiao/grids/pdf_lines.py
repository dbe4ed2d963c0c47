"""Characters to lines of text, and lines to texts: where a new line was meant, where one was full.

Our own pages say it by marks. On another's page it is judged by what a typesetter would have done:
a line that ends although the next word had room on it was ended on purpose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from jixiao.grids.pdf_marks import Mark
from jixiao.grids.pdf_page import Glyph, Tick
from jixiao.grids.pdf_text import IDEOGRAPHS

_SAME_LINE = 0.35  # base lines nearer than this, in sizes, are one line (a raised ² is)
_WORD_GAP, _WIDE_GAP = 0.22, 1.2  # gaps that stand for a blank: between Latin letters, anywhere
_SLACK = 1.0  # how much more room than the next word a line needs to count as ended on purpose
_PADDING = 6.0  # a cell's inner margin, where no line shows it
_CHUNK = re.compile(f"[^{IDEOGRAPHS} ]*(?:[{IDEOGRAPHS}][^{IDEOGRAPHS} ]*)?")
_LATIN_END, _LATIN_START = re.compile(r"(?:^|[^\w-])[A-Za-z]+[,;:]?$"), re.compile(r"^[A-Za-z]+\b")
Said = tuple[str, str]  # a line, after what stands before it: a line break, a blank, nothing
_LATIN = re.compile(r"[A-Za-z0-9]")
# A font may have one drawing for a radical and the ideograph, and a page then names the radical.
_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺜⺝⺞⺟⺠⺡⺣⺤⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺶⺸⺹⺺⺼⺽"
    "⺾⺿⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂几刂卜㔾小小兀尣尢巳幺彑彐忄扌攵旡日月歺母民氵灬爫丬牛犭王疋罒示礻竹糹纟罓罒㓁羊羊耂肀月臼"
    "艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阝雨青韦页风飞食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_LOOKALIKES = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA))
} | str.maketrans(_RADICALS, _IDEOGRAPHS)


@dataclass
class Line:
    """A line of text on a page and the marks that stand on it."""

    glyphs: list[Glyph]
    marks: list[Mark] = field(default_factory=list)
    text: str = ""

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.glyphs[0].x

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(g.x + g.width for g in self.glyphs[-3:])

    @property
    def y(self) -> float:
        """Its base line."""
        return self.glyphs[0].y

    @property
    def size(self) -> float:
        """The size of its largest letter."""
        return max(g.size for g in self.glyphs)


def lines(glyphs: Iterable[Glyph], ticks: Iterable[Tick] = (), *, gaps: bool) -> list[Line]:
    """The lines from top to bottom. ``gaps``: a gap with no blank in it may stand for one."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.y):
        if rows and abs(glyph.y - rows[-1][0].y) <= _SAME_LINE * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    made = [Line(sorted(row, key=lambda g: g.x)) for row in rows if any(not _blank(g) for g in row)]
    for line in made:
        line.text = _text(line.glyphs, gaps)
    for tick in ticks:
        on = next((line for line in made if line.y >= tick.y - 2), None)
        if on:
            on.marks.append(tick.mark)
    return made


def said(made: Sequence[Line], begun: Sequence[bool], *, wrapped: bool) -> list[Said]:
    """The lines and what stands before each: a break where one was begun on purpose.

    ``wrapped``: a line that was full may have lost the blank between two Latin words.
    """
    found: list[Said] = []
    for line, new in zip(made, begun, strict=True):
        before = "\n" if new else ""
        if wrapped and not new and found and _words_meet(found[-1][1], line.text):
            before = " "
        found.append((before, line.text))
    return found


def starts(made: Sequence[Line], left: float, right: float) -> list[bool]:
    """For each line of a cell between two edges, whether it was begun on purpose; unmarked."""
    if not made:
        return []
    widest = max(line.x1 - line.x0 for line in made)
    room = max(widest, right - left - 2 * _PADDING)
    return [False] + [ended(a, b, room - (a.x1 - a.x0)) for a, b in pairwise(made)]


def runs_on(above: Sequence[Line], below: Sequence[Line], width: float) -> bool:
    """Was the last line of a cell as full as the first of its rest on the next page lets it be?"""
    room = max(width - 2 * _PADDING, *(line.x1 - line.x0 for line in above), 0.0)
    return not ended(above[-1], below[0], room - (above[-1].x1 - above[-1].x0))


def _words_meet(before: str, after: str) -> bool:
    return bool(_LATIN_END.search(before) and _LATIN_START.search(after))


def ended(line: Line, following: Line, room: float) -> bool:
    """Would the next word have had room on the line?"""
    chunk = _CHUNK.match(following.text)
    need = len(chunk.group()) if chunk else 1
    width = sum(g.width for g in following.glyphs[: max(need, 1)])
    return room > width + _SLACK * line.size


def _text(glyphs: list[Glyph], gaps: bool) -> str:
    parts: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last and _twice(last, glyph):
            continue
        if gaps and last and _gap(last, glyph):
            parts.append(" ")
        parts.append(glyph.text.translate(_LOOKALIKES))
        last = glyph
    return "".join(parts)


def _twice(one: Glyph, other: Glyph) -> bool:
    """Is it the same letter printed a second time a little aside, for boldness?"""
    return one.text == other.text and other.x - one.x < 0.15 * one.size


def _gap(one: Glyph, other: Glyph) -> bool:
    gap = other.x - one.x - one.width
    if gap <= _WORD_GAP * one.size or _blank(one) or _blank(other):
        return False
    both = _LATIN.match(one.text[-1:]) and _LATIN.match(other.text[:1])
    return bool(both) or gap > _WIDE_GAP * one.size


def _blank(glyph: Glyph) -> bool:
    return not glyph.text.strip()
