"""A document as JSON, enough to show it again beside what was understood of it."""

from __future__ import annotations

from typing import Any

from jixiao.findings.place import Place
from jixiao.grids.document import Block, Cell, Document, Grid, Paragraph, Role

#: What a page can show beside the plan; a department of 300 projects has 30,000 cells.
MOST_CELLS = 100_000


def pack(document: Document) -> dict[str, Any]:
    """The document's blocks and notes as plain values; of a huge one the notes alone, and that it is so."""
    notes = [[text, _pack_place(place)] for text, place in document.notes]
    cells = sum(len(grid.cells) for grid in document.grids())
    if cells > MOST_CELLS:
        return {"blocks": [], "notes": [*notes, [f"原文有 {cells} 格，太多，不在这里显示", None]]}
    blocks = [_pack_block(b) for b in document.blocks if isinstance(b, Paragraph | Grid)]
    return {"blocks": blocks, "notes": notes}


def unpack(data: dict[str, Any] | None) -> Document:
    """The document again; of ``None`` (a plan's JSON has no source to show) an empty one."""
    if data is None:
        return Document(())
    notes = tuple((text, _place(place)) for text, place in data["notes"])
    return Document(tuple(_block(b) for b in data["blocks"]), notes=notes)


def _pack_place(place: Place | None) -> dict[str, Any] | None:
    return place.model_dump(exclude_none=True, exclude={"file"}) if place else None


def _place(data: dict[str, Any] | None) -> Place | None:
    return Place(**data) if data is not None else None


def _pack_block(block: Paragraph | Grid) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"text": block.text, "role": block.role.value, "place": _pack_place(block.place)}
    return {"cells": [_pack_cell(c) for c in block.cells]}


def _pack_cell(cell: Cell) -> list[Any]:
    return [
        cell.row,
        cell.column,
        cell.text,
        cell.row_span,
        cell.column_span,
        _pack_place(cell.place),
    ]


def _block(data: dict[str, Any]) -> Block:
    if "cells" not in data:
        return Paragraph(data["text"], Role(data["role"]), _place(data["place"]))
    return Grid(tuple(_cell(*cell) for cell in data["cells"]))


def _cell(
    row: int, column: int, text: str, rows: int, columns: int, place: dict[str, Any] | None
) -> Cell:
    return Cell(row, column, text, rows, columns, place=_place(place))
