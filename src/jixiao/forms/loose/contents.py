"""What a text is by itself: a level, a sign, a direction, a unit, a number, a sentence; and what it costs in a column.

Costs are in one scale: 0 is what the column is made for, 1 is a doubt, 6 and more is what hardly ever
stands there. They only rank ways to lay words into columns; nothing is decided by one of them alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from jixiao.forms.loose.headings import column_of
from jixiao.forms.loose.scripts import folded
from jixiao.forms.loose.units import is_unit
from jixiao.forms.loose.vocabulary import words
from jixiao.terms.indicators import level1_of, level2_of

SIGNS, DIRECTIONS, KINDS = (words("contents", n) for n in ("signs", "directions", "kinds"))
NOTHING = frozenset(("", "/", "—", "-", "--", "——", "_", "\\", "…", "……", "*"))
_POINTS = re.compile(r"[(（]?\s*\d+(?:\.\d+)?\s*(?:[-~—至]\s*\d+(?:\.\d+)?\s*)?(?:分|%)?\s*[)）]?$")
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?")
_SHARE = re.compile(rf"(?:{_NUMBER.pattern})(?:%|分)?")
_SIGNED = re.compile(r"^(?:[≥≤=><≧≦═﹥﹤~]|>=|<=|大于|小于|等于|不低于|不少于|不高于|不超)")
_VERBAL = re.compile(r"[\u3400-\u9fff]")
_LEVELISH = re.compile(
    r"提升|提高|改善|增强|保障|完善|明显|显著|有效|及时|合格|达标|达到|按时|按期|良好|较好|优|合理|规范|充分|长期|持续|稳定|促进|符合|执行|完成|是|无|"
    r"全覆盖|基本|逐步|不断|较|年底前|月底前|前$|明确|满意|安全|可持续|影响|落实|正常|科学|健全|准确|真实|完整"
)
_LEVEL1 = re.compile(
    r"^(?:产出|效益|效果|满意度|成本|决策|过程|投入|管理|项目产出|项目效益|项目效果|项目完成|项目管理|预算执行|履职效能|社会效应|社会满意度|运行成本|管理效率|"
    r"可持续发展能力|服务对象满意度|可持续性|预算管理|项目决策|项目过程|履职产出|履职效果|部门管理|资金管理|产出成本|产出及效益)(?:类?指标|目标|类)?$"
)
_LEVEL2 = re.compile(
    r"^(?:产出)?(?:数量|质量|时效|进度|成本)(?:指标|目标)?$|^(?:经济|社会|生态|生态环境|环境)(?:效益|效果|成本|影响|效应)?(?:指标|目标)?$|"
    r"^(?:可持续(?:影响|发展|性|效益)?(?:效益|力|能力)?|具有可持续影响)(?:指标|目标)?$|"
    r"^(?:服务对象|社会公众|社会公众或服务对象|受益对象|受益群体|服务对象及社会公众|帮扶对象)?满意度?(?:指标|目标)?(?:等)?$|"
    r"^[\u3400-\u9fff]{2,10}满意度指标$|"
    r"^(?:项目立项|绩效目标|资金投入|资金管理|组织实施|预算配置|预算执行|预算管理|资产管理|职责履行|履职效益|产出数量|产出质量|产出时效|产出成本|项目效益|"
    r"投入管理|财务管理|项目管理|业务管理|目标设定|资金落实|实施效益|满意度|社会效益|经济成本|项目产出|工程建设|制度建设|项目实施|资金使用)(?:指标)?$"
)


@lru_cache(maxsize=32768)
def bare_level(printed: str) -> str:
    """A level as it is compared: without blanks, points or remarks in brackets, stars."""
    text = re.sub(r"[(（\[【][^)）\]】]*[)）\]】]?", "", folded(printed)).strip("★*※:：、")
    return re.sub(r"\d+(?:\.\d+)?[分%]?$", "", text)


def is_level1(printed: str) -> bool:
    """Whether a cell names a level-1 type."""
    return len(printed) < 40 and bool(_LEVEL1.match(bare_level(printed)))


def is_level2(printed: str) -> bool:
    """Whether a cell names a level-2 type; 成本指标 and 满意度指标 are names of both."""
    return len(printed) < 40 and bool(_LEVEL2.match(bare_level(printed)))


def is_number(printed: str) -> bool:
    """Whether a cell is nothing but a number."""
    return bool(_NUMBER.fullmatch(folded(printed)))


def is_nothing(printed: str) -> bool:
    """Whether a cell holds nothing, or a stroke."""
    return folded(printed) in NOTHING


def is_sign(printed: str) -> bool:
    """Whether a cell is a sign of comparison, in figures or words."""
    return folded(printed) in SIGNS or printed.strip() in SIGNS


def is_level_word(printed: str) -> bool:
    """Whether a cell holds a word that says how well: 提升, 健全, 规范."""
    return bool(_LEVELISH.search(folded(printed)))


def is_target(printed: str) -> bool:
    """Whether a cell reads like a target of its own: a sign before a number, a number with its unit."""
    text = folded(printed)
    return bool(_SIGNED.match(text)) or bool(re.match(r"\d", text))


@lru_cache(maxsize=65536)
def cost(field: str, printed: str) -> float:
    """What it costs to put a text under a column."""
    if field.endswith((" long", " half", " 2")):
        return cost(field.partition(" ")[0], printed)
    text = folded(printed)
    if text in NOTHING:
        return 0.4 if field not in ("name", "level1", "level2") else 0.6
    return _COSTS.get(field, _of_sentence)(text, printed)


def _of_level1(text: str, printed: str) -> float:
    if is_level1(printed):
        return 0.0
    return 6.0 if not _VERBAL.search(text) or len(text) > 10 or is_target(text) else 3.5


def _of_level2(text: str, printed: str) -> float:
    if is_level2(printed):
        return 0.0 if level2_of(bare_level(printed)) or not level1_of(bare_level(printed)) else 0.3
    if is_level1(printed):
        return 3.0
    return 7.0 if not _VERBAL.search(text) or len(text) > 14 or is_target(text) else 3.0


def _of_name(text: str, printed: str) -> float:
    if is_level1(printed) or is_level2(printed):
        return 1.0 if text.endswith("满意度") and len(text) > 4 else 4.5
    if not _VERBAL.search(text) or is_sign(printed):
        return 9.0
    if _SIGNED.match(text):
        return 7.0
    if re.match(r"\d", text):
        return 3.0 if len(text) > 6 else 6.0
    if text in DIRECTIONS or text in KINDS or is_unit(printed):
        return 6.0
    if len(text) <= 4 and _LEVELISH.search(text):
        return 0.8
    return 0.0 if len(text) < 60 else 2.0


def _of_sign(text: str, printed: str) -> float:
    if is_sign(printed):
        return 0.0
    return 0.8 if text in DIRECTIONS or text in KINDS else 9.0


def _of_direction(text: str, printed: str) -> float:
    return 0.0 if text in DIRECTIONS else 0.7 if text in KINDS or is_sign(printed) else 9.0


def _of_kind(text: str, _printed: str) -> float:
    return 0.0 if text in KINDS else 1.0 if text in DIRECTIONS else 9.0


def _of_target(text: str, printed: str) -> float:
    if is_level1(printed) or is_level2(printed):
        return 6.0
    if text in SIGNS or text in DIRECTIONS:
        return 6.0
    if _SIGNED.match(text):
        return 0.0
    if re.search(r"\d", text):
        return 0.3 if len(text) < 26 else 1.2
    if _LEVELISH.search(text):
        return 0.3 if len(text) < 16 else 1.0
    return 1.2 if len(text) < 20 else 2.5


def _of_unit(text: str, printed: str) -> float:
    if is_unit(printed):
        return 0.0
    if is_number(printed):
        return 4.0
    return 1.5 if len(text) <= 6 and not re.search(r"\d", text) and not _SIGNED.match(text) else 7.0


def _of_actual(text: str, printed: str) -> float:
    found = _of_target(text, printed)
    return found + (0.4 if _SIGNED.match(text) else 0.0)


def _of_points(text: str, _printed: str) -> float:
    found = _SHARE.fullmatch(text)
    if found is None:
        return 2.0 if _POINTS.match(text) else 9.0
    number = float(text.rstrip("%分").replace(",", ""))
    return 0.0 if number <= 60 else 1.0 if number <= 100 else 7.0


def _of_status(text: str, _printed: str) -> float:
    return 0.2 if text.endswith("%") or _LEVELISH.search(text) else 1.5 if len(text) < 12 else 4.0


def _of_other(_text: str, printed: str) -> float:
    """A column nobody knows may hold anything but what has a column of its own beside it."""
    return 3.0 if is_level1(printed) or is_level2(printed) else 0.6


def _of_sentence(text: str, printed: str) -> float:
    if is_level1(printed) or is_level2(printed):
        return 6.0
    if is_number(printed) or is_sign(printed):
        return 4.0
    if _SIGNED.match(text) and len(text) < 10:
        return 3.0
    return 0.6 if len(text) > 5 else 1.6


def _of_project(text: str, printed: str) -> float:
    if is_level1(printed) or is_level2(printed) or is_number(printed) or is_sign(printed):
        return 8.0
    return 2.0 if is_target(printed) else 0.7 if re.match(r"[(\[]?\d{3,}[)\]]?\s*-", text) else 0.2


def _of_office(text: str, printed: str) -> float:
    found = _of_project(text, printed)
    return (
        found
        if re.match(r"[(\[]?\d{3,}", text)
        or re.search(r"[局委院府校所站部会办队厅处镇乡道心门园]$", text)
        else found + 1.5
    )


def _of_money(_text: str, printed: str) -> float:
    return 0.0 if is_number(printed) else 8.0


def _of_order(_text: str, printed: str) -> float:
    return 0.0 if is_number(printed) else 6.0


_COSTS = {
    "level1": _of_level1, "level2": _of_level2, "name": _of_name, "sign": _of_sign, "direction": _of_direction,
    "kind": _of_kind, "target": _of_target, "unit": _of_unit, "actual": _of_actual, "weight": _of_points,
    "project": _of_project, "office": _of_office, "money": _of_money,
    "other": _of_other, "score": _of_points, "part score": _of_points, "status": _of_status, "order": _of_order,
}  # fmt: skip


def is_heading(printed: str) -> bool:
    """Whether a cell heads a column of indicators."""
    return column_of(printed) is not None
