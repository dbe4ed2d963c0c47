"""Many people at the same moment, on both databases and in a folder: one is first, the others are told.

A fault is put on the list once, numbers never double, old files are taken over once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from tests.needs import ROOT
from tests.web.postgresql import postgresql

_ALL = """
import shutil, sys, threading
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from jixiao.web.start import start
start(None)
from django.conf import settings
from django.db import connections
from jixiao.acts.folder import folder_record
from jixiao.acts.kind import ActRefusedError
from jixiao.acts.kinds.outcome import Decision
from jixiao.acts.matter import Matter, Step, StepKind
from jixiao.acts.matters import taking
from jixiao.acts.mending import decide, put_on_list
from jixiao.acts.record import StaleActError
from jixiao.acts.typed_money import Entry, Part, entries_of, typing
from jixiao.acts.verification import verify
from jixiao.law.monitoring import Outcome
from jixiao.monitoring.records import records_of
from jixiao.registers.store import Store
from jixiao.web.acts import record_of
from jixiao.web.models import Department
DAY = date(2023, 11, 1)
FAULT = Matter("", "W201", "p", "P", "slow", 2023, DAY, "p/1", "count")

def together(many, do):
    gate, told = threading.Barrier(many), []
    def one(number):
        gate.wait()
        try:
            told.append(do(number))
        except StaleActError:
            told.append("stale")
        finally:
            connections.close_all()
    threads = [threading.Thread(target=one, args=(n,)) for n in range(many)]
    [t.start() for t in threads]; [t.join() for t in threads]
    return sorted(map(str, told))

def race(opened, old):
    def mended(number):
        made = Decision(*("W201", "p", "p/1"), Outcome.MEND, "by then", f"leader {number}", DAY)
        with opened().writing() as writer:
            return decide(writer, made, FAULT, "leader", "", None).id
    assert together(8, mended) == ["2023-001"] + ["stale"] * 7
    known = records_of(opened())
    assert len(known.matters) == len(known.decisions.outcomes) == 1

    def listed(number):
        other = replace(FAULT, rule=f"W{number}") if number < 8 else FAULT
        with opened().writing() as writer:
            return put_on_list(writer, other, "clerk", "clerk", "")[0].id
    numbers = together(12, listed)
    assert numbers == ["2023-001"] * 4 + [f"2023-{n:03d}" for n in range(1, 10)][1:], numbers

    (matter,) = [m for m in records_of(opened()).matters if m.rule == "W201"]
    def demanded(number):
        step = Step(StepKind.DEMAND, DAY, f"leader {number}", "mend it", date(2023, 12, 1))
        return opened().add(taking(matter, step, "leader", ""), matter.head).act.kind
    assert together(8, demanded) == ["matter_step"] + ["stale"] * 7
    assert len(records_of(opened()).matter("2023-001").steps) == 1

    def typed(number):
        made = Entry("p", Part.RECEIVED, DAY, Decimal(number + 1), None, "paper", f"clerk {number}")
        return opened().add(typing(made, "clerk", ""), None).act.kind
    assert together(8, typed) == ["money_typed"] + ["stale"] * 7
    assert len(entries_of(opened().reading().of_kinds(["money_typed"]))) == 1

    before = opened().reading().size
    def taken_over(number):
        Store(old, record=opened()).record
        return opened().reading().size - before
    assert len(set(together(6, taken_over))) == 1
    assert opened().reading().size - before == 21, opened().reading().size - before
    assert not [p for p in old.iterdir() if p.suffix == ".json"]
    found = verify(opened().back, opened().signer().verifier)
    assert not found.faults and found.acts == opened().reading().size, found

home = Path(settings.DATA)
for name, opened in (
    ("database", lambda: record_of(bureau.pk)), ("folder", lambda: folder_record(home / "one"))
):
    bureau = Department.objects.create(name=name)
    shutil.copytree("tests/earlier_evidence", home / name)
    race(opened, home / name)
print("done")
"""


def _race(**environment: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        known = {k: v for k, v in os.environ.items() if k != "JIXIAO_DATABASE"} | {
            "JIXIAO_DATA": folder
        }
        done = subprocess.run(
            [sys.executable, "-c", _ALL],
            cwd=ROOT,
            env=known | environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.stdout == "done\n", done.stderr


def test_on_sqlite_and_in_a_folder() -> None:
    _race()


def test_on_postgresql() -> None:
    with postgresql() as address:
        _race(JIXIAO_DATABASE=address)
