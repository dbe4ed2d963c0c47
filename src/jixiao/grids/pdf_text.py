"""Text as it is set on paper: which lines, and where a line may be broken.

A blank is set as one that does not vanish at the end of a line (U+00A0), with a place to break after
it: what is read back from the page then needs no guess. A word too long for its column may be broken
anywhere; everything else breaks where Chinese typesetting lets it.
"""

from __future__ import annotations

import re

from jixiao.plan.words import clean

BLANK = "\u00a0"
IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff"
# Between two ideographs, and after a blank, a line may always be broken.
_BREAKABLE = re.compile(f"(?<={BLANK})|(?<=[{IDEOGRAPHS}])(?=[{IDEOGRAPHS}])")
_NARROW = frozenset("abcdefghijklnopqrstuvxyz0123456789.,:;'|!()[]/\\-" + BLANK)
_MARGIN = 2  # how much of a line a breaking rule may leave empty, in the font's size


def width(text: str) -> float:
    """An upper bound of the width of a line of text, in its font's size."""
    return sum(0.65 if c in _NARROW else 1.0 for c in text)


def set_lines(text: str, room: float) -> list[list[str]]:
    """The lines of a text, each as the pieces between which it may be broken.

    ``room`` is the width of the column in the font's size.
    """
    return [_pieces(line.replace(" ", BLANK), room) for line in clean(text).split("\n")]


def height(text: str, room: float) -> int:
    """An estimate, mostly too high, of how many lines a text takes in a column."""
    short = max(room - _MARGIN, 1)
    return sum(1 + int(width(line) / short) for line in clean(text).split("\n"))


def _pieces(line: str, room: float) -> list[str]:
    pieces = [""]
    for chunk in _BREAKABLE.split(line):
        if width(chunk) > room:
            pieces += [*chunk, ""]
        elif chunk.endswith(BLANK):
            pieces[-1] += chunk
            pieces.append("")
        else:
            pieces[-1] += chunk
    return [p for p in pieces if p] or [""]
