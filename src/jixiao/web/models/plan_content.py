"""Contents of plans, named by their hash: what acts about whole plans bind to."""

from __future__ import annotations

from django.db import models

from jixiao.web.models.append_only import AppendOnly


class PlanContent(AppendOnly):
    """A whole plan's JSON. What a cell's change made of it is not kept: the act's patch makes it again."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.TextField()

    def __str__(self) -> str:
        return self.sha256
