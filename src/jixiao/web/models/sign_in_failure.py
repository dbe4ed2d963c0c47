"""Failed sign-ins, counted so that passwords cannot be tried without end."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone


class SignInFailure(models.Model):
    """One failed sign-in. In the database, because several processes answer the same door."""

    username = models.CharField(max_length=150)
    address = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["username", "address", "at"])]

    def __str__(self) -> str:
        return f"{self.username} {self.at}"

    @classmethod
    def too_many(cls, username: str, address: str) -> bool:
        """Whether this account has failed too often from this address of late."""
        since = timezone.now() - timedelta(minutes=settings.SIGN_IN_MINUTES)
        lately = cls.objects.filter(username=username[:150], address=address, at__gte=since)
        return lately.count() >= settings.SIGN_IN_FAILURES

    @classmethod
    def note(cls, username: str, address: str) -> None:
        """Keep a failure, and forget those that no longer count."""
        cls.objects.filter(
            at__lt=timezone.now() - timedelta(minutes=settings.SIGN_IN_MINUTES)
        ).delete()
        cls.objects.create(username=username[:150], address=address)
