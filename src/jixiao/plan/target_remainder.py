"""What stands round a number and its unit, and whether it leaves the number what it is.

A number is given only where every character beside it is understood: 120名教师 is 120 名, and what
nobody knows (95%不到, 30万元暂定, 200人以外) may undo it. A noun is known by the lexicon of names, or
by holding no character that could say more or less, part of, before or after.
"""

from __future__ import annotations

import re

from jixiao.plan.target_lexicon import DARK, LEXICON, THING_ENDS, Sense
from jixiao.terms.targets import Dimension
from jixiao.terms.units import LETTERS, MEASURE_WORDS, SPELLINGS, UNITS

#: Characters of words that change a number: bounds, parts, about, time, change, what is left out.
_CHANGING = frozenset(
    "不未无非没除含共各每其约近余多少半以之外内中前后上下左右起止至到从由为的比同增减升降超满足仅只或及与和并且"
    "等计预拟暂估限封底顶初末许旧再另均占倍成折分率高低加扣免缺欠差负反变浮动出头首几数若来若干量标额值目先已"
    "曾将应当须需可能原则约莫许累总合续剩余届时期间段逐递乘过往昔今明昨是否一二三四五六七八九十百千万亿两零〇"
)
#: Known words of names that change a number all the same.
_CHANGING_WORDS = re.compile(
    "[不未每均各半比]|上[下半级年]|下[半级]|[前后初末底]$|同比|平均|全部|部分|计划|预算|实际|累计|等级|指标|影响"
    "|供给|所有|当年|长期|中期|短期|阶段|其[中他它]|标准|不定期|主要|一般|基本|余额|规模|比例|比重|占比|[一二三四]级"
)
_NOUNS = frozenset(
    (
        Sense.THING, Sense.PLAIN, Sense.GROUP, Sense.MATTER, Sense.WORK, Sense.GOOD, Sense.BOUGHT,
    )
)  # fmt: skip
#: Known words that say what became of what is counted (2台退役): no nouns, and they may undo the count.
_STATES = tuple(
    (
        "退役 退伍 退休 离休 离退休 退耕 退牧 退林 退税 延长 延伸 传染 使用 停车 低空 编外 过户 分散 零星 破解 破冰 "
        "火化 殡葬 兼职 错时 错峰 休耕 休闲 贮存 现有 原有 已有 其他 其它 严重 重度 轻度 中度 一般 欠发达 无线 无偿 "
        "无人 假期 缺陷产品 废旧 残留"
    ).split()
)
_LONGEST = max(map(len, LEXICON))
_ALL = re.compile(
    "(?:全覆盖|全面覆盖|覆盖|完成|达标|合格|到位|执行|落实|发放|支付|及时|办结|合规|满意|通过|达到要求|按时完成|"
    "按期完成|及时完成|足额发放|发放到位|支付到位|完成率|覆盖率|合格率|达标率)?"
)
_IGNORED = re.compile(r"^[。，,;；、 ]+|[。，,;；、 ]+$")
#: What a bracket may say without touching the number: a part of it, last year's, how it is found.
_REMARK = re.compile(
    r"[(（](?:(?:其中|包括)[^()（）]{1,40}|(?:上年|去年|上年度|(?:19|20)[0-9]{2}年)[^()（）]{1,20}"
    r"|含|含本数|包含本数|应.尽.|按时|按期|及时|准时|优|良|良好|合格|[\u4e00-\u9fff]{2,8})[)）]$"
)
_SAID_PLAINLY = re.compile(
    "[(（](?:其中|包括|上年|去年|(?:19|20)[0-9]{2}年|含|包含本数|应.尽.|按时|按期|及时|准时|优|良)"
)
_OWN = frozenset({*UNITS, *MEASURE_WORDS, *SPELLINGS, *LETTERS, "比例", "元整", "$"})
#: Units that stand behind another as the thing counted: 5个标段, 3个班.
_PLACES = frozenset("标段 班级 班 村 校 站 点 门类 组 队 部门 课 区 县 市 镇 乡".split())
#: Divisions of one rank: 13个县(市、区).
_ALIKE = re.compile("[(（](?:[县市区乡镇村旗州社街道团场]{1,2}[、/,，]?)+[)）]$")
_PER = "[/每·・.]"
_LENGTHS = sorted({len(unit) for unit in _OWN}, reverse=True)


def take_unit(printed: str) -> tuple[str, str]:
    """(unit, what stands behind it); the unit with what it is per (``元/人·月``), or empty."""
    bracketed = re.match(r"[(（](?P<unit>[^()（）]{1,6})[)）]", printed)
    if bracketed and bracketed["unit"].strip("/") in _OWN:
        return bracketed.group(), printed[bracketed.end() :]
    if bracketed and "/" in bracketed["unit"] and take_unit(bracketed["unit"])[1] == "":
        return bracketed["unit"], printed[bracketed.end() :]  # ≥3(家/年)
    end = _own_at(printed, 0)
    if other := re.compile(r"[(（]([^()（）]{1,3})[)）]").match(printed, end):
        end = other.end() if end and other[1] in _OWN else end  # 台(套)
    while re.match(_PER, printed[end : end + 1]):
        further = _own_at(printed, end + 1) or _noun_at(printed, end + 1)
        if not further:
            break
        end = further
    return printed[:end].replace("每", "/"), printed[end:]


def _own_at(text: str, start: int) -> int:
    """The place behind the longest unit that begins at ``start``, or 0."""
    for length in _LENGTHS:
        if text[start : start + length] in _OWN:
            return start + length
    return 0


def _noun_at(text: str, start: int) -> int:
    """The place behind what a number may be per (生, 标段, 监测点), or 0."""
    found = re.compile(r"[\u4e00-\u9fff]{1,5}").match(text, start)
    return found.end() if found and is_noun(found.group()) else 0


def remark_of(text: str) -> str:
    """The bracket at the end of a value that leaves its number alone, or nothing."""
    found = _REMARK.search(text)
    if not found or found.group()[1:-1] in _OWN:
        return ""
    plain = _SAID_PLAINLY.match(found.group())
    behind_unit = not text[found.start() - 1 : found.start()].isdigit()
    return found.group() if plain or (behind_unit and is_known(found.group()[1:-1])) else ""


def leaves_alone(said: str, dimension: Dimension) -> bool:
    """Whether what stands behind a number with its unit leaves the number what it is."""
    bare = _ALIKE.sub("", _IGNORED.sub("", said))
    if dimension is Dimension.MONEY:
        bare = bare.removeprefix("整")
    if dimension is Dimension.SHARE:
        return _ALL.fullmatch(bare) is not None
    if dimension is Dimension.COUNT:
        return not bare or bare in _PLACES or is_known(bare) or _is_thing(bare)
    return not bare or is_known(bare)


def changes_number(text: str) -> bool:
    """Whether a text holds nothing but characters that change a number: 以外, 左右."""
    return _CHANGING.issuperset(text)


def is_changing(text: str) -> bool:
    """Whether a known word changes a number all the same: 人均, 标准."""
    return _CHANGING_WORDS.search(text) is not None


def is_state(text: str) -> bool:
    """Whether a text ends with what became of a thing rather than with the thing: 退役."""
    return text.endswith(_STATES)


def is_word(text: str) -> bool:
    """Whether a text that is no unit is one word of the lexicon."""
    return text not in _OWN and LEXICON.get(text) in _NOUNS


def is_noun(text: str) -> bool:
    """Whether a number may be per this: words of the lexicon, or characters none of which changes it."""
    short = len(text) <= 6 and re.fullmatch(r"[\u4e00-\u9fff]+", text) is not None
    return is_known(text) or (short and _CHANGING.isdisjoint(text))


def _is_thing(text: str) -> bool:
    """Whether an unknown noun ends as things and people end, and nothing in it hints at more: 救援艇."""
    short = len(text) <= 6 and re.fullmatch(r"[\u4e00-\u9fff]{2,}", text) is not None
    headed = text[-1] in THING_ENDS or LEXICON.get(text[-2:]) is Sense.THING
    return short and headed and _CHANGING.isdisjoint(text) and DARK.isdisjoint(text)


def is_known(text: str) -> bool:
    """Whether a text is words of the lexicon throughout, none of which changes a number."""
    if _CHANGING_WORDS.search(text) or is_state(text):
        return False
    reached = {0}
    for start in range(len(text)):
        if start in reached:
            for end in range(start + 1, min(start + _LONGEST, len(text)) + 1):
                if LEXICON.get(text[start:end]) in _NOUNS:
                    reached.add(end)
    return len(text) in reached
