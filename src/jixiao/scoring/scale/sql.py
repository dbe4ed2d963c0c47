"""The SQL of scoring, written from a pack, its scoring rules and the rule table.

Four steps, each a common table expression: what each project is (``about``), each indicator's
points (``weighted``), how far its target was reached (``reached``), its score (``lines``); then the
projects. Points are integers in cents, numbers integers in millionths: nothing is rounded but once.
"""

from __future__ import annotations

from decimal import Decimal

from jixiao.law.packs import Pack, packs
from jixiao.law.scoring import DEFAULT, ScoringRules
from jixiao.scoring.interval import CEILING, FLOOR, SIDES
from jixiao.scoring.rules import RULES, Rule
from jixiao.terms.targets import TargetKind

_MILLION = 1_000_000
_NUMERIC = "kind IN ('number', 'range', 'duration') OR (kind = 'baseline' AND low IS NOT NULL)"
_TYPES = ("cost", "output", "benefit", "satisfaction")


def lines_sql(pack: Pack, rules: ScoringRules) -> str:
    """One row an indicator: weight, ratio, points, what is remarkable, whether it is open."""
    return f"""
WITH about AS ({_about(pack, rules)}),
typed AS ({_typed()}),
weighted AS ({_weighted()}),
ranged AS ({_ranged(rules)}),
ruled AS (SELECT *, {_rule_number()} AS rule FROM ranged),
reached AS ({_reached(rules)})
{_lines(pack, rules)}
"""


def _cents(points: Decimal) -> int:
    return int(points * 100)


def _about(pack: Pack, rules: ScoringRules) -> str:
    """Each project: its frame, points and number of rows of each type."""
    own = {
        "own-level-1": "bool_or(cost)", "under-output": "FALSE", "either": "bool_or(own_cost)",
    }[pack.cost]  # fmt: skip
    counts = ", ".join(
        f"count(*) FILTER (WHERE level1 = '{t}' AND NOT cost) AS n_{t}" for t in _TYPES[1:]
    )
    return f"""
SELECT project, own, {_frame_points(pack, rules)},
       CASE WHEN own THEN n_cost ELSE 0 END AS n_cost,
       n_output + CASE WHEN own THEN 0 ELSE n_cost END AS n_output, n_benefit, n_satisfaction,
       rows, given, sum_given, least_given
FROM (SELECT project, coalesce({own}, FALSE) AS own,
             count(*) FILTER (WHERE cost) AS n_cost, {counts}, count(*) AS rows,
             count(weight) AS given, coalesce(sum(weight), 0) AS sum_given,
             coalesce(min(weight), 0) AS least_given
      FROM indicators WHERE NOT {_left_out()} GROUP BY project)"""


def _left_out() -> str:
    """A row the form leaves blank (:func:`jixiao.scoring.weights.is_left_out`)."""
    return f"(kind = '{TargetKind.NONE}' AND coalesce(weight, 0) = 0)"


def _frame_points(pack: Pack, rules: ScoringRules) -> str:
    """Cents of each type: by the frame, those of a missing 满意度 given on."""
    made = []
    for one in (*_TYPES, "execution"):
        own, under = (
            _cents(_weights(pack, rules, own=own).get(one, Decimal(0))) for own in (True, False)
        )
        points = f"CASE WHEN own THEN {own} ELSE {under} END"
        if one == rules.no_satisfaction:
            points = f"{points} + CASE WHEN n_satisfaction = 0 THEN {_satisfaction(pack, rules)} ELSE 0 END"
        if one == "satisfaction":
            points = f"CASE WHEN n_satisfaction = 0 THEN 0 ELSE {points} END"
        made.append(f"{points} AS p_{one}")
    return ", ".join(made)


def _satisfaction(pack: Pack, rules: ScoringRules) -> str:
    own, under = (
        _cents(_weights(pack, rules, own=o).get("satisfaction", Decimal(0))) for o in (True, False)
    )
    return f"CASE WHEN own THEN {own} ELSE {under} END"


def _weights(pack: Pack, rules: ScoringRules, *, own: bool) -> dict[str, Decimal]:
    """The weights of a frame, as :func:`jixiao.scoring.weights.frame_of` chooses them."""
    if pack.cost == "under-output" or own == ("cost" in pack.weights):
        return dict(pack.weights)
    if pack.cost == "own-level-1" and own:
        return dict(pack.weights)
    return dict(packs()[rules.frames["with_cost" if own else "without_cost"]].weights)


def _typed() -> str:
    """Each indicator's type in its project's frame, and its number among those of that type."""
    return f"""
SELECT indicators.*, about.own, about.given,
       CASE WHEN cost THEN CASE WHEN own THEN 'cost' ELSE 'output' END
            WHEN level1 IN ('output', 'benefit', 'satisfaction') THEN level1 END AS type,
       NOT {_left_out()} AS counts
FROM indicators LEFT JOIN about USING (project)"""


def _weighted() -> str:
    """Points in cents: as given, else equal shares, the cents left over to the first rows."""
    points = _by_type("p")
    count = _by_type("n")
    return f"""
SELECT *, CASE WHEN NOT counts THEN NULL WHEN given > 0 THEN CAST(weight * 100 AS BIGINT)
               WHEN type IS NULL THEN NULL
               ELSE share_points // share_rows + CASE WHEN nth <= share_points % share_rows THEN 1 ELSE 0 END
          END AS w
FROM (SELECT typed.*, {points} AS share_points, {count} AS share_rows,
             CASE WHEN typed.given > 0 THEN 0 ELSE
             row_number() OVER (PARTITION BY project, type, counts ORDER BY position) END AS nth
      FROM typed LEFT JOIN about USING (project))"""


def _by_type(prefix: str) -> str:
    cases = " ".join(f"WHEN '{t}' THEN {prefix}_{t}" for t in _TYPES)
    return f"CASE type {cases} END"


def _ranged(rules: ScoringRules) -> str:
    """The target as an interval, everything in millionths."""
    bound = "coalesce(low, high)"
    above = f"side = '{FLOOR}'" + (" OR side = 'point'" if rules.exact_exceeded == "full" else "")
    low = f"CASE WHEN kind = 'range' THEN low WHEN side = '{CEILING}' THEN NULL ELSE {bound} END"
    high = f"CASE WHEN kind = 'range' THEN high WHEN {above} THEN NULL ELSE {bound} END"
    actual = """CASE WHEN actual < 0 AND NOT may_be_negative THEN NULL
                     WHEN ends_at_hundred THEN least(actual, 100) ELSE actual END"""
    return f"""
SELECT * EXCLUDE (low, high, actual), {_millionths(actual)} AS actual,
       {_millionths(low)} AS low, {_millionths(high)} AS high,
       CAST(0 AS HUGEINT) AS zero, CAST(1 AS HUGEINT) AS one
FROM (SELECT *, {_side()} AS side, {_NUMERIC} AS numeric FROM weighted)"""


def _millionths(expression: str) -> str:
    return f"CAST(({expression}) * {_MILLION} AS HUGEINT)"


def _side() -> str:
    """:data:`jixiao.scoring.interval.SIDES` as a case expression."""
    tests = [
        f"WHEN {_is('operator', sign)} AND {_is('better', better)} THEN '{side}'"
        for (sign, better), side in SIDES.items()
    ]
    return f"CASE WHEN kind = 'baseline' THEN '{FLOOR}' {' '.join(tests)} END"


def _is(column: str, value: str | None) -> str:
    return f"{column} IS NULL" if value is None else f"{column} = '{value}'"


def _rule_number() -> str:
    """The first row of the rule table whose tests hold."""
    cases = [
        f"WHEN {' AND '.join(map(' '.join, rule.when))} THEN {n}" for n, rule in enumerate(RULES)
    ]
    return f"CASE {' '.join(cases)} END"


def _operand(side: str) -> str:
    """Numerator or denominator by the rule's number."""
    cases = [f"WHEN {n} THEN {_named(rule, side)}" for n, rule in enumerate(RULES)]
    return f"abs(CASE rule {' '.join(cases)} END)"


def _named(rule: Rule, side: str) -> str:
    return rule.over if side == "over" else rule.under


def _reached(rules: ScoringRules) -> str:
    """How a line is scored, and completion as numerator over denominator."""
    return f"""
SELECT *, CASE
    WHEN not_applicable THEN 'not-applicable'
    WHEN NOT counts AND NOT reported THEN 'left-out'
    WHEN w IS NULL THEN 'open'
    WHEN kind = 'none' AND band IS NULL THEN 'open'
    WHEN band IS NOT NULL AND NOT numeric THEN 'judged'
    WHEN kind IN ('level', 'unclear', 'none') OR (kind = 'baseline' AND NOT numeric) THEN 'open'
    WHEN NOT reported THEN 'open'
    WHEN due IS NOT NULL THEN CASE WHEN done IS NULL THEN 'open' WHEN done <= due THEN 'met' ELSE 'late' END
    WHEN rule IS NULL THEN 'open'
    WHEN rule >= {_first_met()} THEN 'met' ELSE 'number' END AS how,
  CASE WHEN due IS NULL THEN {_operand("over")} WHEN done <= due THEN 1 ELSE {_late(rules)[0]} END AS over,
  CASE WHEN due IS NULL THEN {_operand("under")} WHEN done <= due THEN 1 ELSE {_late(rules)[1]} END AS under
FROM ruled"""


def _first_met() -> int:
    met = [n for n, rule in enumerate(RULES) if rule.key.startswith("met")]
    assert met == list(range(met[0], len(RULES)))
    return met[0]


def _late(rules: ScoringRules) -> tuple[str, str]:
    if rules.late == "zero":
        return "0", "1"
    first = "make_date(year(due), 1, 1)"
    return f"date_diff('day', {first}, due) + 1", f"date_diff('day', {first}, done) + 1"


def _lines(pack: Pack, rules: ScoringRules) -> str:
    bound = pack.thresholds.get("completion_high") or packs()[DEFAULT].thresholds["completion_high"]
    mark = f"over * 10000 < {_cents(rules.pass_mark)} * under"
    judged = "CAST(percent * 1000000 AS HUGEINT)"
    by_ratio = f"CASE WHEN {mark} THEN 0 ELSE {_rounded('w * over', 'under')} END"
    return f"""
SELECT project, position, id, w, how = 'open' AS open, how = 'not-applicable' AS not_applicable,
       CASE WHEN how IN ('met', 'number', 'late') THEN {_rounded("over", "under", 10_000)} END AS ratio,
       CASE how WHEN 'met' THEN w
                WHEN 'judged' THEN {_rounded(f"w * {judged}", "100000000")}
                WHEN 'late' THEN {by_ratio} WHEN 'number' THEN {by_ratio} END AS points,
       how = 'met' AND over * 10000 > {_cents(bound.value)} * under AS over_achieved
FROM reached"""


def _rounded(over: str, under: str, times: int = 1) -> str:
    """Half up on integers: (2·n·times + d) ÷ 2d."""
    wide = f"CAST({under} AS HUGEINT)"
    return f"CAST((2 * {times} * CAST({over} AS HUGEINT) + {wide}) // (2 * {wide}) AS BIGINT)"


def projects_sql(pack: Pack, rules: ScoringRules) -> str:
    """One row a project: execution, total, grade; ``scored_lines`` holds its lines."""
    grades = " ".join(f"WHEN total >= {_cents(b)} THEN '{name}'" for name, b in pack.grades.items())
    execution = _cents(pack.weights.get("execution", Decimal(0)))
    spent, budget = _millionths("executed"), _millionths("adjusted")
    return f"""
WITH about AS ({_about(pack, rules)}),
added AS (SELECT project, coalesce(sum(points), 0) AS points, count(*) FILTER (WHERE open) AS open,
                 coalesce(sum(w) FILTER (WHERE not_applicable), 0) AS out
          FROM scored_lines GROUP BY project),
spent AS (SELECT projects.*, about.* EXCLUDE (project),
                 coalesce(CAST(points * 100 AS BIGINT), p_execution, {execution}) AS w,
                 executed >= 0 AND adjusted > 0 AS known_money
          FROM projects LEFT JOIN about USING (project)),
rated AS (SELECT *, CASE WHEN known_money THEN {_rounded(spent, budget, 10_000)} END AS rate,
                 CASE WHEN known_money THEN least(w, {_rounded(f"w * {spent}", budget)}) END AS execution
          FROM spent),
summed AS (SELECT rated.*, coalesce(added.open, 0) AS open_lines, coalesce(added.out, 0) AS out,
                  coalesce(added.points, 0) + coalesce(execution, 0) AS known
           FROM rated LEFT JOIN added USING (project)),
totalled AS (SELECT *, CAST(CASE WHEN out = 0 OR out >= 10000 THEN known
                                 ELSE {_rounded("known", "(10000 - out)", 10_000)} END AS BIGINT) AS total
             FROM summed)
SELECT project, id, rate, execution, total,
       open_lines + CASE WHEN execution IS NULL THEN 1 ELSE 0 END AS open,
       CASE WHEN open_lines > 0 OR execution IS NULL OR {_faulty()} THEN NULL
            ELSE CASE {grades} END END AS grade
FROM totalled"""


def _faulty() -> str:
    """Weights that cannot be used (findings S104, S105, S106)."""
    missing = " OR ".join(f"(p_{t} > 0 AND n_{t} = 0)" for t in _TYPES)
    wrong = "given < rows OR least_given < 0 OR CAST(sum_given * 100 AS BIGINT) + w <> 10000"
    return f"(coalesce(rows, 0) > 0 AND CASE WHEN given > 0 THEN {wrong} ELSE {missing} END)"
