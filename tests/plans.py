"""Generated plans: any plan the Hebei goal text can print, awkward texts included."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from jixiao.forms.hebei_goal_text.duties import duty_of
from jixiao.plan.codes import check_character, parse_name
from jixiao.plan.model import (
    Budget,
    Department,
    DutyGoal,
    Indicator,
    OverallGoal,
    Plan,
    Project,
    Section,
    Spending,
)
from jixiao.plan.target_grammar import parse_target
from jixiao.terms.forms import FormName

_CHARS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "抽检批次办结案件质量监管培训合格率满意度完成及时预算资金绩效目标"
    "ABCxyz0123456789，。；：、（）《》“”％+-=<>&/.·* #$@_'\"|\\[]{}~^"
)
_EDGES = "。；，.\\|"


def words(least: int = 1, most: int = 40) -> st.SearchStrategy[str]:
    """A text as a cell keeps it: no break inside, no blank at the ends, never a blank doubled."""
    drawn = st.text(alphabet=_CHARS, min_size=least, max_size=most)
    return drawn.map(lambda t: " ".join(t.split())).filter(lambda t: len(t) >= least)


def _names() -> st.SearchStrategy[str]:
    numbers = st.sampled_from(
        ["", "怀财字【2023】7号", "冀财行〔2022〕104号 ", "【13073023X000004000082】"]
    )
    return st.tuples(numbers, words(2, 20).filter(lambda t: t[0] not in "【[")).map("".join)


_TARGETS = st.one_of(
    st.sampled_from(
        ["≥95%", "30家", "≤12月", "较上一年度提升", "100%", "/", "0次", "≥500次数", "1.2万人"]
    ),
    words(0, 16),
)
_LEVELS = st.sampled_from(
    [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("产出指标", "时效指标"),
        ("产出指标", "成本指标"),
        ("成本指标", "经济成本指标"),
        ("效益指标", "社会效益指标"),
        ("效益指标", "可持续影响指标"),
        ("满意度指标", "服务对象满意度指标"),
        ("效益指标", None),
        (None, None),
    ]
)
_AMOUNTS = st.decimals(0, 99999, places=2, allow_nan=False, allow_infinity=False)


@st.composite
def indicators(draw: st.DrawFn, identity: str) -> Indicator:
    """One indicator row with content."""
    level1, level2 = draw(_LEVELS)
    name = draw(words(1, 30))
    return Indicator(
        id=identity,
        level1=level1,
        level2=level2,
        name=name,
        description=draw(st.none() | words(1, 60)),
        target=parse_target(draw(_TARGETS), name, level2 or ""),
        basis=draw(st.none() | words(1, 20)),
    )


def codes() -> st.SearchStrategy[str]:
    """Project codes whose check character holds."""
    serials = st.integers(0, 999_999).map(lambda n: f"13073023P{n:06d}10002")
    return serials.map(lambda c: c + (check_character(c) or ""))


@st.composite
def projects(draw: st.DrawFn, number: int, code: str | None, size: int = 8) -> Project:
    """One project with up to ``size`` indicators."""
    identity = code or f"project-{number}"
    parsed = parse_name(draw(_names()))
    days = draw(st.lists(st.sampled_from(_DAYS), unique=True, max_size=8))
    goals = draw(st.lists(words(1, 80).filter(_is_one_goal), max_size=3))
    return Project(
        id=identity,
        code=code,
        name=parsed.printed,
        short_name=parsed.short,
        funding_document=parsed.document.normal if parsed.document else None,
        source_code=parsed.source_code,
        unit=draw(st.sampled_from([None, "万元", "元"])),
        budget=Budget(
            total=draw(st.none() | _AMOUNTS),
            fiscal=draw(st.none() | _AMOUNTS),
            other=draw(st.none() | _AMOUNTS),
        ),
        use=draw(st.none() | words(1, 60)),
        spending_plan=tuple(Spending(by=day, percent=draw(st.none() | _PERCENTS)) for day in days),
        goals=tuple(goals),
        indicators=tuple(
            draw(indicators(f"{identity}/{n}")) for n in range(1, draw(st.integers(0, size)) + 1)
        ),
    )


_DAYS = ["01-31", "02-28", "02-29", "03-31", "04-15", "06-30", "09-30", "10-31", "12-01", "12-31"]
_PERCENTS = st.sampled_from([Decimal(t) for t in ("0", "25", "33.3", "50", "50.00", "75", "100")])


def _is_one_goal(text: str) -> bool:
    """A text that itself counts 1、2、 is several goals by the form's reading."""
    return not ("1" in text and "2" in text)


@st.composite
def plans(draw: st.DrawFn, most: int = 3) -> Plan:
    """A whole plan: goals of the department, up to ``most`` projects."""
    count = draw(st.integers(1, most))
    some = draw(
        st.lists(
            st.none() | codes(), min_size=count, max_size=count, unique_by=lambda c: c or object()
        )
    )
    made = tuple(draw(projects(n, code)) for n, code in enumerate(some, start=1))
    coded = any(p.code for p in made)
    division = "130730" if coded else draw(st.sampled_from([None, "130730", "510124"]))
    name = draw(
        st.none() | words(2, 12).filter(lambda t: not any(c.isdigit() for c in t)).filter(_is_plain)
    )
    return Plan(
        form=FormName.HEBEI_GOAL_TEXT,
        department=Department(
            name=name, code=draw(st.none() | st.just("414001")) if name else None, division=division
        ),
        year=draw(st.integers(2018, 2030)),
        **draw(_part1()),
        projects=made,
    )


def _is_plain(text: str) -> bool:
    """The name of an office: letters only, none of the form's own words."""
    return text.isalpha() and not any(word in text for word in ("单位", "目标", "年"))


@st.composite
def _part1(draw: st.DrawFn) -> dict[str, object]:
    """Part 1: headings with lead text and numbered goals; a section is never empty."""
    sentence = words(2, 80).map(lambda t: f"做{t.rstrip(_EDGES)}好。")
    overall = draw(st.lists(sentence, max_size=3))
    duties = draw(
        st.lists(
            st.sampled_from(_DUTIES).flatmap(lambda d: sentence.map(lambda s: d + s)), max_size=3
        )
    )
    safeguards = draw(st.lists(sentence, max_size=2))
    lead = draw(st.none() | sentence.map(lambda s: f"为此：{s}"))
    headings = [
        ("一、总体绩效目标", overall, lead if overall else None),
        ("二、分项绩效目标", duties, None),
        ("三、工作保障措施", safeguards, None),
    ]
    return {
        "overall_goals": tuple(
            OverallGoal(number=str(n), text=t) for n, t in enumerate(overall, start=1)
        ),
        "duty_goals": tuple(
            DutyGoal(number=str(n), duty=duty_of(t), text=t) for n, t in enumerate(duties, start=1)
        ),
        "safeguards": tuple(safeguards),
        "sections": tuple(Section(heading=h, text=text) for h, items, text in headings if items),
    }


_DUTIES = ["执法办案职责的绩效目标是", "质量兴县的绩效目标是", "检验检测工作的绩效目标是", ""]
