"""The gate: what was read soundly is a plan, the rest is said; never a plan without indicators and all is well."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.findings.finding import Finding, Where
from jixiao.terms.findings import Level

#: The share of sound rows below which a reading is partial.
SOUND = 0.8


def findings_of(sound: int, unsound: int, labels: Sequence[str]) -> list[Finding]:
    """The finding that a reading is partial; none where it is whole."""
    if sound and sound >= SOUND * (sound + unsound):
        return []
    names = "、".join(dict.fromkeys(label.replace("\n", "") for label in labels[:8]))
    if not sound:
        fault = f"没有读出任何绩效指标{f'；认出的栏目有：{names}' if names else ''}"
    else:
        fault = f"只读出{sound}条指标，另有{unsound}行没有读出"
    return [
        Finding(
            rule="F112", level=Level.RETURN, where=Where(field="indicators"), fault=fault,
            remedy="请提供原来的 docx 或 xlsx，或对照原文补齐",
        )
    ]  # fmt: skip
