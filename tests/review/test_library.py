"""The indicator library: complete, searched by meaning, its figures recomputed."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from pathlib import Path

import pytest

from jixiao.measures.catalogue import measures
from jixiao.plan.model import Plan
from jixiao.registers.catalogue import registers
from jixiao.review.library import LibraryError, classes, entries
from jixiao.review.library_figures import figures, of_plan, of_table, written
from jixiao.review.library_search import explain, instead_of, nearest, search
from jixiao.review.words import is_ratio_name
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import Better
from tests.needs import ROOT, shared


def test_every_entry_is_whole() -> None:
    for one in entries().values():
        texts = (one.name, one.unit, one.definition, one.formula, one.basis, one.source,
                 one.evidence, one.scoring)  # fmt: skip
        assert all(texts) and one.duties and one.valid_from, one.id
        assert one.unit != "%" or is_ratio_name(one.name) or "满意度" in one.name
        assert one.valid(date(2023, 1, 1)) and not one.valid(date(2000, 1, 1))


def test_measures_and_registers_are_there() -> None:
    for one in entries().values():
        assert one.measure is None or one.measure in measures(), one.id
        assert one.register is None or one.register in registers(), one.id


def test_every_measure_of_the_field_has_an_entry() -> None:
    used = {e.measure for e in entries().values()}
    helpers = {"enforcement_complaints", "network_faults_count", "case_penalties"}
    # The same figures by the monthly statistic; an entry proposes them from the list of complaints.
    statistics = {m for m in measures() if m.startswith("statistics_")}
    assert set(measures()) - used - helpers - statistics == set()


def test_the_seed_is_covered(seed_plan: Plan) -> None:
    """Every quantity, quality, timeliness and satisfaction row of the bureau has an entry."""
    kinds = {Level2.QUANTITY, Level2.QUALITY, Level2.TIMELINESS, Level2.SATISFACTION}
    rows = [i for _, i in seed_plan.indicators() if i.type2 in kinds]
    left = [i.name for i in rows if nearest(i.name, i.description or "") is None]
    assert left == []
    duties = {d.duty or "" for d in seed_plan.duty_goals}
    known = {word for e in entries().values() for word in e.duties}
    assert all(any(w in duty or duty in w for w in known) for duty in duties), duties


def test_every_slogan_of_the_seed_has_something_in_its_place(seed_plan: Plan) -> None:
    slogans = {
        i.name for _, i in seed_plan.indicators() if i.type2 is Level2.SOCIAL and i.target.is_words
    }
    assert {name for name in slogans if not instead_of(name)} == set()


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("案件办结率", "case_closing_rate"),
        ("食品抽检了多少批", "food_sampling_batches"),
        ("食堂厨房", "kitchen_coverage"),
        ("热线打来的诉求有没有按期办完", "complaint_on_time_rate"),
        ("电话费交了几次", "payment_count"),
        ("买设备", "devices_bought"),
        ("电梯检查", "equipment_inspections"),
        ("维护市场秩序", "repeat_violation_rate"),
        ("学员考试通过", "training_pass_rate"),
        ("计价器检定", "verifications_count"),
    ],
)
def test_search_by_meaning(text: str, identity: str) -> None:
    hits = search(text)
    assert identity in [h.entry.id for h in hits[:4]]
    assert all(h.why for h in hits)


def test_search_says_nothing_of_nothing() -> None:
    assert search("") == [] and search("🙂" * 50_000) == []


def test_search_is_quick_while_typing() -> None:
    search("抽检")
    began = time.perf_counter()
    for _ in range(20):
        search("食品抽检按时完成率")
    assert (time.perf_counter() - began) / 20 < 0.05


def test_it_explains_the_class() -> None:
    closing = explain("案件办结率", printed=Level2.TIMELINESS)
    assert closing and closing.level2 is Level2.QUALITY and "按期办结率" in (closing.apart or "")
    lost = explain("挽回经济损失", printed=Level2.SOCIAL)
    assert lost and lost.level2 is Level2.ECONOMIC
    unknown = explain("村民上访按期答复率")
    assert unknown and unknown.level2 is Level2.TIMELINESS
    assert explain("其他") is None
    assert set(classes()) >= {Level2.QUANTITY, Level2.QUALITY, Level2.TIMELINESS, Level2.SOCIAL}


def test_one_name_two_registers_told_apart_by_the_description() -> None:
    goods = nearest("及时率", "资金拨付及时率")
    assert goods and goods.id == "payments_on_time_rate"
    assert nearest("完全没有的名称") is None


def test_a_target_to_begin_with() -> None:
    known = entries()
    assert known["case_closing_rate"].target == "≥95%"
    assert known["devices_bought"].target.startswith("=")
    assert known["lost_review_rate"].target == "≤□%"
    assert known["lost_review_rate"].better is Better.LOWER


def test_typical_figures_are_those_computed(seed_plan: Plan) -> None:
    values = shared("cases/values.tsv")
    kept = (ROOT / "src/jixiao/review/library/typical.toml").read_text("utf-8")
    assert kept == written(figures([*of_plan(seed_plan), *of_table(values)]))
    assert set(tomllib.loads(kept)) <= set(entries())


def test_entries_of_a_department_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        '[[entries]]\nid = "ski_lifts"\nname = "滑雪索道检查台次"\nlevel2 = "quantity"\nunit = "台次"\n'
        'better = "higher"\ndefinition = "当年检查的索道台次"\nformula = "记录条数"\nbasis = "计划"\n'
        'source = "台账"\nevidence = "记录"\nscoring = "按比例"\n',
        "utf-8",
    )
    assert entries(tmp_path)["ski_lifts"].own
    assert search("索道", tmp_path)[0].entry.id == "ski_lifts"


@pytest.mark.parametrize(
    "text", ["= 1", "[[entries]]\nid = 3", "entries = 4", '[[entries]]\nid="a"\ncolour="b"']
)
def test_a_bad_file_of_entries_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "broken.toml").write_text(text, "utf-8")
    with pytest.raises(LibraryError, match="broken"):
        entries(tmp_path)
