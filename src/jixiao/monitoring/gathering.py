"""Plan and evidence store → observations of the day and the series behind them.

A register is scanned once a year for all month ends and all indicators together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from jixiao.law.calendar import NoCalendarError, WorkingDays
from jixiao.law.time_law import TimeLaw
from jixiao.measures.bound import BindingError, Bound, bound_of
from jixiao.measures.computing import Sums
from jixiao.measures.engines import Engine, open_engine
from jixiao.measures.governing import time_of
from jixiao.measures.kinds import MeasureKind
from jixiao.measures.observing import observe
from jixiao.measures.parts import Part
from jixiao.measures.scan.compile import compile_scan
from jixiao.measures.schema import Schema
from jixiao.measures.seeing import seeing
from jixiao.measures.values import in_unit, number
from jixiao.monitoring.series import Evidence, Reading, Series, month_ends
from jixiao.plan.model import Indicator, Plan
from jixiao.registers.store import Store

#: So many earlier years are looked at, while they have any rows.
EARLIER = 3
Days = Mapping[date, Sums]
Earlier = Sequence[Mapping[str, Series]]


def gather(
    plan: Plan, store: Store, as_of: date, year: int, earlier: Earlier | None = None,
    time: TimeLaw | None = None,
) -> Evidence:  # fmt: skip
    """The evidence of a plan's year up to a day; ``earlier`` years are scanned unless given.

    ``time``: limits and holidays to judge by; those of the plan's place where not given.
    """
    dated = plan.model_copy(update={"year": year})
    time = time or time_of(dated)
    with open_engine() as engine:
        now = observe(dated, store, as_of, engine, time)
        gatherer = _Gatherer.of(dated, store, engine, time)
        series = gatherer.year(month_ends(year, as_of))
        before = tuple(gatherer.earlier(year)) if earlier is None else earlier
    return Evidence.of(as_of, {o.indicator: o for o in now}, series, before)


def earlier_years(plan: Plan, store: Store, year: int, time: TimeLaw | None = None) -> Earlier:
    """The series of the years before, latest first: the same on whatever day of the year one looks."""
    dated = plan.model_copy(update={"year": year})
    with open_engine() as engine:
        return tuple(_Gatherer.of(dated, store, engine, time or time_of(dated)).earlier(year))


def _bounds(plan: Plan, store: Store, time: TimeLaw) -> Iterator[tuple[str, Bound]]:
    """The indicators whose value grows or is a share of rows; the rest has no series."""
    for _, indicator in plan.indicators():
        try:
            found = bound_of(indicator, store.folder, time)
        except BindingError:  # said by its observation
            continue
        if found and found.measure.kind not in (MeasureKind.CHANGE, MeasureKind.LATEST):
            yield indicator.id, seeing(found, store)


class _Gatherer:
    def __init__(
        self,
        store: Store,
        engine: Engine,
        bounds: Mapping[str, Bound],
        indicators: Mapping[str, Indicator],
        time: TimeLaw,
    ) -> None:
        self.store, self.engine = store, engine
        self.bounds, self.indicators = bounds, indicators
        self.calendar: WorkingDays = time.calendar(store.folder / "calendar.toml")

    @classmethod
    def of(cls, dated: Plan, store: Store, engine: Engine, time: TimeLaw) -> _Gatherer:
        """For a plan that says which year it is of."""
        indicators = {i.id: i for _, i in dated.indicators()}
        return cls(store, engine, dict(_bounds(dated, store, time)), indicators, time)

    def earlier(self, year: int) -> Iterator[dict[str, Series]]:
        """Earlier years one by one, until one has nothing at its end."""
        for back in range(1, EARLIER + 1):
            last = date(year - back, 12, 31)
            found = self.year(month_ends(last.year, last))
            if not any(series.total for series in found.values()):
                return
            yield found

    def year(self, days: Sequence[date]) -> dict[str, Series]:
        """Every series of a year at these days."""
        if not days:
            return {}
        sums = self._scanned(days)
        made = {one: self._series(one, bound, sums) for one, bound in self.bounds.items()}
        return {one: series for one, series in made.items() if series.readings}

    def _series(self, one: str, bound: Bound, sums: Days) -> Series:
        wanted = self.indicators[one].target.unit
        readings = (_reading(day, bound, sums[day].by_role(bound), wanted) for day in sums)
        kept = tuple(r for r in readings if r is not None)
        return Series(min(sums).year, kept)

    def _scanned(self, days: Sequence[date]) -> Days:
        """Each register in one statement over all days."""
        sums: dict[date, Sums] = {day: Sums() for day in days}
        for register, (schema, parts) in self._parts().items():
            relation = self.store.relation(register)
            if not relation.files:
                continue
            try:
                scan = compile_scan(schema, parts, days, self.calendar, dialect=self.engine.dialect)
            except NoCalendarError:  # its observation says so; there is no series
                continue
            for row in self.engine.run(relation, scan, self.calendar):
                found = {(register, 0, part): row[at] for part, at in scan.columns.items()}
                sums[scan.checkpoints[int(number(row[1]))]].values.update(found)
        return sums

    def _parts(self) -> dict[str, tuple[Schema, list[Part]]]:
        wanted: dict[str, tuple[Schema, list[Part]]] = {}
        for bound in self.bounds.values():
            for piece in bound.pieces():
                schema = piece.measure.schema
                if schema is not None and piece.years_back == 0:
                    wanted.setdefault(schema.name, (schema, []))[1].append(piece.part)
        return wanted


def _reading(
    day: date, bound: Bound, values: Mapping[str, object], wanted: str | None
) -> Reading | None:
    """The value of a day as numbers; ``None`` where its register was not scanned."""
    measure = bound.measure
    if not measure.kind.is_share:
        if values.get("value") is None:
            return Reading(day) if "value" in values else None
        amount, _ = in_unit(number(values["value"]), measure.unit, wanted)
        return Reading(day, float(amount))
    roles = ("first.value", "second.value") if measure.of else ("numerator", "denominator")
    above, below = (float(number(values.get(role))) for role in roles)
    return Reading(day, 100 * above / below if below else None, above, below)
