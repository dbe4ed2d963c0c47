"""Findings where they belong: at the cells of the official table, and at the cells of the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jixiao.findings.finding import Finding, Proposal, Where
from jixiao.findings.place import Place
from jixiao.grids.document import Cell, Grid


@dataclass(frozen=True)
class Numbered:
    """A finding with its number on the page, by which cells and list point at each other."""

    number: int
    finding: Finding

    @property
    def places(self) -> tuple[Where, ...]:
        """Everywhere it is about."""
        return (self.finding.where, *self.finding.also)


def numbered(findings: Iterable[Finding]) -> list[Numbered]:
    """The findings, heaviest first, numbered from 1."""
    inorder = sorted(findings, key=lambda f: f.level.rank)
    return [Numbered(number, finding) for number, finding in enumerate(inorder, 1)]


def by_project(findings: Iterable[Numbered]) -> dict[str | None, list[Numbered]]:
    """Project id → those that are about it, also among others; ``None`` → those about no project."""
    found: dict[str | None, list[Numbered]] = defaultdict(list)
    for one in findings:
        projects = {where.project for where in one.places}
        for project in projects - {None} or {None}:
            found[project].append(one)
    return found


def of_project(findings: Iterable[Numbered], project_id: str) -> list[Numbered]:
    """Those that are about a project, also among others."""
    return [one for one in findings if any(w.project == project_id for w in one.places)]


@dataclass(frozen=True)
class MarkedCell:
    """A cell with the findings at it, and the address by which the page finds it."""

    cell: Cell
    id: str
    marks: tuple[Numbered, ...] = ()
    editable: bool = False
    leads_to: str = ""
    explains: str = ""
    asks: bool = False

    @property
    def level(self) -> str:
        """The heaviest level at this cell, for its edge; empty without findings."""
        return (
            min(self.marks, key=lambda m: m.finding.level.rank).finding.level.value
            if self.marks
            else ""
        )


@dataclass
class MarkedGrid:
    """A grid whose cells carry their findings."""

    rows: list[list[MarkedCell]]
    widths: tuple[float, ...] = ()
    shares: list[str] = field(default_factory=list)


#: What is changed where it stands; what else of a row, and what of a project, a proposal may write.
EDITABLE = ("name", "description", "target", "basis")
OF_ROW = (*EDITABLE, "level2")
OF_PROJECT = ("name", "use", "goals")
_GAP = "□"


def acceptable(finding: Finding) -> Proposal | None:
    """What a finding proposes to write, where it can be written as it stands: no gap left to fill."""
    proposal, where = finding.proposal, finding.where
    fields = OF_ROW if where.indicator else OF_PROJECT if where.project else ()
    if proposal is None or proposal.field not in fields:
        return None
    return None if _GAP in proposal.value else proposal


def mark_form(
    grid: Grid,
    findings: Iterable[Numbered],
    indicators: set[str],
    prefix: str = "c",
    links: Mapping[str, str] | None = None,
    kinds: Mapping[str, str] | None = None,
    asking: Container[str] = (),
) -> MarkedGrid:
    """The official table with findings at the cells that print what they are about.

    ``links``: indicator → where its name leads; ``kinds``: indicator → its class, to be explained;
    ``asking``: indicators whose target leaves open which way is better.

    A finding on a field that has no cell goes to the name of its indicator or project.
    """
    printed = {(c.subject, c.field) for c in grid.cells}
    at = defaultdict(list)
    for one in findings:
        for subject, name in _subjects(one, printed):
            at[subject, name].append(one)
    rows = [
        [
            replace(
                _form_cell(c, n, i, at, indicators, prefix),
                leads_to=_link(c, links or {}),
                explains=(kinds or {}).get(c.subject or "", "") if c.field == "level2" else "",
                asks=c.field == "target" and c.subject in asking,
            )
            for i, c in enumerate(row, 1)
        ]
        for n, row in enumerate(grid.rows(), 1)
    ]
    return MarkedGrid(rows, grid.widths, _shares(grid.widths))


def _link(cell: Cell, links: Mapping[str, str]) -> str:
    return links.get(cell.subject or "", "") if cell.field == "name" else ""


def _subjects(
    one: Numbered, printed: set[tuple[str | None, str | None]]
) -> Iterator[tuple[str, str]]:
    seen = set()
    for where in one.places:
        subject = where.indicator or where.project
        if not subject or (subject, "name") not in printed:  # of another table
            continue
        key = (subject, _printed_field(subject, where.field, printed))
        if key not in seen:
            seen.add(key)
            yield key


def _printed_field(
    subject: str, name: str | None, printed: set[tuple[str | None, str | None]]
) -> str:
    """The field itself, else one it is part of or that is part of it, else the name."""
    if not name or (subject, name) in printed:
        return name or "name"
    near = (name.rsplit(".", 1)[0], f"{name}.total", *_parts(subject, name, printed))
    return next((field for field in near if (subject, field) in printed), "name")


def _parts(subject: str, name: str, printed: set[tuple[str | None, str | None]]) -> list[str]:
    """The first of the fields inside a field: ``spending_plan`` → ``spending_plan.03-31``."""
    return sorted(f for s, f in printed if s == subject and f and f.startswith(f"{name}."))[:1]


def _form_cell(
    cell: Cell, row: int, column: int, at: dict, indicators: set[str], prefix: str
) -> MarkedCell:
    marks = tuple(at.get((cell.subject, cell.field), ())) if cell.subject else ()
    editable = cell.subject in indicators and cell.field in EDITABLE
    return MarkedCell(cell, f"{prefix}-{row}-{column}", marks, editable)


def mark_source(grid: Grid, at: dict[str, list[Numbered]]) -> MarkedGrid:
    """A table of the source with the findings (:func:`by_place`) at the cells they were read from."""
    rows = [[_source_cell(cell, at) for cell in row] for row in grid.rows()]
    return MarkedGrid(rows)


def _source_cell(cell: Cell, at: dict[str, list[Numbered]]) -> MarkedCell:
    place = place_id(cell.place)
    return MarkedCell(cell, place, tuple(at.get(place, ())))


def by_place(findings: Iterable[Numbered]) -> dict[str, list[Numbered]]:
    """Place in the source → the findings there."""
    at = defaultdict(list)
    for one in findings:
        for place in {place_id(w.place) for w in one.places} - {""}:
            at[place].append(one)
    return at


def place_id(place: Place | None) -> str:
    """A place of the source as an address on the page: ``s-t3-r9-c5``."""
    if place is None:
        return ""
    parts = {
        "p": None if place.table else place.page,
        "t": place.table,
        "r": place.row,
        "c": place.cell,
        "l": place.line,
    }
    named = "-".join(f"{letter}{value}" for letter, value in parts.items() if value)
    return f"s-{named}" if named else ""


def _shares(widths: Sequence[float]) -> list[str]:
    total = sum(widths)
    return [f"{width / total * 100:.2f}%" for width in widths] if total else []
