"""``jixiao target``: target values, one a line on standard input → one JSON object a line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from jixiao.cli.exits import Exit
from jixiao.cli.files import file_bytes
from jixiao.cli.outputs import add_output, put
from jixiao.grids.encoding import decode
from jixiao.plan.target import Target
from jixiao.plan.target_grammar import parse_target


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("target", help="理解指标值，一行一个")
    parser.add_argument("files", nargs="*", default=["-"], metavar="文件", help="默认为标准输入")
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Each line: raw, then optionally tab, name, tab, level-2 type, tab, unit column."""
    form = _as_json if args.json else _as_text
    lines = (line for name in args.files for line in _lines(name))
    if args.output:
        put("".join(form(line) + "\n" for line in lines), args)
    else:
        for line in lines:
            sys.stdout.write(form(line) + "\n")
    return Exit.DONE


def _lines(name: str) -> Iterator[str]:
    data = file_bytes(name)
    if data:
        text = decode(data, name) if data.strip() else data.decode("latin-1")
        yield from text.removesuffix("\n").replace("\r\n", "\n").split("\n")


def _read(line: str) -> Target:
    raw, name, level2, unit = [*line.split("\t"), "", "", ""][:4]
    return parse_target(raw, name, level2, unit)


def _as_json(line: str) -> str:
    return json.dumps(_read(line).plain(), ensure_ascii=False)


def _as_text(line: str) -> str:
    target = _read(line)
    notes = "；".join(target.reasons)
    parts = [
        target.kind.label,
        target.canonical,
        target.better.label if target.better else "",
        notes,
    ]
    return f"{target.raw}\t" + "  ".join(p for p in parts if p)
