"""An indicator's page: value through the year, where it comes from, the rows; reported values."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jixiao.grids.reading import read
from jixiao.measures.reported import history
from jixiao.plan.model import MeasureRef
from jixiao.web import versions
from jixiao.web.bindings import bound
from jixiao.web.pages import indicator_rows
from tests.web.conftest import Bureau
from tests.web.ledgers import cases, taken

ONE = "projects/1/indicators/1/"


@pytest.fixture
def closing(bureau: Bureau) -> Bureau:
    """The first indicator is the share of cases closed: 4 of 6 at the year's end."""
    taken(bureau)
    _bind(bureau, "case_closing_rate")
    return bureau


def _bind(bureau: Bureau, measure: str, where: str | None = None) -> None:
    row = bureau.plan.projects[0].indicators[0].id
    wanted = {row: MeasureRef(id=measure, where=where)}
    seen, clerk = bureau.record.head.number, bureau.people["clerk"]
    versions.bind(bureau.record, seen, lambda plan: bound(plan, wanted), clerk, 1)


def test_the_value_with_what_it_is_made_of(closing: Bureau) -> None:
    page = closing.page(closing.path(ONE), "reader")
    assert "66.67" in page and "4 ÷ 6" in page and "依据 6 行" in page
    assert "本年立案的案件中，到计算日已经结案的所占的比例；没有结案日期的看案件状态" in page
    assert "案件台账.csv" in page and "SELECT" in page and "定义摘要" in page
    assert page.count("data-day=") == 12 and 'data-value="66.67"' in page
    assert 'class="made-up"' not in page


def test_on_an_earlier_day(closing: Bureau) -> None:
    page = closing.page(closing.path(f"{ONE}?as_of=2023-02-15"))
    assert page.count("data-day=") == 2 and "截至 2023-02-15" in page
    for odd in ("2023-13-45", "1066-10-14", "2999-01-01", "x"):
        assert closing.client("reader").get(closing.path(f"{ONE}?as_of={odd}")).status_code == 200


def test_the_very_rows_page_by_page(bureau: Bureau) -> None:
    many = cases(60).replace("2023-010", "2023-10")
    taken(bureau, many)
    _bind(bureau, "case_closing_rate")
    first = bureau.page(bureau.path(ONE), "reader")
    assert "60 行" in first and "计入分子 4 行" in first and "第 1 / 3 页" in first
    assert "〔2023〕1号" in first and "〔2023〕60号" not in first and "page=2#rows" in first
    last = bureau.page(bureau.path(f"{ONE}?page=3&as_of=2023-12-31"), "reader")
    assert "〔2023〕60号" in last and "〔2023〕1号" not in last
    assert bureau.client("reader").get(bureau.path(f"{ONE}?page=99")).status_code == 200


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_all_rows_as_a_file(closing: Bureau, ending: str) -> None:
    answer = closing.client("reader").get(closing.path(f"{ONE}rows.{ending}?as_of=2023-12-31"))
    name = unquote(answer["Content-Disposition"])
    assert f"2023-12-31-原始行.{ending}" in name and "模拟数据" not in name
    if ending == "csv":
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert len(rows) == 7 and rows[0][-1] == "计入分子"
    else:
        (grid,) = read(answer.content, "x.xlsx").grids()
        assert "案件编号" in [cell.text for cell in grid.cells]


def test_a_file_runs_nothing_and_too_many_rows_are_said(
    closing: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(closing, cases(1).replace("食品", "=cmd()").replace("〔2023〕", "〔2022〕"))
    client = closing.client("reader")
    text = b"".join(client.get(closing.path(f"{ONE}rows.csv")).streaming_content).decode()
    assert "'=cmd()" in text and ",=cmd()" not in text
    monkeypatch.setattr(indicator_rows, "MOST_IN_A_WORKBOOK", 3)
    answer = client.get(closing.path(f"{ONE}rows.xlsx"))
    assert answer.status_code == 422 and "请改为导出 csv" in answer.content.decode()


def test_no_rows_without_a_measure_or_in_another_shape(bureau: Bureau) -> None:
    client = bureau.client("reader")
    assert client.get(bureau.path(f"{ONE}rows.csv")).status_code == 404
    _bind(bureau, "case_closing_rate")
    assert client.get(bureau.path(f"{ONE}rows.exe")).status_code == 404
    assert client.get(bureau.path("projects/1/indicators/99/")).status_code == 404


def test_what_is_missing_is_missing_with_its_reason(bureau: Bureau) -> None:
    page = bureau.page(bureau.path(ONE), "reader")
    assert "没有绑定测度" in page and 'class="value none"' in page
    _bind(bureau, "case_closing_rate")
    page = bureau.page(bureau.path(ONE), "reader")
    assert "行政处罚案件台账还没有数据" in page and 'class="value none"' in page
    _bind(bureau, "case_closing_rate", "category = '没有这一类'")
    taken(bureau)
    assert "0÷0 不是百分之百" in bureau.page(bureau.path(ONE), "reader")


def test_simulated_data_is_marked_wherever_its_value_stands(bureau: Bureau) -> None:
    taken(bureau, who="模拟数据")
    _bind(bureau, "case_closing_rate")
    for rest in (ONE, "projects/1/"):
        assert 'class="made-up"' in bureau.page(bureau.path(rest), "reader"), rest
    assert 'class="made-up"' not in bureau.page(bureau.path("projects/2/"), "reader")
    answer = bureau.client("reader").get(bureau.path(f"{ONE}rows.csv?as_of=2023-12-31"))
    assert "模拟数据-" in unquote(answer["Content-Disposition"])


def test_the_projects_page_leads_to_each_indicator(closing: Bureau) -> None:
    page = closing.page(closing.path("projects/1/"), "reader")
    for row in range(1, len(closing.plan.projects[0].indicators) + 1):
        assert f'href="{closing.path(f"projects/1/indicators/{row}/")}"' in page
    assert "66.67%" in page and "4 ÷ 6" in page


def test_a_value_is_never_of_evidence_that_has_changed(closing: Bureau) -> None:
    assert "66.67" in closing.page(closing.path(ONE))
    taken(closing, cases(closed=6))
    assert "100.00" in closing.page(closing.path(ONE))


def _report(bureau: Bureau, who: str = "clerk", **change: Any) -> Any:
    told = {
        "value": "有所提升", "unit": "", "person": "李科长", "speaks_for": "2023-12-31",
        "proof": SimpleUploadedFile("情况说明.pdf", b"%PDF proof"), "seen": "",
    } | change  # fmt: skip
    wanted = {key: value for key, value in told.items() if value is not None}
    return bureau.client(who).post(bureau.path(f"{ONE}report/"), wanted, follow=True)


def test_a_reported_value_has_a_person_a_day_and_a_proof(bureau: Bureau) -> None:
    assert "已记录报送值" in _report(bureau).content.decode()
    page = bureau.page(bureau.path(ONE), "reader")
    assert "有所提升" in page and "李科长 报送，截至 2023-12-31" in page and "由人报送" in page
    (told,) = history(bureau.store, bureau.plan.projects[0].indicators[0].id)
    proof = bureau.path(f"{ONE}proofs/{told.proof_sha256}/")
    answer = bureau.client("reader").get(proof)
    assert answer.content == b"%PDF proof" and "attachment" in answer["Content-Disposition"]
    assert answer["Content-Type"] == "application/octet-stream"
    assert bureau.client("outsider").get(proof).status_code == 404
    other = bureau.path(f"projects/1/indicators/2/proofs/{told.proof_sha256}/")
    assert bureau.client("reader").get(other).status_code == 404


def test_who_reports_second_is_told_and_keeps_what_was_typed(bureau: Bureau) -> None:
    _report(bureau)
    answer = _report(bureau, "second", value="后到的值")
    words = answer.content.decode()
    assert answer.status_code == 409 and "clerk 刚在这里作了记录" in words and "后到的值" in words
    seen = bureau.store.record.reading().newest_of(["reported"])
    assert f'name="seen" value="{seen}"' in words
    assert "已记录报送值" in _report(bureau, "second", value="后到的值", seen=seen).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value": " "}, "请填写实际完成值"),
        ({"person": ""}, "请写明谁报送"),
        ({"speaks_for": "昨天"}, "日期应写成"),
        ({"speaks_for": "2999-01-01"}, "将来的一天"),
        ({"proof": None}, "请附上佐证文件"),
        ({"proof": SimpleUploadedFile("空.pdf", b"")}, "佐证文件是空的"),
    ],
)
def test_a_report_that_wants_something_is_not_recorded(
    bureau: Bureau, change: dict[str, Any], words: str
) -> None:
    answer = _report(bureau, **change)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page
    assert change.get("person") == "" or "李科长" in page, "what was typed stays"
    assert not (bureau.store.folder / "reported").exists()


def test_a_proof_that_was_tampered_with_is_not_handed_out(bureau: Bureau) -> None:
    _report(bureau)
    (told,) = history(bureau.store, bureau.plan.projects[0].indicators[0].id)
    (bureau.store.folder / "reported" / "proofs" / told.proof_sha256).write_bytes(b"other")
    answer = bureau.client("reader").get(bureau.path(f"{ONE}proofs/{told.proof_sha256}/"))
    assert answer.status_code == 422 and "已被改动" in answer.content.decode()
