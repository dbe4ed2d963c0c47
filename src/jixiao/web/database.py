"""Which database: SQLite in the data folder, or the one a URL names."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from jixiao.registers.addresses import AddressError, checked


def database(url: str | None, folder: Path) -> dict[str, Any]:
    """Django's settings for ``JIXIAO_DATABASE``; without it, SQLite in the data folder."""
    if not url:
        return _sqlite(folder / "jixiao.sqlite3")
    try:
        parts = urlsplit(checked(url))
    except AddressError as wrong:
        raise ImproperlyConfigured(f"JIXIAO_DATABASE: {wrong}") from None
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme in ("postgresql", "postgres"):
        return _postgresql(parts)
    raise ImproperlyConfigured(
        "JIXIAO_DATABASE: 应为 postgresql://用户:密码@主机:端口/库名，实为别的；"
        "请改正，或去掉此项以使用 SQLite"
    )


def _sqlite(file: Path) -> dict[str, Any]:
    """One writer at a time, who takes the lock at the start: two readers never deadlock into writers.

    What was acknowledged is on the disk (``synchronous=FULL``): a machine that loses power keeps it.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def _postgresql(parts: Any) -> dict[str, Any]:
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
