"""C116: what money is spent on can be counted up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_THIN = re.compile(
    "(?:主要)?(?:用于)?[\\u4e00-\\u9fff、]{0,20}?(?:方面|相关|有关|各项|日常|等)"
    "(?:的)?(?:工作|业务|事务|事项)?(?:方面)?(?:的)?(?:各项|全部|相关)?(?:支出|经费|费用|开支|资金|需要)?"
    "|(?:主要)?(?:用于)?(?:保障)?[\\u4e00-\\u9fff、]{0,10}?(?:工作|业务|项目|运转)(?:的)?(?:支出|经费|费用|开支|资金|需要)?"
)
_THINGS = re.compile(
    "费[、，,支等及和]|[水电房租检差旅通邮网运油餐劳务培训宣印刷修保险讲课聘咨审]费|交通|购|采|租|"
    "维修|维护|改造|建设|工资|薪|补助|补贴|奖|聘|印|检测|检验|抽检|监测|鉴定|培训|装备|设备|系统|车|服务"
)


class UseThin(ProjectRule):
    """资金用途太笼统。

    “用于市场监管工作方面的支出”没有说买什么、付给谁、做几次，审核人看不出预算是怎样算出来的，
    也就判断不了钱与目标配不配。写出了费用、购买、维修一类开支的不算。

    反例：
        预算数: 156.70
        资金用途: 用于市场监管工作方面的支出

    正例：
        预算数: 156.70
        资金用途: 执法车辆运行费36万元、委托鉴定费80万元、执法服装及装备购置40.7万元
    """

    code, level, kind = "C116", Level.IMPROVE, Kind.TEXT
    english = "use of money in general words"
    cites = (cite("财预〔2015〕88号", "附件：申报表"), cite("预算法", "第三十二条"))
    item = "matched"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        use = "".join((sheet.project.use or "")[:100].split()).rstrip("。；")
        if not _THIN.fullmatch(use) or _THINGS.search(use):
            return
        total = sheet.project.budget.total
        money = f"{shortest(total)}{sheet.project.unit or ''}" if total else "预算"
        yield self.finding(
            sheet.at("use"),
            f"资金用途{shown(use)}没有说买什么、付给谁，{money}怎样算出来的看不出来。",
            "请分项写明开支、数量和标准，例如“检测费10万元（200批次，每批次500元）”。",
        )
