"""Reviews of large plans, kept in files: after a restart, or in another process, none is examined again.

A file is named by all a review follows from: the plan's text, the policy asked for, the places of one's
own, and the program itself.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from jixiao.findings.finding import Finding
from jixiao.law.packs import Packs, pack
from jixiao.review.examine import Review
from jixiao.review.form import propose
from jixiao.web.house.kept_folder import KeptFolder
from jixiao.web.house.program import program

#: Characters of a plan's text beyond which it is large: some 500 projects.
LARGE = 1_500_000
#: So many are kept, the ones used last.
MOST = 24
_KEPT = KeptFolder("reviews", MOST)
_FINDINGS = TypeAdapter(tuple[Finding, ...])
_DECIDES = ("terms", "law", "findings", "plan", "grids", "forms", "review")


def is_large(content: str) -> bool:
    """Whether a plan's text is that of a large plan."""
    return len(content) > LARGE


def found(content: str, policy: str, among: Packs, own: object) -> Review | None:
    """The review that was kept of this; ``None`` where none is, or it cannot be read."""
    if not is_large(content):
        return None
    kept = _KEPT.get(_program(), policy, repr(own), content)
    try:
        head, findings = (kept or b"").split(b"\n", 1)
        return _review(json.loads(head), _FINDINGS.validate_json(findings), among)
    except ValueError:  # not there, or cut off: it is examined
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
    _KEPT.keep(data, _program(), policy, repr(own), content)


def _program() -> str:
    """The program that examines: a later one may find otherwise."""
    return program(*_DECIDES)
