"""The process that reads one upload: bounded in memory, time and output, and then gone.

A document is a program for its reader: a few kilobytes can ask for gigabytes. Here that kills this
process, not the server. Bytes on standard input; on standard output, one line of JSON for the plan and
one for the document, or with exit code 3 one line that says why not.

Run as ``python -I -m jixiao.web.reading.child NAME MEMORY SECONDS OUTPUT``.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

UNREADABLE = 3


def bound(memory: int, seconds: int, output: int) -> None:
    """Set the limits, before any library is loaded."""
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_CORE, 0),
    ):
        _lower(what, limit)


def _lower(what: int, limit: int) -> None:
    hard = resource.getrlimit(what)[1]
    wanted = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(what, (wanted, wanted))


def understood(data: bytes, name: str) -> tuple[int, list[Any]]:
    """(exit code, what to answer): plan and document, or why the bytes cannot be read."""
    from jixiao.grids.errors import MissingProgramError, ReadError
    from jixiao.plan.json import PlanError

    try:
        return 0, _plan_file(data) if name.lower().endswith(".json") else _document(data, name)
    except ReadError as wrong:
        parts = ("place", "expected", "found", "remedy")
        return UNREADABLE, [{part: getattr(wrong, part) for part in parts}]
    except PlanError as wrong:
        return UNREADABLE, [{"place": wrong.place, "message": str(wrong)}]
    except MissingProgramError as wrong:
        return UNREADABLE, [{"message": str(wrong)}]


def _plan_file(data: bytes) -> list[Any]:
    from jixiao.plan.json import loads, to_json

    return [to_json(loads(data)), None]


def _document(data: bytes, name: str) -> list[Any]:
    from jixiao.forms.reading import read_plan
    from jixiao.grids.reading import read
    from jixiao.plan.json import to_json
    from jixiao.web.reading.document_json import pack

    document = read(data, name)
    return [to_json(read_plan(document)), pack(document)]


def main() -> int:
    """Read standard input, answer on standard output."""
    name, memory, seconds, output = sys.argv[1], *map(int, sys.argv[2:5])
    bound(memory, seconds, output)
    try:
        code, answer = understood(sys.stdin.buffer.read(), name)
    except MemoryError:
        code, answer = UNREADABLE, [{"kind": "memory"}]
    for part in answer:
        print(json.dumps(part, ensure_ascii=False))
    return code


if __name__ == "__main__":
    sys.exit(main())
