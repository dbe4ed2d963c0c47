"""What every page's template is given."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from jixiao import __version__
from jixiao.web.access import departments_of
from jixiao.web.house.header import header_of


def house(request: HttpRequest) -> dict[str, Any]:
    """The version, whether this is a demonstration, the departments of who is signed in, and the header.

    The header asks the database only where a template prints it: a part of a page has none.
    """
    user = getattr(request, "user", None)
    return {
        "jixiao_version": __version__,
        "demo": settings.DEMO,
        "language": settings.LANGUAGE_CODE,
        "my_departments": departments_of(user) if user and user.is_authenticated else [],
        "header": SimpleLazyObject(lambda: header_of(request)),
    }
