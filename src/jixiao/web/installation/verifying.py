"""Everything an installation keeps, held against what was recorded; remembers nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.db import DatabaseError, connection

from jixiao.acts.act import Act
from jixiao.acts.errors import ContentError
from jixiao.acts.kept_notes import Kept
from jixiao.acts.note import Verifier
from jixiao.acts.plans import KINDS, contents, versions_of
from jixiao.acts.record import Record
from jixiao.acts.verification import Fault, Verified, verify
from jixiao.measures.verifying import verify_evidence
from jixiao.registers.store import Store
from jixiao.terms.acts import FormStep
from jixiao.web import evidence, law
from jixiao.web.acts import record_of, signer
from jixiao.web.house.machine import of_the_machine
from jixiao.web.models import Department, Intake, PlanRecord
from jixiao.web.models.bound_content import bound_content

#: What reading a damaged database raises; texts in its own tables of tables may be damaged too.
_UNREADABLE = (DatabaseError, UnicodeDecodeError)
_SIGNED = (FormStep.SUBMITTED, FormStep.CONFIRMED, FormStep.RETURNED)


def verify_installation(verifier: Verifier | None = None, kept: Sequence[Kept] = ()) -> Verified:
    """Every department's record, what its acts bind to, its evidence; every document taken in.

    ``verifier``: of the public key that was kept elsewhere; else the installation's own.
    ``kept``: checkpoints that were kept elsewhere, of any of the departments.
    """
    database = _database()
    if database.faults:
        return database  # what is read of it may be anything
    try:
        return _installation(verifier or signer().verifier, kept)
    except _UNREADABLE as wrong:
        if isinstance(wrong, DatabaseError) and of_the_machine(wrong):
            raise
        return _broken(str(wrong))


def _installation(verifier: Verifier, kept: Sequence[Kept]) -> Verified:
    known = {record_of(one.pk).back.origin for one in Department.objects.all()}
    known.add(law.folder().record.back.origin)
    strange = (one.told.origin for one in kept if one.told.origin not in known)
    found = Verified(faults=tuple(Fault("checkpoint", f"没有“{one}”这份记录了") for one in strange))
    for department in Department.objects.order_by("pk"):
        found += _named(department, _department(department, verifier, kept))
    return found + _law(verifier, kept) + _documents()


def _law(verifier: Verifier, kept: Sequence[Kept]) -> Verified:
    """What was entered of the law, with its documents."""
    mine = law.folder()
    own = [one for one in kept if one.told.origin == mine.record.back.origin]
    acts = verify(mine.record.back, verifier, kept=own)
    files = verify_evidence(Store(mine.folder), None if acts.faults else mine.record, own)
    found = acts + files
    faults = (Fault(f"法规录入 {one.at}", one.fault) for one in found.faults)
    return Verified(found.acts, found.files, tuple(faults))


def _database() -> Verified:
    """SQLite's own look at its pages, indexes and keys; PostgreSQL looks after its own."""
    if connection.vendor != "sqlite":
        return Verified()
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(1)")
            (told,) = cursor.fetchone()
            if told != "ok":
                return _broken(str(told))
            cursor.execute("PRAGMA foreign_key_check")
            if lost := cursor.fetchone():
                return _broken(f"{lost[0]} 第 {lost[1]} 行指向不存在的 {lost[2]}")
    except _UNREADABLE as wrong:
        if isinstance(wrong, DatabaseError) and of_the_machine(wrong):
            raise
        return _broken(str(wrong))
    return Verified()


def _broken(told: str) -> Verified:
    name = Path(str(connection.settings_dict["NAME"])).name
    said = " ".join(told.split())[:200]
    return Verified(0, 1, (Fault(f"file {name}", f"数据库文件坏了：{said}"),))


def _department(department: Department, verifier: Verifier, kept: Sequence[Kept]) -> Verified:
    record = record_of(department.pk)
    own = [one for one in kept if one.told.origin == record.back.origin]
    acts = verify(record.back, verifier, _signed_form, own)
    store = evidence.store_of(department.pk)
    if any(one.at.startswith(("act", "checkpoint")) for one in acts.faults):
        return acts + verify_evidence(store, None)
    return (
        acts
        + Verified(faults=tuple(_plans(department, record)))
        + verify_evidence(store, record, own)
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
