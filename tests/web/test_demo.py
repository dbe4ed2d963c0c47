"""The demonstration is made once, however often it is opened."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.needs import ROOT

_TWICE = """
import sys
from pathlib import Path
from jixiao.cli.commands.demo import example
from jixiao.web.demo import prepare
folder = Path(sys.argv[1])
evidence = folder / "made"
(evidence / "imports").mkdir(parents=True)
(evidence / "imports" / "x").write_text("made up")
first = prepare(folder, example(), evidence)
from django.contrib.auth.models import User
User.objects.filter(username="clerk").update(first_name="改过")
kept = folder / "evidence" / "1" / "imports" / "x"
assert kept.read_text() == "made up"
kept.write_text("own")
assert prepare(folder, example(), evidence) == first
assert kept.read_text() == "own" and len(list(kept.parents[2].iterdir())) == 1
from jixiao.web.models import ActRow, Department, Membership
print(Department.objects.count(), Membership.objects.count(), ActRow.objects.count())
print(User.objects.get(username="clerk").first_name, *(account.name for account in first))
"""


def test_preparing_it_twice_changes_nothing(tmp_path: Path) -> None:
    known = {k: v for k, v in os.environ.items() if k != "JIXIAO_DATABASE"}
    done = subprocess.run(
        [sys.executable, "-c", _TWICE, str(tmp_path)],
        cwd=ROOT,
        env=known,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["1", "3", "1", "改过", "clerk", "leader", "reviewer"], (
        done.stderr
    )
