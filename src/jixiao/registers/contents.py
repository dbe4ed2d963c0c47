"""Whether what stands in a column could be a field's values: days, amounts, yes and no, code words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from jixiao.registers.cells import BLANKS
from jixiao.registers.declaration import Field, FieldType, Register
from jixiao.registers.values import FALSE, TRUE

_DAY = re.compile(
    r"(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}.*|(?:19|20)\d{2}[01]\d[0-3]\d(?:\d{6})?|[34]\d{4}(?:\.\d+)?"
)
_AMOUNT = re.compile(r"[-+￥¥(（]?[\d,，]+(?:\.\d+)?[)）]?(?:万|亿)?(?:元|天|日|个工作日|工作日)?")
_COUNTED = re.compile(r"数|量|次|份|件|人|户|天|日|期")
_MONEY = re.compile(r"金|款|费|价|额|值|元|损|所得|资")
_YES_NO = frozenset((*TRUE, *FALSE))
_MOST_WORDS = 15
#: What a stamp of the system, no event of the matter, is called.
_STAMPS = re.compile(
    r"录入|创建|更新|修改|导出|打印|同步|入库|上传|下载|登录|推送|归集|采集|生产|有效|失效|出生|截止|营业|经营|成立|注册"
)


def filled(cells: Sequence[str]) -> list[str]:
    """The different values of a column, blanks left out, in their order."""
    texts = (cell.strip() for cell in cells if cell)
    return list(dict.fromkeys(text for text in texts if text not in BLANKS))


def fits(field: Field, heading: str, values: Sequence[str]) -> bool:
    """Whether the heading's kind of word and at least most of the values are such as the field's."""
    match field.type:
        case FieldType.DATE:
            return _most(_DAY.fullmatch, values) and not _is_stamp(field, heading)
        case FieldType.MONEY:
            return _most(_AMOUNT.fullmatch, values) and bool(_MONEY.search(heading))
        case FieldType.INTEGER | FieldType.DECIMAL:
            return _most(_AMOUNT.fullmatch, values) and bool(_COUNTED.search(heading))
        case FieldType.BOOLEAN:
            return _say_yes_or_no(field, values)
        case FieldType.CODE:
            return len(values) <= _MOST_WORDS and _most(_means(field), values)
    return False


def _most(test: Callable[[str], object], values: Sequence[str]) -> bool:
    """At least two thirds."""
    return bool(values) and 3 * sum(1 for v in values if test(v)) >= 2 * len(values)


def _is_stamp(field: Field, heading: str) -> bool:
    found = _STAMPS.search(heading)
    return found is not None and not any(found[0] in w for w in (field.label, *field.synonyms))


def _say_yes_or_no(field: Field, values: Sequence[str]) -> bool:
    """Words of yes and no, or 已… beside 未… as no state of a record is written."""
    known = _YES_NO | words_of(field)
    begins = {v[0] for v in values}
    both = "已" in begins and bool(begins & set("未没")) and all(v[0] in "已未没" for v in values)
    return _most(lambda v: v in known, values) or both


def _means(field: Field) -> Callable[[str], object]:
    known = words_of(field)
    rules = [re.compile(pattern) for _, pattern in field.rules]
    return lambda v: v in known or any(rule.fullmatch(v) for rule in rules)


def words_of(field: Field) -> frozenset[str]:
    """What is written for the codes of a field."""
    return frozenset(w for c in field.codes for w in (c.label, *c.spellings))


def only_of(register: Register, field: Field, values: Sequence[str]) -> bool:
    """Whether the values are words of this field alone, so that they tell it without a heading."""
    if field.type is not FieldType.CODE or not values:
        return False
    own = words_of(field)
    others = {w for f in register.fields if f is not field for w in words_of(f)} | _YES_NO
    return all(v in own and v not in others and len(v) > 1 for v in values)
