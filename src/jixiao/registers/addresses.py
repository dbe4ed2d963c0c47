"""Addresses of databases and engines as they may be shown: without the password."""

from __future__ import annotations

import re

from psycopg import Error, OperationalError

_PASSWORD = re.compile(r"(?P<who>://[^/@\s]*?):[^/\s]*@")
_IN_WORDS = re.compile(r"\b(password|passwd|pwd)=[^\s&]*", re.IGNORECASE)


def sealed(address: str) -> str:
    """The address with a dot in place of every password."""
    return _IN_WORDS.sub(r"\1=…", _PASSWORD.sub(r"\g<who>:…@", address))


def complaint(wrong: Error) -> str:
    """What a driver complains of, in its first line, as it may be shown.

    A server that does not answer is named by its host alone; an address that cannot be read is
    repeated by the driver whole, password included, so its words are not passed on.
    """
    if not isinstance(wrong, OperationalError):
        return "地址写得不对，应为 postgresql://用户:口令@主机:端口/库名；口令里的特殊字符写成 %40 这样"
    lines = str(wrong).strip().splitlines()
    said = (lines[0] if lines else type(wrong).__name__).rpartition("failed: ")[2]
    return sealed(said)[:120]
