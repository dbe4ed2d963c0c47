"""A progress bar on standard error, once the work has lasted more than a second on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
_WIDTH = 24


def progress(items: Sequence[T], label: str) -> Iterator[T]:
    """The items one by one; the bar is wiped at the end."""
    shown, start = False, time.monotonic()
    for done, item in enumerate(items):
        if sys.stderr.isatty() and time.monotonic() - start > 1:
            filled = _WIDTH * done // len(items)
            bar = "█" * filled + "·" * (_WIDTH - filled)
            print(f"\r{label} {bar} {done}/{len(items)}", end="", file=sys.stderr, flush=True)
            shown = True
        yield item
    if shown:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
