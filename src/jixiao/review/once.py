"""What is true of every row is said once: one finding with all rows, not the same sentence per row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jixiao.findings.finding import Finding
from jixiao.review.examination import Examination, Row, grouped
from jixiao.terms.indicators import Level2

#: Fewer rows than this are told one by one.
_FEWEST = 4


def said_once(found: Iterable[Finding], exam: Examination) -> Iterator[Finding]:
    """The findings in their order; those of a rule that hit every row, or every row of a type, as one.

    What can be mended by one click stays where it is: its proposals differ.
    """
    listed = list(found)
    merged = {id(f): whole for same, whole in _wholes(listed, exam) for f in same}
    told: set[int] = set()
    for finding in listed:
        whole = merged.get(id(finding))
        if whole is None:
            yield finding
        elif id(whole) not in told:
            told.add(id(whole))
            yield whole


def _wholes(found: Sequence[Finding], exam: Examination) -> Iterator[tuple[list[Finding], Finding]]:
    of_rows = [f for f in found if f.where.indicator and not f.proposal and not f.also]
    for same in grouped(of_rows, lambda f: (f.rule, f.level, f.where.field)).values():
        hit = {f.where.indicator for f in same}
        if len(hit) >= _FEWEST and any(set(rows) == hit for rows in _sets(exam)):
            yield same, _whole(same, _type_of(hit, exam))


def _sets(exam: Examination) -> Iterator[list[str]]:
    """Ids of all rows, and of all rows of each level-2 type."""
    yield [row.indicator.id for row in exam.rows]
    for same in grouped(exam.rows, lambda row: row.type2).values():
        yield [row.indicator.id for row in same]


def _type_of(hit: set[str | None], exam: Examination) -> Level2 | None:
    """The one type the rows are of, where other rows were not hit."""
    rows: list[Row] = [row for row in exam.rows if row.indicator.id in hit]
    types = {row.type2 for row in rows}
    return types.pop() if len(types) == 1 and len(rows) < len(exam.rows) else None


def _whole(same: list[Finding], of: Level2 | None) -> Finding:
    first = same[0]
    which = f"{of.label}" if of else "指标"
    ids = tuple(f.where.indicator for f in same if f.where.indicator)
    where = first.where.model_copy(update={"indicators": ids})
    fault = f"全部{len(ids)}条{which}都是这样，例如：{first.fault}"
    also = tuple(f.where for f in same[1:])
    return first.model_copy(update={"where": where, "fault": fault, "also": also})
