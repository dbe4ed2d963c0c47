"""A row's target: its cells in printed order, and what makes it doubtful, in the light of the other rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from jixiao.forms.loose.aligning import Cell
from jixiao.forms.loose.contents import is_nothing, is_number, is_sign
from jixiao.forms.loose.raw import MARGIN, RawProject
from jixiao.forms.loose.scripts import folded
from jixiao.forms.loose.units import is_unit, unit_at_end
from jixiao.plan.words import one_line

Row = Mapping[str, Cell]
_NEARLY_ALL = 0.75
#: A share, and words that are no part of it.
_MORE_BEHIND = re.compile(r"^[≥≤=><]*\d[\d.,]*%(?!及?以[上下内]|左右|达标|完成)[\u3400-\u9fff]{3,}")


#: What recognition makes of = and ≥ where they stand between a name and a figure.
_LOST_SIGN = re.compile(r"[\u3400-\u9fff][二一工]$")


class Targets:
    """The targets of one project's rows."""

    def __init__(self, raw: RawProject) -> None:
        self.raw = raw
        self.printed = [c.field for c in raw.columns]

    def cells(self, row: Row) -> list[Cell]:
        """Sign, value and unit, as far as they are printed."""
        if "target" in self.printed:
            fields: Sequence[str] = [
                f for f in self.printed if f in ("sign", "sign 2", "target", "unit")
            ]
        else:
            fields = ["target half" if "target half" in self.printed else "standard"]
        return [row[f] for f in fields if is_filled(row, f)]

    def doubt(self, row: Row, cells: Sequence[Cell]) -> tuple[Cell, str] | None:
        """The cell that is doubtful, and why; ``None`` where the target is believed."""
        if any(c.margin < MARGIN for c in cells):
            return cells[0], "有两种读法"
        if not cells:
            return None
        last = cells[-1]
        if row is self.raw.rows[-1] and self.raw.cut and is_number(last.text):
            return last, "是文件的最后几个字，可能不全"
        if self.raw.loose and _is_strange(row):
            return row["unit"], "不像计量单位，指标值"
        if goes_on(last):
            return last, "后面连着别的文字"
        if self.raw.loose and _LOST_SIGN.search(row["name"].text) and last.text[:1].isdigit():
            return last, "前面的字可能是没有认准的符号，指标值"
        if self._is_without_unit(row):
            return last, "的计量单位没有读出，指标值"
        if self._is_alone(row):
            return last, "是指标值还是完成值，看不出来"
        return None

    def _is_without_unit(self, row: Row) -> bool:
        """A bare number beside words nobody knows the column of, or where nearly all others have a unit."""
        if self.raw.grid or "sign" not in self.printed or not _is_figure(row):
            return False
        if "unit" not in self.printed:
            return is_filled(row, "other") and not is_number(row["other"].text)
        others, with_unit = self._figures[0] - 1, self._figures[1]
        alone = "unit" not in row and not unit_at_end(row["name"].text)
        return alone and others > 1 and with_unit >= _NEARLY_ALL * others

    def _is_alone(self, row: Row) -> bool:
        """A target without the actual value that nearly all other rows have: it may be either."""
        if self.raw.grid or is_filled(row, "actual"):
            return False
        others, with_actual = self._aimed[0] - is_filled(row, "target"), self._aimed[1]
        return others > 1 and with_actual >= _NEARLY_ALL * others

    @cached_property
    def _figures(self) -> tuple[int, int]:
        """Rows whose target is a bare number, and those of them with a unit."""
        rows = [r for r in self.raw.rows if _is_figure(r)]
        return len(rows), sum(is_filled(r, "unit") for r in rows)

    @cached_property
    def _aimed(self) -> tuple[int, int]:
        """Rows with a target, and those of them that say what was reached."""
        rows = [r for r in self.raw.rows if is_filled(r, "target")]
        return len(rows), sum(is_filled(r, "actual") for r in rows)


def is_filled(row: Row, field: str) -> bool:
    """Whether a row holds something in a column."""
    return field in row and not is_nothing(row[field].text)


def goes_on(cell: Cell) -> bool:
    """Whether words stand behind a share that are no part of it."""
    return _MORE_BEHIND.search(folded(cell.text)) is not None


def target_text(cells: Sequence[str]) -> str:
    """Sign, value and unit as one text; with a bar between where words stand among them."""
    parts = [one_line(c) for c in cells]
    if len(parts) < 2:
        return "".join(parts)
    plain = all(
        is_sign(p) and not re.search(r"[\u3400-\u9fff]", p)
        for p in parts[:1]
        if not re.match(r"\d", p)
    )
    return "".join(parts) if plain else " | ".join(parts)


def _is_figure(row: Row) -> bool:
    return "target" in row and is_number(row["target"].text)


def _is_strange(row: Row) -> bool:
    """A unit that nobody knows, where nothing shows which column a word stands in."""
    unit, value = row.get("unit"), row.get("target")
    if unit is None or value is None or is_nothing(unit.text):
        return False
    return not is_unit(unit.text) or not re.search(r"\d", value.text)
