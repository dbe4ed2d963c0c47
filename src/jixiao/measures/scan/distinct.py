"""Distinct counts: for each unit and key, the first checkpoint at which it counts; then how many."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.measures.predicates.tree import IsNull, Node, Not, Reached, all_of
from jixiao.measures.scan.cases import Cased, PartCase
from jixiao.measures.scan.frame import Frame


def distinct_sql(key: Node, parts: Sequence[tuple[str, Cased]], frame: Frame) -> str:
    """The statement for all parts that count the same key."""
    flags = [(f"e{i}", name, part) for i, (name, part) in enumerate(parts)]
    first = ", ".join(f"min({_first(part, frame)}) AS {e}" for e, _, part in flags)
    units = "unit, " if frame.unit else ""
    told = ", ".join(e for e, _, _ in flags)
    counted = ", ".join(
        f"CAST(sum(CASE WHEN {e} <= c.checkpoint THEN n END) AS BIGINT) AS {frame.writer.name(name)}"
        for e, name, _ in flags
    )
    keyed = "".join(f"{sql} AS {name}, " for sql, name in frame.units())
    nodes = [key, *(n for _, _, part in flags for n in _nodes(part))]
    checkpoints = ", ".join(f"({i})" for i in range(len(frame.checkpoints)))
    return f"""SELECT {units}c.checkpoint, {counted}
FROM (
  SELECT {units}{told}, count(*) AS n
  FROM (
    SELECT {keyed}{frame.writer.sql(key)} AS k, {first}
    FROM {frame.source(nodes)}
    WHERE {_only(key, flags, frame)}
    GROUP BY {"1, 2" if frame.unit else "1"}
  ) firsts
  GROUP BY {units}{told}
) counts
CROSS JOIN (VALUES {checkpoints}) AS c(checkpoint)
GROUP BY {units}c.checkpoint"""


def always_once(part: Cased) -> bool:
    """Whether a row that counts goes on counting: then the first checkpoint says all."""
    return all(not case.pending for case in part.cases)


def _first(part: Cased, frame: Frame) -> str:
    """The first checkpoint at which a row counts, or no value."""
    tries = [
        f"WHEN {_at(part, case, i, frame)} THEN {i}"
        for i in range(len(frame.checkpoints))
        for case in part.cases
    ]
    if always_once(part):
        tries = [
            f"WHEN {_ever(part, case, frame)} THEN {_latest(part, case, frame)}"
            for case in part.cases
        ]
    return f"CASE {' '.join(tries)} END" if tries else "CAST(NULL AS INTEGER)"


def _at(part: Cased, case: PartCase, checkpoint: int, frame: Frame) -> str:
    within = (
        [_in_year(part.event, frame), frame.reached(part.event, checkpoint)] if part.event else []
    )
    reached = [frame.reached(m, checkpoint) for m in case.reached]
    pending = [f"COALESCE(NOT ({frame.reached(m, checkpoint)}), TRUE)" for m in case.pending]
    return " AND ".join([*within, *reached, *pending, frame.writer.sql(case.holds)])


def _ever(part: Cased, case: PartCase, frame: Frame) -> str:
    last = len(frame.checkpoints) - 1
    return _at(part, case, last, frame)


def _latest(part: Cased, case: PartCase, frame: Frame) -> str:
    """The bucket of the latest of the moments: the last to be reached decides."""
    waited: list[Reached] = [*([part.event] if part.event else []), *case.reached]
    buckets = [frame.bucket(m, floor=False) for m in waited]
    if not buckets:
        return "0"
    return buckets[0] if len(buckets) == 1 else f"GREATEST({', '.join(buckets)})"


def _in_year(event: Reached, frame: Frame) -> str:
    return f"{frame.writer.sql(event.what)} >= DATE '{frame.writer.start.isoformat()}'"


def _only(key: Node, flags: Sequence[tuple[str, str, Cased]], frame: Frame) -> str:
    there = frame.writer.sql(all_of(Not(IsNull(key))))
    events = {part.event for _, _, part in flags}
    if None in events:
        return there
    last = frame.last.isoformat()
    ranges = [
        f"({_in_year(e, frame)} AND {frame.writer.sql(e.what)} <= DATE '{last}')"
        for e in sorted((e for e in events if e), key=repr)
    ]
    return f"{there} AND ({' OR '.join(ranges)})"


def _nodes(part: Cased) -> list[Node]:
    return [*(m.what for m in part.moments), *(case.holds for case in part.cases)]
