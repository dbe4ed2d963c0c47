"""Why a value is missing, in a sentence a person can act on. Missing is missing, never zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from jixiao.measures.bound import Bound, Piece, checkpoint
from jixiao.measures.computing import Sums
from jixiao.measures.engines.duckdb import walled
from jixiao.measures.kinds import MeasureKind
from jixiao.measures.measure import Measure
from jixiao.measures.predicates.tree import Coalesce, Column, Node
from jixiao.measures.schema import Schema
from jixiao.measures.seeing import state_day
from jixiao.measures.spoken import spoken_for
from jixiao.measures.values import number
from jixiao.registers.relation import quoted
from jixiao.registers.store import Store

#: Who brought an import that is made up, for the demonstration.
MADE_UP = "模拟数据"


def why_missing(
    bound: Bound,
    values: Mapping[str, object],
    sums: Sums,
    store: Store,
    as_of: date,
    year: int | None,
) -> str | None:
    """The reason there is no value, or ``None`` where there is one."""
    pieces = list(bound.pieces())
    return (
        _no_evidence(pieces, sums, store, as_of, year)
        or _never_brought(pieces, store)
        or _no_law(bound, values)
        or _not_finished(values)
        or _state_of_later(bound, values, store, as_of, year)
        or _nothing_below(bound, values, pieces, store, as_of, year)
        or _never_filled_in(values, pieces, store, as_of, year)
    )


def made_up_imports(store: Store, imports: list[str]) -> list[str]:
    """Those of the take-ins that are made up."""
    wanted = set(imports)
    return [one.sha256 for one in store.readable() if one.sha256 in wanted and one.who == MADE_UP]


def _no_evidence(
    pieces: list[Piece], sums: Sums, store: Store, as_of: date, year: int | None
) -> str | None:
    for piece in pieces:
        schema = piece.measure.schema
        if schema is None:
            continue
        if not store.relation(schema.name).files:
            return f"{schema.label}还没有数据；请先 jixiao intake {schema.name}"
        lacking = sums.no_calendar.get((schema.name, piece.years_back))
        if lacking and sums.of(piece) is None and piece.role.endswith("denominator"):
            return lacking
        if spoken_for(store, schema.name, checkpoint(as_of, year, piece.years_back)):
            continue
        if why := _nothing_said(piece, sums, schema):
            return why
    return None


def _nothing_said(piece: Piece, sums: Sums, schema: Schema) -> str | None:
    """No row, and no take-in that says how far it reaches: whether nothing happened is not known."""
    which = "上年同期" if piece.years_back else "本年"
    remedy = "确实没有发生的，收台账时写明说到哪一天（--speaks-for）"
    if not sums.any_rows(piece) and piece.role.endswith(("value", "denominator")):
        return f"{schema.label}没有{which}的行；{remedy}"
    if piece.role.endswith("own") and not number(sums.of(piece)):
        return f"{schema.label}{which}的行里，没有一行是这个指标的（项目、对象等限定）；{remedy}"
    return None


def _never_brought(pieces: list[Piece], store: Store) -> str | None:
    """Dates the measure cannot do without, of which no ledger taken in has a column.

    A column that is there and blank is an answer; a source that has none says nothing of it: cases without
    a filing date are not no cases filed, and complaints without a day of acceptance not all late.
    """
    for piece in pieces:
        schema = piece.measure.schema
        if schema is None:
            continue
        have = {name for layout in store.relation(schema.name).layouts for name in layout}
        for needed in dates_needed(piece.measure):
            known = sorted(needed & schema.columns.keys())
            if known and not have & needed:
                labels = "、".join(f"“{schema.columns[name].label}”" for name in known)
                return f"收进来的{schema.label}没有{labels}这一列，算不出；请收带这一列的台账"
    return None


def dates_needed(measure: Measure) -> Iterator[set[str]]:
    """Sets of columns of each of which one at least must have been brought."""
    if measure.event:
        yield {measure.event}
    if measure.on_time:
        yield {node.name for node in measure.on_time.stop.walk() if isinstance(node, Column)}


def _no_law(bound: Bound, values: Mapping[str, object]) -> str | None:
    """Nothing is left that can be judged; where something is, what cannot be is said beside it."""
    return None if number(values.get("denominator")) else not_judged(bound, values)


def not_judged(bound: Bound, values: Mapping[str, object]) -> str | None:
    """How many matters no limit was found for, in the day's law."""
    count, terms = number(values.get("unlawful")), bound.measure.on_time
    if not count or terms is None or not terms.limits:
        return None
    labels = "、".join(f"“{limit.label}”" for limit in terms.limits)
    return f"有 {count} 行不能判断是否按时：{labels}在其来件之日没有核实的时限"


def _state_of_later(
    bound: Bound, values: Mapping[str, object], store: Store, as_of: date, year: int | None
) -> str | None:
    """A state without a date is that of the ledger's own day; of an earlier day it says nothing."""
    count, register = number(values.get("stated")), bound.measure.register
    day, told = checkpoint(as_of, year), state_day(store, register) if count else None
    if not told or told <= day:
        return None
    return (
        f"有 {count} 行只写了状态、没有日期，状态是 {told} 的，{day} 的情况说不出；"
        "请补上日期，或者收那一天的台账"
    )


def _not_finished(values: Mapping[str, object]) -> str | None:
    still_open = number(values.get("open"))
    return f"尚有 {still_open} 项没有完成，没有完成日期" if still_open else None


def _nothing_below(
    bound: Bound,
    values: Mapping[str, object],
    pieces: list[Piece],
    store: Store,
    as_of: date,
    year: int | None,
) -> str | None:
    """0 ÷ 0 is missing, not 100 %; so is a latest date of no rows."""
    measure = bound.measure
    if measure.kind is MeasureKind.LATEST:
        return None if values["value"] is not None else f"{_label(measure)}没有符合条件的行"
    below = {"denominator", "second.value"} & values.keys()
    if not measure.kind.is_share or any(number(values[role]) for role in below):
        return None
    if measure.kind is MeasureKind.CHANGE:
        return "上年同期为零，不能算比例"
    empty = _empty_columns(pieces, ("denominator", "second.value"), store, as_of, year)
    said = f"（台账没有填写{'、'.join(empty)}）" if empty else ""
    return f"{_label(measure)}没有符合条件的行，0÷0 不是百分之百{said}"


def _never_filled_in(
    values: Mapping[str, object],
    pieces: list[Piece],
    store: Store,
    as_of: date,
    year: int | None,
) -> str | None:
    """A zero that rests on columns nobody ever filled in is no zero."""
    for role in ("value", "numerator", "first.value"):
        if role in values and not number(values[role] if not isinstance(values[role], date) else 1):
            empty = _empty_columns(pieces, (role,), store, as_of, year)
            if empty:
                return f"台账没有填写{'、'.join(empty)}，数出的零不可信"
    return None


def _empty_columns(
    pieces: list[Piece], roles: tuple[str, ...], store: Store, as_of: date, year: int | None
) -> list[str]:
    """The labels of the columns that decide, where not one of them is filled in on any row."""
    for piece in pieces:
        schema = piece.measure.schema
        if piece.role in roles and schema is not None:
            if lacking := _not_in_any_ledger(piece, schema, store):
                return [schema.columns[n].label for n in lacking]
            names = sorted(_summed(piece) or set(_deciding(piece.part.condition)))
            known = [n for n in names if n in schema.columns and n != piece.part.event]
            day = checkpoint(as_of, year, piece.years_back)
            if known and not _any_filled(known, piece, schema, store, day):
                return [schema.columns[n].label for n in known]
    return []


def _summed(piece: Piece) -> set[str]:
    """The columns that a sum adds up: where none is filled in there is nothing to add, not zero."""
    value = piece.part.value if piece.measure.kind is MeasureKind.SUM else None
    return {node.name for node in value.walk() if isinstance(node, Column)} if value else set()


def _not_in_any_ledger(piece: Piece, schema: Schema, store: Store) -> list[str]:
    """Columns only the numerator asks for, where no ledger taken in has one of them.

    A column that is there and blank is an answer: nothing has been closed yet, and the rate is 0.
    """
    if piece.role != "numerator" or piece.measure.numerator is None:
        return []
    own = sorted(set(_deciding(piece.measure.numerator)) & schema.columns.keys())
    have = {name for layout in store.relation(schema.name).layouts for name in layout}
    return [] if have & set(own) else own


def _deciding(node: Node) -> Iterator[str]:
    """The columns a condition cannot do without: what has a stand-in value is not one."""
    if isinstance(node, Coalesce):
        return
    if isinstance(node, Column):
        yield node.name
    for child in node.children():
        yield from _deciding(child)


def _any_filled(names: list[str], piece: Piece, schema: Schema, store: Store, day: date) -> bool:
    filled = " OR ".join(f"{quoted(n)} IS NOT NULL" for n in names)
    event = piece.part.event
    within = (
        f" AND {quoted(event)} BETWEEN DATE '{day.year}-01-01' AND DATE '{day.isoformat()}'"
        if event
        else ""
    )
    with walled(store.relation(schema.name), None) as connection:
        sql = f"SELECT 1 FROM {quoted(schema.name)} WHERE ({filled}){within} LIMIT 1"
        return connection.execute(sql).fetchone() is not None


def _label(measure: Measure) -> str:
    return measure.schema.label if measure.schema else "台账"
