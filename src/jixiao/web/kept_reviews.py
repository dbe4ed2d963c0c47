"""Reviews of large plans, kept in files: after a restart, or in another process, none is examined again.

A file is named by all a review follows from: the plan's text, the policy asked for, the places of one's
own, and the program itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from pydantic import TypeAdapter

from jixiao import review
from jixiao.findings.finding import Finding
from jixiao.law.packs import Packs, pack
from jixiao.registers.whole_file import write_whole
from jixiao.review.examine import Review
from jixiao.review.form import propose

#: Characters of a plan's text beyond which it is large: some 500 projects.
LARGE = 1_500_000
#: So many are kept, the ones used last.
MOST = 24
_FINDINGS = TypeAdapter(tuple[Finding, ...])
_DECIDES = ("terms", "law", "findings", "plan", "grids", "forms", "review")


def is_large(content: str) -> bool:
    """Whether a plan's text is that of a large plan."""
    return len(content) > LARGE


def found(content: str, policy: str, among: Packs, own: object) -> Review | None:
    """The review that was kept of this; ``None`` where none is, or it cannot be read."""
    if not is_large(content):
        return None
    path = _path(content, policy, own)
    try:
        head, findings = path.read_bytes().split(b"\n", 1)
        os.utime(path)
        return _review(json.loads(head), _FINDINGS.validate_json(findings), among)
    except (OSError, ValueError):  # not there, or cut off: it is examined
        return None


def _review(head: dict[str, Any], findings: tuple[Finding, ...], among: Packs) -> Review:
    form = propose(pack(head["policy"], among=among), findings)
    day = date.fromisoformat(head["on"])
    return Review(head["policy"], head["reason"], day, findings, form, head["changed"])


def keep(content: str, policy: str, own: object, made: Review) -> None:
    """Keep a review of a large plan; a disk that is full keeps none."""
    if not is_large(content):
        return
    head = {
        "policy": made.policy,
        "reason": made.reason,
        "on": made.on.isoformat(),
        "changed": dict(made.changed),
    }
    data = json.dumps(head).encode() + b"\n" + _FINDINGS.dump_json(made.findings)
    path = _path(content, policy, own)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(path, data)
        _sweep(path.parent)


def _sweep(folder: Path) -> None:
    for old in sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime)[:-MOST]:
        old.unlink(missing_ok=True)


def _path(content: str, policy: str, own: object) -> Path:
    said = hashlib.sha256(repr([_program(), policy, own]).encode())
    said.update(content.encode())
    return Path(settings.DATA) / "reviews" / said.hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """The program that examines: a later one may find otherwise."""
    root = Path(review.__file__).parents[1]
    files = (path for room in _DECIDES for path in sorted((root / room).rglob("*.*")))
    said = hashlib.sha256()
    for path in files:
        if path.is_file() and path.suffix != ".pyc":
            said.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return said.hexdigest()
