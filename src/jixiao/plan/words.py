"""Text as a plan keeps it: as published, without what cannot be seen.

Invisible differences (kinds of blanks, zero-width and control characters, direction marks) are not
content; they differ between containers of the same document and would make equal plans unequal.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\ue000-\uf8ff]"
)
_BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BREAKS = re.compile(" ?(?:\r\n|[\r\n\u2028\u2029\u0085])[ \n\r\u2028\u2029]*")
#: Any of the above. Most texts of a table have none, and are then clean as they are.
_UNTIDY = re.compile(
    "|".join(p.pattern for p in (_INVISIBLE, _BLANKS, re.compile("[\r\n\u2028\u2029\u0085]")))
)


def clean(text: str | None) -> str:
    r"""The text with invisible characters gone, blanks folded to one, ends stripped.

    Line breaks inside are kept as ``\n``; empty lines are dropped. Idempotent.
    """
    if not text:
        return ""
    if not _UNTIDY.search(text):
        return text
    seen = _BLANKS.sub(" ", text.replace("\u0085", "\n"))
    seen = _INVISIBLE.sub("", seen)
    seen = _BREAKS.sub("\n", _BLANKS.sub(" ", seen))
    return seen.strip(" \n")


def one_line(text: str | None) -> str:
    """As :func:`clean`, with line breaks taken out (a wrapped line of Chinese has no blank)."""
    return clean(clean(text).replace("\n", ""))


def squeeze(text: str | None) -> str:
    """The text with every blank and break out and width folded (NFKC): for comparing labels."""
    return "".join(unicodedata.normalize("NFKC", text or "").split())


_NOTHING = re.compile(r"[\s/\\\-—–。.]*|无|暂无|未填")


def says_nothing(text: str | None) -> bool:
    """Whether a cell is empty, or filled with a dash or a word for nothing."""
    return _NOTHING.fullmatch(clean(text)) is not None
