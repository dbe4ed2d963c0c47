"""Dispatch: commands are found in :mod:`jixiao.cli.commands`, errors become lines and exit codes."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from typing import NoReturn

import jixiao
from jixiao.cli import commands
from jixiao.cli.exits import Exit, UsageError
from jixiao.grids.errors import MissingProgramError, ReadError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is that of contract §1."""
    _speak_utf8()
    parser = _parser()
    args = parser.parse_args(argv)
    if not getattr(args, "run", None):
        parser.print_help()
        return Exit.USAGE
    try:
        return int(args.run(args))
    except UsageError as wrong:
        return _say(f"jixiao: {wrong}", Exit.USAGE)
    except ReadError as wrong:
        return _say(str(wrong), Exit.UNREADABLE)
    except MissingProgramError as missing:
        return _say(f"jixiao: {missing}", Exit.MISSING)
    except BrokenPipeError:
        # The reader of our output went away (| head): not an error, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except KeyboardInterrupt:
        return 130


def _speak_utf8() -> None:
    """Chinese goes out as UTF-8 whatever the locale says; names that are not UTF-8 survive."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(line: str, code: Exit) -> int:
    print(line.replace("\n", " "), file=sys.stderr)
    return code


class _Parser(argparse.ArgumentParser):
    """argparse with its few words in Chinese."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"{self.prog}: 命令不对：{message}；用 {self.prog} --help 查看用法", file=sys.stderr)
        raise SystemExit(int(Exit.USAGE))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="jixiao", description="预算绩效管理：读、审、算、评、印、公开、核验")
    parser.add_argument("--version", action="version", version=f"jixiao {jixiao.__version__}")
    sub = parser.add_subparsers(title="命令", metavar="命令", parser_class=_Parser)
    for module in sorted(pkgutil.iter_modules(commands.__path__), key=lambda m: m.name):
        importlib.import_module(f"{commands.__name__}.{module.name}").add(sub)
    return parser
