"""The true answers at the year's end, from the marks of the strata: no measure is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from jixiao.measures.made_up.stratum import Ledger
from jixiao.measures.values import percent
from jixiao.plan.model import Plan
from jixiao.plan.money import plain, shortest

Marks = Mapping[str, int]


def marks_of(ledgers: Iterable[tuple[Ledger, int]]) -> dict[str, Counter[str]]:
    """Every mark of every register, added up over its rows."""
    found: dict[str, Counter[str]] = {}
    for ledger, wanted in ledgers:
        counter = found.setdefault(ledger.register, Counter())
        for stratum in ledger.strata:
            for mark, worth in stratum.counts.items():
                counter[mark] += worth * stratum.rows(wanted)
    return found


def entities_visited(ledger: Ledger, wanted: int) -> int:
    """Distinct entities among the visits of the year: rows 2k and 2k+1 are of one entity."""
    first, seen = 0, set[int]()
    visited = 0
    for stratum in ledger.strata:
        count = stratum.rows(wanted)
        if stratum.counts.get("visits"):
            low, high = first // 2, (first + count - 1) // 2
            visited += high - low + 1 - (low in seen)
            seen.add(high)
        first += count
    return visited


def answers(
    plan: Plan, marks: Mapping[str, Marks], entities: int, year: int
) -> dict[str, str | None]:
    """Indicator → its true value at the year's end; ``None`` where there truly is none."""
    found: dict[str, str | None] = {}
    for project, indicator in plan.indicators():
        if indicator.measure and project.code:
            at = [p.code for p in plan.projects if p.code].index(project.code)
            true = _TRUE.get(indicator.measure.id)
            if true:
                found[indicator.id] = true(_Case(marks, project.code, at, entities, year))
    return found


class _Case:
    """The marks seen from one project."""

    def __init__(
        self, marks: Mapping[str, Marks], code: str, at: int, entities: int, year: int
    ) -> None:
        self.marks, self.code, self.at, self.entities, self.year = marks, code, at, entities, year

    def of(self, register: str, mark: str) -> int:
        return self.marks[register][mark]

    def own(self, register: str, mark: str) -> int:
        return self.marks[register][f"{mark}:{self.code}"]

    def share(self, register: str, above: str, below: str) -> str:
        return _percent(self.of(register, above), self.of(register, below))


def _percent(above: int, below: int) -> str:
    return plain(percent(Decimal(above), Decimal(below)))


def _own_share(case: _Case, register: str, above: str, below: str) -> str:
    return _percent(case.own(register, above), case.own(register, below))


def _saved(case: _Case) -> str:
    before = case.own("payments", "cents_before")
    return _percent(before - case.own("payments", "cents"), before)


def _fewer_faults(case: _Case) -> str:
    before = case.of("network_faults", "faults_before")
    return _percent(before - case.of("network_faults", "faults"), before)


def _finished(case: _Case) -> str | None:
    """The tenth item's day, unless it is still open."""
    return None if case.at % 5 == 4 else date(case.year, 11, 10 + case.at).isoformat()


_TRUE: Mapping[str, Callable[[_Case], str | None]] = {
    "inspected_entities": lambda c: str(c.entities),
    "inspections_count": lambda c: str(c.of("inspections", "visits")),
    "monitoring_coverage": lambda c: c.share("market_entities", "monitored", "existing"),
    "payments_on_time_rate": lambda c: _own_share(c, "payments", "paid_on_time", "due"),
    "payments_total": lambda c: shortest(Decimal(c.own("payments", "cents")) / 1_000_000),
    "payment_count": lambda c: str(c.own("payments", "payments")),
    "cost_saving_rate": _saved,
    "satisfaction_share": lambda c: _own_share(c, "satisfaction", "satisfied", "answers"),
    "fault_reduction_rate": _fewer_faults,
    "plan_latest_date": _finished,
    "plan_completion_rate": lambda c: _own_share(c, "plan_items", "done", "planned"),
    "venue_hires": lambda c: str(c.of("venue_hire", "venue_hired")),
    "venue_supply_rate": lambda c: c.share("venue_hire", "venue_provided", "venue_needed"),
    "venue_on_time_rate": lambda c: c.share("venue_hire", "venue_in_time", "venue_needed"),
    "case_count_filed": lambda c: str(c.of("penalty_cases", "filed")),
    "case_count_closed": lambda c: str(c.of("penalty_cases", "closed_in_year")),
    "case_closing_rate": lambda c: c.share("penalty_cases", "closed_of_filed", "filed"),
    "case_on_time_rate": lambda c: c.share("penalty_cases", "in_time", "judged"),
    "serious_cases_count": lambda _: "0",
    "enforcement_complaint_rate": lambda c: _percent(
        c.of("complaints", "about_enforcement"), c.of("penalty_cases", "filed")
    ),
    "complaint_handled_rate": lambda c: c.share("complaints", "handled", "received"),
    "training_attendances": lambda c: str(c.of("training", "attendances")),
    "training_pass_rate": lambda c: c.share("training", "passed", "assessed"),
    "training_latest_date": lambda c: (date(c.year, 11, 22) + timedelta(days=1)).isoformat(),
    "product_sampling_batches": lambda c: str(c.of("product_sampling", "batches")),
    "product_test_accuracy": lambda c: c.share("product_sampling", "correct", "checked"),
    "product_test_report_on_time_rate": lambda c: c.share(
        "product_sampling", "reports_in_time", "reports"
    ),
    "product_unqualified_disposed_rate": lambda c: c.share(
        "product_sampling", "disposed", "unqualified"
    ),
    "food_sampling_batches": lambda c: str(c.of("food_sampling", "batches")),
    "food_unqualified_disposed_rate": lambda c: c.share("food_sampling", "disposed", "unqualified"),
    "devices_bought": lambda c: str(c.of("purchases", "devices")),
    "device_pass_rate": lambda c: c.share("purchases", "devices_passed", "devices"),
    "campaigns_count": lambda c: str(c.of("campaigns", "campaigns")),
}
