"""A department's plan of a year: all its versions, and every field each of them changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jixiao.plan.model import Plan
from jixiao.web.models.append_only import AppendOnly
from jixiao.web.models.department import Department
from jixiao.web.remembered import plan_of


class PlanRecord(models.Model):
    """A department's plan of a year; its content is in its versions."""

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
    def head(self) -> Version:
        """The newest version; every stored plan has at least one."""
        return self.versions.order_by("-number").select_related("author").first()


class Reason(models.TextChoices):
    """How a version came to be."""

    TAKEN_IN = "taken-in", _("收文")
    EDITED = "edited", _("修改")
    RESTORED = "restored", _("回到旧版")
    LOADED = "loaded", _("载入")


class Version(AppendOnly):
    """The whole plan as it stood from one moment on, with who made it so."""

    record = models.ForeignKey(PlanRecord, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=20, choices=Reason)
    intake = models.ForeignKey("Intake", models.PROTECT, null=True, related_name="versions")
    restored_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.record} v{self.number}"

    @property
    def plan(self) -> Plan:
        """The content as a plan."""
        return plan_of(self.content)


class Change(AppendOnly):
    """One field that a version changed: what it said before, what it says now.

    Project and indicator are named by id and, for who reads it years later, by name.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="changes")
    project_id = models.CharField(max_length=300, blank=True)
    project_name = models.TextField(blank=True)
    indicator_id = models.CharField(max_length=300, blank=True)
    indicator_name = models.TextField(blank=True)
    field = models.CharField(max_length=100)
    before = models.TextField(null=True)  # null: there was nothing; "" would be a made-up value
    after = models.TextField(null=True)
    rule = models.CharField(max_length=20, null=True)  # the rule whose proposal was taken, if any

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.project_name} {self.indicator_name} {self.field}"
