"""What a record of acts costs: an append over the bare write, a million acts verified, twenty people at once.

``python -m bench.acts [append] [million] [together]``; without names all. The exit code is 1 where a bound
is missed: 1 ms over the bare write, 30 s for a million acts, no save lost or refused with an error.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from bench.table import keep_told
from jixiao.acts.folder import FolderBack
from jixiao.acts.key import signer_in
from jixiao.acts.kinds.possibility import confirmed
from jixiao.acts.record import Record
from jixiao.acts.verification import Verified, verify
from jixiao.law.monitoring import Possibility
from tests.web.postgresql import postgresql

TITLE = "记录：记一条、核对一百万条、二十人同时保存"
HOW = (
    "界限：记一条比光写同样多的字节多不到 1 毫秒；一百万条在 30 秒内核对完；"
    "二十人各保存五次，没有丢失，没有出错。"
)
APPENDS, MILLION, PEOPLE = 600, 1_000_000, 20
MOST_OVER_MS, MOST_SECONDS = 1.0, 30.0
PARTS = ("append", "million", "together")
Timed = tuple[float, float]


def main(told: list[str]) -> int:
    """The parts asked for, or all."""
    found = [line for part in told or PARTS for line in _PARTS[part]()]
    for line in found:
        print(json.dumps(line, ensure_ascii=False))
    if not told:
        keep_told(TITLE, HOW, [words(line) for line in found])
    return int(not all(line["held"] for line in found))


def words(line: dict[str, Any]) -> tuple[str, str]:
    """A line of the results: what it is, and what came of it."""
    held = "守住" if line["held"] else "没有守住"
    what = "，".join(filter(None, (line["what"], line.get("on", ""))))
    if "act_ms" in line:
        return what, (
            f"{line['act_ms']} 毫秒，光写盘 {line['bare_ms']} 毫秒，"
            f"多 {line['over_ms']} 毫秒；{line['pairs']} 对的中位数，{held}"
        )
    if "seconds" in line:
        return (
            what,
            f"{line['seconds']} 秒，最多占 {line['most_mb']} MB，问题 {line['faults']} 处，{held}",
        )
    return what, f"{line['versions']} 版，丢失 {line['lost']}，出错 {len(line['errors'])}，{held}"


def _said(number: int) -> Any:
    return confirmed(
        f"P{number % 5000}/{number}", Possibility.CERTAIN, date(2023, 6, 30), "王敏", "clerk", "414001"
    )  # fmt: skip


def append() -> list[dict[str, Any]]:
    """What adding an act takes over the bare write, in pairs one after the other in one run.

    The bare write is as many bytes, kept as durably: in a folder one write and one flush of a file; in a
    database one INSERT of the same leaf and words into a table without any index, on the same connection,
    in a transaction of its own with the same settings. Both take turns at being first.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        found = [_told("文件夹", _in_folder(place))]
        found += [_told(on, _child(f"{folder}/{on}", on)) for on in ("sqlite", "postgresql")]
    return found


def _told(on: str, pairs: Sequence[Sequence[Timed]]) -> dict[str, Any]:
    (act, act_cpu), (bare, bare_cpu) = (
        [statistics.median(one[k] for one in side) for k in (0, 1)] for side in zip(*pairs, strict=True)
    )  # fmt: skip
    over = statistics.median(one[0] - other[0] for one, other in pairs)
    return {
        "what": "记一条", "on": on, "pairs": len(pairs), "act_ms": round(act, 3), "bare_ms": round(bare, 3),
        "over_ms": round(over, 3), "cpu_ms": round(act_cpu, 3), "bare_cpu_ms": round(bare_cpu, 3),
        "held": over <= MOST_OVER_MS,
    }  # fmt: skip


def _in_folder(place: Path) -> list[tuple[Timed, Timed]]:
    record = Record(FolderBack(place), lambda: signer_in(place))
    record.add(_said(0), None)
    line = next(record.back.lines()) + b"\n"
    handle = os.open(place / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    bare = lambda: (os.write(handle, line), os.fsync(handle))  # noqa: E731
    found = in_pairs(lambda n: record.add(_said(n), None), bare)
    os.close(handle)
    return found


def in_pairs(act: Callable[[int], object], bare: Callable[[], object]) -> list[tuple[Timed, Timed]]:
    """Wall and processor milliseconds of both, so many times, each first in every other pair."""
    found = []
    for number in range(1, APPENDS):
        if number % 2:
            one, other = timed(lambda n=number: act(n)), timed(bare)
        else:
            other, one = timed(bare), timed(lambda n=number: act(n))
        found.append((one, other))
    return found


def timed(work: Callable[[], object]) -> Timed:
    """Milliseconds on the wall, and of this process on the processors."""
    began, busy = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000


_IN_DATABASE = """
import json
from jixiao.web.start import start
start(None)
from django.db import connection, transaction
from bench.acts import _said, in_pairs
from jixiao.web.acts import record_of
from jixiao.web.models import ActRow, ActWords, Department
record = record_of(Department.objects.create(name="x").pk)
record.add(_said(0), None)
row, words = ActRow.objects.get(), ActWords.objects.get()
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE bare (leaf text, told text)")
def bare():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare VALUES (%s, %s)", [row.leaf, words.told])
print(json.dumps(in_pairs(lambda n: record.add(_said(n), None), bare)))
"""


def _child(folder: str, on: str, code: str = _IN_DATABASE) -> Any:
    with postgresql(durable=True) if on == "postgresql" else nullcontext() as address:
        known = {k: v for k, v in os.environ.items() if k != "JIXIAO_DATABASE"}
        named = {"JIXIAO_DATA": folder} | ({"JIXIAO_DATABASE": address} if address else {})
        done = subprocess.run(
            [sys.executable, "-c", code], env=known | named, capture_output=True, text=True, check=False
        )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])


def million() -> list[dict[str, Any]]:
    """A folder's record of a million acts, each block of ten thousand written at once, then verified."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        record = Record(FolderBack(place), lambda: signer_in(place))
        for first in range(0, MILLION, 10_000):
            with record.writing() as writer:
                for number in range(first, first + 10_000):
                    writer.add(_said(number), None)
        result: list[Verified] = []
        look = lambda: result.append(verify(FolderBack(place), signer_in(place).verifier))  # noqa: E731
        took, busy = (ms / 1000 for ms in timed(look))
        (found,) = result
    return [{
        "what": "核对一百万条", "acts": found.acts, "faults": len(found.faults), "seconds": round(took, 1),
        "cpu_seconds": round(busy, 1), "most_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "held": took <= MOST_SECONDS and found.acts == MILLION and not found.faults,
    }]  # fmt: skip


_TOGETHER = """
import json, threading
from jixiao.web.start import start
start(None)
from django.contrib.auth.models import User
from django.db import connections
from bench.acts import PEOPLE
from jixiao.acts.verification import Verified, verify
from jixiao.cli.commands.demo import example
from jixiao.terms.plans import Reason
from jixiao.web import versions
from jixiao.web.acts import record_of, signer
from jixiao.web.edits import edited
from jixiao.web.models import Department, Membership, PlanRecord
bureau, plan = Department.objects.create(name="x"), example()
people = [User.objects.create_user(f"clerk{n}") for n in range(PEOPLE)]
for one in people:
    Membership.objects.create(user=one, department=bureau, role="clerk")
versions.start(bureau, 2023, plan, people[0], Reason.LOADED)
record = PlanRecord.objects.get()
rows = [(p.id, r.id) for p, r in plan.indicators()][:PEOPLE]
together, wrong, times = threading.Barrier(PEOPLE), [], 5
def save(number):
    project, row = rows[number]
    together.wait()
    for turn in range(times):
        try:
            versions.change(
                record, record.head.number,
                lambda p: edited(p, p.project(project), row, "basis", f"{number}-{turn}"),
                people[number], (project, row, "basis"),
            )
        except Exception as error:
            wrong.append(repr(error))
    connections.close_all()
threads = [threading.Thread(target=save, args=(n,)) for n in range(PEOPLE)]
[t.start() for t in threads]; [t.join() for t in threads]
head = record.head
stands = {r.id: r.basis for _p, r in head.plan.indicators()}
lost = [n for n, (_p, row) in enumerate(rows) if stands[row] != f"{n}-{times - 1}"]
faults = verify(record_of(bureau.pk).back, signer().verifier).faults
print(json.dumps([head.number, len(lost), len(faults), wrong[:3]]))
"""


def together() -> list[dict[str, Any]]:
    """Twenty people save five times each, every one a cell of their own, at the same moment."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for on in ("sqlite", "postgresql"):
            versions, lost, faults, wrong = _child(f"{folder}/{on}", on, _TOGETHER)
            found.append({
                "what": "二十人同时保存", "on": on, "versions": versions, "lost": lost, "errors": wrong,
                "held": versions == 1 + PEOPLE * 5 and not lost and not faults and not wrong,
            })  # fmt: skip
    return found


_PARTS = {"append": append, "million": million, "together": together}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
