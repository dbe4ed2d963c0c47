"""The SQL of frames and points: what each project is, what each of its indicators is worth."""

from __future__ import annotations

from decimal import Decimal

from jixiao.law.packs import Pack, Packs
from jixiao.law.scoring import ScoringRules
from jixiao.terms.targets import TargetKind

TYPES = ("cost", "output", "benefit", "satisfaction")
#: Positions below this fit the bits of a BIGINT; beyond it the rows of a project have to be sorted.
MOST_POSITIONS = 62


def cents(points: Decimal) -> int:
    """Points as whole cents."""
    return int(points * 100)


def frames_sql(pack: Pack, rules: ScoringRules, among: Packs) -> str:
    """One row a project: frame, points (p), number (n) and positions as bits (m) of each type."""
    own = {
        "own-level-1": "bool_or(cost)", "under-output": "FALSE", "either": "bool_or(own_cost)",
    }[pack.cost]  # fmt: skip
    place = f"CASE WHEN position < {MOST_POSITIONS} THEN 1::BIGINT << position ELSE 0 END"
    of_type = [("cost", "cost"), *((t, f"level1 = '{t}' AND NOT cost") for t in TYPES[1:])]
    counted = ", ".join(
        f"count(*) FILTER (WHERE {test}) AS n_{t}, "
        f"coalesce(bit_or({place}) FILTER (WHERE {test}), 0) AS m_{t}"
        for t, test in of_type
    )
    return f"""
SELECT * REPLACE (CASE WHEN own THEN n_cost ELSE 0 END AS n_cost,
                  CASE WHEN own THEN m_cost ELSE 0 END AS m_cost,
                  n_output + CASE WHEN own THEN 0 ELSE n_cost END AS n_output,
                  m_output | CASE WHEN own THEN 0 ELSE m_cost END AS m_output),
       {_frame_points(pack, rules, among)}
FROM (SELECT project, coalesce({own}, FALSE) AS own, {counted}, count(*) AS rows,
             count(weight) AS given, coalesce(sum(weight), 0) AS sum_given,
             coalesce(min(weight), 0) AS least_given
      FROM indicators WHERE NOT {_left_out()} GROUP BY project)"""


def _left_out() -> str:
    """A row the form leaves blank (:func:`jixiao.scoring.weights.is_left_out`)."""
    return f"(kind = '{TargetKind.NONE}' AND coalesce(weight, 0) = 0)"


def _frame_points(pack: Pack, rules: ScoringRules, among: Packs) -> str:
    """Cents of each type: by the frame, those of a missing 满意度 given on."""
    made = []
    for one in (*TYPES, "execution"):
        own, under = (
            cents(_weights(pack, rules, among, own=own).get(one, Decimal(0)))
            for own in (True, False)
        )
        points = f"CASE WHEN own THEN {own} ELSE {under} END"
        if one == rules.no_satisfaction:
            points = f"{points} + CASE WHEN n_satisfaction = 0 THEN {_satisfaction(pack, rules, among)} ELSE 0 END"
        if one == "satisfaction":
            points = f"CASE WHEN n_satisfaction = 0 THEN 0 ELSE {points} END"
        made.append(f"{points} AS p_{one}")
    return ", ".join(made)


def _satisfaction(pack: Pack, rules: ScoringRules, among: Packs) -> str:
    own, under = (
        cents(_weights(pack, rules, among, own=o).get("satisfaction", Decimal(0)))
        for o in (True, False)
    )
    return f"CASE WHEN own THEN {own} ELSE {under} END"


def _weights(pack: Pack, rules: ScoringRules, among: Packs, *, own: bool) -> dict[str, Decimal]:
    """The weights of a frame, as :func:`jixiao.scoring.weights.frame_of` chooses them."""
    if pack.cost == "under-output" or own == ("cost" in pack.weights):
        return dict(pack.weights)
    if pack.cost == "own-level-1" and own:
        return dict(pack.weights)
    return dict(among[rules.frames["with_cost" if own else "without_cost"]].weights)


def weighted_sql(*, sort: bool) -> str:
    """Each indicator with its type in its project's frame and its points in cents.

    As given, else equal shares, the cents left over to the first rows of the type. ``sort`` numbers
    the rows by sorting, for projects whose positions do not fit the bits.
    """
    return f"""
SELECT *, CASE WHEN NOT counts THEN NULL WHEN given > 0 THEN CAST(weight * 100 AS BIGINT)
               WHEN type IS NULL THEN NULL
               ELSE share_points // share_rows + CASE WHEN nth <= share_points % share_rows THEN 1 ELSE 0 END
          END AS w
FROM (SELECT * EXCLUDE (mask), {_nth(sort=sort)} AS nth
      FROM (SELECT *, {_by_type("p")} AS share_points, {_by_type("n")} AS share_rows, {_by_type("m")} AS mask
            FROM (SELECT indicators.*, frames.* EXCLUDE (project),
                         CASE WHEN cost THEN CASE WHEN own THEN 'cost' ELSE 'output' END
                              WHEN level1 IN ('output', 'benefit', 'satisfaction') THEN level1 END AS type,
                         NOT {_left_out()} AS counts
                  FROM indicators LEFT JOIN scored_frames AS frames USING (project))))"""


def _nth(*, sort: bool) -> str:
    """The row's number among those of its type: bits set below its own, or by sorting."""
    if sort:
        return "row_number() OVER (PARTITION BY project, type, counts ORDER BY position)"
    return "bit_count(mask & ((1::BIGINT << position) - 1)) + 1"


def _by_type(prefix: str) -> str:
    cases = " ".join(f"WHEN '{t}' THEN {prefix}_{t}" for t in TYPES)
    return f"CASE type {cases} END"
