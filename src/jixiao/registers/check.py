"""One check: a predicate over a row of ``ledger`` and what to say where it holds."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.registers.declaration import Field
from jixiao.registers.relation import quoted
from jixiao.terms.findings import Level


@dataclass(frozen=True)
class Check:
    """One predicate; ``shown`` is an SQL expression of what the message quotes.

    ``once``: rows of which the message quotes the same are said together, with the first of them.
    """

    name: str
    field: Field
    level: Level
    holds: str
    fault: str
    remedy: str
    shown: str = "NULL"
    once: bool = False


def v(field: Field | str) -> str:
    """The column of a field's value in the staging table."""
    return quoted(f"v_{field if isinstance(field, str) else field.name}")


def p(field: Field) -> str:
    """The column of what was printed."""
    return quoted(f"p_{field.name}")
