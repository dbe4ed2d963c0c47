"""Turning over single bits of what is kept: each is found by ``verify``, and none gives another figure.

``python -m bench.flips`` turns half of them in an evidence folder, half in an installation's SQLite file
(:mod:`bench.flips_database`). It makes the demonstration's evidence with a correction, a withdrawal and what
people said, then turns over bits one after another, in bytes that carry a record: seals, import
records, rows and what lies beside them, withdrawals, the key of hashed names, proofs, acts and their
checkpoints. After some of them the figures are also read anew, as a process that has just started reads
them: they are what they were, or one error that names what is broken.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.flips_database import FOUND, OTHER, SAME, in_a_child
from bench.table import keep_told
from jixiao.acts.errors import RecordError
from jixiao.acts.key import PUBLIC, verifier_of
from jixiao.acts.verification import verify
from jixiao.cli.commands.demo import example
from jixiao.grids.errors import ReadError
from jixiao.measures.binding import bind
from jixiao.measures.made_up import write
from jixiao.measures.observing import observe
from jixiao.measures.verifying import verify_evidence
from jixiao.plan.model import Plan
from jixiao.registers import seals
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store
from jixiao.registers.withdrawal import withdraw

TITLE = "翻转存下的一位"
HOW = "每次翻一位，`jixiao verify` 应查出；空闲处的应什么都不变；任意一处的，要么查出，要么每个答案照旧。"
_ALL = 10_000
_DAY = date(2023, 12, 31)
#: Folders and files of evidence whose every byte carries a record.
CARRIERS = (
    "imports/*", "refused/*", "withdrawn/*", "reported/proofs/*", "mending/*", ".key", "acts/log",
    "acts/checkpoints/*",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What came of all flips; ``silent`` name those that nothing noticed, ``other`` other figures."""

    flips: int
    kinds: Counter[str]
    read: int
    silent: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing went unnoticed."""
        return not (self.silent or self.other)


def evidence(folder: Path, rows: int = 3000) -> Plan:
    """The demonstration's evidence, one ledger corrected and partly refused, one withdrawn."""
    plan = bind(example())[0]
    write(folder, plan, rows)
    store = Store(folder)
    register = store.register("penalty_cases")
    first = b"\xe6\xa1\x88\xe4\xbb\xb6\xe7\xbc\x96\xe5\x8f\xb7,\xe7\xab\x8b\xe6\xa1\x88\xe6\x97\xa5\xe6\x9c\x9f\n"
    for ledger, said in (
        (b"F1,2023-01-05\nF2,2023-13-40\n", "a.csv"),
        (b"F1,2023-01-06\n", "b.csv"),
    ):
        take_in(register, first + ledger, store=store, who="x", name=said, accept_partial=True)
    wrong = take_in(register, first + b"F9,2023-05-05\n", store=store, who="x", name="c.csv")
    withdraw(store, wrong.sha256 or "", who="x", reason="of another bureau")
    store.record.checkpoint()
    return plan


def carriers(folder: Path) -> list[Path]:
    """The files that carry a record."""
    return sorted(p for pattern in CARRIERS for p in folder.glob(pattern) if p.is_file())


def flipped(folder: Path, plan: Plan, flips: int, every: int, seed: int = 2023) -> Found:
    """Turn over so many bits, one at a time; after every so many-th the figures are read as well."""
    chance, right, kinds = random.Random(seed), figures(folder, plan), Counter[str]()
    files, read, silent, other = carriers(folder), 0, list[str](), list[str]()
    for number in range(flips):
        path = chance.choice(files)
        with _turned(path, chance) as what:
            kinds[_kind(path, folder)] += 1
            if not faults(folder):
                silent.append(what)
            if number % every == 0:
                read += 1
                if figures(folder, plan) not in (right, None):
                    other.append(what)
    assert figures(folder, plan) == right and not faults(folder), "all is as it was"
    return Found(flips, kinds, read, tuple(silent), tuple(other))


@contextmanager
def _turned(path: Path, chance: random.Random) -> Iterator[str]:
    whole = path.read_bytes()
    at, bit = chance.randrange(len(whole)), chance.randrange(8)
    changed = bytearray(whole)
    changed[at] ^= 1 << bit
    path.write_bytes(changed)
    try:
        yield f"{path.parent.name}/{path.name}: byte {at}, bit {bit}"
    finally:
        path.write_bytes(whole)


def faults(folder: Path) -> list[str]:
    """What ``jixiao verify`` of the folder finds."""
    store = Store(folder)
    record = store.record
    acts = verify(record.back, verifier_of(folder / "acts" / PUBLIC))
    found = acts + verify_evidence(store, None if acts.faults else record)
    return [one.at for one in found.faults]


def figures(folder: Path, plan: Plan) -> str | None:
    """All figures as a process that has just started reads them; ``None`` where it says what is broken."""
    seals._CHECKED.clear()
    seals._sealed.cache_clear()
    try:
        seen = observe(plan, Store(folder), _DAY)
    except (ReadError, RecordError):
        return None
    return json.dumps([repr(one) for one in seen])


def _kind(path: Path, folder: Path) -> str:
    place = path.parent.relative_to(folder)
    return f"{place}/*{path.suffix}" if len(path.name) > 60 else f"{place}/{path.name}"


def main(told: list[str] | None = None) -> int:
    """The folder, then the database; the exit code is 1 where a flip went unnoticed."""
    parser = argparse.ArgumentParser(prog="python -m bench.flips")
    parser.add_argument("part", nargs="*", help="folder, database; both where none is named")
    parser.add_argument("--flips", type=int, default=10_000, help="in bytes that carry a record")
    parser.add_argument("--every", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2023)
    asked = parser.parse_args(told)
    parts = asked.part or list(_PARTS)
    each = asked.flips // len(parts)
    found = {part: _PARTS[part](each, asked) for part in parts}
    for told_of in found.values():
        print(json.dumps(told_of, ensure_ascii=False))
    if not asked.part and asked.flips >= _ALL:
        keep_told(TITLE, HOW, [line for part in parts for line in words(part, found[part])])
    return int(any(one["wrong"] for one in found.values()))


def _folder(flips: int, asked: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "evidence")
        plan = evidence(folder)
        found = flipped(folder, plan, flips, asked.every, asked.seed)
    wrong = [f"not found by verify: {one}" for one in found.silent]
    wrong += [f"another figure: {one}" for one in found.other]
    return {"flips": found.flips, "read": found.read, "counts": found.kinds, "wrong": wrong}


def _database(flips: int, asked: argparse.Namespace) -> dict[str, Any]:
    return in_a_child(flips, asked.seed)


def words(part: str, found: dict[str, Any]) -> list[tuple[str, str]]:
    """Lines of the results: what was turned over, and what came of it."""
    if part == "folder":
        came = f"翻 {found['flips']} 位，没有查出的 {len(found['wrong'])}"
        return [
            (
                "证据文件夹里承载记录的字节",
                f"{came}；其中 {found['read']} 次另读了数，没有一次算出别的数",
            )
        ]
    counts = Counter[str](found["counts"])
    lines = []
    for kind, label in _KINDS.items():
        mine = {k.partition(": ")[2]: n for k, n in counts.items() if k.startswith(f"{kind}: ")}
        came = "，".join(f"{_CAME[k]} {n}" for k, n in sorted(mine.items()))
        lines.append((label, f"翻 {sum(mine.values())} 位：{came}"))
    return lines


_PARTS = {"folder": _folder, "database": _database}
_KINDS = {
    "record": "数据库文件里承载记录的字节", "free": "数据库文件里的空闲处",
    "anywhere": "数据库文件里任意一处", "acts": "检查点以前的记录：每一条去掉、与后一条换位、从它截断",
}  # fmt: skip
_CAME = {
    FOUND: "查出", SAME: "答案照旧", OTHER: "没有查出而答案变了",
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
