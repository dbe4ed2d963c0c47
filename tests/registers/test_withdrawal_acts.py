"""A withdrawal is somebody's act and its effect in the evidence: neither is without the other."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import pytest

from jixiao.acts.kind import ActRefusedError
from jixiao.cli.main import main
from jixiao.registers import seals
from jixiao.registers.commit import begin, settle
from jixiao.registers.import_record import Withdrawal
from jixiao.registers.seals import BrokenStoreError, Said
from jixiao.registers.store import Store
from jixiao.registers.withdrawal import withdraw, word_on
from jixiao.registers.withdrawal_acts import spoken_of
from tests.registers.ledgers import HEAD, ROWS, csv_bytes, taken

_WHY = "是别的局的"


def _sha(folder: Path) -> str:
    (one,) = Store(folder).taken()
    return one.sha256


def _taken(folder: Path) -> str:
    taken(folder, csv_bytes([HEAD, *ROWS]), name="案件.csv")
    return _sha(folder)


def _verified(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    main(["verify", str(folder), "--json"])
    return list(json.loads(capsys.readouterr().out)["faults"])


def test_from_the_command_line_it_is_an_act_bound_to_what_the_evidence_keeps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sha = _taken(tmp_path)
    told = ["intake", "--evidence", str(tmp_path), "--withdraw", sha[:12], "--reason", _WHY]
    assert main([*told, "--who", "王敏"]) == 0
    assert _WHY in capsys.readouterr().out
    (act,) = Store(tmp_path).record.reading().of_kinds(["take_in_withdrawn"])
    assert (act.who, act.act.by.role, act.says["reason"]) == ("王敏", "clerk", _WHY)
    kept = (tmp_path / f"withdrawn/{sha}.json").read_bytes()
    assert act.act.binds == Said.withdrawn(Withdrawal.model_validate_json(kept), "x", kept).record
    assert "王敏" not in kept.decode() and _WHY not in kept.decode()
    assert _verified(tmp_path, capsys) == []


def test_it_is_the_clerks_to_say_and_refused_it_leaves_nothing(tmp_path: Path) -> None:
    sha = _taken(tmp_path)
    with pytest.raises(ActRefusedError, match="只能由绩效专管员"):
        withdraw(Store(tmp_path), sha, who="局长", reason=_WHY, role="leader")
    settle(Store(tmp_path))
    assert Store(tmp_path).imports() and not list(tmp_path.glob("withdrawn/*"))


def test_a_withdrawal_that_nobody_said_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sha = _taken(tmp_path)
    record = Withdrawal(sha256=sha, when=Store(tmp_path).taken()[0].when)
    place = tmp_path / f"withdrawn/{sha}.json"
    place.parent.mkdir()
    place.write_bytes(record.to_bytes())
    seals.seal(tmp_path, [Said.withdrawn(record, "penalty_cases", record.to_bytes())])
    (fault,) = _verified(tmp_path, capsys)
    assert "没有人说过这次撤回" in fault["fault"] and sha in fault["at"]
    with pytest.raises(BrokenStoreError, match="没有相应的记录"):
        word_on(Store(tmp_path), sha, "penalty_cases")


def test_what_was_said_and_did_not_come_about_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sha = _taken(tmp_path)
    withdraw(Store(tmp_path), sha, who="王敏", reason=_WHY)
    lines = (tmp_path / "imports/seals").read_text().splitlines(keepends=True)
    (tmp_path / "imports/seals").write_text("".join(lines[:-1]))
    (tmp_path / f"withdrawn/{sha}.json").unlink()
    faults = [one["fault"] for one in _verified(tmp_path, capsys)]
    assert any("在证据库里没有撤回" in one for one in faults)


def test_who_and_why_of_an_earlier_version_are_brought_into_the_record_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sha = _taken(tmp_path)
    when = Store(tmp_path).taken()[0].when
    earlier = Withdrawal(sha256=sha, when=when, who="老王", reason=_WHY)
    data = earlier.model_dump_json(indent=1).encode()
    place = tmp_path / f"withdrawn/{sha}.json"
    place.parent.mkdir()
    place.write_bytes(data)
    seals.seal(tmp_path, [Said.withdrawn(earlier, "penalty_cases", data)])
    for _ in range(2):
        said = word_on(Store(tmp_path), sha, "penalty_cases")
        assert said and (said.who, said.reason, said.when) == ("老王", _WHY, when)
    assert Store(tmp_path).record.reading().size == 1
    assert _verified(tmp_path, capsys) == []


def _killed(folder: Path, n: int) -> int:
    """A fork withdraws and kills itself at its n-th step that touches the disk; how it ended.

    With 0 it goes through, and its exit code says after how many steps.
    """
    sha = _sha(folder)
    if (child := os.fork()) == 0:
        steps = _stepping(str(folder), n)
        withdraw(Store(folder), sha, who="x", reason="y")
        os._exit(len(steps))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _stepping(folder: str, n: int) -> list[str]:
    steps: list[str] = []
    flush = os.fsync

    def step(what: str) -> None:
        steps.append(what)
        if len(steps) == n:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(event: str, told: tuple[object, ...]) -> None:
        changes = event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree")
        if changes or (event == "open" and folder in str(told[0])):
            step(event)

    def flushed(handle: int) -> None:
        step("flush")
        flush(handle)
        step("flushed")

    sys.addaudithook(heard)
    os.fsync = flushed
    return steps


def test_killed_anywhere_it_is_said_and_done_or_neither_after_the_next_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _taken(tmp_path / "whole")
    steps = _killed(tmp_path / "whole", 0)
    assert steps > 20
    seen, between = set(), 0
    for n in range(1, steps + 1):
        folder = tmp_path / f"killed{n}"
        sha = _taken(folder)
        assert _killed(folder, n) == -signal.SIGKILL, n
        said, stands = bool(spoken_of(Store(folder).record)), bool(Store(folder).imports())
        between += said and stands
        assert _verified(folder, capsys) == [], n
        settle(Store(folder))
        assert bool(spoken_of(Store(folder).record)) == said
        assert bool(Store(folder).imports()) == (not said), n
        begin(Store(folder))
        assert not list(folder.glob(".tmp-*")) and not (folder / "imports/.coming").exists()
        if not said:
            withdraw(Store(folder), sha, who="x", reason="y")
        seen.add(said)
    assert seen == {True, False} and between
