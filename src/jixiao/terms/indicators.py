"""Level-1 and level-2 indicator types: the two trees that coexist (88号/10号 and 101号).

Source: field guide §3.1. 成本指标 stands under 产出指标 in the older tree (财预〔2015〕88号,
财预〔2020〕10号) and is a level 1 of its own in the newer (财预〔2021〕101号). Both are valid.
"""

from __future__ import annotations

from jixiao.terms.label import Labelled


class Level1(Labelled):
    """一级指标."""

    COST = "cost", "成本指标", "cost"
    OUTPUT = "output", "产出指标", "output"
    BENEFIT = "benefit", "效益指标", "benefit"
    SATISFACTION = "satisfaction", "满意度指标", "satisfaction"
    DECISION = "decision", "决策指标", "decision"
    PROCESS = "process", "过程指标", "process"


class Level2(Labelled):
    """二级指标."""

    QUANTITY = "quantity", "数量指标", "quantity"
    QUALITY = "quality", "质量指标", "quality"
    TIMELINESS = "timeliness", "时效指标", "timeliness"
    COST = "cost", "成本指标", "cost"
    ECONOMIC_COST = "economic_cost", "经济成本指标", "economic cost"
    SOCIAL_COST = "social_cost", "社会成本指标", "social cost"
    ECOLOGICAL_COST = "ecological_cost", "生态环境成本指标", "ecological cost"
    ECONOMIC = "economic", "经济效益指标", "economic benefit"
    SOCIAL = "social", "社会效益指标", "social benefit"
    ECOLOGICAL = "ecological", "生态效益指标", "ecological benefit"
    SUSTAINABLE = "sustainable", "可持续影响指标", "sustainable influence"
    SATISFACTION = "satisfaction", "服务对象满意度指标", "satisfaction of those served"

    @property
    def is_cost(self) -> bool:
        """Whether this is a cost type in either tree."""
        return self in _COSTS

    @property
    def is_benefit(self) -> bool:
        """Whether this is one of the four benefit types."""
        return self in _BENEFITS

    @property
    def level1s(self) -> tuple[Level1, ...]:
        """The level-1 types it may stand under, over both trees."""
        return _PARENTS[self]


_COSTS = {Level2.COST, Level2.ECONOMIC_COST, Level2.SOCIAL_COST, Level2.ECOLOGICAL_COST}
_BENEFITS = {Level2.ECONOMIC, Level2.SOCIAL, Level2.ECOLOGICAL, Level2.SUSTAINABLE}
_PARENTS: dict[Level2, tuple[Level1, ...]] = {
    Level2.QUANTITY: (Level1.OUTPUT,),
    Level2.QUALITY: (Level1.OUTPUT,),
    Level2.TIMELINESS: (Level1.OUTPUT,),
    Level2.COST: (Level1.OUTPUT, Level1.COST),
    Level2.ECONOMIC_COST: (Level1.COST,),
    Level2.SOCIAL_COST: (Level1.COST,),
    Level2.ECOLOGICAL_COST: (Level1.COST,),
    Level2.ECONOMIC: (Level1.BENEFIT,),
    Level2.SOCIAL: (Level1.BENEFIT,),
    Level2.ECOLOGICAL: (Level1.BENEFIT,),
    Level2.SUSTAINABLE: (Level1.BENEFIT,),
    Level2.SATISFACTION: (Level1.SATISFACTION,),
}

_LEVEL1_STEMS = (
    ("成本", Level1.COST),
    ("产出", Level1.OUTPUT),
    ("项目完成", Level1.OUTPUT),
    ("效益", Level1.BENEFIT),
    ("效果", Level1.BENEFIT),
    ("满意", Level1.SATISFACTION),
    ("决策", Level1.DECISION),
    ("过程", Level1.PROCESS),
    ("管理", Level1.PROCESS),
)
_LEVEL2_STEMS = (
    ("生态环境成本", Level2.ECOLOGICAL_COST),
    ("生态成本", Level2.ECOLOGICAL_COST),
    ("社会成本", Level2.SOCIAL_COST),
    ("经济成本", Level2.ECONOMIC_COST),
    ("数量", Level2.QUANTITY),
    ("质量", Level2.QUALITY),
    ("时效", Level2.TIMELINESS),
    ("成本", Level2.COST),
    ("经济", Level2.ECONOMIC),
    ("社会", Level2.SOCIAL),
    ("生态", Level2.ECOLOGICAL),
    ("环境", Level2.ECOLOGICAL),
    ("可持续", Level2.SUSTAINABLE),
    ("满意", Level2.SATISFACTION),
)


def level1_of(printed: str | None) -> Level1 | None:
    """The level-1 type a printed cell names (产出指标(50分), 产 出 指 标), or ``None``."""
    squeezed = "".join((printed or "").split())
    return next((found for stem, found in _LEVEL1_STEMS if squeezed.startswith(stem)), None)


def level2_of(printed: str | None) -> Level2 | None:
    """The level-2 type a printed cell names (数量指标, 服务对象满意度), or ``None``.

    社会公众或服务对象满意度指标, of the forms of 2015, is satisfaction, not social benefit.
    """
    squeezed = "".join((printed or "").split())
    if "满意" in squeezed[:20]:
        return Level2.SATISFACTION
    return next((found for stem, found in _LEVEL2_STEMS if stem in squeezed[:10]), None)
