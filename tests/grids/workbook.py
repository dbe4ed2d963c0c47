"""Workbooks made by hand or by a stranger's program, for reading."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import xlsxwriter

from tests.grids.word import packed

_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(
    sheet: str | Iterable[bytes], strings: str | Iterable[bytes] = "", name: str = "表"
) -> bytes:
    """A workbook whose only sheet has this inside."""

    def around(tag: str, inside: str | Iterable[bytes]) -> Iterable[bytes]:
        yield f'<{tag} xmlns="{_S}">'.encode()
        yield from [inside.encode()] if isinstance(inside, str) else inside
        yield f"</{tag}>".encode()

    return packed(
        {
            "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="r"><sheets>'
            f'<sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELS}">'
            '<Relationship Id="r1" Type="t/worksheet" Target="worksheets/sheet1.xml"/>'
            '<Relationship Id="r2" Type="t/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
            "xl/sharedStrings.xml": around("sst", strings),
            "xl/worksheets/sheet1.xml": around("worksheet", sheet),
        }
    )


class Stranger:
    """A workbook written cell by cell, as other programs do."""

    def __init__(self) -> None:
        self.data = BytesIO()
        self.book = xlsxwriter.Workbook(self.data, {"in_memory": True})
        self.sheet = self.book.add_worksheet("自评表")
        self.lined = self.book.add_format({"border": 1})

    def row(self, number: int, *values: Any, lined: bool = True) -> Stranger:
        """Values from column A on in one row (1-based); ``None`` leaves a cell out."""
        for column, value in enumerate(values):
            if value is not None:
                self.sheet.write(number - 1, column, value, self.lined if lined else None)
        return self

    def merge(self, where: str, value: str, *, lined: bool = True) -> Stranger:
        self.sheet.merge_range(where, value, self.lined if lined else self.book.add_format())
        return self

    def number(self, value: float, code: str) -> Stranger:
        self.sheet.write_number(0, 0, value, self.book.add_format({"num_format": code}))
        return self

    def bytes(self) -> bytes:
        self.book.close()
        return self.data.getvalue()
