"""Killing whoever saves, signs and takes ledgers in, again and again: nothing acknowledged is lost or half.

``python -m bench.kills`` makes an installation on SQLite and one on PostgreSQL and kills 200 and 100 times
with ``SIGKILL``, each time at another moment. After each, a fresh process holds everything against its
hashes and looks for every save, signature, take-in and withdrawal that was acknowledged before.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.table import keep_told
from tests.web.postgresql import postgresql

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from jixiao.web.models import PlanRecord

TITLE = "一边保存、签字、入库、撤回，一边杀死进程"
HOW = "每次在另一个时刻用 SIGKILL 杀死；之后由新的进程核对一切，并找每一次答应过的保存、签字、入库、撤回。"
_WORDS = {"save": "保存", "sign": "签字", "take": "入库", "back": "撤回"}
_LONGEST = 0.8  # seconds until the kill, at most


def main(told: list[str] | None = None) -> int:
    """Both databases, or one with ``--on``; the exit code is 1 where anything was lost or half."""
    parser = argparse.ArgumentParser(prog="python -m bench.kills")
    parser.add_argument("--on", choices=("sqlite", "postgresql"))
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seed", type=int, default=2023)
    asked = parser.parse_args(told)
    usual = {"sqlite": 200, "postgresql": 100}
    found = [
        killed(on, asked.rounds or usual[on], asked.seed)
        for on in ([asked.on] if asked.on else usual)
    ]
    for one in found:
        print(json.dumps(one, ensure_ascii=False))
    if asked.on is None and asked.rounds is None:
        keep_told(TITLE, HOW, [words(one) for one in found])
    return int(any(one["wrong"] for one in found))


def words(one: dict[str, Any]) -> tuple[str, str]:
    """A line of the results: what it is, and what came of it."""
    said = one.get("acknowledged", {})
    did = "、".join(f"{_WORDS[what]} {count}" for what, count in said.items())
    wrong = f"丢失或做了一半的 {len(one['wrong'])} 处"
    return f"{one['on']}，杀死 {one.get('kills', 0)} 次", f"答应过：{did}；{wrong}"


def killed(on: str, rounds: int, seed: int) -> dict[str, Any]:
    """In a process of its own, whose settings are those of a new installation."""
    with (
        tempfile.TemporaryDirectory() as folder,
        postgresql() if on == "postgresql" else nullcontext() as address,
    ):
        known = {k: v for k, v in os.environ.items() if k != "JIXIAO_DATABASE"}
        named = {"JIXIAO_DATA": f"{folder}/data"} | (
            {"JIXIAO_DATABASE": address} if address else {}
        )
        code = f"from bench.kills import run; run({rounds}, {seed})"
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=known | named,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        return {"on": on, "wrong": [done.stderr.strip()[-2000:]]}
    return {"on": on, **json.loads(done.stdout)}


def run(rounds: int, seed: int) -> None:
    """Make an installation, then work and kill ``rounds`` times; what came of it as JSON."""
    _prepare()
    chance, acknowledged, wrong, lives = random.Random(seed), [], [], 0
    for number in range(rounds):
        said = _worked(number, chance.uniform(0.0, _LONGEST))
        lives += bool(said)
        acknowledged += said
        wrong += [f"round {number}: {fault}" for fault in _looked(acknowledged)]
    counts = {
        what: sum(one[0] == what for one in acknowledged)
        for what in ("save", "sign", "take", "back")
    }
    print(json.dumps({"kills": rounds, "in work": lives, "acknowledged": counts, "wrong": wrong}))


def _prepare() -> None:
    from jixiao.cli.commands.demo import example
    from jixiao.registers import intake, withdrawal  # noqa: F401 (loaded once, before the forks)
    from jixiao.web.demo import prepare

    prepare(Path(os.environ["JIXIAO_DATA"]), example())
    from django.db import connections

    from jixiao.web import versions  # noqa: F401
    from jixiao.web.installation import verifying  # noqa: F401

    connections.close_all()


def _worked(number: int, seconds: float) -> list[tuple[str, str]]:
    """What a child acknowledged before it was killed, so long after it had begun."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        try:
            _work(number, writes)
        finally:
            os._exit(9)  # it works until it is killed
    os.close(writes)
    with os.fdopen(reads) as heard:
        assert heard.readline() == "begun\n"
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL, (
            "it died by itself"
        )
        return [(line.split()[0], line.split()[1]) for line in heard if line.endswith("\n")]


def _work(number: int, out: int) -> None:
    """Saves, signatures, take-ins, some of these withdrawn; a line for each, once it is done."""
    from django.contrib.auth.models import User

    from jixiao.registers.intake import take_in
    from jixiao.registers.withdrawal import withdraw
    from jixiao.web import evidence, versions
    from jixiao.web.edits import edited
    from jixiao.web.models import Department, PlanRecord

    clerk, record = User.objects.get(username="clerk"), PlanRecord.objects.get()
    store = evidence.store_of(Department.objects.get().pk)
    register, project = store.register("penalty_cases"), record.head.plan.projects[0]
    cell = (project.id, project.indicators[0].id, "target")
    os.write(out, b"begun\n")
    for n in itertools.count(1):
        if (number + n) % 4 == 1:
            os.write(
                out, f"sign {_signed(record, project.id, clerk, number * 1000 + n)}\n".encode()
            )
            continue
        if (number + n) % 4:
            value = f"≥{number * 1000 + n}家"
            made = versions.change(
                record, record.head.number,
                lambda plan, v=value: edited(plan, plan.project(cell[0]), cell[1], cell[2], v), clerk, cell,
            )  # fmt: skip
            os.write(out, f"save {made.number}\n".encode())
            continue
        rows = f"案件编号,立案日期\nK{number}-{n},2023-01-05\n".encode()
        done = take_in(register, rows, store=store, who="某人", name=f"{number}-{n}.csv")
        os.write(out, f"take {done.sha256}\n".encode())
        if n % 2:
            withdraw(store, done.sha256 or "", who="某人", reason="试一试撤回")
            os.write(out, f"back {done.sha256}\n".encode())


def _signed(record: PlanRecord, project: str, clerk: User, number: int) -> int:
    """The clerk hands a form in, or the leader gives it back: an act, its checkpoint, what was signed."""
    from jixiao.acts.self_evaluation import form
    from jixiao.terms.acts import FormStep
    from jixiao.web.acts import record_of
    from jixiao.web.models.bound_content import keep_content
    from jixiao.web.saying import speaker

    said = speaker(clerk, record.department)
    with record_of(record.department_id).writing() as writer:
        kept = keep_content(f"{project} 的自评表 {number}")
        if number % 2:
            draft = said.draft(FormStep.SUBMITTED, form(record.year, project), {}, binds=kept)
        else:
            back = replace(said, role="leader").draft
            draft = back(
                FormStep.RETURNED, form(record.year, project), {"reason": "试"}, binds=kept
            )
        return writer.say(draft).act.seq


def _looked(acknowledged: list[tuple[str, str]]) -> list[str]:
    """What a fresh child finds wrong."""
    reads, writes = os.pipe()
    if (child := os.fork()) == 0:
        os.close(reads)
        try:
            told = json.dumps(list(_faults(acknowledged)))
        except BaseException as wrong:
            told = json.dumps([repr(wrong)])
        with os.fdopen(writes, "w") as out:
            out.write(told)
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as heard:
        select.select([heard], [], [])
        found = json.loads(heard.read())
    os.waitpid(child, 0)
    return list(found)


def _faults(acknowledged: list[tuple[str, str]]) -> list[str]:
    from jixiao.web import evidence
    from jixiao.web.installation.verifying import verify_installation
    from jixiao.web.models import Department, PlanRecord

    store, record = evidence.store_of(Department.objects.get().pk), PlanRecord.objects.get()
    taken = {one.sha256 for one in store.taken()}
    there = {
        "save": {str(n) for n in range(1, record.head.number + 1)},
        "take": taken,
        "back": {*store.withdrawals()},
        "sign": _signatures(record.department_id),
    }
    lost = [f"lost: {what} {which}" for what, which in acknowledged if which not in there[what]]
    rows = store.relation("penalty_cases")
    counted = {*rows.imports} == taken - there["back"]
    half = [] if counted and record.head.plan.projects else ["half: rows and take-ins do not agree"]
    return [*lost, *half, *(f"{one.at}: {one.fault}" for one in verify_installation().faults)]


def _signatures(department: int) -> set[str]:
    """Numbers of the signatures that a checkpoint is over."""
    from jixiao.acts.note import noted
    from jixiao.terms.acts import FormStep
    from jixiao.web.acts import record_of

    back = record_of(department).back
    signed = max((noted(note).size for note in back.notes()), default=0)
    told = back.reading().of_kinds([FormStep.SUBMITTED, FormStep.RETURNED])
    return {str(one.act.seq) for one in told if one.act.seq <= signed}


if __name__ == "__main__":
    sys.exit(main())
