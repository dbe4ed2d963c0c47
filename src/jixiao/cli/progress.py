"""What is told on standard error while work lasts: a bar over items, a line that grows over one step."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
_WIDTH = 24
#: Nobody waits longer than this without seeing that something goes on.
_SECONDS = 2.0


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


@contextmanager
def working(label: str) -> Iterator[None]:
    """Say what is being done, a dot every two seconds while it lasts, and that it is done."""
    over = threading.Event()
    started = time.monotonic()
    print(f"{label} …", end="", file=sys.stderr, flush=True)
    dots = threading.Thread(target=_dots, args=(over,), daemon=True)
    dots.start()
    done = False
    try:
        yield
        done = True
    finally:
        over.set()
        dots.join()
        said = f" 好了（{time.monotonic() - started:.0f} 秒）" if done else " 没有做成"
        print(said, file=sys.stderr, flush=True)


def _dots(over: threading.Event) -> None:
    while not over.wait(_SECONDS):
        print("…", end="", file=sys.stderr, flush=True)
