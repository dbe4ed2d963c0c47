"""A reason as somebody wrote it: there, and not too long."""

from __future__ import annotations

from jixiao.acts.kind import ActRefusedError
from jixiao.plan.words import clean

LONGEST = 500


def reason(typed: str, wanting: str, longest: int = LONGEST) -> str:
    """The reason, without blanks at its ends.

    Raises:
        ActRefusedError: with ``wanting`` where there is none; or it is too long.
    """
    said = clean(typed)
    if not said:
        raise ActRefusedError(wanting)
    if len(said) > longest:
        raise ActRefusedError(f"理由最多写 {longest} 字，现有 {len(said)} 字；请精简。")
    return said
