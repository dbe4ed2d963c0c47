"""Amounts behind a money label among loose words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.forms.loose.aligning import Cell
from jixiao.forms.loose.contents import is_nothing
from jixiao.forms.loose.money import amount_in, placed, split
from jixiao.forms.loose.words import Export, Word

#: Exports that do not show where a cell is empty.
INVISIBLE = (Export.BLANKS, Export.RUN, Export.BLANK_ROWS, Export.RUN_ROWS)
_MOST = 9


def amounts_from(words: Sequence[Word], at: int, export: Export, *, headed: bool) -> list[Cell]:
    """Numbers and strokes from a place on, behind a money label; words end them."""
    taken: list[Cell] = []
    row = words[at - 1].line
    while at < len(words) and len(taken) < _MOST:
        word = words[at]
        other_row = word.line != row and export.by_rows
        if other_row or not (
            is_nothing(word.text) or amount_in(word.text) or _is_run(word, export)
        ):
            break
        taken.append(Cell(word.text, word.place))
        at += 1
        if not headed and export is Export.CELLS:
            break
    return taken


def _is_run(word: Word, export: Export) -> bool:
    return export.is_run and bool(re.fullmatch(r"[\d.%]+", word.text))


def under_heads(
    taken: Sequence[Cell], heads: Sequence[str], export: Export
) -> dict[str, Cell] | None:
    """Which money column each cell stands under, or ``None`` where nothing says."""
    filled = [c for c in taken if not is_nothing(c.text)]
    if not filled:
        return {}
    if export.is_run and len(filled) == 1:
        return split(filled[0], heads)
    seen = list(taken)
    while len(seen) > len(heads) and is_nothing(seen[-1].text):
        seen.pop()
    return placed(
        seen if export not in INVISIBLE or len(filled) == len(heads) else filled,
        heads,
    )
