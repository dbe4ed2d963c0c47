"""Distinct counts: for each unit and key, the first checkpoint at which it counts; then how many."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.measures.predicates.tree import IsNull, Node, Not, Reached, all_of
from jixiao.measures.scan.cases import Cased, PartCase
from jixiao.measures.scan.frame import Frame


def distinct_sql(key: Node, parts: Sequence[tuple[str, Cased]], frame: Frame) -> str:
    """The statement for all parts that count the same key."""
    flags = [(f"e{i}", name, part) for i, (name, part) in enumerate(parts)]
    units = "unit, " if frame.unit else ""
    once = [e for e, _, part in flags if always_once(part)]
    told = ", ".join([*(["unit"] if frame.unit else []), *once])
    each = [f"{e}_{i}" for e, _, part in flags if not always_once(part) for i in _every(frame)]
    summed = "".join(f", sum({e}) AS {e}" for e in each)
    firsts = ", ".join(first for e, _, part in flags for first in _marks(e, part, frame))
    keyed = "".join(f"{sql} AS {name}, " for sql, name in frame.units())
    nodes = [key, *(n for _, _, part in flags for n in _nodes(part))]
    checkpoints = ", ".join(f"({i})" for i in _every(frame))
    return f"""SELECT {units}c.checkpoint, {_counted(flags, frame)}
FROM (
  SELECT {told}{", " if told else ""}count(*) AS n{summed}
  FROM (
    SELECT {keyed}{frame.writer.sql(key)} AS k, {firsts}
    FROM {frame.source(nodes)}
    WHERE {_only(key, flags, frame)}
    GROUP BY {"1, 2" if frame.unit else "1"}
  ) firsts{f"{chr(10)}  GROUP BY {told}" if told else ""}
) counts
CROSS JOIN (VALUES {checkpoints}) AS c(checkpoint)
GROUP BY {units}c.checkpoint"""


def always_once(part: Cased) -> bool:
    """Whether a row that counts goes on counting: then the first checkpoint says all."""
    return all(not case.pending for case in part.cases)


def _every(frame: Frame) -> range:
    return range(len(frame.checkpoints))


def _counted(flags: Sequence[tuple[str, str, Cased]], frame: Frame) -> str:
    """How many keys count at a checkpoint: those whose first is not after it, or those marked at it."""
    made = []
    for e, name, part in flags:
        whens = f"CASE WHEN {e} <= c.checkpoint THEN n END"
        if not always_once(part):
            marks = " ".join(f"WHEN {i} THEN {e}_{i}" for i in _every(frame))
            whens = f"CASE c.checkpoint {marks} END"
        made.append(f"CAST(sum({whens}) AS BIGINT) AS {frame.writer.name(name)}")
    return ", ".join(made)


def _marks(e: str, part: Cased, frame: Frame) -> list[str]:
    """For each key its first checkpoint; or, where rows stop counting, a mark for each checkpoint."""
    if not part.cases:
        return [f"CAST(NULL AS INTEGER) AS {e}"]
    if always_once(part):
        whens = " ".join(
            f"WHEN {_at(part, case, len(frame.checkpoints) - 1, frame)} THEN {_latest(part, case, frame)}"
            for case in part.cases
        )
        return [f"min(CASE {whens} END) AS {e}"]
    return [
        f"max(CASE WHEN {' OR '.join(f'({_at(part, case, i, frame)})' for case in part.cases)}"
        f" THEN 1 END) AS {e}_{i}"
        for i in _every(frame)
    ]


def _at(part: Cased, case: PartCase, checkpoint: int, frame: Frame) -> str:
    within = (
        [_in_year(part.event, frame), frame.reached(part.event, checkpoint)] if part.event else []
    )
    reached = [frame.reached(m, checkpoint) for m in case.reached]
    pending = [f"COALESCE(NOT ({frame.reached(m, checkpoint)}), TRUE)" for m in case.pending]
    return " AND ".join([*within, *reached, *pending, frame.writer.sql(case.holds)])


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
