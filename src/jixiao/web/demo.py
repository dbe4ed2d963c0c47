"""The demonstration: one department, three made-up people, the plan as version 1."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from jixiao.plan.model import Plan
from jixiao.web.start import start

_PUTTING = ".putting-"


def sweep(folder: Path, prefix: str) -> None:
    """Take away what a killed start left half made."""
    for left in folder.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)


def prepare(data_dir: Path, plan: Plan, evidence: Path | None = None) -> list[object]:
    """Make the demonstration in a data folder, where it is not there yet; the accounts to sign in by.

    ``evidence``: an evidence folder to put in place for the department, unless it has one.
    Safe to call again: people keep their passwords, the plan its versions.
    """
    start(data_dir, demo=True)
    from django.db import transaction

    from jixiao.web.demo_accounts import ACCOUNTS

    with transaction.atomic():
        department = _department(plan)
        if evidence is not None:
            _take_record(evidence, department)
        people = [_person(account, department) for account in ACCOUNTS]
        _load(department, plan, people[0])
    if evidence is not None:
        _put_evidence(evidence, department)
        _vouch(department)
    return list(ACCOUNTS)


def _department(plan: Plan) -> object:
    from jixiao.web.models import Department

    known = plan.department
    made, _new = Department.objects.get_or_create(
        name=known.name or "示例部门",
        defaults={"code": known.code or "", "division": known.division or ""},
    )
    return made


def _person(account: object, department: object) -> object:
    from django.contrib.auth import get_user_model

    from jixiao.web.models import Membership

    user, new = get_user_model().objects.get_or_create(
        username=account.name, defaults={"first_name": account.person}
    )
    if new:
        user.set_password(account.password)
        user.save()
    Membership.objects.get_or_create(
        user=user, department=department, defaults={"role": account.role}
    )
    return user


def _load(department: object, plan: Plan, author: object) -> None:
    from jixiao.terms.plans import Reason
    from jixiao.web.models import PlanRecord
    from jixiao.web.versions import start as first_version

    if plan.year and not PlanRecord.objects.filter(department=department, year=plan.year).exists():
        first_version(department, plan.year, plan, author, Reason.LOADED)


def _take_record(source: Path, department: object) -> None:
    """What people said in the evidence folder becomes the department's record, where it has none yet."""
    from jixiao.registers.store import Store
    from jixiao.web.acts import record_of

    mine, theirs = record_of(department.pk).back, Store(source).record.back
    if theirs.reading().size and not mine.reading().size:
        mine.load(theirs.origin, theirs.lines(), ())
        record_of(department.pk).checkpoint()  # by this installation's key, not by the folder's


def _put_evidence(source: Path, department: object) -> None:
    """All but the acts, which are in the database.

    A copy beside its place first, so that a half of it never is the department's evidence.
    """
    from jixiao.web.evidence import folder

    place = folder(department.pk)
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sweep(place.parent, _PUTTING)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=_PUTTING) as beside:
        shutil.copytree(source, Path(beside, "evidence"), ignore=_without_acts(source))
        Path(beside, "evidence").rename(place)


def _vouch(department: object) -> None:
    """The copied evidence stands in a checkpoint of this installation's key."""
    from jixiao.registers.vouching import is_vouched, vouch
    from jixiao.web.evidence import store_of

    store = store_of(department.pk)
    if not is_vouched(store):
        vouch(store)


def _without_acts(source: Path) -> Callable[[str, list[str]], list[str]]:
    from jixiao.acts.folder import FOLDER

    return lambda folder, _names: [FOLDER] if Path(folder) == source else []
