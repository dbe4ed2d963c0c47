"""``jixiao rules [CODE]``: the rules of the examination, with what they cite."""

from __future__ import annotations

import argparse
import inspect
from typing import Any

from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.cli.words import Words
from jixiao.findings.catalogue import UnknownCodeError
from jixiao.law.shelf import Citation
from jixiao.review.catalogue import rule, rules
from jixiao.review.rule import Rule


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("rules", help="审核规则及其依据")
    parser.add_argument("name", nargs="?", metavar="规则", help="看其中一条，例如 B203")
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the rules, or show one whole."""
    try:
        shown = [rule(args.name)] if args.name else list(rules().values())
    except UnknownCodeError as unknown:
        raise UsageError(str(unknown)) from unknown
    if args.json:
        described = [_described(one) for one in shown]
        put_json(described[0] if args.name else described, args)
        return Exit.DONE
    words = Words(args.lang)
    lines = [_line(one, words) for one in shown]
    put(
        "\n".join([*lines, f"\n{inspect.getdoc(shown[0])}" if args.name else ""]).rstrip() + "\n",
        args,
    )
    return Exit.DONE


def _described(one: type[Rule]) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title(),
        "english": one.english,
        "level": one.level.value,
        "kind": one.kind.value,
        "cites": [_cite(c) for c in one.cites],
        "page": inspect.getdoc(one),
    }


def _cite(one: Citation) -> dict[str, Any]:
    return {"law": one.law, "article": one.article.number, "verified": one.verified}


def _line(one: type[Rule], words: Words) -> str:
    cites = "、".join(f"{c.law}{c.article.number}" for c in one.cites)
    return f"{one.code}  [{words.level(one.level)}] {words(one.title(), one.english)}  {cites}"
