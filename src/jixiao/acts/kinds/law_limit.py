"""录入时限: a place's own time limit from a day on, with the document that sets it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.law_entries import (
    ABOUT,
    LIMIT,
    Entry,
    entered_of,
    entries_of,
    entry_of,
    refusal,
)
from jixiao.law.entered import Entered, EnteredLimit
from jixiao.law.packs import label_of, limit_label, places_at_hand
from jixiao.law.places.errors import PackError
from jixiao.law.places.extending import entered_laxer
from jixiao.law.places.reading import time_law_in
from jixiao.law.time_limits import DayKind, UnknownLimitError
from jixiao.terms.roles import Role

_MOST = 3660


class LawLimitKind(Kind[tuple[Entry, ...]]):
    """For what comes in from ``since``: ``number`` days of ``unit``, none where ``source`` sets no limit."""

    name, label = LIMIT, "录入时限"
    about = ABOUT
    facts = frozenset({"place", "limit", "since", "number", "unit"})
    words = frozenset({"source", "file", "reason"})
    may = frozenset({Role.ADMINISTRATOR.value})
    signs = True

    def sentence(self, told: Told) -> str:
        """What happened."""
        says = told.says
        number = says["number"]
        days = "没有期限" if number is None else f"{number}{DayKind.of(says['unit']).label}"
        return f"录入时限“{limit_label(says['limit'])}”：自 {says['since']} 起 {days}（{says['source']}）"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """A limit that there is, days that can be, not before the law it rests on, with its document."""
        says = entry_of(draft)
        assert isinstance(says, EnteredLimit)
        return _fault(says, entered_of(entries_of(before))) or refusal(draft, says, before)

    def fold(self, told: Sequence[Told]) -> tuple[Entry, ...]:
        """Everything entered."""
        return entries_of(told)


def _fault(says: EnteredLimit, found: Entered) -> str:
    every = places_at_hand(found)
    if says.place not in every:
        return f"没有“{says.place}”这个地方；有：{'、'.join(every)}"
    if says.unit not in {kind.value for kind in DayKind}:
        return f"没有“{says.unit}”这种天；有：{'、'.join(f'{k.value} {k.label}' for k in DayKind)}"
    if says.number is not None and not 0 < says.number <= _MOST:
        return f"时限写的是 {says.number}，应是 1 到 {_MOST}"
    if not says.source.strip():
        return "没有写是哪个文件哪一条；请写文号和条号"
    try:
        limit = time_law_in(says.place, every).limit(says.limit)
    except UnknownLimitError as wrong:
        return str(wrong)
    first: date = limit.versions[0].since
    if says.since < first:
        return (
            f"时限“{limit.label}”自 {says.since} 起，早于它所依的规定（{first}）；"
            f"请写 {first} 或者以后"
        )
    return _laxer(says, found)


def _laxer(says: EnteredLimit, found: Entered) -> str:
    """Laxer than the law under it; or stricter law, under which a place's own would be too lax from then on."""
    try:
        every = places_at_hand(found + Entered(limits=(says,)))
        for name in every:
            time_law_in(name, every)
        at, why = next(iter(entered_laxer(every)), ("", ""))
    except PackError as wrong:
        return f"{wrong}"
    why = why.replace(f"limits.{says.limit}", f"时限“{limit_label(says.limit)}”")
    return why if at in ("", says.place) else f"{label_of(at, every)}录入的{why}"
