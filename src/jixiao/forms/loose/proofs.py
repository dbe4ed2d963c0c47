"""What speaks against a row: its cells are not what their columns hold, so it was laid out wrongly.

A row is believed only where nothing does. Each question here is about a kind of slip: a value that
became a name, a level that became a value, words under the table that became a row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from jixiao.forms.loose.aligning import Cell
from jixiao.forms.loose.contents import (
    DIRECTIONS,
    KINDS,
    is_level1,
    is_level2,
    is_level_word,
    is_nothing,
    is_number,
    is_sign,
)
from jixiao.forms.loose.headings import column_of
from jixiao.forms.loose.ordinals import without_ordinal
from jixiao.forms.loose.phrases import PHRASE
from jixiao.forms.loose.raw import MARGIN, RawProject
from jixiao.forms.loose.scripts import folded, simplified
from jixiao.forms.loose.units import is_unit

Row = Mapping[str, Cell]
TEMPLATE = re.compile(r"^(?:指标\s*\d*\s*[:：]?|[.…·]+|/|无)?$")
_WORDS = re.compile(r"[\u3400-\u9fff]")
_VALUES = ("target", "target half", "actual")


def fault_of(row: Row, raw: RawProject) -> str:
    """Why a row is not believed; nothing where it is."""
    name = without_ordinal(row["name"].text) if "name" in row else ""
    return (
        _fault_of_name(name)
        or ("各格分属哪一栏有两种读法" if row["name"].margin < MARGIN else "")
        or _fault_of_levels(row, name)
        or _fault_of_values(row, name)
        or (_fault_where_loose(row, name) if raw.loose else "")
        or ("" if raw.grid else _fault_where_parted(name, raw))
        or _fault_beside(row, name, raw)
    )


_LEVEL_NAMES = re.compile(
    r"(?:产出|效益|效果|满意度|成本|数量|质量|时效|[经济社会生态环境]{2,4}效益|可持续影响|服务对象|社会公众)*指标"
)
_LEVEL_FIRST = re.compile(r"^(?:产出|效益|效果)指标")
_HEAD_INSIDE = re.compile(r"[一二三]级(?:绩效)?指标")
_UNFINISHED = re.compile(r"^[%‰)、,。;:/\]】>]|[≥≤><=(、,]$")
_POINTS_BEHIND = re.compile(r"[(]\d{1,3}分[)]$")
_TITLE = re.compile(r"绩效[^，。；]{0,8}表(?:$|[(（])")
_EXPLAINS = re.compile(r"(?:用[以于])?(?:反映|衡量|体现)")
#: A value by itself: a figure with its unit, a month.
_BARE_VALUE = re.compile(
    r"^[+-]?\d[\d.,]*(?:[%‰]|[^\d]{0,3}|\d*[年月日/·\u3400-\u9fff]{1,3}\d{0,2}[月日]?)$"
)


#: Columns whose heading is never an indicator's name.
_HEADS = frozenset("level1 level2 name target actual weight score sign deviation direction".split())


def _fault_of_name(name: str) -> str:
    said = folded(name)
    if TEMPLATE.match(said):
        return "没有指标名称"
    if len(said) < 2 or is_number(name) or is_sign(name) or not _WORDS.search(name):
        return "指标名称处不是名称"
    if column_of(name) in _HEADS:
        return "指标名称处是栏目名"
    if _HEAD_INSIDE.search(said):
        return "指标名称里有栏目名"
    if not _LEVEL_NAMES.sub("", said).strip(".…·、") or _LEVEL_FIRST.match(said):
        return "指标名称处是级次的名称"
    if _POINTS_BEHIND.search(said):
        return "指标名称处是带分值的级次"
    if said in DIRECTIONS or said in KINDS or _BARE_VALUE.match(said):
        return "指标名称处是值"
    if said.count(")") > said.count("("):
        return "指标名称不完整"
    if _TITLE.search(said):
        return "指标名称处是表的标题"
    if _EXPLAINS.match(simplified(name)):
        return "指标名称处是说明"
    return "指标名称不完整" if _UNFINISHED.search(said) else ""


_LEVEL_INSIDE = re.compile(r"(?:产出|效益|满意度|成本|数量|质量|时效|可持续影响)指标")


def _fault_of_levels(row: Row, name: str) -> str:
    if "level2" in row and re.search(r"\d+(?:\.\d+)?%|\d{3}", row["level2"].text):
        return "二级指标处不是级次"
    if "level1" in row and is_level2(row["level1"].text) and not is_level1(row["level1"].text):
        return "一级指标处是二级指标的名称"
    if any(_LEVEL_INSIDE.search(folded(row[f].text)) for f in ("target", "actual") if f in row):
        return "值里有级次的名称"
    if "level2" not in row and is_level2(name) and name.endswith("指标"):
        return "指标名称处是二级指标的名称"
    return ""


def _fault_of_values(row: Row, name: str) -> str:
    target = row["target"].text if "target" in row else ""
    if (
        len(name) <= 3
        and is_level_word(name)
        and len(target) > len(name)
        and not re.search(r"\d", target)
    ):
        return "指标名称处像是指标值"
    if column_of(target) in ("target", "actual", "score", "weight", "name"):
        return "指标值处是栏目名"
    return ""


def _fault_where_loose(row: Row, name: str) -> str:
    """What a text export adds: nothing shows where a cell is empty, so a short or lonely one may be another's."""
    said = folded(name)
    if len(said) <= 2 or is_unit(name):
        return "指标名称处像是别的栏的内容"
    values = [*_VALUES, "standard", "weight", "score"]
    if not any(f in row and not is_nothing(row[f].text) for f in values):
        return "没有读出指标值"
    return ""


def _fault_where_parted(name: str, raw: RawProject) -> str:
    """Where columns are not known by their place, a name that reads like a value is one, or stands for several."""
    if _VALUE_LIKE.search(name) and PHRASE.fullmatch(simplified(name)):
        return "指标名称处像是指标值"
    if len(folded(name)) > _BRIEF:
        return ""
    alike = sum(1 for row in raw.rows if "name" in row and row["name"].text.strip() == name)
    return (
        "指标名称处像是别的栏的内容" if len(folded(name)) <= _SHORT or alike >= _MOST_ALIKE else ""
    )


_VALUE_LIKE = re.compile(r"\d|^(?:严格|达成|基本|显著|明显)")
_SHORT, _BRIEF, _MOST_ALIKE = 2, 4, 3


def _fault_beside(row: Row, name: str, raw: RawProject) -> str:
    """A name that is, in other rows, what another column holds: once is enough where no target stands."""
    if any(f in row and not is_nothing(row[f].text) for f in _VALUES):
        return ""
    elsewhere = any(
        cell.text.strip() == name
        for other in raw.rows if other is not row
        for field, cell in other.items() if field != "name"
    )  # fmt: skip
    return "指标名称处的文字在别的行是另一栏的内容" if elsewhere else ""
