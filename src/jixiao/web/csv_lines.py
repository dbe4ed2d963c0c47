"""Rows as a csv file that goes out line by line, however long, and opens in a spreadsheet as text."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from jixiao.grids.csv_text import harmless


class _Line:
    """What a csv writer writes to: each line is given back at once."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The lines of a csv file; a text that a spreadsheet would run is marked as text."""
    writer = csv.writer(_Line())
    yield "\ufeff"  # by this Excel knows that it is UTF-8
    for row in rows:
        yield writer.writerow([harmless(value) for value in row])
