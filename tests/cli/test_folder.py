"""``jixiao read DIR``: a folder → JSON lines, whatever one of its files holds, and again after a kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jixiao.cli.folder import run
from jixiao.cli.folder.line import Line, line_of

_TABLE = """<table><tr><td>项目名称</td><td colspan="3">第{n}号泵站管护</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>管护泵站数量</td><td>≥{n}座</td></tr>
<tr><td>产出指标</td><td>质量指标</td><td>设备完好率</td><td>≥95%</td></tr></table>"""


def _folder(where: Path, count: int) -> Path:
    for n in range(count):
        (where / f"{n:04d}.html").write_text(_TABLE.format(n=n + 1), "utf-8")
    return where


def _command(folder: Path, output: Path, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "jixiao.cli", "read", str(folder), "-o", str(output), *more,
    ]  # fmt: skip


def _lines(output: Path) -> dict[str, dict[str, object]]:
    said = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    assert len({s["file"] for s in said}) == len(said)
    return {s["file"]: s for s in said}


def test_one_line_a_file_and_a_bad_one_refuses_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    folder = _folder(tmp_path / "in", 3)
    (folder / "sub").mkdir()
    (folder / "sub" / "坏.docx").write_bytes(b"x")
    (folder / "空.xlsx").write_bytes(b"")
    (folder / "照片.bin").write_bytes(b"x")
    output, page = tmp_path / "out.jsonl", tmp_path / "out.html"
    done = subprocess.run(
        _command(folder, output, "--page", str(page)), capture_output=True, text=True, check=False
    )
    lines = _lines(output)
    assert done.returncode == 3
    assert {n: s["outcome"] for n, s in lines.items()} == {
        "0000.html": "whole", "0001.html": "whole", "0002.html": "whole",
        "sub/坏.docx": "refused", "空.xlsx": "refused",
    }  # fmt: skip
    assert all(s["why"] for s in lines.values() if s["outcome"] == "refused")
    assert "全部读入 3 份，部分读入 0 份，没有读入 2 份" in done.stderr
    assert "sub/坏.docx" in page.read_text("utf-8")


def _readers_of(folder: Path) -> list[str]:
    """The processes that still read a folder."""
    said = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in said.splitlines() if f"read {folder}" in line]


def test_a_killed_run_goes_on_and_comes_to_what_one_run_comes_to(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    folder = _folder(tmp_path / "in", 400)
    output = tmp_path / "out.jsonl"
    started = subprocess.Popen(_command(folder, output), stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while time.monotonic() < until and not (output.exists() and output.stat().st_size > 60_000):
        time.sleep(0.005)
    os.kill(started.pid, signal.SIGKILL)
    started.wait()
    before = output.read_bytes()
    assert 0 < before.count(b"\n") < 400
    output.write_bytes(before[:-20])  # the kill tore the last line
    kept = {s["file"] for s in map(json.loads, output.read_bytes().splitlines()[:-1])}
    changed = sorted(kept)[0]
    (folder / changed).write_text(_TABLE.format(n=999), "utf-8")
    subprocess.run(_command(folder, output), check=True, stderr=subprocess.DEVNULL)
    whole = tmp_path / "whole.jsonl"
    subprocess.run(_command(folder, whole), check=True, stderr=subprocess.DEVNULL)
    assert _lines(output) == _lines(whole)
    assert "第999号泵站管护" in json.dumps(_lines(output)[changed], ensure_ascii=False)
    second = before.split(b"\n")[1]
    assert output.read_bytes().startswith(second)  # what was there is kept as it was
    time.sleep(1.5)
    assert not _readers_of(folder), "the readers of a killed run end with it"


def _dies_at_2(folder: str, name: str) -> Line:
    if name == "0002.html":
        os._exit(9)
    return line_of(folder, name)


def test_a_file_that_kills_its_reader_takes_no_other_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _folder(tmp_path, 30)
    monkeypatch.setattr(run, "line_of", _dies_at_2)
    lines = list(run.lines_of(folder, run.files_in(folder), 2))
    assert [line.file for line in lines] == [f"{n:04d}.html" for n in range(30)]
    assert [line.file for line in lines if line.outcome == "refused"] == ["0002.html"]


def test_a_file_that_takes_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _folder(tmp_path, 1)
    monkeypatch.setattr("jixiao.cli.folder.line.SECONDS", 0.2)
    monkeypatch.setattr("jixiao.cli.folder.line.read_plan", lambda _: time.sleep(5))
    line = line_of(str(folder), "0000.html")
    assert (line.outcome, "超过" in str(line.why)) == ("refused", True)
