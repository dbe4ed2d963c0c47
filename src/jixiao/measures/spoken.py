"""Whether take-ins speak for a day: then what they do not hold did not happen, and zero is a number."""

from __future__ import annotations

from datetime import date

from jixiao.registers.store import Store


def spoken_for(store: Store, register: str, day: date) -> bool:
    """Whether a take-in of the register was said to speak for the day or a later one."""
    return any(
        one.speaks_for is not None and one.speaks_for >= day for one in store.imports(register)
    )
