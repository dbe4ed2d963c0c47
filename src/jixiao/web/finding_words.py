"""What can be searched for in a year: projects, indicators, findings, people, articles; made once a version."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from jixiao.law.packs import stamp
from jixiao.law.shelf import regulations
from jixiao.plan.model import Plan
from jixiao.terms.found import FoundKind
from jixiao.web.house.bigrams import Bigrams
from jixiao.web.marks import Numbered, numbered
from jixiao.web.remembered import plan_of, review_of


@dataclass(frozen=True)
class Entry:
    """One thing to be found. ``says`` is what it is found by and shown with; ``stands`` where it stands.

    ``view`` and ``where`` address it below the year; ``query`` is what the page is asked for.
    """

    kind: FoundKind
    title: str
    says: str
    stands: str = ""
    view: str = ""
    where: tuple[int, ...] = ()
    query: str = ""

    @property
    def text(self) -> str:
        """All it is found by."""
        return f"{self.title} {self.says}"


def index_of(content: str) -> Bigrams[Entry]:
    """The index of the plan that a stored text holds, its findings and the law with it."""
    return _index(content, stamp())


@lru_cache(maxsize=4)
def _index(content: str, _places: Hashable) -> Bigrams[Entry]:
    plan = plan_of(content)
    found = numbered(review_of(content).findings)
    return Bigrams([*_of_plan(plan), *_of_findings(plan, found), *_articles()], _text)


def _text(one: Entry) -> str:
    return one.text


def _of_plan(plan: Plan) -> Iterator[Entry]:
    for number, project in enumerate(plan.projects, 1):
        name = project.short_name or project.name
        more = (project.name, project.code, project.funding_document, project.use)
        goals = " ".join(filter(None, more))
        yield Entry(FoundKind.PROJECT, name, goals, str(number), "project", (number,))
    for number, project in enumerate(plan.projects, 1):
        name = project.short_name or project.name
        for row, one in enumerate(project.indicators, 1):
            says = " ".join(filter(None, (one.target.raw, one.description, one.basis)))
            yield Entry(
                FoundKind.INDICATOR, one.name, says, f"{number}. {name}", "indicator", (number, row)
            )


def _of_findings(plan: Plan, found: list[Numbered]) -> Iterator[Entry]:
    numbers = {one.id: number for number, one in enumerate(plan.projects, 1)}
    for one in found:
        finding = one.finding
        number = numbers.get(finding.where.project or "")
        project = plan.projects[number - 1] if number else None
        yield Entry(
            FoundKind.FINDING, finding.fault, finding.remedy,
            f"{number}. {project.short_name or project.name}" if project else "",
            "findings", (), f"rule={finding.rule}" + (f"&project={project.id}" if project else ""),
        )  # fmt: skip


def _articles() -> Iterator[Entry]:
    for law in regulations().values():
        for one in law.articles.values():
            title = f"{law.name}{one.number}"
            yield Entry(
                FoundKind.ARTICLE, title, one.words, law.title, "findings", (), f"q={law.name}"
            )
