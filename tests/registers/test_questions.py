"""Columns left out: asked about where they could be what a measure reads, else named in one note."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.registers.findings import RowFinding
from jixiao.registers.store import Store
from tests.registers.ledgers import csv_bytes, current, taken

READ = {"received_on", "closed_on", "mediation", "kind", "recovered"}
HEAD = ["登记编号", "业务类型", "登记时间", "办结时间"]
ROWS = [["1", "投诉", "2023-01-05", "2023-02-01"], ["2", "投诉", "2023-01-06", "2023-02-02"]]


def _with(heading: str, *cells: str) -> bytes:
    rows = [[*row, cell] for row, cell in zip(ROWS, cells, strict=True)]
    return csv_bytes([[*HEAD, heading], *rows])


def _asked(findings: Sequence[RowFinding]) -> list[tuple[str | None, str | None]]:
    return [(f.heading, f.field) for f in findings if f.check == "column-asked"]


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("双方调解怎样了", ("调解成功", "调解失败"), "mediation"),
        ("纠纷解决", ("调解成功", "调解不成功"), "mediation"),
        ("共挽回损失约合（元）", ("300", "20"), "recovered"),
    ],
)
def test_a_column_that_could_be_what_a_measure_reads_is_asked_about(
    heading: str, cells: tuple[str, str], field: str, tmp_path: Path
) -> None:
    outcome = taken(tmp_path, _with(heading, *cells), "complaints", read=READ)
    assert _asked(outcome.findings) == [(heading, field)]
    assert outcome.sha256 is None and outcome.must_mend
    (question,) = outcome.to_json()["questions"]
    assert question["fields"] == [field] and question["samples"] == list(cells)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("序号", ("1", "2")),
        ("摊位号", ("A1", "A2")),
        ("调解员单位", ("一所", "二所")),
        ("共挽回损失说明", ("退货", "无")),
        ("最后修改时间", ("2023-02-01", "2023-02-02")),
        ("双方调解怎样了", ("", "")),
    ],
)
def test_any_other_column_is_named_in_a_note(
    heading: str, cells: tuple[str, str], tmp_path: Path
) -> None:
    outcome = taken(tmp_path, _with(heading, *cells), "complaints", read=READ)
    (note,) = (f for f in outcome.findings if f.check == "column-left-out")
    assert note.level == "note" and heading in note.fault and outcome.sha256


def test_what_no_measure_reads_is_not_asked_about(tmp_path: Path) -> None:
    data = _with("双方调解怎样了", "调解成功", "调解失败")
    assert not _asked(taken(tmp_path, data, "complaints", read={"closed_on"}).findings)


@pytest.mark.parametrize("answer", ["mediation", "-"])
def test_the_answer_is_remembered(answer: str, tmp_path: Path) -> None:
    data = _with("双方调解怎样了", "调解成功", "调解失败")
    said = taken(tmp_path, data, "complaints", read=READ, mapping={"双方调解怎样了": answer})
    assert said.sha256 and not said.must_mend
    later = csv_bytes(
        [[*HEAD, "双方调解怎样了"], ["3", "投诉", "2023-03-01", "2023-03-09", "成功"]]
    )
    assert not _asked(taken(tmp_path, later, "complaints", read=READ).findings)
    assert Store(tmp_path).imports()[-1].mapping["双方调解怎样了"] == answer


TWICE = ["登记编号", "业务类型", "登记时间", "办结时间", "办结时间"]
DOUBLED = csv_bytes([TWICE, ["1", "投诉", "2023-01-05", "2023-02-01", "2023-03-01"]])


def test_equal_headings_are_asked_about_and_none_is_taken_by_order(tmp_path: Path) -> None:
    outcome = taken(tmp_path, DOUBLED, "complaints", read=READ)
    assert _asked(outcome.findings) == [("办结时间", "closed_on")] * 2 and not outcome.sha256
    taken(tmp_path, DOUBLED, "complaints", read=READ, mapping={"E": "closed_on"})
    assert [str(row[0]) for row in current(tmp_path, "complaints", "closed_on")] == ["2023-03-01"]
    again = csv_bytes([TWICE, ["2", "投诉", "2023-01-06", "2023-02-09", "2023-04-01"]])
    assert not taken(tmp_path, again, "complaints", read=READ).must_mend
    assert [str(r[0]) for r in current(tmp_path, "complaints", "closed_on")][-1] == "2023-04-01"


def test_equal_headings_of_what_nothing_reads_are_a_note(tmp_path: Path) -> None:
    head = ["登记编号", "登记时间", "联系电话", "联系电话"]
    outcome = taken(
        tmp_path, csv_bytes([head, ["1", "2023-01-05", "", ""]]), "complaints", read=READ
    )
    assert outcome.sha256 and not outcome.must_mend


def test_headings_of_a_group_tell_equal_headings_apart(tmp_path: Path) -> None:
    group = ["", "", "调解", "", "执行", ""]
    head = ["登记编号", "登记时间", "结果", "终结日期", "结果", "终结日期"]
    data = csv_bytes([group, head, ["1", "2023-01-05", "成功", "2023-02-01", "完", "2023-05-01"]])
    taken(tmp_path, data, "complaints", read=READ)
    assert current(tmp_path, "complaints", "mediation, CAST(closed_on AS VARCHAR)") == [
        ("success", "2023-02-01")
    ]


def test_of_two_columns_for_one_code_the_one_that_holds_its_words_is_read(tmp_path: Path) -> None:
    head = ["抽样单编号", "抽样日期", "检验结果", "结论"]
    data = csv_bytes(
        [head, ["S1", "2023-02-01", "22", "不合格"], ["S2", "2023-02-01", "/", "合格"]]
    )
    taken(tmp_path, data, "food_sampling")
    assert current(tmp_path, "food_sampling", "result") == [("unqualified",), ("qualified",)]


def test_a_short_name_of_a_template_carries_the_unit_of_its_column(tmp_path: Path) -> None:
    data = csv_bytes([["CF_WSH", "CF_JDRQ", "CF_NR_FK"], ["罚1", "2023/02/01", "0.2"]])
    taken(tmp_path, data, "penalty_cases")
    assert [int(r[0]) for r in current(tmp_path, "penalty_cases", "fine")] == [2000]


@pytest.mark.parametrize(
    "questions",
    [
        ["2、您对办事效率是否满意", "3、您对服务态度是否满意"],
        ["1、您对食品安全监管工作的满意度", "2、您对消费维权工作的满意度"],
        ["Q1.您对办事效率是否满意", "Q2.您对服务态度的评价"],
    ],
)
def test_of_several_satisfaction_questions_which_is_meant_is_asked(
    tmp_path: Path, questions: list[str]
) -> None:
    answers = [["1", "2025-05-01", "满意", "不满意"], ["2", "2025-05-02", "一般", "不满意"]]
    data = csv_bytes([["序号", "提交答卷时间", *questions], *answers])
    more = {"name": "s.csv", "read": {"answer", "answered_on"}}
    asked = taken(tmp_path, data, "satisfaction", **more)
    assert asked.must_mend and [q.column.heading for q in asked.questions] == questions
    said = taken(tmp_path, data, "satisfaction", mapping={"C": "-", "D": "answer"}, **more)
    assert said.accepted == 2
    assert current(tmp_path, "satisfaction", "answer") == [("dissatisfied",)] * 2


def test_the_question_of_the_whole_goes_before_those_of_parts(tmp_path: Path) -> None:
    heads = ["提交答卷时间", "1、您对办事效率是否满意", "2、您对我局工作总体是否满意"]
    data = csv_bytes([heads, ["2025-05-01", "不满意", "满意"]])
    taken(tmp_path, data, "satisfaction", name="s.csv", read={"answer", "answered_on"})
    assert current(tmp_path, "satisfaction", "answer") == [("satisfied",)]


PAID = ["支付凭证号", "支付日期", "支付金额"]


@pytest.mark.parametrize("heading", ["退回金额", "其中退款（元）", "已冲减金额", "缴回数"])
def test_a_column_that_may_be_taken_off_the_amount_is_asked_about(
    heading: str, tmp_path: Path
) -> None:
    rows = [["A1", "2023-03-01", "1000", "200"], ["A2", "2023-03-02", "300", "300"]]
    data = csv_bytes([[*PAID, heading], *rows])
    outcome = taken(tmp_path / "asked", data, "payments", read={"amount"})
    assert _asked(outcome.findings) == [(heading, "taken_back")] and outcome.must_mend
    taken(tmp_path / "yes", data, "payments", read={"amount"}, mapping={heading: "taken_back"})
    assert current(tmp_path / "yes", "payments", "amount, stated_amount") == [
        (Decimal(800), Decimal(1000)),
        (Decimal(0), Decimal(300)),
    ]
    taken(tmp_path / "no", data, "payments", read={"amount"}, mapping={heading: "-"})
    assert current(tmp_path / "no", "payments", "amount") == [(1000,), (300,)]


def test_a_column_of_refunds_that_holds_none_is_not_asked_about(tmp_path: Path) -> None:
    data = csv_bytes([[*PAID, "退回金额"], ["A1", "2023-03-01", "1000", "0.00"]])
    assert not _asked(taken(tmp_path, data, "payments", read={"amount"}).findings)


def test_two_tables_side_by_side_are_asked_about(tmp_path: Path) -> None:
    rows = [["A1", "2023-03-01", "100", "", "A3", "2023-07-01", "400"]]
    outcome = taken(tmp_path, csv_bytes([[*PAID, "", *PAID], *rows]), "payments", read={"amount"})
    assert outcome.sha256 is None and len(_asked(outcome.findings)) == 6
