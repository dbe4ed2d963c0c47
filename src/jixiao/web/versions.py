"""The versions of a plan: read from the record of acts, and the one way a new one comes to be.

Under a lock, on top of what its author has seen. What an act made is folded once a process, and only
what came later is read again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property

from django.db import connection, transaction

from jixiao.acts.canonical import encoded
from jixiao.acts.kind import Draft
from jixiao.acts.plans import (
    BINDING,
    CELL_CHANGE,
    KINDS,
    PLAN_VERSION,
    PlanVersion,
    add_version,
    content,
    hash_of,
    patch_text,
    versions_of,
)
from jixiao.acts.plans import content_of as canonical
from jixiao.acts.record import StaleActError, Writer
from jixiao.plan.json import to_json
from jixiao.plan.model import Plan
from jixiao.terms.plans import Reason
from jixiao.web.acts import DatabaseBook, record_of
from jixiao.web.changes import FieldChange, changes_between
from jixiao.web.models import Department, Intake, PlanRecord
from jixiao.web.models.bound_content import bound_content, keep_content
from jixiao.web.remembered import plan_of
from jixiao.web.saying import Speaker, speaker

Edit = Callable[[Plan], Plan]
#: What a cell is: project, indicator (empty for the project's own), field.
Cell = tuple[str, str, str]


class StaleError(Exception):
    """Somebody saved a newer version meanwhile: ``seen`` is what the user saw, ``head`` what there is."""

    def __init__(self, seen: int, head: Version) -> None:
        super().__init__(seen, head.number)
        self.seen, self.head = seen, head

    @property
    def changes(self) -> list[tuple[Version, FieldChange]]:
        """What was changed since the user looked, and by which version."""
        later = every(self.head.record)[max(self.seen, 0) :]
        return [(one, change) for one in later for change in one.changes]


@dataclass(frozen=True, eq=False)
class Version:
    """A plan as it stood from one moment on, with who made it so."""

    record: PlanRecord
    made: PlanVersion
    line: tuple[PlanVersion, ...]

    @property
    def number(self) -> int:
        """From 1 through the year."""
        return self.made.number

    @property
    def content_hash(self) -> str:
        """What a signature binds to."""
        return self.made.hash

    @property
    def who(self) -> str:
        """Who made it."""
        return self.made.told.who

    @property
    def created(self) -> datetime:
        """When."""
        return self.made.told.moment or self.made.told.act.recorded

    @property
    def reason(self) -> Reason:
        """How it came to be."""
        return Reason.of(self.made.reason)

    @property
    def restored_from(self) -> int | None:
        """The version whose content it has again."""
        return self.made.restored_from

    @cached_property
    def intake(self) -> Intake | None:
        """The document it was taken from."""
        number = self.made.intake
        return Intake.objects.defer("content").filter(pk=number).first() if number else None

    @cached_property
    def changes(self) -> list[FieldChange]:
        """Every field it changed."""
        return [FieldChange(**one) for one in self.made.changes]

    @property
    def rule(self) -> str | None:
        """The rule whose proposal was taken."""
        return self.made.rule

    @property
    def content(self) -> str:
        """The whole plan's JSON.

        Raises:
            ContentError: it is not what the act binds to.
        """
        return _made(self.line, self.number)

    @property
    def plan(self) -> Plan:
        """The content as a plan."""
        return plan_of(self.content)

    def __hash__(self) -> int:
        return hash(self.made.hash)

    def __eq__(self, other: object) -> bool:
        mine = (self.record.pk, self.number, self.made.hash)
        return isinstance(other, Version) and mine == (
            other.record.pk,
            other.number,
            other.made.hash,
        )


def every(record: PlanRecord) -> list[Version]:
    """All versions, the oldest first."""
    line = _line(record, record_of(record.department_id).reading())
    return [Version(record, one, line) for one in line]


def numbered(record: PlanRecord, number: int) -> Version | None:
    """The version of that number, if there is one."""
    known = every(record)
    return known[number - 1] if 1 <= number <= len(known) else None


def content_of(plan: Plan) -> str:
    """The text a version keeps."""
    return canonical(to_json(plan))


@transaction.atomic
def start(
    department: Department, year: int, plan: Plan, author: object, reason: Reason,
    intake: Intake | None = None,
) -> Version:  # fmt: skip
    """A document's plan as the next version of its year, the first where there is none."""
    record, _new = PlanRecord.objects.get_or_create(department=department, year=year)
    with _writing(record) as (writer, line):
        before = _made(line, len(line)) if line else None
        draft = _whole(record, plan, speaker(author, department), reason, before, intake=intake)
        return _added(record, writer, line, draft, len(line))


def change(
    record: PlanRecord, seen: int, edit: Edit, author: object, cell: Cell, rule: str | None = None
) -> Version | None:
    """A cell changed, as the next version; ``None`` where it says what it said before.

    ``rule``: the one whose proposal was taken.

    Raises:
        StaleError: the cell, or the whole plan, says something else than its author saw; nothing was stored.
        whatever ``edit`` raises.
    """
    subject = {"plan": record.year} | dict(
        zip(("project", "indicator", "field"), cell, strict=True)
    )
    return _edited(record, seen, edit, author, (CELL_CHANGE, subject, {"rule": rule}))


def bind(record: PlanRecord, seen: int, edit: Edit, author: object, count: int) -> Version | None:
    """``count`` indicators bound otherwise, as the next version; ``None`` where nothing changes.

    Raises:
        StaleError: there is a version its author has not seen; nothing was stored.
    """
    about = (BINDING, {"plan": record.year}, {"indicators": count})
    return _edited(record, seen, edit, author, about)


def restore(record: PlanRecord, seen: int, old: Version, author: object) -> Version:
    """An old version's content as the next version; the ones between stay in the history.

    Raises:
        StaleError: as for :func:`bind`.
    """
    with _writing(record) as (writer, line):
        before = _made(line, len(line))
        said = speaker(author, record.department)
        draft = _whole(record, old.plan, said, Reason.RESTORED, before, restored=old.number)
        return _added(record, writer, line, draft, seen)


def _edited(
    record: PlanRecord, seen: int, edit: Edit, author: object, about: tuple[str, dict, dict]
) -> Version | None:
    kind, subject, facts = about
    with _writing(record) as (writer, line):
        before = _made(line, len(line))
        known = plan_of(before)
        plan = edit(known)
        after = content_of(plan)
        if after == content_of(known):  # what an earlier version kept may lack fields there are now
            return None
        says = facts | {
            "patch": patch_text(before, after),
            "changes": _told(changes_between(known, plan)),
        }
        said = speaker(author, record.department)
        draft = said.draft(kind, subject, says, binds=hash_of(after))
        return _added(record, writer, line, draft, seen)


def _whole(
    record: PlanRecord, plan: Plan, said: Speaker, reason: Reason, before: str | None,
    intake: Intake | None = None, restored: int | None = None,
) -> Draft:  # fmt: skip
    text = content_of(plan)
    if restored is None:
        keep_content(text)
    says = {
        "reason": reason.value, "intake": intake and intake.pk, "restored": restored,
        "changes": _told(changes_between(plan_of(before), plan)) if before else "",
    }  # fmt: skip
    return said.draft(PLAN_VERSION, {"plan": record.year}, says, binds=hash_of(text))


def _added(
    record: PlanRecord, writer: Writer, line: tuple[PlanVersion, ...], draft: Draft, seen: int
) -> Version:
    try:
        made = add_version(writer, line, draft, seen)
    except StaleActError as stale:
        raise StaleError(seen, Version(record, line[-1], line)) from stale
    line, edge = (*line, made), writer.book.edge
    writer.book.when_kept(lambda: _fold_from(record, edge, line))
    return Version(record, made, line)


def _told(changes: Sequence[FieldChange]) -> str:
    return encoded([asdict(one) for one in changes]).decode()


@contextmanager
def _writing(record: PlanRecord) -> Iterator[tuple[Writer, tuple[PlanVersion, ...]]]:
    with record_of(record.department_id).writing() as writer:
        yield writer, _line(record, writer.book)


#: Versions folded so far, by database and plan, and the edge of the record they were folded from.
_LINES: dict[tuple[str, int], tuple[bytes, tuple[PlanVersion, ...]]] = {}
_ALONE = threading.Lock()


def _line(record: PlanRecord, book: DatabaseBook) -> tuple[PlanVersion, ...]:
    """The versions of a year's plan. Those folded before are held against the last of them."""
    with _ALONE:
        edge, known = _LINES.get(_key(record), (b"", ()))
    if known and edge == book.edge:
        return known
    line = _folded(record, book, known)
    _fold_from(record, book.edge, line)
    return line


def _folded(
    record: PlanRecord, book: DatabaseBook, known: tuple[PlanVersion, ...]
) -> tuple[PlanVersion, ...]:
    last = known[-1].told.act if known else None
    newer = book.of_kinds(KINDS, after=last.seq - 1 if last else 0)
    if last and (not newer or newer[0].act.hash != last.hash):  # what was folded was taken back
        known, newer = (), book.of_kinds(KINDS)
    mine = [one for one in newer if one.act.subject["plan"] == record.year]
    fresh = mine[1:] if known else mine
    return (*known, *versions_of(fresh, len(known) + 1))


def _fold_from(record: PlanRecord, edge: bytes, line: tuple[PlanVersion, ...]) -> None:
    with _ALONE:
        _LINES[_key(record)] = edge, line


def _key(record: PlanRecord) -> tuple[str, int]:
    return str(connection.settings_dict["NAME"]), record.pk


def _made(line: Sequence[PlanVersion], number: int) -> str:
    known = _KNOWN.get(line[number - 1].hash)
    if known is not None:  # held against the hash when it was made
        return known
    text = content(line, number, _kept)
    _KNOWN[line[number - 1].hash] = text
    while len(_KNOWN) > 2 and sum(map(len, list(_KNOWN.values()))) > _MOST_KNOWN:
        _KNOWN.pop(next(iter(_KNOWN)), None)
    return text


#: Contents made lately, by their hash, the oldest first: the next change goes on from the last one.
_KNOWN: dict[str, str] = {}
_MOST_KNOWN = 12_000_000  # characters


def _kept(one: PlanVersion) -> str | None:
    if one.hash in _KNOWN or one.patch is not None:
        return _KNOWN.get(one.hash)
    return bound_content(one.hash)
