"""Bringing the application up in this process: its settings, its tables, its words."""

from __future__ import annotations

import os
from pathlib import Path


def start(data_dir: Path | None, *, demo: bool = False) -> None:
    """Set the environment, start Django, bring the tables to this program's version,
    clear away uploads that waited too long.
    """
    if data_dir is not None:
        os.environ["JIXIAO_DATA"] = str(Path(data_dir).expanduser().resolve())
    if demo:
        os.environ["JIXIAO_DEMO"] = "1"
    set_up()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from jixiao.web.evidence import settle_all
    from jixiao.web.reading.ledgers import start_again

    start_again()
    settle_all()


def set_up() -> None:
    """Start Django by what the environment says; the tables stay as they are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jixiao.web.settings")
    compile_words()
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


class EarlierTablesError(Exception):
    """The tables are an earlier version's, or are not there; the text says what to do."""


def need_tables() -> None:
    """Raises:
    EarlierTablesError: the database is not this version's.
    """
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    plan = MigrationExecutor(connection)
    if plan.migration_plan(plan.loader.graph.leaf_nodes()):
        raise EarlierTablesError("数据库是空的，或者是以前版本的；请先用 jixiao serve 启动一次")


def compile_words() -> None:
    """Makes the ``.mo`` of each ``.po`` that has none or an older one, where babel is installed.

    ``make setup`` and the wheel bring them made; this is for who changes a translation and looks.
    """
    for po in (Path(__file__).parent / "locale").rglob("*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            _compile(po, mo)


def _compile(po: Path, mo: Path) -> None:
    try:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po
    except ImportError:
        return
    with po.open("rb") as words, mo.open("wb") as made:
        write_mo(made, read_po(words))
