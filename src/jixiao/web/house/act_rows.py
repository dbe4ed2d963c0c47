"""The rows of the record of acts, read and added by statements that never change.

Each is one question to the database. Having Django make them anew each time cost several times the write.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection

from jixiao.acts.act import Act
from jixiao.web.models import Department

_AT_ONCE = 1000
_Question = tuple[str, Sequence[Any]]
_COLUMNS = "a.seq, a.kind, a.about, a.leaf, a.leaf_hash, a.edge"
_ROWS = (
    f"SELECT {_COLUMNS}, w.told FROM jixiao_actrow a"
    " LEFT JOIN jixiao_actwords w ON w.act_id = a.id WHERE a.department_id = %s"
)
_NAME = "SELECT record_origin FROM jixiao_department WHERE id = %s"
_LAST = (
    f"SELECT {_COLUMNS} FROM jixiao_actrow a WHERE a.department_id = %s ORDER BY a.seq DESC LIMIT 1"
)
_ADD = (
    "INSERT INTO jixiao_actrow (department_id, seq, kind, about, leaf, leaf_hash, edge)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
_ADD_BOTH = (
    f"WITH said AS ({_ADD} RETURNING id)"
    " INSERT INTO jixiao_actwords (act_id, told) SELECT id, %s FROM said"
)
_ADD_WORDS = "INSERT INTO jixiao_actwords (act_id, told) VALUES (last_insert_rowid(), %s)"
_ADD_CHECKPOINT = "INSERT INTO jixiao_actcheckpoint (department_id, size, note) VALUES (%s, %s, %s)"
_CHECKPOINTS = "SELECT id, note FROM jixiao_actcheckpoint WHERE department_id = %s"
_NEWEST = "SELECT max(seq) AS seq FROM jixiao_actrow WHERE department_id = %s AND kind = %s"


@dataclass(frozen=True, slots=True)
class Row:
    """An act as the database has it; ``told`` is ``None`` where its words were deleted."""

    seq: int
    kind: str
    about: str
    leaf: str
    leaf_hash: str
    edge: bytes
    told: str | None = None

    @classmethod
    def of(cls, found: Sequence[Any]) -> Row:
        """From the columns in their order; drivers give other kinds of bytes."""
        seq, kind, about, leaf, leaf_hash, edge, *told = found
        return cls(seq, kind, about, leaf, leaf_hash, bytes(edge), told[0] if told else None)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a record ends: its name, empty before the first act, and its last act.

    ``about``: the acts on the subjects that were asked for in the same breath.
    """

    origin: str
    last: Row | None
    about: tuple[Row, ...] = ()

    @property
    def size(self) -> int:
        """How many acts there are."""
        return self.last.seq if self.last else 0

    @property
    def edge(self) -> bytes:
        """The right edge of the Merkle tree."""
        return self.last.edge if self.last else b""


def head(department_id: int, subjects: Sequence[str] = (), *, lock: bool = False) -> Head:
    """Where a department's record ends, and the acts on these subjects (:func:`about`), in one question.

    ``lock``: there is no other writer until the transaction ends; keys to the department may be taken
    meanwhile. SQLite has one writer anyway, from where a transaction begins.

    Raises:
        Department.DoesNotExist: there is no such department.
    """
    alone = " FOR NO KEY UPDATE" if lock and connection.vendor == "postgresql" else ""
    asked: list[_Question] = [(_NAME + alone, [department_id]), (_LAST, [department_id])]
    if subjects:
        asked.append((_among("about", len(subjects)), [department_id, *subjects]))
    name, last, *rows = _answers(asked)
    if not name:
        raise Department.DoesNotExist(f"department {department_id}")
    about = tuple(map(Row.of, rows[0])) if rows else ()
    return Head(name[0][0], Row.of(last[0]) if last else None, about)


def about(department_id: int, subjects: Sequence[str]) -> list[Row]:
    """Acts on any of these subjects, named by their digests, oldest first."""
    return _rows(_among("about", len(subjects)), [department_id, *subjects]) if subjects else []


def of_kinds(department_id: int, names: Sequence[str], after: int) -> list[Row]:
    """Acts of these kinds behind act ``after``, oldest first."""
    values = [department_id, *names, after]
    return _rows(_among("kind", len(names), " AND a.seq > %s"), values) if names else []


def every(department_id: int, after: int = 0, until: int | None = None) -> Iterator[Row]:
    """Acts behind ``after``, up to ``until``, in their order: so many at once, however many there are."""
    last = until if until is not None else 2**62
    while few := _rows(
        f"{_ROWS} AND a.seq > %s AND a.seq <= %s ORDER BY a.seq LIMIT %s",
        [department_id, after, last, _AT_ONCE],
    ):
        yield from few
        after = few[-1].seq


def newest_of(department_id: int, names: Sequence[str]) -> str | None:
    """Hash of the last act of these kinds."""
    values = [value for name in names for value in (department_id, name)]
    with connection.cursor() as cursor:
        cursor.execute(_newest(len(names)), [department_id, *values])
        found = cursor.fetchone()
    return found[0] if found else None


def add(department_id: int, act: Act, about: str, edge: bytes, told: str) -> None:
    """Add an act with its words; ``about`` is the digest of its subject."""
    values = [department_id, act.seq, act.kind, about, act.leaf.decode(), act.hash, edge]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_ADD_BOTH, [*values, told])
        else:
            cursor.execute(_ADD, values)
            cursor.execute(_ADD_WORDS, [told])


def add_checkpoint(department_id: int, size: int, note: str) -> None:
    """Add a signed checkpoint."""
    with connection.cursor() as cursor:
        cursor.execute(_ADD_CHECKPOINT, [department_id, size, note])


def checkpoints(department_id: int) -> list[tuple[int, str]]:
    """Every checkpoint with its number, oldest first."""
    return _all(f"{_CHECKPOINTS} ORDER BY id", [department_id])


def newest_checkpoint(department_id: int) -> tuple[int, str] | None:
    """The last checkpoint with its number."""
    return next(iter(_all(f"{_CHECKPOINTS} ORDER BY id DESC LIMIT 1", [department_id])), None)


@cache
def _among(column: str, count: int, more: str = "") -> str:
    # The plus: SQLite would else walk through all acts in their order to save itself the sorting.
    places = ", ".join(["%s"] * count)
    return f"{_ROWS} AND a.{column} IN ({places}){more} ORDER BY +a.seq"


@cache
def _newest(count: int) -> str:
    each = " UNION ALL ".join([_NEWEST] * count)
    return (
        "SELECT leaf_hash FROM jixiao_actrow WHERE department_id = %s AND seq ="
        f" (SELECT max(seq) FROM ({each}) AS newest)"
    )


def _rows(statement: str, values: Sequence[Any]) -> list[Row]:
    return [Row.of(one) for one in _all(statement, values)]


def _all(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _answers(asked: Sequence[_Question]) -> list[list[tuple[Any, ...]]]:
    """To each question its rows. PostgreSQL is sent all in one message, and takes one after the other.

    So what follows a lock sees what was committed while it was waited for.
    """
    if connection.vendor != "postgresql":
        return [_all(*one) for one in asked]
    with connection.cursor() as cursor:
        statement = "; ".join(one for one, _values in asked)
        cursor.execute(statement, [value for _one, values in asked for value in values])
        found = [cursor.fetchall()]
        while cursor.nextset():
            found.append(cursor.fetchall())
    return found
