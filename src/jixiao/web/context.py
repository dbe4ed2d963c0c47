"""What every page's template is given."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from jixiao import __version__
from jixiao.web.access import departments_of


def house(request: HttpRequest) -> dict[str, Any]:
    """The version, whether this is a demonstration, and the departments of who is signed in."""
    user = getattr(request, "user", None)
    return {
        "jixiao_version": __version__,
        "demo": settings.DEMO,
        "language": settings.LANGUAGE_CODE,
        "my_departments": departments_of(user) if user and user.is_authenticated else [],
    }
