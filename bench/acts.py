"""What a record of acts costs: an append over the bare write, a million acts verified, twenty people at once.

``python -m bench.acts [append] [million] [together]``; without names all. The exit code is 1 where a bound
is missed: 1 ms over the bare write, 30 s for a million acts, no save lost or refused with an error.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from jixiao.acts.folder import FolderBack
from jixiao.acts.key import signer_in
from jixiao.acts.kinds.possibility import confirmed
from jixiao.acts.record import Record
from jixiao.acts.verification import verify
from jixiao.law.monitoring import Possibility
from tests.web.postgresql import postgresql

APPENDS, MILLION, PEOPLE = 400, 1_000_000, 20
MOST_OVER_MS, MOST_SECONDS = 1.0, 30.0
PARTS = ("append", "million", "together")


def main(told: list[str]) -> int:
    """The parts asked for, or all."""
    found = [line for part in told or PARTS for line in _PARTS[part]()]
    for line in found:
        print(json.dumps(line, ensure_ascii=False))
    return int(not all(line["held"] for line in found))


def _said(number: int) -> Any:
    return confirmed(
        f"P{number % 5000}/{number}", Possibility.CERTAIN, date(2023, 6, 30), "王敏", "clerk", "414001"
    )  # fmt: skip


def append() -> list[dict[str, Any]]:
    """Medians of adding an act and of writing as many bytes to the disk bare, alternately in one run."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        found = [_told("文件夹", *_in_folder(place))]
        found += [_told(on, *_child(f"{folder}/{on}", on)) for on in ("sqlite", "postgresql")]
    return found


def _told(on: str, act: float, bare: float) -> dict[str, Any]:
    over = act - bare
    return {
        "what": "记一条", "on": on, "act_ms": round(act, 3), "bare_ms": round(bare, 3),
        "over_ms": round(over, 3), "held": over <= MOST_OVER_MS,
    }  # fmt: skip


def _in_folder(place: Path) -> tuple[float, float]:
    record = Record(FolderBack(place), lambda: signer_in(place))
    record.add(_said(0), None)
    line = next(record.back.lines()) + b"\n"
    acts, bares = [], []
    handle = os.open(place / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in range(1, APPENDS):
        acts.append(_ms(lambda n=number: record.add(_said(n), None)))
        bares.append(_ms(lambda: (os.write(handle, line), os.fsync(handle))))
    os.close(handle)
    return statistics.median(acts), statistics.median(bares)


def _ms(work: Any) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


_IN_DATABASE = """
import json, statistics
from jixiao.web.start import start
start(None)
from django.db import connection, transaction
from bench.acts import APPENDS, _ms, _said
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
acts, bares = [], []
for n in range(1, APPENDS):
    acts.append(_ms(lambda: record.add(_said(n), None)))
    bares.append(_ms(bare))
print(json.dumps([statistics.median(acts), statistics.median(bares)]))
"""


def _child(folder: str, on: str, code: str = _IN_DATABASE) -> Any:
    with postgresql() if on == "postgresql" else nullcontext() as address:
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
        began = time.perf_counter()
        found = verify(FolderBack(place), signer_in(place).verifier)
        took = time.perf_counter() - began
    return [{
        "what": "核对一百万条", "acts": found.acts, "faults": len(found.faults), "seconds": round(took, 1),
        "held": took <= MOST_SECONDS and found.acts == MILLION and not found.faults,
    }]  # fmt: skip


_TOGETHER = """
import json, threading
from jixiao.web.start import start
start(None)
from django.contrib.auth.models import User
from django.db import connections
from bench.acts import PEOPLE
from jixiao.acts.verification import verify
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
