"""The program starts light: an overview or one target value loads no library it does not use."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import subprocess
import sys

import pytest

from jixiao.cli import commands
from jixiao.cli.heads import help_of

_HEAVY = (
    "pydantic",
    "duckdb",
    "sqlglot",
    "django",
    "openpyxl",
    "typst",
    "psycopg",
    "lxml",
    "numpy",
)
_ASK = """
import sys
from jixiao.cli import main
try:
    main(sys.argv[2:])
except SystemExit:
    pass
loaded = {name.split(".")[0] for name in sys.modules}
print(*sorted(loaded & set(sys.argv[1].split(","))), file=sys.stderr)
"""
_NAMES = [module.name for module in pkgutil.iter_modules(commands.__path__)]


def _loaded(*args: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _ASK, ",".join(_HEAVY), *args],
        input="≥95%\t群众满意度\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stderr.split()


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["target"], ["target", "--json"]])
def test_what_is_not_used_is_not_loaded(args: list[str]) -> None:
    assert _loaded(*args) == []


def test_the_question_would_see_a_heavy_library() -> None:
    assert "pydantic" in _loaded("read", "--help")


@pytest.mark.parametrize("name", _NAMES)
def test_the_line_of_help_read_from_a_file_is_the_one_its_parser_shows(name: str) -> None:
    sub = argparse.ArgumentParser().add_subparsers()
    importlib.import_module(f"{commands.__name__}.{name}").add(sub)
    shown = {action.dest: action.help for action in sub._choices_actions}
    assert shown == {name: help_of(name)}
