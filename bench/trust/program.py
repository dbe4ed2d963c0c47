"""The program as an outsider runs it: a process of its own, words in, JSON and an exit code out."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_PROGRAM = Path(sys.executable).with_name("jixiao")


def run(*words: str, told: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run ``jixiao`` with these words; ``told`` goes to its standard input."""
    return subprocess.run(
        [_PROGRAM, *words], input=told or "", capture_output=True, text=True, check=False
    )


def answer(*words: str, told: str | None = None) -> Any:
    """The one JSON document it prints, or ``None`` where it prints none."""
    printed = run(*words, told=told).stdout
    return json.loads(printed) if printed.strip() else None


def answers(*words: str, told: str) -> list[dict[str, Any]]:
    """The JSON documents it prints, one a line."""
    return [json.loads(line) for line in run(*words, told=told).stdout.splitlines() if line]


def observed(plan: Mapping[str, Any], evidence: Path, as_of: str) -> dict[str, dict[str, Any]]:
    """Indicator → observation of a plan on a day, in a folder of evidence."""
    kept = evidence.with_name(f"{evidence.name}-plan.json")
    kept.write_text(json.dumps(plan, ensure_ascii=False))
    found = answer("measure", str(kept), "--evidence", str(evidence), "--as-of", as_of, "--json")
    listed = found["observations"] if isinstance(found, dict) else found or []
    return {one["indicator"]: one for one in listed}


def processor_seconds(*words: str, told: str | None = None) -> float:
    """Seconds of processor, user and system, that one run takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(*words, told=told)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
