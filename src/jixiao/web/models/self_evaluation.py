"""The life of a project's self-evaluation: what was written into it, who submitted, who confirmed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jixiao.web.models.append_only import AppendOnly
from jixiao.web.models.plan_record import PlanRecord


class SelfEvaluationStep(AppendOnly):
    """One step; steps are numbered through a project. A text's newest step is what the form prints.

    ``content`` is the whole form as it was submitted or confirmed, ``content_hash`` what a signature
    binds to: a form that has changed since is a draft again.
    """

    class Kind(models.TextChoices):
        WRITTEN = "written", _("填写")
        SUBMITTED = "submitted", _("提交")
        CONFIRMED = "confirmed", _("确认")
        RETURNED = "returned", _("退回")
        REOPENED = "reopened", _("改动后回到草稿")

    record = models.ForeignKey(PlanRecord, models.PROTECT, related_name="self_evaluation_steps")
    project_id = models.CharField(max_length=300)
    project_name = models.TextField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    indicator_id = models.CharField(max_length=300, blank=True)
    indicator_name = models.TextField(blank=True)
    field = models.CharField(max_length=100, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    content = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "project_id", "number"], name="self_evaluation_step_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_name} {self.number} {self.kind}"
