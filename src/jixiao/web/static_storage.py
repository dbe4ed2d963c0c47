"""Addresses of static files, with the digest of their content so that browsers may keep them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class DatedStorage(StaticFilesStorage):
    """Nothing is collected: files are served from where they lie (whitenoise, by the finders)."""

    def url(self, name: str) -> str:
        return f"{super().url(name)}?v={_digest(name)}"


@cache
def _digest(name: str) -> str:
    found = finders.find(name)
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10] if found else "missing"
