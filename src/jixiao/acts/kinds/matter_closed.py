"""销号: a matter is closed, for the rule that found it was looked at again and finds it no more."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.matter import Matter
from jixiao.acts.matters import ABOUT, CLOSED, matters_of, why_not
from jixiao.terms.roles import DECIDING


class MatterClosedKind(Kind[tuple[Matter, ...]]):
    """``result``, ``why``, ``looked_on`` and ``evidence`` are the re-check that monitoring made, whole."""

    name, label = CLOSED, "销号"
    about = ABOUT
    words = frozenset({"text", "proof", "why"})
    facts = frozenset({"result", "looked_on", "evidence"})
    may = DECIDING

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"销号：{told.says['why'] or '以前的版本没有记下复核'}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """Only what a re-check no longer finds, and what was proved, is closed."""
        return why_not(draft, before)

    def fold(self, told: Sequence[Told]) -> tuple[Matter, ...]:
        """The matters about the fault."""
        return matters_of(told)
