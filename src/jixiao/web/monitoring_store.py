"""Writing what people decide: one writer at a time, and nobody over what they have not seen.

Records are only ever added. Each form carries how many records about its subject its page showed; when
there are more by now, nothing is written and the newest is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from jixiao.monitoring.decisions import Cause, Confirmation, Decision
from jixiao.monitoring.mending import Matter
from jixiao.monitoring.mending_json import with_new
from jixiao.monitoring.store import Records, alone, save
from jixiao.registers.store import Store
from jixiao.web.monitoring import records

Record = Confirmation | Cause | Decision


class ChangedMeanwhileError(Exception):
    """Somebody else recorded something about the same subject; ``newest`` is what."""

    def __init__(self, newest: object) -> None:
        """Keep what is new."""
        super().__init__("changed meanwhile")
        self.newest = newest


def about(known: Records, made: Record) -> Sequence[Record]:
    """The records about the same subject, oldest first."""
    decisions = known.decisions
    if isinstance(made, Confirmation):
        return [c for c in decisions.confirmations if c.indicator == made.indicator]
    if isinstance(made, Cause):
        key = made.indicator, made.category
        return [c for c in decisions.causes if (c.indicator, c.category) == key]
    subject = made.rule, made.project, made.indicator
    return [d for d in decisions.outcomes if (d.rule, d.project, d.indicator) == subject]


def add(store: Store, made: Record, seen: int, opens: Matter | None = None) -> Matter | None:
    """Write a record, and open the matter that comes with it; the matter, or the one open already.

    Raises:
        ChangedMeanwhileError: there is more about its subject than was seen.
    """
    with alone(store.folder):
        known = records(store)
        before = about(known, made)
        if len(before) != seen:
            raise ChangedMeanwhileError(before[-1] if before else None)
        known = _with(known, [made])
        known, matter = _opened(known, opens)
        save(store.folder, known)
    return matter


def add_all(store: Store, wanted: Iterable[tuple[Record, int, Matter | None]]) -> tuple[int, int]:
    """Write each record, with the matter it opens, unless its subject has changed meanwhile.

    How many were written, and how many left out.
    """
    done = left = 0
    with alone(store.folder):
        known = records(store)
        for made, seen, opens in wanted:
            if len(about(known, made)) != seen:
                left += 1
                continue
            known, _matter = _opened(_with(known, [made]), opens)
            done += 1
        if done:
            save(store.folder, known)
    return done, left


def open_matter(store: Store, matter: Matter) -> tuple[Matter, bool]:
    """Put a problem on the list; the matter, and whether it is new: an open one stays one."""
    with alone(store.folder):
        known = records(store)
        if (same := open_like(known, matter)) is not None:
            return same, False
        known, added = with_new(known, [matter])
        save(store.folder, known)
    return added[0], True


def take_step(store: Store, identity: str, seen: int, make: Callable[[Matter], Matter]) -> Matter:
    """One more step of a matter, on top of the steps that were seen.

    Raises:
        ChangedMeanwhileError: it has other steps by now, or is not there.
        MendingError: the step is not allowed.
    """
    with alone(store.folder):
        known = records(store)
        found = known.matter(identity)
        if found is None or len(found.steps) != seen:
            raise ChangedMeanwhileError(found.steps[-1] if found and found.steps else None)
        changed = make(found)
        save(store.folder, known.with_matter(changed))
    return changed


def _with(known: Records, made: Iterable[Record]) -> Records:
    decisions = known.decisions
    for one in made:
        if isinstance(one, Confirmation):
            decisions = replace(decisions, confirmations=(*decisions.confirmations, one))
        elif isinstance(one, Cause):
            decisions = replace(decisions, causes=(*decisions.causes, one))
        else:
            decisions = replace(decisions, outcomes=(*decisions.outcomes, one))
    return replace(known, decisions=decisions)


def _opened(known: Records, matter: Matter | None) -> tuple[Records, Matter | None]:
    """The records with the matter; where the same one is open already, that one."""
    if matter is None or (same := open_like(known, matter)):
        return known, matter and same
    more, added = with_new(known, [matter])
    return more, added[0]


def open_like(known: Records, matter: Matter) -> Matter | None:
    """The matter of the same year, rule, project and indicator that is not closed."""
    same = (matter.year, matter.rule, matter.project, matter.indicator)
    found = (m for m in known.matters if (m.year, m.rule, m.project, m.indicator) == same)
    return next((m for m in found if m.is_open), None)


def told_meanwhile(newest: object) -> str:
    """What is said to who came second."""
    who = getattr(newest, "by", "")
    if not who:
        return _("没有保存：这里刚有改动，请先看过再决定；您写的还在。")
    told = _("没有保存：%(who)s 刚在这里作了记录，请先看过再决定；您写的还在。")
    return told % {"who": who}
