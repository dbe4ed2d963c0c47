"""D110: an indicator is about the project."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination, Sheet
from jixiao.review.rule import Rule
from jixiao.review.words import core_of, pairs_of, shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2

_ALIKE = (
    ("案件", "执法"), ("案件", "办案"), ("仪器", "装置"), ("设备", "装置"), ("检验", "检测"), ("检验", "抽检"),
    ("检测", "抽检"), ("抽查", "抽检"), ("会议", "场所"), ("培训", "场所"), ("企业", "市场"), ("企业", "主体"),
    ("邮电", "网络"), ("监管", "检查"), ("监督", "检查"), ("整治", "监管"),
)  # fmt: skip


_LEAST = 12


class IndicatorUnrelated(Rule):
    """产出指标与项目对不上。

    数量指标说的事，在项目名称、资金用途、绩效目标里连一个字也找不到，多半是套用了别的项目的表。
    写了用途或者目标的项目才判，部门整体的表不判；名称里有一个字相同、或者意思相近的，都不算。

    反例：
        项目名称: 高标准农田建设
        资金用途: 用于高标准农田建设项目的土地平整、灌溉排水等支出
        绩效目标: 建设高标准农田5000亩，改善灌溉条件
        指标: {二级指标: 数量指标, 三级指标: 贫困村公路里程, 指标值: ≥3公里}

    正例：
        项目名称: 高标准农田建设
        资金用途: 用于高标准农田建设项目的土地平整、灌溉排水等支出
        绩效目标: 建设高标准农田5000亩，改善灌溉条件
        指标: {二级指标: 数量指标, 三级指标: 建成农田面积, 指标值: ≥5000亩}
    """

    code, level, kind = "D110", Level.NOTE, Kind.INDICATORS
    english = "output unrelated to the project"
    cites = (
        cite("财预〔2015〕88号", "绩效目标设定要求"),
        cite("财预〔2021〕101号", "指标设置思路"),
    )
    item = "relevant"

    def check(self, exam: Examination) -> Iterator[Finding]:
        department = exam.plan.department.name or ""
        for sheet in exam.sheets:
            project = sheet.project
            own = f"{project.use or ''}{'；'.join(project.goals)}"
            if len(own) >= _LEAST and "整体" not in project.name:
                yield from self._look(sheet, f"{department}；{project.name[:120]}；{own[:1500]}")

    def _look(self, sheet: Sheet, about: str) -> Iterator[Finding]:
        words, letters = pairs_of(about), set(about)
        for row in sheet.of(Level2.QUANTITY):
            said = pairs_of(core_of(row.name))
            if said and row.applies and not _related(said, words, letters):
                yield self.finding(
                    row.at("name"),
                    f"数量指标{shown(row.name)}说的事，项目名称、资金用途和绩效目标里都没有提到。",
                    "请核对这条指标是不是别的项目的；是本项目的，在资金用途或者绩效目标中写明。",
                )


def _related(said: set[str], words: set[str], letters: set[str]) -> bool:
    alike = any((a in said and b in words) or (b in said and a in words) for a, b in _ALIKE)
    return alike or bool({letter for pair in said for letter in pair} & letters)
