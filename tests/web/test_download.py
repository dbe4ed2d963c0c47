"""A version as a file: what comes down reads back as the same plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest

from jixiao.forms.reading import read_plan
from jixiao.grids.errors import MissingProgramError
from jixiao.grids.reading import read
from jixiao.plan.json import loads
from jixiao.web.pages import download
from tests.web.conftest import Bureau


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf", "html"])
def test_the_file_holds_the_plan(bureau: Bureau, ending: str) -> None:
    answer = bureau.client("reader").get(bureau.path(f"history/1/download.{ending}"))
    assert answer.status_code == 200
    again = read_plan(read(answer.content, f"x.{ending}"))
    assert [(p.name, p.budget) for p in again.projects] == [
        (p.name, p.budget) for p in bureau.plan.projects
    ]
    assert [i.target for _, i in again.indicators()] == [
        i.target for _, i in bureau.plan.indicators()
    ]


def test_the_json_is_the_plan_itself(bureau: Bureau) -> None:
    answer = bureau.client("reader").get(bureau.path("history/1/download.json"))
    assert loads(answer.content) == bureau.plan


def test_the_files_name_says_whose_which_year_which_version(
    bureau: Bureau, edit: Callable[..., Any]
) -> None:
    edit("≥30家")
    for number, value in ((1, "30家"), (2, "≥30家")):
        answer = bureau.client("reader").get(bureau.path(f"history/{number}/download.json"))
        assert f"怀来县市场监督管理局2023年绩效目标-第{number}版.json" in unquote(
            answer["Content-Disposition"]
        )
        assert loads(answer.content).projects[0].indicators[0].target.raw == value


def test_another_ending_is_no_page(bureau: Bureau) -> None:
    assert bureau.client("reader").get(bureau.path("history/1/download.exe")).status_code == 404


def test_a_missing_font_is_said(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(*_: object) -> bytes:
        raise MissingProgramError("缺少字体：请运行 make setup")

    monkeypatch.setattr(download, "write", without)
    answer = bureau.client("reader").get(bureau.path("history/1/download.pdf"))
    assert answer.status_code == 503 and "缺少字体" in answer.content.decode()
