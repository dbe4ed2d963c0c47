"""C104: a county does not set goals for its province."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding, Where
from jixiao.law.shelf import cite
from jixiao.plan.model import Plan
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_RANKED = r"(?!.{0,6}(?:考核|排名|排位|名列|前列|前\d|第[一二三\d]|平均|先进|评|会议|部署|统一|试点|示范))"
_NATION = rf"|全国(?=.{{0,10}}(?:事业|水平|发展)){_RANKED}"
_FOREIGN = {
    "县": re.compile(rf"我省|本省|我市|本市|(?:全省|全市){_RANKED}{_NATION}"),
    "县级市": re.compile(rf"我省|本省|我县|本县|全省{_RANKED}{_NATION}"),
    "区": re.compile(rf"我省|本省|我县|本县|全省{_RANKED}{_NATION}"),
    "市": re.compile(rf"我省|本省|我县|本县|(?:全省|全县){_RANKED}{_NATION}"),
}

_OWN = {"县": "我县", "县级市": "我市", "区": "我区", "市": "我市"}


class OtherLevelOfGovernment(Rule):
    """写的是别一级政府的事。

    县里的部门写“不断提升我省……水平”，是从上级的材料抄来的：一个县的项目做不到，也考不了全省的结果。
    “全省排名前三”一类的说法不算。

    反例：
        行政区划: "130730"
        部门: 怀来县市场监督管理局
        绩效目标: 通过开展抽检工作，不断提升我省流通领域商品质量水平

    正例：
        行政区划: "130730"
        部门: 怀来县市场监督管理局
        绩效目标: 通过开展抽检工作，不断提升我县流通领域商品质量水平，抽检工作全省排名前三
    """

    code, level, kind = "C104", Level.IMPROVE, Kind.TEXT
    english = "speaks of another level of government"
    cites = (
        cite("财预〔2015〕88号", "绩效目标设定要求"),
        cite("财预〔2021〕101号", "指标设置思路"),
    )

    def check(self, exam: Examination) -> Iterator[Finding]:
        level = _level_of(exam.plan)
        for at, text in _texts(exam) if level else ():
            found = _FOREIGN[level or ""].search(text[:2000])
            if found:
                yield self.finding(
                    at,
                    f"{shown(_around(text, found.start()))}说的是“{found.group()}”，不是本部门所属的一级。",
                    f"请改为“{_OWN[level or '']}”，并核对这段话是否抄自上级的材料。",
                    to=_mended(at, text, found.group(), _OWN[level or ""]),
                )


def _mended(at: Where, text: str, foreign: str, own: str) -> str | None:
    """The text of one cell with the word put right; a goal of several parts is left to a person."""
    alone = at.field in ("name", "description", "use") or "；" not in text
    return text.replace(foreign, own) if alone and foreign[0] in "我本" else None


def _level_of(plan: Plan) -> str | None:
    """县, 县级市, 区 or 市, by the division's code and the department's name; else ``None``."""
    division, name = plan.department.division or "", plan.department.name or ""
    if not re.fullmatch(r"\d{6,9}", division) or division[2:4] == "00":
        return None
    if division[4:6] == "00":
        return "市"
    if "81" <= division[4:6] <= "99":
        return "县级市"
    return "县" if "21" <= division[4:6] <= "80" else "区" if "区" in name else None


def _texts(exam: Examination) -> Iterator[tuple[Where, str]]:
    for goal in exam.plan.overall_goals:
        yield exam.at("overall_goals", goal.place), goal.text
    for duty in exam.plan.duty_goals:
        yield exam.at("duty_goals", duty.place), duty.text
    for sheet in exam.sheets:
        yield sheet.at("goals"), "；".join(sheet.project.goals)
        yield sheet.at("use"), sheet.project.use or ""
        for row in sheet.rows:
            yield row.at("name"), row.name
            yield row.at("description"), row.description


def _around(text: str, start: int) -> str:
    """The clause a word stands in."""
    before = re.split("[，。；,;]", text[:start])[-1]
    return before[-12:] + re.split("[，。；,;]", text[start : start + 16])[0]
