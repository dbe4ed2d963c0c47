"""The command line: one program, one file a command (contract §1)."""

from __future__ import annotations

from jixiao.cli.main import main

__all__ = ["main"]
