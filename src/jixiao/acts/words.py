"""Free text and names stand in an act as salted hashes; the words lie beside it and may be deleted.

With the salt gone nobody can tell from the hash what was said, not even by trying every name in the
county; what was said can still be shown to be what was said, as long as the words are kept.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

_SALT_BYTES = 16


@dataclass(frozen=True)
class Word:
    """A text with its salt."""

    salt: str
    text: str

    @property
    def hash(self) -> str:
        """What stands in the act: SHA-256 of salt and text."""
        return hashlib.sha256(bytes.fromhex(self.salt) + self.text.encode()).hexdigest()


def word(text: str) -> Word:
    """A text with a new salt: the same text said twice does not look the same."""
    return Word(secrets.token_hex(_SALT_BYTES), text)
