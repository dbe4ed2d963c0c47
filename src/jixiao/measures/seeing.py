"""What a measure cannot see: rows of ledgers without the columns it asks, states of a later day.

A row of a ledger that has no column for the result of mediation did not fail in mediation. And a state
without a date is that of the day the ledger speaks for, not of every day before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from jixiao.measures.bound import Bound
from jixiao.measures.kinds import MeasureKind
from jixiao.measures.measure import Measure
from jixiao.measures.predicates.tree import (
    FALSE,
    TRUE,
    Column,
    IsNull,
    Literal,
    Node,
    OneOfValues,
    all_of,
)
from jixiao.measures.schema import ColumnType
from jixiao.registers.relation import IMPORT
from jixiao.registers.store import Store


def seeing(bound: Bound, store: Store) -> Bound:
    """The bound measure that leaves out the rows whose ledgers lack every column it asks."""
    measures = [bound.others[name] for name in bound.measure.of] or [bound.measure]
    blind = {one.id: node for one in measures if (node := _blind(one, store)) != FALSE}
    return replace(bound, blind=blind) if blind else bound


def asked(measure: Measure) -> tuple[str, ...]:
    """Stored columns without which a row says nothing: of a ratio its numerator's own, of an on-time
    ratio those that end the matter, of a sum those that are added up.
    """
    tree = _deciding(measure)
    schema = measure.schema
    if schema is None or tree is None:
        return ()
    below = {*_columns(measure.denominator), *_columns(measure.where), measure.event}
    own = dict.fromkeys(name for name in _columns(tree) if name in schema.columns)
    return tuple(name for name in own if name not in below)


def _deciding(measure: Measure) -> Node | None:
    if measure.on_time:
        return measure.on_time.stop
    if measure.kind is MeasureKind.SUM:
        return measure.value
    if not measure.kind.is_share:
        return None
    # 分子不提条件的，看的是加起来的那一栏
    return measure.numerator_value if measure.numerator == TRUE else measure.numerator


def _blind(measure: Measure, store: Store) -> Node:
    """Rows of take-ins that lack all those columns, where others have one; what was merged in counts."""
    names = asked(measure)
    if not names:
        return FALSE
    taken = store.imports(measure.register)
    lacking = [one.sha256 for one in taken if not set(names) & set(one.layout)]
    if not lacking or len(lacking) == len(taken):
        return FALSE
    of_these = OneOfValues(Column(IMPORT, ColumnType.TEXT), tuple(Literal(one) for one in lacking))
    schema = measure.schema
    types = {name: schema.columns[name].type for name in names} if schema else {}
    return all_of(of_these, *(IsNull(Column(n, kind, raw=True)) for n, kind in types.items()))


def _columns(tree: Node) -> Iterator[str]:
    return (node.name for node in tree.walk() if isinstance(node, Column))


def state_day(store: Store, register: str) -> date | None:
    """The day whose states the ledgers tell: the latest a take-in speaks for, else has rows of."""
    days = (one.speaks_for or one.last_day for one in store.imports(register))
    return max((day for day in days if day), default=None)
