"""The process that reads one ledger: bounded in memory, time and output, and then gone.

One line of JSON on standard input says what to do: ``preview`` it, ``take`` it into the evidence
store, or give it back ``marked``. On standard output comes one line of JSON, or the marked workbook;
with exit code 3 one line that says why not.

Run as ``python -I -m jixiao.web.reading.ledger_child MEMORY SECONDS OUTPUT``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jixiao.web.reading.child import UNREADABLE, bound

Told = Mapping[str, Any]


def understood(told: Told) -> tuple[int, bytes]:
    """(exit code, answer)."""
    from jixiao.grids.errors import MissingProgramError, ReadError

    try:
        return 0, _ACTIONS[told["action"]](told)
    except ReadError as wrong:
        parts = ("place", "expected", "found", "remedy")
        return UNREADABLE, _json({part: getattr(wrong, part) for part in parts})
    except MissingProgramError as wrong:
        return UNREADABLE, _json({"message": str(wrong)})
    except MemoryError:
        return UNREADABLE, _json({"kind": "memory"})
    except OSError as wrong:
        return UNREADABLE, _json({"kind": "disk", "reason": str(wrong.strerror)})


def _preview(told: Told) -> bytes:
    from jixiao.grids.errors import ReadError
    from jixiao.registers.heading_words import letter
    from jixiao.web.reading.faulty_rows import faulty_rows, shown_columns

    try:
        register, outcome = _looked_at(told)
    except ReadError as wrong:
        return _to_be_said(told, wrong)
    shown = [[letter(c.index), c.heading, c.field] for c in shown_columns(register, outcome)]
    rows = faulty_rows(register, Path(told["file"]), outcome)
    return _json(outcome.to_json() | {"row_columns": shown, "row_cells": rows})


def _to_be_said(told: Told, wrong: Any) -> bytes:
    """Where nobody has said yet what the columns are and a person can, they are shown; else the fault."""
    from jixiao.registers.store import Store
    from jixiao.web.reading.unknown_columns import unknown_columns

    if told["mapping"] or "--map" not in wrong.remedy or "jixiao intake" in wrong.remedy:
        raise wrong
    register = Store(told["evidence"]).register(told["register"])
    columns = unknown_columns(register, Path(told["file"]), told["name"])
    if not columns:
        raise wrong
    return _json({"unknown": columns, "expected": wrong.expected})


def _take(told: Told) -> bytes:
    from jixiao.registers.intake import take_in
    from jixiao.registers.speaking import Said
    from jixiao.registers.store import Store

    store = Store(
        told["evidence"], vouches=False
    )  # the record is in the database, which is not ours
    outcome = take_in(
        store.register(told["register"]),
        Path(told["file"]),
        store=store,
        who=told["who"],
        speaks_for=Said(
            date.fromisoformat(told["speaks_for"]),
            date.fromisoformat(told["since"]) if told["since"] else None,
            told["full"],
        ),
        mapping=told["mapping"],
        words=told["words"],
        read=_read(store, told),
        year=told["year"],
        accept_partial=told["accept_partial"],
        name=told["name"],
    )
    return _json(outcome.to_json())


def _marked(told: Told) -> bytes:
    from jixiao.registers.marked import marked

    register, outcome = _looked_at(told)
    return marked(register, Path(told["file"]), outcome)


def _looked_at(told: Told) -> tuple[Any, Any]:
    from jixiao.registers.intake import preview
    from jixiao.registers.store import Store

    store = Store(told["evidence"])
    register = store.register(told["register"])
    outcome = preview(
        register,
        Path(told["file"]),
        store=store,
        mapping=told["mapping"],
        words=told["words"],
        read=_read(store, told),
        year=told["year"],
        name=told["name"],
    )
    return register, outcome


def _read(store: Any, told: Told) -> frozenset[str]:
    """The fields measures read, so that a column that could be one of them is asked about."""
    from jixiao.measures.reading import fields_read

    return fields_read(told["register"], store.folder)


_ACTIONS: Mapping[str, Callable[[Told], bytes]] = {
    "preview": _preview,
    "take": _take,
    "marked": _marked,
}


def _json(value: Any) -> bytes:
    return json.dumps(_storable(value), ensure_ascii=False).encode()


def _storable(value: Any) -> Any:
    """Without the characters that no database takes."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_storable(key): _storable(one) for key, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list | tuple) else value


def main() -> int:
    """Read standard input, answer on standard output."""
    bound(*map(int, sys.argv[1:4]))
    try:
        code, answer = understood(json.load(sys.stdin))
    except MemoryError:
        code, answer = UNREADABLE, b'{"kind": "memory"}'
    sys.stdout.buffer.write(answer)
    return code


if __name__ == "__main__":
    sys.exit(main())
