"""Part 1 of the form: headings, numbered goals, the duty a sentence speaks of."""

from __future__ import annotations

import re
from enum import Enum

from jixiao.plan.words import squeeze


class Part(Enum):
    """The three sections of Part 1."""

    OVERALL = "总体绩效目标"
    DUTIES = "分项绩效目标"
    SAFEGUARDS = "工作保障措施"


_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.．]\s*\S.{0,38}")
_ITEM = re.compile(
    r"(?:(?P<number>\d{1,3})\s*[、.．]|[（(](?P<bracketed>\d{1,3})[)）])\s*(?P<text>.+)", re.S
)
_DUTY = re.compile(r"(?P<duty>[^，。；,;]{2,30}?)(?:职责|工作)?的(?:年度)?绩效目标(?:是|为)[：:]?")
_FURNITURE = re.compile(
    r"第?[一二三]部分|部门整体绩效目标|预算项目绩效目标|总体绩效目标|分项绩效目标|工作保障措施|目录|目 录"
)
_STEMS = (
    (Part.OVERALL, ("总体绩效目标", "总体目标")),
    (Part.DUTIES, ("分项绩效目标", "职责绩效目标", "分项目标")),
    (Part.SAFEGUARDS, ("保障措施",)),
)


def part_of(heading: str) -> Part | None:
    """Which section a heading opens, or ``None``."""
    bare = squeeze(heading)
    return next((part for part, stems in _STEMS if any(stem in bare for stem in stems)), None)


def is_heading(text: str) -> bool:
    """Whether a paragraph is a section heading: Chinese number, comma, short, no full stop."""
    return bool(_HEADING.fullmatch(text)) and not text.endswith(("。", "；", "：", ":"))


def is_furniture(text: str) -> bool:
    """Whether a paragraph only repeats a title (第一部分, 部门整体绩效目标)."""
    return bool(_FURNITURE.fullmatch(text.strip()))


def item_of(text: str) -> tuple[str | None, str]:
    """(number, text) of a numbered paragraph, (``None``, the text) of another."""
    found = _ITEM.fullmatch(text)
    if not found:
        return None, text
    return found["number"] or found["bracketed"], found["text"].strip()


def duty_of(text: str) -> str | None:
    """``市场监督管理职责的绩效目标是…`` → ``市场监督管理``, or ``None``."""
    found = _DUTY.match(text)
    return found["duty"] if found else None
