"""What the reader left out of a document, told once; what seems absent then may only be unread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.findings.finding import Finding
from jixiao.plan.model import Plan
from jixiao.review.examination import grouped
from jixiao.terms.findings import Level

#: The reader's codes for text that it could not place.
_LEFT_OUT = frozenset({"F105", "F106"})
#: Rules that find something missing.
_OF_ABSENCE = frozenset(
    {"A201", "A202", "A203", "A204", "A205", "A206", "A207", "A208", "D102", "D103", "D105", "D109"}
)
_TOLD_SINGLY = 3


def told_once(reader: Iterable[Finding]) -> Iterator[Finding]:
    """The reader's findings; many of one code become one, with all their places."""
    for same in grouped(reader, lambda f: f.rule).values():
        if len(same) <= _TOLD_SINGLY or same[0].rule not in _LEFT_OUT:
            yield from same
            continue
        more = f"{same[0].fault.rstrip('。')}；同样没有读入的还有{len(same) - 1}处。"
        yield same[0].model_copy(update={"fault": more, "also": tuple(f.where for f in same[1:])})


def with_doubt(found: Iterable[Finding], plan: Plan) -> Iterator[Finding]:
    """The findings; of a document that was not read whole, what is absent is not sent back."""
    left = sum(f.rule in _LEFT_OUT for f in plan.findings)
    for finding in found:
        yield _doubted(finding, left) if left and finding.rule in _OF_ABSENCE else finding


def _doubted(finding: Finding, left: int) -> Finding:
    doubt = f"文件里有{left}处没有读进来，请先核对是不是写了而没有读到；{finding.remedy}"
    level = Level.IMPROVE if finding.level is Level.RETURN else finding.level
    return finding.model_copy(update={"remedy": doubt, "level": level})
