"""Which take-in holds: by the day it speaks for, field by field; full exports; taking a take-in back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.registers.commit import writing
from jixiao.registers.intake import Outcome
from jixiao.registers.speaking import Said, said
from jixiao.registers.store import Store
from jixiao.registers.withdrawal import WithdrawalError, withdraw, word_on
from tests.registers.ledgers import HEAD, csv_bytes, current, taken

_MARCH, _JUNE = date(2023, 3, 31), date(2023, 6, 30)
_OPEN = ["A1", "2023-01-05", "", "", "已立案"]
_CLOSED = ["A1", "2023-01-05", "2023-06-01", "200.00", "已结案"]
_SHOWN = "case_no, fine::INTEGER, closed_on IS NOT NULL"


def _take(folder: Path, *rows: list[str], head: list[str] = HEAD, **more: object) -> Outcome:
    more.setdefault("name", f"{len(Store(folder).taken())}.csv")
    return taken(folder, csv_bytes([head, *rows]), **more)


def _checks(outcome: Outcome) -> set[str]:
    return {one.check for one in outcome.findings}


def _now(folder: Path) -> list[tuple[object, ...]]:
    return current(folder, "penalty_cases", _SHOWN)


def test_an_older_export_taken_in_later_changes_nothing_newer(tmp_path: Path) -> None:
    _take(tmp_path, _CLOSED, speaks_for=_JUNE)
    later = _take(tmp_path, _OPEN, ["A2", "2023-02-01", "", "", "已立案"], speaks_for=_MARCH)
    assert _now(tmp_path) == [("A1", 200, True), ("A2", None, False)]
    assert "older" in _checks(later) and later.superseded == 0


def test_without_a_day_the_day_of_taking_in_decides(tmp_path: Path) -> None:
    _take(tmp_path, _CLOSED)
    _take(tmp_path, _OPEN, speaks_for=_MARCH)
    assert _now(tmp_path) == [("A1", 200, True)]
    _take(tmp_path, ["A1", "2023-01-05", "2023-06-02", "300.00", "已结案"])
    assert _now(tmp_path) == [("A1", 300, True)]


def test_a_correction_with_fewer_columns_leaves_the_others(tmp_path: Path) -> None:
    _take(tmp_path, _CLOSED)
    later = _take(tmp_path, ["A1", "2023-01-06"], head=HEAD[:2])
    shown = "case_no, filed_on::VARCHAR, fine::INTEGER, _row"
    assert current(tmp_path, "penalty_cases", shown) == [("A1", "2023-01-06", 200, 2)]
    imports = current(tmp_path, "penalty_cases", "_import")
    assert imports == [(later.sha256,)], "the newest of the take-ins that a row is made of is named"
    assert "columns-kept" in _checks(later)


def test_a_cell_left_blank_is_a_correction(tmp_path: Path) -> None:
    _take(tmp_path, _CLOSED)
    _take(tmp_path, ["A1", "2023-01-05", "2023-06-01", "", "已结案"])
    assert _now(tmp_path) == [("A1", None, True)]


def test_rows_gone_from_a_full_export_no_longer_count(tmp_path: Path) -> None:
    before = ["A9", "2022-12-01", "", "", "已立案"]
    other = ["A2", "2023-02-01", "", "", "已立案"]
    _take(tmp_path, before, _CLOSED, other, speaks_for=_MARCH)
    partial = _take(
        tmp_path,
        other,
        ["A3", "2023-03-01", "", "", "已立案"],
        ["A4", "2023-01-01", "", "", "已立案"],
    )
    assert len(_now(tmp_path)) == 5
    assert [one.count for one in partial.findings if one.check == "not-in-it"] == [1]
    full = Said(_JUNE, date(2023, 1, 1), full=True)
    withdraw(Store(tmp_path), partial.sha256 or "", who="某人", reason="导错")
    done = _take(tmp_path, other, speaks_for=full)
    assert [row[0] for row in _now(tmp_path)] == ["A2", "A9"], "A9 is not of the span"
    assert any(one.check == "gone" and "A1" in one.fault for one in done.findings)
    assert Store(tmp_path).history("penalty_cases", ["A1"])[0]["_current"] is False


def test_a_full_export_with_refused_rows_takes_nothing_away(tmp_path: Path) -> None:
    _take(tmp_path, _CLOSED, ["A2", "2023-02-01", "", "", "已立案"], speaks_for=_MARCH)
    bad = ["A1", "2023.13.1", "", "", "已立案"]
    done = _take(tmp_path, bad, speaks_for=Said(_JUNE, full=True), accept_partial=True)
    assert len(_now(tmp_path)) == 2
    assert "full-not-whole" in _checks(done)


def test_a_withdrawn_take_in_counts_no_longer_and_what_it_corrected_again(tmp_path: Path) -> None:
    _take(tmp_path, _OPEN, speaks_for=_MARCH)
    done = _take(tmp_path, _CLOSED, ["A2", "2023-02-01", "", "", "已立案"], speaks_for=_JUNE)
    store = Store(tmp_path)
    withdraw(store, (done.sha256 or "")[:12], who="某人", reason="是别的局的")
    assert _now(tmp_path) == [("A1", None, False)]
    said = word_on(store, done.sha256 or "", "penalty_cases")
    assert said and (said.who, said.reason) == ("某人", "是别的局的")
    again = _take(tmp_path, _CLOSED, ["A2", "2023-02-01", "", "", "已立案"], speaks_for=_JUNE)
    assert not again.already and _now(tmp_path)[0] == ("A1", 200, True)


def test_rows_that_another_take_in_said_again_outlive_a_withdrawal(tmp_path: Path) -> None:
    first = _take(tmp_path, _CLOSED)
    second = _take(tmp_path, _CLOSED, ["A2", "2023-02-01", "", "", "已立案"])
    withdraw(Store(tmp_path), first.sha256 or "", who="某人", reason="导错")
    assert _now(tmp_path) == [("A1", 200, True), ("A2", None, False)]
    assert set(current(tmp_path, "penalty_cases", "_import")) == {(second.sha256,)}


@pytest.mark.parametrize(
    ("asked", "reason", "told"),
    [
        ("", "导错", "太短"),
        ("ffffffff", "导错", "没有摘要"),
        (None, " ", "理由"),
        (None, "导错", "已由"),
    ],
)
def test_what_cannot_be_withdrawn_says_why(
    tmp_path: Path, asked: str | None, reason: str, told: str
) -> None:
    done = _take(tmp_path, _CLOSED)
    if told == "已由":
        withdraw(Store(tmp_path), done.sha256 or "", who="某人", reason="导错")
    with pytest.raises(WithdrawalError, match=told):
        withdraw(
            Store(tmp_path), (done.sha256 or "") if asked is None else asked, who="x", reason=reason
        )


def test_as_known_on_a_day(tmp_path: Path) -> None:
    _take(tmp_path, _OPEN, speaks_for=_MARCH)
    done = _take(tmp_path, _CLOSED, speaks_for=_JUNE)
    withdraw(Store(tmp_path), done.sha256 or "", who="某人", reason="导错")

    def known(day: date) -> list[tuple[object, ...]]:
        with duckdb.connect() as connection:
            Store(tmp_path).as_known_on(day).duckdb_view(connection, "penalty_cases")
            return connection.execute("SELECT fine::INTEGER FROM penalty_cases").fetchall()

    assert known(date(2023, 1, 1)) == []
    assert known(_MARCH) == [(None,)]
    assert known(_JUNE) == [(200,)], "it was withdrawn only later"
    assert _now(tmp_path) == [("A1", None, False)]


def test_the_span_a_take_in_speaks_for(tmp_path: Path) -> None:
    _take(tmp_path, ["A1", "2023-02-05", "", "", ""], ["A2", "2023-03-05", "", "", ""])
    store = Store(tmp_path)
    assert (store.taken()[0].first_day, store.taken()[0].last_day) == (
        date(2023, 2, 5),
        date(2023, 3, 5),
    )
    assert not store.speaking("penalty_cases", date(2023, 1, 1), _MARCH)
    _take(tmp_path, ["A3", "2023-05-05", "", "", ""], speaks_for=_JUNE)
    assert store.speaking("penalty_cases", date(2023, 1, 1), _JUNE)
    _take(tmp_path, ["A4", "2023-07-05", "", "", ""], speaks_for=said("2023-07-01..2023-09-30"))
    assert len(store.speaking("penalty_cases", date(2023, 1, 1), date(2023, 9, 30))) == 2
    assert not store.speaking("penalty_cases", date(2022, 12, 31), _JUNE)


@pytest.mark.parametrize("typed", ["昨天", "2023-06-31", "2023-06-30..2023-01-01", ".."])
def test_what_is_no_span_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"日期|起日"):
        said(typed)


def test_a_folder_that_lost_what_can_be_made_again_says_the_same(tmp_path: Path) -> None:
    _take(tmp_path, _CLOSED)
    _take(tmp_path, ["A1", "2023-01-06"], head=HEAD[:2])
    before = _now(tmp_path)
    for path in Store(tmp_path).current_folder.iterdir():
        path.unlink()
    assert _now(tmp_path) == before


_VALUE = st.sampled_from(["", "1", "2", "3"])
_TAKE = st.tuples(
    st.integers(1, 12),  # the month it speaks for
    st.lists(
        st.tuples(st.sampled_from("AB"), _VALUE, _VALUE), max_size=2, unique_by=lambda r: r[0]
    ),
    st.sampled_from(["fine", "seized", "both"]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(_TAKE, min_size=1, max_size=5), st.data())
def test_every_field_is_of_the_newest_take_in_with_its_column(
    tmp_path_factory: pytest.TempPathFactory, takes: list, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("store")
    done: list[tuple[int, int, str | None, dict[str, dict[str, str]]]] = []
    for n, (month, rows, columns) in enumerate(takes):
        have = {
            "fine": ["罚款金额（元）"],
            "seized": ["没收违法所得"],
            "both": ["罚款金额（元）", "没收违法所得"],
        }[columns]
        values = {k: dict(zip(have, (a, b), strict=False)) for k, a, b in rows}
        told = [[k, f"2023-01-{n + 1:02}", *cells.values()] for k, cells in values.items()]
        out = (
            _take(
                folder,
                *told,
                head=["案件编号", "立案日期", *have],
                speaks_for=date(2023, month, 1),
                name=f"{n}.csv",
            )
            if told
            else None
        )
        done.append((month, n, out.sha256 if out else None, values))
    shas = [one[2] for one in done if one[2]]
    back = data.draw(st.sets(st.sampled_from(shas), max_size=2)) if shas else set()
    for sha in back:
        withdraw(Store(folder), sha, who="某人", reason="试")
    expected: dict[str, dict[str, str]] = {}
    for _, _, sha, values in sorted(
        (one for one in done if one[2] not in back), key=lambda o: o[:2]
    ):
        for key, cells in values.items() if sha else ():
            expected.setdefault(key, {}).update(cells)
    got = current(
        folder, "penalty_cases", "case_no, fine::INTEGER::VARCHAR, confiscated::INTEGER::VARCHAR"
    )
    wanted = [
        (key, cells.get("罚款金额（元）") or None, cells.get("没收违法所得") or None)
        for key, cells in sorted(expected.items())
    ]
    assert got == wanted


def test_what_stands_in_an_interrupted_folder_of_current_is_no_harm(tmp_path: Path) -> None:
    _take(tmp_path, _CLOSED)
    _take(tmp_path, ["A1", "2023-01-06"], head=HEAD[:2])
    left = Store(tmp_path).current_folder / ".making-left"
    left.mkdir()
    with writing(Store(tmp_path)):
        assert _now(tmp_path)[0][0] == "A1"


def _printed(line: str, *rows: list[str]) -> bytes:
    return csv_bytes([[line, "", "", "", ""], HEAD, *rows])


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("导出时间：2023-06-30 10:00:00", "导出时间：2023-03-31 10:00:00"),
        ("数据截至2023年6月30日", "数据截至2023年3月31日"),
        ("制表单位：法规科  打印日期: 2023/6/30", "制表单位：法规科  打印日期: 2023/3/31"),
    ],
)
def test_an_older_export_taken_in_later_by_the_day_it_prints(
    newer: str, older: str, tmp_path: Path
) -> None:
    closed = ["A1", "2023-01-05", "2023-05-01", "500.00", "已结案"]
    taken(tmp_path, _printed(newer, closed))
    outcome = taken(tmp_path, _printed(older, ["A1", "2023-01-05", "", "", "办理中"]))
    assert {"older", "day-printed"} <= {f.check for f in outcome.findings}
    assert current(tmp_path, "penalty_cases", "closed_on") == [(date(2023, 5, 1),)]
    assert {str(i.printed) for i in Store(tmp_path).imports()} == {"2023-06-30", "2023-03-31"}


@pytest.mark.parametrize(
    "line",
    [
        "查询日期：2023-01-01 至 2023-03-31",
        "立案日期：2023-03-31",
        "导出时间：2999-01-01",
        "2023年3月案件",
    ],
)
def test_a_span_or_another_day_above_the_headings_says_nothing_of_the_export(
    line: str, tmp_path: Path
) -> None:
    taken(tmp_path, _printed(line, ["A1", "2023-01-05", "", "", "办理中"]))
    assert [one.printed for one in Store(tmp_path).imports()] == [None]
