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


#: What in a target in words can be told from its contrary: a grade, a paper, a thing that is there.
_CHECKABLE = re.compile(
    "[ⅠⅡⅢⅣⅤ]|[一二三四五甲乙丙丁][级类等]|国家|省级|市级|县级|标准|规范要求|不发生|未发生|无[\\u4e00-\\u9fff]{0,6}(?:事故|投诉|案件|舆情|"
    "事件|上访|伤亡|断水|拖欠)|零[\\u4e00-\\u9fff]|杜绝|全覆盖|全部|应.尽.|不低于|不高于|不少于|不超过|高于|低于|持平|制定|印发|出台|修订|建成|建立|"
    "设立|组建|验收|取得|获得|命名|认定|公示|公开|竣工|完工|投入使用|上线|签订|移交|备案|合同|协议|方案|台账|报告|当场|随时|长期使用"
)


def is_unmeasured(target: Target) -> bool:
    """Whether a benefit in words names nothing that can be told from its contrary."""
    bare = re.sub(r"[\W_]", "", squeeze(target.raw[:60]))
    told = _ANSWERS.fullmatch(bare) or _CHECKABLE.search(target.raw)
    return target.kind is TargetKind.LEVEL and in_words(target) and len(bare) > 1 and not told


def vague_verb(target: Target) -> str | None:
    """The verb of a target that only says things are to change: ``提升`` of 有效提升."""
    return _verb_of(target) if says_nothing(target) else None


def verb_of_benefit(target: Target) -> str | None:
    """The verb of a benefit that says how things are to change, not by how much."""
    return _verb_of(target) if says_nothing(target) or is_unmeasured(target) else None


def _verb_of(target: Target) -> str | None:
    verb = _VERB.search(target.raw)
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
