"""Target values: the cases of specs/plan/target.yml, the published corpus, and what always holds."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jixiao.plan.target import Target
from jixiao.plan.target_grammar import parse_target, read_target
from jixiao.plan.target_json import from_json
from jixiao.plan.target_name import says_of
from jixiao.terms.targets import TargetKind
from tests.needs import ROOT, shared

_CASES = yaml.safe_load((ROOT / "specs/plan/target.yml").read_text())
_FIELDS = {"种类": "kind", "符号": "operator", "低": "low", "高": "high", "单位": "unit", "方向": "better",
           "规范": "canonical"}  # fmt: skip


@pytest.mark.parametrize("case", _CASES, ids=lambda c: c["写法"] or "空")
def test_is_understood_as_specified(case: dict[str, Any]) -> None:
    target = parse_target(
        case["写法"], case.get("指标", ""), case.get("二级", ""), case.get("单位栏", "")
    )
    understood = {word: getattr(target, name) for word, name in _FIELDS.items() if word in case}
    assert understood == {word: case[word] for word in understood}
    assert set(case.get("提示", ())) <= set(target.notes)


_SIGNS = {"≥": ">=", "≤": "<=", "=": "=", ">": ">", "<": "<"}


_WARNED = {"sign-may-be-2", "garbled", "share-over-100"}


def _judged(row: dict[str, str]) -> str:
    """``right``, ``refused`` with its reason, ``warned`` (read, and doubted aloud) or ``wrong``."""
    target = parse_target(row["raw"], row["indicator"], row["type"])
    if target.kind is TargetKind.UNCLEAR:
        return "refused"
    if _is_right(target, row):
        return "right"
    return "warned" if _WARNED & set(target.notes) else "wrong"


def _is_right(target: Target, row: dict[str, str]) -> bool:
    worded = target.kind in (TargetKind.LEVEL, TargetKind.BASELINE)
    if worded or row["kind"] == "qualitative":
        return worded == (row["kind"] == "qualitative")
    if row["operator"] in ("range", "none"):
        return True  # no sign labelled: a bare date, a period, two values run together
    folded = "multiplier-folded" in target.notes
    return target.operator == _SIGNS[row["operator"]] and (
        folded or _same(target.low or target.high, row["number"])
    )


def _same(read: str | None, label: str) -> bool:
    try:
        return Decimal(read or "x") == Decimal(label)
    except ArithmeticError:
        return read == label


def test_of_279_published_values_hardly_any_is_misread() -> None:
    """Refused or doubted are values damaged by OCR (292% for ≥92%) and whole scoring rules."""
    with shared("cases/values.tsv").open() as opened:
        rows = list(csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE))
    counts = Counter(_judged(row) for row in rows)
    assert counts.total() == 279
    assert counts["wrong"] <= 1  # a bare 80% that the labeller restored to ≥80%
    assert counts["refused"] <= 4
    assert counts["right"] >= 270


_ANYTHING = st.text(max_size=30) | st.text(
    alphabet="≥≤<>=0123456789.,%万亿年月日底前次个元|/-~至 无较上", max_size=20
)


@given(
    _ANYTHING,
    _ANYTHING,
    st.sampled_from(["", "成本指标", "时效指标", "数量指标"]),
    st.sampled_from(["", "%", "万人"]),
)
@example("0" * 5000, "", "", "")
@example("1e999999999", "", "", "")
@example("٣٤%", "", "", "")
def test_any_text_is_read_or_refused_and_kept(raw: str, name: str, level2: str, unit: str) -> None:
    target = parse_target(raw, name, level2, unit)
    assert from_json(target.plain()) == target
    assert parse_target(target.raw, name, level2, unit) == target
    if target.kind is TargetKind.UNCLEAR:
        assert target.notes


@given(
    st.sampled_from(["≥", "≤", "=", ">", "<"]),
    st.decimals(0, 10**6, places=2),
    st.sampled_from(["%", "个", "批次", "天"]),
)
def test_the_usual_way_of_writing_is_read_as_itself(sign: str, number: Decimal, unit: str) -> None:
    first = parse_target(f"{sign}{number}{unit}")
    again = parse_target(first.canonical)
    assert (again.operator, again.value, again.unit) == (first.operator, first.value, first.unit)
    assert first.value == number


_SAYS = st.sampled_from(["≥", "≤", "=", "", "不低于", "共计", "每月", "近", "第", "提高"])
_TAILS = [
    "%",
    "件",
    "次",
    "个月",
    "月",
    "年",
    "万元",
    "天以内",
    "以上",
    "",
    "月底",
    "前",
    "余人",
    "万人",
    "日前",
]


_BORDERS = [
    *(0, 1, 2, 3, 5, 6, 12, 13, 79, 80, 84, 85, 99, 100, 101),
    *(200, 201, 299, 999, 1000, 2023, 44561),
]


@given(
    _SAYS,
    st.integers(0, 10**7) | st.sampled_from(_BORDERS)
    | st.decimals(0, 3000, places=2),
    st.sampled_from(_TAILS),
    st.sampled_from("合格率 完成时间 检查次数 投诉件数 投诉率 某某率 某损率 总成本 苗木成活率(≥**%)".split()),
    st.sampled_from(["", "成本指标", "时效指标"]),
    st.sampled_from(["", "%", "万人"]),
)  # fmt: skip
@settings(max_examples=400)
def test_what_one_number_teaches_holds_for_its_class(
    sign: str, number: int | Decimal, tail: str, name: str, level2: str, unit: str
) -> None:
    """Reading by a pattern learned before gives what the grammar gives."""
    raw = f"{sign}{number}{tail}"
    assert parse_target(raw, name, level2, unit) == read_target(raw, says_of(name), level2, unit)
