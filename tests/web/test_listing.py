"""A list searched, filtered, sorted, in parts and as a file; what is missing is never a zero."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from jixiao.web.house.listing import Column, Listing


@dataclass(frozen=True)
class Project:
    name: str
    budget: Decimal | None
    stage: str


ROWS = (
    Project("执法办案", Decimal("19.84"), "草稿"),
    Project("抽检", Decimal("150"), "已提交"),
    Project("=宣传()", None, "草稿"),
)
COLUMNS: Sequence[Column[Project]] = (
    Column("name", "项目", lambda one: one.name),
    Column("budget", "预算", lambda one: one.budget, number=True, total=True, lack="缺"),
    Column("stage", "阶段", lambda one: one.stage, pick=True),
)


def _of(asked: str, **more: int) -> Listing[Project]:
    return Listing(RequestFactory().get(f"/?{asked}"), ROWS, COLUMNS, "项目", **more)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["执法办案", "抽检", "=宣传()"]),
        ("sort=budget", ["执法办案", "抽检", "=宣传()"]),
        ("sort=-budget", ["抽检", "执法办案", "=宣传()"]),
        ("q=办案", ["执法办案"]),
        ("q=办案 草稿", ["执法办案"]),
        ("q=办案 已提交", []),
        ("stage=草稿", ["执法办案", "=宣传()"]),
        ("stage=没有", []),
        ("sort=nothing", ["执法办案", "抽检", "=宣传()"]),
    ],
)
def test_what_is_asked_for_is_listed_missing_last(asked: str, names: list[str]) -> None:
    assert [one.name for one in _of(asked).rows] == names


def test_missing_is_said_and_left_out_of_the_total() -> None:
    made = _of("")
    cells = [[cell.text for cell in cells] for _row, cells in made.lines]
    assert [row[1] for row in cells] == ["19.84", "150.00", "缺"]
    assert made.totals == [None, "169.84", None]


def test_a_second_click_turns_the_order_and_keeps_the_rest() -> None:
    head = _of("sort=budget&stage=草稿&part=3").heads[1]
    assert head.direction == "ascending"
    assert head.address == "?sort=-budget&stage=%E8%8D%89%E7%A8%BF#rows-list"


def test_in_parts_with_counts_of_the_whole() -> None:
    made = _of("part=2", most=2)
    assert ([one.name for one in made.part.shown], made.part.total) == (["=宣传()"], 3)


def test_as_a_file_every_row_that_fits_numbers_as_numbers_nothing_that_runs() -> None:
    csv = _of("export=csv&sort=-budget", most=1).file()
    assert csv is not None
    lines = b"".join(csv.streaming_content).decode("utf-8-sig").splitlines()
    assert lines == ["项目,预算,阶段", "抽检,150,已提交", "执法办案,19.84,草稿", "'=宣传(),,草稿"]
    xlsx = _of("export=xlsx").file()
    assert xlsx is not None
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.content)).get_sheet_by_index(0)
    assert sheet.to_python() == [
        ["项目", "预算", "阶段"], ["执法办案", 19.84, "草稿"], ["抽检", 150, "已提交"],
        ["=宣传()", "", "草稿"],
    ]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(xlsx.content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml"), "a text, no formula"
    assert _of("export=exe").file() is None
