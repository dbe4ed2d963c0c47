"""Codes and document numbers: the cases of specs/plan/codes.yml and the power of the check."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jixiao.plan.codes import ALPHABET, check_character, parse_code, parse_document, parse_name
from tests.needs import ROOT

_CASES = yaml.safe_load((ROOT / "specs/plan/codes.yml").read_text())


@pytest.mark.parametrize("case", _CASES["项目编码"], ids=lambda c: c["编码"])
def test_project_code(case: dict[str, Any]) -> None:
    code = parse_code(case["编码"])
    assert (code.check_holds if code else None) == case.get("校验")
    if code and "年" in case:
        assert (code.division, code.year) == (case["区划"], case["年"])


@pytest.mark.parametrize("case", _CASES["指标文号"], ids=lambda c: c["写法"])
def test_document_number(case: dict[str, Any]) -> None:
    document = parse_document(case["写法"])
    assert (document.normal if document else None) == case.get("规范")
    assert (document.well_formed if document else None) == case.get("规整")


@pytest.mark.parametrize("case", _CASES["项目名称"], ids=lambda c: c["写法"])
def test_project_name(case: dict[str, Any]) -> None:
    name = parse_name(case["写法"])
    assert (name.short, name.source_code) == (case["简称"], case["来源"])
    assert name.source_truncated == case.get("截断", False)


_TWENTY = st.text(alphabet=ALPHABET, min_size=20, max_size=20)


@given(_TWENTY, st.integers(0, 19), st.sampled_from(ALPHABET))
def test_any_single_change_is_noticed(code: str, at: int, other: str) -> None:
    changed = code[:at] + other + code[at + 1 :]
    assert (check_character(changed) == check_character(code)) == (changed == code)


@given(_TWENTY, st.integers(0, 18))
def test_any_swap_of_neighbours_is_noticed(code: str, at: int) -> None:
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert (check_character(swapped) == check_character(code)) == (swapped == code)
