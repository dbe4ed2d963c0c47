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


_VOUCHED = """
import sys
from pathlib import Path
from jixiao.cli.commands.demo import example
from jixiao.measures.binding import bind
from jixiao.measures.made_up import write
from jixiao.registers.vouching import is_vouched
from jixiao.web.demo import prepare
folder, plan = Path(sys.argv[1]), bind(example())[0]
write(folder / "made", plan, 100)
for _ in range(2):
    prepare(folder, plan, folder / "made")
from jixiao.web.evidence import store_of
from jixiao.web.installation.verifying import verify_installation
from jixiao.web.models import ActCheckpoint, Department
assert is_vouched(store_of(Department.objects.get().pk)) and not verify_installation().faults
vouching = [one for one in ActCheckpoint.objects.all() if "jixiao/seals" in one.note]
print(len(vouching))
"""


def test_its_evidence_stands_in_a_checkpoint(tmp_path: Path) -> None:
    done = _run(_VOUCHED, tmp_path)
    assert done.stdout.split() == ["1"], done.stderr


def _run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    known = {k: v for k, v in os.environ.items() if k != "JIXIAO_DATABASE"}
    return subprocess.run(
        [sys.executable, "-c", code, str(folder)], cwd=ROOT, env=known, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_preparing_it_twice_changes_nothing(tmp_path: Path) -> None:
    done = _run(_TWICE, tmp_path)
    assert done.stdout.split() == ["1", "3", "1", "改过", "clerk", "leader", "reviewer"], (
        done.stderr
    )
