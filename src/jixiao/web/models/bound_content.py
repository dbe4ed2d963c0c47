"""What acts bind to, named by its hash: whole plans, and self-evaluation forms as they were signed."""

from __future__ import annotations

import hashlib

from django.db import models

from jixiao.web.models.append_only import AppendOnly


class BoundContent(AppendOnly):
    """A text. What a cell's change makes of a plan is not kept: the act's patch makes it again."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.TextField()

    def __str__(self) -> str:
        return self.sha256


def keep_content(text: str) -> str:
    """Keep a text, and its hash, by which an act binds to it."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    BoundContent.objects.get_or_create(sha256=sha256, defaults={"content": text})
    return sha256


def bound_content(sha256: str) -> str | None:
    """The text kept under a hash; whoever uses it holds it against the hash."""
    return BoundContent.objects.filter(pk=sha256).values_list("content", flat=True).first()
