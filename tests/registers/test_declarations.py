from __future__ import annotations

import re
from pathlib import Path

import pytest

from jixiao.registers.catalogue import UnknownRegisterError, register, registers
from jixiao.registers.declaration import DeclarationError, FieldType
from jixiao.registers.heading_words import canonical
from jixiao.registers.headings import find
from jixiao.registers.loading import load
from jixiao.registers.store import Store
from tests.registers.ledgers import csv_bytes, current, taken

_PROMISED = """
inspections complaints penalty_cases product_sampling food_sampling metrology special_equipment
market_entities credit_sanctions trademark_advertising geographical_indication quality_visits kitchens
training venue_hire purchases network_faults campaigns plan_items payments satisfaction publications
""".split()
_OWN = """
label = "电梯维保台账"
key = ["visit"]
[fields]
visit = { label = "维保单号", type = "text", required = true, synonyms = ["单号"] }
on = { label = "维保日期", type = "date", event = true }
worker = { label = "维保人", type = "text", personal = "drop" }
"""


def test_every_register_of_the_contract_is_there() -> None:
    assert set(_PROMISED) <= set(registers())


@pytest.mark.parametrize("name", _PROMISED)
def test_no_heading_means_two_fields_of_one_register(name: str) -> None:
    seen: dict[str, str] = {}
    for field in register(name).fields:
        for word in (field.label, field.name, *field.synonyms):
            assert seen.setdefault(canonical(word), field.name) == field.name, word


@pytest.mark.parametrize("name", _PROMISED)
def test_labels_are_found_as_headings(name: str) -> None:
    found = find(register(name), [[f.label for f in register(name).fields]])
    assert found is not None
    assert [c.field for c in found.columns] == [f.name for f in register(name).fields]


@pytest.mark.parametrize("name", _PROMISED)
def test_every_register_can_be_grouped_and_filtered(name: str) -> None:
    one = register(name)
    assert one.unit in one and one.project in one and one.year_of in one
    assert one.label and one.english and one.keeper and one.source


def test_names_telephones_and_identity_numbers_are_declared_personal() -> None:
    personal = re.compile(r"身份证|手机|电话|联系人$|人员$|姓名|证件号码$")
    for one in registers().values():
        for field in one.fields:
            if personal.search(field.label) and field.type is FieldType.TEXT:
                assert field.personal, f"{one.name}.{field.name}"


def test_an_unknown_name_says_which_there_are() -> None:
    with pytest.raises(UnknownRegisterError, match="penalty_cases"):
        register("nothing")


def test_a_department_adds_its_own_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "registers").mkdir()
    (tmp_path / "registers/lift_visits.toml").write_text(_OWN, "utf-8")
    assert "lift_visits" in Store(tmp_path).registers()
    taken(
        tmp_path,
        csv_bytes([["单号", "维保日期", "维保人"], ["L1", "2023-01-02", "钱七"]]),
        "lift_visits",
    )
    assert [str(row[1]) for row in current(tmp_path, "lift_visits", 'visit, "on"')] == [
        "2023-01-02"
    ]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("label = ", "lable = "), "lable"),
        (('type = "date"', 'type = "day"'), "fields.on.type"),
        (('key = ["visit"]', 'key = ["visits"]'), "key"),
        (('key = ["visit"]', "key = []"), "key"),
        (('key = ["visit"]', 'key = ["worker"]'), "key"),
        (('personal = "drop"', 'personal = "keep"'), "fields.worker.personal"),
        (("event = true", "event = 1"), "fields.on.event"),
        (('synonyms = ["单号"]', 'synonyms = "单号"'), "fields.visit.synonyms"),
        (('label = "维保人"', 'label = "维保日期"'), "fields.worker.label"),
        (("[fields]", "[fields"), "全文"),
        (("visit = {", "Visit = {"), "fields.Visit"),
    ],
)
def test_a_wrong_declaration_is_named_by_file_and_key(change: tuple[str, str], key: str) -> None:
    with pytest.raises(DeclarationError) as wrong:
        load("lift_visits", _OWN.replace(*change, 1), "registers/lift_visits.toml")
    assert wrong.value.key == key
    assert str(wrong.value).startswith("registers/lift_visits.toml: ")


def test_the_name_of_a_built_in_register_is_taken(tmp_path: Path) -> None:
    (tmp_path / "registers").mkdir()
    (tmp_path / "registers/payments.toml").write_text(_OWN, "utf-8")
    with pytest.raises(DeclarationError, match="payments"):
        registers(tmp_path)
