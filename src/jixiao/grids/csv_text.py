"""Texts in a csv file, so that a spreadsheet shows them and runs none: headings too, which people also name."""

from __future__ import annotations

from typing import Any

#: What makes a spreadsheet take a text for a formula; full-width signs do so where Chinese is set.
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula is marked as text; all else stays."""
    runs = isinstance(value, str) and value.lstrip(" \u3000").startswith(_RUN)
    return f"'{value}" if runs else value
