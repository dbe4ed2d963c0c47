"""A department's evidence: its folder, what is in it, and values read from it, remembered for a while."""

from __future__ import annotations

import sys
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from jixiao.acts.errors import RecordError
from jixiao.acts.kinds.reported import REPORTED
from jixiao.grids.errors import ReadError
from jixiao.measures.engines.duckdb import walled
from jixiao.measures.gaps import MADE_UP
from jixiao.registers.commit import settle
from jixiao.registers.relation import quoted
from jixiao.registers.store import Import, Store
from jixiao.web.acts import record_of
from jixiao.web.house.days import day_in
from jixiao.web.models import Department

#: Whatever files can change a value: take-ins, and the department's own declarations.
_WATCHED = ("imports", "withdrawn", "registers", "measures")
State = tuple[tuple[str, int | str, int], ...]


def folder(department_id: int) -> Path:
    """Where a department's evidence lies; nobody else's pages reach it."""
    return Path(settings.DATA) / "evidence" / str(department_id)


def store_of(department_id: int) -> Store:
    """A department's evidence store; it need not be there yet."""
    return Store(folder(department_id), record=record_of(department_id))


def settle_all() -> None:
    """At start: what was on its way into a department's evidence when a writer was killed is finished or goes.

    A store that is broken says so where it is used; the others go on.
    """
    for department in Department.objects.order_by("pk"):
        try:
            settle(store_of(department.pk))
        except (ReadError, RecordError) as wrong:
            print(f"{department.name}：{wrong}", file=sys.stderr, flush=True)


def state(store: Store, *more: str) -> State:
    """What changes when the evidence does: names, sizes and times of files, the last value reported.

    ``more``: other kinds of act that decide.
    """
    said = store.record.reading().newest_of((REPORTED, *more))
    return (*files(store), *((("acts", said, 0),) if said else ()))


def files(store: Store) -> State:
    """The part of :func:`state` that the files are."""
    return tuple(sorted(_files(store.folder)))


def _files(place: Path) -> Iterator[tuple[str, int, int]]:
    for name in _WATCHED:
        for path in (place / name).glob("*.*ml" if name in ("registers", "measures") else "*.json"):
            seen = path.stat()
            yield f"{name}/{path.name}", seen.st_size, seen.st_mtime_ns
    own_calendar = place / "calendar.toml"
    if own_calendar.exists():
        yield "calendar", own_calendar.stat().st_size, own_calendar.stat().st_mtime_ns


def is_made_up(taken: Import) -> bool:
    """Whether a take-in is simulated: its record says so."""
    return taken.who == MADE_UP


def rows_of(store: Store, name: str) -> int | None:
    """How many rows of one register hold now; ``None`` without a take-in. No other register is looked at."""
    return _rows_of(store, name, state(store))


@lru_cache(maxsize=512)
def _rows_of(store: Store, name: str, _state: State) -> int | None:
    known = name in store.registers() and store.imports(name)
    return _count(store, name) if known else None


def _count(store: Store, name: str) -> int:
    with walled(store.relation(name), None) as connection:
        found = connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()
    return int(found[0]) if found else 0


def day_of(year: int, asked: str = "", back: int = 0) -> date:
    """The day asked for, where it is one of the year or of so many years before; else today.

    Never after the year's end.
    """
    wanted = day_in(asked) or timezone.localdate()
    return min(max(wanted, date(year - back, 1, 1)), date(year, 12, 31))


def month_ends(year: int, until: date) -> list[date]:
    """The ends of the months that have passed, and the day itself."""
    ends = (date(year, month, monthrange(year, month)[1]) for month in range(1, 13))
    return [*(end for end in ends if end < until), until]
