"""The one way a version comes to be: under a lock, on top of the version its author has seen."""

from __future__ import annotations

import hashlib
from dataclasses import asdict

from django.db import transaction

from jixiao.plan.json import dumps
from jixiao.plan.model import Plan
from jixiao.web.changes import changes_between
from jixiao.web.models import Change, Department, Intake, PlanRecord, Reason, Version


class StaleError(Exception):
    """Somebody saved a newer version meanwhile: ``seen`` is what the user saw, ``head`` what there is."""

    def __init__(self, seen: int, head: Version) -> None:
        super().__init__(seen, head.number)
        self.seen, self.head = seen, head

    @property
    def changes(self) -> list[Change]:
        """What was changed since the user looked."""
        later = Change.objects.filter(
            version__record=self.head.record, version__number__gt=self.seen
        )
        return list(later.select_related("version__author"))


def content_of(plan: Plan) -> str:
    """The text a version keeps: the contract's JSON without blanks."""
    return dumps(plan, indent=None)


@transaction.atomic
def start(
    department: Department,
    year: int,
    plan: Plan,
    author: object,
    reason: Reason,
    intake: Intake | None = None,
) -> Version:
    """A document's plan as the next version of its year, the first where there is none."""
    record, made = PlanRecord.objects.get_or_create(department=department, year=year)
    PlanRecord.objects.select_for_update().get(pk=record.pk)
    head = None if made else record.head
    return _add(record, head, plan, author, reason, intake=intake)


@transaction.atomic
def change(
    record: PlanRecord, seen: int, plan: Plan, author: object, rule: str | None = None
) -> Version:
    """An edited plan as the next version; ``rule``: the one whose proposal was taken.

    Raises:
        StaleError: the newest version is not the one the author saw; nothing was stored.
    """
    return _add(record, _locked_head(record, seen), plan, author, Reason.EDITED, rule=rule)


@transaction.atomic
def restore(record: PlanRecord, seen: int, old: Version, author: object) -> Version:
    """An old version's content as the next version; the ones between stay in the history.

    Raises:
        StaleError: as for :func:`change`.
    """
    head = _locked_head(record, seen)
    return _add(record, head, old.plan, author, Reason.RESTORED, restored_from=old)


def _locked_head(record: PlanRecord, seen: int) -> Version:
    PlanRecord.objects.select_for_update().get(pk=record.pk)
    head = record.head
    if head.number != seen:
        raise StaleError(seen, head)
    return head


def _add(
    record: PlanRecord,
    head: Version | None,
    plan: Plan,
    author: object,
    reason: Reason,
    rule: str | None = None,
    **source: object,
) -> Version:
    content = content_of(plan)
    added = Version.objects.create(
        record=record,
        number=head.number + 1 if head else 1,
        content=content,
        content_hash=hashlib.sha256(content.encode()).hexdigest(),
        author=author,
        reason=reason,
        **source,
    )
    if head:
        _note_changes(head, added, rule)
    return added


def _note_changes(head: Version, added: Version, rule: str | None) -> None:
    found = changes_between(head.plan, added.plan)
    Change.objects.bulk_create(Change(version=added, rule=rule, **asdict(one)) for one in found)
