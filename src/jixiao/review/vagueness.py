"""When a target in words says nothing: take the words out that fit any target, and look what is left."""

from __future__ import annotations

import re

from jixiao.plan.target import Target
from jixiao.plan.words import squeeze
from jixiao.terms.targets import TargetKind

VERBS = (
    "提升|提高|增强|加强|完善|改善|优化|保障|保证|确保|保护|促进|推进|推动|推广|维护|落实|规范|健全|增加|扩大|"
    "好转|降低|减少|下降|减轻|缓解|巩固|夯实|支撑|支持|改进|发展|提振|带动|满足|丰富|发挥|拓宽|深化|强化|畅通|遏制|控制住|化解"
)
_DEGREES = (
    "进一步|有效|不断|持续|逐步|逐年|稳步|稳定|明显|显著|大幅度?|大力|切实|更加|较好|得到|有所|全面|一定程度|"
    "充分|积极|有力|高效|比较|较为|较大|较|很|非常|基本|长期|长效|可持续|深远|正面|正向|良性|严格|及时|按时|按期|准时"
)
_STATES = (
    "有升|向好|便捷|便利|繁荣|浓厚|融洽|和谐|稳中有升|稳中有进|稳中向好|鲜明|广泛|反响|口碑|日益|合格|良好|优良|优秀|好|优|高|强|大|可控|正常|满意|达标|完好|平稳|到位|明确|合理|合规|充足|适当|适中|深入|"
    "顺畅|顺利|有序|安全|较低|规律|科学|高质量|高标准|高质高效|建立|形成|常态化?"
)
_LINKS = (
    "定性|机制|体系|格局|影响|效果|效益|成效|作用|水平|程度|能力|经济|社会|生态|达到|达成|符合|相关|有关|规定|要求|标准|制度|政策|"
    "预期|目标|完成|执行|实现|按照|按|依照|计划|方案|规划|时间|期限|节点|进度|序时|范围|在|内|前|项目|工作|任务|"
    "开展|运行|运转|控制|实施|进行|的|地|了|为|以|并|和|与|且|年度|全年|上一?年度?|上年|去年|往年|以前|之前|比|程序"
)
_NOTHING = re.compile("|".join((VERBS, _DEGREES, _STATES, _LINKS)))
_VERB = re.compile(VERBS)
_TIME = re.compile("(?:时间|周期|期限|时限|时长|工期|日期|持续期|服务期|建设期)$")
#: Answers to a plain yes-or-no question: they can be told from their contrary.
_ANSWERS = re.compile("(?:已|全部|全面)?(?:完成|达成|达到|实现|执行|实施|开展)|是|否|有")
_DATED = re.compile(
    "[\\d一二三四五六七八九十][年月日天季周]|年底|年末|年内|当年|当月|当日|当天|月底|月末|季末|每[月季周日天]|全天|随时|即时"
)


def vague_verb(target: Target) -> str | None:
    """The verb of a target that only says things are to change: ``提升`` of 有效提升."""
    verb = _VERB.search(target.raw) if says_nothing(target) else None
    return verb.group() if verb else None


def says_nothing(target: Target) -> bool:
    """Whether a target in words is made up of words that fit any target at all."""
    if not target.is_words or target.low:
        return False
    bare = re.sub(r"[\W_]", "", squeeze(target.raw[:60]))
    return bool(bare) and not _ANSWERS.fullmatch(bare) and not _NOTHING.sub("", bare)


def is_dated(text: str) -> bool:
    """Whether a text names a day, a month or a year's end."""
    return bool(_DATED.search(text))


def asks_for_time(name: str) -> bool:
    """Whether a name asks for a time: 完成时间, 建设周期."""
    return bool(_TIME.search(name))


def in_words(target: Target) -> bool:
    """Whether a target is in words and holds no number at all."""
    return target.kind in (TargetKind.LEVEL, TargetKind.BASELINE) and not re.search(
        r"\d", target.raw
    )
