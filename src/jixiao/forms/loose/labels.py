"""What a printed label is about, and whether the words behind it can be its value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jixiao.forms.loose.contents import is_level1, is_level2, is_nothing, is_number
from jixiao.forms.loose.headings import column_of, goals_of, identity_of, is_end, is_other
from jixiao.forms.loose.money_words import money_head_of, money_row_of
from jixiao.forms.loose.scripts import folded

_OFFICE = re.compile(
    r"(?:局|委|院|府|中心|学校|[小中大]学|所|站|部|会|办|馆|队|公司|处|科|室|园|社|厅|团|库|场|镇|乡|街道|基地|集团|医院|庭|署|宫|台|校|办公室|"
    r"幼儿园|事务|机关|党校|林场|支队|大队|协会|联|行|政协|人大|管理|服务|法庭|本级|部门|单位|村)(?:[(（].*[)）])?(?:机关|本级)?$"
)
_LABEL_LIKE = re.compile(
    r"^(?:项目)?.{0,4}(?:单位|名称|部门|金额|负责人|编码|代码|类别|属性|类型)$"
)
#: A label nobody knows stands between two offices.
_LABEL_INSIDE = re.compile(
    r"(?:单位|部门|名称|编码|负责人)(?!$|[)）]|预算|整体|联合|机关|本级|事务)."
)
#: A template names no place: 县(市、区)教育部门.
_PLACEHOLDER = re.compile(r"[(（][省市县区旗、]{2,}[)）]|[xX×*]{2,}|^[省市县区级主管]+部门$")
_CODE = re.compile(r"^[(（\[【]?\d{3,12}[)）\]】]?\s*[-—－]?\s*")


@dataclass(frozen=True)
class Label:
    """A label: ``kind`` is identity, goals, money, head (of a money column), other; ``field`` names what."""

    kind: str
    field: str


def label_in(printed: str) -> Label | None:
    """The label a cell prints, or ``None``."""
    if is_nothing(printed) or len(printed) > 40:
        return None
    if name := identity_of(printed):
        return Label("identity", name)
    if name := goals_of(printed):
        return Label("goals", name)
    if name := money_head_of(printed):
        return Label("head", name)
    if name := money_row_of(printed):
        return Label("money", name)
    return Label("other", "") if is_other(printed) else None


def is_printed(printed: str) -> bool:
    """Whether a cell is one of the form's own words, not something filled in."""
    return bool(
        label_in(printed)
        or column_of(printed)
        or is_level1(printed)
        or is_level2(printed)
        or is_end(printed)
    )


def is_project_name(text: str) -> bool:
    """Whether a text can name a project: words, and not the form's own."""
    said = folded(text)
    return (
        len(said) >= 2
        and len(said) <= 120
        and not is_number(text)
        and not is_printed(text)
        and bool(re.search(r"[\u3400-\u9fff]", said))
        and not said.endswith(("。", ";"))
        and not _LABEL_LIKE.match(said)
        and not re.match(r"^[(年月日\d]+$", said)
    )


def is_office(text: str) -> bool:
    """Whether a text can name an office."""
    said = folded(_CODE.sub("", text))
    return (
        3 <= len(said) <= 60
        and said[0] not in "及和与、:"
        and said[-1] != ":"
        and said.count("、") < 2
        and not _LABEL_INSIDE.search(said)
        and not _PLACEHOLDER.search(said)
        and bool(_OFFICE.search(said))
        and not is_printed(text)
    )
