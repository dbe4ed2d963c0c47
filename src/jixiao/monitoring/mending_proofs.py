"""Proofs of mending: kept as handed in, named by their content, checked when read again."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from jixiao.registers.whole_file import keep_whole

FOLDER = "mending"
MOST_BYTES = 50 * 1024 * 1024
_NAMED = re.compile(r"(?P<name>.+) sha256:(?P<sha256>[0-9a-f]{64})", re.DOTALL)


class ProofError(ValueError):
    """A proof that cannot be taken or given: empty, too large, gone, or no longer what it was."""


@dataclass(frozen=True)
class Proof:
    """A proof by the name it came under and the SHA-256 of its content, as a step writes it."""

    name: str
    sha256: str

    @classmethod
    def of(cls, written: str | None) -> Proof | None:
        """What a step's ``proof`` names; ``None`` where it names no kept file."""
        found = _NAMED.fullmatch(written or "")
        return cls(found["name"], found["sha256"]) if found else None

    def __str__(self) -> str:
        """As a step writes it."""
        return f"{self.name} sha256:{self.sha256}"


def named(name: str, data: bytes) -> Proof:
    """The proof a file is; nothing is written.

    Raises:
        ProofError: it is empty or too large.
    """
    if not data:
        raise ProofError(f"佐证“{name}”是空的；请确认已保存完整")
    if len(data) > MOST_BYTES:
        raise ProofError(f"佐证“{name}”超过 {MOST_BYTES // 1024 // 1024} MB；请压缩后再交")
    return Proof(" ".join(name.split()), hashlib.sha256(data).hexdigest())


def keep(folder: Path, proof: Proof, data: bytes) -> None:
    """Keep a proof's file in the evidence folder; the same content twice is kept once."""
    keep_whole(folder / FOLDER / proof.sha256, data)


def content_of(folder: Path, proof: Proof) -> bytes:
    """The bytes of a kept proof.

    Raises:
        ProofError: it is not there, or is not what was handed in.
    """
    path = folder / FOLDER / proof.sha256
    data = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(data).hexdigest() != proof.sha256:
        raise ProofError(f"佐证“{proof.name}”不在或者已被改动")
    return data
