"""整改的一步: demand, measure, extension, evidence, return, each by whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.matter import Matter, StepKind
from jixiao.acts.matters import ABOUT, STEP, matters_of, why_not


class MatterStepKind(Kind[tuple[Matter, ...]]):
    """``due`` is an ISO day; evidence binds to its file."""

    name, label = STEP, "整改的一步"
    about = ABOUT
    words = frozenset({"text", "proof"})
    facts = frozenset({"step", "due"})

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"{StepKind.of(told.says['step']).label}{_due(told)}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """A step follows an open matter, in its order, by the role whose it is."""
        return why_not(draft, before)

    def fold(self, told: Sequence[Told]) -> tuple[Matter, ...]:
        """The matters about the fault."""
        return matters_of(told)


def _due(told: Told) -> str:
    return f"，期限 {told.says['due']}" if told.says["due"] else ""
