"""A document spread over sheets: each form its own, named after its title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jixiao.grids.document import Contents, Document, Grid, Paragraph, Role
from jixiao.plan.words import clean, one_line

_OPENS = (Role.COVER, Role.TITLE, Role.HEADING)
_LISTED = (Role.TITLE, Role.HEADING)
_CODE = re.compile("【[0-9A-Za-z]{12,}】")
_FORBIDDEN = str.maketrans(
    {**dict.fromkeys("[]:*?/\\", " "), "'": "’", "!": "！", "[": "〔", "]": "〕", ":": "："}
)
_LONGEST = 31


@dataclass
class Page:
    """One sheet: its blocks with the row each begins at, or a table of contents."""

    name: str
    contents: Contents | None = None
    blocks: list[tuple[int, Paragraph | Grid]] = field(default_factory=list)
    next_row: int = 1

    @property
    def grids(self) -> int:
        """How many grids stand on the sheet."""
        return sum(isinstance(block, Grid) for _, block in self.blocks)

    def add(self, block: Paragraph | Grid) -> None:
        """Put a block below the others; an empty row ends a grid."""
        self.blocks.append((self.next_row, block))
        self.next_row += block.height + 1 if isinstance(block, Grid) else 1

    def listed(self) -> list[tuple[int, str]]:
        """What the table of contents names: row and text."""
        return [
            (row, one_line(block.text))
            for row, block in self.blocks
            if isinstance(block, Paragraph) and block.role in _LISTED
        ]


def pages_of(document: Document) -> list[Page]:
    """The sheets of a document; there is always one."""
    pages: list[Page] = []
    current: Page | None = None
    for block in document.blocks:
        if isinstance(block, Contents):
            pages.append(Page(_name(block.title or "目录", pages), block))
            continue
        text = clean(block.text) if isinstance(block, Paragraph) else ""
        if not text and (isinstance(block, Paragraph) or not block.cells):
            continue
        if current is None or (
            isinstance(block, Paragraph) and block.new_page and block.role in _OPENS
        ):
            current = Page(_name(text or document.title, pages))
            pages.append(current)
        current.add(block)
    return pages or [Page("空白")]


def _name(text: str, pages: list[Page]) -> str:
    """A name a workbook allows: 31 characters, none forbidden, unlike every other."""
    bare = one_line(text).translate(_FORBIDDEN)
    if len(bare) > _LONGEST:
        bare = _CODE.sub("", bare)
    bare = " ".join(bare.split())[: _LONGEST * 2] or "表"
    taken = {page.name.casefold() for page in pages} | {"history"}
    for number in range(1, len(pages) + 2):
        ending = f"（{number}）" if number > 1 else ""
        name = _cut(bare, _LONGEST - len(ending.encode("utf-16-le")) // 2) + ending
        if name.casefold() not in taken:
            return name
    raise AssertionError("one of so many names is free")


def _cut(text: str, length: int) -> str:
    """Cut to a length as Excel counts it, in UTF-16 units."""
    while len(text.encode("utf-16-le")) // 2 > length:
        text = text[:-2].rstrip() + "…"
    return text
