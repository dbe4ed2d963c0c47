"""The key that signs a record's checkpoints: made once, read by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from jixiao.acts.errors import NoteError
from jixiao.acts.note import Signer, Verifier

KEY, PUBLIC = "key", "key.pub"
_BYTES = 32


def signer_in(folder: Path, name: str = "jixiao") -> Signer:
    """The signer whose secret lies in a folder; made where there is none, with the public key beside.

    Two processes that start together agree: the file is made exclusively, who comes second reads it.

    Raises:
        NoteError: the file holds no key.
        OSError: it cannot be read or made.
    """
    path = folder / KEY
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        made = Signer(name, _secret(path))
    else:
        with os.fdopen(handle, "w", encoding="ascii") as out:
            secret = secrets.token_bytes(_BYTES)
            out.write(secret.hex())
            out.flush()
            os.fsync(out.fileno())
        made = Signer(name, secret)
    if not (folder / PUBLIC).exists():
        (folder / PUBLIC).write_text(f"{made.verifier.text()}\n", encoding="utf-8")
    return made


def verifier_of(path: Path) -> Verifier:
    """The verifier a file of a public key names.

    Raises:
        NoteError: it holds none.
        OSError: it cannot be read.
    """
    return Verifier.of(path.read_text("utf-8", errors="replace"))


def _secret(path: Path) -> bytes:
    try:
        secret = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError:
        secret = b""
    if len(secret) != _BYTES:
        raise NoteError(f"{path}: 不是签名用的密钥；请从备份恢复，不要删除")
    return secret
