"""All that people said on monitoring, folded: decisions, matters to be mended, and what was said last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jixiao.acts.act import subject_text
from jixiao.acts.kind import Told, kind_of
from jixiao.acts.matter import Matter
from jixiao.acts.matters import KINDS, matters_of
from jixiao.acts.record import Record
from jixiao.monitoring.decisions import Decisions

_DECIDED = ("outcome", "possibility", "cause")


@dataclass(frozen=True)
class Records:
    """``heads``: subject → number and hash of the last act about it."""

    decisions: Decisions = field(default_factory=Decisions)
    matters: tuple[Matter, ...] = ()
    heads: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def matter(self, identity: str) -> Matter | None:
        """The matter of that id, or ``None``."""
        return next((m for m in self.matters if m.id == identity), None)

    def seen(self, kind: str, subject: Mapping[str, Any]) -> str | None:
        """What a page shows of a subject was made of: by this a form for that kind says what it saw."""
        watched = map(subject_text, kind_of(kind).watches(subject))
        last = max((found for one in watched if (found := self.heads.get(one))), default=None)
        return last[1] if last else None


def records_of(record: Record, until: datetime | None = None) -> Records:
    """What stands, or what stood at a moment.

    Raises:
        BrokenRecordError: the record is not what was recorded.
    """
    told = record.reading().of_kinds((*_DECIDED, *KINDS), until)
    outcomes, confirmations, causes = (kind_of(name).fold(told) for name in _DECIDED)
    return Records(Decisions(outcomes, confirmations, causes), matters_of(told), _heads(told))


def _heads(told: Sequence[Told]) -> dict[str, tuple[int, str]]:
    return {one.act.about: (one.act.seq, one.act.hash) for one in told}
