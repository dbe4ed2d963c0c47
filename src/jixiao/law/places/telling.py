"""What a place states beyond frame and grades, in sentences: scoring, warnings, timers, time, finance.

Each part is key → sentence, so that two places are compared by the same words they are shown in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jixiao.law.monitoring import COLOURS, WarningRule
from jixiao.law.packs import Pack
from jixiao.law.shelf import with_statutes
from jixiao.law.time_limits import Limit, Version

_RULES = {
    "no_satisfaction": (
        "没有满意度指标的，它的分", {"cost": "给成本", "output": "给产出", "benefit": "给效益"},
    ),
    "exact_exceeded": (
        "目标是“正好”而超出的", {"full": "记满分，说明原因", "deviation": "按目标÷实际得分"},
    ),
    "late": ("过期才完成的", {"zero": "不得分", "days": "按天数目标÷实际得分"}),
    "too_low": (
        "认定目标定低了的",
        {"deviation": "超出界限多少，扣多少", "zero": "不得分", "none": "不扣分"},
    ),
}  # fmt: skip


def told(pack: Pack) -> Mapping[str, Mapping[str, str]]:
    """Title of each part → what it says, by key."""
    return {
        "自评计分": dict(_scoring(pack)),
        "预警规则": dict(_warnings(pack)),
        "到期自行发生": {one.name: one.words for one in pack.timers},
        "财政评价": dict(_finance(pack)),
        "评价框架": dict(_evaluation(pack)),
        "时限": {one.id: limit_words(one) for one in pack.time.limits},
        "节假日": {year: _year(off, on) for year, off, on in pack.time.years},
    }


def _scoring(pack: Pack) -> Iterator[tuple[str, str]]:
    rules = pack.scoring
    for key, (subject, answers) in _RULES.items():
        yield key, f"{subject}，{answers[getattr(rules, key)]}"
    mark = rules.pass_mark
    yield "pass_mark", f"完成不到{mark:f}%的不得分" if mark else "不设及格门槛"
    for key, band in rules.bands.items():
        yield f"bands.{key}", f"“{band.label}”{band.words}"
    points = "、".join(f"{key} {value:f}" for key, value in rules.department.items())
    yield "department", f"部门整体各类的分：{points}"
    if rules.department_zero:
        yield "department_zero", rules.department_zero.words
    yield "self_evaluation", f"项目自评表用 {pack.self_evaluation}"


def _warnings(pack: Pack) -> Iterator[tuple[str, str]]:
    latest = {rule.code: rule for rule in pack.monitoring.rules}
    yield from ((code, _warning(rule)) for code, rule in latest.items())
    bounds = pack.monitoring.possibility
    percent = [
        f"{value * 100:f}".rstrip("0").rstrip(".") for value in (bounds.certain, bounds.impossible)
    ]
    yield "possibility", f"概率{percent[0]}%以上为确定能，{percent[1]}%以下为完全不可能"


def _warning(rule: WarningRule) -> str:
    bound = "" if rule.value is None else f"，界限{rule.value:f}{rule.unit}"
    cites = "、".join(dict.fromkeys(c.words for c in with_statutes(rule.cites)))
    return f"{COLOURS[rule.level]}：{rule.title}{bound}，自{rule.since}起（{cites}）"


def _finance(pack: Pack) -> Iterator[tuple[str, str]]:
    found = pack.finance
    if found is None:
        return
    if found.factors:
        steps = "、".join(f"{n}档乘{factor:f}" for n, factor in enumerate(found.factors, start=1))
        yield "factors", f"财政评的等级低于部门评的：低{steps}"
    if found.departments:
        yield (
            "departments",
            f"财政部门每年抽{found.departments:f}%的部门，{found.cover_years}年轮到所有部门",
        )
    for again in found.again:
        yield f"again.{'、'.join(again.grades)}", again.words


def _evaluation(pack: Pack) -> Iterator[tuple[str, str]]:
    frame = pack.evaluation
    yield "points", "、".join(f"{key}{value:f}分" for key, value in frame.points.items())
    yield "items", f"三级指标{len(frame.items)}个：{'、'.join(item.name for item in frame.items)}"


def limit_words(one: Limit) -> str:
    """A time limit as it stands now, and how many versions it has had."""
    last = one.versions[-1]
    return f"{one.label}：{version_words(last)}（{last.source}）"


def version_words(version: Version) -> str:
    """``自 2026-04-15 起 60 自然日``."""
    until = f"至 {version.until}" if version.until else "起"
    if version.none:
        return f"自 {version.since} {until} 没有期限"
    number = "天数没有核实" if version.number is None else f"{version.number}{version.unit.label}"
    return f"自 {version.since} {until} {number}"


def _year(off: tuple[str, ...], on: tuple[str, ...]) -> str:
    return f"放假 {'、'.join(off)}；上班 {'、'.join(on) or '没有'}"
