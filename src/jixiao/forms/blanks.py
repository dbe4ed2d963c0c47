"""Marked blanks: cells a person still has to fill, which say what belongs there.

A marked blank is printed, and read back as what it is: nothing written yet.
"""

from __future__ import annotations

#: Stand where a number waits for a person's judgement, or for something nobody reported yet.
TO_JUDGE, TO_REPORT = "【待评】", "【待补】"
_HEAD = "【待填写"


def blank(what: str = "") -> str:
    """A marked blank; ``what`` says what belongs there where no heading does."""
    return f"{_HEAD}：{what}】" if what else f"{_HEAD}】"


def written(text: str | None) -> str:
    """What a person wrote: nothing where the marked blank still stands alone."""
    said = (text or "").strip()
    unwritten = said in (TO_JUDGE, TO_REPORT) or (
        said.startswith(_HEAD) and said.endswith("】") and said.count("】") == 1
    )
    return "" if unwritten else text or ""
