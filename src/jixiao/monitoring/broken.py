"""Lines that can still be told from those that are broken for good."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.monitoring.progress import Nature, bounds
from jixiao.monitoring.sheet import Line, Sheet


def open_lines(sheet: Sheet) -> Iterator[Line]:
    """Indicators not said already to be broken: deadlines and ceilings have warnings of their own."""
    return (
        line for line in sheet.lines if line.progress.nature is not Nature.DATE and not broken(line)
    )


def broken(line: Line) -> bool:
    """A growing value beyond its ceiling comes back under it only by mistake."""
    low, high = bounds(line.indicator.target)
    growing = line.progress.nature is Nature.GROWING
    return growing and low is None and high is not None and line.progress.met is False
