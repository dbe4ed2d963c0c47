"""决定不再整改: who may decide leaves a matter unmended, and says why."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.matter import Matter
from jixiao.acts.matters import ABOUT, SET_ASIDE, matters_of, why_not
from jixiao.terms.roles import DECIDING


class MatterSetAsideKind(Kind[tuple[Matter, ...]]):
    """No re-check is needed; the reason is."""

    name, label = SET_ASIDE, "决定不再整改"
    about = ABOUT
    words = frozenset({"text"})
    may = DECIDING

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"决定不再整改：{told.says['text']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """It follows an open matter and has a reason."""
        return why_not(draft, before)

    def fold(self, told: Sequence[Told]) -> tuple[Matter, ...]:
        """The matters about the fault."""
        return matters_of(told)
