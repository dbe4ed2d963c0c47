"""Words that hold numbers: each wording is read as a clerk reads it, or refused with its reason."""

from __future__ import annotations

import pytest
import yaml

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
