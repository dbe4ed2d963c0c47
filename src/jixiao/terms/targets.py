"""Words for target values (指标值)."""

from __future__ import annotations

from jixiao.terms.label import Labelled


class TargetKind(Labelled):
    """What kind of thing a target value says."""

    NUMBER = "number", "数值", "number"
    RANGE = "range", "区间", "range"
    DEADLINE = "deadline", "期限", "deadline"
    DURATION = "duration", "时长", "duration"
    LEVEL = "level", "定性", "level in words"
    BASELINE = "baseline", "与基期比较", "against an earlier value"
    NONE = "none", "无", "none"
    UNCLEAR = "unclear", "未能理解", "not understood"


class Operator(Labelled):
    """The sign before a target value (指标性质 / 计算符号)."""

    AT_LEAST = ">=", "≥", "at least"
    MORE_THAN = ">", ">", "more than"
    EXACTLY = "=", "=", "exactly"
    AT_MOST = "<=", "≤", "at most"
    LESS_THAN = "<", "<", "less than"

    def bound(self, included: bool) -> Operator:
        """The same side of the number, with or without the number itself."""
        pairs = {Operator.LESS_THAN: Operator.AT_MOST, Operator.MORE_THAN: Operator.AT_LEAST}
        turn = pairs if included else {with_it: without for without, with_it in pairs.items()}
        return turn.get(self, self)


class Dimension(Labelled):
    """What the unit of a target measures."""

    SHARE = "share", "比率", "share"
    MONEY = "money", "金额", "money"
    COUNT = "count", "数量", "count"
    TIME = "time", "时间", "time"
    OTHER = "other", "其他", "other"


class Better(Labelled):
    """Which way an actual value is better."""

    HIGHER = "higher", "越高越好", "higher is better"
    LOWER = "lower", "越低越好", "lower is better"
    EXACT = "exact", "正好", "exactly as set"


class TargetNote(Labelled):
    """What was noticed while a target value was read; codes are stable, the label is shown."""

    SIGN_MISSING = "sign-missing", "没有写比较符号，按“等于”理解", "no sign printed, read as ="
    UNIT_MISSING = "unit-missing", "没有写计量单位", "no unit printed"
    UNIT_CLEANED = "unit-cleaned", "计量单位不规范，已归一", "unit put into its usual form"
    UNIT_FROM_COLUMN = "unit-from-column", "计量单位取自单位栏", "unit taken from its column"
    UNIT_FROM_NAME = (
        "unit-from-name",
        "计量单位取自指标名称",
        "unit taken from the indicator's name",
    )
    UNIT_CONFLICT = "unit-conflict", "指标值与单位栏的单位不一致", "unit differs from its column"
    SIGN_DOUBLED = "sign-doubled", "比较符号重复", "sign printed twice"
    SIGNS_CONTRADICT = (
        "signs-contradict",
        "几个比较符号互相矛盾",
        "the signs printed contradict each other",
    )
    SIGN_FROM_NAME = (
        "sign-from-name",
        "比较符号取自指标名称",
        "sign taken from the indicator's name",
    )
    NUMBER_IN_WORDS = "number-in-words", "数字以中文书写", "number written in words"
    MULTIPLIER_FOLDED = (
        "multiplier-folded",
        "数量级（万、亿）已折算",
        "multiplier folded into the number",
    )
    DATE_SERIAL = "date-serial", "像是表格软件的日期序号", "looks like a spreadsheet date serial"
    SIGN_MAY_BE_READ_AS_TWO = (
        "sign-may-be-2",
        "首位的 2 可能是“≥”的误识",
        "the leading 2 may be a misread ≥",
    )
    SHARE_OVER_HUNDRED = "share-over-100", "比率超过 100%", "share above 100 %"
    MASKED = "masked", "数字被符号遮盖", "number masked"
    GARBLED = "garbled", "含有无法辨认的符号", "contains unreadable characters"
    SEVERAL_VALUES = "several-values", "一格内有几个值", "several values in one cell"
    PARTLY_READ = "partly-read", "只理解了其中一部分", "only part was understood"
    YEAR_NOT_SAID = (
        "year-not-said",
        "没有写年份，按预算年度理解",
        "year not printed, the budget year is meant",
    )
    APPROXIMATE = (
        "approximate",
        "是约数（余、多、左右、近），没有确定的值",
        "an approximate number, no definite value",
    )
    REFERS_ELSEWHERE = (
        "refers-elsewhere",
        "以另一个数为准，本格没有写出数字",
        "refers to a number that is not printed here",
    )
    RATIO = "ratio", "写成了比（1:50、1/3），应当写成一个数", "a ratio, not one number"
    YEAR_OR_NUMBER = (
        "year-or-number",
        "像是年份，不能当作数量",
        "looks like a year, not an amount",
    )
    DAY_RECURS = (
        "day-recurs",
        "说的是每月的某一天或者一天的某一时刻，不是一个期限",
        "recurs, no one deadline",
    )
    SIGN_BEHIND = (
        "sign-behind",
        "比较符号写在数字后面，方向不明",
        "sign behind the number, its side is unclear",
    )
    ALL_OF_IT = "all-of-it", "“全部”“全覆盖”按 100% 理解", "all of it, read as 100 %"
    DIRECTION_OPEN = (
        "direction-open",
        "没有写符号，从名称看不出越高越好还是越低越好，请说明",
        "no sign, and the name does not settle which way is better",
    )
    SIGN_AGAINST_NATURE = (
        "sign-against-nature",
        "符号同所考核的事情相反，不能确定越高越好还是越低越好",
        "the sign contradicts what is counted; which way is better stays open",
    )
    DIRECTION_SAID = (
        "direction-said",
        "越高越好还是越低越好由填报人说明",
        "which way is better was said by a person",
    )
