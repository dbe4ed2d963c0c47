"""Files in the dress of every source known: all rows go in, every value is that counted beside."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from jixiao.grids.errors import ReadError
from jixiao.measures.reading import fields_read
from jixiao.registers.catalogue import registers
from jixiao.registers.connecting import load
from jixiao.registers.declaration import DeclarationError
from jixiao.registers.heading_words import canonical
from jixiao.registers.intake import Outcome, take_in
from jixiao.registers.own_source import NoSourceError, kept, written
from jixiao.registers.speaking import Said
from jixiao.registers.store import Store
from jixiao.terms.findings import Level
from tests.measures.test_whole_ledgers import value
from tests.needs import ROOT
from tests.registers import dresses
from tests.registers.dresses import Dress
from tests.registers.ledgers import csv_bytes, current, everything, xlsx_bytes

END = date(2023, 12, 31)


def taken(folder: Path, made: Dress, rows: Sequence[Sequence[Any]], **more: Any) -> Outcome:
    store = Store(folder)
    container = more.pop("container", csv_bytes)
    options = {"words": made.words, "mapping": made.mapping} | more
    return take_in(
        store.register(made.register),
        container(rows),
        store=store,
        who="绩效专管员",
        speaks_for=Said(END, date(2023, 1, 1)),
        read=fields_read(made.register),
        **options,
    )


def returned(outcome: Outcome) -> list[str]:
    return [f"{f.check}: {f.fault}" for f in outcome.findings if f.level is Level.RETURN]


def gbk(rows: Sequence[Sequence[Any]]) -> bytes:
    return csv_bytes(rows, "gbk", end="\r\n")


def shuffled(made: Dress) -> list[list[Any]]:
    """The columns in another order; equal headings keep theirs beside their neighbours."""
    order = list(range(len(made.head)))
    if len(set(made.head)) == len(made.head):
        random.Random(3).shuffle(order)
    else:
        order = [*order[34:], *order[10:34], *order[:10]]
    return [[row[i] for i in order] for row in (made.head, *made.rows)]


DRESSES = [pytest.param(one, id=one.__name__) for one in dresses.EVERY]


@pytest.mark.parametrize("make", DRESSES)
def test_a_thousand_rows_give_the_values_counted_beside(
    make: Callable[[], Dress], tmp_path: Path
) -> None:
    made = make()
    outcome = taken(tmp_path, made, [made.head, *made.rows])
    assert returned(outcome) == []
    assert outcome.headings.source
    assert outcome.headings.source.connector.name == made.connector
    got = {name: value(Store(tmp_path), name, "2023-12-31") for name in made.truth}
    assert got == made.truth
    assert made.person.encode() not in everything(tmp_path)


@pytest.mark.parametrize("make", DRESSES)
def test_the_order_of_columns_a_title_and_the_container_change_no_row(
    make: Callable[[], Dress], tmp_path: Path
) -> None:
    made = make()
    made.rows = made.rows[:60]
    plain = [made.head, *made.rows]
    titled = [[made.title or "导出清单"], *plain]
    seen = []
    for n, (rows, container) in enumerate(
        [(plain, csv_bytes), (shuffled(made), csv_bytes), (titled, gbk), (titled, xlsx_bytes)]
    ):
        folder = tmp_path / str(n)
        folder.mkdir()
        outcome = taken(folder, made, rows, container=container)
        assert returned(outcome) == []
        register = registers()[made.register]
        hashed = {f.name for f in register.fields if f.personal} | set(register.key)
        columns = [f'"{f.name}"' for f in register.stored if f.name not in hashed]
        seen.append(sorted(map(str, current(folder, made.register, ", ".join(columns)))))
    assert all(rows == seen[0] for rows in seen)


@pytest.mark.parametrize("make", DRESSES)
def test_taking_in_again_changes_nothing(make: Callable[[], Dress], tmp_path: Path) -> None:
    made = make()
    made.rows = made.rows[:60]
    first = taken(tmp_path, made, [made.head, *made.rows])
    again = taken(tmp_path, made, shuffled(made))
    assert returned(again) == []
    assert (again.unchanged, again.superseded) == (first.accepted, 0)


def refused(folder: Path, made: Dress, rows: Sequence[Sequence[Any]], **more: Any) -> str:
    with pytest.raises(ReadError) as wrong:
        taken(folder, made, rows, **more)
    assert not Store(folder).imports()
    return str(wrong.value)


def test_answers_without_a_known_question_stop_with_one_question(tmp_path: Path) -> None:
    made = dresses.answers_by_text()
    made.head[9] = "3、您怎么看？"
    asked = taken(tmp_path, made, [made.head, *made.rows[:20]], accept_partial=True)
    assert not Store(tmp_path).imports()
    told = [f for f in asked.findings if f.check == "source-question"]
    assert [(f.row, f.level) for f in told] == [(1, Level.RETURN)]
    assert len(returned(asked)) == 1
    assert "哪一道题问的是满意程度？" in told[0].remedy
    assert "J 列“3、您怎么看？”" in told[0].fault
    outcome = taken(
        tmp_path, made, [made.head, *made.rows[:20]], mapping={"3、您怎么看？": "answer"}
    )
    assert outcome.accepted == 20


def test_answers_by_code_ask_which_end_is_good(tmp_path: Path) -> None:
    made = dresses.answers_by_code()
    outcome = taken(tmp_path, made, [made.head, *made.rows[:20]], words={})
    assert not Store(tmp_path).imports()
    assert {w.word for w in outcome.words if w.field == "answer"} <= set("12345")
    assert any(f.check == "code-unknown" for f in outcome.findings)


def test_a_sheet_of_statistics_is_no_list_of_cases(tmp_path: Path) -> None:
    made = dresses.statistics()
    made.register = "complaints"
    said = refused(tmp_path, made, [[made.title], made.head, *made.rows[:5]])
    assert "消费者投诉处理情况表" in said
    assert "jixiao intake complaint_statistics" in said


def test_a_sheet_of_statistics_with_a_heading_renamed_is_no_list_of_cases_either(
    tmp_path: Path,
) -> None:
    made = dresses.statistics()
    made.register = "complaints"
    made.head[made.head.index("受理投诉")] = "受理投诉总量"
    said = refused(tmp_path, made, [[made.title], made.head, *made.rows[:5]])
    assert "消费者投诉处理情况表" in said
    assert "“受理投诉”" in said


def test_statistics_without_their_day_are_asked_for_it(tmp_path: Path) -> None:
    made = dresses.statistics()
    store = Store(tmp_path)
    data = csv_bytes([made.head, *made.rows[:5]])
    outcome = take_in(store.register(made.register), data, store=store, who="绩效专管员")
    assert not store.imports()
    assert any("--speaks-for" in f.remedy for f in outcome.findings)


def test_headings_of_an_older_version_are_asked_about_with_the_place(tmp_path: Path) -> None:
    made = dresses.penalties()
    made.head[made.head.index("处罚机关")] = "作出决定的部门"
    outcome = taken(tmp_path, made, [["双公示"], made.head, *made.rows[:5]])
    asked = [f for f in outcome.findings if f.check == "source-nearly"]
    assert [(f.row, f.level) for f in asked] == [(2, Level.RETURN)]
    assert "没有“处罚机关”" in asked[0].fault
    assert "“作出决定的部门”" in asked[0].fault.partition("不认识的列：")[2]
    given = taken(tmp_path, made, [made.head, *made.rows[:5]], mapping={"作出决定的部门": "unit"})
    assert returned(given) == []


def test_equal_headings_far_from_their_neighbours_are_never_taken_by_order(tmp_path: Path) -> None:
    made = dresses.food_form()
    order = list(range(len(made.head)))
    random.Random(1).shuffle(order)
    rows = [[row[i] for i in order] for row in (made.head, *made.rows[:30])]
    taken(tmp_path, made, rows, accept_partial=True)
    kept = current(tmp_path, made.register, "sampling_body, sampled_entity, lab")
    assert len(kept) == 30
    for body, entity, lab in kept:
        assert body in (None, "某抽样所")
        assert entity is None or entity.startswith("某超市")
        assert lab == "某检测公司"


def test_a_file_that_fits_two_sources_is_asked_about(tmp_path: Path) -> None:
    own = tmp_path / "connectors"
    own.mkdir()
    text = (
        'label = "乡镇抽查表"\nversion = "1"\nregister = "inspections"\nsource = "本县"\n'
        'needed = ["抽查计划编号", "抽查任务编号", "抽查类型", "抽查机关", "抽查完成日期", "名称"]\n'
        '[columns]\n"抽查计划编号" = "task_no"\n"抽查任务编号" = "-"\n"抽查类型" = "check_type"\n'
        '"抽查机关" = "unit"\n"抽查完成日期" = "inspected_on"\n"名称" = "entity_name"\n'
    )
    (own / "town.toml").write_text(text, "utf-8")
    made = dresses.inspected()
    outcome = taken(tmp_path, made, [made.head, *made.rows[:5]])
    asked = [f for f in outcome.findings if f.check == "source-two"]
    assert [f.row for f in asked] == [1]
    assert "乡镇抽查表" in asked[0].fault
    assert "B 列“抽查计划名称”" not in asked[0].fault
    differ = asked[0].fault.partition("读法不同的列：")[2]
    assert differ and all(f"“{heading}”" in differ for heading in ("抽查计划编号",))


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('"文号" = "nonsense"', "columns.文号"),
        ('"文 号" = "case_no"\n"文号" = "decision_no"', "columns.文号"),
        ('"别的" = "case_no"', "needed"),
    ],
)
def test_a_connector_with_a_wrong_column_is_refused_with_its_key(line: str, key: str) -> None:
    text = (
        'label = "某系统"\nversion = "1"\nregister = "penalty_cases"\nsource = "某系统"\n'
        f'needed = ["文号", "日期"]\n[columns]\n"日期" = "filed_on"\n{line}\n'
    )
    with pytest.raises(DeclarationError) as wrong:
        load("some", text, "some.toml", registers())
    assert (wrong.value.file, wrong.value.key) == ("some.toml", key)


def listed() -> dict[str, set[str]]:
    """Every heading a source is printed with, by its connector."""
    spec = yaml.safe_load((ROOT / "specs/registers/connectors.yml").read_text("utf-8"))
    return {name: set(headings) for name, headings in spec.items()}


@pytest.mark.parametrize(("name", "headings"), listed().items())
def test_every_printed_heading_lands_or_is_named_as_left_out(name: str, headings: set[str]) -> None:
    one = next(c for r in registers().values() for c in r.connectors if c.name == name)
    known = {canonical(h) for slot in one.slots for h in slot.headings}
    assert {h for h in headings if canonical(h) not in known} == set()


def test_what_a_person_mapped_once_is_a_source_for_the_next_county(tmp_path: Path) -> None:
    here, there = Store(tmp_path / "here"), Store(tmp_path / "there")
    head = ["流水", "何时立的", "罚了（万元）", "办到哪步"]
    rows = [["A1", "2023-01-05", "0.2", "搁着"], ["A2", "2023-02-05", "1.5", "了结"]]
    mapping = {
        "流水": "case_no", "何时立的": "filed_on", "罚了（万元）": "fine", "办到哪步": "status"
    }  # fmt: skip
    words = {"status": {"搁着": "filed", "了结": "closed"}}
    data = csv_bytes([head, *rows])
    register = here.register("penalty_cases")
    take_in(register, data, store=here, who="甲县", mapping=mapping, words=words)
    text = written(here, "penalty_cases", "county_cases", "甲县办案表")
    kept(there, "county_cases", text)
    moved = csv_bytes([head[::-1], *[row[::-1] for row in rows], ["搁着", "3", "2023-03-05", "A3"]])
    outcome = take_in(there.register("penalty_cases"), moved, store=there, who="乙县")
    assert returned(outcome) == []
    assert outcome.headings.source
    assert current(there.folder, "penalty_cases", "case_no, fine, status") == [
        ("A1", Decimal("2000.00"), "filed"),
        ("A2", Decimal("15000.00"), "closed"),
        ("A3", Decimal("30000.00"), "filed"),
    ]
    with pytest.raises(NoSourceError):
        kept(there, "county_cases", text.replace("甲县办案表", "别的"))
