"""Comma- and tab-separated files: every record a row, its fields the cells, empty ones kept."""

from __future__ import annotations

import csv
import io

from jixiao.findings.place import Place
from jixiao.grids.document import Cell, Document, Grid
from jixiao.grids.encoding import decode
from jixiao.grids.errors import ReadError
from jixiao.grids.limits import MAX_CELLS
from jixiao.plan.words import clean


def read(data: bytes, name: str) -> Document:
    """One table of all records; tabs part its fields where the first lines hold more tabs than commas.

    Raises:
        ReadError: not text, a quotation that never ends, or larger than the limits.
    """
    text = decode(data, name)
    head = text[:4096]
    reader = csv.reader(
        io.StringIO(text), delimiter="\t" if head.count("\t") > head.count(",") else ","
    )
    cells: list[Cell] = []
    try:
        for row, record in enumerate(reader, start=1):
            for column, printed in enumerate(record, start=1):
                place = Place(file=name, table=1, row=row, cell=column, line=reader.line_num)
                cells.append(Cell(row, column, clean(printed), place=place))
            if len(cells) > MAX_CELLS:
                raise ReadError(name, f"不超过 {MAX_CELLS} 个单元格", "更多", "拆分后提交")
    except csv.Error as wrong:
        raise ReadError(
            name,
            "逗号或制表符分隔的文本",
            str(wrong),
            "用表格软件重新导出",
            f"第{reader.line_num}行",
        ) from wrong
    return Document((Grid(tuple(cells)),) if cells else (), file=name)
