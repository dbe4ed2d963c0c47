"""Who says something in the application: their name, their role in the department, its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from jixiao.acts.kind import Draft
from jixiao.terms.roles import Role
from jixiao.web.models import Department, Membership


@dataclass(frozen=True)
class Speaker:
    """A person as acts name them."""

    who: str
    role: str
    organisation: str

    def draft(
        self, kind: str, subject: Mapping[str, Any], says: Mapping[str, Any],
        on: date | None = None, binds: str | None = None,
    ) -> Draft:  # fmt: skip
        """An act of theirs, of today where no day is named."""
        day = on or timezone.localdate()
        return Draft(kind, subject, says, self.who, self.role, self.organisation, day, binds)


def speaker(user: object, department: Department) -> Speaker:
    """Somebody as they are in a department; who is none of its members speaks as a reader."""
    mine = Membership.objects.filter(user=user, department=department).first()
    role = mine.role if mine else Role.READER.value
    return Speaker(name_of(user), role, department.code or department.name)


def name_of(user: object) -> str:
    """What a person is called on pages and in acts."""
    return user.get_full_name() or user.username
