"""What is done about a fault, from every door alike: it is put on the list once, and decided on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jixiao.acts.kinds.outcome import Decision, decided
from jixiao.acts.matter import Matter
from jixiao.acts.matters import KINDS, matters_of, opening
from jixiao.acts.record import Writer
from jixiao.law.monitoring import Outcome


def put_on_list(
    writer: Writer, matter: Matter, who: str, role: str, organisation: str
) -> tuple[Matter, bool]:
    """Open a matter, numbered; the matter, and whether it is new: one that is open stays one.

    Raises:
        ActRefusedError: no fault is named, or it is not theirs to say.
    """
    known = matters_of(writer.book.of_kinds(KINDS))
    if same := open_like(known, matter):
        return same, False
    numbered = replace(matter, id=next_id(known, matter.year), again=again_of(matter, known))
    draft = opening(numbered, who, role, organisation)
    told = writer.say(draft)
    return replace(numbered, by=who, head=told.act.hash), True


def decide(
    writer: Writer, made: Decision, opens: Matter, role: str, organisation: str, seen: str | None
) -> Matter | None:
    """Decide on a warning; 整改 puts the fault on the list. The matter, where it is to be mended.

    ``opens``: the matter that the warning is, still without its id.

    Raises:
        StaleActError: there is more about the warning or its matter than was seen.
        ActRefusedError: no reason, no end of an acceptance, or not theirs to decide.
    """
    draft = decided(made, opens.year, role, organisation)
    if made.outcome is not Outcome.MEND:
        writer.add(draft, seen)
        return None
    writer.look(draft, seen)
    matter, _new = put_on_list(writer, opens, made.by, role, organisation)
    writer.say(draft)
    return matter


def open_like(known: Iterable[Matter], matter: Matter) -> Matter | None:
    """The matter about the same fault of the same year that is open."""
    return next((m for m in known if m.is_open and m.subject == matter.subject), None)


def next_id(known: Iterable[Matter], year: int) -> str:
    """The next free id of a year: 2023-001, 2023-002 …; none is used twice."""
    used = [int(m.id.rpartition("-")[2]) for m in known if m.year == year]
    return f"{year}-{max(used, default=0) + 1:03d}"


def again_of(matter: Matter, known: Iterable[Matter]) -> str | None:
    """The id of the latest like it of an earlier year: same rule, project and indicator by their names.

    Project codes change with the year; names stay.
    """
    same = [m for m in known if m.year < matter.year and _names(m) == _names(matter)]
    return max(same, key=lambda m: (m.year, m.id)).id if same else None


def _names(matter: Matter) -> tuple[str, str, str]:
    return matter.rule, matter.project_name, matter.indicator_name
