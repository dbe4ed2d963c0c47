"""Plans so large that no page of theirs is made in the server: a job process makes them, memory comes back."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest

from jixiao.web import versions
from jixiao.web.kept_reviews import LARGE
from jixiao.web.models import Department, HonestyClaim, Intake, Membership, PlanRecord
from jixiao.web.models.bound_content import BoundContent

_LOOKED_AT_EVERY = 5.0  # seconds; a plan that grows meanwhile is answered in the server once more
_SEEN: dict[tuple[str, int, int], tuple[float, int]] = {}


def is_of_large_plan(request: HttpRequest, view_name: str, where: Mapping[str, Any]) -> bool:
    """Whether an address is about a large plan of a department the signed-in user belongs to.

    To anybody else it is answered as if there were none.
    """
    department = where.get("department_id")
    if department is None or _size(view_name, department, where) <= LARGE:
        return False
    return Membership.objects.filter(user=request.user, department=department).exists()


def is_large_year(department: int, year: int) -> bool:
    """Whether the plan of a department's year is large."""
    return _of_year(department, year) > LARGE


def _size(view_name: str, department: int, where: Mapping[str, Any]) -> int:
    if "intake_id" in where:
        return _length(Intake.objects.filter(department=department, pk=where["intake_id"]))
    claims = HonestyClaim.objects.filter(record__department=department)
    own = _length(claims.filter(pk=where["claim_id"])) if "claim_id" in where else 0
    if "year" in where:
        return max(own, _of_year(department, where["year"]))
    if view_name == "measure":  # it names the rows of the newest plan
        newest = Department(pk=department).newest
        return _of_year(department, newest.year) if newest else 0
    return own


def _length(one: QuerySet[Any, Model]) -> int:
    return one.annotate(characters=Length("plan")).values_list("characters", flat=True).first() or 0


def _of_year(department: int, year: int) -> int:
    key, now = (str(connection.settings_dict["NAME"]), department, year), time.monotonic()
    until, size = _SEEN.get(key, (0.0, 0))
    if until < now:
        record = PlanRecord.objects.filter(department=department, year=year).first()
        size = _whole(record) if record else 0
        _SEEN[key] = (now + _LOOKED_AT_EVERY, size)
    return size


def _whole(record: PlanRecord) -> int:
    """Characters of the last version that is kept whole; what was edited since changes little."""
    for one in reversed(versions.every(record)):
        kept = BoundContent.objects.filter(pk=one.content_hash).annotate(size=Length("content"))
        found: int | None = kept.values_list("size", flat=True).first()
        if found is not None:
            return found
    return 0
