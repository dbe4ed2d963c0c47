"""Generated self-evaluations, and grids as strangers draw them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from jixiao.grids.document import Cell, Document, Grid, Paragraph
from jixiao.plan.model import Budget, Department, Executed, Indicator, Plan, Project
from jixiao.plan.target_grammar import parse_target
from jixiao.terms.forms import FormName
from tests.plans import codes, words

_AMOUNTS = st.none() | st.decimals(0, 99999, places=2)
_POINTS = st.none() | st.decimals(0, 100, places=2)
_TARGETS = ["≥95%", "30家", "≤12月", "较上一年度提升", "100%", "0次", "有效提升", "≤19.84万元"]
_LEVELS = [
    ("产出指标", "数量指标"), ("产出指标(50分)", "成本指标"), ("成本指标", "经济成本指标"),
    ("效益指标", "社会效益指标"), ("满意度指标", "服务对象满意度指标"), ("效益指标", None), (None, None),
]  # fmt: skip
_PLAIN = words(2, 12).filter(
    lambda t: t[0] not in "【[0123456789—-一二三四五六七八九十" and "-" not in t
)


@st.composite
def _indicators(draw: st.DrawFn, identity: str) -> Indicator:
    level1, level2 = draw(st.sampled_from(_LEVELS))
    name = draw(words(2, 30))
    return Indicator(
        id=identity, level1=level1, level2=level2, name=name,
        target=parse_target(draw(st.sampled_from(_TARGETS)), name, level2 or ""),
        actual=draw(st.none() | words(1, 12)), weight=draw(_POINTS), score=draw(_POINTS),
        deviation=draw(st.none() | words(1, 40)),
    )  # fmt: skip


@st.composite
def _projects(draw: st.DrawFn, number: int, code: str | None) -> Project:
    identity = code or f"project-{number}"
    initial = draw(_AMOUNTS)
    money = {
        "initial": initial, "adjusted": draw(_AMOUNTS), "executed": draw(_AMOUNTS),
        "rate": draw(_POINTS), "points": draw(_POINTS), "score": draw(_POINTS),
    }  # fmt: skip
    name = draw(_PLAIN)
    return Project(
        id=identity, code=code, name=name, short_name=name, unit=draw(st.sampled_from([None, "万元", "元"])),
        budget=Budget(total=initial, fiscal=draw(_AMOUNTS), other=draw(_AMOUNTS)),
        executed=Executed(**money) if any(v is not None for v in money.values()) else None,
        goals=tuple(draw(st.lists(words(3, 60).filter(lambda t: "1" not in t), max_size=2))),
        indicators=tuple(draw(_indicators(f"{identity}/{n}")) for n in range(1, draw(st.integers(1, 6)) + 1)),
    )  # fmt: skip


@st.composite
def self_evaluations(draw: st.DrawFn, form: FormName = FormName.SELF_EVALUATION) -> Plan:
    """A plan that the form can print whole."""
    some = draw(
        st.lists(st.none() | codes(), min_size=1, max_size=3, unique_by=lambda c: c or object())
    )
    made = tuple(draw(_projects(n, code)) for n, code in enumerate(some, start=1))
    name = draw(st.none() | _PLAIN)
    return Plan(
        form=form,
        department=Department(
            name=name, code=draw(st.none() | st.just("414001")) if name else None,
            division="130730" if any(some) else None,
        ),
        year=draw(st.integers(2018, 2030)), projects=made,
    )  # fmt: skip


def drawn(rows: Sequence[Sequence[str]], title: str = "2021年度项目支出绩效自评表") -> Document:
    """A stranger's table: a text a cell; ``>`` goes on with the cell to the left, ``^`` with that above."""
    width = max(map(len, rows))
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in (">", "^"):
                continue
            right = c + 1
            while right < len(row) and row[right] == ">":
                right += 1
            below = r + 1
            while below < len(rows) and c < len(rows[below]) and rows[below][c] == "^":
                below += 1
            cells.append(Cell(r + 1, c + 1, text, below - r, right - c))
    return Document((Paragraph(title), Grid(tuple(cells), (1.0,) * width)), file="a.docx")
