"""Ledgers in a database: one table of PostgreSQL or SQLite, copied whole into a nameless CSV."""

from __future__ import annotations

import csv
import io
import sqlite3
import tempfile
from pathlib import Path
from typing import BinaryIO

import psycopg
from psycopg import sql

from jixiao.grids.errors import MissingProgramError, ReadError
from jixiao.registers.addresses import AddressError, checked, complaint
from jixiao.registers.source import CHUNK

POSTGRESQL = ("postgresql:", "postgres:")
SQLITE = (".db", ".sqlite", ".sqlite3")


def is_database(name: str) -> bool:
    """Whether a source names a database table: ``postgresql://…#table`` or ``file.db#table``."""
    where, sign, _ = name.rpartition("#")
    return name.startswith(POSTGRESQL) or (bool(sign) and where.lower().endswith(SQLITE))


def copied(name: str) -> tuple[BinaryIO, str]:
    """The table as CSV with its headings, and its name without address and password.

    Raises:
        ReadError: no such file or table, or no table named.
        MissingProgramError: the database does not answer.
    """
    where, _, table = name.rpartition("#") if "#" in name else (name, "", "")
    shown = f"{'postgresql' if name.startswith(POSTGRESQL) else Path(where).name}#{table}"
    if not table:
        raise ReadError(shown, "地址后面有 #表名", "没有表名", "写成 …#表名")
    if "@" in table:  # a password with a bare # in it
        raise MissingProgramError(f"连不上数据库：{AddressError()}")
    out = tempfile.TemporaryFile()  # noqa: SIM115 (the ledger closes it)
    try:
        if name.startswith(POSTGRESQL):
            _postgresql(where, table, shown, out)
        else:
            _sqlite(Path(where), table, shown, out)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return out, shown


def _postgresql(where: str, table: str, shown: str, out: BinaryIO) -> None:
    try:
        connection = psycopg.connect(checked(where), connect_timeout=10, autocommit=True)
    except AddressError as wrong:
        raise MissingProgramError(f"连不上数据库：{wrong}") from None
    except psycopg.Error as wrong:
        raise MissingProgramError(
            f"连不上数据库（{complaint(wrong)}）；核对地址、用户和口令，确认数据库已启动"
        ) from None
    with connection, connection.cursor() as cursor:
        try:
            cursor.execute("SET default_transaction_read_only = on")
            source = sql.Identifier(*table.split("."))
            query = sql.SQL(
                "COPY (SELECT * FROM {}) TO STDOUT (FORMAT csv, HEADER, ENCODING 'UTF8')"
            ).format(source)
            with cursor.copy(query) as rows:
                for block in rows:
                    out.write(block)
        except psycopg.errors.UndefinedTable as wrong:
            raise ReadError(
                shown, "已有的表", f"没有表 {table}", "核对表名，必要时写成 模式.表"
            ) from wrong
        except psycopg.Error as wrong:
            raise ReadError(
                shown, "可以读取的表", _short(wrong), "请数据库管理员给予读取权限"
            ) from wrong


def _sqlite(path: Path, table: str, shown: str, out: BinaryIO) -> None:
    if not path.is_file():
        raise ReadError(shown, "已有的数据库文件", "没有这个文件", "核对文件名和路径")
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            quoted = table.replace('"', '""')
            there = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = ? AND type IN ('table', 'view')", (table,)
            ).fetchone()
            if not there:
                raise ReadError(shown, "已有的表", f"没有表 {table}", "核对表名")
            rows = connection.execute(f'SELECT * FROM "{quoted}"')
            writer = csv.writer(text)
            writer.writerow([column[0] for column in rows.description])
            while block := rows.fetchmany(CHUNK // 1024):
                writer.writerows(block)
        finally:
            connection.close()
    except sqlite3.Error as wrong:
        raise ReadError(shown, "完好的 SQLite 数据库", str(wrong), "核对文件") from wrong
    finally:
        text.flush()
        text.detach()


def _short(wrong: psycopg.Error) -> str:
    """The first line of a database's complaint; it may not repeat the address."""
    lines = str(wrong).strip().splitlines()
    return (lines[0] if lines else type(wrong).__name__)[:120].rpartition("failed: ")[2]
