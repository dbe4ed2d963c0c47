"""A ledger somebody uploaded, checked and shown, waiting for a yes or no."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jixiao.web.models.department import Department


class Ledger(models.Model):
    """An uploaded ledger. Its file lies in the data folder while it waits, and nowhere afterwards.

    ``answer`` is what the reader said of it (columns, findings, the faulty rows without what is
    personal); it goes with the file. ``mapping``: column letter → field, ``words``:
    field → word → code, as the clerk said.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("待确认")
        TAKING = "taking", _("正在入库")
        TAKEN = "taken", _("已入库")
        DISCARDED = "discarded", _("已放弃")
        FAILED = "failed", _("未能读取")
        EXPIRED = "expired", _("过期清除")

    department = models.ForeignKey(Department, models.PROTECT, related_name="ledgers")
    register = models.CharField(max_length=60)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    year = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=20, choices=State, default=State.PENDING)
    mapping = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    answer = models.JSONField(null=True)
    error = models.JSONField(null=True)

    class Meta:
        ordering = ["-created", "-id"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def waits(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state == self.State.PENDING
