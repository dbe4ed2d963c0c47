"""Writes the locks anew, and looks at what was written: `make lock`.

A lock names releases and the hashes of their files, never where they come from: each machine brings
its own registry. `--upgrade` takes the newest releases that pyproject.toml and package.json allow.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import ready

ROOT = ready.ROOT
UPGRADE = "--upgrade" in sys.argv

# lock: what it holds
LOCKS = {
    "requirements.lock": "pyproject.toml --group dev",
    "requirements-run.lock": "pyproject.toml --group install --constraint requirements.lock",
    "requirements-node.lock": "--group node",
}
# Wheels alone, but for pyspark, which is published only as source (and needs no compiler).
RULES = (
    "--universal --python-version 3.11 --generate-hashes --only-binary :all: --no-binary pyspark"
)
PLAIN = "--no-config --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet"

# What must not get into a lock: addresses (but of who takes donations), files, options.
FOREIGN = re.compile(
    r"""^(?!\s*"url": ).*://|file:|"resolved"|^\s*--(?!hash=sha256:)| @ |/(home|root|opt|tmp)/"""
)


def main() -> None:
    for lock, content in LOCKS.items():
        upgrade = ["--upgrade"] if UPGRADE else []
        words = f"pip compile {RULES} {PLAIN} {content} --output-file {lock}".split()
        run([Path(sys.executable).parent / "uv", *words, *upgrade])
    run(
        [
            *ready.npm(),
            "update" if UPGRADE else "install",
            "--package-lock-only",
            "--ignore-scripts",
        ]
    )
    foreign = [f"{name}: {line}" for name in [*LOCKS, "package-lock.json"] for line in look(name)]
    if foreign:
        sys.exit("lock: names a place, which it must not:\n" + "\n".join(foreign))


def look(name: str) -> list[str]:
    return [line for line in (ROOT / name).read_text().splitlines() if FOREIGN.search(line)]


def run(command: list[str | Path]) -> None:
    # A lock holds the hashes of the registry's files, not of some that lie on this machine.
    surroundings = {key: value for key, value in os.environ.items() if key != "UV_FIND_LINKS"}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, check=False)
    if done.returncode:
        sys.exit(f"lock: this step failed: {' '.join(map(str, command))}")


if __name__ == "__main__":
    main()
