"""撤回录入: an article, a year's holidays or a time limit that was entered is taken back with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.law_entries import ABOUT, HOLIDAYS, WITHDRAWN, Entry, entries_of
from jixiao.terms.roles import Role


class LawWithdrawnKind(Kind[tuple[Entry, ...]]):
    """``entry`` is the hash of the act that entered it; it stays on record."""

    name, label = WITHDRAWN, "撤回录入"
    about = ABOUT
    facts = frozenset({"entry"})
    words = frozenset({"reason"})
    may = frozenset({Role.ADMINISTRATOR.value})
    signs = True

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"撤回一条录入：{told.says['reason']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """There is such an entry, it stands, nothing rests on it, and there is a reason."""
        if not draft.says["reason"].strip():
            return "撤回要写明理由"
        stand = [one for one in entries_of(before) if not one.gone]
        found = next((one for one in stand if one.id == draft.says["entry"]), None)
        if found is None:
            return "没有这一条，或者已经撤回、被代替"
        return _resting_on(found, stand)

    def fold(self, told: Sequence[Told]) -> tuple[Entry, ...]:
        """Everything entered."""
        return entries_of(told)


def _resting_on(found: Entry, stand: Sequence[Entry]) -> str:
    """Years go on without a gap: one between cannot be taken out."""
    if found.key[0] != HOLIDAYS:
        return ""
    _, place, year = found.key
    later = [one.key[2] for one in stand if one.key[:2] == (HOLIDAYS, place) and one.key[2] > year]
    return f"后面还有 {later[0]} 年的；年份要连续，请先撤回后面的" if later else ""
