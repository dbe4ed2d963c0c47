"""Every key a place may state, what it means and what it may hold: the one format of ``place.toml``.

The page of the format in ``docs/`` is printed from this table, and a test states every key from outside.
"""

from __future__ import annotations

from jixiao.law.places.kinds import (
    ONE,
    PERCENT,
    POINTS,
    Day,
    DayOfYear,
    Each,
    Flag,
    Key,
    Kind,
    Named,
    Number,
    Table,
    Text,
    Word,
)
from jixiao.law.shelf import Verified

#: The bounds review and scoring ask for: unit, and whether a percentage may be over a hundred.
BOUNDS = {
    "completion_low": ("%", False), "completion_high": ("%", True), "execution_explain": ("%", False),
    "execution_low": ("%", False), "execution_high": ("%", True), "progress_gap": ("百分点", False),
    "target_low": ("%", True), "target_high": ("%", False), "price_times": ("倍", True),
    "large_amount": ("万元", True),
}  # fmt: skip
TYPES = ("cost", "output", "benefit", "satisfaction", "execution")
GRADES_OF_LEVELS = ("return", "improve", "note")
DAY_KINDS = ("working", "calendar", "month", "year")
OUTCOMES = ("mend", "adjust", "stop_payment", "postpone", "no_problem")

_NOT_NEGATIVE = Number(low=POINTS.low)
_WHOLE = Number(low=POINTS.low, whole=True)
_SAID = {
    "source": Key(Text(), "出处；不写的，用这个地方自己的 source"),
    "verified": Key(Word(tuple(Verified)), "出处读到什么程度；不写为 general-knowledge"),
}


def _table(**keys: Key) -> Table:
    return Table(keys)


def _sourced(**keys: Key) -> Table:
    return Table({**keys, **_SAID})


def _need(kind: Kind, meaning: str) -> Key:
    return Key(kind, meaning, needed=True)


_SCORING = _table(
    frames=Key(
        _table(
            with_cost=Key(Text("地方的名字"), "成本单列时，权重取自哪个地方"),
            without_cost=Key(Text("地方的名字"), "成本不单列时，权重取自哪个地方"),
        ),
        "两种指标树都认的（cost = either），权重取自哪里",
    ),
    rules=Key(
        _table(
            no_satisfaction=Key(Word(TYPES[:3]), "没有满意度指标，它的分给哪一类"),
            exact_exceeded=Key(Word(("full", "deviation")), "目标是“正好”而超出：full 满分，deviation 目标÷实际"),
            late=Key(Word(("zero", "days")), "过期才完成：zero 不得分，days 按天数 目标÷实际"),
            too_low=Key(
                Word(("deviation", "zero", "none")),
                "认定目标定低了：deviation 超出多少扣多少，zero 不得分，none 不扣",
            ),
            pass_mark=Key(PERCENT, "完成不到此百分数不得分；0 为不设"),
        ),
        "计分的规则",
    ),
    bands=Key(
        Named(
            _table(
                label=Key(Text(), "档的名称"),
                **{"from": Key(PERCENT, "下限（含），%"), "to": Key(PERCENT, "上限（不含，100除外），%")},
            ),
            ("met", "partly", "unmet"),
        ),
        "定性指标的三档",
    ),
    department=Key(Named(POINTS, TYPES), "部门整体自评各类的分值，合计100"),
    department_zero=Key(
        _sourced(
            low=Key(PERCENT, "完成率低于此数不得分，%"),
            high=Key(_NOT_NEGATIVE, "完成率高于此数不得分，%"),
            words=Key(Text(), "规定的说法"),
        ),
        "部门整体的关键指标，完成率在此界限以外不得分",
    ),
)  # fmt: skip

_RULE = _sourced(
    check=Key(Text("检查的名字，见自带的规则"), "用哪一个检查"),
    level=Key(Word(GRADES_OF_LEVELS), "轻重"),
    title=Key(Text(), "说什么"),
    remedy=Key(Text(), "怎么办"),
    since=Key(Day(), "从哪一天起；晚于所改的规则的，此前仍按原来的"),
    until=Key(Day(), "到哪一天为止"),
    value=Key(_NOT_NEGATIVE, "界限"),
    unit=Key(Word(("百分点", "%", "天")), "界限的单位"),
    threshold=Key(Text("thresholds 里的名字"), "界限用 thresholds 里的哪一个"),
    cites=Key(
        Each(_table(law=_need(Text(), "文号"), article=_need(Text(), "条"))),
        "依据；文号要在法规架上，或者写在 regulations 里",
    ),
)

_MONITORING = _table(
    possibility=Key(
        _sourced(
            certain=Key(ONE, "此概率以上为确定能"),
            impossible=Key(ONE, "此概率以下为完全不可能"),
        ),
        "完成可能性三个选项的界限",
    ),
    rules=Key(Named(_RULE), "预警，按代码"),
)  # fmt: skip

_EVALUATION = _table(
    source=Key(Text(), "出处"),
    verified=Key(Word(tuple(Verified)), "出处读到什么程度"),
    points=Key(Named(POINTS), "各一级的分值，合计100"),
    items=Key(
        Each(
            _table(
                level1=_need(Text(), "一级"), level2=_need(Text(), "二级"), name=_need(Text(), "三级"),
                look=_need(Text(), "看什么"), computed=Key(Text(), "程序算什么"),
                evidence=Key(Text(), "程序给什么看"),
            )
        ),
        "框架的三级指标",
    ),
)  # fmt: skip

_VERSION = Table(
    {
        "from": _need(Day(), "从哪一天来件起"),
        "to": Key(Day(), "到哪一天来件止（含）"),
        "number": Key(_WHOLE, "多少天"),
        "unit": Key(Word(DAY_KINDS), "天的种类，不写的随这个期限"),
        "suspension": Key(Text(), "什么时间不计算在内"),
        "none": Key(Flag(), "true 为规定没有期限"),
        "source": _need(Text(), "哪个文件哪一条"),
        "verified": Key(Flag(), "原文是否读过"),
    }
)
_LIMIT = _table(
    label=Key(Text(), "期限的名称"),
    unit=Key(Word(DAY_KINDS), "天的种类"),
    start=Key(Text(), "从哪一天起算"),
    stops=Key(Each(Text()), "到哪一天为止，几种之一"),
    suspension=Key(Text(), "什么时间不计算在内"),
    fixed=Key(Flag(), "true 为当事人的、公告的期间，地方不得改"),
    note=Key(Text(), "说明"),
    extension=Key(_table(days=Key(_WHOLE, "可以再加多少天"), by=Key(Text(), "谁批准")), "延长"),
    version=Key(Each(_VERSION), "各个时候的规定"),
)
_YEAR = _table(
    off=Key(Each(DayOfYear()), "周一到周五里放假的日子"),
    on=Key(Each(DayOfYear()), "周六周日里上班的日子"),
    notice=Key(Text(), "哪个通知"),
)
_TIMER = _sourced(
    warnings=_need(Each(Text()), "哪些预警"),
    days=_need(_WHOLE, "多少天以内要处理"),
    unit=Key(Word(DAY_KINDS[:2]), "天的种类"),
    outcome=Key(Word(OUTCOMES), "到期没有处理的，自行成为什么结果"),
    words=_need(Text(), "规定的说法"),
    since=Key(Day(), "从哪一天起；此前的预警不计"),
)
_FINANCE = _sourced(
    factors=Key(Each(ONE), "财政定的等级低一档、两档……，得分乘以多少"),
    departments=Key(PERCENT, "财政部门每年抽多少部门，%"),
    cover_years=Key(_WHOLE, "几年轮到所有部门"),
    again=Key(
        Each(
            _table(
                grades=_need(Each(Text()), "部门评的等级"), share=_need(PERCENT, "再评多少，%"),
                years=Key(_WHOLE, "连续几年评为这些等级"), words=_need(Text(), "规定的说法"),
            )
        ),
        "部门评过的，财政部门再评哪些",
    ),
)  # fmt: skip
_REGULATION = _table(
    title=_need(Text(), "名称"), issuer=_need(Text(), "谁印发"), issued=_need(Day(), "印发日期"),
    in_force_from=_need(Day(), "哪一天起施行"), in_force_to=Key(Day(), "施行到哪一天"),
    jurisdiction=Key(Text(), "管哪里"), source=_need(Text(), "文本从哪里来"),
    articles=_need(
        Each(
            _table(
                number=_need(Text(), "第几条"), words=_need(Text(), "用自己的话说"),
                verified=_need(Word(tuple(Verified)), "读到什么程度"),
            )
        ),
        "各条",
    ),
)  # fmt: skip

#: ``place.toml``: all its keys. A folder's other files hold some of these same keys.
PLACE = _table(
    name=Key(Text(), "可以不写；写了要与文件夹同名"),
    label=Key(Text(), "这个地方怎样称呼；不写为文件夹的名字"),
    extends=Key(Text("另一个地方的名字"), "以哪个地方为底：没有写的都随它"),
    policy=Key(Flag(), "false 为只作别处的底，不是政策包"),
    in_force_from=Key(Day(), "哪一天起施行"),
    in_force_to=Key(Day(), "施行到哪一天"),
    divisions=Key(Each(Text("区划代码的前几位，加引号")), "管哪些区划；不随底"),
    nationwide=Key(
        Each(
            _table(
                **{"from": _need(Day(), "从哪一天起")},
                own_cost=Key(Flag(), "只在成本单列为一级指标时"),
                reason=_need(Text(), "为什么选它，一句话"),
            )
        ),
        "没有本地政策包的计划，什么时候用它；不随底",
    ),
    cost=Key(Word(("under-output", "own-level-1", "either")), "成本指标列在哪里"),
    source=Key(Text(), "这个地方各项规定的总的出处"),
    forms=Key(Each(Text()), "用哪些表"),
    self_evaluation=Key(Text("jixiao forms 里的名字"), "项目自评表用哪一种写法"),
    weights=Key(Named(POINTS, TYPES), "各类指标的分值，合计100；整个替换"),
    grades=Key(Named(POINTS), "各等级的下限（含），由高到低；整个替换"),
    deductions=Key(Named(POINTS, GRADES_OF_LEVELS), "审核每种问题建议扣几分"),
    outcomes=Key(Named(Text()), "审核为各等级以后怎么办；整个替换"),
    items=Key(
        Each(
            _table(
                key=_need(Text(), "程序里的名字"), block=_need(Text(), "哪个方面"),
                name=_need(Text(), "名称"), points=_need(POINTS, "分值"),
                question=_need(Text(), "问什么"), judged=_need(Flag(), "提示能不能建议它的分"),
            )
        ),
        "审核表的各项，合计100；整个替换",
    ),
    levels=Key(
        Named(
            _table(
                level=Key(Text("return、improve、note 或 off"), "改成什么轻重，off 为不用"),
                reason=Key(Text(), "为什么"),
            )
        ),
        "改审核规则的轻重，按代码",
    ),
    thresholds=Key(
        Named(
            _sourced(
                value=Key(_NOT_NEGATIVE, "数"), unit=Key(Text(), "单位"), words=Key(Text(), "超出了怎样"),
                borrowed=Key(Text(), "这个数是从哪里借来的，不是本地的规定"),
            )
        ),
        "界限",
    ),
    checkpoints=Key(
        Each(
            _sourced(
                name=_need(Text(), "名称"), covers=_need(DayOfYear(), "看到哪一天"),
                by=_need(DayOfYear(), "哪一天以前看"), words=Key(Text(), "规定的说法"),
            )
        ),
        "监控时点；整个替换",
    ),
    warnings=Key(
        Each(
            _sourced(
                by=_need(DayOfYear(), "到哪一天"), execution=_need(PERCENT, "执行率低于此数预警，%"),
                words=Key(Text(), "规定的说法"),
            )
        ),
        "各时点的执行预警线；整个替换",
    ),
    scoring=Key(_SCORING, "自评计分"),
    monitoring=Key(_MONITORING, "监控"),
    timers=Key(Named(_TIMER), "到期自行发生的事"),
    finance=Key(_FINANCE, "财政部门的评价怎样用"),
    evaluation=Key(_EVALUATION, "绩效评价的框架"),
    limits=Key(Named(_LIMIT), "法定时限，按名字；版本按日期接上"),
    calendar=Key(Named(_YEAR), "节假日，按年；逐日并入"),
    regulations=Key(Named(_REGULATION), "这个地方自己的文件，按文号"),
    basis=Key(Named(_sourced()), "各部分的出处，按部分的名字"),
)  # fmt: skip

#: Files of a place's folder beside ``place.toml``: for places whose one file would be too long to read.
FILES = (
    "place", "scoring", "monitoring", "evaluation", "calendar", "limits", "limits-cases",
    "limits-complaints", "limits-publication", "limits-registration", "limits-sampling",
)  # fmt: skip
