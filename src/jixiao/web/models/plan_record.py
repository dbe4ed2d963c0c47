"""A department's plan of a year; its versions are acts (:mod:`jixiao.web.versions`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from jixiao.web.models.append_only import AppendOnly
from jixiao.web.models.department import Department

if TYPE_CHECKING:
    from jixiao.web.versions import Version


class PlanRecord(AppendOnly):
    """That there is a plan of the year. The row is what the year's plan is named by in addresses."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["department", "year"], name="one_plan_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.year}"

    @property
    def versions(self) -> list[Version]:
        """All versions, the oldest first, folded from the record of acts."""
        from jixiao.web.versions import every  # which is made of models

        return every(self)

    @property
    def head(self) -> Version:
        """The newest version; every stored plan has at least one."""
        return self.versions[-1]
