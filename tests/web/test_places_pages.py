"""A made-up county on every page: its band, late rule, warning, checkpoint, time limit, holiday, never its base's."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import Bureau
from tests.web.monitored import take
from tests.web.scored_year import load, pay, pick, plan_of, report
from tests.web.test_scores import shown

COUNTY = """
extends = "hebei"
label = "青山县（虚构）"
source = "青财绩〔2022〕1号（虚构）"
divisions = ["130730"]
in_force_from = 2022-01-01

[grades]
"优" = "96.5"
"良" = "85"
"中" = "70"
"差" = "0"

[outcomes]
"优" = "青山县：照此下达"
"良" = "青山县：改后下达"
"中" = "青山县：重写"
"差" = "青山县：不予安排"

[scoring.rules]
late = "days"

[scoring.bands.met]
label = "青山县圆满达成"

[[warnings]]
by = "06-30"
execution = "99"

[[checkpoints]]
name = "年中看一次"
covers = "06-30"
by = "07-10"
words = "青山县年中看一次"

[levels.B203]
level = "off"
reason = "本县按“等于”理解（虚构）"

[monitoring.rules.W102]
title = "青山县的预警线"
since = 2022-01-01

[[limits.complaint-acceptance.version]]
from = 2023-01-01
number = 3
source = "青山县承诺（虚构）"

[calendar.2023]
off = ["06-16"]
"""
COMPLAINTS = (
    "编号,类型,接收日期,初查日期\nT1,投诉,2023-06-14,2023-06-20\nT2,投诉,2023-06-14,2023-06-21\n"
)
ROWS: list[dict[str, Any]] = [
    {"level1": "产出指标", "level2": "质量指标", "name": "投诉初查率", "target": "≥95%", "weight": "40",
     "measure": {"id": "complaint_on_time_first_check_rate"}},
    {"level1": "产出指标", "level2": "时效指标", "name": "完成时间", "target": "2023年6月30日前", "weight": "10"},
    {"level1": "效益指标", "level2": "社会效益指标", "name": "提升工作效率", "target": "有效提升", "weight": "30"},
    {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "群众满意度", "target": "≥90%", "weight": "10"},
]  # fmt: skip


@pytest.fixture
def year(bureau: Bureau) -> Bureau:
    """Two complaints first checked on the 20th and on the 21st, a deadline missed by ten days, a band picked."""
    load(bureau, plan_of(ROWS))
    take(bureau, "complaints", COMPLAINTS, spoken=date(2023, 12, 31))
    report(bureau, "p/2", "2023-07-10")
    pay(bureau, "9.00")
    answer = pick(bureau)
    assert answer.status_code == 200, answer.content.decode()
    return bureau


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """The folder of places, which nothing names yet."""
    file = tmp_path / "places" / "qingshan" / "place.toml"
    file.parent.mkdir(parents=True)
    file.write_text(COUNTY, "utf-8")
    return file.parent.parent


#: Page, what the county makes of it, what the place it builds on does.
PAGES = {
    "findings": (
        "findings/",
        ("按哪里的规定：青山县（虚构）", "本县按“等于”理解（虚构）"),
        ("按哪里的规定：河北省",),
    ),
    "today": ("today/?day=2023-06-20", ("青山县年中看一次",), ()),
    "scores": ("scores/?compare=central-2020", ("青山县（虚构）", "96.5"), ()),
    "score": ("projects/1/score/", ("青山县圆满达成", "÷"), ()),
    "self-evaluation": ("projects/1/self-evaluation/", ("青山县圆满达成",), ("达成年度指标",)),
    "indicator": (
        "projects/1/indicators/1/?as_of=2023-12-31",
        ("50.00%", "3 工作日 青山县承诺（虚构）"),
        ("100.00%",),
    ),
    "monitoring": ("monitoring/?as_of=2023-07-12", ("青山县的预警线", "99%"), ()),
    "project": ("projects/1/monitoring/?as_of=2023-07-12", ("青山县的预警线", "99%"), ()),
    "measure": ("measure", ("3 工作日 青山县承诺（虚构）",), ("2026-04-15 起 7 工作日",)),
}


def _page(bureau: Bureau, path: str) -> str:
    if path == "measure":
        return shown(bureau.page(bureau.place("measures/complaint_on_time_first_check_rate/")))
    return shown(bureau.page(bureau.path(path)))


def test_every_page_follows_the_county_and_not_the_place_it_builds_on(
    year: Bureau, county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = {name: _page(year, path) for name, (path, _own, _base) in PAGES.items()}
    monkeypatch.setenv("JIXIAO_PLACES", str(county))
    faults = []
    for name, (path, own, base) in PAGES.items():
        page = _page(year, path)
        faults += [f"{name}: no {words}" for words in own if words not in page]
        faults += [f"{name}: still {words}" for words in base if words in page]
        faults += [
            f"{name}: {words} before" for words in own if words in usual[name] and words != "÷"
        ]
        faults += [f"{name}: no {words} before" for words in base if words not in usual[name]]
        if page == usual[name]:
            faults.append(f"{name}: the same as before")
    assert faults == []
