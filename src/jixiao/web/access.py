"""Who may see and do what. Every view reaches departments and plans through this file alone."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from jixiao.registers.catalogue import UnknownRegisterError
from jixiao.registers.declaration import Register
from jixiao.registers.store import Import, Store
from jixiao.web import evidence
from jixiao.web.models import Department, Intake, Ledger, Membership, PlanRecord
from jixiao.web.versions import Version, numbered


def departments_of(user: object) -> QuerySet[Department]:
    """The departments somebody belongs to."""
    return Department.objects.filter(memberships__user=user)


def memberships_of(user: object) -> list[Membership]:
    """What somebody is in every department they belong to."""
    return list(Membership.objects.select_related("department", "user").filter(user=user))


def membership(request: HttpRequest, department_id: int) -> Membership:
    """The signed-in user's membership in a department.

    Raises:
        Http404: no such department, or not theirs; the two look alike, so nothing is given away.
    """
    mine = Membership.objects.select_related("department", "user")
    found = mine.filter(user=request.user, department_id=department_id).first()
    if found is None:
        raise Http404
    return found


def editor(request: HttpRequest, department_id: int) -> Membership:
    """As :func:`membership`, for who may change the department's plan.

    Raises:
        PermissionDenied: theirs to read, not to change.
    """
    found = membership(request, department_id)
    if not found.can_edit:
        raise PermissionDenied
    return found


def decider(request: HttpRequest, department_id: int) -> Membership:
    """As :func:`membership`, for who decides on warnings and accepts what was mended.

    Raises:
        PermissionDenied: theirs to read, not to decide.
    """
    found = membership(request, department_id)
    if not found.can_decide:
        raise PermissionDenied(_("处理结果和验收由部门负责人或财政审核决定。没有任何改动。"))
    return found


def participant(request: HttpRequest, department_id: int) -> Membership:
    """As :func:`membership`, for whoever puts anything on record.

    Raises:
        PermissionDenied: theirs to read alone.
    """
    found = membership(request, department_id)
    if not found.can_act:
        raise PermissionDenied
    return found


def plan_record(member: Membership, year: int) -> PlanRecord:
    """The department's plan of a year, or 404."""
    found = PlanRecord.objects.filter(department=member.department, year=year)
    record = found.select_related("department").first()
    if record is None:
        raise Http404
    return record


def version(record: PlanRecord, number: int) -> Version:
    """A version of a plan, or 404."""
    found = numbered(record, number)
    if found is None:
        raise Http404
    return found


def intake(member: Membership, intake_id: int) -> Intake:
    """A document taken in for this department, or 404."""
    found = (
        Intake.objects.defer("content").filter(department=member.department, pk=intake_id).first()
    )
    if found is None:
        raise Http404
    return found


def store(member: Membership) -> Store:
    """The department's evidence."""
    return evidence.store_of(member.department_id)


def register(member: Membership, name: str) -> Register:
    """A register of this department, or 404."""
    try:
        return store(member).register(name)
    except UnknownRegisterError as unknown:
        raise Http404 from unknown


def taken(member: Membership, name: str, sha256: str) -> Import:
    """A take-in of one of its registers, or 404."""
    found = (one for one in store(member).taken(name) if one.sha256 == sha256)
    one = next(found, None)
    if one is None:
        raise Http404
    return one


def ledger(member: Membership, name: str, ledger_id: int) -> Ledger:
    """An uploaded ledger of this department, or 404."""
    found = Ledger.objects.filter(department=member.department, register=name, pk=ledger_id).first()
    if found is None:
        raise Http404
    return found
