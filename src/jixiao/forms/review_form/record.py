"""What one project's review form holds, as printed: texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReviewRow:
    """One item: the block it stands in, what is asked, its points, what was proposed or judged, why.

    ``block`` is printed with its points on a line below; ``item`` is name and question.
    """

    block: str
    item: str
    points: str = ""
    score: str = ""
    grade: str = ""
    why: str = ""


@dataclass(frozen=True)
class ReviewTable:
    """One project's form, from its title to the reviewer's name."""

    name: str
    code: str = ""
    unit: str = ""
    budget: str = ""
    #: Under the title: the year and what the review rests on.
    note: str = ""
    rows: tuple[ReviewRow, ...] = ()
    total: ReviewRow = ReviewRow("", "")
    overall: str = ""
    outcome: str = ""
    opinion: str = ""
    reviewer: str = ""
    day: str = ""
