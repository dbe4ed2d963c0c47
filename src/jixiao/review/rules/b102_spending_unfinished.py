"""B102: the plan of spending runs to the end of the year and to the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.model import Spending
from jixiao.plan.money import shortest
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.review.spending import at, month_of, points_of
from jixiao.terms.findings import Kind, Level


class SpendingUnfinished(Rule):
    """资金支出计划没有填完，或者年底不是100%。

    累计支出计划到12月底应当是100%，年初不支出的可以空着，一旦开始支出，其后各时点都要填。
    整行空着的，监控时就没有进度可以对照。

    反例：
        资金支出计划: [25, 50, 75, 90]

    正例：
        资金支出计划: [null, null, 50, 100]
    """

    code, level, kind = "B102", Level.RETURN, Kind.NUMBER
    english = "planned spending does not reach 100 % or has gaps"
    cites = (cite("财预〔2015〕88号", "附件：申报表"), cite("财办〔2020〕13号", "项目信息"))
    item = "complete"

    def check(self, exam: Examination) -> Iterator[Finding]:
        for sheet in exam.sheets:
            fault = _fault(points_of(sheet), exam.unread(sheet))
            if fault:
                remedy = "请按累计支出占全年预算的百分比填写，12月底为100%。"
                yield self.finding(at(sheet, fault[0].by), f"资金支出计划{fault[1]}。", remedy)


def _fault(points: Sequence[Spending], unread: frozenset[str]) -> tuple[Spending, str] | None:
    """The first point at fault and what is wrong with it; cells the reader refused are its own."""
    filled = [(s, s.percent) for s in points if s.percent is not None]
    if not filled:
        nothing = bool(points) and not unread
        return (points[0], "一个时点也没有填") if nothing else None
    for point, share in filled:
        if not 0 <= share <= 100:
            return point, f"{month_of(point.by)}的{shortest(share)}%不在0到100%之间"
    for point in points[points.index(filled[0][0]) :]:
        if point.percent is None and f"spending_plan.{point.by}" not in unread:
            return point, f"{month_of(point.by)}空着，而{month_of(filled[0][0].by)}已有支出"
    last, share = filled[-1]
    return (
        (last, f"到12月底只有{shortest(share)}%") if last.by == "12-31" and share != 100 else None
    )
