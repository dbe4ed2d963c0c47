"""The record of acts: what people of a department said, in the order they said it."""

from __future__ import annotations

from django.db import models

from jixiao.web.models.append_only import AppendOnly
from jixiao.web.models.department import Department


class ActRow(AppendOnly):
    """One act: ``leaf`` are the bytes that are hashed. The other columns say again what stands in it.

    ``edge`` is the right edge of the Merkle tree up to this act, so that the next one is added in no
    time; who looks from the beginning makes it anew.
    """

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="acts", db_index=False
    )  # (department, seq) begins with it
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=64)  # SHA-256 of the subject: subjects can be long
    leaf = models.TextField()
    leaf_hash = models.CharField(max_length=64)
    edge = models.BinaryField()

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["department", "seq"], name="act_seq_once")]
        indexes = [
            models.Index(fields=["department", "about"], name="act_about"),
            models.Index(fields=["department", "kind", "seq"], name="act_newest_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class ActWords(models.Model):
    """The free text of an act, each with its salt, as JSON; it may be deleted, the act stays."""

    act = models.OneToOneField(ActRow, models.PROTECT, related_name="words", primary_key=True)
    told = models.TextField()


class ActCheckpoint(AppendOnly):
    """A signed checkpoint of a department's record."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="checkpoints")
    size = models.PositiveBigIntegerField()
    note = models.TextField()

    class Meta:
        ordering = ["id"]
