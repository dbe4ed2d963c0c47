"""What of each printed amount came about, put in its place before anything is compared or counted.

The amount printed stays beside it. Every measure, the monitor and the trace then read one column and
need not know the states of a payment system.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from jixiao.registers.declaration import Effect, FieldType, Register
from jixiao.registers.relation import literal, quoted


def of(register: Register, mapped: Mapping[str, object]) -> Effect | None:
    """The register's effect, where the file has the amount and a column that decides."""
    effect = register.effect
    if effect is None or effect.amount not in mapped or effect.stated in mapped:
        return None
    return effect if any(name in mapped for name in (*effect.reasons, effect.less)) else None


def settle(
    connection: duckdb.DuckDBPyConnection,
    register: Register,
    effect: Effect,
    mapped: Mapping[str, object],
) -> None:
    """Make the amounts in ``staged`` what came about."""
    amount = quoted(f"v_{effect.amount}")
    if effect.less in mapped:
        less = quoted(f"v_{effect.less}")
        connection.execute(f"UPDATE staged SET {amount} = {amount} - abs({less}) WHERE {less} <> 0")
    parts = Parts(register, effect, mapped)
    connection.execute(
        f"UPDATE staged SET {amount} = CASE WHEN {parts.dead} THEN 0"
        f" WHEN {parts.back} AND {amount} < 0 THEN {amount} WHEN {parts.nothing} THEN 0"
        f" WHEN {parts.back} THEN -abs({amount}) ELSE {amount} END"
        f" WHERE {amount} <> 0 AND ({parts.nothing} OR {parts.back})"
    )


class Parts:
    """Predicates over a staged row.

    ``nothing``: nothing came about, or it was undone; ``dead``: nothing, whatever the sign; ``back``:
    the money came back; ``marked``: a column of its own says so; ``undone``: paid, then taken back;
    ``either``: a state that both a payment undone and the voucher that undoes it may carry.
    """

    def __init__(self, register: Register, effect: Effect, mapped: Mapping[str, object]) -> None:
        """Make them for the columns a file has."""
        self._register, self._mapped = register, mapped
        both = {
            name: [c for c in codes if c in effect.back.get(name, ())]
            for name, codes in effect.nothing.items()
        }
        only = {
            name: [c for c in codes if c not in both[name]]
            for name, codes in effect.nothing.items()
        }
        self.nothing, self.back = self._any(effect.nothing), self._any(effect.back)
        self.dead, self.either = self._any(only), self._any(effect.either)
        self.undone = self._any(effect.undone)
        self.marked = self._any({n: c for n, c in effect.back.items() if n not in effect.nothing})

    def _any(self, said: Mapping[str, Sequence[str]]) -> str:
        tests = [
            self._is(name, code)
            for name, codes in said.items()
            if name in self._mapped
            for code in codes
        ]
        return f"coalesce({' OR '.join(tests)}, false)" if tests else "false"

    def _is(self, name: str, code: str) -> str:
        v = quoted(f"v_{name}")
        if self._register.field(name).type is FieldType.BOOLEAN:
            return v if code == "true" else f"NOT {v}"
        return f"{v} = {literal(code)}"
