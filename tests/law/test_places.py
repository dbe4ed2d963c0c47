"""Places: whatever a place that comes with jixiao states, a place of one's own can state, and is followed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from jixiao.law.packs import Pack, PackError, chosen, pack, packs
from jixiao.law.places.schema import PLACE
from jixiao.law.shelf import Verified

BUILT_IN = files("jixiao.law") / "places"


def _stated() -> Iterator[tuple[str, str]]:
    """Every place that is a policy, and every key its own folder's files state."""
    for folder in sorted(BUILT_IN.iterdir(), key=lambda f: f.name):
        if folder.is_dir() and (folder / "place.toml").is_file():
            for file in folder.iterdir():
                for key in tomllib.loads(file.read_text("utf-8")):
                    yield folder.name, key


KEYS = sorted({key for _name, key in _stated()})
#: A place's own words: what they say is asked of the loader by other tests here.
_OWN = {"extends", "label", "policy", "divisions", "nationwide"}

CHANGES: Mapping[str, str] = {
    "in_force_from": "in_force_from = 2023-05-01",
    "cost": 'cost = "under-output"',
    "source": 'source = "青财〔2026〕1号"',
    "forms": 'forms = ["自己的表"]',
    "self_evaluation": 'self_evaluation = "self-evaluation"',
    "weights": '[weights]\noutput = "60"\nbenefit = "20"\nsatisfaction = "10"\nexecution = "10"',
    "grades": '[grades]\n"优" = "95"\n"良" = "85"\n"中" = "65"\n"差" = "0"',
    "deductions": '[deductions]\nreturn = "3"',
    "outcomes": '[outcomes]\n"优" = "一"\n"良" = "二"\n"中" = "三"\n"差" = "四"',
    "items": "\n".join(
        f'[[items]]\nkey = "k{n}"\nblock = "b"\nname = "n{n}"\npoints = "50"\nquestion = "q"\njudged = true'
        for n in (1, 2)
    ),
    "thresholds": '[thresholds.large_amount]\nvalue = "77"',
    "checkpoints": '[[checkpoints]]\nname = "年中"\ncovers = "06-30"\nby = "07-10"',
    "warnings": '[[warnings]]\nby = "06-30"\nexecution = "45"',
    "scoring": '[scoring.rules]\nlate = "days"\n[scoring.bands.met]\nfrom = "85"\n[scoring.bands.partly]\nto = "85"',
    "monitoring": '[monitoring.rules.W101]\nlevel = "return"\nvalue = "5"',
    "timers": '[timers.own]\nwarnings = ["W101"]\ndays = "3"\nwords = "三日内处理"',
    "finance": '[finance]\nfactors = ["0.5"]',
    "evaluation": '[evaluation.points]\n"决策" = "10"\n"过程" = "20"\n"产出" = "30"\n"效益" = "40"',
    "limits": "[[limits.complaint-acceptance.version]]\nfrom = 2026-06-01\nnumber = 3\nsource = '本县承诺'",
    "calendar": '[calendar.2026]\noff = ["06-16"]',
    "basis": '[basis.weights]\nsource = "看过原件"\nverified = "full"',
}  # fmt: skip


def _county(folder: Path, text: str, name: str = "county", base: str = "hebei") -> Pack:
    (folder / name).mkdir(exist_ok=True)
    head = f'extends = "{base}"\nlabel = "青山县"\n'
    (folder / name / "place.toml").write_text(head + text, "utf-8")
    return packs(folder)[name]


def _what(one: Pack, key: str) -> Any:
    if key == "levels":
        return one.levels
    return getattr(one, {"limits": "time", "calendar": "time"}.get(key, key))


@pytest.mark.parametrize("key", [key for key in KEYS if key not in _OWN])
def test_every_key_a_place_states_can_be_stated_from_outside(key: str, tmp_path: Path) -> None:
    changed, usual = _county(tmp_path, CHANGES[key]), packs()["hebei"]
    assert _what(changed, key) != _what(usual, key)


def test_the_keys_of_the_built_in_places_and_of_the_format_are_the_same() -> None:
    assert set(KEYS) <= set(PLACE.keys)
    assert set(CHANGES) | _OWN >= set(KEYS)


def test_what_a_place_changes_carries_its_own_source_and_never_the_old_one(tmp_path: Path) -> None:
    text = 'source = "青财〔2026〕1号"\n' + CHANGES["grades"] + "\n" + CHANGES["thresholds"]
    one = _county(tmp_path, text)
    for basis in (one.basis["grades"], one.thresholds["large_amount"].basis):
        assert basis.source == "青财〔2026〕1号" and basis.verified is Verified.GENERAL_KNOWLEDGE
    assert one.basis["weights"].source == pack("hebei").basis["weights"].source
    said = _county(tmp_path, CHANGES["thresholds"]).thresholds["large_amount"].basis.source
    assert "没有写明出处" in said and "county/place.toml" in said


def test_bounds_borrowed_from_a_district_say_so_until_a_place_sets_its_own(tmp_path: Path) -> None:
    for key in ("completion_low", "completion_high", "execution_explain"):
        assert "郫都区" in pack("central-2020").thresholds[key].said
        assert "借自" not in pack("sichuan-2025").thresholds[key].said
    own = _county(tmp_path, '[thresholds.completion_low]\nvalue = "60"')
    assert own.thresholds["completion_low"].said == "60%"


def test_a_county_over_sichuan_is_watched_as_sichuan_is(tmp_path: Path) -> None:
    one, sichuan = _county(tmp_path, "", base="sichuan-2025"), pack("sichuan-2025")
    assert one.monitoring.rules == sichuan.monitoring.rules
    assert one.timers == sichuan.timers and one.finance == sichuan.finance


def test_a_limit_of_ones_own_cuts_the_law_from_its_day(tmp_path: Path) -> None:
    limit = _county(tmp_path, CHANGES["limits"]).time.limit("complaint-acceptance")
    numbers = [
        version.number
        for day in (date(2025, 1, 1), date(2026, 5, 31), date(2026, 6, 1))
        if (version := limit.version(day))
    ]
    assert numbers == [7, 7, 3] and len(limit.versions) == 3


def test_a_holiday_of_ones_own_is_added_to_those_of_the_year(tmp_path: Path) -> None:
    own = _county(tmp_path, CHANGES["calendar"]).time.calendar()
    usual = pack("hebei").time.calendar()
    assert usual.is_working(date(2026, 6, 16)) and not own.is_working(date(2026, 6, 16))
    assert own.off == usual.off | {date(2026, 6, 16)} and own.on == usual.on


def test_an_article_of_ones_own_is_cited(tmp_path: Path) -> None:
    text = """
[regulations."青财〔2026〕1号"]
title = "监控办法"
issuer = "青山县财政局"
issued = 2026-01-01
in_force_from = 2026-01-01
source = "本局"
articles = [{ number = "第三条", words = "支付落后五个百分点的，预警。", verified = "full" }]

[monitoring.rules.W101]
cites = [{ law = "青财〔2026〕1号", article = "第三条" }]
"""
    rules = _county(tmp_path, text).monitoring.rules
    (cite,) = next(rule.cites for rule in rules if rule.code == "W101")
    assert cite.law == "青财〔2026〕1号" and cite.verified


def test_a_place_is_chosen_by_division_and_a_file_alone_is_a_place_too(tmp_path: Path) -> None:
    (tmp_path / "old.toml").write_text(
        'extends = "hebei"\ndivisions = ["130730"]\n[[warnings]]\nby = "06-30"\nexecution = "50"',
        "utf-8",
    )
    one = chosen("130730", date(2026, 1, 1), among=packs(tmp_path)).pack
    assert one.name == "old" and [w.execution for w in one.warnings] == [50]


def test_sichuan_states_its_set_of_2025() -> None:
    one = pack("sichuan-2025")
    assert {w.by: w.execution for w in one.warnings} == {
        "04-30": 25, "06-30": 40, "08-31": 60, "10-31": 80,
    }  # fmt: skip
    (timer,) = one.timers
    assert (timer.days, timer.working, timer.outcome) == (10, True, "stop_payment")
    assert timer.since == date(2025, 9, 24)  # the day the measure was issued, not the pack's
    finance, zero = one.finance, one.scoring.department_zero
    assert finance and zero and (zero.low, zero.high) == (70, 130)
    assert finance.factors == (Decimal("0.9"), Decimal("0.8"), Decimal("0.7"))
    assert (finance.departments, finance.cover_years) == (20, 5)
    assert [(a.grades, a.share, a.years) for a in finance.again] == [
        (("优",), 100, 1), (("良",), 20, 1), (("中", "差"), 100, 2),
    ]  # fmt: skip


BAD = [
    ('extends = "county"', "extends", "绕成了圈"),
    ('extends = "nowhere"', "extends", "不存在"),
    ('label = "什么也没有"', "缺少", "extends"),
    ('extends = "hebei"\ncolour = 1', "不认识 colour", "可以写"),
    ('extends = "hebei"\n[scoring.rules]\nlaet = "days"', "scoring.rules 不认识 laet", "可以写"),
    ('extends = "hebei"\n[limits.complaint-acceptance]\nday = 3', "不认识 day", "可以写"),
    ('extends = "hebei"\n[[warnings]]\nby = "06-30"\nexecution = "140"', "execution", "不能超过100"),
    ('extends = "hebei"\n[thresholds.completion_low]\nvalue = "700"', "completion_low", "不能超过100"),
    ('extends = "hebei"\n[thresholds.large_amount]\nvalue = "300000"\nunit = "元"', "large_amount", "万元"),
    ('extends = "hebei"\n[thresholds.completion_high]\nvalue = "60"', "completion_low", "小于"),
    ('extends = "hebei"\n[scoring.bands.met]\nfrom = "85"', "scoring.bands", "相邻的一档"),
    ('extends = "hebei"\n[grades]\n"好" = "60"\n"坏" = "0"', "outcomes", "一起改"),
    ('extends = "hebei"\n[monitoring.rules.W101]\ncheck = "look"', "W101.check", "money-behind-plan"),
    ('extends = "hebei"\n[monitoring.rules.W101]\ncites = [{law = "无此文", article = "一"}]', "cites", "regulations"),
    ('extends = "hebei"\nself_evaluation = "other"', "self_evaluation", "hebei-self-evaluation"),
    ('extends = "hebei"\n[[checkpoints]]\nname = "甲"\ncovers = "13-01"\nby = "07-01"', "covers", "08-31"),
    (
        "extends = 'hebei'\n[[limits.complaint-acceptance.version]]\nfrom = 2019-01-01\nnumber = 3\nsource = '甲'",
        "limits.complaint-acceptance", "早于",
    ),
    (
        "extends = 'hebei'\n[[limits.complaint-acceptance.version]]\nfrom = 2026-06-01\nnumber = 9\nsource = '甲'",
        "limits.complaint-acceptance", "宽于规定：它所依的规定是7工作日",
    ),
    (
        "extends = 'hebei'\n[[limits.complaint-acceptance.version]]\nfrom = 2026-06-01\nnone = true\nsource = '甲'",
        "limits.complaint-acceptance", "不得取消",
    ),
    (
        "extends = 'hebei'\n[[limits.complaint-mediation.version]]\nfrom = 2026-06-01\n"
        "number = 50\nunit = 'working'\nsource = '甲'",
        "limits.complaint-mediation", "请按自然日写，不超过60",
    ),
    (
        "extends = 'hebei'\n[[limits.hearing-request.version]]\nfrom = 2026-06-01\nnumber = 3\nsource = '甲'",
        "limits.hearing-request", "地方不得改",
    ),
    (
        "extends = 'hebei'\n[limits.lead-check.extension]\ndays = 30",
        "limits.lead-check", "可以延长30天，它所依的规定是15天",
    ),
    (
        "extends = 'hebei'\n[limits.lead-check]\nunit = 'calendar'",
        "limits.lead-check", "请只在自己的 version 里写 unit",
    ),
    ('extends = "hebei"\n[calendar.2030]\noff = []', "calendar：年份应当连续，缺 2027、2028、2029", "补上"),
    ('extends = "hebei"\nin_force_from = 2026-01-01\nin_force_to = 2025-01-01', "in_force_to", "早于"),
    ('extends = "hebei"\ndivisions = [130730]', "divisions 第1项", "引号"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "remedy"), BAD)
def test_a_place_that_cannot_be_taken_is_named_with_key_and_remedy(
    tmp_path: Path, text: str, key: str, remedy: str
) -> None:
    (tmp_path / "county").mkdir()
    (tmp_path / "county" / "place.toml").write_text(text, "utf-8")
    with pytest.raises(PackError) as wrong:
        packs(tmp_path)
    said = str(wrong.value)
    assert said.startswith("county/place.toml：") and key in said and remedy in said
    assert "\n" not in said


def test_two_places_for_one_division_are_refused(tmp_path: Path) -> None:
    _county(tmp_path, 'divisions = ["130730"]', "one")
    with pytest.raises(PackError, match=r"two/place\.toml：divisions 的 130730 也是 one") as wrong:
        _county(tmp_path, 'divisions = ["130730"]', "two")
    assert "in_force_to" in str(wrong.value)
    later = _county(tmp_path, 'divisions = ["130730"]\nin_force_from = 2027-01-01', "two", "one")
    among = packs(tmp_path)
    assert chosen("130730", date(2027, 1, 1), among=among).pack is later
    assert chosen("130730", date(2026, 1, 1), among=among).pack.name == "one"


def test_a_folder_is_read_whole_or_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(PackError, match=r"empty/place\.toml：没有这个文件"):
        packs(tmp_path)
    (tmp_path / "empty" / "place.toml").write_text('extends = "hebei"\nlabel = "甲"', "utf-8")
    (tmp_path / "empty" / "warnings.toml").write_text("", "utf-8")
    with pytest.raises(PackError, match=r"empty/warnings\.toml：没有这种文件"):
        packs(tmp_path)
    (tmp_path / "empty" / "warnings.toml").rename(tmp_path / "empty" / "scoring.toml")
    (tmp_path / "empty" / "scoring.toml").write_text('label = "乙"', "utf-8")
    with pytest.raises(PackError, match=r"empty/scoring\.toml：label"):
        packs(tmp_path)


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="换一个名字"):
        _county(tmp_path, "", name="hebei", base="central-2020")
