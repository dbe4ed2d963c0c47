"""A measure in words: what it counts, over what, within which limit, by which statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext_lazy

from jixiao.law.calendar import NoCalendarError
from jixiao.law.packs import national_time
from jixiao.law.time_law import TimeLaw
from jixiao.law.time_limits import Limit
from jixiao.measures.bound import BindingError, bind_up
from jixiao.measures.governing import time_of
from jixiao.measures.measure import Measure
from jixiao.measures.predicates.reading import read_value
from jixiao.measures.predicates.saying import said
from jixiao.measures.predicates.text import PredicateError
from jixiao.measures.schema import Schema
from jixiao.measures.tracing import statements
from jixiao.plan.model import MeasureRef
from jixiao.web.models import PlanRecord

#: The keys of a declaration that decide, in the order they are read aloud.
_KEYS = {
    "where": gettext_lazy("只看"),
    "numerator": gettext_lazy("分子"),
    "denominator": gettext_lazy("分母"),
    "numerator_value": gettext_lazy("分子的数"),
    "denominator_value": gettext_lazy("分母的数"),
    "key": gettext_lazy("按什么去重"),
    "value": gettext_lazy("合计的数"),
    "event": gettext_lazy("归入年度的日期"),
    "start": gettext_lazy("起算"),
    "stop": gettext_lazy("截止"),
    "due": gettext_lazy("到期"),
    "suspended": gettext_lazy("中止天数"),
    "extension": gettext_lazy("延长天数"),
    "open": gettext_lazy("尚未完成"),
    "planned": gettext_lazy("计划日期"),
}


@dataclass(frozen=True)
class Term:
    """One deciding line of a declaration: as a sentence, and as it is written there."""

    label: str
    text: str
    sentence: str


@dataclass(frozen=True)
class Described:
    """A measure as a page shows it."""

    measure: Measure
    terms: list[Term]
    limits: tuple[Limit, ...]
    parts: list[Measure]

    @property
    def registers(self) -> list[Schema]:
        """The registers it is computed from, each once."""
        found = [one.schema for one in (self.measure, *self.parts) if one.schema]
        return list({schema.name: schema for schema in found}.values())


def time_law(record: PlanRecord | None) -> TimeLaw:
    """Limits and holidays a department's newest plan is judged by; of no plan, the country's."""
    return time_of(record.head.plan) if record else national_time()


def described(measure: Measure, others: Mapping[str, Measure], time: TimeLaw) -> Described:
    """A measure with its deciding lines, its limits as the place has them, the measures it is made of."""
    return Described(
        measure,
        [_term(key, measure) for key in _KEYS if key in measure.declared],
        _limits(measure, time),
        [others[name] for name in measure.of],
    )


def _limits(measure: Measure, time: TimeLaw) -> tuple[Limit, ...]:
    """One that this place does not set stands as the place that sets it has it."""
    own = {one.id: one for one in time.limits}
    return tuple(own.get(one.id, one) for one in measure.on_time.limits) if measure.on_time else ()


def _term(key: str, measure: Measure) -> Term:
    text = str(measure.declared[key])
    return Term(str(_KEYS[key]), text, _sentence(text, measure))


def _sentence(text: str, measure: Measure) -> str:
    """What a line says; one that names a part of the measure, and no condition, says its own name."""
    if measure.schema is None:
        return text
    try:
        return said(read_value(text, measure.schema), measure.schema)
    except PredicateError:
        return text


def statements_of(
    reference: MeasureRef, folder: Path, time: TimeLaw, as_of: date, year: int
) -> list[str]:
    """The SQL that computes a measure, one for each register and year; where there can be none, why."""
    try:
        return list(statements(bind_up(reference, folder, time), as_of, year, time.calendar()))
    except (NoCalendarError, BindingError) as lacking:
        return [f"-- {lacking}"]
