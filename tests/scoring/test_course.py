"""The year's course in the report: what monitoring said on each day, drawn and printed unchanged."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from jixiao.cli.main import main
from jixiao.grids.reading import read
from jixiao.monitoring.monitor import monitor
from jixiao.monitoring.report import Report
from jixiao.plan.json import loads
from jixiao.registers.store import Store
from jixiao.scoring.report.charts import chart_pages, chart_pictures
from jixiao.scoring.report.course import Course, course_from
from jixiao.scoring.report.course_charts import pages_of
from jixiao.scoring.report.making import Bar
from jixiao.scoring.report.panels import fan_panels, money_panels, progress_rows

DAYS = (date(2023, 3, 31), date(2023, 6, 30), date(2023, 10, 31), date(2023, 12, 31))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert main(["demo", "--data", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def reports(demo: Path) -> list[Report]:
    plan = loads((demo / "plan.json").read_text("utf-8"))
    return [monitor(plan, Store(demo / "evidence"), day) for day in DAYS]


@pytest.fixture(scope="module")
def course(reports: list[Report]) -> Course:
    return course_from(reports)


def test_money_is_what_monitoring_said_on_each_day(reports: list[Report], course: Course) -> None:
    assert course.days == DAYS and course.made_up
    for number, report in enumerate(reports):
        for said, one in zip(report.to_json()["projects"], course.money, strict=True):
            at = one.points[number]
            shown = (str(at.planned), str(at.share), str(at.timeline))
            assert shown == tuple(str(said[k]) for k in ("planned_share", "paid_share", "timeline"))
    first = course.money[0].points
    assert [str(p.planned) for p in first] == ["25", "50", "75", "100"]
    assert [str(p.timeline) for p in first] == ["25.00", "50.00", "83.33", "100.00"]


def test_a_fan_is_the_forecast_of_its_day_and_none_once_the_year_is_over(
    reports: list[Report], course: Course
) -> None:
    told = {
        (report.as_of, line["id"]): line["forecast"]
        for report in reports
        for project in report.to_json()["projects"]
        for line in project["indicators"]
    }
    guesses = [(one, guess) for one in course.indicators for guess in one.guesses]
    assert {guess.on for _, guess in guesses} == set(DAYS[:3])
    for one, guess in guesses:
        said = told[guess.on, one.indicator.id]
        assert (str(guess.low80), str(guess.high80)) == (said["low80"], said["high80"])
        assert guess.low80 <= guess.median <= guess.high80
        assert (guess.month, guess.value) in one.readings
    words = [one for one in course.indicators if one.indicator.target.is_words]
    assert words and not any(one.has_forecast for one in words)


def test_everything_drawn_stands_inside_its_picture(course: Course) -> None:
    fans, money = fan_panels(course), money_panels(course)
    assert len(fans) == len(course.forecasts) > 40 and len(money) == 13
    for panel in (*fans, *money):
        spots = [s for _, line in panel.lines for s in line]
        spots += [s for _, area in panel.areas for s in area]
        assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in spots), panel.title
    ids = {one.indicator.id for one in course.forecasts}
    assert {panel.address.split()[-1] for panel in fans} == ids
    rows = progress_rows(course)
    assert all(row.last is None or 0 <= row.last <= 100 for row in rows)
    assert [page["mark"] for page in pages_of(course)] == ["模拟数据"] * len([*pages_of(course)])


def test_the_report_prints_it_in_its_chapters_and_marks_it_simulated(
    demo: Path, course: Course, tmp_path: Path, capsys: Any
) -> None:
    out = tmp_path / "report.docx"
    words = ["score", str(demo / "plan.json"), "--evidence", str(demo / "evidence"), "--json"]
    assert main([*words, "--report", str(out)]) == 0
    capsys.readouterr()
    with zipfile.ZipFile(out) as package:
        pictures = [n for n in package.namelist() if n.startswith("word/media/")]
    assert len(pictures) == 1 + len([*pages_of(course)])  # 图1、图2在一页
    document = read(out.read_bytes(), out.name)
    cells = {c.text for grid in document.grids() for c in grid.cells}
    assert "计划25%\n序时25.00%\n已付24.00%\n落后1.00点" in cells
    assert any("年底估计" in t and "可能性" in t for t in cells)


def test_every_picture_is_marked_and_numbered(course: Course) -> None:
    drawn = [
        pypdfium2.PdfDocument(one)[0].get_textpage().get_text_bounded()
        for one in chart_pages([], "模拟数据", course)
    ]
    assert len(drawn) == len([*pages_of(course)])
    assert all("模拟数据" in text for text in drawn)
    numbers = [re.findall(r"^图 ?(\d)\s", text, re.M) for text in drawn]
    assert all(len(one) == 1 for one in numbers)
    assert numbers == sorted(numbers) and {n for one in numbers for n in one} == {"3", "4", "5"}


def test_names_of_any_length_keep_a_picture_on_its_page(course: Course) -> None:
    name = "关于提前下达市场监督管理专项补助经费用于食品药品安全监管的通知" * 4
    long = [
        replace(
            one,
            indicator=one.indicator.model_copy(update={"name": name}),
            project=one.project.model_copy(update={"short_name": name}),
        )
        for one in course.indicators
    ]
    money = [replace(m, project=long[0].project) for m in course.money]
    drawn = chart_pages([], "模拟数据", replace(course, indicators=tuple(long), money=tuple(money)))
    assert [len(pypdfium2.PdfDocument(one)) for one in drawn] == [1] * len(drawn)


def test_bars_with_long_names_take_as_many_pictures_as_they_need() -> None:
    name = "关于提前下达市场监督管理专项补助经费用于食品药品安全监管的通知" * 3
    few = [Bar(name, Decimal(90), Decimal(10), Decimal(80))] * 12
    pictures = chart_pictures(few)
    assert len(pictures) > 1 and all(one.startswith(b"\x89PNG") for one in pictures)
    assert len(chart_pictures([replace(one, name="短名") for one in few])) == 1


def test_without_evidence_nothing_is_drawn_of_the_year(
    demo: Path, tmp_path: Path, capsys: Any
) -> None:
    out = tmp_path / "report.pdf"
    main(["score", str(demo / "plan.json"), "--json", "--report", str(out)])
    assert json.loads(capsys.readouterr().out)["projects"]
    whole = pypdfium2.PdfDocument(io.BytesIO(out.read_bytes()))
    text = "".join(page.get_textpage().get_text_bounded() for page in whole)
    assert "各项目得分（满分" in text
    assert "资金支付进度" not in text and "模拟数据" not in text
