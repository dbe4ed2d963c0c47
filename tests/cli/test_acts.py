"""A person's word from the command line: the same rules as the pages, whatever options are given."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jixiao.cli.main import main
from jixiao.monitoring.records import records_of
from jixiao.plan.json import dumps
from jixiao.plan.model import Budget, Indicator, MeasureRef, Plan, Project
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store

FAULT = ["--rule", "W201", "--project", "甲", "--indicator", "甲/1"]
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def plan(tmp_path: Path) -> str:
    return _plan(tmp_path, "≥100个")


def _plan(folder: Path, target: str) -> str:
    cases = Indicator(
        id="甲/1", level1="产出指标", level2="数量指标", name="案件个数", target=target,
        measure=MeasureRef(id="case_count_filed"),
    )  # fmt: skip
    effect = Indicator(
        id="甲/2", level1="效益指标", level2="社会效益指标", name="提升效率", target="有效提升"
    )
    project = Project(
        id="甲", name="执法办案", unit="万元", budget=Budget(total="10"),
        indicators=(cases, effect),
    )  # fmt: skip
    made = Plan(year=2023, projects=(project,), department={"name": "某局", "division": "130730"})
    path = folder / f"计划{target[1:-1]}.json"
    path.write_text(dumps(made), "utf-8")
    return str(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five cases filed by the end of June, and no more by the end of the year."""
    store = Store(tmp_path / "evidence")
    rows = "".join(f"怀市监〔2023〕{n}号,2023-0{n}-10\n" for n in range(1, 6))
    take_in(
        store.register("penalty_cases"), f"案号,立案日期\n{rows}".encode(), store=store,
        who="某人", speaks_for=date(2023, 12, 31), name="案件.csv",
    )  # fmt: skip
    return store.folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def told(*args: Any) -> tuple[int, str]:
        code = main([str(one) for one in args])
        said = capsys.readouterr()
        return code, said.out + said.err

    return told


def _mend(run: Run, what: str, folder: Path, *more: Any, by: str = "李局长") -> tuple[int, str]:
    return run("mend", what, *more, "--in", folder, "--by", by)


def _demanded(run: Run, folder: Path) -> None:
    assert (
        _mend(run, "add", folder, *FAULT, "--fault", "慢", "--on", "2023-07-01", by="王敏")[0] == 0
    )
    due = ["--text", "改", "--due", "2023-09-30", "--on", "2023-07-02"]
    assert _mend(run, "demand", folder, "2023-001", *due)[0] == 0


def _state(folder: Path) -> str:
    return records_of(Store(folder).record).matters[0].state.label


def test_to_be_mended_opens_the_matter_that_monitoring_found(
    run: Run, folder: Path, plan: str
) -> None:
    told = [*FAULT, "--outcome", "整改", "--reason", "限期", "--on", "2023-07-05"]
    code, said = _mend(run, "decide", folder, *told, "--plan", plan, "--as-of", "2023-06-30")
    assert code == 0 and "列为 2023-001" in said
    (matter,) = records_of(Store(folder).record).matters
    assert matter.fault.startswith("截至 2023-06-30，产出进度落后于序时进度")
    assert (matter.project_name, matter.indicator_name, matter.by) == (
        "执法办案", "案件个数", "李局长",
    )  # fmt: skip
    _mend(run, "decide", folder, *told[:-1], "2023-07-06")
    known = records_of(Store(folder).record)
    assert len(known.matters) == 1 and len(known.decisions.outcomes) == 2


def test_without_a_plan_the_matter_is_titled_by_the_rule(run: Run, folder: Path) -> None:
    told = ["--outcome", "整改", "--reason", "限期", "--year", "2023"]
    assert _mend(run, "decide", folder, *FAULT, *told)[0] == 0
    assert records_of(Store(folder).record).matters[0].fault == "产出进度落后于序时进度"
    nothing = _mend(run, "decide", folder, "--rule", "X1", "--project", "甲", *told)
    assert nothing[0] == 2 and "请用 --fault 写明问题" in nothing[1]


def test_a_warning_that_is_not_there_is_not_decided_on(run: Run, folder: Path, plan: str) -> None:
    told = ["--rule", "W104", "--project", "甲", "--outcome", "暂缓实施", "--reason", "等"]
    code, said = _mend(run, "decide", folder, *told, "--plan", plan, "--as-of", "2023-06-30")
    assert code == 2 and "没有 W104 这条预警" in said


@pytest.mark.parametrize("word", [[], ["--why", "不想改"], ["--why", "已改", "--role", "reviewer"]])
def test_nothing_is_closed_that_nobody_looked_at_or_that_is_still_found(
    run: Run, folder: Path, tmp_path: Path, plan: str, word: list[str]
) -> None:
    _demanded(run, folder)
    proof = tmp_path / "说明.txt"
    proof.write_text("已改")
    close = ["2023-001", "--on", "2023-12-31", "--evidence", proof, *word]
    code, said = _mend(run, "close", folder, *close)
    assert code == 2 and "请用 --plan 给出计划" in said and "set-aside" in said
    code, said = _mend(run, "close", folder, *close, "--plan", plan)
    assert (code == 2 and "规则 W201 仍然发现" in said) or "规则 W201" in said
    assert _state(folder) == "已要求" and not (folder / "mending").exists()


def test_on_an_empty_folder_nothing_is_closed(run: Run, tmp_path: Path, plan: str) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    _demanded(run, folder)
    for rule in ((), ("--as-of", "2023-12-31")):
        code, said = _mend(
            run, "close", folder, "2023-001", "--on", "2023-12-31", "--plan", plan, *rule
        )
        assert code == 2 and "请先补齐台账再复核" in said


def test_an_early_day_closes_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    _demanded(run, folder)
    close = ["2023-001", "--on", "2023-12-31", "--plan", _plan(tmp_path, "≥5个")]
    code, said = _mend(run, "close", folder, *close, "--as-of", "2023-01-31")
    assert code == 2 and "应至少看到 2023-07-01" in said


def test_what_is_no_longer_found_is_closed_with_what_was_looked_at(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    _demanded(run, folder)
    proof = tmp_path / "说明.txt"
    proof.write_text("已改")
    close = ["2023-001", "--on", "2023-12-31", "--plan", _plan(tmp_path, "≥5个"), "--json"]
    code, said = _mend(run, "close", folder, *close)
    assert code == 2 and "还没有佐证" in said
    code, said = _mend(run, "close", folder, *close, "--evidence", proof)
    (matter,) = json.loads(said)
    step = matter["steps"][-1]
    assert code == 0 and matter["state"] == "closed" and "sha256:" in step["proof"]
    assert step["recheck"]["result"] == "not_found" and len(step["recheck"]["evidence"]) == 64
    assert [path.read_text() for path in (folder / "mending").iterdir()] == ["已改"]


def test_to_leave_it_unmended_is_for_who_decides(run: Run, folder: Path) -> None:
    _demanded(run, folder)
    leave = ["2023-001", "--why", "项目取消", "--on", "2023-08-01"]
    code, said = _mend(run, "set-aside", folder, *leave, "--role", "clerk")
    assert code == 2 and "只能由部门负责人、财政审核作出" in said
    assert _mend(run, "set-aside", folder, *leave, "--role", "财政审核")[0] == 0
    assert _state(folder) == "已决定不再整改"


def _money(run: Run, what: str, folder: Path, plan: str, *more: Any) -> tuple[int, str]:
    about = ["--in", folder, "--by", "王敏", "--plan", plan, "--project", "甲"]
    return run("money", what, *more, *about)


def test_money_is_typed_listed_and_withdrawn(run: Run, folder: Path, plan: str) -> None:
    paid = ["--kind", "payments", "--on", "2023-03-01", "--amount", "20000元", "--proof", "凭证1号"]
    assert _money(run, "add", folder, plan, *paid, "--json")[0] == 0
    (entry,) = json.loads(run("money", "list", "--in", folder, "--json")[1])
    assert (entry["amount"], entry["unit"], entry["by"]) == ("2", "万元", "王敏")
    report = json.loads(
        run("monitor", plan, "--evidence", folder, "--as-of", "2023-06-30", "--json")[1]
    )
    assert report["projects"][0]["paid_share"] == "20.00"
    code, said = _money(run, "withdraw", folder, plan, entry["id"][:8], "--reason", "抄错")
    assert code == 0 and "王敏撤回：抄错" in said
    assert _money(run, "withdraw", folder, plan, entry["id"][:8], "--reason", "再撤")[0] == 2


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"--proof": ""}, "手工填报的支付要写支付凭证号"),
        ({"--amount": "很多"}, "应为数字"),
        ({"--on": "2022-12-31"}, "不在2023年"),
        ({"--amount": "-1"}, "退回的钱多于付出的钱"),
        ({"--kind": "gifts"}, "没有“gifts”这一种"),
        ({"--role": "leader"}, "只能由绩效专管员作出"),
    ],
)
def test_money_obeys_the_rules_of_the_page(
    run: Run, folder: Path, plan: str, told: dict[str, str], why: str
) -> None:
    usual = {"--kind": "payments", "--on": "2023-03-01", "--amount": "2", "--proof": "凭证1号"}
    code, said = _money(run, "add", folder, plan, *(f"{k}={v}" for k, v in (usual | told).items()))
    assert code == 2 and why in said
    assert run("money", "list", "--in", folder)[1] == "没有填报的资金\n"


def _judge(run: Run, what: str, folder: Path, plan: str, *more: Any) -> tuple[int, str]:
    about = ["--in", folder, "--by", "王敏", "--plan", plan, "--indicator", "甲/2"]
    return run("judge", what, *about, *more)


BAND = ["--band", "met", "--percent", "90", "--reason", "平均用时由40天降到30天"]


def _line(run: Run, folder: Path, plan: str) -> dict[str, Any]:
    scores = json.loads(run("score", plan, "--evidence", folder, "--json")[1])
    found: dict[str, Any] = scores["projects"][0]["indicators"][1]
    return found


def test_a_band_on_record_is_in_the_score(run: Run, folder: Path, plan: str) -> None:
    before = _line(run, folder, plan)
    assert before["points"] is None
    assert _judge(run, "band", folder, plan, *BAND)[0] == 0
    after = _line(run, folder, plan)
    assert "评分人定为“达成年度指标”，给90%" in after["why"] and after["points"] is not None
    assert _judge(run, "withdraw", folder, plan)[0] == 0
    assert _line(run, folder, plan) == before
    assert _judge(run, "withdraw", folder, plan)[0] == 2


def test_what_does_not_apply_is_left_out_of_the_score(run: Run, folder: Path, plan: str) -> None:
    code, said = _judge(run, "not-applicable", folder, plan, "--reason", "没有办案")
    assert code == 0 and "不适用，没有办案（王敏）" in said
    assert "不适用" in _line(run, folder, plan)["why"]
    listed = json.loads(run("judge", "list", "--in", folder, "--plan", plan, "--json")[1])
    assert [(one["kind"], one["by"]) for one in listed] == [("not_applicable", "王敏")]


def test_a_file_of_actuals_goes_before_the_record(
    run: Run, folder: Path, tmp_path: Path, plan: str
) -> None:
    _judge(run, "not-applicable", folder, plan, "--reason", "没有办案")
    told = {"judged": {"甲/2": {"band": "met", "percent": "100"}}}
    (tmp_path / "a.json").write_text(json.dumps(told))
    asked = ["score", plan, "--evidence", folder, "--actuals", tmp_path / "a.json", "--json"]
    line = json.loads(run(*asked)[1])["projects"][0]["indicators"][1]
    assert "给100%" in line["why"]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"--band": "middling"}, "请先选一档"),
        ({"--percent": "50"}, "应在"),
        ({"--reason": " "}, "请写明定这一档的理由"),
        ({"--indicator": "甲/1"}, "按数计分"),
        ({"--indicator": "甲/9"}, "没有指标“甲/9”"),
        ({"--role": "leader"}, "只能由绩效专管员作出"),
    ],
)
def test_a_band_obeys_the_rules_of_the_page(
    run: Run, folder: Path, plan: str, told: dict[str, str], why: str
) -> None:
    usual = dict(zip(BAND[::2], BAND[1::2], strict=True))
    code, said = _judge(run, "band", folder, plan, *(f"{k}={v}" for k, v in (usual | told).items()))
    assert code == 2 and why in said
    assert run("judge", "list", "--in", folder, "--plan", plan)[1] == "没有评定\n"


def test_a_broken_record_is_one_line(run: Run, folder: Path, plan: str) -> None:
    _demanded(run, folder)
    log = folder / "acts" / "log"
    log.write_bytes(log.read_bytes().replace(b'"W201"', b'"W202"', 1))
    for asked in (
        ["mend", "list", "--in", folder],
        ["monitor", plan, "--evidence", folder, "--as-of", "2023-06-30"],
        ["score", plan, "--evidence", folder],
        ["measure", plan, "--evidence", folder, "--as-of", "2023-06-30"],
    ):
        code, said = run(*asked)
        assert code == 3 and "第 1 条: 内容与摘要不符：被改动过" in said, asked
        assert said.strip().count("\n") == 0
