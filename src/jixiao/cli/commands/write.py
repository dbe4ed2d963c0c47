"""``jixiao write PLAN --form NAME -o OUT``: a plan → an official form."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.inputs import load_plan
from jixiao.cli.outputs import replace_file
from jixiao.forms.writing import UnknownFormError, left_out, write_plan
from jixiao.grids.writing import ENDINGS, write
from jixiao.terms.forms import FormName


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("write", help="把计划印成官方表样")
    parser.add_argument(
        "plan", metavar="计划", help="计划 json，或任何能读的绩效文件；- 为标准输入"
    )
    parser.add_argument(
        "--form", default=FormName.HEBEI_GOAL_TEXT.value, metavar="表样", help="见 jixiao forms"
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="文件",
        help="按结尾决定格式：docx、xlsx、pdf、html",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the form; say on standard error what it has no cell for."""
    ending = Path(args.output).suffix.lower().lstrip(".")
    if ending not in ENDINGS:
        raise UsageError(
            f"不能写成“{ending or args.output}”；请用这些结尾之一：{'、'.join(ENDINGS)}"
        )
    plan = load_plan(args.plan)
    try:
        document = write_plan(plan, args.form)
    except UnknownFormError as unknown:
        raise UsageError(str(unknown)) from unknown
    replace_file(args.output, write(document, ending))
    if missing := left_out(plan, args.form):
        print(f"jixiao: 表样 {args.form} 没有这些栏，未印出：{'、'.join(missing)}", file=sys.stderr)
    return Exit.DONE
