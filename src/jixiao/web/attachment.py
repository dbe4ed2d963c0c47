"""A file to keep, never shown as a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def attachment(
    data: bytes, name: str, content_type: str = "application/octet-stream"
) -> HttpResponse:
    """The answer that hands a file over under its name."""
    answer = HttpResponse(data, content_type=content_type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    return answer
