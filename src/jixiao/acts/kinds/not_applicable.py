"""不适用: an indicator that cannot be scored this year, as a person says with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.judging import Judged, last_standing
from jixiao.acts.kind import Draft, Kind, Told
from jixiao.terms.acts import JudgedAs
from jixiao.terms.roles import Role


class NotApplicableKind(Kind[Judged | None]):
    """Its points are left out of the hundred while it stands."""

    name, label = JudgedAs.NOT_APPLICABLE.value, "不适用"
    about = frozenset({"year", "indicator", "of"})
    words = frozenset({"target", "reason"})
    may = frozenset({Role.CLERK.value})

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"不适用：{told.says['reason']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """Nothing is set aside without a reason."""
        del before
        return "" if draft.says["reason"] else "请写明为什么不适用。"

    def fold(self, told: Sequence[Told]) -> Judged | None:
        """What stands."""
        return last_standing(told)
