"""What an indicator's name says of its target: all of it, read once a name.

The grammar of values asks a name nothing else. Names that say the same share one record, so that
what is learned of a value under one name holds under the other (:mod:`jixiao.plan.target_patterns`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from jixiao.plan.target_nature import Nature, nature_of
from jixiao.plan.target_signs import SIGN, take_leading
from jixiao.plan.target_spelling import KNOWN, TRADITIONAL, fold
from jixiao.plan.words import clean
from jixiao.terms.targets import Operator
from jixiao.terms.units import SPELLINGS

_IN_NAME = re.compile(
    rf"[(（]\s*(?P<sign>{SIGN})?\s*[*＊]{{0,4}}\s*(?P<unit>[^()（）\d]{{1,8}}?)\s*[)）]\s*$"
)
_TIMELY = re.compile("时间|时限|时效|日期|期限|时点|节点|年份|进度|及时")
_DATED = re.compile("时间|时限|日期|期限")
_COSTLY = re.compile(
    "成本|费|资金|投入|金额|收入|产值|投资|经费|造价|税收|贷款|债务|(?<!名)额$|(?<!名)额度"
)
_FIXED_PAYMENTS = re.compile("补助|补贴|发放|奖励|资助|救助金|工资")
#: What letters stand for is told by the name alone: 1000M of a line are no metres, 100W no watts.
_OF_DATA = re.compile("带宽|宽带|网速|网络|流量|存储|内存|硬盘|容量|速率|专线")
_OF_POWER = re.compile("功率|装机|瓦|灯|光伏|电")
_COUNTED = re.compile("(?:数|数量|量|人次|人数|次数|件数|面积|长度|里程|场次|批次|总数|规模|班次)$")


@dataclass(frozen=True, slots=True, eq=False)
class NameSays:
    """A name's part in a target; compared by identity, one record for all names that say the same.

    ``sign``, ``unit`` and ``names_unit`` come from brackets at its end (``面积(亩)``, ``率(≥**%)``).
    """

    nature: Nature
    sign: Operator | None
    unit: str | None
    names_unit: bool
    asks_when: bool
    is_date: bool
    is_money: bool
    is_fixed_payment: bool
    is_count: bool
    meets_standard: bool
    of_data: bool
    of_power: bool


_KNOWN: dict[tuple[object, ...], NameSays] = {}


@lru_cache(maxsize=65536)
def says_of(name: str) -> NameSays:
    """What a name says; equal names and names that say the same give the very same record."""
    kept = clean(name).translate(TRADITIONAL)
    named = _IN_NAME.search(kept)
    unit = fold(named["unit"]) if named else ""
    signs = take_leading(named["sign"])[0] if named and named["sign"] else []
    parts = (
        nature_of(kept),
        signs[0] if signs else None,
        SPELLINGS.get(unit, unit) if KNOWN.match(unit) else None,
        named is not None,
        _TIMELY.search(kept) is not None,
        _DATED.search(kept) is not None,
        _COSTLY.search(kept) is not None,
        _FIXED_PAYMENTS.search(kept) is not None,
        _COUNTED.search(kept) is not None,
        "达标" in kept,
        _OF_DATA.search(kept) is not None,
        _OF_POWER.search(kept) is not None,
    )
    return _KNOWN.setdefault(parts, NameSays(*parts))
