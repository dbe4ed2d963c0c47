"""Points of the indicators: as given, or shared out by the pack's rule and said so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.law.packs import Pack, Packs, packs
from jixiao.law.packs_differences import TYPES
from jixiao.law.scoring import ScoringRules
from jixiao.plan.model import Indicator, Project
from jixiao.plan.money import plain
from jixiao.scoring.exact import HUNDRED, ZERO
from jixiao.scoring.result import two_places
from jixiao.terms.indicators import Level1
from jixiao.terms.targets import TargetKind

GIVEN, BY_RULE = "given", "default"


@dataclass(frozen=True)
class Weight:
    """The points of one indicator, where they come from, and the sentence that says it."""

    points: Decimal | None
    source: str
    why: str


@dataclass(frozen=True)
class Frame:
    """Points by level-1 type, and whether 成本 is a type of its own."""

    points: Mapping[str, Decimal]
    own_cost: bool

    @property
    def execution(self) -> Decimal:
        """Points of the execution rate."""
        return self.points.get("execution", ZERO)

    def type_of(self, indicator: Indicator) -> str | None:
        """Under which type an indicator's points are counted, or ``None`` where nothing says."""
        if indicator.type2 is not None and indicator.type2.is_cost:
            return "cost" if self.own_cost else "output"
        level1 = indicator.type1
        if level1 is None and indicator.type2 is not None:
            level1 = indicator.type2.level1s[0]
        if level1 is Level1.COST:
            return "cost" if self.own_cost else "output"
        return level1.value if level1 is not None and level1.value in self.points else None


def frame_of(
    project: Project, pack: Pack, rules: ScoringRules, among: Packs | None = None
) -> Frame:
    """The frame the pack sets for a project: by its own tree, or by the tree the project prints."""
    rows = (i for i in project.indicators if not is_left_out(i))
    costs = [i for i in rows if i.type1 is Level1.COST or _is_cost(i)]
    if pack.cost == "own-level-1" and costs:
        return Frame(pack.weights, True)
    if pack.cost == "under-output":
        return Frame(pack.weights, False)
    printed = pack.cost == "either" and any(i.type1 is Level1.COST for i in costs)
    if printed == ("cost" in pack.weights):
        return Frame(pack.weights, printed)
    other = rules.frames["with_cost" if printed else "without_cost"]
    return Frame((among or packs())[other].weights, printed)


def _is_cost(indicator: Indicator) -> bool:
    return indicator.type2 is not None and indicator.type2.is_cost


def is_left_out(indicator: Indicator) -> bool:
    """A row the form leaves blank: no target and no points."""
    return indicator.target.kind is TargetKind.NONE and not indicator.weight


def weights_of(project: Project, frame: Frame, rules: ScoringRules) -> Mapping[str, Weight]:
    """The points of every indicator that counts, by its id."""
    rows = [i for i in project.indicators if not is_left_out(i)]
    if any(i.weight is not None for i in rows):
        return {i.id: Weight(_two(i.weight), GIVEN, "分值见表") for i in rows}
    return dict(_shared(rows, frame, rules))


def _two(points: Decimal | None) -> Decimal | None:
    return None if points is None else two_places(points)


def points_by_type(
    rows: Sequence[Indicator], frame: Frame, rules: ScoringRules
) -> dict[str, Decimal]:
    """Points of each type; those of a missing 满意度 go where the pack says."""
    points = {key: value for key, value in frame.points.items() if key != "execution"}
    present = {frame.type_of(i) for i in rows}
    if "satisfaction" not in present and rules.no_satisfaction in points:
        points[rules.no_satisfaction] += points.pop("satisfaction", ZERO)
    return points


def missing_types(project: Project, frame: Frame, rules: ScoringRules) -> list[str]:
    """Types that have points and no indicator: the rule cannot share those out."""
    rows = [i for i in project.indicators if not is_left_out(i)]
    present = {frame.type_of(i) for i in rows}
    return [t for t in points_by_type(rows, frame, rules) if t not in present]


def _shared(
    rows: Sequence[Indicator], frame: Frame, rules: ScoringRules
) -> Iterator[tuple[str, Weight]]:
    points = points_by_type(rows, frame, rules)
    for key in dict.fromkeys(frame.type_of(i) for i in rows):
        alike = [i for i in rows if frame.type_of(i) == key]
        if key is None or key not in points:
            yield from ((i.id, Weight(None, BY_RULE, "看不出属于哪一级指标")) for i in alike)
            continue
        why = f"没有写分值，{TYPES[key]}{plain(points[key])}分由{len(alike)}条平分"
        shares = equal_shares(points[key], len(alike))
        yield from ((i.id, Weight(s, BY_RULE, why)) for i, s in zip(alike, shares, strict=True))


def equal_shares(points: Decimal, count: int) -> list[Decimal]:
    """Equal shares to two places whose sum is exact: the cents left over go to the first rows."""
    each, left = divmod(int(points * HUNDRED), count)
    return [Decimal(each + (n < left)).scaleb(-2) for n in range(count)]
