"""Which fields of a register the measures read: a column left out may not be one of them unasked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from jixiao.measures.catalogue import measures
from jixiao.measures.measure import Measure, OnTime
from jixiao.measures.predicates.tree import Node, columns_of


def fields_read(register_name: str, extra: Path | None = None) -> frozenset[str]:
    """The fields some measure of the register reads; ``extra`` is an evidence folder with its own.

    Raises:
        MeasureError: a declaration of ``extra`` breaks the rules.
    """
    return frozenset(
        name
        for measure in measures(extra).values()
        if measure.schema and measure.register == register_name
        for name in _read(measure)
    )


def _read(measure: Measure) -> Iterator[str]:
    yield from filter(None, (measure.event, measure.planned))
    for node in _nodes(measure):
        yield from columns_of(node)


def _nodes(part: Measure | OnTime) -> Iterator[Node]:
    for one in fields(part):
        value = getattr(part, one.name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, OnTime):
            yield from _nodes(value)
