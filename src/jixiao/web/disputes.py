"""Disputes of findings: which stand, how one comes to be, how one is taken back."""

from __future__ import annotations

import hashlib
from collections import defaultdict

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jixiao.plan.finding import Finding
from jixiao.web.models import FindingDispute, PlanRecord

LONGEST = 500


class DisputeError(ValueError):
    """What was sent is no reason; the text says why, to who sent it."""


def digest_of(finding: Finding) -> str:
    """A finding's name: what rule says what of which place."""
    where = finding.where
    return _digest(
        finding.rule, where.project or "", where.indicator or "", where.field or "",
        _hash(finding.fault),
    )  # fmt: skip


def standing(record: PlanRecord) -> dict[str, list[FindingDispute]]:
    """Digest of a finding → the disputes of it that nobody took back, in the order they came."""
    found = defaultdict(list)
    stands = record.disputes.filter(withdraws=None, withdrawn_by=None).select_related("author")
    for one in stands:
        name = _digest(one.rule, one.project_id, one.indicator_id, one.field, one.fault_hash)
        found[name].append(one)
    return dict(found)


def dispute(record: PlanRecord, finding: Finding, typed: str, author: object) -> FindingDispute:
    """Store why a finding does not apply.

    Raises:
        DisputeError: no reason, or too long a one.
    """
    reason = typed.strip()
    if not reason:
        raise DisputeError(_("请写明不同意的理由，供审核人判断。"))
    if len(reason) > LONGEST:
        raise DisputeError(
            _("理由最多写 %(longest)s 字，现有 %(found)s 字；请精简。")
            % {"longest": LONGEST, "found": len(reason)}
        )
    where = finding.where
    return FindingDispute.objects.create(
        record=record, rule=finding.rule, project_id=where.project or "",
        indicator_id=where.indicator or "", field=where.field or "", fault=finding.fault,
        fault_hash=_hash(finding.fault), reason=reason, author=author,
    )  # fmt: skip


def withdraw(record: PlanRecord, dispute_id: int, author: object) -> bool:
    """Take a dispute back by a later row; whether there was one to take back."""
    old = record.disputes.filter(pk=dispute_id, withdraws=None, withdrawn_by=None).first()
    if old is None:
        return False
    try:
        with transaction.atomic():
            FindingDispute.objects.create(
                record=record, rule=old.rule, project_id=old.project_id,
                indicator_id=old.indicator_id, field=old.field, fault=old.fault,
                fault_hash=old.fault_hash, author=author, withdraws=old,
            )  # fmt: skip
    except IntegrityError:  # somebody else took it back meanwhile
        return False
    return True


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _digest(*parts: str) -> str:
    return _hash("\n".join(parts))
