"""An act as one line of a file: hash of the leaf, the leaf, its words. A changed bit is seen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jixiao.acts.act import Act, ForeignActError, act_of
from jixiao.acts.canonical import NotCanonicalError, decoded, encoded
from jixiao.acts.kind import DELETED, Told, kinds
from jixiao.acts.tree import leaf_hash
from jixiao.acts.words import Word


@dataclass(frozen=True)
class Line:
    """What a line holds."""

    act: Act
    leaf_hash: bytes
    words: Mapping[str, Word]

    def told(self) -> Told:
        """The act with its words put back."""
        kind = kinds().get(self.act.kind)
        free = kind.words if kind else frozenset()
        says = {
            key: self._word(value) if key in free and value else value
            for key, value in self.act.says.items()
        }
        return Told(self.act, says, self._word(self.act.by.who))

    def _word(self, hashed: str) -> str:
        found = self.words.get(hashed)
        return found.text if found else DELETED


def line_of(act: Act, words: Sequence[Word]) -> bytes:
    """The line of an act, its end included. Neither JSON holds a tab or an end of line of its own."""
    return line_from(act.hash, act.leaf, words_told(words)) + b"\n"


def words_told(words: Sequence[Word]) -> str:
    """Words with their salts, as a line ends with them."""
    return encoded([[one.salt, one.text] for one in words]).decode()


def line_from(leaf_hash: str, leaf: bytes, words: str) -> bytes:
    """A line, without its end, from its three parts."""
    return b"%b %b\t%b" % (leaf_hash.encode(), leaf, words.encode())


def read_line(line: bytes, number: int) -> Line:
    """The act of line ``number``.

    Raises:
        ForeignActError: the line is not what was written.
    """
    hashed, _blank, rest = line.partition(b" ")
    leaf, _tab, told = rest.partition(b"\t")
    digest = leaf_hash(leaf)
    if digest.hex().encode() != hashed:
        raise ForeignActError("内容与摘要不符：被改动过")
    act = act_of(leaf)
    if act.seq != number:
        raise ForeignActError(f"编号是 {act.seq}，应为 {number}：少了、多了或者换了位置")
    return Line(act, digest, _words(act, told))


def _words(act: Act, told: bytes) -> dict[str, Word]:
    try:
        found = [Word(salt, text) for salt, text in decoded(told)]
        words = {one.hash: one for one in found}
    except (NotCanonicalError, TypeError, ValueError) as wrong:
        raise ForeignActError(f"文字部分不能读：{wrong}") from wrong
    # One spelling of a salt alone: a letter in upper case is a changed bit that hashes alike.
    if not _spoken(act, words) or any(one.salt != one.salt.lower() for one in found):
        raise ForeignActError("文字与记录里的摘要不符：被改动过")
    return words


def _spoken(act: Act, words: Mapping[str, Word]) -> bool:
    """Whether each of these hashes stands in the act."""
    left = [key for key in words if key != act.by.who and key not in act.says.values()]
    spoken = json.dumps(list(act.says.values())) if left else ""  # inside a list or an object
    return all(key in spoken for key in left)
