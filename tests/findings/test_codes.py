"""Every code the program can say has one unit, one page and cases that run; a retired one is never used again."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from jixiao.cli.catalogue import codes, families
from jixiao.findings.catalogue import CodeTakenError, UnknownCodeError, together, unit
from jixiao.findings.coded import BAD, GOOD, Coded
from jixiao.findings.retired import RETIRED
from jixiao.review.catalogue import rules
from jixiao.terms.findings import Level
from tests.findings.situations import RUN
from tests.needs import ROOT

_CODE = re.compile(r"""["'`]([ABCDEFGHJKMSW]\d{3})["'`]""")
#: A table of the law's data that bears a code.
_HEADED = re.compile(r"^\[(?:.*\.)?([A-Z]\d{3})\]", re.M)
#: Families whose cases are run here; the others' stand with their rooms.
HERE = [family for family in families() if family.specs in RUN]
CASES = [
    pytest.param(family.specs, case, id=f"{one.stem()}：{case['name']}")
    for family in HERE
    for one in family.units.values()
    for case in yaml.safe_load((ROOT / family.specs / f"{one.stem()}.yml").read_text("utf-8"))
]
UNITS = [pytest.param(f.specs, one, id=one.code) for f in HERE for one in f.units.values()]


def _said(specs: str, given: Any) -> list[str]:
    return list(dict.fromkeys(finding.rule for finding in RUN[specs](given)))


@pytest.mark.parametrize(("specs", "case"), CASES)
def test_case(specs: str, case: dict[str, Any]) -> None:
    assert _said(specs, case["given"]) == case["finds"]


@pytest.mark.parametrize(("specs", "one"), UNITS)
def test_examples_of_the_page_and_the_level_said(specs: str, one: type[Coded]) -> None:
    bad, good = (list(map(yaml.safe_load, one.examples(label))) for label in (BAD, GOOD))
    found = [f for given in bad for f in RUN[specs](given) if f.rule == one.code]
    assert len(found) >= len(bad) > 0 and good
    assert {f.level for f in found} == {one.level}
    assert not any(one.code in _said(specs, given) for given in good)


def test_no_code_can_be_said_without_a_page() -> None:
    said = {
        code: path.name
        for path in (ROOT / "src").rglob("*.py")
        if path.name != "retired.py"
        for code in _CODE.findall(path.read_text("utf-8"))
    }
    law = (ROOT / "src/jixiao/law").rglob("*.toml")
    said |= {
        code: p.name
        for p in law
        for code in re.findall(r"^\[(?:.*\.)?([A-Z]\d{3})\]", p.read_text("utf-8"), re.M)
    }
    assert not {code: where for code, where in said.items() if code not in codes()}
    assert set(codes()) <= set(said), "a unit states its code where it can be searched for"
    for one in codes().values():
        page = (ROOT / "docs/rules" / f"{one.stem()}.md").read_text("utf-8")
        assert page.startswith(f"# {one.code} {one.title()}\n")
        assert all(f"## {part}" in page for part in (BAD, GOOD, "依据", "测试用例")), one.code


def test_a_page_says_what_why_and_by_which_article() -> None:
    for one in codes().values():
        assert one.title() and one.english and isinstance(one.level, Level), one.code
        assert one.why(), one.code
        assert one.stem().startswith(f"{one.code.lower()}_"), one.code


def test_a_retired_code_is_never_used_again() -> None:
    assert set(RETIRED) >= {
        f"H{n}" for n in (101, 102, 103, 104, 105, 106, 108, 109, 110, 111, 112, 113, 114, 125)
    }
    assert not set(RETIRED) & set(codes())
    assert {now for said in RETIRED.values() for now in said.split("、")} <= set(codes())

    class Again(Coded):
        """旧代码。"""

        code, level, english = "H101", Level.NOTE, "an old code"

    with pytest.raises(CodeTakenError, match="已经废止"):
        together({"H101": Again})
    with pytest.raises(UnknownCodeError, match="现在由K101说"):
        unit("h101", codes())


def test_two_units_never_bear_one_code() -> None:
    class Other(Coded):
        """另一个问题。"""

        code, level, english = "B203", Level.NOTE, "another fault"

    with pytest.raises(CodeTakenError, match="已经由"):
        together(rules(), {"B203": Other})
