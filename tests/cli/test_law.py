"""What an administrator enters of the law from the command line, and every command that follows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jixiao.cli import main
from jixiao.law import entered
from jixiao.plan.json import dumps
from jixiao.plan.model import Indicator, MeasureRef, Plan, Project
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store

WHO = {"name": "某局", "division": "130730"}
YEAR_2027 = (
    "01-01、02-05至02-11、04-05、05-03至05-05、06-09、09-15、10-01至10-07",
    "02-13 10-09",
)


@pytest.fixture(autouse=True)
def nothing_follows() -> Iterator[None]:
    yield
    entered.use(None)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text("国务院办公厅关于2027年部分节假日安排的通知（虚构）", "utf-8")
    return path


def _enter(folder: Path, what: str, *told: str) -> int:
    return main(["law", what, "--in", str(folder), "--by", "管理员甲", "--on", "2026-11-28", *told])


def _article(folder: Path, document: Path, number: str = "第五条", *more: str) -> int:
    return _enter(
        folder, "article", "--law", "财预〔2015〕88号", "--article", number, "--words",
        "绩效目标应当指向明确、细化量化（照原文录入的话）", "--matter", "绩效目标设定要求",
        "--document", str(document), *more,
    )  # fmt: skip


def _holidays(folder: Path, document: Path, year: str = "2027", *more: str) -> int:
    off, worked = YEAR_2027
    told = ["--off", off, "--worked", worked, "--notice", "国办发明电〔2026〕1号（虚构）"]
    return _enter(folder, "holidays", "--year", year, *told, "--document", str(document), *more)


def _limit(folder: Path, document: Path, since: str = "2026-12-01", *more: str) -> int:
    told = [
        "--place",
        "hebei",
        "--limit",
        "complaint-acceptance",
        "--since",
        since,
        "--number",
        "2",
    ]
    source = ["--source", "怀市监发〔2026〕9号第三条（虚构）"]
    return _enter(folder, "limit", *told, *source, "--document", str(document), *more)


def test_an_article_is_printed_wherever_it_is_cited(
    tmp_path: Path,
    notice: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rules", "B203"]) == 0
    assert "第五条" not in capsys.readouterr().out
    assert _article(tmp_path / "law", notice) == 0
    monkeypatch.setenv("JIXIAO_LAW", str(tmp_path / "law"))
    capsys.readouterr()
    assert main(["rules", "B203"]) == 0
    assert "财预〔2015〕88号第五条" in capsys.readouterr().out
    plan = tmp_path / "plan.json"
    row = Indicator(id="1", level1="产出指标", level2="数量指标", name="培训人次", target="≥50")
    plan.write_text(
        dumps(Plan(year=2023, department=WHO, projects=(Project(id="P", name="培训", indicators=(row,)),))),
        "utf-8",
    )  # fmt: skip
    main(["review", str(plan), "--json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    cites = [cite for one in found for cite in one["cites"] if cite["law"] == "财预〔2015〕88号"]
    assert {"law": "财预〔2015〕88号", "article": "第五条", "verified": True} in cites
    assert "绩效目标设定要求" not in {cite["article"] for cite in cites}
    monkeypatch.delenv("JIXIAO_LAW")
    assert main(["rules", "B203"]) == 0
    assert "第五条" not in capsys.readouterr().out


def test_a_case_of_2027_is_missing_until_the_holidays_are_entered(
    tmp_path: Path, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = tmp_path / "evidence"
    # 收到以后的七个工作日：2月2、3、4、12、13（调休上班）、15、16日
    _complaints(evidence, {"T1": ("2027-02-01", "2027-02-16"), "T2": ("2027-02-01", "2027-02-17")})
    assert _measured(tmp_path, evidence, capsys)["status"] == "missing"
    assert _holidays(evidence, notice) == 0
    capsys.readouterr()
    assert _measured(tmp_path, evidence, capsys)["value"] == "50.00"


def test_a_local_limit_holds_from_its_day_on(
    tmp_path: Path, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = tmp_path / "evidence"
    _complaints(evidence, {"T1": ("2026-11-30", "2026-12-08"), "T2": ("2026-12-01", "2026-12-08")})
    assert _measured(tmp_path, evidence, capsys, 2026)["value"] == "100.00"
    assert _limit(evidence, notice) == 0
    capsys.readouterr()
    assert _measured(tmp_path, evidence, capsys, 2026)["value"] == "50.00"


def _measured(
    tmp_path: Path, evidence: Path, capsys: pytest.CaptureFixture[str], year: int = 2027
) -> dict[str, str]:
    row = Indicator(
        id="1", level1="产出指标", level2="时效指标", name="投诉首查按时率", target="≥90%",
        measure=MeasureRef(id="complaint_on_time_first_check_rate"),
    )  # fmt: skip
    plan = tmp_path / "plan.json"
    made = Plan(
        year=year,
        department=WHO,
        projects=(Project(id="P", name="培训", indicators=(row,)),),
    )
    plan.write_text(dumps(made), "utf-8")
    told = ["--evidence", str(evidence), "--as-of", f"{year}-12-31", "--json"]
    main(["measure", str(plan), *told])
    (found,) = json.loads(capsys.readouterr().out)
    return dict(found)


def _complaints(evidence: Path, days: dict[str, tuple[str, str]]) -> None:
    lines = [f"{key},投诉,{came},{checked}" for key, (came, checked) in days.items()]
    path = evidence.parent / "complaints.csv"
    path.write_text("\n".join(["编号,类型,接收日期,初查日期", *lines]) + "\n", "utf-8")
    store = Store(evidence)
    last = date.fromisoformat(f"{lines[0].split(',')[2][:4]}-12-31")
    take_in(store.register("complaints"), path, store=store, who="某人", speaks_for=last)


BAD = {
    "an article entered twice": (["article"], "内容一样，不用再录"),
    "an article in the place of another without a reason": (["article", "--words", "别的话"], "请写明理由"),
    "a heading settled already": (["article", "--article", "第六条"], "已经录为第五条"),
    "no such regulation": (["article", "--law", "财预〔1999〕9号"], "没有引用“财预〔1999〕9号”这个文件"),
    "no number of an article": (["article", "--article", "5"], "应照原文写"),
    "no such heading": (["article", "--article", "第七条", "--matter", "别的"], "没有“别的”这个还缺条号的事项"),
    "a year out of bounds": (["holidays", "--year", "2031"], "2031 年在界限以外"),
    "a year with a gap before it": (["holidays", "--year", "2029"], "2029 年在界限以外"),
    "a year not announced yet": (["holidays", "--year", "2028", "--off", "05-01 10-02"], "还没有公布"),
    "no year": (["holidays", "--year", "明年"], "应是四位数字"),
    "a known year without a reason": (["holidays", "--year", "2026", "--off", "01-01", "--worked", ""], "请写明理由"),
    "no day": (["holidays", "--off", "13-01"], "不是 2027 年的日子"),
    "a span backwards": (["holidays", "--off", "10-07至10-01"], "止日不在起日之后"),
    "a notice that is not whole": (["holidays", "--off", "01-01", "--worked", "", "--reason", "x"], "一年的安排要写全"),
    "a weekday worked": (["holidays", "--worked", "10-08"], "10-08 是周五，本来上班"),
    "a weekend off": (["holidays", "--off", "01-02"], "01-02 是周六，本来不上班"),
    "no such place": (["limit", "--place", "atlantis"], "没有“atlantis”这个地方"),
    "no such limit": (["limit", "--limit", "none-such"], "没有时限“none-such”"),
    "a limit before the law": (["limit", "--since", "2019-01-01"], "早于它所依的规定"),
    "no date": (["limit", "--since", "十二月"], "应是日期"),
    "a number that is none": (["limit", "--number", "三"], "应是整数"),
    "a number of no days": (["limit", "--since", "2027-01-01", "--number", "0"], "应是 1 到"),
    "a kind of day that is none": (["limit", "--unit", "weeks"], "没有“weeks”这种天"),
    "a limit entered twice": (["limit"], "内容一样，不用再录"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_line_that_says_what_to_do(
    case: str, tmp_path: Path, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "law"
    assert (_article(folder, notice), _holidays(folder, notice), _limit(folder, notice)) == (
        0,
        0,
        0,
    )
    before = (folder / "acts" / "log").read_bytes()
    capsys.readouterr()
    told, says = BAD[case]
    what, more = told[0], told[1:]
    usual = {"article": _article, "holidays": _holidays, "limit": _limit}[what]
    middle = {"article": "第五条", "holidays": "2027", "limit": "2026-12-01"}[what]
    assert usual(folder, notice, middle, *more) == 2
    shown = capsys.readouterr().err
    assert says in shown and shown.count("\n") == 1, shown
    assert (folder / "acts" / "log").read_bytes() == before


@pytest.mark.parametrize("what", ["article", "holidays", "limit"])
def test_without_its_document_nothing_is_entered(
    what: str, tmp_path: Path, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, empty = tmp_path / "law", tmp_path / "空.txt"
    empty.write_bytes(b"")
    enter = {"article": _article, "holidays": _holidays, "limit": _limit}[what]
    assert enter(folder, empty) == 2
    assert "是空的" in capsys.readouterr().err
    assert enter(folder, tmp_path / "没有.pdf") == 3
    told = {
        "article": ["--law", "预算法", "--article", "第九条", "--words", "话"],
        "holidays": ["--year", "2027", "--off", YEAR_2027[0], "--notice", "通知"],
        "limit": ["--place", "hebei", "--limit", "complaint-acceptance", "--since", "2027-01-01",
                  "--number", "3", "--source", "某文"],
    }  # fmt: skip
    assert _enter(folder, what, *told[what]) == 2
    assert "没有交文件" in capsys.readouterr().err
    assert not (folder / "acts" / "log").exists()


def test_one_takes_the_place_of_another_and_can_be_withdrawn(
    tmp_path: Path,
    notice: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "law"
    assert _article(folder, notice) == 0
    assert (
        _article(folder, notice, "第五条", "--words", "改正了的话", "--reason", "录漏了半句") == 0
    )
    capsys.readouterr()
    assert main(["law", "list", "--in", str(folder), "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["stands"], second["stands"]) == (False, True)
    assert "录漏了半句" in first["gone"] and second["document"]["name"] == "通知.txt"
    told = ["--in", str(folder), "--by", "管理员乙", "--reason", "不是这一版文件"]
    assert main(["law", "withdraw", second["id"][:10], *told]) == 0
    assert main(["law", "withdraw", second["id"][:10], *told]) == 2
    monkeypatch.setenv("JIXIAO_LAW", str(folder))
    capsys.readouterr()
    main(["rules", "B203"])
    assert "第五条" not in capsys.readouterr().out
    assert main(["verify", str(folder)]) == 0
    next((folder / "documents").iterdir()).write_bytes(b"other")
    capsys.readouterr()
    assert main(["verify", str(folder)]) == 1
    assert "documents/" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JIXIAO_LAW", str(tmp_path / "none"))
    assert main(["rules"]) == 2
    assert "JIXIAO_LAW" in capsys.readouterr().err
