"""Double claims, proven: two projects whose indicators count the very same rows (M101).

Not guessed from names: the rows are counted on the evidence, and how many are common is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from jixiao.findings.finding import Cite, Finding, Where
from jixiao.law.calendar import NoCalendarError, WorkingDays
from jixiao.law.shelf import cite
from jixiao.law.time_law import TimeLaw
from jixiao.measures.bound import BindingError, Bound, bound_of, checkpoint
from jixiao.measures.engines.duckdb import walled
from jixiao.measures.governing import time_of
from jixiao.measures.parts import Part
from jixiao.measures.predicates.dialects import Dialect, Writer
from jixiao.measures.scan.frame import Frame
from jixiao.measures.scan.rows import condition_on
from jixiao.measures.schema import Schema
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.registers.store import Store
from jixiao.terms.findings import Level

RULE = "M101"


@dataclass(frozen=True, eq=False)
class _Claim:
    """One indicator's counting part, as one day knows it."""

    project: Project
    indicator: Indicator
    schema: Schema
    part: Part
    measure: str


def double_claims(plan: Plan, store: Store, as_of: date) -> tuple[Finding, ...]:
    """A finding for each pair of projects that count common rows by the same measure's rows.

    Rates, sums and counts alike: an output claimed twice. Satisfaction and other answers of the public
    asked once for several projects are such a claim too.
    """
    time = time_of(plan, as_of)
    calendar = time.calendar(store.folder / "calendar.toml")
    return tuple(_findings(list(_claims(plan, store, time)), plan, store, as_of, calendar))


def _claims(plan: Plan, store: Store, time: TimeLaw) -> Iterator[_Claim]:
    for project, indicator in plan.indicators():
        try:
            bound = bound_of(indicator, store.folder, time)
        except BindingError:
            continue
        if bound is not None and bound.measure.schema is not None:
            yield _Claim(
                project, indicator, bound.measure.schema, _counting(bound), bound.measure.id
            )


def _counting(bound: Bound) -> Part:
    """The part whose rows are the claim: what counts, of a share what it is a share of."""
    pieces = {piece.role: piece.part for piece in bound.pieces()}
    return pieces["rows"]


def _findings(
    claims: list[_Claim], plan: Plan, store: Store, as_of: date, calendar: WorkingDays
) -> Iterator[Finding]:
    """The pairs of each measure in one statement: which rows each counts, then how many both do."""
    day = checkpoint(as_of, plan.year)
    by_measure: dict[str, list[_Claim]] = {}
    for claim in claims:
        by_measure.setdefault(claim.measure, []).append(claim)
    for same in by_measure.values():
        pairs = [(a, b) for a, b in combinations(same, 2) if a.project.id != b.project.id]
        if pairs:
            for (one, other), common in zip(
                pairs, _common(pairs, store, day, calendar), strict=True
            ):
                if common:
                    yield _finding(one, other, common)


def _common(
    pairs: list[tuple[_Claim, _Claim]], store: Store, day: date, calendar: WorkingDays
) -> list[int]:
    """How many rows of the evidence both claims of each pair count."""
    schema = pairs[0][0].schema
    relation = store.relation(schema.name)
    if not relation.files:
        return [0] * len(pairs)
    writer = Writer(Dialect.DUCKDB, date(day.year, 1, 1), date(day.year, 12, 31))
    try:
        known = {c: condition_on(c.part, day, calendar) for pair in pairs for c in pair}
    except NoCalendarError:
        return [0] * len(pairs)
    names = {condition: f"c{i}" for i, condition in enumerate(dict.fromkeys(known.values()))}
    source = Frame(schema.name, (day,), calendar, writer).source(names)
    flags = ", ".join(f"{writer.sql(condition)} AS {name}" for condition, name in names.items())
    counts = ", ".join(
        f"count(*) FILTER (WHERE {names[known[a]]} AND {names[known[b]]})" for a, b in pairs
    )
    with walled(relation, calendar) as connection:
        found = connection.execute(
            f"SELECT {counts} FROM (SELECT {flags} FROM {source})"
        ).fetchone()
    return [int(count) for count in found or ()]


def _finding(one: _Claim, other: _Claim, common: int) -> Finding:
    names = [c.project.short_name or c.project.name for c in (one, other)]
    basis = cite("财预〔2015〕88号", "绩效目标设定要求")
    return Finding(
        rule=RULE,
        level=Level.IMPROVE,
        where=Where(project=one.project.id, indicator=one.indicator.id, field="measure"),
        fault=(
            f"“{names[0]}”的“{one.indicator.name}”与“{names[1]}”的“{other.indicator.name}”都由"
            f"{one.schema.label}计算，共同的有 {common} 行：同一产出被两个项目各算了一次"
        ),
        remedy="说明各自承担哪一部分，在绑定里用限定条件（例如项目编码）分开；分不开的，只在一个项目里设这条指标",
        cites=(Cite(law=basis.law, article=basis.article.number, verified=basis.verified),),
        also=(Where(project=other.project.id, indicator=other.indicator.id, field="measure"),),
    )
