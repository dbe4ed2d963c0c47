"""Actual values from the registers: a computed value goes before one that somebody typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from jixiao.measures.kinds import Status
from jixiao.measures.observation import Observation
from jixiao.measures.observing import observe
from jixiao.plan.model import Plan
from jixiao.registers.store import Store
from jixiao.scoring.actuals import Actuals
from jixiao.terms.units import SPELLINGS, UNITS


def from_evidence(
    plan: Plan, folder: Path, reported: Actuals, as_of: date | None = None
) -> Actuals:
    """The actuals with every value the registers give; judgements and money stay as reported."""
    seen = observations(plan, folder, as_of)
    computed = {key: printed(one) for key, one in seen.items() if one.value is not None}
    values = {
        **{key: text for key, text in computed.items() if seen[key].status is Status.REPORTED},
        **reported.indicators,
        **{key: text for key, text in computed.items() if seen[key].status is Status.COMPUTED},
    }
    return reported.model_copy(update={"indicators": values})


def observations(plan: Plan, folder: Path, as_of: date | None = None) -> Mapping[str, Observation]:
    """Observations of every indicator by its id, at the end of the plan's year where no day is said."""
    day = as_of or date(plan.year or date.today().year, 12, 31)
    return {one.indicator: one for one in observe(plan, Store(folder), day)}


def printed(one: Observation) -> str:
    """A value with its unit, as a person would write it; a date has none."""
    unit = one.unit if one.unit in UNITS or one.unit in SPELLINGS else ""
    return f"{one.value}{unit or ''}"
