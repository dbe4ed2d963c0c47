"""What looking again gave: whether the rule that found a fault still finds it, and on which evidence.

Monitoring makes it and hands it to the act that closes a matter; no form and no option says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jixiao.terms.label import Labelled


class Looked(Labelled):
    """What was seen."""

    FOUND = "found", "仍然发现", "still found"
    NOT_FOUND = "not_found", "已不再发现", "no longer found"
    COULD_NOT_LOOK = "could_not_look", "不能复核", "could not look"


@dataclass(frozen=True)
class Recheck:
    """``why`` says what was seen, or why nobody could look; ``on`` is the day looked at.

    ``evidence``: SHA-256 over the evidence and the plan that were looked at.
    """

    result: Looked
    why: str
    on: date
    evidence: str

    @property
    def passes(self) -> bool:
        """Whether the rule no longer finds it."""
        return self.result is Looked.NOT_FOUND
