"""From which address a request comes: the connection's, or what a trusted server before this one says."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The caller's address.

    Behind a proxy every connection is the proxy's. Where ``JIXIAO_ADDRESS_HEADER`` names the header
    that the proxy sets, its last value counts: the one the nearest proxy wrote, whatever was sent.
    """
    told = request.headers.get(settings.ADDRESS_HEADER, "") if settings.ADDRESS_HEADER else ""
    last = told.rpartition(",")[2].strip()
    return _valid(last) or request.META.get("REMOTE_ADDR") or "unknown"


def _valid(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        return ""
