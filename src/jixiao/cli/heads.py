"""The line of help of a command, read from its file without running it.

A command imports what it works with; the overview of all commands must not pay for that. A command's
file is named as the command and calls ``add_parser(NAME, help=LINE)`` with both written out.
"""

from __future__ import annotations

import re
from pathlib import Path

from jixiao.cli import commands

_HEAD = r'add_parser\(\s*"{name}",\s*help="(?P<help>[^"]*)"'


def help_of(name: str) -> str:
    """The line of help the command's file declares.

    Raises:
        LookupError: the file declares no command of its own name.
    """
    source = Path(commands.__path__[0], f"{name}.py").read_text("utf-8")
    found = re.search(_HEAD.format(name=re.escape(name)), source)
    if not found:
        raise LookupError(f'commands/{name}.py: add_parser("{name}", help=…)')
    return found["help"]
