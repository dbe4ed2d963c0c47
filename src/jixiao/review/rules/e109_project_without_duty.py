"""E109: a project serves some duty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination, short_of
from jixiao.review.rule import Rule
from jixiao.review.words import pairs_of, shown
from jixiao.terms.findings import Kind, Level

_EMPTY = re.compile(
    "监督|监管|管理|工作|经费|项目|相关|方面|支出|用于|费用|资金|专项|开展|实施|保障|通知|关于|下达|"
    "提前|补助|全年|完成|任务|目标|市场|购买"
)
_ALIKE = {
    "注册": ("登记",), "消保": ("消费",), "维权": ("权益",), "执法": ("办案",), "抽检": ("检验", "检测"),
    "检测": ("检验", "抽检"), "检定": ("检验", "检测"), "计量": ("检验", "检测"), "食安": ("食品",),
    "培训": ("能力", "队伍"),
}  # fmt: skip
_GENERAL = re.compile("综合事务|行政管理|机关运转|后勤|综合业务|保障能力")
_SUPPORT = re.compile("网络|邮电|场所|租赁|会议|培训|办公|物业|水电|车辆|维修|维护|印刷|差旅|宣传")


class ProjectWithoutDuty(Rule):
    """项目没有对应的职责。

    第一部分分职责写了目标，这个项目做的事却没有一项职责说到，审核人看不出它为哪项职责服务。
    有“综合事务管理”一类职责的，办公、租赁、培训等保障性项目算有对应。

    反例：
        分项目标: [{职责: 执法办案, 内容: 执法办案职责的绩效目标是维护公平竞争的市场秩序。}]
        项目: [{项目名称: 计量停征经费, 资金用途: 购买计价器检定装置}]

    正例：
        分项目标: [{职责: 执法办案, 内容: 执法办案职责的绩效目标是维护公平竞争的市场秩序。}]
        项目: [{项目名称: 执法办案, 资金用途: 用于办案的支出}]
    """

    code, level, kind = "E109", Level.NOTE, Kind.PROJECTS
    english = "project without a duty"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("预算法", "第三十二条"))
    item = "relevant"

    def check(self, exam: Examination) -> Iterator[Finding]:
        duties = " ".join(f"{d.duty or ''} {d.text[:400]}" for d in exam.plan.duty_goals[:200])
        words = {
            pair
            for d in exam.plan.duty_goals[:200]
            for pair in pairs_of(f"{d.duty or ''} {d.text}")
        }
        general = bool(_GENERAL.search(duties))
        for sheet in exam.sheets if words else ():
            about = f"{short_of(sheet.project)} {(sheet.project.use or '')[:300]}"
            own = pairs_of(about, without=_EMPTY)
            own |= {other for pair in own for other in _ALIKE.get(pair, ())}
            if own and not own & words and not (general and _SUPPORT.search(about)):
                yield self.finding(
                    sheet.at("name"),
                    f"项目{shown(short_of(sheet.project))}做的事，第一部分没有一项职责说到。",
                    "请在分项绩效目标中写明这个项目为哪项职责服务；项目不属于本部门职责的，核对立项依据。",
                )
