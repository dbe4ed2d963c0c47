"""Proofs of mending: kept as handed in, named by their content, checked when read again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from jixiao.acts.kind import ActRefusedError
from jixiao.acts.proof import FOLDER, Proof
from jixiao.registers.whole_file import keep_whole

MOST_BYTES = 50 * 1024 * 1024


class ProofError(ValueError):
    """A proof that cannot be given: gone, or no longer what it was."""


def named(name: str, data: bytes) -> Proof:
    """The proof a file is; nothing is written.

    Raises:
        ActRefusedError: it is empty or too large.
    """
    if not data:
        raise ActRefusedError(f"佐证“{name}”是空的；请确认已保存完整")
    if len(data) > MOST_BYTES:
        raise ActRefusedError(f"佐证“{name}”超过 {MOST_BYTES // 1024 // 1024} MB；请压缩后再交")
    return Proof(" ".join(name.split()), hashlib.sha256(data).hexdigest())


def keep(folder: Path, proof: Proof, data: bytes) -> None:
    """Keep a proof's file in the evidence folder; the same content twice is kept once."""
    keep_whole(_path(folder, proof), data)


def content_of(folder: Path, proof: Proof) -> bytes:
    """The bytes of a kept proof.

    Raises:
        ProofError: it is not there, or is not what was handed in.
    """
    path = _path(folder, proof)
    data = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(data).hexdigest() != proof.sha256:
        raise ProofError(f"佐证“{proof.name}”不在或者已被改动")
    return data


def _path(folder: Path, proof: Proof) -> Path:
    if proof.sha256 is None:
        raise ProofError(f"佐证“{proof.name}”没有交到这里")
    return folder / FOLDER / proof.sha256
