"""The plan: a department's performance goals for a year (contract §2). Frozen, no input or output.

Texts are as published, after :func:`jixiao.plan.words.clean`. Absent is ``None`` or empty, never
zero. Amounts and shares are :class:`~decimal.Decimal`, decimal strings in JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from jixiao.findings.finding import Finding
from jixiao.findings.place import Place
from jixiao.plan.money import decimal_of, plain
from jixiao.plan.target import Target
from jixiao.plan.target_given import with_own_notes
from jixiao.plan.target_grammar import parse_target
from jixiao.plan.words import clean
from jixiao.terms.forms import FormName
from jixiao.terms.indicators import Level1, Level2, level1_of, level2_of
from jixiao.terms.targets import Better

SCHEMA: Literal["jixiao/plan/1"] = "jixiao/plan/1"
#: Budget years a plan can be of; whatever is outside is a slip of the pen.
FIRST_YEAR, LAST_YEAR = 1990, 2100


def _decimal(value: object) -> Decimal:
    found = (
        value
        if isinstance(value, Decimal)
        else decimal_of(value)
        if isinstance(value, str)
        else None
    )
    if found is None or not found.is_finite():
        raise ValueError('应为十进制数字的字符串，例如 "19.84"')
    return found


def _none_if_empty(value: str | None) -> str | None:
    return value or None


Amount = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^[+-]?\d+(\.\d+)?$"}),
]
Text = Annotated[str, AfterValidator(clean)]
OptionalText = Annotated[str | None, AfterValidator(lambda t: _none_if_empty(clean(t)))]
Identity = Annotated[str, Field(min_length=1, max_length=300)]
#: One text a numbered item; a single text is a list of one.
Texts = Annotated[
    tuple[Text, ...], BeforeValidator(lambda t: (t,) if isinstance(t, str) else t or ())
]
Places = Mapping[str, Place]


class Record(BaseModel):
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Department(Record):
    """The department whose plan it is: name, unit code (414001), division (130730)."""

    name: OptionalText = None
    code: OptionalText = None
    division: OptionalText = None


class OverallGoal(Record):
    """One numbered overall goal of the department."""

    number: OptionalText = None
    text: Text
    place: Place | None = None


class DutyGoal(Record):
    """One numbered goal of a duty (分项绩效目标). ``text`` is the whole sentence as printed."""

    number: OptionalText = None
    duty: OptionalText = None
    text: Text
    place: Place | None = None


class Section(Record):
    """A heading of Part 1 as printed, with the text under it that is no numbered item."""

    heading: Text
    text: OptionalText = None
    place: Place | None = None


class Budget(Record):
    """预算规模: total, of which fiscal money and other money, in the project's money unit."""

    total: Amount | None = None
    fiscal: Amount | None = None
    other: Amount | None = None


class Executed(Record):
    """Money rows of a self-evaluation: amounts in the project's money unit, rate in percent."""

    initial: Amount | None = None
    adjusted: Amount | None = None
    executed: Amount | None = None
    rate: Amount | None = None
    points: Amount | None = None
    score: Amount | None = None


class Spending(Record):
    """Planned cumulative spending by a day of the year (``MM-DD``); a blank cell is ``None``."""

    by: Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
    percent: Amount | None = None


class MeasureRef(Record):
    """The measure that computes an indicator, with the indicator's own predicate."""

    id: str
    where: str | None = None


class Indicator(Record):
    """One row of the indicator table (三级指标)."""

    id: Identity
    level1: OptionalText = None
    level2: OptionalText = None
    name: Text
    description: OptionalText = None
    target: Target
    basis: OptionalText = None
    weight: Amount | None = None
    actual: OptionalText = None
    score: Amount | None = None
    deviation: OptionalText = None
    measure: MeasureRef | None = None
    place: Place | None = None
    places: Places = {}

    @property
    def type1(self) -> Level1 | None:
        """The level-1 type its printed cell names."""
        return level1_of(self.level1)

    @property
    def type2(self) -> Level2 | None:
        """The level-2 type its printed cell names."""
        return level2_of(self.level2)

    def place_of(self, field: str) -> Place | None:
        """Where a field of this row is printed; the target's place where that is not known."""
        return self.places.get(field) or self.place

    def with_target(self, raw: str) -> Indicator:
        """The same row with another target value, read afresh.

        A direction a person said lasts as long as the text it was said of.
        """
        target = parse_target(raw, self.name, self.level2)
        if raw == self.target.raw and self.target.is_said and self.target.better:
            target = target.said(self.target.better)
        return self.model_copy(update={"target": target})

    def with_direction(self, better: Better) -> Indicator:
        """The same row with the direction a person said of its target."""
        return self.model_copy(update={"target": self.target.said(better)})

    @model_validator(mode="before")
    @classmethod
    def _read_bare_target(cls, data: Any) -> Any:
        """A target given as text, or with nothing but ``raw``, is read here."""
        if not isinstance(data, dict):
            return data
        target = data.get("target")
        if isinstance(target, dict) and set(target) == {"raw"}:
            target = target["raw"]
        if isinstance(target, dict) and isinstance(target.get("raw"), str):
            return data | {"target": with_own_notes(target, data)}
        if isinstance(target, str):
            return data | {
                "target": parse_target(target, str(data.get("name") or ""), data.get("level2"))
            }
        return data


class Project(Record):
    """A budget project with its goals and indicators."""

    id: Identity
    code: OptionalText = None
    name: Text
    short_name: OptionalText = None
    funding_document: OptionalText = None
    source_code: OptionalText = None
    unit: OptionalText = None
    budget: Budget = Budget()
    executed: Executed | None = None
    use: OptionalText = None
    results: Texts = ()  # 实际完成情况, in a filled self-evaluation
    spending_plan: tuple[Spending, ...] = ()
    goals: tuple[Text, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    place: Place | None = None
    places: Places = {}

    def place_of(self, field: str) -> Place | None:
        """Where a field of the project is printed; the project's own place where not known."""
        return self.places.get(field) or self.place


_HEADINGS = {
    "overall_goals": ("总体", "一、总体绩效目标"),
    "duty_goals": ("分项", "二、分项绩效目标"),
    "safeguards": ("保障措施", "三、工作保障措施"),
}


class Plan(Record):
    """A department's performance goals for one year, with all its projects."""

    schema_: Literal["jixiao/plan/1"] = Field(default=SCHEMA, alias="schema")
    form: FormName | None = None
    #: ``partial``: something of the document was not read; ``findings`` say what.
    status: Literal["whole", "partial"] = "whole"
    department: Department = Department()
    year: int | None = Field(default=None, ge=FIRST_YEAR, le=LAST_YEAR)
    overall_goals: tuple[OverallGoal, ...] = ()
    duty_goals: tuple[DutyGoal, ...] = ()
    safeguards: tuple[Text, ...] = ()
    sections: tuple[Section, ...] = ()
    projects: tuple[Project, ...] = ()
    findings: tuple[Finding, ...] = ()
    places: Places = {}

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _goals_have_headings(cls, data: Any) -> Any:
        """Goals without a heading to stand under get the usual one, so that they can be printed."""
        if not isinstance(data, dict):
            return data
        sections = data.get("sections") or ()
        if not isinstance(sections, list | tuple):
            return data
        printed = "".join(str(s.get("heading") if isinstance(s, dict) else s) for s in sections)
        missing = [
            {"heading": heading}
            for key, (stem, heading) in _HEADINGS.items()
            if data.get(key) and stem not in printed
        ]
        return data | {"sections": [*sections, *missing]} if missing else data

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        _refuse_twice("projects", (p.id for p in self.projects))
        _refuse_twice("indicators", (i.id for p in self.projects for i in p.indicators))
        return self

    @property
    def total(self) -> Decimal:
        """Sum of the project budgets that are given, in the money unit of the forms (万元)."""
        return sum(
            (p.budget.total for p in self.projects if p.budget.total is not None), Decimal(0)
        )

    def indicators(self) -> Iterator[tuple[Project, Indicator]]:
        """Every indicator with its project, in printed order."""
        return ((p, i) for p in self.projects for i in p.indicators)

    def project(self, project_id: str) -> Project | None:
        """The project of that id, or ``None``."""
        return next((p for p in self.projects if p.id == project_id), None)


def _refuse_twice(what: str, ids: Iterator[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise ValueError(f"{what}: id “{one}” 出现两次，编号应当唯一")
        seen.add(one)
