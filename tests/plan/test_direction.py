"""Which way is better: names of many fields, the indicator library, and signs against nature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jixiao.plan.target_grammar import parse_target
from jixiao.plan.target_lexicon import _WORDS as WORDS
from jixiao.plan.target_lexicon import LEXICON, Sense
from jixiao.plan.target_nature import _HEADS as HEADS
from jixiao.plan.target_nature import nature_of
from jixiao.plan.target_spelling import TRADITIONAL
from jixiao.review.library import entries
from jixiao.terms.targets import Better, TargetNote
from jixiao.terms.units import UNITS
from tests.needs import ROOT

_CASES = yaml.safe_load((ROOT / "specs/plan/direction.yml").read_text())
_RARE = yaml.safe_load((ROOT / "specs/plan/direction_rare.yml").read_text())
_SIDES = {"越高越好": Better.HIGHER, "越低越好": Better.LOWER}
_OPPOSITE = {Better.HIGHER: Better.LOWER, Better.LOWER: Better.HIGHER}


def _judged(
    lists: dict[str, list[str]] = _CASES,
) -> Iterator[tuple[str, Better | None, Better]]:
    for side, cases in lists.items():
        for case in cases:
            name, value = case.split()
            yield case, parse_target(value, name).better, _SIDES[side]


def test_no_name_is_turned_round_and_four_of_five_are_settled() -> None:
    judged = list(_judged())
    assert [case for case, found, right in judged if found is _OPPOSITE[right]] == []
    settled = Counter(found is right for _, found, right in judged)
    assert settled[True] >= 0.8 * settled.total()


def test_names_with_rare_words_of_harm_are_asked_about_and_never_turned() -> None:
    judged = list(_judged(_RARE))
    assert len(judged) > 400
    assert [case for case, found, right in judged if found is _OPPOSITE[right]] == []


def test_the_indicator_library_is_never_contradicted() -> None:
    """What the library says of an indicator the grammar says of its names, or leaves open."""
    names = [(name, e.better) for e in entries().values() for name in (e.name, *e.aliases)]
    turned = [n for n, right in names if nature_of(n).better is _OPPOSITE.get(right, "")]
    assert len(names) > 300
    assert turned == []


@pytest.mark.parametrize(
    ("value", "name", "level2", "better", "note"),
    [
        ("≥10件", "投诉件数", "", None, TargetNote.SIGN_AGAINST_NATURE),
        ("≥5%", "差错率", "质量指标", None, TargetNote.SIGN_AGAINST_NATURE),
        ("≤95%", "群众满意率", "满意度指标", None, TargetNote.SIGN_AGAINST_NATURE),
        ("≥200件", "投诉举报办理件数", "", Better.HIGHER, None),
        ("≤2次", "入企检查次数", "数量指标", Better.LOWER, None),
        ("3件", "案件数", "", None, TargetNote.DIRECTION_OPEN),
        ("30人", "贫困人口数", "", None, TargetNote.DIRECTION_OPEN),
        ("100%", "验收合格率", "质量指标", Better.EXACT, None),
        ("500元/人", "补助标准", "成本指标", Better.EXACT, None),
        ("98%", "财政供养人员控制率", "", Better.LOWER, None),
        ("90%", "病虫害控制率", "", Better.HIGHER, None),
        ("0件", "案件查处数", "", None, TargetNote.DIRECTION_OPEN),
    ],
)  # fmt: skip
def test_a_direction_follows_or_stays_open_with_a_word(
    value: str, name: str, level2: str, better: Better | None, note: TargetNote | None
) -> None:
    target = parse_target(value, name, level2)
    assert target.better is better
    open_notes = {TargetNote.DIRECTION_OPEN, TargetNote.SIGN_AGAINST_NATURE} & set(target.notes)
    assert open_notes == ({note} if note else set())


def test_each_word_stands_in_one_class() -> None:
    assert len(LEXICON) == sum(len(words.split()) for words in WORDS.values())


_HARMS = st.sampled_from([w for w, s in LEXICON.items() if s is Sense.FAIL])


@given(_HARMS, st.sampled_from(["率", "件数", "次数"]))
def test_what_falls_is_the_opposite_of_what_it_is(harm: str, head: str) -> None:
    assert nature_of(f"{harm}{head}").better is Better.LOWER
    assert nature_of(f"{harm}下降率").better is Better.HIGHER
    assert nature_of(f"减少{harm}{head}").better is Better.HIGHER


_KNOWN = "".join((*LEXICON, *UNITS))
#: Characters read as others: 種 is 种.
_FOLDED = "".join(map(chr, TRADITIONAL))
_STRANGE = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, exclude_characters=_KNOWN + _FOLDED),
    min_size=1,
    max_size=4,
).filter(lambda said: not HEADS.search(said))
_WORK = st.sampled_from([w for w, s in LEXICON.items() if s in (Sense.WORK, Sense.GOOD)])


@given(_WORK, _STRANGE, st.sampled_from(["数", "次数", "比例"]))
def test_an_unknown_word_behind_the_work_leaves_it_open(work: str, strange: str, head: str) -> None:
    """It may be how the work failed: 公交车出车**趴窝**次数."""
    assert parse_target("5次", f"{work}{strange}{head}").better is None
    assert parse_target("5次", f"{work}{strange}{head}", "质量指标").better is None


@given(_STRANGE, st.sampled_from(["数", "次数", "面积"]))
def test_a_name_of_unknown_words_is_asked_whatever_its_class(strange: str, head: str) -> None:
    assert parse_target("5个", f"{strange}{head}").better is None
    assert parse_target("5个", f"{strange}{head}", "数量指标").better is None
