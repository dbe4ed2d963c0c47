"""Turning over single bits of an installation's SQLite file: each that carries a record is found.

In the file are acts with their words, edges and checkpoints, the plans and forms they bind to, and documents
as they were handed in. Bits are turned over in the bytes of these values wherever they stand, indexes too;
in free pages and the gaps of others, where nothing must change; and anywhere, where either ``verify`` finds
it or every answer is what it was.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: Table → columns of which every bit carries a record.
CARRIERS = {
    "jixiao_actrow": ("seq", "kind", "about", "leaf", "leaf_hash", "edge"),
    "jixiao_actwords": ("told",),
    "jixiao_actcheckpoint": ("note",),
    "jixiao_boundcontent": ("content",),
    "jixiao_intake": ("content",),
}
_PIECE = 40
_SHORTEST = 6


def in_a_child(flips: int, seed: int) -> dict[str, Any]:
    """All of it in a process whose settings are those of a new installation."""
    with tempfile.TemporaryDirectory() as folder:
        known = {k: v for k, v in os.environ.items() if k != "JIXIAO_DATABASE"}
        done = subprocess.run(
            [sys.executable, "-c", f"from bench.flips_database import run; run({flips}, {seed})"],
            env=known | {"JIXIAO_DATA": f"{folder}/data"}, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        return {"wrong": [done.stderr.strip()[-2000:]]}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def run(flips: int, seed: int) -> None:
    """Fill an installation, turn bits over; what came of it as JSON."""
    path, chance = filled(), random.Random(seed)
    right = answers()
    assert not faults() and right is not None
    counts, wrong = Counter[str](), list[str]()
    for kind, places in (("record", carrying(path)), ("free", free(path)), ("anywhere", None)):
        for at in _drawn(places, path, flips if kind == "record" else flips // 8, chance):
            came = _turned_over(path, at, chance.randrange(8), right, look=kind != "record")
            counts[f"{kind}: {came}"] += 1
            if came not in _MAY[kind]:
                wrong.append(f"{kind}: byte {at}: {came}")
    for what in _tampered(path):
        came = FOUND if faults() else OTHER
        counts[f"acts: {came}"] += 1
        if came is not FOUND:
            wrong.append(f"acts: {what}")
    assert not faults() and answers() == right, "all is as it was"
    print(json.dumps({"flips": sum(counts.values()), "counts": counts, "wrong": wrong}))


FOUND, SAME, OTHER = "found", "nothing changed", "another answer, and nothing found"
_MAY = {"record": (FOUND,), "free": (SAME,), "anywhere": (FOUND, SAME)}


def _tampered(path: Path) -> Iterator[str]:
    """Every act removed, changed about with the next, or with all behind it cut off, one after another."""
    whole = path.read_bytes()
    with sqlite3.connect(path) as opened:
        last = opened.execute("SELECT max(seq) FROM jixiao_actrow").fetchone()[0]
    opened.close()
    for n in range(1, last + 1):
        for what, statements in _TAMPERINGS.items():
            if what == "swapped" and n == last:
                continue
            with _fresh(path, whole):
                _execute(path, [one.format(n=n, after=n + 1) for one in statements])
                yield f"act {n} {what}"


_NO_GUARDS = (
    "DROP TRIGGER jixiao_actrow_no_update", "DROP TRIGGER jixiao_actrow_no_delete",
)  # fmt: skip
_WORDS_OF = "DELETE FROM jixiao_actwords WHERE act_id IN (SELECT id FROM jixiao_actrow WHERE seq"
_TAMPERINGS = {
    "removed": (*_NO_GUARDS, _WORDS_OF + " = {n})", "DELETE FROM jixiao_actrow WHERE seq = {n}"),
    "cut off": (*_NO_GUARDS, _WORDS_OF + " >= {n})", "DELETE FROM jixiao_actrow WHERE seq >= {n}"),
    "swapped": (
        *_NO_GUARDS, "UPDATE jixiao_actrow SET seq = 0 WHERE seq = {n}",
        "UPDATE jixiao_actrow SET seq = {n} WHERE seq = {after}",
        "UPDATE jixiao_actrow SET seq = {after} WHERE seq = 0",
    ),
}  # fmt: skip


def _execute(path: Path, statements: list[str]) -> None:
    with sqlite3.connect(path) as opened:
        for one in statements:
            opened.execute(one)
    opened.close()


@contextmanager
def _fresh(path: Path, whole: bytes) -> Iterator[None]:
    """Nobody remembers the file, which is put back whole afterwards."""
    from django.db import connections

    from jixiao.web.house import checked

    connections.close_all()
    checked._KNOWN.clear()
    try:
        yield
    finally:
        connections.close_all()
        for beside in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + beside).unlink(missing_ok=True)
        path.write_bytes(whole)
        checked._KNOWN.clear()


def _turned_over(path: Path, at: int, bit: int, right: str, *, look: bool) -> str:
    with turned(path, at, bit):
        if faults():
            return FOUND
        return SAME if not look or answers() == right else OTHER


def _drawn(
    places: list[range] | None, path: Path, count: int, chance: random.Random
) -> Iterator[int]:
    if places is None:
        yield from (chance.randrange(path.stat().st_size) for _ in range(count))
        return
    weights = [len(one) for one in places]
    yield from (chance.choice(one) for one in chance.choices(places, weights, k=count))


@contextmanager
def turned(path: Path, at: int, bit: int) -> Iterator[None]:
    """One bit of the file is another."""
    whole = path.read_bytes()
    changed = bytearray(whole)
    changed[at] ^= 1 << bit
    with _fresh(path, whole):
        path.write_bytes(changed)
        yield


def filled() -> Path:
    """A demonstration with saves, signatures, a document, and pages that are free again."""
    from bench.kills import _signed
    from jixiao.cli.commands.demo import example
    from jixiao.web.demo import prepare

    folder = Path(os.environ["JIXIAO_DATA"])
    prepare(folder, example())
    from django.contrib.auth.models import User
    from django.db import connection, connections

    from jixiao.web import versions
    from jixiao.web.acts import record_of
    from jixiao.web.edits import edited
    from jixiao.web.models import Department, Intake, PlanRecord

    clerk, record = User.objects.get(username="clerk"), PlanRecord.objects.get()
    project = record.head.plan.projects[0]
    cell = (project.id, project.indicators[0].id, "target")
    for n in range(8):
        versions.change(
            record, record.head.number,
            lambda plan, v=f"≥{n}家": edited(plan, plan.project(cell[0]), cell[1], cell[2], v), clerk, cell,
        )  # fmt: skip
        _signed(record, project.id, clerk, n)
    _document(Intake, Department.objects.get(), clerk)
    record_of(record.department_id).checkpoint()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE gone (told text)")
        cursor.executemany("INSERT INTO gone VALUES (%s)", [("x" * 3000,)] * 60)
        cursor.execute("DROP TABLE gone")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    return folder / "jixiao.sqlite3"


def _document(intakes: Any, department: Any, clerk: Any) -> None:
    import hashlib

    whole = random.Random(1).randbytes(3000)
    intakes.objects.create(
        department=department, uploaded_by=clerk, file_name="a.docx", content=whole, size=len(whole),
        sha256=hashlib.sha256(whole).hexdigest(),
    )  # fmt: skip


def faults() -> list[str]:
    """What ``jixiao verify --data`` finds; a file that is no database any more is found too."""
    from django.db import DatabaseError

    from jixiao.acts.errors import RecordError
    from jixiao.web.installation.verifying import verify_installation

    try:
        return [one.fault for one in verify_installation().faults]
    except (DatabaseError, RecordError) as wrong:
        return [repr(wrong)]


def answers() -> str | None:
    """All that people said and what it folds into, every version, every document; ``None``: an error says so."""
    from django.db import DatabaseError

    from jixiao.acts.errors import RecordError
    from jixiao.acts.kind import kinds
    from jixiao.web.acts import record_of
    from jixiao.web.models import Department, Intake, PlanRecord

    found: list[Any] = []
    try:
        for one in Department.objects.order_by("pk"):
            book = record_of(one.pk).reading()
            every = book.of_kinds(list(kinds()))
            found += [repr((told.act.leaf, told.says, told.who)) for told in every]
            for about in dict.fromkeys(told.act.about for told in every):
                found.append([told.act.hash for told in book.about([about])])
        for record in PlanRecord.objects.order_by("pk"):
            found += [(one.number, one.content) for one in record.versions]
        found += [bytes(one.content).hex() for one in Intake.objects.exclude(content=None)]
    except (DatabaseError, RecordError, UnicodeDecodeError):
        return None
    return json.dumps(found)


def carrying(path: Path) -> list[range]:
    """Where in the file the values that carry a record stand, piece by piece, in indexes too."""
    whole, found = path.read_bytes(), list[range]()
    with sqlite3.connect(path) as opened:
        for table, columns in CARRIERS.items():
            for row in opened.execute(f"SELECT {', '.join(columns)} FROM {table}"):
                for value in row:
                    found += _pieces(whole, value)
    opened.close()
    return found


def _pieces(whole: bytes, value: Any) -> Iterator[range]:
    """A long value is cut where a page ends; a piece that is cut is not found, and left out."""
    data = value.encode() if isinstance(value, str) else value
    if not isinstance(data, bytes):
        return
    for begin in range(0, len(data), _PIECE):
        piece = data[begin : begin + _PIECE]
        if len(piece) < _SHORTEST or whole.count(piece) != 1:
            continue  # it stands elsewhere too, where it may be free space
        at = whole.index(piece)
        yield range(at, at + len(piece))


def free(path: Path) -> list[range]:
    """Free pages that point to no other, and the gaps between the pointers and the cells of the others."""
    whole = path.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    unused = _free_pages(whole, size)
    gaps = [_gap(whole, n, size) for n in range(len(whole) // size) if n not in unused]
    return [
        *(range(n * size, (n + 1) * size) for n in unused.values() if n is not None),
        *(gap for gap in gaps if gap),
    ]


def _free_pages(whole: bytes, size: int) -> dict[int, int | None]:
    """Index of each free page → itself where it is a leaf of the list, ``None`` where it is a trunk."""
    found: dict[int, int | None] = {}
    trunk = int.from_bytes(whole[32:36], "big")
    while trunk:
        begin = (trunk - 1) * size
        found[trunk - 1] = None
        count = int.from_bytes(whole[begin + 4 : begin + 8], "big")
        for n in range(count):
            leaf = int.from_bytes(whole[begin + 8 + 4 * n : begin + 12 + 4 * n], "big") - 1
            found[leaf] = leaf
        trunk = int.from_bytes(whole[begin : begin + 4], "big")
    return found


def _gap(whole: bytes, page: int, size: int) -> range | None:
    begin = page * size
    head = begin + (100 if page == 0 else 0)
    if whole[head] not in (2, 5, 10, 13):
        return None  # an overflow page, or one of pointers
    cells = int.from_bytes(whole[head + 3 : head + 5], "big")
    content = int.from_bytes(whole[head + 5 : head + 7], "big") or 65536
    pointers = head + (12 if whole[head] in (2, 5) else 8) + 2 * cells
    return range(pointers, begin + content) if pointers < begin + content <= begin + size else None
