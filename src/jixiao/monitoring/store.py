"""``monitoring.json`` of the evidence folder: decisions and matters to be mended (``jixiao/mending/1``).

Read whole, written whole: into a neighbour first, then in place of the old file. Who reads in order to
write does so inside :func:`alone`, or what somebody else writes meanwhile would be lost.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from jixiao.monitoring.decisions import Decisions
from jixiao.monitoring.mending import Matter
from jixiao.registers.whole_file import write_whole

SCHEMA, FILE = "jixiao/mending/1", "monitoring.json"
_LOCK = f".{FILE}.lock"


class StoreError(ValueError):
    """A file that cannot be taken: its name, the place in it, and what was expected."""

    def __init__(self, file: str, place: str, message: str) -> None:
        """Keep file and place beside the message."""
        super().__init__(message)
        self.file, self.place = file, place


@dataclass(frozen=True)
class Records:
    """All that people decided and all matters to be mended, in the order of recording."""

    decisions: Decisions = field(default_factory=Decisions)
    matters: tuple[Matter, ...] = ()

    def matter(self, identity: str) -> Matter | None:
        """The matter of that id, or ``None``."""
        return next((m for m in self.matters if m.id == identity), None)

    def with_matter(self, matter: Matter) -> Records:
        """The records with a matter put in, in place of the one of its id."""
        if self.matter(matter.id) is None:
            return Records(self.decisions, (*self.matters, matter))
        same = tuple(matter if m.id == matter.id else m for m in self.matters)
        return Records(self.decisions, same)

    def next_id(self, year: int) -> str:
        """The next free id of a year: 2023-001, 2023-002 …; none is used twice."""
        used = [int(m.id.rpartition("-")[2]) for m in self.matters if m.year == year]
        return f"{year}-{max(used, default=0) + 1:03d}"


_DECISIONS, _MATTERS = TypeAdapter(Decisions), TypeAdapter(tuple[Matter, ...])


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """The only writer of the folder's records, of all threads and processes, until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("w") as lock:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
        yield


def load(folder: Path) -> Records:
    """What the folder's file holds; without a file, nothing.

    Raises:
        StoreError: not JSON, another schema, or a record that lacks something.
    """
    path = folder / FILE
    if not path.exists():
        return Records()
    try:
        data = json.loads(path.read_text("utf-8"))
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise StoreError(str(path), "schema", f"应为 {SCHEMA}")
        decisions = _DECISIONS.validate_python(data.get("decisions", {}))
        return Records(decisions, _MATTERS.validate_python(data.get("matters", [])))
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "全文"
        raise StoreError(str(path), place, str(first["msg"])) from wrong
    except (OSError, ValueError, RecursionError) as wrong:
        if isinstance(wrong, StoreError):
            raise
        raise StoreError(str(path), "全文", f"应为 JSON，却不能解析：{wrong}") from wrong


def save(folder: Path, records: Records) -> None:
    """Write the folder's file whole."""
    whole = {
        "schema": SCHEMA,
        "decisions": asdict(records.decisions),
        "matters": [asdict(m) for m in records.matters],
    }
    put_whole(folder / FILE, whole)


def put_whole(path: Path, whole: dict[str, Any]) -> None:
    """Write a file of records whole: a reader sees the old file or the new one, never a part."""
    text = json.dumps(whole, ensure_ascii=False, indent=2, default=_plain)
    write_whole(path, f"{text}\n".encode())


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"not written to JSON: {value!r}")
