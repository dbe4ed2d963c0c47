"""The SQL of scoring, written from a pack, its scoring rules and the rule table.

Each indicator's points (``weighted``, by the project's frame), how far its target was reached
(``reached``), its score; then the projects. Points are integers in cents, numbers integers in
millionths: nothing is rounded but once.
"""

from __future__ import annotations

from decimal import Decimal

from jixiao.law.packs import Pack
from jixiao.law.scoring import ScoringRules
from jixiao.scoring.interval import CEILING, FLOOR, OPEN, SIDES, SIDES_OF_CHANGE
from jixiao.scoring.rules import RULES, Rule
from jixiao.scoring.scale.sql_frames import TYPES, cents, weighted_sql

_MILLION = 1_000_000
_NUMERIC = "kind IN ('number', 'range', 'duration') OR (kind = 'baseline' AND coalesce(low, high) IS NOT NULL)"


def lines_sql(pack: Pack, rules: ScoringRules, *, sort: bool = False) -> str:
    """One row an indicator: weight, ratio, points, what is remarkable, whether it is open."""
    return f"""
WITH weighted AS ({weighted_sql(sort=sort)}),
ranged AS ({_ranged(rules)}),
ruled AS (SELECT *, {_rule_number()} AS rule FROM ranged),
reached AS ({_reached(rules)})
{_lines(pack, rules)}
"""


def _ranged(rules: ScoringRules) -> str:
    """The target as an interval, everything in millionths."""
    bound = "coalesce(low, high)"
    full = f" OR (side <> '{CEILING}' AND {bound} <> 0)" if rules.exact_exceeded == "full" else ""
    ranged = "kind = 'range'"
    over, under = f"side = '{FLOOR}' AND actual > high", f"side = '{CEILING}' AND actual < low"
    low = f"""CASE WHEN {ranged} THEN CASE WHEN {over} THEN high WHEN {under} THEN NULL ELSE low END
                   WHEN side = '{CEILING}' THEN NULL ELSE {bound} END"""
    high = f"""CASE WHEN {ranged} THEN CASE WHEN {over} THEN NULL WHEN {under} THEN low ELSE high END
                    WHEN side = '{FLOOR}'{full} THEN NULL ELSE {bound} END"""
    outside = f"CASE WHEN {ranged} THEN actual < low OR actual > high ELSE actual <> {bound} END"
    undirected = f"side = '{OPEN}' AND {outside}"
    return f"""
SELECT * EXCLUDE (low, high, actual), {_millionths("actual")} AS actual,
       {_millionths(low)} AS low, {_millionths(high)} AS high, {undirected} AS undirected,
       CAST(0 AS HUGEINT) AS zero, CAST(1 AS HUGEINT) AS one
FROM (SELECT * REPLACE ({_usable()} AS actual), {_side()} AS side, {_NUMERIC} AS numeric FROM weighted)"""


def _usable() -> str:
    """The actual value as it counts: none where negative says nothing, a share at most a hundred."""
    return """CASE WHEN actual < 0 AND NOT may_be_negative THEN NULL
                   WHEN actual < 0 AND falls THEN NULL
                   WHEN ends_at_hundred THEN least(actual, 100) ELSE actual END"""


def _millionths(expression: str) -> str:
    return f"CAST(({expression}) * {_MILLION} AS HUGEINT)"


def _side() -> str:
    """:data:`jixiao.scoring.interval.SIDES` as a case expression."""
    tests = [
        f"WHEN {_is('operator', sign)} AND {_is('better', better)} THEN '{side}'"
        for (sign, better), side in SIDES.items()
    ]
    changes = [
        f"WHEN kind = 'baseline' AND {_is('better', better)} THEN '{side}'"
        for better, side in SIDES_OF_CHANGE.items()
    ]
    return f"CASE {' '.join(changes + tests)} END"


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
    WHEN rule IS NULL OR undirected THEN 'open'
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
    bound = pack.threshold("completion_high")
    mark = f"over * 10000 < {cents(rules.pass_mark)} * under"
    judged = "CAST(percent * 1000000 AS HUGEINT)"
    by_ratio = f"CASE WHEN {mark} THEN 0 ELSE {_rounded('w * over', 'under')} END"
    return f"""
SELECT project, position, id, w, how = 'open' AS open, how = 'not-applicable' AS not_applicable,
       CASE WHEN how IN ('met', 'number', 'late') THEN {_rounded("over", "under", 10_000)} END AS ratio,
       CASE how WHEN 'met' THEN {_met(rules, cents(bound))}
                WHEN 'judged' THEN {_rounded(f"w * {judged}", "100000000")}
                WHEN 'late' THEN {by_ratio} WHEN 'number' THEN {by_ratio} END AS points,
       how = 'met' AND {_beyond(cents(bound))} AS over_achieved
FROM reached"""


def _beyond(bound: int) -> str:
    return f"over * 10000 > {bound} * under"


def _met(rules: ScoringRules, bound: int) -> str:
    """All the points; less what lies beyond the bound where a person found the target set too low."""
    if rules.too_low == "none":
        return "w"
    left = f"greatest((10000 + {bound}) * under - 10000 * over, 0)"
    less = "0" if rules.too_low == "zero" else _rounded(f"w * {left}", "10000 * under")
    return f"CASE WHEN set_too_low AND {_beyond(bound)} THEN {less} ELSE w END"


def _rounded(over: str, under: str, times: int = 1) -> str:
    """Half up on integers: (2·n·times + d) ÷ 2d."""
    wide = f"CAST({under} AS HUGEINT)"
    return f"CAST((2 * {times} * CAST({over} AS HUGEINT) + {wide}) // (2 * {wide}) AS BIGINT)"


def projects_sql(pack: Pack) -> str:
    """One row a project: execution, total, grade; ``scored_lines`` and ``scored_frames`` are there."""
    grades = " ".join(f"WHEN total >= {cents(b)} THEN '{name}'" for name, b in pack.grades.items())
    execution = cents(pack.weights.get("execution", Decimal(0)))
    spent, budget = _millionths("executed"), _millionths("adjusted")
    return f"""
WITH added AS (SELECT project, coalesce(sum(points), 0) AS points, count(*) FILTER (WHERE open) AS open,
                 coalesce(sum(w) FILTER (WHERE not_applicable), 0) AS out
          FROM scored_lines GROUP BY project),
spent AS (SELECT projects.*, frames.* EXCLUDE (project),
                 coalesce(CAST(points * 100 AS BIGINT), p_execution, {execution}) AS w,
                 executed >= 0 AND adjusted > 0 AS known_money
          FROM projects LEFT JOIN scored_frames AS frames USING (project)),
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
    """Weights that cannot be used (findings S104, K109, S106)."""
    missing = " OR ".join(f"(p_{t} > 0 AND n_{t} = 0)" for t in TYPES)
    wrong = "given < rows OR least_given < 0 OR CAST(sum_given * 100 AS BIGINT) + w <> 10000"
    return f"(coalesce(rows, 0) > 0 AND CASE WHEN given > 0 THEN {wrong} ELSE {missing} END)"
