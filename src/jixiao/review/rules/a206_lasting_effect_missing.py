"""A206: what lasts is looked at beyond the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination, Sheet, short_of
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level1, Level2

_LASTING = re.compile(
    "建设|新建|改造|购置|购买|装置|设备|系统|平台|机制|工程|修缮|创建|基地|养护|公路|道路|桥梁|渠道|堤防|造林|绿化|信息化|软件"
)
_LEAST = 3


class LastingEffectMissing(Rule):
    """没有可持续影响或者生态效益。

    建起来、买下来、立起来的东西要用好几年，只看当年，就不知道以后还用不用、坏不坏。
    按产出、效益、满意度分类的表里有“可持续影响”一栏，长期起作用的项目应当填上；
    一份文本里三个以上的项目全都没有的，也提示一次。成本单列一级的表不分这一类，不判。

    反例：
        项目名称: 计量停征经费
        资金用途: 购买出租车计价器检定装置
        指标: [{二级指标: 社会效益指标, 三级指标: 计价器投诉下降率, 指标值: ≥10%}]

    正例：
        项目名称: 计量停征经费
        资金用途: 购买出租车计价器检定装置
        指标:
          - {二级指标: 社会效益指标, 三级指标: 计价器投诉下降率, 指标值: ≥10%}
          - {二级指标: 可持续影响指标, 三级指标: 检定装置使用年限, 指标值: ≥5年}
    """

    code, level, kind = "A206", Level.NOTE, Kind.STRUCTURE
    english = "no lasting influence or ecological benefit"
    cites = (cite("财预〔2015〕88号", "绩效指标"),)
    item = "scientific"

    def check(self, exam: Examination) -> Iterator[Finding]:
        short = [s for s in exam.sheets if _is_short(s)]
        whole = len(exam.sheets) >= _LEAST and len(short) == len(exam.sheets)
        found = short if whole else [s for s in short if _lasts(s)]
        if found:
            first, *others = found
            yield self.finding(
                first.at("indicators"), _fault(found, whole), _REMEDY,
                also=[sheet.at("indicators") for sheet in others],
            )  # fmt: skip


_REMEDY = (
    "建设、购置、机制一类长期起作用的项目，请补可持续影响指标，例如使用年限、完好率、制度存续。"
)


def _fault(found: list[Sheet], whole: bool) -> str:
    if whole:
        return f"全部{len(found)}个项目都没有设可持续影响和生态效益指标。"
    more = f"等{len(found)}个项目" if len(found) > 1 else ""
    return f"项目{shown(short_of(found[0].project))}{more}做的事要管好几年，却没有设可持续影响或者生态效益指标。"


def _is_short(sheet: Sheet) -> bool:
    """Whether its benefits are all of the year, in a table that has a place for others."""
    kinds = {row.type2 for row in sheet.rows}
    own_cost = any(row.type1 is Level1.COST for row in sheet.rows)
    benefits = any(row.type1 is Level1.BENEFIT for row in sheet.rows)
    return benefits and not own_cost and not {Level2.SUSTAINABLE, Level2.ECOLOGICAL, None} & kinds


def _lasts(sheet: Sheet) -> bool:
    project = sheet.project
    return bool(_LASTING.search(f"{project.name[:80]}{(project.use or '')[:200]}"))
