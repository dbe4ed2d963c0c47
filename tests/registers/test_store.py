"""What the evidence store promises: the same twice changes nothing, corrections supersede, no names."""

from __future__ import annotations

import hashlib
import stat
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.registers.intake import preview
from jixiao.registers.store import Store
from tests.registers.ledgers import HEAD, ROWS, csv_bytes, current, everything, taken, xlsx_bytes


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_no_take_in_yet_is_an_empty_relation_of_the_right_types(tmp_path: Path) -> None:
    relation = Store(tmp_path / "none").relation("payments")
    assert relation.files == relation.superseded == relation.imports == ()
    with duckdb.connect() as connection:
        Store(tmp_path / "none").duckdb_view(connection, "payments")
        types = dict(row[:2] for row in connection.execute("DESCRIBE payments").fetchall())
        assert connection.execute("SELECT count(*) FROM payments").fetchone() == (0,)
    assert types["paid_on"] == "DATE" and types["amount"] == "DECIMAL(18,2)"
    assert types["_row"] == "BIGINT" and types["_import"] == "VARCHAR"
    assert list(types) == list(relation.columns)
    assert not (tmp_path / "none").exists()


def test_a_take_in_is_named_by_its_own_hash_and_says_who_when_and_of_what(tmp_path: Path) -> None:
    data = csv_bytes([HEAD, *ROWS])
    outcome = taken(tmp_path, data, speaks_for=date(2023, 6, 30), name="案件.csv")
    one = Store(tmp_path).imports("penalty_cases")[0]
    stored = Store(tmp_path).file(one.sha256)
    assert one.sha256 == outcome.sha256 == hashlib.sha256(stored.read_bytes()).hexdigest()
    assert one.original_sha256 == hashlib.sha256(data).hexdigest()
    assert (one.original_name, one.who, one.speaks_for) == (
        "案件.csv",
        "绩效专管员",
        date(2023, 6, 30),
    )
    assert (one.rows, one.accepted, one.stored) == (3, 3, 3)


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    first = taken(tmp_path, csv_bytes([HEAD, *ROWS]), name="一.csv")
    before = _bytes(tmp_path)
    again = taken(tmp_path, csv_bytes([HEAD, *ROWS]), name="另一个名字.csv")
    assert again.already and again.sha256 == first.sha256 and again.accepted == first.accepted
    assert _bytes(tmp_path) == before


def test_the_same_rows_from_another_container_are_not_there_twice(tmp_path: Path) -> None:
    taken(tmp_path, csv_bytes([HEAD, *ROWS]))
    again = taken(tmp_path, xlsx_bytes([HEAD, *ROWS]))
    assert (again.unchanged, again.accepted, again.superseded) == (3, 3, 0)
    assert len(current(tmp_path, "penalty_cases", "case_no")) == 3
    assert Store(tmp_path).relation("penalty_cases").superseded == ()


def test_a_later_correction_supersedes_and_the_older_stays_readable(tmp_path: Path) -> None:
    taken(tmp_path, csv_bytes([HEAD, *ROWS]))
    corrected = ["A2", "2023-03-05", "2023-06-01", "88", "已结案"]
    outcome = taken(tmp_path, csv_bytes([HEAD, corrected, ["A4", "2023-07-01", "", "", ""]]))
    assert (outcome.superseded, outcome.accepted) == (1, 2)
    fines = current(tmp_path, "penalty_cases", "case_no, fine::VARCHAR")
    assert fines == [("A1", "500.00"), ("A2", "88.00"), ("A3", "1200.50"), ("A4", None)]
    history = Store(tmp_path).history("penalty_cases", ["A2"])
    assert [(h["status"], h["_current"]) for h in history] == [("filed", False), ("closed", True)]


def test_back_to_an_earlier_content_is_a_correction_too(tmp_path: Path) -> None:
    for status in ("办理中", "已结案", "办理中"):
        rows = [
            ["A1", "2023-01-05", "", "", status],
            [f"Z{len(list(tmp_path.rglob('*.json')))}", "2023-01-05", "", "", ""],
        ]
        taken(tmp_path, csv_bytes([HEAD, *rows]))
    assert current(tmp_path, "penalty_cases", "status")[0] == ("filed",)
    assert len(Store(tmp_path).history("penalty_cases", ["A1"])) == 3


def test_a_column_that_a_file_lacks_says_nothing(tmp_path: Path) -> None:
    taken(tmp_path, csv_bytes([HEAD, *ROWS]))
    outcome = taken(tmp_path, csv_bytes([row[:2] for row in (HEAD, *ROWS)]))
    assert (outcome.unchanged, outcome.superseded) == (3, 0)


def test_refused_rows_are_kept_with_their_reasons(tmp_path: Path) -> None:
    bad = ["A9", "2023.13.1", "", "5", ""]
    assert taken(tmp_path, csv_bytes([HEAD, *ROWS, bad])).sha256 is None
    assert not Store(tmp_path).imports()
    outcome = taken(tmp_path, csv_bytes([HEAD, *ROWS, bad]), accept_partial=True)
    assert (outcome.rows, outcome.accepted, outcome.refused) == (4, 3, 1)
    (refused,) = Store(tmp_path).refused(str(outcome.sha256))
    assert (
        refused["_row"] == 5
        and refused["filed_on"] == "2023.13.1"
        and "不是日期" in refused["_reasons"]
    )


def test_headings_once_said_are_remembered(tmp_path: Path) -> None:
    head = ["档案代号", "立案日期", "结案日期", "罚款金额（元）", "案件状态"]
    taken(tmp_path, csv_bytes([head, *ROWS]), mapping={"档案代号": "case_no"})
    store = Store(tmp_path)
    seen = preview(store.register("penalty_cases"), csv_bytes([head, ROWS[0]]), store=store)
    assert (
        seen.headings.columns[0].how == "remembered" and seen.headings.columns[0].field == "case_no"
    )


def test_a_preview_writes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    seen = preview(store.register("penalty_cases"), csv_bytes([HEAD, *ROWS]), store=store)
    assert seen.rows == 3 and not (tmp_path / "store").exists()


_PERSON_HEAD = [
    "登记编号",
    "接收日期",
    "投诉人姓名",
    "联系电话",
    "身份证号",
    "通讯地址",
    "投诉内容",
    "被投诉方",
    "备注",
    "经办人",
    "业务类型",
]
_PERSONS = ("欧阳娜娜", "13812345678", "130730198001011234", "沙城镇长城路七号", "0313-6212345")


def _person_rows() -> list[list[str]]:
    name, phone, number, address, landline = _PERSONS
    return [
        [
            "T1",
            "2023-01-05",
            name,
            phone,
            number,
            address,
            f"{name}反映，电话{phone}",
            "某超市",
            f"回电{landline}",
            "慕容复",
            "投诉",
        ],
        ["T2", "2023.13.5", name, phone, number, address, number, "某超市", "", "慕容复", "投诉"],
        ["T3", name, phone, number, address, landline, "", "某超市", "", "慕容复", phone],
        ["T4", phone, number, name, "", "", "", "某超市", "", "慕容复", "投诉"],
    ]


def test_no_name_telephone_or_identity_number_is_anywhere_in_the_store(tmp_path: Path) -> None:
    for data in (
        csv_bytes([_PERSON_HEAD, *_person_rows()]),
        xlsx_bytes([_PERSON_HEAD, *_person_rows()[:3]]),
    ):
        taken(tmp_path, data, "complaints", accept_partial=True, name=f"投诉{_PERSONS[1]}.csv")
    cases = [["案件编号", "立案日期", "当事人", "法定代表人", "统一社会信用代码", "备注"]]
    cases += [["A1", "2023-01-01", _PERSONS[0], "慕容复", _PERSONS[2], _PERSONS[1]]]
    taken(tmp_path, csv_bytes(cases))
    paid = [["支付凭证号", "支付日期", "金额", "收款人", "收款人账号", "用途"]]
    paid += [
        [
            "P1",
            "2023-01-01",
            "5",
            _PERSONS[0],
            "6222021234567890123",
            f"付{_PERSONS[1]}，身份证{_PERSONS[2]}号",
        ]
    ]
    taken(tmp_path, csv_bytes(paid), "payments")
    store = everything(tmp_path)
    for secret in (*_PERSONS, "慕容复", "6222021234567890123"):
        assert secret.encode() not in store, secret


def test_equal_persons_stay_equal_within_a_store_and_differ_between_stores(tmp_path: Path) -> None:
    rows = [
        ["案件编号", "立案日期", "当事人"],
        ["A1", "2023-01-01", "王五"],
        ["A2", "2023-01-01", "　王五 "],
    ]
    kept = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        taken(folder, csv_bytes(rows))
        kept.append(current(folder, "penalty_cases", "party"))
        assert stat.S_IMODE((folder / ".key").stat().st_mode) == 0o600
    assert kept[0][0] == kept[0][1] and len(kept[0][0][0]) == 32
    assert kept[0][0] != kept[1][0]


_row = st.tuples(st.dates(date(2020, 1, 1), date(2024, 12, 31)), st.integers(0, 10**9))
_ledger = st.dictionaries(st.integers(0, 10**6), _row, min_size=1, max_size=12)


def _written(rows: dict[int, tuple[date, int]], prefix: str) -> bytes:
    head = ["案件编号", "立案日期", "罚款金额（元）"]
    return csv_bytes(
        [head, *([f"{prefix}{k}", day, fine / 100] for k, (day, fine) in rows.items())]
    )


@given(_ledger, _ledger)
def test_the_order_of_two_files_without_a_common_key_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[int, tuple[date, int]],
    second: dict[int, tuple[date, int]],
) -> None:
    files = [_written(first, "甲"), _written(second, "乙")]
    found = []
    for order in (files, files[::-1]):
        folder = tmp_path_factory.mktemp("store")
        outcomes = [taken(folder, data) for data in order]
        rows = current(folder, "penalty_cases", "case_no, filed_on, fine")
        assert len(rows) == sum(o.accepted for o in outcomes) == len(first) + len(second)
        assert len({row[0] for row in rows}) == len(rows)
        found.append(rows)
    assert found[0] == found[1]


@given(_ledger)
def test_every_accepted_row_is_there_once_with_its_row_in_the_file(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[int, tuple[date, int]]
) -> None:
    folder = tmp_path_factory.mktemp("store")
    taken(folder, _written(rows, "案"))
    stored = {
        row[0]: row[1:] for row in current(folder, "penalty_cases", "case_no, filed_on, fine, _row")
    }
    assert stored == {
        f"案{k}": (day, Decimal(fine) / 100, at)
        for at, (k, (day, fine)) in enumerate(rows.items(), start=2)
    }
