"""``jixiao forecast --json``: a forecast without plan or store, one question a line (contract §7a)."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

from jixiao.cli.exits import Exit
from jixiao.cli.files import file_bytes
from jixiao.cli.outputs import add_output, put
from jixiao.grids.encoding import decode


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "forecast", help="预测年底：一行一个问题（JSON），不用计划和台账"
    )
    parser.add_argument("files", nargs="*", default=["-"], metavar="文件", help="默认为标准输入")
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """One answer a line, in order; a line that cannot be understood is answered with the reason."""
    answers = (_answered(line, args) for name in args.files for line in _lines(name))
    if args.output:
        put("".join(line + "\n" for line in answers), args)
    else:
        for line in answers:
            sys.stdout.write(line + "\n")
    return Exit.DONE


def _lines(name: str) -> Iterator[str]:
    data = file_bytes(name)
    if data.strip():
        yield from decode(data, name).removesuffix("\n").replace("\r\n", "\n").split("\n")


def _answered(line: str, args: argparse.Namespace) -> str:
    from jixiao.law.packs import chosen, packs_at_hand
    from jixiao.monitoring.forecast.asked import answer

    try:
        asked = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        asked = None
    rules = chosen(None, date.today(), among=packs_at_hand()).pack.monitoring
    said = answer(asked, rules.possibility)
    return json.dumps(said, ensure_ascii=False) if args.json else str(said["why"])
