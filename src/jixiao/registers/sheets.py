"""Sheets of one layout as one ledger: twelve months are one year.

The rows of all follow one another; of each sheet but the first the rows down to its headings are left
out. :meth:`Sheets.place` says where in the workbook a row of the whole stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

import duckdb

from jixiao.grids.errors import ReadError
from jixiao.registers.declaration import Register
from jixiao.registers.headings import Headings, find
from jixiao.registers.source import Remark, Scan, Span, Table, placed_by
from jixiao.registers.summary import is_summary


class Page(Protocol):
    """One sheet of a workbook."""

    name: str
    visible: bool
    width: int
    since: str

    @property
    def head(self) -> Sequence[Sequence[str]]:
        """The first rows, as text."""
        ...

    def scans(self, connection: duckdb.DuckDBPyConnection, header: int, /) -> Iterator[Scan]:
        """All rows, once."""
        ...


class Sheets:
    """Several sheets of one layout; the first gives the headings."""

    def __init__(
        self, sheets: Sequence[Page], headings: Sequence[int], said: Sequence[Remark]
    ) -> None:
        """Name the sheets and the row their headings end on; ``said`` are remarks on those left out."""
        self.sheets, self.headings, self.said = tuple(sheets), tuple(headings), tuple(said)
        self.name, self.head = sheets[0].name, sheets[0].head
        self._spans: list[Span] = []

    def place(self, row: int) -> tuple[str, int] | None:
        """The sheet and its row of a row of the whole; ``None`` where there is but one sheet."""
        if len(self.sheets) == 1 or row < 1:
            return None
        return placed_by(self._spans, row)

    @property
    def spans(self) -> Sequence[Span]:
        """Where the rows of the whole stand, of one sheet as of twelve."""
        return self._spans or ((1, self.name, 1),)

    def scans(self, connection: duckdb.DuckDBPyConnection, header: int) -> Iterator[Scan]:
        """All rows, once."""
        if len(self.sheets) == 1:
            for scan in self.sheets[0].scans(connection, header):
                yield replace(scan, remarks=(*self.said, *scan.remarks))
            return
        width = max(sheet.width for sheet in self.sheets)
        parts, remarks, start, spans = [], list(self.said), 1, []
        for n, (sheet, heading) in enumerate(zip(self.sheets, self.headings, strict=True)):
            for scan in sheet.scans(connection, heading):
                connection.execute(f"CREATE OR REPLACE TEMP TABLE part_{n} AS FROM {scan.sql}")
                own = scan.remarks
            skipped = heading if n else 0
            columns = ", ".join(
                f"c{i}" if i < sheet.width else f"NULL::VARCHAR AS c{i}" for i in range(width)
            )
            parts.append(f"SELECT {columns} FROM part_{n} WHERE rowid >= {skipped}")
            spans.append((start, sheet.name, skipped + 1))
            remarks += _moved(own, start - skipped - 1, skipped)
            start += _rows(connection, f"part_{n}") - skipped
        self._spans = spans
        yield Scan(
            f"({' UNION ALL '.join(parts)})",
            1,
            True,
            tuple(remarks),
            since=self.sheets[0].since,
            protected=True,
        )


def _moved(remarks: Sequence[Remark], by: int, skipped: int) -> list[Remark]:
    return [
        replace(one, row=one.row + by) if one.row else one
        for one in remarks
        if not one.row or one.row > skipped
    ]


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    ((count,),) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
    return int(count)


def together(register: Register, sheets: Sequence[Page], asked: bool) -> list[Table]:
    """The ledgers of a workbook, visible ones first; sheets of one layout are one.

    ``asked``: the sheet was named by the user, and is taken as it is.

    Raises:
        ReadError: only hidden sheets have headings that are known.
    """
    if asked:
        return [Sheets(sheets, [0] * len(sheets), ())]
    seen = [sheet for sheet in sheets if sheet.visible]
    known = {sheet.name: find(register, sheet.head) for sheet in sheets}
    hidden = [sheet for sheet in sheets if not sheet.visible and known[sheet.name]]
    if hidden and not any(known[sheet.name] for sheet in seen) and not any(s.head for s in seen):
        raise ReadError(
            f"工作表“{hidden[0].name}”",
            "看得见的台账",
            "只有隐藏的工作表有台账的列名",
            "取消隐藏后重新保存，或用 文件#工作表 指明",
        )
    said = [Remark("hidden-sheet", None, None, sheet.name) for sheet in hidden]
    groups: dict[tuple[str, ...], list[tuple[Page, int]]] = {}
    for sheet in seen:
        groups.setdefault(_layout(sheet, known[sheet.name]), []).append(
            (sheet, _end(known[sheet.name]))
        )
    return [_ledger(group, said) for group in groups.values()]


def _ledger(group: Sequence[tuple[Page, int]], said: Sequence[Remark]) -> Sheets:
    """Of a layout the sheets that are no summary of the others, unless all are called so."""
    own = [(s, row) for s, row in group if not is_summary(s.name)] or list(group)
    left = [s for s, _ in group if s not in [o for o, _ in own]]
    more = [Remark("summary-sheet", None, None, s.name) for s in left]
    if len(own) > 1:
        more.append(Remark("sheets-together", None, None, "、".join(s.name for s, _ in own)))
    return Sheets([s for s, _ in own], [row for _, row in own], [*said, *more])


def _layout(sheet: Page, found: Headings | None) -> tuple[str, ...]:
    """What two sheets of one layout share: their headings, each in its column."""
    if found is None:
        return ("?", sheet.name)
    return tuple(c.heading for c in found.columns)


def _end(found: Headings | None) -> int:
    return found.row if found else 0
