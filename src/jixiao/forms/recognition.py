"""Whether a document prints an official form whole: every label its declaration knows stands in a cell."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.forms.declaration import Form, Label, label_key
from jixiao.grids.document import Document


def prints_whole(form: Form, document: Document) -> bool:
    """Whether every label of the form's rows, in one of its wordings, is a cell of the document."""
    printed = {
        label_key(c.text) for grid in document.grids() for c in grid.cells if 0 < len(c.text) < 40
    }
    return all(label.keys & printed for label in _labels(form))


def _labels(form: Form) -> Iterator[Label]:
    """The labels that say something; the money head names its unit and may be missing."""
    for row in form.rows:
        for part in row.parts:
            if isinstance(part, Label) and part.text.strip("—") and "万元" not in part.text:
                yield part
