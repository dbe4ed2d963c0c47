from __future__ import annotations

import random

import pytest

from jixiao.grids.errors import ReadError
from jixiao.grids.reading import read
from tests.grids.old_excel import old_excel
from tests.grids.test_docx import shown

FORM = {
    (0, 0): "自评表",
    (1, 0): "项目名称",
    (1, 1): "注册监管",
    (2, 0): "执行率",
    (2, 1): 0.95,
    (3, 1): 3.0,
}


def test_texts_numbers_and_merges_of_an_old_workbook() -> None:
    document = read(old_excel(FORM, merge=(2, 0, 3, 0)), "表.xls")
    assert shown(document) == [
        "自评表",
        [(1, 1, 1, 1, "项目名称"), (1, 2, 1, 1, "注册监管"), (2, 1, 2, 1, "执行率"),
         (2, 2, 1, 1, "0.95"), (3, 2, 1, 1, "3")],
    ]  # fmt: skip
    assert "数字格式没有读取" in document.notes[0][0]
    last = next(iter(document.grids())).cells[-1]
    assert last.place
    assert last.place.words() == "工作表“表”第4行第2格"


def test_damaged_old_workbooks_are_read_or_refused_never_a_crash() -> None:
    good, chance = old_excel(FORM), random.Random(1)
    for _ in range(25):
        data = bytearray(good)
        for _ in range(chance.choice((1, 5, 50))):
            data[chance.randrange(8, 2000)] = chance.randrange(256)
        try:
            read(bytes(data), "表.xls")
        except ReadError as error:
            assert "xls" in str(error)


def test_a_truncated_old_workbook_is_refused() -> None:
    with pytest.raises(ReadError, match="损坏的文件"):
        read(old_excel(FORM)[:1500], "表.xls")
