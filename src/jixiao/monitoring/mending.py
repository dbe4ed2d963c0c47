"""Taking a step of a matter, from every door alike: its proof is kept only of a step that is taken."""

from __future__ import annotations

from jixiao.acts.matter import Matter, Step
from jixiao.acts.matters import taking
from jixiao.acts.record import Writer
from jixiao.monitoring.mending_proofs import keep
from jixiao.registers.store import Store


def take(
    writer: Writer, store: Store, matter: Matter, step: Step, proof: bytes | None,
    role: str, organisation: str, seen: str | None,
) -> None:  # fmt: skip
    """Put a step on record, on top of what was seen. A closing carries the re-check monitoring made.

    Raises:
        ActRefusedError: the step is not allowed, lacks something, or is another's to take.
        StaleActError: the matter has other steps by now.
    """
    draft = taking(matter, step, role, organisation)
    writer.look(draft, seen)
    writer.refuse(draft)
    if proof is not None and step.proof is not None:
        keep(store.folder, step.proof, proof)
    writer.add(draft, seen)
