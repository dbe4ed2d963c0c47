"""What a form is made of: rows of labels and slots, and a grid of indicator columns.

One declaration serves both ways: :mod:`jixiao.forms.printing` draws a grid from it,
:mod:`jixiao.forms.matching` finds its labels in a stranger's grid, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from jixiao.grids.document import Role
from jixiao.plan.words import squeeze


@dataclass(frozen=True)
class Label:
    """A printed label. ``names`` are other wordings met; ``span`` columns, ``rows`` rows high."""

    text: str
    span: int = 1
    rows: int = 1
    names: tuple[str, ...] = ()

    def matches(self, printed: str) -> bool:
        """Whether a cell prints this label, blanks and width aside."""
        return label_key(printed) in self.keys

    @cached_property
    def keys(self) -> frozenset[str]:
        """What its wordings look like once blanks, width and a closing colon are folded away."""
        return frozenset(map(label_key, (self.text, *self.names)))


@lru_cache(maxsize=4096)
def label_key(printed: str) -> str:
    """A text as labels are compared; the same few labels are met thousands of times."""
    return squeeze(printed).rstrip(":")


@dataclass(frozen=True)
class Slot:
    """Where a value stands: the field of the plan's JSON it prints."""

    field: str
    span: int = 1
    role: Role = Role.VALUE


Part = Label | Slot


@dataclass(frozen=True)
class Row:
    """One row of a form; ``key`` names it. A row without labels goes on with the row before it."""

    key: str
    parts: tuple[Part, ...]

    def begins_with(self, printed: str) -> bool:
        """Whether a cell prints one of the row's labels: a stranger's row may lack the first."""
        return label_key(printed) in self.keys

    @cached_property
    def keys(self) -> frozenset[str]:
        """What the wordings of its labels look like, as :func:`label_key` compares them."""
        return frozenset().union(*(part.keys for part in self.parts if isinstance(part, Label)))

    @cached_property
    def slots(self) -> dict[str, str]:
        """Label's key → the field of the slot declared behind it."""
        return {
            key: slot.field
            for label, slot in pairwise(self.parts)
            if isinstance(label, Label) and isinstance(slot, Slot)
            for key in label.keys
        }


@dataclass(frozen=True)
class Column:
    """One column of the indicator grid."""

    label: Label
    field: str
    role: Role = Role.VALUE


@dataclass(frozen=True)
class Form:
    """A form: its name, relative column widths, rows above the indicators, indicator columns."""

    name: str
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]

    @cached_property
    def row_by_label(self) -> dict[str, int]:
        """Label's key → which of the rows prints it; the first where several do."""
        numbered = list(enumerate(self.rows))
        return {key: number for number, row in reversed(numbered) for key in row.keys}

    @cached_property
    def headings(self) -> dict[str, str]:
        """Heading's key → the field of its column."""
        return headings(self.columns)


def headings(columns: Sequence[Column]) -> dict[str, str]:
    """Heading's key (:func:`label_key`) → the field of its column; the first where several have it."""
    return {key: one.field for one in reversed(columns) for key in one.label.keys}
