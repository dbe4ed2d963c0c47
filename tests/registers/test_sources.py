"""Ledgers as people send them: encodings, separators, titles, merged headings, halves, bombs."""

from __future__ import annotations

import datetime
import io
import re
import resource
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from jixiao.grids.errors import ReadError
from jixiao.registers.intake import Outcome
from jixiao.registers.store import Store
from tests.needs import ROOT
from tests.registers.ledgers import HEAD, ROWS, csv_bytes, current, taken, xlsx_bytes

_STORED = [
    ("A1", "2023-01-05", "500.00", "closed"),
    ("A2", "2023-03-05", None, "filed"),
    ("A3", "2023-04-05", "1200.50", "closed"),
]


def _stored(folder: Path) -> list[tuple[object, ...]]:
    return current(folder, "penalty_cases", "case_no, filed_on::VARCHAR, fine::VARCHAR, status")


def _checks(outcome: Outcome) -> list[tuple[int | None, str]]:
    return [(f.row, f.check) for f in outcome.findings]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-be-bom"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_encoding_and_separator(
    tmp_path: Path, encoding: str, separator: str, end: str
) -> None:
    text = csv_bytes([HEAD, *ROWS], separator=separator, end=end).decode()
    data = (
        b"\xfe\xff" + text.encode("utf-16-be")
        if encoding == "utf-16-be-bom"
        else text.encode(encoding)
    )
    assert taken(tmp_path, data).accepted == 3
    assert _stored(tmp_path) == _STORED


def test_quoted_newlines_separators_and_quotes(tmp_path: Path) -> None:
    rows = [["案件编号", "立案日期", "处罚种类"], ["A1", "2023-01-05", '罚款,\n并"没收"']]
    taken(tmp_path, csv_bytes([*rows, ["A2", "2023-01-06", "警告"]]))
    assert current(tmp_path, "penalty_cases", "penalty_kind, _row") == [
        ('罚款,\n并"没收"', 2),
        ("警告", 3),
    ]


def test_blank_lines_do_not_shift_the_rows_below(tmp_path: Path) -> None:
    lines = csv_bytes([HEAD, *ROWS]).decode().splitlines()
    data = "\n".join([lines[0], lines[1], "", "", lines[2], "", lines[3], "", ""]).encode()
    taken(tmp_path, data)
    stored = current(tmp_path, "penalty_cases", "case_no, _row")
    assert stored == [("A1", 2), ("A2", 5), ("A3", 7)]


@pytest.mark.parametrize("container", [csv_bytes, xlsx_bytes])
def test_titles_above_and_the_unit_said_once(tmp_path: Path, container: object) -> None:
    head = ["案件编号", "立案日期", "罚款金额"]
    rows = [
        ["怀来县市场监督管理局案件台账", "", ""],
        ["", "", "单位：万元"],
        head,
        ["A1", "2023-01-05", "0.5"],
    ]
    taken(tmp_path, container(rows))  # type: ignore[operator]
    assert current(tmp_path, "penalty_cases", "fine::VARCHAR, _row") == [("5000.00", 4)]


def test_titles_of_fewer_cells_than_the_rows_below(tmp_path: Path) -> None:
    data = "案件台账\n填报单位：某局\n".encode() + csv_bytes([HEAD, *ROWS])
    assert taken(tmp_path, data).accepted == 3
    assert current(tmp_path, "penalty_cases", "_row") == [(4,), (5,), (6,)]


def test_two_rows_of_merged_headings(tmp_path: Path) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.merge_range(0, 0, 0, 4, "案件台账")
        page.merge_range(1, 0, 2, 0, "案件编号")
        page.merge_range(1, 1, 1, 2, "当事人")
        page.write_row(2, 1, ["名称", "类型"])
        page.merge_range(1, 3, 1, 4, "案件办理")
        page.write_row(2, 3, ["立案日期", "结案日期"])
        page.write_row(3, 0, ["A1", "某店", "个体户", "2023-01-05", "2023-02-05"])
    taken(tmp_path, made.getvalue())
    found = current(
        tmp_path, "penalty_cases", "case_no, party_type, closed_on::VARCHAR, length(party)"
    )
    assert found == [("A1", "individual_business", "2023-02-05", 32)]


def test_excel_dates_formulas_errors_and_spoilt_numbers(tmp_path: Path) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page, day = book.add_worksheet(), book.add_format({"num_format": "yyyy/m/d"})
        page.write_row(2, 1, HEAD)
        for at, number in enumerate(["B1", "B2", "B3"], start=3):
            page.write_string(at, 1, number)
            page.write_datetime(at, 2, datetime.datetime(2023, 5, at), day)
        page.write_formula(3, 4, "=1000/2", None, 500)
        page.write_formula(4, 4, "=1/0", None, "#DIV/0!")
        page.write_number(5, 2, 45050)
        page.write_row(6, 1, [130730230000821123456, "2023-05-09"])
        page.write_formula(7, 1, '="B"&"9"', None, "B9")
        page.write_string(7, 2, "2023-05-10")
    outcome = taken(tmp_path, made.getvalue(), accept_partial=True)
    checks = _checks(outcome)
    assert (
        (5, "error-cell") in checks
        and (6, "date-serial") in checks
        and (7, "spoiled-number") in checks
    )
    assert current(
        tmp_path, "penalty_cases", "case_no, filed_on::VARCHAR, fine::VARCHAR, _row"
    ) == [
        ("B1", "2023-05-03", "500.00", 4),
        ("B3", "2023-05-04", None, 6),
        ("B9", "2023-05-10", None, 8),
    ]


def test_a_sheet_is_named_or_those_of_the_same_headings_are_one(tmp_path: Path) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for n, month in enumerate(["封面", "一月", "二月"]):
            page = book.add_worksheet(month)
            if n:
                page.write_row(0, 0, HEAD)
                page.write_row(1, 0, [f"M{n}", "2023-01-05"])
    path = tmp_path / "全年.xlsx"
    path.write_bytes(made.getvalue())
    assert (None, "sheets-together") in _checks(taken(tmp_path / "s", path))
    taken(tmp_path / "s", f"{path}#二月")
    assert current(tmp_path / "s", "penalty_cases", "case_no") == [("M1",), ("M2",)]


def test_lines_in_two_encodings(tmp_path: Path) -> None:
    rows = [
        csv_bytes([HEAD]),
        csv_bytes([ROWS[0]]),
        csv_bytes([ROWS[1]], "gb18030"),
        csv_bytes([ROWS[2]]),
    ]
    outcome = taken(tmp_path, b"".join(rows))
    assert (3, "mixed-encodings") in _checks(outcome)
    assert _stored(tmp_path) == _STORED


def test_rows_with_more_cells_than_headings(tmp_path: Path) -> None:
    data = (
        csv_bytes([HEAD, *ROWS[:2]])
        + "A3,2023-04-05,,1,200,已结案\nA4,2023-04-05,,1,已结案,,\n".encode()
    )
    outcome = taken(tmp_path, data)
    assert (4, "too-many-cells") in _checks(outcome) and outcome.must_mend
    assert 5 not in [row for row, _ in _checks(outcome)]


def test_the_rows_keep_their_places_on_all_threads(tmp_path: Path) -> None:
    """DuckDB reads in parallel; 300,000 rows are several row groups and several buffers."""
    head = [*HEAD, "是否听证", "当事人", "适用程序"]
    rows = (
        [f"C{n}", "2023-01-05", "2023.2.1", n, "已结案", "否", f"人{n}", "普通程序"]
        for n in range(300_000)
    )
    (tmp_path / "long.csv").write_bytes(csv_bytes([head, *rows]))
    taken(tmp_path / "s", tmp_path / "long.csv")
    wrong = current(
        tmp_path / "s",
        "penalty_cases",
        "count(*) FILTER (case_no <> 'C' || (_row - 2)) AS n, any_value(case_no) AS case_no, any_value(_row) AS _row",
    )
    assert wrong[0][0] == 0


def _refused(data: object, tmp_path: Path, **more: object) -> str:
    with pytest.raises(ReadError) as wrong:
        taken(tmp_path / "store", data, **more)  # type: ignore[arg-type]
    assert not Store(tmp_path / "store").imports()
    return str(wrong.value)


def test_no_known_heading(tmp_path: Path) -> None:
    message = _refused(csv_bytes([["甲", "乙", "丙"], ["1", "2", "3"]]), tmp_path, name="别的.csv")
    assert message.startswith("别的.csv: ") and "案件编号" in message and "--map" in message


def test_no_column_that_names_the_rows(tmp_path: Path) -> None:
    message = _refused(csv_bytes([["立案日期", "结案日期"], ["2023-01-01", ""]]), tmp_path)
    assert "案件编号" in message and "立案日期、结案日期" in message


@pytest.mark.parametrize("cut", [0.5, 0.9])
def test_half_a_workbook(tmp_path: Path, cut: float) -> None:
    whole = xlsx_bytes([HEAD, *ROWS * 50])
    assert "不完整" in _refused(whole[: int(len(whole) * cut)], tmp_path)


def test_half_a_csv(tmp_path: Path) -> None:
    whole = csv_bytes([HEAD, *([f"A{n}", "2023-01-05", "", n, "已结案"] for n in range(100))])
    assert "没有传完" in _refused(whole[: whole.rindex(b",")], tmp_path)
    quoted = csv_bytes([HEAD, *ROWS]) + b'A9,2023-01-05,,1,"half'
    assert "没有传完" in _refused(quoted, tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"\x00\x01\x02" * 50,
        b"%PDF-1.7 ...",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
        b"PK\x03\x04junk",
        b"\x89PNG\r\n",
    ],
)
def test_what_is_no_ledger(tmp_path: Path, data: bytes) -> None:
    assert ": 应为" in _refused(data, tmp_path, name="x.csv")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "没有这个文件" in _refused(tmp_path / "none.csv", tmp_path)
    assert "文件夹" in _refused(tmp_path, tmp_path)


def _limited(path: Path, folder: Path, megabytes: int) -> subprocess.CompletedProcess[str]:
    limit = megabytes << 20
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "jixiao.cli",
            "intake",
            "penalty_cases",
            str(path),
            "--evidence",
            str(folder),
            "--json",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )


@pytest.mark.parametrize("kind", ["far-cell", "inflated", "many-rows"])
def test_bombs(tmp_path: Path, kind: str) -> None:
    """A cell at the far corner makes calamine room for 17 thousand million cells; zeros pack 1000:1."""
    whole = xlsx_bytes([HEAD, *ROWS])
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole)) as package,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for part in package.namelist():
            data = package.read(part)
            if part == "xl/worksheets/sheet1.xml":
                if kind == "far-cell":
                    data = data.replace(
                        b"</sheetData>",
                        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
                    )
                elif kind == "many-rows":
                    data = data.replace(
                        b"</sheetData>",
                        b'<row r="1048576"><c r="DZ1048576"><v>1</v></c></row></sheetData>',
                    )
                else:
                    data = data.replace(b"</sheetData>", b" " * (600 << 20) + b"</sheetData>")
            out.writestr(part, data)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(made.getvalue())
    done = _limited(path, tmp_path / "s", 2500)
    assert done.returncode == 3 and len(done.stderr.splitlines()) == 1, done.stderr


def test_a_million_blank_rows_are_cheap(tmp_path: Path) -> None:
    lines = (
        csv_bytes([HEAD, *ROWS])
        + b",,,,\n" * 1_000_000
        + csv_bytes([["A9", "2023-09-01", "", "", ""]])
    )
    (tmp_path / "blank.csv").write_bytes(lines)
    outcome = taken(tmp_path / "s", tmp_path / "blank.csv")
    assert (outcome.rows, outcome.accepted) == (4, 4)
    assert current(tmp_path / "s", "penalty_cases", "_row")[-1] == (1_000_005,)


def test_a_million_blank_rows_in_a_workbook(tmp_path: Path) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        page, drawn = book.add_worksheet(), book.add_format({"border": 1})
        for r, row in enumerate([HEAD, *ROWS]):
            page.write_row(r, 0, row)
        for r in range(4, 1_000_000):
            page.write_blank(r, 0, None, drawn)
        page.write_row(1_000_000, 0, ["A9", "2023-09-01"])
    outcome = taken(tmp_path, made.getvalue())
    assert (outcome.rows, outcome.accepted) == (4, 4)
    assert current(tmp_path, "penalty_cases", "_row")[-1] == (1_000_001,)


@pytest.mark.parametrize(
    "heading",
    [
        "'; DROP TABLE staged; --",
        '"',
        "=cmd|'/c calc'!A1",
        "x" * 100_000,
        "JOIN",
        "\u202e甲",
        "{}",
        "%s",
    ],
)
def test_hostile_headings_are_only_words(tmp_path: Path, heading: str) -> None:
    outcome = taken(tmp_path, csv_bytes([[*HEAD, heading], *([*row, heading] for row in ROWS)]))
    assert outcome.accepted == 3
    assert (1, "column-left-out") in _checks(outcome)
    mapped = taken(
        tmp_path / "b",
        csv_bytes([[*HEAD[:4], heading], *ROWS]),
        mapping={heading: "status", "E": "status"},
    )
    assert mapped.accepted == 3


def test_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "system.db"
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE TABLE cases (案件编号 TEXT, 立案日期 TEXT, 罚款金额 REAL, 案件状态 TEXT)"
        )
        database.executemany(
            "INSERT INTO cases VALUES (?, ?, ?, ?)",
            [("A1", "2023-01-05", 500, "已结案"), ("A2", "2023-03-05", None, None)],
        )
    taken(tmp_path / "s", f"{path}#cases")
    assert current(tmp_path / "s", "penalty_cases", "case_no, fine::VARCHAR") == [
        ("A1", "500.00"),
        ("A2", None),
    ]
    assert "没有表 nothing" in _refused(f"{path}#nothing", tmp_path)
    assert "没有这个文件" in _refused(f"{tmp_path}/none.db#cases", tmp_path)
    assert re.search("表名", _refused(f'{path}#x"; DROP TABLE cases; --', tmp_path))


def test_full_width_spaces_far_down_a_long_file(tmp_path: Path) -> None:
    """Past where spaces are looked for beforehand, and in each kind of field."""
    head = [*HEAD, "当事人", "处罚种类"]
    rows = [[f"C{n}", "2023-01-05", "", n, "已结案", "王五", "警告" * 20] for n in range(60_000)]
    rows.append(
        [
            "\u3000C60000\u3000",
            "\u30002023-01-06",
            "",
            "\u30005",
            "已结案\u3000",
            "王五\u3000",
            "警告\u3000",
        ]
    )
    (tmp_path / "long.csv").write_bytes(csv_bytes([head, *rows]))
    taken(tmp_path / "s", tmp_path / "long.csv")
    columns = "case_no, filed_on::VARCHAR, fine::VARCHAR, status, penalty_kind, party, _row"
    stored = {row[0]: row[1:] for row in current(tmp_path / "s", "penalty_cases", columns)}
    assert stored["C60000"][:4] == ("2023-01-06", "5.00", "closed", "警告")
    assert stored["C60000"][4] == stored["C1"][4]


@pytest.mark.parametrize("space", [" ", "\u2002", "\u202f", "\u205f", "\u1680", "\u3000", "\u00a0"])
@pytest.mark.parametrize("at", [0, (1 << 20) - 300])
def test_spaces_of_every_width_around_a_cell_are_no_part_of_it(
    space: str, at: int, tmp_path: Path
) -> None:
    """Also where the first of them stands on the edge between two blocks of the file."""
    head = ["案件编号", "案件类型", "立案日期", "承办单位"]
    before = len(csv_bytes([head]))
    filler = ["A0", "食" * (max(at - before, 0) // 3), "2023-01-05", "一所"]
    rows = [[f"A{n}", f"{space}食品{space}", f"2023-01-0{n}", f"一{space}所"] for n in range(1, 9)]
    outcome = taken(tmp_path, csv_bytes([head, filler, *rows]))
    assert outcome.accepted == 9
    told = current(tmp_path, "penalty_cases", "category, filed_on, unit")[1:]
    assert told == [("食品", datetime.date(2023, 1, n), f"一{space}所") for n in range(1, 9)]
