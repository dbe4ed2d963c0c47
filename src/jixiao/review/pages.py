"""The known faults of practice, and which codes find them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jixiao.findings.coded import Coded


def faults(units: Mapping[str, type[Coded]]) -> str:
    """The page docs/faults.md: each known fault, what finds it, and why some are found elsewhere."""
    lines = "".join(_fault(one, units) for one in known_faults())
    return (
        "# 常见问题与规则\n\n实务中常见的五十五种问题，各由哪条规则查；不由文本审核的，说明由什么来查。\n\n"
        f"| 编号 | 问题 | 规则 | 说明 |\n|---|---|---|---|\n{lines}"
    )


def known_faults() -> list[dict[str, Any]]:
    """The faults as the file lists them."""
    file = Path(__file__).parent / "known_faults.toml"
    return list(tomllib.loads(file.read_text("utf-8"))["faults"])


def _fault(one: dict[str, Any], units: Mapping[str, type[Coded]]) -> str:
    links = " ".join(f"[{code}](rules/{units[code].stem()}.md)" for code in one["rules"])
    said = one.get("note") or one.get("why") or ""
    return f"| R-{one['number']:02} | {one['words']} | {links or '不由文本审核'} | {said} |\n"
