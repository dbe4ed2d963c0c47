"""A target as another program read it: its own values stand, our remarks are made from the text."""

from __future__ import annotations

from typing import Any

from jixiao.plan.target_grammar import parse_target
from jixiao.terms.targets import TargetNote

_OURS = frozenset(TargetNote)
_SAME = ("kind", "operator", "low", "high", "unit")


def with_own_notes(given: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """The target with the remarks and the dimension it lacks, where our reading agrees with it.

    Rules rest on remarks (no sign, no unit, a share above 100 %), which other programs do not make.
    """
    notes = given.get("notes")
    if notes is not None and not isinstance(notes, list):
        return given
    ours = [one for one in notes or () if isinstance(one, str) and one in _OURS]
    if ours and given.get("dimension") is not None and given.get("better") is not None:
        return given
    own = parse_target(given["raw"], str(row.get("name") or ""), _text(row.get("level2")))
    whole = given | {
        "dimension": given.get("dimension") or own.dimension,
        "canonical": given.get("canonical") or "",
    }
    if any(given.get(key) != getattr(own, key) for key in _SAME):
        return whole
    better = given.get("better") or own.better
    return whole | {"notes": ours or list(own.notes), "better": better}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
