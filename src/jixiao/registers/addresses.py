"""Addresses of databases and engines as they may be shown: without the password.

Too much is hidden rather than too little: what a driver understands of an address that is written wrong
is not what its writer meant, so everything up to the last ``@`` is taken for a secret.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from psycopg import Error, OperationalError

_PASSWORD = re.compile(r"(?P<who>:(?://)?[^:/@\s]*):.*@", re.DOTALL)
_IN_WORDS = re.compile(
    r"(?P<word>\w*(?:password|passwd|pwd))\s*=\s*(?:'(?:\\.|[^'\\])*'?|[^\s&'\"]*)", re.IGNORECASE
)
_HOW = "地址写得不对，应为 postgresql://用户:口令@主机:端口/库名；口令里的特殊字符写成 %40 这样"


class AddressError(ValueError):
    """An address that cannot be taken apart without doubt; the text says how it is written, and repeats nothing."""

    def __init__(self) -> None:
        super().__init__(_HOW)


def sealed(address: str) -> str:
    """The address with a dot in place of every password."""
    return _IN_WORDS.sub(r"\g<word>=…", _PASSWORD.sub(r"\g<who>:…@", address))


def checked(address: str) -> str:
    """The address itself, where user, password, host and port are told apart without doubt.

    A password with a bare ``/``, ``#`` or ``@`` in it is taken by drivers for a part of the host, the port
    or the database, and then stands in what they complain of.

    Raises:
        AddressError: it is written otherwise.
    """
    try:
        parts = urlsplit(address)
        hosts = parts.netloc.rpartition("@")[2].split(",")
        for host in hosts:
            _ = urlsplit(f"//{host}").port
    except ValueError:  # of a port: its words hold a piece of the address
        raise AddressError from None
    bare = address.count("@") > parts.netloc.count("@") or parts.netloc.count("@") > 1
    if bare or any(map(str.isspace, address)):
        raise AddressError
    return address


def complaint(wrong: Error) -> str:
    """What a driver complains of, in its first line, as it may be shown.

    A server that does not answer is named by its host alone; an address that cannot be read is
    repeated by the driver whole, password included, so its words are not passed on.
    """
    if not isinstance(wrong, OperationalError):
        return _HOW
    lines = str(wrong).strip().splitlines()
    said = (lines[0] if lines else type(wrong).__name__).rpartition("failed: ")[2]
    return sealed(said)[:120]
