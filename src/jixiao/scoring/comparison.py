"""The same plan and actuals under two policies: what each project would score, and whose grade changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jixiao.plan.money import plain
from jixiao.scoring.result import ProjectScore, Scores


@dataclass(frozen=True)
class Change:
    """One project under both policies."""

    project: str
    before: ProjectScore
    after: ProjectScore

    @property
    def grade_changes(self) -> bool:
        """Whether the grade is another one."""
        return self.before.grade != self.after.grade

    @property
    def why(self) -> str:
        """In a sentence: the totals, and the reasons of both grades."""
        moved = self.before.total != self.after.total
        totals = (
            f"总分由{plain(self.before.total)}变为{plain(self.after.total)}"
            if moved
            else "总分不变"
        )
        return f"{totals}；{self.before.grade_why}；{self.after.grade_why}"


@dataclass(frozen=True)
class Comparison:
    """Every project under both policies, in printed order."""

    before: Scores
    after: Scores

    def changes(self) -> Iterator[Change]:
        """Every project, whether it changes or not."""
        pairs = zip(self.before.projects, self.after.projects, strict=True)
        return (Change(a.id, a, b) for a, b in pairs)

    def to_json(self) -> dict[str, Any]:
        """Who changes, and by how much."""
        return {
            "schema": "jixiao/score-comparison/1",
            "policies": [self.before.policy, self.after.policy],
            "on": [self.before.on.isoformat(), self.after.on.isoformat()],
            "projects": [
                {
                    "id": c.project,
                    "totals": [plain(c.before.total), plain(c.after.total)],
                    "grades": [c.before.grade, c.after.grade],
                    "grade_changes": c.grade_changes,
                    "why": c.why,
                }
                for c in self.changes()
            ],
            "grades_changed": sum(c.grade_changes for c in self.changes()),
        }
