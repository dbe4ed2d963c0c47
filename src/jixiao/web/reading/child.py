"""The process that reads one upload: bounded in memory, time and output, and then gone.

A document is a program for its reader: a few kilobytes can ask for gigabytes. Here that kills this
process, not the server. Bytes on standard input, one JSON object on standard output: ``plan`` and
``document``, or ``error``. Run as ``python -I -m jixiao.web.reading.child NAME MEMORY SECONDS OUTPUT``.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any


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


def understood(data: bytes, name: str) -> dict[str, Any]:
    """What the bytes hold, or why they cannot be read."""
    from jixiao.grids.errors import MissingProgramError, ReadError
    from jixiao.plan.json import PlanError

    try:
        return _plan_file(data) if name.lower().endswith(".json") else _document(data, name)
    except ReadError as wrong:
        return {
            "error": {
                "place": wrong.place,
                "expected": wrong.expected,
                "found": wrong.found,
                "remedy": wrong.remedy,
            }
        }
    except PlanError as wrong:
        return {"error": {"place": wrong.place, "message": str(wrong)}}
    except MissingProgramError as wrong:
        return {"error": {"message": str(wrong)}}


def _plan_file(data: bytes) -> dict[str, Any]:
    from jixiao.plan.json import loads, to_json

    return {"plan": to_json(loads(data)), "document": None}


def _document(data: bytes, name: str) -> dict[str, Any]:
    from jixiao.forms.reading import read_plan
    from jixiao.grids.reading import read
    from jixiao.plan.json import to_json
    from jixiao.web.reading.document_json import pack

    document = read(data, name)
    return {"plan": to_json(read_plan(document)), "document": pack(document)}


def main() -> None:
    """Read standard input, answer on standard output."""
    name, memory, seconds, output = sys.argv[1], *map(int, sys.argv[2:5])
    bound(memory, seconds, output)
    try:
        answer = understood(sys.stdin.buffer.read(), name)
    except MemoryError:
        answer = {"error": {"kind": "memory"}}
    json.dump(answer, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
