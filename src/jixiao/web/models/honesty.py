"""A self-evaluation given from outside, the random re-checks drawn from it; what those found are acts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from jixiao.web.models.append_only import AppendOnly
from jixiao.web.models.plan_record import PlanRecord


class HonestyClaim(AppendOnly):
    """An uploaded self-evaluation. What could not be read keeps its name, digest and the reason."""

    record = models.ForeignKey(PlanRecord, models.PROTECT, related_name="claims")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField(null=True)
    plan = models.TextField(blank=True)
    document = models.TextField(blank=True)
    error = models.JSONField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name


class HonestySample(AppendOnly):
    """Whom chance chose to re-check: with size, seed and priorities anyone can draw the same again.

    ``claimed`` and ``priorities`` are as they stood on the day it was drawn, by project id.
    """

    claim = models.ForeignKey(HonestyClaim, models.PROTECT, related_name="samples")
    size = models.PositiveIntegerField()
    seed = models.PositiveBigIntegerField()
    claimed = models.JSONField()
    priorities = models.JSONField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.claim} {self.seed}"
