"""Who a request comes from, told from its cookie alone, before any of its body is read."""

from __future__ import annotations

import logging
from http.cookies import CookieError, SimpleCookie
from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError, close_old_connections

_LOG = logging.getLogger("django.request")


def signed_in(cookie: str) -> bool:
    """Whether a Cookie header names a session in which somebody is signed in.

    While the database does not answer nobody is.
    """
    key = session_key(cookie)
    if not key:
        return False
    sessions = import_module(settings.SESSION_ENGINE).SessionStore
    close_old_connections()
    try:
        return SESSION_KEY in sessions(session_key=key)
    except DatabaseError:
        _LOG.exception("the session of an upload cannot be looked up")
        return False


def session_key(cookie: str) -> str:
    """The session that a Cookie header names, whoever it may be; empty where it names none."""
    try:
        found = SimpleCookie(cookie).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return found.value if found else ""
