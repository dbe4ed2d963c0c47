"""Ledgers whose rows have no number: exported again they count once, or the take-in asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.registers.intake import Outcome
from jixiao.registers.speaking import Said
from jixiao.registers.store import Store
from tests.registers.ledgers import csv_bytes, current, taken

HEAD = ["支付日期", "支付金额", "用途"]
JANUARY = [
    ["2023-01-05", "100.00", "差旅"],
    ["2023-01-05", "100.00", "差旅"],
    ["2023-01-20", "50.00", "购置打印纸"],
]


def _take(folder: Path, rows: list[list[str]], head: list[str] = HEAD, **more: object) -> Outcome:
    name = f"{len(Store(folder).taken())}.csv"
    return taken(folder, csv_bytes([head, *rows]), "payments", name=name, **more)


def _paid(folder: Path) -> list[str]:
    return [str(amount) for (amount,) in current(folder, "payments", "amount")]


def _total(folder: Path) -> str:
    return str(sum(float(one) for one in _paid(folder)))


def _asks(outcome: Outcome) -> set[str]:
    return {one.check for one in outcome.findings if one.level.value == "return"}


def test_two_equal_payments_of_one_day_both_count(tmp_path: Path) -> None:
    assert not _asks(_take(tmp_path, JANUARY))
    assert _total(tmp_path) == "250.0"


def test_exported_again_with_a_column_more_and_the_next_month(tmp_path: Path) -> None:
    _take(tmp_path, JANUARY)
    rows = [[*row, "甲公司"] for row in [*JANUARY, ["2023-02-05", "30.00", "差旅"]]]
    again = _take(tmp_path, rows, [*HEAD, "收款人"])
    assert not _asks(again) and again.superseded == 3
    assert _total(tmp_path) == "280.0"


def test_exported_again_with_a_column_less(tmp_path: Path) -> None:
    _take(tmp_path, [[*row, "甲公司"] for row in JANUARY], [*HEAD, "收款人"])
    again = _take(tmp_path, JANUARY)
    assert again.unchanged == 3 and _total(tmp_path) == "250.0"
    assert all(payee for (payee,) in current(tmp_path, "payments", "payee"))


def test_exported_again_with_a_word_changed(tmp_path: Path) -> None:
    _take(tmp_path, JANUARY)
    again = _take(tmp_path, [*JANUARY[:2], ["2023-01-20", "50.00", "购置打印纸张"]])
    assert not _asks(again)
    purposes = {p for (p,) in current(tmp_path, "payments", "purpose")}
    assert purposes == {"差旅", "购置打印纸张"} and _total(tmp_path) == "250.0"
    third = _take(
        tmp_path,
        [*JANUARY[:2], ["2023-01-20", "50.00", "购置打印纸张"], ["2023-03-01", "7", "邮费"]],
    )
    assert not _asks(third) and _total(tmp_path) == "257.0"


def test_months_apart_go_in_without_a_question(tmp_path: Path) -> None:
    _take(tmp_path, JANUARY)
    february = [[day.replace("-01-", "-02-"), amount, use] for day, amount, use in JANUARY]
    assert not _asks(_take(tmp_path, february))
    assert _total(tmp_path) == "500.0"


@pytest.mark.parametrize(
    "changed",
    [["2023-01-20", "500.00", "购置打印纸"], ["2023-01-21", "50.00", "购置打印纸"], ["2023-01-20", "50.00", "租车"]],
)  # fmt: skip
def test_what_looks_like_a_correction_is_asked(tmp_path: Path, changed: list[str]) -> None:
    _take(tmp_path, [*JANUARY, ["2023-01-31", "1.00", "邮费"]])
    rows = [*JANUARY[:2], changed, ["2023-01-31", "1.00", "邮费"]]
    asked = _take(tmp_path, rows)
    assert _asks(asked) == {"like-corrections"} and asked.sha256 is None
    assert _total(tmp_path) == "251.0", "nothing was taken in"
    full = _take(tmp_path, rows, speaks_for=Said(full=True))
    assert not _asks(full)
    assert _total(tmp_path) == str(201.0 + float(changed[1]))


def test_who_says_that_they_are_others_has_both(tmp_path: Path) -> None:
    _take(tmp_path, JANUARY)
    rows = [*JANUARY[:2], ["2023-01-20", "500.00", "购置打印纸"]]
    done = _take(tmp_path, rows, accept_partial=True)
    assert done.accepted == 3 and _total(tmp_path) == "750.0"


def test_a_payment_that_came_back_since_is_the_same_payment(tmp_path: Path) -> None:
    _take(tmp_path, JANUARY)
    states = ["已支付", "已支付", "退回"]
    rows = [[*row, state] for row, state in zip(JANUARY, states, strict=True)]
    again = _take(tmp_path, rows, [*HEAD, "支付状态"])
    assert not _asks(again) and _total(tmp_path) == "200.0"


def test_two_projects_with_one_amount_on_one_day_are_two(tmp_path: Path) -> None:
    head = [*HEAD, "项目编码"]
    _take(tmp_path, [["2023-01-05", "100.00", "差旅", "P1"]], head)
    asked = _take(tmp_path, [["2023-01-05", "100.00", "差旅", "P2"]], head)
    assert _asks(asked) == {"like-corrections"}, "never taken for the same in silence"


def test_numbers_that_come_later_do_not_count_twice(tmp_path: Path) -> None:
    first = _take(tmp_path, JANUARY)
    numbered = [["V1", *JANUARY[0]], ["V2", *JANUARY[1]], ["V3", *JANUARY[2]]]
    asked = _take(tmp_path, numbered, ["支付凭证号", *HEAD])
    assert _asks(asked) == {"counted-twice"}
    assert (first.sha256 or "")[:12] in asked.findings[0].fault
    assert not _asks(_take(tmp_path, [["V4", "2023-02-05", "30", "差旅"]], ["支付凭证号", *HEAD]))


def test_numbers_left_out_later_are_found_again(tmp_path: Path) -> None:
    numbered = [["V1", *JANUARY[0]], ["V2", *JANUARY[1]], ["V3", *JANUARY[2]]]
    _take(tmp_path, numbered, ["支付凭证号", *HEAD])
    again = _take(tmp_path, JANUARY)
    assert again.unchanged == 3 and _total(tmp_path) == "250.0"


def test_answers_without_a_number(tmp_path: Path) -> None:
    head = ["答卷日期", "调查对象", "满意程度"]
    june = [["2023-06-01", "群众", "满意"]] * 3 + [["2023-06-02", "企业", "不满意"]]

    def take(rows: list[list[str]]) -> Outcome:
        name = f"{len(Store(tmp_path).taken())}.csv"
        return taken(tmp_path, csv_bytes([head, *rows]), "satisfaction", name=name)

    take(june)
    assert not _asks(take([*june, ["2023-06-03", "企业", "满意"]])), "the same and more"
    assert len(current(tmp_path, "satisfaction", "answer")) == 5
    assert not _asks(take([["2023-07-01", "群众", "满意"]])), "another month"
    batch = [["2023-06-01", "群众", "满意"], ["2023-06-02", "群众", "一般"]]
    assert _asks(take(batch)) == {"like-corrections"}, (
        "the same batch, or another of the same days?"
    )


def test_a_key_of_fewer_fields_finds_its_row_again(tmp_path: Path) -> None:
    def take(head: list[str], row: list[str]) -> Outcome:
        name = f"{len(Store(tmp_path).taken())}.csv"
        return taken(tmp_path, csv_bytes([head, row]), "inspections", name=name)

    take(["被检查单位", "检查日期"], ["甲店", "2023-01-05"])
    done = take(["任务编号", "被检查单位", "检查日期"], ["T1", "甲店", "2023-01-05"])
    assert not _asks(done) and len(current(tmp_path, "inspections", "entity_name")) == 1
