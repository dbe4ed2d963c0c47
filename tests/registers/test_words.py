"""Words of a system: asked once, said by a person, remembered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from jixiao.measures.catalogue import measures
from jixiao.registers.catalogue import registers
from jixiao.registers.store import Store
from jixiao.registers.words import UnknownWordError, coded
from jixiao.terms.findings import Level
from tests.registers.ledgers import csv_bytes, current, taken

HEAD = ["支付凭证号", "支付日期", "支付金额", "支付状态"]


def test_a_word_is_asked_once_and_remembered(tmp_path: Path) -> None:
    first = csv_bytes([HEAD, ["P1", "2023-03-01", "100", "挂起"]])
    assert taken(tmp_path, first, "payments").sha256 is None
    said = taken(tmp_path, first, "payments", words={"status": {"挂起": "待支付"}})
    assert said.sha256 and not said.must_mend
    later = csv_bytes([HEAD, ["P2", "2023-04-01", "200", "挂起"]])
    assert not taken(tmp_path, later, "payments").must_mend
    assert current(tmp_path, "payments", "status") == [("pending",), ("pending",)]
    assert Store(tmp_path).words("payments") == {"status": {"挂起": "pending"}}


def test_a_person_may_say_that_a_known_word_means_otherwise(tmp_path: Path) -> None:
    data = csv_bytes([HEAD, ["P1", "2023-03-01", "100", "完成"]])
    taken(tmp_path, data, "payments", words={"status": {"完成": "作废"}})
    assert current(tmp_path, "payments", "status") == [("cancelled",)]


@pytest.mark.parametrize(
    "words", [{"no_such": {"挂起": "paid"}}, {"amount": {"x": "y"}}, {"status": {"挂起": "没有的"}}]
)
def test_a_word_for_what_is_not_there_says_what_is(
    words: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    with pytest.raises(UnknownWordError, match=r"；有：.*支付"):
        taken(tmp_path, csv_bytes([HEAD]), "payments", words=words)


def test_every_code_a_measure_compares_asks_about_a_word_nobody_knows() -> None:
    silent = [
        (measure.id, field.name)
        for measure in measures().values()
        for name in [measure.declared.get("register")]
        for field in (registers()[name].fields if name else ())
        if coded(field) and field.open and not field.read
        if re.search(rf"\b{field.name}\b( =| <>| in|,)", " ".join(_predicates(measure.declared)))
    ]
    assert not silent


def _predicates(declared: Mapping[str, object]) -> list[str]:
    return [str(v) for k, v in declared.items() if k in ("where", "numerator", "denominator")]


def test_a_state_that_denies_its_own_closing_day_is_said(tmp_path: Path) -> None:
    head = ["登记编号", "业务类型", "接收日期", "办理状态", "办结日期"]
    states = ["已办结", "退回重办", "办理中", "办理中"]
    days = ["2023-03-10", "2023-03-11", "2023-03-12", ""]
    rows = [
        [f"F{n}", "投诉", "2023-03-01", *pair]
        for n, pair in enumerate(zip(states, days, strict=True))
    ]
    outcome = taken(tmp_path, csv_bytes([head, *rows]), "complaints")
    (said,) = [f for f in outcome.findings if f.check == "state-denies-day"]
    assert said.row == 3 and said.count == 2 and said.level is Level.IMPROVE
    assert current(tmp_path, "complaints", "status")[1] == ("handling",)
