"""Everything the program can say under a code, put together from the rooms that find it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jixiao.findings.catalogue import together, units_in
from jixiao.findings.coded import Coded
from jixiao.findings.pages import Family
from jixiao.forms.soundness import reader_codes
from jixiao.measures import codes as measured
from jixiao.monitoring import codes as monitored
from jixiao.monitoring.watch import watched
from jixiao.review.catalogue import rules
from jixiao.scoring import codes as scored
from jixiao.scoring.honesty.check import checks


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """The families of codes, in the order work flows."""
    return (
        Family("读文件", reader_codes(), "specs/forms/codes"),
        Family("审核规则", rules(), "specs/review"),
        Family("测算", units_in(measured, Coded), "specs/measures/codes"),
        Family("资金和台账", units_in(monitored, Coded), "specs/monitoring/codes"),
        Family("监控预警", watched(), "specs/monitoring/warnings"),
        Family("计分", units_in(scored, Coded), "specs/scoring/codes"),
        Family("自评表核对", checks(), "specs/scoring/honesty"),
    )


@lru_cache(maxsize=1)
def codes() -> Mapping[str, type[Coded]]:
    """Every unit by its code."""
    return together(*(family.units for family in families()))
