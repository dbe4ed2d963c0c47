"""Two clerks save at the same moment: one version is made, the other is told; numbers never double."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from tests.needs import ROOT
from tests.web.postgresql import postgresql

_BOTH = """
import sys, threading
from jixiao.web.start import start
start(None)
from django.contrib.auth.models import User
from django.db import connections
from jixiao.cli.commands.demo import example
from jixiao.terms.plans import Reason
from jixiao.web import versions
from jixiao.web.edits import edited
from jixiao.web.models import Department, Membership, PlanRecord
user = User.objects.create_user("clerk")
plan = example()
bureau = Department.objects.create(name="x")
Membership.objects.create(user=user, department=bureau, role="clerk")
versions.start(bureau, 2023, plan, user, Reason.LOADED)
record, project = PlanRecord.objects.get(), plan.projects[0]
together, told = threading.Barrier(8), []
def save(number):
    cell = (project.id, project.indicators[0].id, "target")
    edit = lambda plan: edited(plan, project, cell[1], cell[2], f"{number}家")
    together.wait()
    try:
        told.append(versions.change(record, 1, edit, user, cell).number)
    except versions.StaleError:
        told.append("stale")
    finally:
        connections.close_all()
threads = [threading.Thread(target=save, args=(n,)) for n in range(8)]
[t.start() for t in threads]; [t.join() for t in threads]
assert sorted(map(str, told)) == ["2"] + ["stale"] * 7, told
assert len(record.versions) == 2
"""


def _race(**environment: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        known = {k: v for k, v in os.environ.items() if k != "JIXIAO_DATABASE"} | {
            "JIXIAO_DATA": folder
        }
        done = subprocess.run(
            [sys.executable, "-c", _BOTH],
            cwd=ROOT,
            env=known | environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr


def test_on_sqlite() -> None:
    _race()


def test_on_postgresql() -> None:
    with postgresql() as address:
        _race(JIXIAO_DATABASE=address)
