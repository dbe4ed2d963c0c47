"""The kinds of measure there are, and what an observation's value can be."""

from __future__ import annotations

from jixiao.terms.label import Labelled


class MeasureKind(Labelled):
    """How a measure is computed from rows."""

    COUNT = "count", "计数", "count of rows"
    DISTINCT = "distinct", "去重计数", "count of distinct keys"
    SUM = "sum", "求和", "sum"
    RATIO = "ratio", "比率", "ratio"
    SHARE = "share", "满意比例", "share satisfied"
    ON_TIME = "on_time", "按时率", "share on time"
    LATEST = "latest", "最后完成日期", "latest date"
    CHANGE = "change", "与上年同期比", "change against last year"
    QUOTIENT = "quotient", "两项之比", "one measure over another"

    @property
    def is_share(self) -> bool:
        """Whether it keeps a numerator and a denominator."""
        return self in _SHARES


_SHARES = {
    MeasureKind.RATIO,
    MeasureKind.SHARE,
    MeasureKind.ON_TIME,
    MeasureKind.CHANGE,
    MeasureKind.QUOTIENT,
}


class OnTimeOf(Labelled):
    """What an on-time ratio is a share of."""

    DUE = "due", "已办结的和到期未办结的", "done, or overdue and open"
    CLOSED = "closed", "已办结的", "done"
    ALL = "all", "全部", "all"


class Status(Labelled):
    """Where an observation's value comes from."""

    COMPUTED = "computed", "由台账计算", "computed from registers"
    REPORTED = "reported", "由人报送", "reported by a person"
    MISSING = "missing", "缺", "missing"
