"""撤销评定: the last decision about an indicator's score is taken back; the one before it stands again."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.judging import Judged, last_standing
from jixiao.acts.kind import Draft, Kind, Told
from jixiao.terms.acts import JudgedAs
from jixiao.terms.roles import Role


class JudgementWithdrawnKind(Kind[Judged | None]):
    """``undoes`` is the hash of the act it takes back."""

    name, label = JudgedAs.WITHDRAWN.value, "撤销评定"
    about = frozenset({"year", "indicator", "of"})
    facts = frozenset({"undoes"})
    may = frozenset({Role.CLERK.value})

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """There is a decision to take back, and it is the last that stands."""
        last = last_standing(before)
        if last is None:
            return "没有可以撤销的评定。"
        return "" if draft.says["undoes"] == last.hash else "只能撤销最后一次评定。"

    def fold(self, told: Sequence[Told]) -> Judged | None:
        """What stands."""
        return last_standing(told)
