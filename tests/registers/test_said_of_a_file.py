"""What is said of a file is about that file: a column or a word it has not is refused, never passed over."""

from pathlib import Path

import pytest

from jixiao.registers.catalogue import register
from jixiao.registers.given import NotInFileError
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store
from tests.registers.ledgers import csv_bytes

HEADS = ["支付凭证号", "支付日期", "支付金额", "支付状态"]
ROWS = [["P1", "2023-03-01", "9", "挂起"], ["P2", "2023-03-02", "5", "已支付"]]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"mapping": {"付款额": "amount"}}, "C 列“支付金额”"),
        ({"words": {"status": {"悬挂": "pending"}}}, "已支付、挂起"),
        ({"words": {"refund": {"退": "true"}}}, "文件中没有这一栏"),
    ],
)
def test_what_the_file_has_not_is_refused_with_what_it_has(
    tmp_path: Path, said: dict, told: str
) -> None:
    store = Store(tmp_path / "e")
    with pytest.raises(NotInFileError, match=told):
        take_in(
            register("payments"), csv_bytes([HEADS, *ROWS]), store=store, who="我", name="p.csv",
            **said,
        )  # fmt: skip
    assert not store.imports()


@pytest.mark.parametrize("heading", ["支付金额", "C"])
def test_what_the_file_has_is_taken(tmp_path: Path, heading: str) -> None:
    outcome = take_in(
        register("payments"), csv_bytes([HEADS, *ROWS]), store=Store(tmp_path / "e"), who="我",
        name="p.csv", mapping={heading: "amount"}, words={"status": {"挂起": "pending"}},
    )  # fmt: skip
    assert outcome.accepted == 2


def test_a_column_understood_as_said_the_last_time_is_named(tmp_path: Path) -> None:
    store, heads = Store(tmp_path / "e"), [*HEADS[:2], "数目", HEADS[3]]
    said = take_in(
        register("payments"), csv_bytes([heads, ROWS[1]]), store=store, who="我", name="a.csv",
        mapping={"数目": "amount"},
    )  # fmt: skip
    again = take_in(
        register("payments"), csv_bytes([heads, ["P3", *ROWS[1][1:]]]), store=store, who="我",
        name="b.csv",
    )  # fmt: skip
    told = [f.fault for f in again.findings if f.check == "column-remembered"]
    assert told == ["按上次说明的理解：“数目”是实际支付金额"]
    assert "column-remembered" not in {f.check for f in said.findings}


@pytest.mark.parametrize("answers", [["1", "2", "5"], ["A", "B", "E"]])
def test_numbers_and_letters_of_answers_are_asked_about(tmp_path: Path, answers: list[str]) -> None:
    """Of five options nobody has said which end is good: a survey tool numbers the first one 1."""
    heads = ["提交答卷时间", "2、您对市场监管工作总体是否满意"]
    rows = [[f"2025/5/{n} 10:11:12", one] for n, one in enumerate(answers, 1)]
    store, data = Store(tmp_path / "e"), csv_bytes([heads, *rows])
    asked = take_in(register("satisfaction"), data, store=store, who="我", name="s.csv")
    assert asked.must_mend and {one.word for one in asked.words} == set(answers)
    words = dict(zip(answers, ["very_satisfied", "satisfied", "very_dissatisfied"], strict=True))
    said = take_in(
        register("satisfaction"), data, store=store, who="我", name="s.csv",
        words={"answer": words},
    )  # fmt: skip
    assert said.accepted == 3
