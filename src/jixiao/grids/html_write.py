"""Documents as one self-contained web page, and single grids for pages made elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from itertools import count

from jixiao.grids.document import Cell, Contents, Document, Grid, Paragraph, Role
from jixiao.grids.html_look import STYLE
from jixiao.grids.layout import filled, shares
from jixiao.plan.words import clean, one_line

Marks = Mapping[tuple[int, int], str]
Attributes = Callable[[Cell], Mapping[str, str]]

_LISTED = (Role.TITLE, Role.HEADING)
_TAGS = {Role.COVER: "h1", Role.TITLE: "h2", Role.HEADING: "h2", Role.BODY: "p"}


def write(document: Document) -> bytes:
    """The document as a page in UTF-8; equal documents give equal bytes."""
    title = _escaped(one_line(document.title) or "绩效目标")
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{''.join(_blocks(document))}</main>\n</body>\n</html>\n"
    ).encode()


def fragment(grid: Grid, *, mark: Marks | None = None, attributes: Attributes | None = None) -> str:
    """The html of one grid.

    Each cell has its role as class; ``mark`` adds class names by (row, column); ``attributes`` gives
    further attributes of a cell (``data-…``, ``id``), whose values are escaped here.

    Raises:
        ValueError: an attribute's name is not one, or cells overlap: our own fault.
    """
    columns = "".join(f'<col style="width:{share:.2%}">' for share in shares(grid))
    rows = []
    for number, cells in enumerate(filled(grid), start=1):
        shown = "".join(
            _cell(cell, number == grid.repeat, mark or {}, attributes) for cell in cells
        )
        rows.append(f"<tr>{shown}</tr>\n")
    return (
        f'<table class="form"><colgroup>{columns}</colgroup>\n<tbody>\n{"".join(rows)}</tbody></table>\n'
        if rows
        else ""
    )


def _cell(cell: Cell, is_header: bool, mark: Marks, attributes: Attributes | None) -> str:
    label = cell.role is Role.LABEL
    tag = "th" if label else "td"
    given = dict(attributes(cell)) if attributes else {}
    classes = (cell.role.value, mark.get((cell.row, cell.column), ""), given.pop("class", ""))
    said = {"class": " ".join(name for name in classes if name)}
    if label:
        said["scope"] = _scope(cell, is_header)
    if cell.row_span > 1:
        said["rowspan"] = str(cell.row_span)
    if cell.column_span > 1:
        said["colspan"] = str(cell.column_span)
    words = "".join(
        f' {_name(name)}="{_escaped(value)}"' for name, value in {**said, **given}.items()
    )
    return f"<{tag}{words}>{_lines(cell.text)}</{tag}>"


def _scope(cell: Cell, is_header: bool) -> str:
    """Labels of the heading row stand over columns; other labels lead their row (or rows)."""
    if is_header:
        return "col"
    return "rowgroup" if cell.row_span > 1 else "row"


def _blocks(document: Document) -> Iterator[str]:
    """Blocks in sections; a new page begins a section, so that printing breaks before it."""
    anchors = count(1)
    yield "<section>\n"
    for number, block in enumerate(document.blocks):
        if isinstance(block, Contents):
            yield '</section>\n<section class="page">\n' if number else ""
            yield _contents(block, document)
        elif isinstance(block, Grid):
            yield (
                f'<div class="scroll" tabindex="0">{fragment(block)}</div>\n' if block.cells else ""
            )
        elif text := clean(block.text):
            if block.new_page and number:
                yield '</section>\n<section class="page">\n'
            anchor = f' id="s{next(anchors)}"' if block.role in _LISTED else ""
            tag = _TAGS[block.role]
            yield f'<{tag} class="{block.role.value}"{anchor}>{_lines(text)}</{tag}>\n'
    yield "</section>\n"


def _contents(block: Contents, document: Document) -> str:
    listed = [
        b
        for b in document.blocks
        if isinstance(b, Paragraph) and b.role in _LISTED and clean(b.text)
    ]
    items = "".join(
        f'<li><a href="#s{number}">{_escaped(clean(one.text)).replace(chr(10), " ")}</a></li>\n'
        for number, one in enumerate(listed, start=1)
    )
    title = _escaped(clean(block.title))
    return f'<nav role="doc-toc" aria-label="{title}"><h2>{title}</h2>\n<ul>\n{items}</ul></nav>\n'


def _lines(text: str) -> str:
    return _escaped(text).replace("\n", "<br>")


def _escaped(text: str) -> str:
    return escape(text, quote=True)


def _name(name: str) -> str:
    if not name.replace("-", "").isalnum() or not name.isascii():
        raise ValueError(f"not the name of an attribute: {name!r}")
    return name
