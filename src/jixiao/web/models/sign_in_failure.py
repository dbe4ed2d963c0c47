"""Failed sign-ins, counted so that passwords cannot be tried without end."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac


class SignInFailure(models.Model):
    """One failed sign-in. In the database, because several processes answer the same door.

    ``tried`` is a short keyed digest of the password: enough to see the same one again, too short to
    find it by; it goes with the row after a quarter of an hour.
    """

    username = models.CharField(max_length=150)
    address = models.CharField(max_length=64)
    tried = models.CharField(max_length=8, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["username", "address", "at"]),
            models.Index(fields=["address", "at"]),
            models.Index(fields=["tried", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.username} {self.at}"

    @classmethod
    def too_many(cls, username: str, address: str, password: str) -> bool:
        """Whether this door is closed for now.

        It is to an account that has failed too often from this address; to an address from which
        too many accounts have failed; and to a password that has failed for several accounts,
        wherever it comes from. Nobody else's right password is held up.
        """
        lately = cls.objects.filter(at__gte=_since())
        here = lately.filter(address=address)
        return (
            here.filter(username=username[:150]).count() >= settings.SIGN_IN_FAILURES
            or _accounts(here) >= settings.SIGN_IN_ACCOUNTS_OF_AN_ADDRESS
            or _accounts(lately.filter(tried=_digest(password)))
            >= settings.SIGN_IN_ACCOUNTS_OF_A_PASSWORD
        )

    @classmethod
    def note(cls, username: str, address: str, password: str) -> None:
        """Keep a failure, and forget those that no longer count."""
        cls.objects.filter(at__lt=_since()).delete()
        cls.objects.create(username=username[:150], address=address, tried=_digest(password))


def _since() -> object:
    return timezone.now() - timedelta(minutes=settings.SIGN_IN_MINUTES)


def _accounts(failures: models.QuerySet[SignInFailure]) -> int:
    return failures.values("username").distinct().count()


def _digest(password: str) -> str:
    return salted_hmac("jixiao.sign-in", password, algorithm="sha256").hexdigest()[:8]
