"""Checkpoints are signed notes that another program opens; changed ones it does not."""

from __future__ import annotations

import pytest

from jixiao.acts.errors import NoteError
from jixiao.acts.note import Checkpoint, Signer, Verifier

SIGNER = Signer("jixiao", bytes(range(32)))
CHECKPOINT = Checkpoint("jixiao/0011223344556677", 17, bytes(range(32)))


def test_the_lines_of_a_checkpoint() -> None:
    note = SIGNER.signed(CHECKPOINT)
    text, signature = note.split("\n\n")
    assert text.split("\n") == [
        "jixiao/0011223344556677", "17", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    ]  # fmt: skip
    assert signature.startswith("— jixiao ")
    assert Verifier.of(SIGNER.verifier.text()).opened(note) == CHECKPOINT


def test_every_flipped_bit_of_a_note_is_found() -> None:
    note = SIGNER.signed(CHECKPOINT).encode()
    for at in range(len(note)):
        for bit in range(8):
            changed = bytearray(note)
            changed[at] ^= 1 << bit
            with pytest.raises(NoteError):
                SIGNER.verifier.opened(changed.decode("utf-8", errors="replace"))


def test_another_key_is_nobodys() -> None:
    with pytest.raises(NoteError):
        Signer("jixiao", bytes(32)).verifier.opened(SIGNER.signed(CHECKPOINT))


def test_the_secret_is_not_printed() -> None:
    assert SIGNER.secret.hex() not in repr(SIGNER) and "secret" not in repr(SIGNER)
