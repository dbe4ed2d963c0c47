"""Double claims, proven: two projects whose indicators count the very same rows (M101).

Not guessed from names: the rows are counted on the evidence, and how many are common is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from jixiao.findings.finding import Cite, Finding, Where
from jixiao.law.calendar import NoCalendarError, WorkingDays
from jixiao.law.shelf import cite
from jixiao.law.time_law import TimeLaw
from jixiao.measures.bound import BindingError, Bound, bound_of, checkpoint
from jixiao.measures.engines.duckdb import walled_all
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


@dataclass(frozen=True)
class Common:
    """Two indicators, by id, that count the same rows: of which register, and how many rows."""

    one: str
    other: str
    register: str
    rows: int


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
    return claims_said(plan, counted_twice(plan, store, as_of))


def counted_twice(plan: Plan, store: Store, as_of: date) -> tuple[Common, ...]:
    """The pairs, in the order of the plan; they hang on what indicators are bound to, on no words."""
    time = time_of(plan, as_of)
    calendar = time.calendar(store.folder / "calendar.toml")
    day = checkpoint(as_of, plan.year)
    return tuple(_common(list(_claims(plan, store, time)), store, day, calendar))


def claims_said(plan: Plan, pairs: Iterable[Common]) -> tuple[Finding, ...]:
    """The pairs in the words of the plan."""
    known = {row.id: (project, row) for project, row in plan.indicators()}
    return tuple(_finding(known[pair.one], known[pair.other], pair) for pair in pairs)


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


def _common(
    claims: Sequence[_Claim], store: Store, day: date, calendar: WorkingDays
) -> Iterator[Common]:
    """The pairs of each measure in one statement, all over one connection."""
    by_measure: dict[str, list[_Claim]] = {}
    for claim in claims:
        by_measure.setdefault(claim.measure, []).append(claim)
    pairs = [few for same in by_measure.values() if (few := _pairs(same))]
    relations = {few[0][0].schema.name: store.relation(few[0][0].schema.name) for few in pairs}
    spoken = [relation for relation in relations.values() if relation.files]
    if not spoken:
        return
    with walled_all(spoken, calendar) as connection:
        for few in pairs:
            if relations[few[0][0].schema.name].files and (asked := _asked(few, day, calendar)):
                counts = connection.execute(asked).fetchone() or ()
                yield from (_told(*pair, n) for pair, n in zip(few, counts, strict=True) if n)


def _pairs(same: Sequence[_Claim]) -> list[tuple[_Claim, _Claim]]:
    return [(a, b) for a, b in combinations(same, 2) if a.project.id != b.project.id]


def _told(one: _Claim, other: _Claim, count: int) -> Common:
    return Common(one.indicator.id, other.indicator.id, one.schema.label, int(count))


def _asked(pairs: list[tuple[_Claim, _Claim]], day: date, calendar: WorkingDays) -> str:
    """How many rows of the evidence both claims of each pair count; empty where days are not known."""
    schema = pairs[0][0].schema
    writer = Writer(Dialect.DUCKDB, date(day.year, 1, 1), date(day.year, 12, 31))
    try:
        known = {c: condition_on(c.part, day, calendar) for pair in pairs for c in pair}
    except NoCalendarError:
        return ""
    names = {condition: f"c{i}" for i, condition in enumerate(dict.fromkeys(known.values()))}
    source = Frame(schema.name, (day,), calendar, writer).source(names)
    flags = ", ".join(f"{writer.sql(condition)} AS {name}" for condition, name in names.items())
    counts = ", ".join(
        f"count(*) FILTER (WHERE {names[known[a]]} AND {names[known[b]]})" for a, b in pairs
    )
    return f"SELECT {counts} FROM (SELECT {flags} FROM {source})"


def _finding(
    one: tuple[Project, Indicator], other: tuple[Project, Indicator], common: Common
) -> Finding:
    (project, row), (others, others_row) = one, other
    names = [p.short_name or p.name for p in (project, others)]
    basis = cite("财预〔2015〕88号", "绩效目标设定要求")
    return Finding(
        rule=RULE,
        level=Level.IMPROVE,
        where=Where(project=project.id, indicator=row.id, field="measure"),
        fault=(
            f"“{names[0]}”的“{row.name}”与“{names[1]}”的“{others_row.name}”都由"
            f"{common.register}计算，共同的有 {common.rows} 行：同一产出被两个项目各算了一次"
        ),
        remedy="说明各自承担哪一部分，在绑定里用限定条件（例如项目编码）分开；分不开的，只在一个项目里设这条指标",
        cites=(Cite(law=basis.law, article=basis.article.number, verified=basis.verified),),
        also=(Where(project=others.id, indicator=others_row.id, field="measure"),),
    )
