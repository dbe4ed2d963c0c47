"""Departments, and who does what in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jixiao.web.house.numbers import expected_year


class Department(models.Model):
    """A budget unit: its name, unit code (414001) and division (130730)."""

    name = models.CharField(_("名称"), max_length=200)
    code = models.CharField(_("单位编码"), max_length=20, blank=True)
    division = models.CharField(_("行政区划代码"), max_length=12, blank=True)
    record_origin = models.CharField(max_length=60, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("部门")
        ordering = ["division", "code", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "code"],
                condition=~models.Q(code=""),
                name="department_code_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def newest(self) -> models.Model | None:
        """The plan of the newest year that is likely, else of the newest; none where there is none.

        A plan stored under a year by mistake (2032 for 2023) is reached by its year, and does not
        stand before all others until then.
        """
        likely = self.plans.filter(year__lte=expected_year(timezone.localdate()))
        return likely.first() or self.plans.first()


class Role(models.TextChoices):
    """What somebody does in a department; only the clerk changes its plan."""

    CLERK = "clerk", _("绩效专管员")
    LEADER = "leader", _("部门负责人")
    REVIEWER = "reviewer", _("财政审核")
    READER = "reader", _("查阅")


class Membership(models.Model):
    """Somebody's role in a department."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("用户")
    )
    department = models.ForeignKey(
        Department, models.CASCADE, related_name="memberships", verbose_name=_("部门")
    )
    role = models.CharField(_("角色"), max_length=20, choices=Role, default=Role.READER)

    class Meta:
        verbose_name = verbose_name_plural = _("部门人员")
        constraints = [
            models.UniqueConstraint(fields=["user", "department"], name="one_role_in_a_department")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.department} · {self.get_role_display()}"

    @property
    def can_edit(self) -> bool:
        """Whether this role takes in documents, edits cells and goes back to a version."""
        return self.role == Role.CLERK

    @property
    def can_decide(self) -> bool:
        """Whether this role decides on warnings, demands mending and accepts it."""
        return self.role in (Role.LEADER, Role.REVIEWER)

    @property
    def can_act(self) -> bool:
        """Whether this role puts anything on record: all but who only reads."""
        return self.can_edit or self.can_decide
