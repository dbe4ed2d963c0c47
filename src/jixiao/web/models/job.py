"""Heavy work that waits, runs or is done: a request that a job process answers."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """A name nobody guesses."""
    return secrets.token_hex(16)


class Job(models.Model):
    """One request; what it sent and what was answered lie in files named by its token."""

    class State(models.TextChoices):
        WAITING = "waiting", _("排队")
        RUNNING = "running", _("正在做")
        DONE = "done", _("做好了")
        FAILED = "failed", _("没有做成")

    token = models.CharField(max_length=32, primary_key=True, default=new_token)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    path = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    worker = models.CharField(max_length=100, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["created"]
        indexes = [models.Index(fields=["state", "created"], name="job_next")]

    def __str__(self) -> str:
        return f"{self.token} {self.state}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def taken(self) -> timedelta:
        """How long it has been waited for."""
        return (self.finished or timezone.now()) - self.created

    @property
    def ahead(self) -> int:
        """How many wait before it."""
        return Job.objects.filter(state=self.State.WAITING, created__lt=self.created).count()
