"""Filled forms, the evaluation frame, the report: every figure with its source, blanks marked."""

from __future__ import annotations

import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from jixiao.cli.main import main
from jixiao.forms.evaluation import tables_in
from jixiao.forms.reading import read_plan
from jixiao.grids.document import Paragraph
from jixiao.grids.reading import read
from jixiao.law.packs import pack
from jixiao.plan.json import dumps
from jixiao.scoring.actuals import Actuals
from jixiao.scoring.evaluation import evaluate
from jixiao.scoring.score import score
from tests.scoring.situations import plan_of

_ROWS = [
    {"level1": "产出指标", "level2": "数量指标", "target": "≥100件", "weight": "30"},
    {"level1": "产出指标", "level2": "质量指标", "name": "合格率", "target": "≥95%", "weight": "20"},
    {"level1": "效益指标", "level2": "社会效益指标", "name": "秩序", "target": "有效提升", "weight": "40"},
]  # fmt: skip
_FRAME = pack("central-2020").evaluation
_ACTUALS = Actuals.model_validate(
    {
        "indicators": {"p/1": "80", "p/2": "95"},
        "execution": {"p": {"adjusted": "20", "executed": "18", "received": "19"}},
    }
)


def test_the_frame_takes_what_can_be_worked_out() -> None:
    plan = plan_of(_ROWS)
    made = evaluate(plan.projects[0], _ACTUALS, score(plan, _ACTUALS).projects[0], _FRAME)
    known = {i.item.name: str(i.score) for i in made.items if i.score is not None}
    assert known == {
        "资金到位率": "3.80", "预算执行率": "3.79", "实际完成率": "6.00", "质量达标率": "7.50",
    }  # fmt: skip
    spent = next(i for i in made.items if i.item.name == "预算执行率")
    assert "18÷到位资金19=94.74%" in spent.why  # 自评的执行率是 18÷20=90%
    assert len(made.items) == 17 and len(made.open) == 13
    assert made.known == Decimal("21.09")


def test_what_does_not_apply_holds_up_no_item_of_the_frame() -> None:
    rows = [*_ROWS, _ROWS[0] | {"name": "抽检批次", "weight": "0"}, _ROWS[0] | {"name": "走访"}]
    plan = plan_of(rows)
    actuals = _ACTUALS.model_copy(update={"not_applicable": ("p/5",)})
    made = evaluate(plan.projects[0], actuals, score(plan, actuals).projects[0], _FRAME)
    done = next(i for i in made.items if i.item.name == "实际完成率")
    assert str(done.score) == "6.00" and done.why.startswith("1条指标得24.00分")


@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx", "html"])
def test_the_frame_as_a_form_leaves_a_persons_items_open(
    made: Path, ending: str, capsys: Any
) -> None:
    out = made / f"frame.{ending}"
    assert _score(made, "--form", f"evaluation={out}") == 0
    (table,) = tables_in(read(out.read_bytes(), out.name))
    scores = {row.name: row.score for row in table.rows}
    assert len(scores) == 17 and sum(score == "【待评】" for score in scores.values()) == 13
    assert (scores["实际完成率"], scores["预算执行率"]) == ("6.00", "3.79")
    assert (table.points, table.score) == ("100.00", "已知21.09，待评13项")


def test_the_command_tells_the_frame_too(made: Path, capsys: Any) -> None:
    assert _score(made, "--json") == 0
    (frame,) = json.loads(capsys.readouterr().out)["evaluations"]
    assert (frame["id"], frame["known"], len(frame["items"]), len(frame["open"])) == (
        "p", "21.09", 17, 13,
    )  # fmt: skip


def test_the_frame_is_that_of_the_annex() -> None:
    frame = pack("central-2020").evaluation
    assert sum(frame.points.values()) == 100
    assert frame.points["产出"] + frame.points["效益"] >= 60
    assert len({i.name for i in frame.items}) == 17


@pytest.fixture
def made(tmp_path: Path) -> Path:
    (tmp_path / "plan.json").write_text(dumps(plan_of(_ROWS)))
    (tmp_path / "actuals.json").write_text(json.dumps(_ACTUALS.model_dump(mode="json")))
    return tmp_path


def _score(folder: Path, *words: str) -> int:
    return main(
        ["score", str(folder / "plan.json"), "--actuals", str(folder / "actuals.json"), *words]
    )


@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx", "html"])
def test_the_filled_form_is_read_back(made: Path, ending: str, capsys: Any) -> None:
    out = made / f"form.{ending}"
    assert _score(made, "--form", str(out)) == 0
    document = read(out.read_bytes(), out.name)
    shown = {c.text for grid in document.grids() for c in grid.cells if c.text.startswith("【")}
    assert shown == {
        "【待评】", "【待填写】", "【待填写：偏差原因和改进措施】",
        "【待填写：对照左边的预期目标，实际完成的情况】",
    }  # fmt: skip
    plan = read_plan(document)
    assert plan.findings == ()  # 没有填的格子，读回来还是没有填
    project = plan.projects[0]
    assert [i.deviation for i in project.indicators] == [None] * 3
    assert project.executed is not None
    assert (str(project.executed.rate), str(project.executed.score)) == ("90.00", "9.00")
    assert [str(i.score) for i in project.indicators] == ["24.00", "20.00", "None"]
    assert [i.actual for i in project.indicators] == ["80", "95", None]


def test_the_word_report_carries_its_charts(made: Path, capsys: Any) -> None:
    out = made / "report.docx"
    assert _score(made, "--report", str(out)) == 0
    with zipfile.ZipFile(out) as package:
        assert "word/media/chart1.png" in package.namelist()
        assert package.read("word/media/chart1.png")[:4] == b"\x89PNG"
    document = read(out.read_bytes(), out.name)
    texts = [b.text for b in document.blocks if isinstance(b, Paragraph)]
    for chapter in ("一、基本情况", "四、绩效评价指标分析", "七、其他需要说明的问题"):
        assert chapter in texts
    assert any(t.startswith("【待填写：") for t in texts)
    cells = [c.text for g in document.grids() for c in g.cells]
    assert any("30.00×80÷100=24.00分" in t for t in cells)
    assert "【待评】" in cells


def test_the_pdf_report_ends_with_its_charts(made: Path, capsys: Any) -> None:
    out = made / "report.pdf"
    assert _score(made, "--report", str(out)) == 0
    document = pypdfium2.PdfDocument(io.BytesIO(out.read_bytes()))
    last = document[len(document) - 1].get_textpage().get_text_bounded()
    assert "各项目得分" in last and "90.00%" in last


def test_an_examination_with_a_sample(made: Path, capsys: Any) -> None:
    out = made / "form.docx"
    _score(made, "--form", str(out))
    capsys.readouterr()
    assert main(["score", str(out), "--examine", "--recheck", "1", "--seed", "7", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["schema"] == "jixiao/honesty/1"
    assert said["recheck_sample"]["seed"] == 7
    assert said["recheck_sample"]["drawn"] == [{"id": "project-1", "chance": "1.0000"}]


def test_an_ending_nobody_writes_is_refused(made: Path, capsys: Any) -> None:
    assert _score(made, "--form", str(made / "form.doc")) == 2
    assert "docx" in capsys.readouterr().err
