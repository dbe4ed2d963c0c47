"""撤回整改事项: a matter was put on the list by mistake."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.matter import Matter
from jixiao.acts.matters import ABOUT, WITHDRAWN, matters_of, why_not
from jixiao.terms.roles import DECIDING


class MatterWithdrawnKind(Kind[tuple[Matter, ...]]):
    """Only before anything was demanded; afterwards it is closed, or left unmended by decision."""

    name, label = WITHDRAWN, "撤回整改事项"
    about = ABOUT
    words = frozenset({"text"})
    may = DECIDING

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"撤回整改事项：{told.says['text']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """It follows a matter of which nothing was demanded yet, and has a reason."""
        return why_not(draft, before)

    def fold(self, told: Sequence[Told]) -> tuple[Matter, ...]:
        """The matters about the fault."""
        return matters_of(told)
