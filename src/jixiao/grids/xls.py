"""The older Excel workbook (xls): texts, numbers and merges; neither number formats nor borders.

Numbers are given by their digits, and a note says so. The file is opened in a process of its own
(:mod:`jixiao.grids.xls_child`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal

from jixiao.findings.place import Place
from jixiao.grids import xls_child
from jixiao.grids.allowance import Allowance
from jixiao.grids.document import Block, Document
from jixiao.grids.errors import ReadError
from jixiao.grids.kinds import Kind
from jixiao.grids.limits import MAX_FILE_BYTES
from jixiao.grids.sheet import CONTENTS_TITLE, Range, Sheet, blocks_of
from jixiao.grids.xlsx_formats import shortest
from jixiao.plan.words import clean

_NUMBERS = "旧版工作簿（xls）的数字格式没有读取，百分数按小数读入；请核对，或另存为 xlsx 后提交"
_SECONDS = 120
_RESAVE = "用 Excel 或 WPS 打开后另存为 xlsx 再提交"


def read(data: bytes, name: str) -> Document:
    """The visible sheets of an xls workbook as paragraphs and grids.

    Raises:
        ReadError: broken, protected, or larger than the limits.
    """
    if len(data) > MAX_FILE_BYTES:
        raise ReadError(name, f"不超过 {MAX_FILE_BYTES >> 20} MB 的文件", "更大", "拆分后提交")
    allowance = Allowance(name)
    blocks: list[Block] = []
    notes: list[tuple[str, Place | None]] = []
    numbers = False
    for ordinal, (title, visible, values, merges) in enumerate(_opened(data, name), start=1):
        if not visible or title == CONTENTS_TITLE:
            words = f"工作表“{title}”是{'目录' if visible else '隐藏的'}，没有读入"
            notes.append((words, Place(file=name, sheet=title)))
            continue
        sheet = Sheet(name, title, ordinal, merges=[Range(*merge) for merge in merges])
        for row, column, kind, text in values:
            numbers |= kind == "number"
            _take(sheet, allowance, row, column, text if kind == "text" else _digits(text))
        blocks.extend(blocks_of(sheet))
    if numbers:
        notes.append((_NUMBERS, Place(file=name)))
    return Document(tuple(blocks), name, notes=tuple(notes))


def _opened(
    data: bytes, name: str
) -> list[tuple[str, bool, list[tuple[int, int, str, str]], list[list[int]]]]:
    """What the other process found; it may have died of the file."""
    command = [sys.executable, "-m", xls_child.__name__]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ReadError(name, "能够读完的工作簿", f"{_SECONDS} 秒没有读完", _RESAVE) from error
    if done.returncode == xls_child.PASSWORD:
        raise ReadError(name, "没有密码的文件", "设有打开密码的文件", "去掉打开密码后提交")
    if done.returncode:
        raise ReadError(name, f"完好的{Kind.XLS.value}", "损坏的文件", _RESAVE)
    found: list[tuple[str, bool, list[tuple[int, int, str, str]], list[list[int]]]] = json.loads(
        done.stdout
    )
    return found


def _take(sheet: Sheet, allowance: Allowance, row: int, column: int, text: str) -> None:
    allowance.cell(lambda: sheet.place(row, column))
    allowance.text(len(text))
    if text := clean(text):
        sheet.texts[row, column] = text


def _digits(text: str) -> str:
    number = Decimal(text)
    return shortest(number) if number.is_finite() else text
