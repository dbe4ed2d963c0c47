"""SQLite in the data folder by default, PostgreSQL by one setting; the folder and its secret."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from jixiao.web.data_folder import data_folder, secret_key
from jixiao.web.database import database


def test_sqlite_in_the_data_folder_by_default(tmp_path: Path) -> None:
    found = database(None, tmp_path)
    assert (found["ENGINE"], found["NAME"]) == (
        "django.db.backends.sqlite3",
        tmp_path / "jixiao.sqlite3",
    )
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_postgresql_by_its_url(tmp_path: Path) -> None:
    found = database("postgresql://me:p%40ss@db.local:5433/jixiao?sslmode=require", tmp_path)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "me",
        "p@ss",
        "db.local",
        "5433",
    )
    assert (found["NAME"], found["OPTIONS"]) == ("jixiao", {"sslmode": "require"})


def test_postgresql_by_a_socket(tmp_path: Path) -> None:
    assert database("postgresql://me@/jixiao?host=/run/pg", tmp_path)["HOST"] == "/run/pg"


def test_another_database_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        database("mysql://x/y", tmp_path)


def test_the_secret_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    first = secret_key(tmp_path)
    assert len(first) > 60 and secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_the_folder_is_where_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_DATA", str(tmp_path / "new"))
    assert data_folder() == tmp_path / "new" and (tmp_path / "new").is_dir()
    monkeypatch.delenv("JIXIAO_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "jixiao"


def test_this_run_is_on_the_database_that_was_asked_for() -> None:
    asked = "postgresql" if "JIXIAO_DATABASE" in os.environ else "sqlite"
    assert connection.vendor == asked
