"""What is remarkable about a score without changing it; codes are stable, the label is shown."""

from __future__ import annotations

from jixiao.terms.label import Labelled


class Flag(Labelled):
    """A remark on one line of a score."""

    OVER_ACHIEVED = "over-achieved", "超额较多，要说明目标是否定低了", "far beyond the target"
    OUTSIDE_BOUNDS = (
        "outside-bounds",
        "部门整体的关键指标，完成率超出规定的界限",
        "a key indicator of the whole department outside the bounds set for it",
    )
    SET_TOO_LOW = (
        "set-too-low",
        "评定人认定目标定低了，按偏离度调减",
        "the target was found set too low, points reduced",
    )
    SHARE_OVER_HUNDRED = (
        "share-over-100",
        "比率超过100%，按100%计，请核对",
        "a share above 100 %, taken as 100 %",
    )
    MAY_BE_FRACTION = (
        "may-be-fraction",
        "像是把百分数写成了小数，不能计分，请带上百分号",
        "looks like a fraction where percent is meant: not scored, write the percent sign",
    )
    UNIT_CONVERTED = "unit-converted", "单位与目标不同，已折算", "converted into the target's unit"
    UNIT_SLIP = "unit-slip", "单位与目标不符，不能计分", "unit does not fit the target's"
    MAY_BE_OTHER_UNIT = (
        "may-be-other-unit",
        "与目标相差千倍以上，像是单位不同，不能计分，请带上单位",
        "a thousand times off, another unit? not scored, write the unit",
    )
    NEGATIVE = "negative", "实际值为负数，不能计分，请核对", "a negative actual value"
    FALL_NEGATIVE = (
        "fall-negative",
        "目标是下降而实际值是负数，看不出是降了还是升了，请写“下降”或“上升”",
        "a fall written as a negative number: say whether it fell or rose",
    )
    ACTUAL_UNCLEAR = "actual-unclear", "实际值不能理解，不能计分", "actual value not understood"
    SIGN_COPIED = (
        "sign-copied",
        "实际值带着比较符号，像是抄了目标，不能计分",
        "actual value carries a sign: a copied target",
    )
    ACTUAL_IS_BOUND = (
        "actual-is-bound",
        "实际值写的是界限，不是实际的数，不能计分",
        "a bound instead of an actual value",
    )
    NO_ACTUAL = "no-actual", "没有报送实际值", "no actual value reported"
    NO_TARGET = "no-target", "没有指标值，不能计分", "no target to score by"
    TARGET_UNCLEAR = "target-unclear", "指标值不能理解，由人评定", "target not understood"
    TO_BE_JUDGED = "to-be-judged", "定性指标，由人定档", "a person has to judge"
    JUDGED = "judged", "由人定档", "judged by a person"
    EXACT_EXCEEDED = (
        "exact-exceeded",
        "目标是正好多少，实际超出，要说明原因",
        "an exact target was exceeded, to be explained",
    )
    AT_STRICT_BOUND = "at-strict-bound", "只到界限，没有超过", "at the bound, not beyond it"
    DIRECTION_UNSETTLED = (
        "direction-unsettled",
        "没有写符号，看不出越多越好还是越少越好，不能计分，请在指标值前写明≥、≤或=",
        "no sign and no direction: not scored, write ≥, ≤ or = before the target",
    )
    LATE = "late", "逾期完成", "done late"
    BELOW_PASS_MARK = "below-pass-mark", "低于及格门槛，不得分", "below the pass mark"
    COMPLETION_LOW = "completion-low", "完成率偏低，要说明原因", "low completion, to be explained"
    NOT_APPLICABLE = "not-applicable", "不适用，不计入", "not applicable, left out"
    WEIGHT_SHARED = (
        "weight-by-rule",
        "没有写分值，按规则平分",
        "no points given, shared out by rule",
    )
    NO_WEIGHT = "no-weight", "没有分值，规则也分不出", "no points given nor by rule"
    EXECUTION_LOW = "execution-low", "执行率偏低，要说明原因", "low execution, to be explained"
    OVER_BUDGET = "over-budget", "执行数大于全年预算数", "spent more than the full-year budget"


#: What asks for a cause even where no point is lost.
TO_EXPLAIN = frozenset((Flag.OVER_ACHIEVED, Flag.EXACT_EXCEEDED, Flag.COMPLETION_LOW))
