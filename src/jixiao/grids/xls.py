"""The older Excel workbook (xls): read through calamine, which knows texts, numbers and merges.

It tells no number formats and no borders, so numbers are given by their digits and a note says so.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from jixiao.grids.document import Block, Document
from jixiao.grids.errors import ReadError
from jixiao.grids.kinds import Kind
from jixiao.grids.limits import MAX_FILE_BYTES
from jixiao.grids.sheet import Range, Sheet, blocks_of
from jixiao.grids.xlsx_cells import Allowance
from jixiao.grids.xlsx_formats import shortest
from jixiao.plan.place import Place
from jixiao.plan.words import clean

_NUMBERS = "旧版工作簿（xls）的数字格式没有读取，百分数按小数读入；请核对，或另存为 xlsx 后提交"
Value = (
    int
    | float
    | str
    | bool
    | datetime.time
    | datetime.date
    | datetime.datetime
    | datetime.timedelta
)


def read(data: bytes, name: str) -> Document:
    """The visible sheets of an xls workbook as paragraphs and grids.

    Raises:
        ReadError: broken, protected, or larger than the limits.
    """
    if len(data) > MAX_FILE_BYTES:
        raise ReadError(name, f"不超过 {MAX_FILE_BYTES >> 20} MB 的文件", "更大", "拆分后提交")
    try:
        return _read(data, name)
    except PasswordError as error:
        raise ReadError(
            name, "没有密码的文件", "设有打开密码的文件", "去掉打开密码后提交"
        ) from error
    except CalamineError as error:
        raise _broken(name) from error
    except BaseException as error:
        # A panic inside calamine comes out as a BaseException whose class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise _broken(name) from error


def _broken(name: str) -> ReadError:
    return ReadError(
        name, f"完好的{Kind.XLS.value}", "损坏的文件", "用 Excel 或 WPS 打开后另存为 xlsx 再提交"
    )


def _read(data: bytes, name: str) -> Document:
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    allowance = Allowance(name)
    blocks: list[Block] = []
    notes: list[tuple[str, Place | None]] = []
    numbers = False
    for ordinal, about in enumerate(workbook.sheets_metadata, start=1):
        if about.visible is not SheetVisibleEnum.Visible:
            words = f"工作表“{about.name}”是隐藏的，没有读入"
            notes.append((words, Place(file=name, sheet=about.name)))
            continue
        sheet = Sheet(name, about.name, ordinal)
        numbers |= _fill(sheet, workbook, allowance)
        blocks.extend(blocks_of(sheet))
    if numbers:
        notes.append((_NUMBERS, Place(file=name)))
    return Document(tuple(blocks), name, notes=tuple(notes))


def _fill(sheet: Sheet, workbook: CalamineWorkbook, allowance: Allowance) -> bool:
    """Take a sheet's cells and merges; whether there was a number among them."""
    source = workbook.get_sheet_by_name(sheet.name)
    first = source.start[1] + 1 if source.start else 1  # rows come from the top, columns do not
    numbers = False
    for row, values in enumerate(source.iter_rows(), start=1):
        for column, value in enumerate(values, start=first):
            if value != "" and (text := clean(_shown(value))):
                sheet.texts[row, column] = text
                allowance.use(len(text), sheet.place(row, column))
                numbers |= isinstance(value, int | float)
    for (top, left), (bottom, right) in source.merged_cell_ranges or ():
        sheet.merges.append(Range(top + 1, left + 1, bottom + 1, right + 1))
    return numbers


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return shortest(Decimal(repr(value)))
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.strftime("%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M")
    return str(value)
