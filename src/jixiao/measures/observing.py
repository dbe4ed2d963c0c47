"""Plan and evidence → observations: computed, reported with person and proof, or missing with why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jixiao.acts.kinds.reported import ReportedValue
from jixiao.law.calendar import WorkingDays
from jixiao.law.time_law import TimeLaw
from jixiao.measures.bound import BindingError, Bound, bound_of
from jixiao.measures.computing import Sums, compute
from jixiao.measures.counting import counting
from jixiao.measures.engines import Engine, open_engine
from jixiao.measures.gaps import made_up_imports, not_judged, why_missing
from jixiao.measures.governing import time_of
from jixiao.measures.kinds import MeasureKind, Status
from jixiao.measures.observation import Observation, definition_hash, definition_of
from jixiao.measures.reported import every_report, latest_reported
from jixiao.measures.reporters import reporter_of
from jixiao.measures.seeing import asked, seeing
from jixiao.measures.uncounted import uncounted
from jixiao.measures.values import day, in_unit, number, percent
from jixiao.plan.model import Indicator, Plan
from jixiao.plan.money import plain, shortest
from jixiao.registers.store import Store
from jixiao.terms.targets import Dimension
from jixiao.terms.units import dimension_of


def observe(
    plan: Plan,
    store: Store,
    as_of: date,
    engine: Engine | None = None,
    time: TimeLaw | None = None,
) -> tuple[Observation, ...]:
    """One observation for each indicator, in the plan's order.

    A computed value goes before a reported one; a binding that cannot be used is missing, with why.
    ``time``: limits and holidays to judge by; those of the plan's place where not given.

    Raises:
        CalendarFileError: the evidence folder's own calendar cannot be read.
        MeasureError: a measure of the evidence folder is refused.
        BrokenRecordError: what was reported is not what was recorded.
    """
    time = time or time_of(plan, as_of)
    calendar = time.calendar(store.folder / "calendar.toml")
    bounds, refused = _bounds(plan, store, time)
    sums = _sums(bounds, store, as_of, plan.year, engine, calendar) if bounds else Sums()
    seen = _Seen(plan, store, as_of, calendar, bounds, refused, sums, _reports(store))
    return tuple(seen.observation(one) for _, one in plan.indicators())


def _sums(
    bounds: Mapping[str, Bound], store: Store, as_of: date, year: int | None,
    engine: Engine | None, calendar: WorkingDays,
) -> Sums:  # fmt: skip
    if engine is not None:
        return compute(bounds.values(), store, as_of, year, engine, calendar)
    with open_engine() as embedded:
        return compute(bounds.values(), store, as_of, year, embedded, calendar)


def _reports(store: Store) -> dict[str, list[ReportedValue]]:
    found: dict[str, list[ReportedValue]] = {}
    for one in every_report(store):
        found.setdefault(one.indicator, []).append(one)
    return found


def _bounds(plan: Plan, store: Store, time: TimeLaw) -> tuple[dict[str, Bound], dict[str, str]]:
    bounds, refused = {}, {}
    for _, indicator in plan.indicators():
        try:
            if found := bound_of(indicator, store.folder, time):
                bounds[indicator.id] = seeing(found, store)
        except BindingError as wrong:
            refused[indicator.id] = str(wrong)
    return bounds, refused


@dataclass(frozen=True)
class _Seen:
    """All that was read and added up; makes the observations one by one."""

    plan: Plan
    store: Store
    as_of: date
    calendar: WorkingDays
    bounds: Mapping[str, Bound]
    refused: Mapping[str, str]
    sums: Sums
    reports: Mapping[str, Sequence[ReportedValue]]

    def observation(self, indicator: Indicator) -> Observation:
        bound = self.bounds.get(indicator.id)
        computed = self._computed(indicator, bound) if bound else None
        if computed and computed.status is Status.COMPUTED:
            return computed
        spoken_for = min(filter(None, (self.as_of, self.store.known_on)))
        told = latest_reported(self.reports.get(indicator.id, ()), spoken_for)
        if told:
            return self._reported(indicator, told)
        return computed or self._missing(indicator)

    def _computed(self, indicator: Indicator, bound: Bound) -> Observation:
        measure = bound.measure
        registers = dict.fromkeys(p.measure.register for p in bound.pieces())
        imports = [one for r in registers for one in self.store.relation(r).imports]
        definition = definition_hash(definition_of(measure, bound.where_text, bound.others))
        values = self.sums.by_role(bound)
        reason = why_missing(bound, values, self.sums, self.store, self.as_of, self.plan.year)
        value, unit, over = (
            (None, measure.unit, (None, None))
            if reason
            else _value(bound, values, indicator.target.unit)
        )
        return Observation(
            indicator=indicator.id,
            as_of=self._counted_to(bound),
            status=Status.MISSING if value is None else Status.COMPUTED,
            unit=unit,
            measure=measure.id,
            value=value,
            numerator=over[0],
            denominator=over[1],
            rows=int(number(values.get("second.rows", values.get("rows")))),
            imports=tuple(imports),
            definition=definition,
            reason=reason
            or _said(
                _left_out(bound, values), uncounted(bound, self.store, self.as_of, self.plan.year)
            ),
            made_up=bool(made_up_imports(self.store, imports)),
            known=self.store.known_on,
        )

    def _counted_to(self, bound: Bound) -> date:
        """The day counted to: the latest of its pieces of this year."""
        pieces = (piece for piece in bound.pieces() if not piece.years_back)
        days = (counting(p, self.as_of, self.plan.year, self.calendar).day for p in pieces)
        return max(days, default=self.as_of)

    def _reported(self, indicator: Indicator, told: ReportedValue) -> Observation:
        return Observation(
            indicator=indicator.id,
            as_of=self.as_of,
            status=Status.REPORTED,
            unit=told.unit or indicator.target.unit,
            value=told.value,
            reported=told.shown(),
            made_up=told.made_up,
            known=self.store.known_on,
        )

    def _missing(self, indicator: Indicator) -> Observation:
        who = reporter_of(indicator)
        reason = self.refused.get(indicator.id) or (
            f"由{who.who}报送，凭{who.proof}；尚未报送"
            if who
            else "没有绑定测度，也没有人报送；可用 jixiao bind 提出绑定"
        )
        return Observation(
            indicator.id, self.as_of, Status.MISSING, indicator.target.unit, reason=reason,
            known=self.store.known_on,
        )  # fmt: skip


def _said(*parts: str | None) -> str | None:
    return "；".join(filter(None, parts)) or None


Over = tuple[str | None, str | None]


def _value(bound: Bound, values: Mapping[str, object], wanted: str | None) -> tuple[str, str, Over]:
    """The value as written, its unit, and numerator over denominator where it has them."""
    measure = bound.measure
    if measure.kind is MeasureKind.LATEST:
        latest = day(values["value"])
        return (latest.isoformat() if latest else ""), measure.unit, (None, None)
    if measure.kind.is_share:
        above, below = _over(measure.kind, values, rising=measure.rising)
        return plain(percent(above, below)), measure.unit, (shortest(above), shortest(below))
    amount, unit = in_unit(number(values["value"]), measure.unit, wanted)
    if wanted in measure.purpose.units and dimension_of(wanted) is Dimension.COUNT:
        unit = wanted or unit  # cases are counted in 件, the form says 个 or 次
    return shortest(amount), unit, (None, None)


def _over(
    kind: MeasureKind, values: Mapping[str, object], *, rising: bool
) -> tuple[Decimal, Decimal]:
    if kind is MeasureKind.CHANGE:
        this, last = number(values["first.value"]), number(values["second.value"])
        return (this - last if rising else last - this), last
    if kind is MeasureKind.QUOTIENT:
        return number(values["first.value"]), number(values["second.value"])
    return number(values["numerator"]), number(values["denominator"])


def _left_out(bound: Bound, values: Mapping[str, object]) -> str | None:
    """What is not in the number, and what is odd about it."""
    over = values.get("numerator"), values.get("denominator")
    if None not in over and number(over[0]) > number(over[1]):
        return "分子大于分母，请核对台账"
    undated = number(values.get("undated"))
    blind = sum(number(n) for role, n in values.items() if role.endswith("blind"))
    said = [f"另有 {undated} 行没有起算日期或期限，没有计入"] if undated else []
    said += [f"另{unjudged}，没有计入"] if (unjudged := not_judged(bound, values)) else []
    said += [f"另有 {blind} 行所在的台账没有{_asked(bound)}，没有计入"] if blind else []
    return "；".join(said) or None


def _asked(bound: Bound) -> str:
    measures = [bound.others[name] for name in bound.measure.of] or [bound.measure]
    labels = (
        one.schema.columns[name].label for one in measures if one.schema for name in asked(one)
    )
    return "、".join(f"“{label}”" for label in dict.fromkeys(labels)) + "这一栏"
