"""A sheet whose rows are in memory: of a web page or a 2003 XML workbook that is called xls."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence

import duckdb

from jixiao.grids.errors import ReadError
from jixiao.registers.relation import literal
from jixiao.registers.sheet_look import SheetLook
from jixiao.registers.source import EPOCH, HEAD_ROWS, MAX_COLUMNS, Remark, Scan


class RowsSheet:
    """One sheet; its merges hold text in their first cell only, as in a workbook."""

    def __init__(
        self, name: str, rows: list[list[str]], look: SheetLook, *, visible: bool = True
    ) -> None:
        """Take the rows.

        Raises:
            ReadError: more columns than a ledger may have.
        """
        self.name, self._rows, self._look, self.visible = name, rows, look, visible
        self.width, self.since = max(map(len, rows), default=0), EPOCH
        if self.width > MAX_COLUMNS:
            raise ReadError(name, f"不超过 {MAX_COLUMNS} 列", f"{self.width} 列", "只导出需要的列")
        self.head: Sequence[Sequence[str]] = rows[:HEAD_ROWS]

    def scans(self, _connection: duckdb.DuckDBPyConnection, header: int) -> Iterator[Scan]:
        """All rows, once; merged cells below the headings hold what the first of them holds."""
        remarks = list(self._look.remarks.values())
        if shut := [row for row in self._look.hidden if row > header]:
            remarks.append(Remark("hidden-rows", shut[0], None, str(len(shut))))
        rows = [row + [""] * (self.width - len(row)) for row in self._rows]
        for top, left, bottom, right in self._look.merges:
            text = rows[top - 1][left]
            if top <= header or left != right or not text:
                continue
            for at in range(top + 1, min(bottom, len(rows)) + 1):
                rows[at - 1][left] = text
                remarks.append(Remark("merged", at, left, text))
        with tempfile.TemporaryFile() as written:
            text_file = io.TextIOWrapper(written, encoding="utf-8", newline="")
            csv.writer(text_file, quoting=csv.QUOTE_ALL).writerows(rows)
            text_file.flush()
            columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(self.width))
            sql = (
                f"read_csv({literal(f'/dev/fd/{written.fileno()}')}, header=false, auto_detect=false,"
                f" columns={{{columns}}}, delim=',', quote='\"', escape='\"', nullstr='', strict_mode=true)"
            )
            yield Scan(sql, 1, True, tuple(remarks), since=self.since, protected=True)
