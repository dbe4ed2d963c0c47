"""Whether what a reader made of a document bears itself out: names are names, targets are there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jixiao.findings.catalogue import units_in
from jixiao.findings.coded import Coded
from jixiao.findings.finding import Finding, Where
from jixiao.forms import codes
from jixiao.forms.loose.contents import DIRECTIONS, KINDS, is_level1, is_level2, is_number, is_sign
from jixiao.forms.loose.headings import column_of
from jixiao.plan.model import Indicator, Plan
from jixiao.terms.findings import Level


def sound_rows(plan: Plan) -> int:
    """How many of a plan's indicators can be what they say."""
    return sum(1 for _, one in plan.indicators() if is_sound(one))


def is_sound(one: Indicator) -> bool:
    """A name that is words and no heading or level, under a level that is none of a value's kinds."""
    name, level2 = one.name, one.level2 or ""
    if (
        not name
        or is_number(name)
        or is_sign(name)
        or column_of(name) in ("level1", "level2", "name")
    ):
        return False
    if (
        name in DIRECTIONS
        or name in KINDS
        or is_level1(name)
        or (is_level1(level2) and not is_level2(level2))
    ):
        return False
    return not (is_level2(one.target.raw) or is_sign(one.target.raw) or is_number(level2))


@lru_cache(maxsize=1)
def reader_codes() -> Mapping[str, type[Coded]]:
    """What readers say of a document, by code."""
    return units_in(codes, Coded)


def with_gate(plan: Plan) -> Plan:
    """A plan without any indicator, of a document that is no official form, is partial, and says so."""
    if any(p.indicators for p in plan.projects) or plan.status == "partial":
        return plan
    finding = Finding(
        rule="F112", level=Level.RETURN, where=Where(field="indicators"), fault="没有读出任何绩效指标",
        remedy="请核对文件是不是绩效目标表，或按表样重新填写",
    )  # fmt: skip
    return plan.model_copy(update={"status": "partial", "findings": (*plan.findings, finding)})
