"""Every declaration is whole; what is wrong with one is said with file, key and place."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from jixiao.law.packs import national_time
from jixiao.measures.catalogue import measures
from jixiao.measures.loading import MeasureError, load_measure
from jixiao.measures.reporters import duties
from jixiao.registers.declaration import DeclarationError

_GOOD = """
label = "办结率"
english = "closing rate"
kind = "ratio"
register = "penalty_cases"
event = "filed_on"
numerator = "closed_on is not null"
unit = "%"
better = "higher"
meaning = "办结的占立案的。"
"""


_FIVE = "closed_on < decided_on and served_on < notified_on and heard_on is null"


def test_a_good_one_is_read() -> None:
    assert load_measure("mine", _GOOD, "mine.toml").kind.value == "ratio"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("kind", 'kind = "rato"'), "kind: 应为其中之一：count、"),
        (("register", 'register = "cases"'), "register: 没有名为“cases”的台账；有："),
        (("event", 'event = "status"'), "event: 应为一个日期列，有："),
        (("event", 'event = "filed"'), "event: 应为一个日期列，有："),
        (("numerator", 'numerator = "closed is not null"'), "numerator: 第1个字符处：台账“行政处罚案件"),
        (("numerator", 'numerator = "case_no"'), "numerator: 应为一个条件，却是文字"),
        (("numerator", 'numerator = "true"'), "numerator: 分子与分母相同，比率恒为 100%"),
        (("numerator", ""), "numerator: 比率必须写明 numerator"),
        (("label", ""), "label: 应写明，是一段文字"),
        (("better", 'better = "more"'), "better: 应为其中之一：higher、lower、exact"),
        (("unit", "unit = 3"), "unit: 应写明，是一段文字"),
        (("meaning", 'meaning = "x"\nvalues = "1"'), "values: 没有这个键；有："),
        (("meaning", 'meaning = "x"\nnumerator_value = "fine"'), "numerator_value: 应与 denominator_value 一起写"),
        (("meaning", 'meaning = "x"\nknown = ["when"]'), "known: 没有“when”这一列"),
        (("meaning", 'meaning = "x"\ntraps = "x"'), "traps: 应为一列文字"),
        (("meaning", 'meaning = "x'), "全文: 不是 TOML"),
        (("numerator", f'numerator = "{_FIVE}"'), "numerator: 一个条件里至多用 4 个事件日期，现有 5 个"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(change: tuple[str, str], said: str) -> None:
    key, line = change
    kept = [one for one in _GOOD.strip().splitlines() if not one.startswith(f"{key} =")]
    with pytest.raises(MeasureError) as refused:
        load_measure("mine", "\n".join([*kept, line]), "mine.toml")
    assert str(refused.value).startswith(f"mine.toml: {said}")


def test_an_on_time_ratio_needs_a_limit_of_the_law() -> None:
    text = _GOOD.replace('"ratio"', '"on_time"').replace('numerator = "closed_on is not null"', "")
    terms = 'start = "filed_on"\nstop = "closed_on"\n'
    for limit, said in (("", "limit: 按时率应写明"), ('limit = "x"\n', "limit: 没有时限“x”；有："),
                        ('limit = "complaint-age"\n', "limit: “投诉：可以受理的年限”以年计")):  # fmt: skip
        with pytest.raises(MeasureError, match=said):
            load_measure("mine", text + terms + limit, "mine.toml")


def test_a_department_adds_its_own_in_its_evidence_folder(tmp_path: Path) -> None:
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures/mine.toml").write_text(_GOOD, "utf-8")
    assert "mine" in measures(tmp_path) and "mine" not in measures()
    (tmp_path / "measures/case_closing_rate.toml").write_text(_GOOD, "utf-8")
    with pytest.raises((MeasureError, DeclarationError), match="已是内置测度的名称"):
        measures(tmp_path)


def test_all_are_well_said() -> None:
    for one in measures().values():
        assert one.meaning.endswith("。") and one.english and one.label
        for name in one.purpose.types:
            assert name in "数量质量时效成本社会经济生态满意", one.id


def test_duties_name_measures_that_are_there() -> None:
    for duty in duties():
        assert set(duty.measures) <= set(measures()) and (duty.measures or duty.who)


def test_limits_name_their_source_and_never_a_number_nobody_read() -> None:
    for limit in national_time().limits:
        spans = [(v.since, v.until) for v in limit.versions]
        assert all(a[1] is not None and a[1] < b[0] for a, b in pairwise(spans)), limit.id
        for version in limit.versions:
            told = version.number is not None or version.none
            assert version.source and (told or not version.verified), limit.id
