"""One vocabulary of headings and labels: qualifiers are taken off, the stem says the field.

About 150 wordings of headings cover the layouts met; what is not here is not guessed from its looks.
"""

from __future__ import annotations

import re
from functools import lru_cache

from jixiao.forms.loose.scripts import folded
from jixiao.forms.loose.vocabulary import fields_by_word, words

_SPLIT_OFF = re.compile(
    r"(?:[及和与]|分析)?(?:拟采取的|下一步)?(?:改进|整改)(?:措施|意见|建议)?$|及?改进情况$"
)
_QUALIFIER = re.compile(
    r"^(?:年初|本年度|本年|年度|当年|全年度?|半年度?|中期|长期|中长期|实施周期|实施期|预期|设定|调整后?|总体|项目|历史|\(程\)|程|"
    r"(?:19|20)\d\d年?度?|(?:/|\(/)?项目\)?)+"
)
_BRACKET = re.compile(r"[(\[【（][^)\]】）]{0,24}[)\]】）]?")
_EDGE = '★*※☆:：、,.;；|"“”'
_LONG = re.compile(r"长期|中期|实施周期|实施期|周期")
_HALF = re.compile(r"半年|上半年")
_ADJUSTED = re.compile(r"调整")


_BY_STEM = fields_by_word("columns")


@lru_cache(maxsize=16384)
def column_of(printed: str) -> str | None:
    """The indicator column a cell heads: a field, with `` long`` or `` half`` behind it; or ``None``."""
    if not printed or len(printed) > 40:
        return None
    whole = folded(printed).strip(_EDGE)
    bare = _BRACKET.sub("", whole).strip(_EDGE).removesuffix("及单位").removesuffix("/单位")
    stem = next((s for s in _stems(bare) if s in _BY_STEM), None)
    if stem is None:
        return None
    field = _BY_STEM[stem]
    if (
        field in ("level1", "level2", "name", "target")
        and _LONG.search(whole)
        and "年度" not in whole
    ):
        return f"{field} long"
    return f"{field} half" if field in ("target", "actual") and _HALF.search(whole) else field


def _stems(bare: str) -> tuple[str, ...]:
    """The wording itself, then without what qualifies it, before and behind."""
    reason = _SPLIT_OFF.sub("", bare)
    shorter = tuple(_QUALIFIER.sub("", one) for one in (bare, reason))
    return (bare, reason, *shorter)


#: 其中：, （一）, 1. in front of a label.
_BEFORE = re.compile(r"^(?:\(?[一二三四五六七八九十\d]{1,2}[\)、.．]+|其中:?|年度?(?=资金))")


@lru_cache(maxsize=16384)
def label_of(printed: str) -> str:
    """A label as it is compared: without number before it, stars, colon and brackets behind it."""
    whole = folded(printed).strip(_EDGE)
    return _BEFORE.sub("", whole).strip(_EDGE).rstrip("(")


def _names(printed: str) -> tuple[str, ...]:
    label = label_of(printed)
    return (
        label,
        re.sub(
            r"\((?:盖章|公章|万元|元|章|单位:?万元|单位:?元|全称|签章|\d+分?|填写全称)\)?$",
            "",
            label,
        ),
    )


_IDENTITY_BY, _GOALS_BY = fields_by_word("identity"), fields_by_word("goals")
_OTHERS, _TOTALS, _ENDS = (words("labels", name) for name in ("other", "totals", "ends"))


@lru_cache(maxsize=65536)
def identity_of(printed: str) -> str | None:
    """The field of the project or department a label names."""
    return (
        next((_IDENTITY_BY[n] for n in _names(printed) if n in _IDENTITY_BY), None)
        if len(printed) < 40
        else None
    )


def goals_of(printed: str) -> str | None:
    """``goals``, ``goals long`` or ``results`` where a label heads such a text."""
    bare = _BRACKET.sub("", label_of(printed)) if len(printed) < 40 else ""
    return _GOALS_BY.get(bare)


def is_other(printed: str) -> bool:
    """Whether a cell is a label whose value is not kept."""
    return len(printed) < 40 and any(
        n in _OTHERS for n in (*_names(printed), _BRACKET.sub("", label_of(printed)))
    )


def is_sum(printed: str) -> bool:
    """Whether a row's first cell says that the row is the sum of all."""
    return len(printed) < 40 and _BRACKET.sub("", label_of(printed)) in _TOTALS


@lru_cache(maxsize=65536)
def is_end(printed: str) -> bool:
    """Whether the indicators end before this cell."""
    said = folded(printed)
    return (
        is_sum(printed)
        or (len(said) < 40 and _BRACKET.sub("", label_of(printed)) in _ENDS)
        or (said.startswith(("注:", "备注:", "注1", "填表说明", "说明:")))
        or (len(said) < 40 and bool(_UNDER.search(said)))
    )


#: Words of the page or of those who sign, under the table.
_UNDER = re.compile(
    r"(?:审核|审查|审批|部门|单位|财政|初审|复审)意见(?:\(|$)|^附件\d?:?$|^扫一扫|责任编辑|^上一[篇条]|^下一[篇条]|打印本页|关闭窗口|"
    r"^\[?(?:下载|打印|关闭)\]?|^分享到|^相关(?:附件|解读|文档|新闻)|^版权|浏览次数|联系电话:|^填表人|^填报人|^审核人|^单位负责人|签[字章]:?$|^网站(?:声明|地图)"
)
