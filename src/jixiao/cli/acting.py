"""Who acts from the command line, and on which day."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from jixiao.cli.commands.review import day
from jixiao.cli.files import file_bytes
from jixiao.cli.outputs import add_output
from jixiao.terms.roles import Role

_ROLES = (Role.CLERK, Role.LEADER, Role.REVIEWER)


def add_folder(parser: argparse.ArgumentParser) -> None:
    """``--in``, and where the answer goes."""
    parser.add_argument("--in", dest="folder", required=True, metavar="文件夹", help="证据库文件夹")
    add_output(parser)


def add_who(parser: argparse.ArgumentParser, role: Role, on: str = "") -> None:
    """``--by``, ``--role`` (``role`` is whose the act mostly is) and ``--on``.

    ``on``: what the day is of, where it must be said; else it is today where nobody says.
    """
    parser.add_argument("--by", required=True, metavar="人", help="由谁")
    names = "、".join(f"{one.value} {one.label}" for one in _ROLES)
    parser.add_argument(
        "--role", type=_role, default=role.value, metavar="角色",
        help=f"以什么角色：{names}；不写则为 {role.value}",
    )  # fmt: skip
    told: dict[str, Any] = {"required": True} if on else {"default": date.today()}
    parser.add_argument("--on", type=day, metavar="日期", help=on or "不写则为今天", **told)


def _role(text: str) -> str:
    found = next((one for one in _ROLES if text in (one.value, one.label)), None)
    if found is None:
        raise argparse.ArgumentTypeError(
            f"没有“{text}”这种角色；有：{'、'.join(one.value for one in _ROLES)}"
        )
    return found.value


def add_proof(parser: argparse.ArgumentParser) -> None:
    """``--evidence``: a file that proves what is said."""
    parser.add_argument("--evidence", metavar="文件", help="佐证文件；收进证据库，按内容摘要保存")


def proof_of(args: argparse.Namespace) -> tuple[Any, bytes] | tuple[None, None]:
    """The proof handed in with its bytes; none handed in is none.

    Raises:
        ActRefusedError: it is empty or too large.
    """
    from pathlib import Path

    from jixiao.monitoring.mending_proofs import named

    if not args.evidence:
        return None, None
    data = file_bytes(args.evidence)
    return named(Path(args.evidence).name, data), data
