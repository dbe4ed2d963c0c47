"""What tests need from outside: a program, the bureau's true text.

Where it is missing a test is skipped with the reason, under ``CI`` it fails: a green run there has
tried everything.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def missing(what: str, remedy: str) -> None:
    """Skip with the reason; fail where ``CI`` is set."""
    reason = f"缺少{what}；{remedy}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def program(*names: str, package: str) -> str:
    """The path of the first of these programs that is installed."""
    for name in names:
        if found := shutil.which(name):
            return found
    missing(f"程序 {names[0]}", f"apt-get install {package}")
    raise AssertionError("unreachable")


def shared(relative: str) -> Path:
    """A file of ``../shared`` beside the project."""
    path = SHARED / relative
    if not path.exists():
        missing(f"../shared/{relative}", "把 shared 文件夹放在项目旁边")
    return path
