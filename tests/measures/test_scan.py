"""The scan of all measures of a register gives what plain Python gives, row by row, for every cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from jixiao.law.packs import national_time
from jixiao.measures.catalogue import measures
from jixiao.measures.engines import Engine, open_engine
from jixiao.measures.parts import Op, Part, parts_of
from jixiao.measures.scan.compile import Scan, compile_scan
from jixiao.registers.relation import Relation
from tests.measures.ledgers import random_rows, relation
from tests.measures.oracle import Oracle

CALENDAR = national_time().calendar()
ENDS = tuple(date(2023 + (m == 12), m % 12 + 1, 1).replace(day=1) for m in range(1, 13))
MONTH_ENDS = tuple(date.fromordinal(d.toordinal() - 1) for d in ENDS)
REGISTERS = sorted({m.register for m in measures().values() if m.register})


def parts_in(register: str) -> list[Part]:
    """Every part of every measure of a register, once."""
    made = [p for m in measures().values() if m.register == register for p in parts_of(m).values()]
    return list(dict.fromkeys(made))


def cells(engine: Engine, rows: Relation, scan: Scan) -> dict[tuple[Any, int, Part], Any]:
    """The scan's answers by unit, checkpoint and part; what nothing was added up to is zero."""
    found = {}
    for row in engine.run(rows, scan, CALENDAR):
        for part, at in scan.columns.items():
            value = row[at]
            found[row[0], int(str(row[1])), part] = (
                0 if value is None and part.op is not Op.MAX else value
            )
    return found


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("by_unit", [False, True], ids=["whole", "units"])
def test_every_cell_is_what_plain_python_says(register: str, by_unit: bool, tmp_path: Path) -> None:
    rows = random_rows(register, 300, Random(register))
    parts = parts_in(register)
    schema = next(m.schema for m in measures().values() if m.register == register)
    scan = compile_scan(schema, parts, MONTH_ENDS, CALENDAR, group_by_unit=by_unit)
    with open_engine() as engine:
        found = cells(engine, relation(tmp_path, register, rows), scan)
    units = sorted({r["unit"] for r in rows}, key=str) if by_unit else [None]
    for unit in units:
        mine = [r for r in rows if not by_unit or r["unit"] == unit]
        for at, day in enumerate(MONTH_ENDS):
            oracle = Oracle(day, CALENDAR)
            for part in parts:
                wanted = oracle.add_up(part, mine)
                got = found.get((unit, at, part), None if part.op is Op.MAX else 0)
                assert got == wanted, (register, unit, day, part)
