"""What a person decided about an indicator when it is scored: its band, or that it does not apply."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jixiao.web.models.append_only import AppendOnly
from jixiao.web.models.plan_record import PlanRecord


class Judged(AppendOnly):
    """One decision with its reason, or (``undoes``) one taken back; the last not taken back stands.

    It is about the target as it read then: when the target says something else, it stands no more.
    """

    class Kind(models.TextChoices):
        BAND = "band", _("定档")
        NOT_APPLICABLE = "not-applicable", _("不适用")
        UNDONE = "undone", _("撤销")

    record = models.ForeignKey(PlanRecord, models.PROTECT, related_name="judged")
    kind = models.CharField(max_length=20, choices=Kind)
    project_id = models.CharField(max_length=300)
    project_name = models.TextField()
    indicator_id = models.CharField(max_length=300)
    indicator_name = models.TextField()
    target = models.TextField()
    band = models.CharField(max_length=20, blank=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    reason = models.TextField(blank=True)  # blank where a decision is taken back
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.record} {self.indicator_name} {self.kind}"
