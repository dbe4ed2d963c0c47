"""定档: the band of a qualitative indicator, and the percentage of its points, as a person picked them."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.judging import Judged, last_standing
from jixiao.acts.kind import Draft, Kind, Told
from jixiao.terms.acts import JudgedAs
from jixiao.terms.roles import Role


class BandKind(Kind[Judged | None]):
    """Folds, with what else was decided about the indicator, into what stands."""

    name, label = JudgedAs.BAND.value, "定档"
    about = frozenset({"year", "indicator", "of"})
    facts = frozenset({"band", "percent"})
    words = frozenset({"target", "reason"})
    may = frozenset({Role.CLERK.value})

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"定档，给分值的 {told.says['percent']}%：{told.says['reason']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """No band without a reason."""
        del before
        return "" if draft.says["reason"] and draft.says["band"] else "请写明定这一档的理由。"

    def fold(self, told: Sequence[Told]) -> Judged | None:
        """What stands."""
        return last_standing(told)
