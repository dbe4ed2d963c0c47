"""The first account of an empty server: made in the browser, by who can read what the server printed."""

from __future__ import annotations

import base64
import hmac

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from jixiao.web.models import Department, Membership, Role

_LETTERS = 12  # of 32: sixty bits


class TakenError(Exception):
    """There is an account by now: the code is worth nothing any more."""


def wanted() -> bool:
    """Whether nobody has an account yet."""
    return not get_user_model().objects.exists()


def code() -> str:
    """The code printed at the start, in groups of four; it is the server's secret, seen from one side."""
    digest = salted_hmac("jixiao.first-account", "", algorithm="sha256").digest()
    letters = base64.b32encode(digest).decode()[:_LETTERS]
    return "-".join(letters[at : at + 4] for at in range(0, _LETTERS, 4))


def is_code(typed: str) -> bool:
    """Whether somebody typed it, with or without dashes, in any case."""
    bare = "".join(typed.split()).replace("-", "").upper()
    return hmac.compare_digest(bare.encode(), code().replace("-", "").encode())


@transaction.atomic
def make(account: str, person: str, password: str, department: str, unit_code: str) -> object:
    """The account of who looks after the server, clerk of the first department.

    Raises:
        TakenError: somebody made one a moment ago.
    """
    _one_at_a_time()
    if not wanted():
        raise TakenError
    user = get_user_model().objects.create_user(
        account, password=password, first_name=person, is_staff=True, is_superuser=True
    )
    made = Department.objects.create(name=department, code=unit_code)
    Membership.objects.create(user=user, department=made, role=Role.CLERK)
    return user


def _one_at_a_time() -> None:
    """SQLite's transactions take the one lock at their start; PostgreSQL is asked for it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE auth_user IN SHARE ROW EXCLUSIVE MODE")
