"""The page of every kind of act: what it says, who may say it, what stands in the record and what beside it."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Mapping

from jixiao.acts.kind import Kind, kinds
from jixiao.terms.roles import Role

_HEAD = """# 记录的种类

由 `src/jixiao/acts/kinds` 生成（`make docs`）。一个人说过的话是一条记录：只增不改，写明是谁、以什么角色、说的是哪一天、
什么时候记下、说之前看过哪一条、依据的内容的摘要。名字和文字在记录里只有加盐的摘要，原文放在旁边，可以连盐一起删去；
记录按 RFC 6962 连成一棵树，每一百条、每次签字和备份时签一个检查点（C2SP signed note，Ed25519）。

| 种类 | 名称 | 谁可以说 | 对象 | 记录里写明 | 原文放在旁边 | 签字 |
|---|---|---|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    rows = "".join(_row(one) for one in kinds().values())
    return _HEAD + rows + "".join(_section(one) for one in kinds().values())


def _row(one: Kind[object]) -> str:
    may = "、".join(role.label for role in Role if role.value in one.may) or "任何人"
    cells = (
        f"`{one.name}`", one.label, may, _named(one.about), _named(one.facts), _named(one.words),
        "是" if one.signs else "",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |\n"


def _named(names: frozenset[str]) -> str:
    return " ".join(f"`{name}`" for name in sorted(names))


def _section(one: Kind[object]) -> str:
    module = importlib.import_module(type(one).__module__)
    told = inspect.cleandoc(module.__doc__ or "").splitlines()[0]
    return f"\n## {one.label} `{one.name}`\n\n{told}\n"


def pages() -> Mapping[str, str]:
    """Path → text."""
    return {"acts.md": page()}
