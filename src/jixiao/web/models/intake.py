"""A document somebody gave, read and shown, waiting for a yes or no."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jixiao.web.models.department import Department


class Intake(models.Model):
    """An upload. What could not be read keeps its name, digest and message, and no content."""

    class State(models.TextChoices):
        PENDING = "pending", _("待确认")
        CONFIRMED = "confirmed", _("已确认")
        DISCARDED = "discarded", _("已放弃")
        FAILED = "failed", _("未能读取")

    department = models.ForeignKey(Department, models.PROTECT, related_name="intakes")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=20, choices=State, default=State.PENDING)
    content = models.BinaryField(null=True)
    plan = models.TextField(blank=True)
    document = models.TextField(blank=True)
    error = models.JSONField(null=True)

    class Meta:
        ordering = ["-created"]

    def __str__(self) -> str:
        return self.file_name
