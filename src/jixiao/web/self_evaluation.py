"""A project's self-evaluation form: filled from its score and from what was written into it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from jixiao.acts.self_evaluation import Step, texts_of
from jixiao.findings.finding import Finding
from jixiao.plan.json import to_json
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.money import plain
from jixiao.scoring.flags import Flag
from jixiao.scoring.honesty.examine import examine_claims
from jixiao.scoring.result import IndicatorScore, ProjectScore
from jixiao.terms.findings import Level
from jixiao.web.score import Scored, own_packs

Steps = Sequence[Step]
#: What a clerk writes: why an indicator deviates and what will be done; what became of the goals.
DEVIATION, RESULTS = "deviation", "results"


@dataclass(frozen=True)
class Form:
    """The form as it would be printed now: the filled project, its texts, by which pack."""

    scored: Scored
    project: Project
    made: ProjectScore
    results: str

    @classmethod
    def of(cls, found: Scored, project: Project, steps: Steps) -> Form:
        """The project's form from its score and what was written."""
        texts, made = texts_of(steps), found.of(project)
        whole = found.filled.project(project.id)
        assert whole is not None
        pairs = zip(whole.indicators, made.indicators, strict=True)
        rows = tuple(_written(row, line, texts.get((row.id, DEVIATION))) for row, line in pairs)
        whole = whole.model_copy(update={"indicators": rows})
        return cls(found, whole, made, texts.get(("", RESULTS), ""))

    @cached_property
    def content(self) -> str:
        """Everything the form prints and by what it was scored, as one text a signature binds to."""
        return json.dumps(
            {
                "policy": self.scored.scores.policy, "on": self.scored.scores.on.isoformat(),
                "total": plain(self.made.total), "grade": self.made.grade,
                "results": self.results, "plan": to_json(self.plan), "made_up": self.made_up,
            },
            ensure_ascii=False, sort_keys=True,
        )  # fmt: skip

    @property
    def made_up(self) -> bool:
        """Whether a value in it rests on simulated data."""
        return self.scored.made_up(self.project)

    @property
    def plan(self) -> Plan:
        """A plan of this project alone, with what the form prints and nothing else."""
        own = self.scored.plan
        return Plan(department=own.department, year=own.year, projects=(_printed(self.project),))

    @cached_property
    def hash(self) -> str:
        """What a signature binds to."""
        return hashlib.sha256(self.content.encode()).hexdigest()

    @cached_property
    def doubts(self) -> tuple[Finding, ...]:
        """What the checks of a self-evaluation find in it: leads for who signs, nothing that hinders."""
        found = self.scored
        made = examine_claims(
            self.plan, (), found.known, approved=found.plan, policy=found.scores.policy,
            among=own_packs(),
        )  # fmt: skip
        return made.findings

    @cached_property
    def wanting(self) -> list[Wanting]:
        """What must be there before it can be submitted."""
        return list(_wanting(self))


@dataclass(frozen=True)
class Wanting:
    """Something missing: of which indicator (none: of the project), which field, in words."""

    indicator: str
    field: str
    words: str


def _written(row: Indicator, line: IndicatorScore, deviation: str | None) -> Indicator:
    """A row of the form with what was written into it; what does not apply says so."""
    kept = row.deviation if deviation is None else deviation or None
    aside = Flag.NOT_APPLICABLE in line.flags
    actual = Flag.NOT_APPLICABLE.label if aside else row.actual
    return row.model_copy(update={"deviation": kept, "actual": actual})


def _printed(project: Project) -> Project:
    """Without what the form has no cell for: a change of it touches no signature."""
    rows = tuple(
        row.model_copy(
            update={
                "description": None, "basis": None, "measure": None, "place": None, "places": {},
            }
        )
        for row in project.indicators
    )  # fmt: skip
    gone = {"use": None, "spending_plan": (), "place": None, "places": {}}
    return project.model_copy(update={"indicators": rows, **gone})


def _wanting(form: Form) -> Iterator[Wanting]:
    made = form.made
    if made.execution.points is None:
        yield Wanting("", "", made.execution.why)
    for finding in form.scored.findings_of(form.project):
        if finding.level is Level.RETURN:
            yield Wanting(finding.where.indicator or "", "", f"{finding.fault}{finding.remedy}")
    for row, line in zip(form.project.indicators, made.indicators, strict=True):
        if line.open:
            yield Wanting(
                row.id, "", _("“%(name)s”：%(why)s") % {"name": row.name, "why": line.why}
            )
        elif _deviates(line.weight, line.points, line.flags) and not row.deviation:
            words = _("“%(name)s”没有写偏差原因和改进措施") % {"name": row.name}
            yield Wanting(row.id, DEVIATION, words)
    if not form.results:
        yield Wanting("", RESULTS, _("没有写年度总体目标的实际完成情况"))


def _deviates(weight: object, points: object, flags: Sequence[Flag]) -> bool:
    """Points lost, or far more than aimed at: the form asks why."""
    if Flag.NOT_APPLICABLE in flags or points is None:
        return False
    return points != weight or Flag.OVER_ACHIEVED in flags
