"""Dispatch: commands are found in :mod:`jixiao.cli.commands`, errors become lines and exit codes."""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import jixiao
from jixiao.acts.errors import RecordError
from jixiao.acts.kind import ActRefusedError
from jixiao.cli import commands
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.heads import help_of
from jixiao.grids.errors import MissingProgramError, ReadError
from jixiao.law.entered import use as follow
from jixiao.law.packs import use_folder
from jixiao.law.places.errors import PackError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is that of contract §1."""
    _speak_utf8()
    asked = next((a for a in (sys.argv[1:] if argv is None else argv) if a[:1] != "-"), "")
    parser = _parser(asked)
    args = parser.parse_args(argv)
    if not getattr(args, "run", None):
        parser.print_help()
        return Exit.USAGE
    try:
        _follow_entered_law()
        use_folder(getattr(args, "packs", None))
        return int(args.run(args))
    except BrokenPipeError:
        # The reader of our output went away (| head): not an error, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except (
        UsageError,
        PackError,
    ) as wrong:  # a place of one's own is named on the command line too
        return _say(f"jixiao: {wrong}", Exit.USAGE)
    except ReadError as wrong:
        return _say(str(wrong), Exit.UNREADABLE)
    except ActRefusedError as refused:
        return _say(f"jixiao: {refused}", Exit.USAGE)
    except RecordError as broken:
        return _say(str(broken), Exit.UNREADABLE)
    except OSError as wrong:
        return _say(_of_the_machine(wrong), Exit.UNREADABLE)
    except MissingProgramError as missing:
        return _say(f"jixiao: {missing}", Exit.MISSING)
    except KeyboardInterrupt:
        return 130
    finally:
        follow(None)  # what one command followed is nothing to the next of the same process
        use_folder(None)


def _follow_entered_law() -> None:
    """What was entered of the law in the folder that the environment names holds for every command."""
    named = os.environ.get("JIXIAO_LAW")
    if named:
        from jixiao.registers.law_folder import use

        if not Path(named).is_dir():
            raise UsageError(f"JIXIAO_LAW 指的“{named}”不是文件夹；请核对，或者不设")
        use(Path(named).resolve())
    else:
        follow(None)


def _of_the_machine(wrong: OSError) -> str:
    """A full disk, no permission: said as such, and that nothing was half done."""
    what = {errno.ENOSPC: "磁盘已满", errno.EDQUOT: "磁盘配额已用完", errno.EROFS: "磁盘只读"}
    said = what.get(wrong.errno or 0) or wrong.strerror or str(wrong)
    where = f"{wrong.filename}: " if wrong.filename else ""
    return f"jixiao: {where}{said}；没有做成，原有内容没有改动；请腾出空间或检查权限后再试"


def _speak_utf8() -> None:
    """Chinese goes out as UTF-8 whatever the locale says; names that are not UTF-8 survive."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(line: str, code: Exit) -> int:
    if "://" in line:  # an address given as a file's name shows no password either
        from jixiao.registers.addresses import sealed

        line = sealed(line)
    print(line.replace("\n", " "), file=sys.stderr)
    return code


class _Parser(argparse.ArgumentParser):
    """argparse with its few words in Chinese."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"{self.prog}: 命令不对：{message}；用 {self.prog} --help 查看用法", file=sys.stderr)
        raise SystemExit(int(Exit.USAGE))


def _parser(asked: str) -> argparse.ArgumentParser:
    """The parser of the whole program; only the command that is asked for is imported."""
    parser = _Parser(prog="jixiao", description="预算绩效管理：读、审、算、评、印、公开、核验")
    parser.add_argument("--version", action="version", version=f"jixiao {jixiao.__version__}")
    sub = parser.add_subparsers(title="命令", metavar="命令", parser_class=_Parser)
    for name in sorted(module.name for module in pkgutil.iter_modules(commands.__path__)):
        if name == asked:
            importlib.import_module(f"{commands.__name__}.{name}").add(sub)
        else:
            sub.add_parser(name, help=help_of(name))
    return parser
