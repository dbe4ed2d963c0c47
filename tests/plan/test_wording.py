"""Words that hold numbers: each wording is read as a clerk reads it, or refused with its reason."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jixiao.plan.target_grammar import parse_target
from jixiao.terms.targets import TargetKind
from tests.needs import ROOT

_CASES = yaml.safe_load((ROOT / "specs/plan/wording.yml").read_text())
_WORDS = (TargetKind.LEVEL, TargetKind.NONE, TargetKind.BASELINE)


@pytest.mark.parametrize(("raw", "name", "level2", "column", "understood"), _CASES)
def test_is_read_or_refused(raw: str, name: str, level2: str, column: str, understood: str) -> None:
    target = parse_target(raw, name, level2, column)
    if understood == "?":
        no_number = target.kind in _WORDS and target.low is None and target.high is None
        assert no_number or (target.kind is TargetKind.UNCLEAR and target.notes)
        return
    read = (target.kind, target.operator, target.low, target.high, target.unit)
    shown = ["-" if value is None else str(value) for value in read]
    if target.kind in (TargetKind.LEVEL, TargetKind.NONE):
        shown = shown[:1]
    expected = understood.split(" ")
    assert [s for s, e in zip(shown, expected, strict=False) if e != "*"] == [
        e for e in expected[: len(shown)] if e != "*"
    ]


_SCALES = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))


def _spelled(number: int) -> str:
    """A number as it is written in Chinese: 120030 → 十二万零三十."""
    if number < 10:
        return "零一二三四五六七八九"[number]
    scale, name = next(pair for pair in _SCALES if number >= pair[0])
    above, below = divmod(number, scale)
    gap = "零" if below and below < scale // 10 else ""
    return _spelled(above) + name + (gap + _spelled(below) if below else "")


@given(st.integers(1, 10**11))
def test_a_number_written_in_chinese_is_that_number(number: int) -> None:
    target = parse_target(f"{_spelled(number)}人", "培训人数", "数量指标")
    assert (target.low, target.unit) == (str(number), "人")
