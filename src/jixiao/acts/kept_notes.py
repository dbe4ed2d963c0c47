"""Checkpoints that were kept elsewhere: who has one knows that a record put back whole was put back.

A file of them holds signed notes one after another, as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jixiao.acts.errors import NoteError
from jixiao.acts.note import Checkpoint, Verifier, noted
from jixiao.acts.tree import EMPTY, Frontier

_NOTE = re.compile(r"(?:[^\n]+\n)+\n(?:\u2014 [^\n]+\n)+")


@dataclass(frozen=True)
class Kept:
    """One kept checkpoint: the note as it is, and what it says."""

    note: str
    told: Checkpoint


def kept_in(text: str) -> tuple[Kept, ...]:
    """The checkpoints in a file of them.

    Raises:
        NoteError: there is anything else in it, or nothing.
    """
    notes = _NOTE.findall(text)
    if not notes or _NOTE.sub("", text).strip():
        raise NoteError("应为一份或几份签名的检查点")
    return tuple(Kept(note, noted(note)) for note in notes)


def text_of(notes: Iterable[str]) -> str:
    """A file of these notes."""
    return "".join(notes)


def opened(kept: Iterable[Kept], verifier: Verifier | None) -> Iterator[Checkpoint | str]:
    """Each as it was signed by that key, or why not."""
    for one in kept:
        if verifier is None:
            yield "没有公钥，签名没有核对；请用 --key 指明公钥文件"
            continue
        try:
            yield verifier.opened(one.note)
        except NoteError as wrong:
            yield str(wrong)


def unlike(one: Checkpoint, grown: Frontier) -> str:
    """What is wrong with a record that has grown as far as a kept checkpoint; nothing where nothing is."""
    if grown.size == one.size and grown.root != one.root:
        return f"与另外保存的检查点（{one.size} 条）不符：分了叉，以前的记录是另一份"
    return ""


def beyond(one: Checkpoint, size: int) -> str:
    """What is wrong with a record of that size; nothing where nothing is."""
    if one.size > size:
        return f"另外保存的检查点签的是 {one.size} 条，现在只有 {size} 条：被整个退回到以前的样子"
    wrong = one.size == 0 and one.root != EMPTY
    return "另外保存的检查点签的是零条，根却不是空的" if wrong else ""
