"""``make fuzz``: odd bytes and words for every reader; only typed errors, within time and memory.

Each target runs in a process of its own, so many seconds (``FUZZ_SECONDS``, 30 unless said). Bytes are
true files with bytes changed, cut and doubled, and for containers the parts inside as well; words are put
together from what the readers look for. No case of up to a megabyte may take ten seconds or a gigabyte.
One that fails is kept as ``specs/found/<target>/<hash>``, and the suite reads it from then on.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jixiao.forms.reading import read_plan
from jixiao.forms.writing import write_plan
from jixiao.grids.errors import ReadError
from jixiao.grids.reading import read
from jixiao.grids.writing import write
from jixiao.law.packs import PackError, packs
from jixiao.measures.catalogue import measures
from jixiao.measures.loading import MeasureError, load_measure
from jixiao.measures.predicates.reading import read_predicate
from jixiao.measures.predicates.text import PredicateError
from jixiao.plan.json import PlanError, dumps, loads
from jixiao.plan.target_grammar import parse_target
from jixiao.registers.catalogue import common_fields
from jixiao.registers.declaration import DeclarationError
from jixiao.registers.loading import load
from jixiao.review.examine import examine
from tests.grids.old_excel import old_excel

ROOT = Path(__file__).resolve().parents[1]
FOUND = ROOT / "specs" / "found"
SOURCE = ROOT / "src" / "jixiao"
SECONDS_A_CASE, MOST_BYTES = 10, 1 << 20
MOST_MEMORY, MOST_ADDRESSES = 1 << 30, 3 << 30
_HANGS_AFTER = 60  # seconds beyond its time a process is waited for: in a library no alarm is heard
_ODD = [
    "", "0", "-1", "1e999", "NaN", "±-3", "≥", "≤95%", "2023年13月", "９９", "\0", "\ud800", "\U0001f600",
    "x" * 5000, "null", "[]", "{}", "[[1]]", '"', "'", "(" * 200, "--", ";", "％", "不低于", "①",
    "9" * 400,
]  # fmt: skip


class TooSlowError(Exception):
    """A case took longer than a case may."""


class TooLargeError(Exception):
    """A case took more memory than a case may."""


# -- what is read, and by which errors it may be refused ----------------------------------------------


def _document(data: bytes, name: str) -> None:
    try:
        document = read(data, name)
        read_plan(document)
    except ReadError:
        return


def _schema(data: bytes) -> None:
    try:
        plan = loads(data)
    except PlanError:
        return
    assert loads(dumps(plan)) == plan
    examine(plan)


def _pack(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "odd.toml").write_bytes(data)
        try:
            packs(Path(folder))
        except PackError:
            return


def _register(data: bytes) -> None:
    try:
        load("odd", data.decode("utf-8", "replace"), "odd.toml", common_fields())
    except DeclarationError:
        return


def _measure(data: bytes) -> None:
    try:
        load_measure("odd", data.decode("utf-8", "replace"), "odd.toml")
    except MeasureError:
        return


def _predicate(data: bytes) -> None:
    schema = measures()["case_closing_rate"].schema
    assert schema is not None
    try:
        read_predicate(data.decode("utf-8", "replace"), schema)
    except PredicateError:
        return


def _target(data: bytes) -> None:
    for errors in ("replace", "surrogateescape"):
        parse_target(data.decode("utf-8", errors))


# -- what it starts from ------------------------------------------------------------------------------


@cache
def _written(ending: str) -> bytes:
    """A small true file of that kind."""
    text = (ROOT / "examples/huailai-2023/plan.json").read_text("utf-8")
    plan = loads(text)
    few = plan.model_copy(update={"projects": plan.projects[:1]})
    return write(write_plan(few), ending)


def _text_seed() -> bytes:
    return "附件\n项目绩效目标表\n一、总体目标：改善道路\n1. 数量指标：抽检≥1349批次\n".encode()


_CSV = "案号,案由,立案日期,结案时间\n怀市监罚〔2023〕1号,食品,2023-01-02,\n".encode()


def _xls_seed() -> bytes:
    return old_excel({(0, 0): "指标", (0, 1): "值", (1, 0): "抽检", (1, 1): 3.0}, (0, 0, 0, 1))


def _plan_seed() -> bytes:
    text = (ROOT / "examples/huailai-2023/plan.json").read_text("utf-8")
    plan = loads(text)
    few = plan.model_copy(update={"projects": plan.projects[:2]})
    return dumps(few, indent=None).encode()


def _declaration(folder: str) -> Callable[[], bytes]:
    def seed() -> bytes:
        every = sorted(p for p in (SOURCE / folder).rglob("*.toml") if p.stem != "common")
        return random.Random(time.time_ns()).choice(every).read_bytes()

    return seed


def _predicate_seed() -> bytes:
    return "filed_on >= '2023-01-01' AND (cause = '食品' OR penalty > 0.5) AND NOT closed_on IS NULL".encode()


def _target_seed() -> bytes:
    of_plan = [row.target.raw or "" for _, row in loads(_plan_seed()).indicators()]
    return random.Random(time.time_ns()).choice([*of_plan, *_TARGETS]).encode()


_TARGETS = (
    "±3%",
    "100±5家",
    "5—10家",
    "≥95%",
    "不低于上年",
    "2023年12月底前",
    "每季度1次",
    "增长3倍以上",
)
Check = Callable[[bytes], None]
TARGETS: dict[str, tuple[Callable[[], bytes], Check]] = {
    **{
        kind: (lambda kind=kind: _written(kind), lambda data, kind=kind: _document(data, f"odd.{kind}"))
        for kind in ("docx", "xlsx", "html", "pdf")
    },
    "xls": (_xls_seed, lambda data: _document(data, "odd.xls")),
    "text": (_text_seed, lambda data: _document(data, "odd.txt")),
    "csv": (lambda: _CSV, lambda data: _document(data, "odd.csv")),
    "schema": (_plan_seed, _schema),
    "pack": (_declaration("law"), _pack),
    "register": (_declaration("registers/declarations"), _register),
    "measure": (_declaration("measures/declarations"), _measure),
    "predicate": (_predicate_seed, _predicate),
    "target": (_target_seed, _target),
}  # fmt: skip


# -- changes ------------------------------------------------------------------------------------------


def changed(data: bytes, chance: random.Random, *, deep: bool = True) -> bytes:
    """Bytes with a few of them changed; of a zip or of JSON, often what is inside."""
    if deep and data[:2] == b"PK" and chance.random() < 0.8:
        return _zip(data, chance)
    if deep and data[:1] == b"{" and chance.random() < 0.8:
        return _json(data, chance)
    made = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        _change(made, chance)
    return bytes(made)


def _change(made: bytearray, chance: random.Random) -> None:
    at, size = chance.randrange(len(made) + 1), chance.choice([1, 2, 8, 64])
    how = chance.randrange(5)
    if how == 0:
        made[at : at + size] = b""
    elif how == 1:
        made[at:at] = chance.choice(_ODD).encode("utf-8", "surrogatepass")
    elif how == 2:
        made[at : at + size] = chance.randbytes(size)
    elif how == 3 and len(made) < 1 << 20:
        made[at:at] = made[max(at - 40 * size, 0) : at]
    elif how == 4:
        lines = bytes(made).split(b"\n")
        chance.shuffle(lines)
        made[:] = b"\n".join(lines)


def _zip(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        hit = chance.choice(names)
        for name in names:
            part = old.read(name)
            if name != hit:
                new.writestr(name, part)
            elif chance.random() < 0.95:
                new.writestr(name, changed(part, chance, deep=False))
    return out.getvalue()


def _json(data: bytes, chance: random.Random) -> bytes:
    value = json.loads(data)
    for _ in range(chance.choice([1, 1, 2, 4])):
        holder, key = chance.choice(list(_places(value)))
        holder[key] = chance.choice(
            [None, True, 0, -1, 5, 1e308, 10**30, [], {}, [[1]], {"a": {}}, *_ODD]
        )
    return json.dumps(value).encode()


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, one in items:
        yield value, key
        yield from _places(one)


# -- running --------------------------------------------------------------------------------------------


def hold(name: str, data: bytes) -> None:
    """Read one case; whatever is neither an answer nor a typed error is raised."""
    signal.signal(signal.SIGALRM, _too_slow)
    signal.alarm(SECONDS_A_CASE)
    try:
        TARGETS[name][1](data)
    finally:
        signal.alarm(0)


def _too_slow(*_: object) -> None:
    raise TooSlowError


def fuzz(name: str, seconds: float, seed: int, place: Path = FOUND) -> set[str]:
    """Run a target so long; the kinds of failure that were found and kept."""
    chance, end, count = random.Random(seed), time.monotonic() + seconds, 0
    known: set[str] = set()
    while time.monotonic() < end:
        data = changed(TARGETS[name][0](), chance)
        if len(data) > MOST_BYTES:
            continue
        count += 1
        _running(name).write_bytes(data)  # of a process that dies it is what is left
        kind = _kind_of_failure(name, data)
        if kind is not None and kind not in known:
            known.add(kind)
            print(f"{name}：{kind}，留在 {_keep(place, name, data)}", flush=True)
    print(f"{name}：{count} 例，{len(known)} 种没有挡住", flush=True)
    return known


def _running(name: str) -> Path:
    return Path(tempfile.gettempdir()) / f"jixiao-fuzz-{name}"


def _kind_of_failure(name: str, data: bytes) -> str | None:
    """What was raised, and where; too slow is who is too slow twice: the machine may have slept."""
    kind = _kind(name, data)
    return _kind(name, data) if kind and kind.startswith("TooSlow") else kind


def _kind(name: str, data: bytes) -> str | None:
    before = _memory()
    try:
        hold(name, data)
        if _memory() > MOST_MEMORY >= before:
            raise TooLargeError
    except Exception as wrong:
        last = traceback.extract_tb(wrong.__traceback__)[-1]
        return f"{type(wrong).__name__} {Path(last.filename).name}:{last.lineno}"
    return None


def _memory() -> int:
    """The most that this process ever held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _keep(place: Path, name: str, data: bytes) -> Path:
    kept = place / name / hashlib.sha256(data).hexdigest()[:16]
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(data)
    return kept


def _apart(name: str, seconds: float, seed: int) -> bool:
    """A target in a process of its own; whether it held."""
    told = [sys.executable, "-m", "tests.fuzzing", name, "--inside"]
    try:
        done = subprocess.run(
            [*told, "--seconds", str(seconds), "--seed", str(seed)],
            cwd=ROOT, timeout=seconds + _HANGS_AFTER, check=False,
        )  # fmt: skip
        died = done.returncode < 0
    except subprocess.TimeoutExpired:
        died = True
    if died:
        kept = _keep(FOUND, name, _running(name).read_bytes())
        print(f"{name}：进程死了，或者停住没有回来；那一例留在 {kept}", flush=True)
        return False
    return done.returncode == 0


def main() -> int:
    """Run the named targets, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="不写则全部")
    parser.add_argument(
        "--seconds", type=float, default=float(os.environ.get("FUZZ_SECONDS") or 30)
    )
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if unknown := [name for name in asked.names if name not in TARGETS]:
        parser.error(f"没有 {'、'.join(unknown)}；有：{'、'.join(TARGETS)}")
    if asked.inside:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))
        return 1 if fuzz(asked.names[0], asked.seconds, asked.seed) else 0
    print(f"种子 {asked.seed}", flush=True)
    held = [_apart(name, asked.seconds, asked.seed) for name in asked.names or TARGETS]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
