"""Run-together text is cut in time that grows with its length, and a doubtful cell costs no other."""

from __future__ import annotations

import pytest

from jixiao.forms.loose.cuts import Parse
from jixiao.forms.loose.raw import MARGIN
from jixiao.forms.loose.units import is_unit

_ORDER = ("name", "target", "actual", "weight", "score", "deviation")
_ROWS = (
    "县道养护里程≥126公里126公里88",
    "路面养护验收合格率≥95%98%1010",
    "资金支付及时率=100%100%66",
    "群众出行条件改善情况明显改善明显改善55",
)


def _read(text: str, order: tuple[str, ...] = _ORDER) -> list[dict[str, tuple[str, float]]]:
    return [
        {name: (text[a:b], margins[name]) for name, a, b in record.spans if b > a}
        for record, margins in Parse(text, order).best()
        if record.spans
    ]


def test_rows_without_anything_between_their_cells_come_apart() -> None:
    rows = [{k: v for k, (v, _) in row.items()} for row in _read("".join(_ROWS))]
    assert [tuple(row.values()) for row in rows] == [
        ("县道养护里程", "≥126公里", "126公里", "8", "8"),
        ("路面养护验收合格率", "≥95%", "98%", "10", "10"),
        ("资金支付及时率", "=100%", "100%", "6", "6"),
        ("群众出行条件改善情况", "明显改善", "明显改善", "5", "5"),
    ]


def test_work_grows_with_the_length_and_no_faster() -> None:
    work = []
    for times in (10, 40):
        parse = Parse("".join(_ROWS) * times, _ORDER)
        parse.best()
        work.append(parse.work)
    assert work[1] <= 4.2 * work[0]


def test_digits_that_may_be_cut_in_two_places_are_doubtful_their_row_is_not() -> None:
    row = _read("带动贫困户(人)11442250人", ("name", "target", "actual"))[0]
    assert row["name"][0] == "带动贫困户(人)"
    assert row["name"][1] >= MARGIN > row["target"][1]


@pytest.mark.parametrize("unit", ["米", "厘米", "万人次", "元/人·年", "公斤/亩", "(%)", "万立方米"])
def test_a_unit_is_known_by_what_it_is_made_of(unit: str) -> None:
    assert is_unit(unit)


@pytest.mark.parametrize("word", ["", "养护", "验收", "里程", "元养护"])
def test_other_words_are_no_unit(word: str) -> None:
    assert not is_unit(word)
