"""Everything the program can say under a code, put together from the rooms that find it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jixiao.findings.catalogue import together
from jixiao.findings.coded import Coded
from jixiao.findings.pages import Family
from jixiao.monitoring.watch import watched
from jixiao.review.catalogue import rules
from jixiao.scoring.honesty.check import checks


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """The families of codes, in the order work flows."""
    return (
        Family("审核规则", rules(), "specs/review"),
        Family("监控预警", watched(), "specs/monitoring/warnings"),
        Family("自评表核对", checks(), "specs/scoring/honesty"),
    )


@lru_cache(maxsize=1)
def codes() -> Mapping[str, type[Coded]]:
    """Every unit by its code."""
    return together(*(family.units for family in families()))
