"""A clerk's reason why a finding does not apply, for the reviewer to read."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from jixiao.web.models.append_only import AppendOnly
from jixiao.web.models.plan_record import PlanRecord


class FindingDispute(AppendOnly):
    """Somebody disputes a finding, or (``withdraws``) takes such a dispute back.

    A finding has no record of its own: it is named by its rule, its place and what it says. When the
    text it is about changes it says something else, and the dispute no longer stands beside it.
    """

    record = models.ForeignKey(PlanRecord, models.PROTECT, related_name="disputes")
    rule = models.CharField(max_length=20)
    project_id = models.CharField(max_length=300, blank=True)
    indicator_id = models.CharField(max_length=300, blank=True)
    field = models.CharField(max_length=100, blank=True)
    fault = models.TextField()
    fault_hash = models.CharField(max_length=64)
    reason = models.TextField(blank=True)  # blank where a dispute is taken back
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    withdraws = models.OneToOneField("self", models.PROTECT, null=True, related_name="withdrawn_by")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.record} {self.rule} {self.indicator_id or self.project_id}"
