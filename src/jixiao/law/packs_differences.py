"""How two policy packs differ, in sentences a finance officer can read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from jixiao.law.packs import Pack
from jixiao.law.packs_values import Threshold
from jixiao.law.places.telling import told

_FRAMES = {
    "under-output": "成本指标列在产出指标之下",
    "own-level-1": "成本指标单列为一级指标",
    "either": "成本指标两种列法都认",
}
TYPES = {
    "cost": "成本", "output": "产出", "benefit": "效益", "satisfaction": "满意度", "execution": "执行率",
}  # fmt: skip


def frame_of(pack: Pack) -> str:
    """Where 成本指标 stands, in words."""
    return _FRAMES[pack.cost]


def differences(first: Pack, second: Pack) -> list[str]:
    """Every difference in a sentence, in the order of the work; empty where there is none."""
    return [sentence for part in _PARTS for sentence in part(first, second)]


def _frames(a: Pack, b: Pack) -> Iterator[str]:
    if a.cost != b.cost:
        yield f"指标分类：“{a.label}” {frame_of(a)}，“{b.label}” {frame_of(b)}。"


def _weights(a: Pack, b: Pack) -> Iterator[str]:
    if a.weights != b.weights:
        yield f"权重：“{a.label}” {_weights_of(a)}；“{b.label}” {_weights_of(b)}。"


def _weights_of(pack: Pack) -> str:
    return "、".join(f"{TYPES.get(key, key)}{points}" for key, points in pack.weights.items())


def _grades(a: Pack, b: Pack) -> Iterator[str]:
    bands, others = _bands(a), _bands(b)
    for grade in dict.fromkeys([*bands, *others]):
        if bands.get(grade) != others.get(grade):
            yield (
                f"等级“{grade}”：“{a.label}” {bands.get(grade, '没有这一档')}，"
                f"“{b.label}” {others.get(grade, '没有这一档')}。"
            )


def _bands(pack: Pack) -> dict[str, str]:
    """Each grade's band in words: 60分以上不满80分."""
    bounds = list(pack.grades.items())
    words = {bounds[0][0]: f"{bounds[0][1]}分以上"}
    for (_, upper), (grade, lower) in pairwise(bounds):
        words[grade] = f"{lower}分以上不满{upper}分" if lower else f"不满{upper}分"
    return words


def _items(a: Pack, b: Pack) -> Iterator[str]:
    ours, theirs = ({i.name: i.points for i in pack.items} for pack in (a, b))
    yield from _changed(ours, theirs, a, b, lambda name: f"审核表“{name}”", "分", "没有这一项")


def _thresholds(a: Pack, b: Pack) -> Iterator[str]:
    for key in dict.fromkeys([*a.thresholds, *b.thresholds]):
        one, other = a.thresholds.get(key), b.thresholds.get(key)
        if (one and one.value) != (other and other.value):
            words = other.words if other else one.words if one else key
            yield f"界限“{words}”：“{a.label}” {_bound(one)}，“{b.label}” {_bound(other)}。"


def _bound(one: Threshold | None) -> str:
    return f"{one.value}{one.unit}" if one else "没有规定"


def _checkpoints(a: Pack, b: Pack) -> Iterator[str]:
    ours, theirs = ([f"{c.name}（{day(c.by)}）" for c in p.checkpoints] for p in (a, b))
    if ours != theirs:
        yield f"监控时点：“{a.label}” {'、'.join(ours) or '没有'}；“{b.label}” {'、'.join(theirs) or '没有'}。"


def _warnings(a: Pack, b: Pack) -> Iterator[str]:
    ours, theirs = ("、".join(w.words for w in p.warnings) for p in (a, b))
    if ours != theirs:
        yield f"执行预警：“{a.label}” {ours or '没有预警线'}；“{b.label}” {theirs or '没有预警线'}。"


def _outcomes(a: Pack, b: Pack) -> Iterator[str]:
    for grade in dict.fromkeys([*a.outcomes, *b.outcomes]):
        one, other = a.outcomes.get(grade), b.outcomes.get(grade)
        if one != other:
            yield f"审核为“{grade}”以后：“{a.label}” {one or '没有规定'} “{b.label}” {other or '没有规定'}"


def _forms(a: Pack, b: Pack) -> Iterator[str]:
    only, added = [f for f in a.forms if f not in b.forms], [f for f in b.forms if f not in a.forms]
    if only:
        yield f"表格：“{a.label}” 有而 “{b.label}” 没有的是{'、'.join(only)}。"
    if added:
        yield f"表格：“{b.label}” 有而 “{a.label}” 没有的是{'、'.join(added)}。"


def _levels(a: Pack, b: Pack) -> Iterator[str]:
    for code in sorted({*a.reasons, *b.reasons}):
        ours, theirs = _level(a, code), _level(b, code)
        if ours != theirs:
            yield f"规则 {code}：“{a.label}” {ours}，“{b.label}” {theirs}。"


def _level(pack: Pack, code: str) -> str:
    if code not in pack.reasons:
        return "按原定轻重"
    said = "不用" if code in pack.off else f"改为“{pack.levels[code].label}”"
    return f"{said}（理由：{pack.reasons[code].rstrip('。')}）"


def _changed(
    ours: Mapping[str, Decimal], theirs: Mapping[str, Decimal], a: Pack, b: Pack,
    called: Callable[[str], str], unit: str, absent: str,
) -> Iterator[str]:  # fmt: skip
    for key in dict.fromkeys([*ours, *theirs]):
        if ours.get(key) != theirs.get(key):
            one, other = (f"{v[key]}{unit}" if key in v else absent for v in (ours, theirs))
            yield f"{called(key)}：“{a.label}” {one}，“{b.label}” {other}。"


def day(by: str) -> str:
    """``08-31`` as 8月31日."""
    month, number = by.split("-")
    return f"{int(month)}月{int(number)}日"


def _told(a: Pack, b: Pack) -> Iterator[str]:
    """Whatever else either states: the sentence of each, where they are not the same."""
    ours, theirs = told(a), told(b)
    for part in dict.fromkeys([*ours, *theirs]):
        one, other = ours.get(part, {}), theirs.get(part, {})
        for key in dict.fromkeys([*one, *other]):
            if one.get(key) != other.get(key):
                said = (f"“{p.label}”{t.get(key, '没有')}" for p, t in ((a, one), (b, other)))
                yield f"{part}“{key}”：{'；'.join(said)}。"


_PARTS = (
    _frames, _weights, _grades, _items, _thresholds, _checkpoints, _warnings, _outcomes, _forms, _levels,
    _told,
)  # fmt: skip
