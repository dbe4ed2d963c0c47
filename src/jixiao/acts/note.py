"""Checkpoints as signed notes (C2SP signed-note, tlog-checkpoint): origin, size, root, signature.

An Ed25519 key has a name and a number of four bytes made from both; a note is text, and anybody can
check it with the public key alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from jixiao.acts.errors import NoteError

_ED25519 = b"\x01"
_DASH = "\u2014"
_SIGNATURE = re.compile(rf"{_DASH} (?P<name>[^\s+]+) (?P<signed>[A-Za-z0-9+/=]+)\n")
_SIGNATURES = re.compile(rf"(?:{_DASH} [^\s+]+ [A-Za-z0-9+/=]+\n)+")
_SIZE = re.compile(r"0|[1-9]\d{0,17}")


@dataclass(frozen=True)
class Checkpoint:
    """How many acts there were, and the root over them; ``more``: lines that say more, signed with it."""

    origin: str
    size: int
    root: bytes
    more: tuple[str, ...] = ()

    def text(self) -> str:
        """The lines that are signed."""
        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.more)
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True)
class Verifier:
    """Whose signatures are believed: a name without blank or plus, and a public key."""

    name: str
    key: bytes

    @property
    def number(self) -> bytes:
        """The key's number: of its name, its kind and itself."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.key).digest()[:4]

    def text(self) -> str:
        """As it is handed to others: name+number+key."""
        key = base64.b64encode(_ED25519 + self.key).decode()
        return f"{self.name}+{self.number.hex()}+{key}"

    @classmethod
    def of(cls, text: str) -> Verifier:
        """From the text.

        Raises:
            NoteError: it is no such key, or the number is not the key's.
        """
        name, _plus, rest = text.strip().partition("+")
        number, _plus, encoded = rest.partition("+")
        key = _base64(encoded)
        if len(key) != 33 or not key.startswith(_ED25519):
            raise NoteError("不是 Ed25519 公钥")
        made = cls(name, key[1:])
        if made.number.hex() != number:
            raise NoteError("公钥的编号不对")
        return made

    def opened(self, note: str) -> Checkpoint:
        """The checkpoint in a note that this key has signed.

        Raises:
            NoteError: malformed, not signed by this key, or changed since.
        """
        text, _blank, signatures = note.partition("\n\n")
        text += "\n"
        if not _SIGNATURES.fullmatch(signatures):
            raise NoteError("检查点的签名部分写法不对")
        for found in _SIGNATURE.finditer(signatures):
            signed = _base64(found["signed"])
            if found["name"] == self.name and signed[:4] == self.number:
                self._check(text, signed[4:])
                return _checkpoint(text)
        raise NoteError("没有这把钥匙的签名")

    def _check(self, text: str, signature: bytes) -> None:
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, text.encode())
        except InvalidSignature as wrong:
            raise NoteError("签名不对：检查点被改动过") from wrong


@dataclass(frozen=True)
class Signer:
    """Who signs checkpoints; ``secret`` are the 32 bytes of a private key."""

    name: str
    secret: bytes = field(repr=False)

    @property
    def verifier(self) -> Verifier:
        """The public side."""
        key = Ed25519PrivateKey.from_private_bytes(self.secret).public_key()
        return Verifier(self.name, key.public_bytes_raw())

    def signed(self, checkpoint: Checkpoint) -> str:
        """The signed note of a checkpoint."""
        text = checkpoint.text()
        signature = Ed25519PrivateKey.from_private_bytes(self.secret).sign(text.encode())
        told = base64.b64encode(self.verifier.number + signature).decode()
        return f"{text}\n{_DASH} {self.name} {told}\n"


def noted(note: str) -> Checkpoint:
    """The checkpoint in a note, whoever signed it.

    Raises:
        NoteError: malformed.
    """
    return _checkpoint(note.partition("\n\n")[0] + "\n")


def _checkpoint(text: str) -> Checkpoint:
    lines = text.split("\n")
    if len(lines) < 4 or not _SIZE.fullmatch(lines[1]):
        raise NoteError("检查点应有来源、条数、根三行")
    root = _base64(lines[2])
    if len(root) != 32:
        raise NoteError("检查点的根应为 32 字节")
    return Checkpoint(lines[0], int(lines[1]), root, tuple(lines[3:-1]))


def _base64(text: str) -> bytes:
    """The bytes; nothing where the text is not the one spelling of them."""
    try:
        found = base64.b64decode(text, validate=True)
    except ValueError:
        return b""
    return found if base64.b64encode(found).decode() == text else b""
