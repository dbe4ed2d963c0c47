"""``jixiao rules [CODE]``: everything that can be said under a code, with what it cites."""

from __future__ import annotations

import argparse
from typing import Any

from jixiao.cli.catalogue import codes
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.cli.words import Words
from jixiao.findings.catalogue import UnknownCodeError, unit
from jixiao.findings.coded import Coded, basis_of


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("rules", help="每个代码是什么问题、依据什么")
    parser.add_argument("name", nargs="?", metavar="规则", help="看其中一条，例如 B203、K101、W102")
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the rules, or show one whole."""
    try:
        shown = [unit(args.name, codes())] if args.name else list(codes().values())
    except UnknownCodeError as unknown:
        raise UsageError(str(unknown)) from unknown
    if args.json:
        described = [_described(one) for one in shown]
        put_json(described[0] if args.name else described, args)
        return Exit.DONE
    words = Words(args.lang)
    lines = [_line(one, words) for one in shown]
    put(
        "\n".join([*lines, f"\n{shown[0].page()}" if args.name else ""]).rstrip() + "\n",
        args,
    )
    return Exit.DONE


def _described(one: type[Coded]) -> dict[str, Any]:
    kind = getattr(one.extends or one, "kind", None)
    return {
        "code": one.code,
        "title": one.title(),
        "english": one.english,
        "level": one.level.value,
        "kind": kind.value if kind else None,
        "cites": [cite.model_dump() for cite in basis_of(one.cites)],
        "page": one.page(),
    }


def _line(one: type[Coded], words: Words) -> str:
    cites = "、".join(dict.fromkeys(cite.words() for cite in basis_of(one.cites)))
    line = f"{one.code}  [{words.level(one.level)}] {words(one.title(), one.english)}  {cites}"
    return line.rstrip()
