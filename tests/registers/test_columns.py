"""Columns that a department adds to a built-in register: theirs alone, checked, and read like its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.measures.bound import bound_of
from jixiao.measures.catalogue import measure
from jixiao.measures.loading import MeasureError
from jixiao.measures.predicates.text import PredicateError
from jixiao.plan.model import Indicator
from jixiao.registers.catalogue import register, registers
from jixiao.registers.declaration import DeclarationError

STREET = '[fields]\nstreet = { label = "所属街道", type = "text", synonyms = ["街道"] }\n'


def folder_with(folder: Path, text: str, name: str = "complaints") -> Path:
    (folder / "columns").mkdir()
    (folder / "columns" / f"{name}.toml").write_text(text, "utf-8")
    return folder


def test_the_register_has_the_column_behind_its_own_and_only_there(tmp_path: Path) -> None:
    wider = register("complaints", folder_with(tmp_path, STREET))
    assert wider.fields[-1].label == "所属街道"
    assert wider.fields[:-1] == register("complaints").fields
    assert wider.connectors == register("complaints").connectors
    assert "street" not in registers()["complaints"]


def test_a_condition_and_a_measure_may_name_it_in_that_folder_alone(tmp_path: Path) -> None:
    reference = {"id": "complaints_received", "where": "street = '城关街道'"}
    one = Indicator.model_validate(
        {"id": "1/1", "name": "投诉数", "target": "≥1", "measure": reference}
    )
    assert bound_of(one, folder_with(tmp_path, STREET))
    with pytest.raises((PredicateError, ValueError), match="street"):
        bound_of(one)


@pytest.mark.parametrize(
    ("text", "name", "key", "word"),
    [
        ('[fields]\nstatus = { label = "另一个状态", type = "text" }', "complaints", "fields.status", "已有字段"),
        ('[fields]\nstreet = { label = "办理状态", type = "text" }', "complaints", "fields.street", "“办理状态”已是"),
        (STREET.replace('"街道"', '"投诉编号"'), "complaints", "fields.street", "“投诉编号”已是"),
        ('key = ["street"]\n' + STREET, "complaints", "key", "不认识"),
        ('[fields]\nstreet = { label = "街道", type = "字" }', "complaints", "fields.street.type", "应为"),
        ("[fields]", "complaints", "fields", "写出各字段"),
        (STREET, "complaint", "name", "不是内置台账"),
    ],
)  # fmt: skip
def test_a_wrong_file_of_columns_is_refused_with_its_place(
    text: str, name: str, key: str, word: str, tmp_path: Path
) -> None:
    folder_with(tmp_path, text, name)
    with pytest.raises(DeclarationError, match=word) as wrong:
        registers(tmp_path)
    assert wrong.value.key == key
    assert wrong.value.file.endswith(f"columns/{name}.toml")
    with pytest.raises(MeasureError, match=word):
        measure("complaints_received", tmp_path)
