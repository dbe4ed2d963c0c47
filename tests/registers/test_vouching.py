"""Seals and files cut back together to an earlier state: the signed checkpoint says that there was more."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from jixiao.acts.note import noted
from jixiao.cli.main import main
from jixiao.registers.seals import SEALS
from jixiao.registers.store import Store
from jixiao.registers.vouching import vouched
from jixiao.registers.withdrawal import withdraw
from tests.acts.saying import said
from tests.registers.ledgers import HEAD, ROWS, csv_bytes, taken

_EVIDENCE = ("imports", "refused", "withdrawn", "current", ".key")


def _first(folder: Path) -> None:
    taken(folder, csv_bytes([HEAD, *ROWS]), speaks_for=date(2023, 6, 30), name="上半年.csv")


def _copied(source: Path, target: Path) -> None:
    """What the store keeps, whole; what people said stays where it is."""
    for name in _EVIDENCE:
        old, new = target / name, source / name
        if old.is_dir():
            shutil.rmtree(old)
        if new.is_dir():
            shutil.copytree(new, old)
        elif new.exists():
            shutil.copy(new, old)


def _verified(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, str]]]:
    code = main(["verify", str(folder), "--json"])
    return code, json.loads(capsys.readouterr().out)["faults"]


@pytest.mark.parametrize("later", ["take-in", "withdrawal"])
def test_a_store_put_back_to_what_it_was_is_found(
    tmp_path: Path, later: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, before = tmp_path / "evidence", tmp_path / "before"
    _first(folder)
    before.mkdir()
    _copied(folder, before)
    if later == "take-in":
        taken(folder, csv_bytes([HEAD, ("Z-1", *ROWS[0][1:])]), name="三季度.csv")
    else:
        withdraw(Store(folder), Store(folder).imports()[0].sha256, who="某人", reason="是别的局的")
    assert _verified(folder, capsys) == (0, [])
    _copied(before, folder)
    code, faults = _verified(folder, capsys)
    assert (
        code == 1
        and faults[0]["at"] == f"file imports/{SEALS}"
        and "退回到以前" in faults[0]["fault"]
    )


def test_a_folder_put_back_whole_is_found_by_a_checkpoint_kept_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its own checkpoints went back with it; a fork is another history of as many acts."""
    folder, kept = tmp_path / "evidence", tmp_path / "kept"
    _first(folder)
    shutil.copytree(folder, tmp_path / "before")
    for name, who in (("evidence", "王敏"), ("before", "李四")):
        Store(tmp_path / name).record.add(said(who=who), None)
    kept.write_text(Store(folder).record.checkpoint() or "")
    found = {}
    for name in ("evidence", "before"):
        code = main(["verify", str(tmp_path / name), "--checkpoint", str(kept), "--json"])
        found[name] = code, [f["fault"] for f in json.loads(capsys.readouterr().out)["faults"]]
    assert found["evidence"] == (0, [])
    assert found["before"][0] == 1 and "分了叉" in found["before"][1][0]
    Store(folder).record.add(said("P1/2"), None)
    kept.write_text(Store(folder).record.checkpoint() or "")
    main(["verify", str(tmp_path / "before"), "--checkpoint", str(kept), "--json"])
    assert "退回到以前" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "别的东西\n", "a\n1\nx\n\n\u2014 k AAAA\n"])
def test_what_is_no_checkpoint_is_said_so(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _first(tmp_path / "evidence")
    (tmp_path / "kept").write_text(text)
    asked = ["verify", str(tmp_path / "evidence"), "--checkpoint", str(tmp_path / "kept")]
    assert main(asked) == 3 and "检查点" in capsys.readouterr().err


def test_another_history_of_as_many_take_ins_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    _first(one)
    taken(other, csv_bytes([HEAD, ("Z-1", *ROWS[0][1:])]), name="别的.csv")
    _copied(other, one)
    code, faults = _verified(one, capsys)
    assert code == 1 and "被换过" in faults[0]["fault"]


def test_seals_taken_away_whole_are_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _first(tmp_path)
    shutil.rmtree(tmp_path / "imports")
    (tmp_path / ".key").unlink()
    code, faults = _verified(tmp_path, capsys)
    assert code == 1 and "现在只有 0 行" in faults[0]["fault"]


def test_a_checkpoint_of_the_acts_alone_leaves_that_of_the_seals(tmp_path: Path) -> None:
    """Several checkpoints may be over as many acts; each is kept."""
    _first(tmp_path)
    store = Store(tmp_path)
    store.record.checkpoint()
    store.record.add(said(), None)
    store.record.checkpoint()
    taken(tmp_path, csv_bytes([HEAD, ("Z-1", *ROWS[0][1:])]), name="三季度.csv")
    store.record.checkpoint()
    assert len(vouched(store.record)) == 2
    sizes = [noted(note).size for note in store.record.back.notes()]
    assert sizes == [0, 1, 1]


def test_a_checkpoint_whose_line_is_taken_out_is_not_signed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _first(tmp_path)
    (note,) = (tmp_path / "acts" / "checkpoints").iterdir()
    lines = note.read_text().splitlines(keepends=True)
    note.write_text("".join(line for line in lines if not line.startswith("jixiao/seals")))
    code, faults = _verified(tmp_path, capsys)
    assert code == 1 and faults[0]["at"] == "checkpoint 1" and "签名不对" in faults[0]["fault"]
