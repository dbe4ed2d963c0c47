"""Everything an installation keeps, held against what was recorded; remembers nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from jixiao.acts.act import Act
from jixiao.acts.errors import ContentError
from jixiao.acts.note import Verifier
from jixiao.acts.plans import KINDS, contents, versions_of
from jixiao.acts.record import Record
from jixiao.acts.verification import Fault, Verified, verify
from jixiao.measures.verifying import verify_evidence
from jixiao.terms.acts import FormStep
from jixiao.web import evidence
from jixiao.web.acts import record_of, signer
from jixiao.web.models import Department, Intake, PlanRecord
from jixiao.web.models.bound_content import bound_content

_SIGNED = (FormStep.SUBMITTED, FormStep.CONFIRMED, FormStep.RETURNED)


def verify_installation(verifier: Verifier | None = None) -> Verified:
    """Every department's record, what its acts bind to, its evidence; every document taken in.

    ``verifier``: of the public key that was kept elsewhere; else the installation's own.
    """
    found = Verified()
    for department in Department.objects.order_by("pk"):
        found += _named(department, _department(department, verifier or signer().verifier))
    return found + _documents()


def _department(department: Department, verifier: Verifier) -> Verified:
    record = record_of(department.pk)
    acts = verify(record.back, verifier, _signed_form)
    store = evidence.store_of(department.pk)
    if any(one.at.startswith(("act", "checkpoint")) for one in acts.faults):
        return acts + verify_evidence(store, None)
    return (
        acts + Verified(faults=tuple(_plans(department, record))) + verify_evidence(store, record)
    )


def _named(department: Department, found: Verified) -> Verified:
    """Each fault with the department it is of."""
    faults = (Fault(f"{department.name} {one.at}", one.fault) for one in found.faults)
    return Verified(found.acts, found.files, tuple(faults))


def _signed_form(act: Act) -> str:
    if act.kind not in _SIGNED or not act.binds:
        return ""
    kept = bound_content(act.binds)
    if kept is None:
        return "签过的自评表不见了"
    same = hashlib.sha256(kept.encode()).hexdigest() == act.binds
    return "" if same else "签过的自评表被改动过"


def _plans(department: Department, record: Record) -> Iterator[Fault]:
    """Versions whose content cannot be made any more, or is not what the act binds to."""
    told = record.reading().of_kinds(KINDS)
    for year in PlanRecord.objects.filter(department=department).values_list("year", flat=True):
        line = versions_of(one for one in told if one.act.subject["plan"] == year)
        kept = lambda one: bound_content(one.hash) if one.patch is None else None  # noqa: E731
        for one, made in contents(line, kept):
            if isinstance(made, ContentError):
                yield Fault(f"act {one.told.act.seq}", f"{year}年计划：{made}")


def _documents() -> Verified:
    """Documents as they were handed in, against the digest they came with."""
    files, faults = 0, []
    for one in Intake.objects.exclude(content=None).iterator(chunk_size=20):
        files += 1
        if hashlib.sha256(bytes(one.content)).hexdigest() != one.sha256:
            faults.append(Fault(f"file {one.file_name}", "收文的原件被改动过"))
    return Verified(0, files, tuple(faults))
