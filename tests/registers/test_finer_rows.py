"""A file finer than its register: a list of checks, of persons, of reports is not counted as something else."""

from pathlib import Path

import pytest

from jixiao.registers.grain import of_twice
from tests.registers.ledgers import csv_bytes, current, taken

CHECKS = [
    ["专项行动名称", "检查日期", "被检查单位", "发现问题数"],
    ["铁拳行动", "2025-03-01", "甲店", "2"],
    ["铁拳行动", "2025-03-02", "乙店", "1"],
    ["守底线", "2025-05-01", "丁店", "1"],
]
SIGNED = [
    ["姓名", "单位", "培训名称", "培训日期", "签到时间"],
    ["某甲", "一所", "计量培训", "2025-04-02", "08:31"],
    ["某乙", "二所", "计量培训", "2025-04-02", "08:32"],
]


def _asked(outcome) -> list:
    return [f for f in outcome.findings if f.check == "row-is-part"]


@pytest.mark.parametrize(
    ("register", "rows", "more", "remedy"),
    [
        ("campaigns", CHECKS, {}, "检查家次写检查的行数"),
        ("campaigns", CHECKS, {"mapping": {"检查日期": "started_on"}}, "检查家次写检查的行数"),
        ("training", SIGNED, {}, "实际人数写签到的行数"),
    ],
)
def test_a_list_of_parts_is_refused_with_how_its_rows_become_one(
    tmp_path: Path, register: str, rows: list, more: dict, remedy: str
) -> None:
    outcome = taken(tmp_path, csv_bytes(rows), register, name="a.csv", **more)
    assert outcome.must_mend
    assert [remedy in f.remedy for f in _asked(outcome)] == [True]
    assert "--map 列名=started_on" not in repr(outcome.findings), "each check would be a campaign"


def test_rows_put_together_as_the_remedy_says_are_taken_in(tmp_path: Path) -> None:
    rows = [
        ["专项行动名称", "开始日期", "检查家次", "发现问题数"],
        ["铁拳行动", "2025-03-01", "2", "3"],
        ["守底线", "2025-05-01", "1", "1"],
    ]
    taken(tmp_path, csv_bytes(rows), "campaigns", name="a.csv")
    assert current(tmp_path, "campaigns", "checks, problems") == [(1, 1), (2, 3)]


def test_a_ledger_of_sessions_may_name_who_came(tmp_path: Path) -> None:
    rows = [["培训名称", "培训日期", "姓名", "实际人数"], ["计量培训", "2025-04-02", "甲、乙", "2"]]
    assert taken(tmp_path, csv_bytes(rows), "training", name="a.csv").accepted == 1


def test_a_person_may_say_that_a_row_is_whole(tmp_path: Path) -> None:
    rows = [["专项行动名称", "开始日期", "当事人"], ["守底线", "2025-05-01", "丁店"]]
    data = csv_bytes(rows)
    assert taken(tmp_path, data, "campaigns", name="a.csv").must_mend
    said = taken(tmp_path, data, "campaigns", name="a.csv", mapping={"当事人": "-"})
    assert said.accepted == 1


HEAD = ["抽样单编号", "抽样日期", "检验类别", "检验报告编号", "检验结论"]
FIRST = ["S2", "2025-03-01", "初检", "B2", "不合格"]
AGAIN = ["S2", "2025-03-01", "复检", "B3", "合格"]
OTHER = ["S1", "2025-03-02", "初检", "B1", "合格"]


@pytest.mark.parametrize("register", ["food_sampling", "product_sampling"])
@pytest.mark.parametrize("rows", [[OTHER, FIRST, AGAIN], [AGAIN, OTHER, FIRST]])
def test_a_second_check_belongs_to_its_first(tmp_path: Path, register: str, rows: list) -> None:
    outcome = taken(tmp_path, csv_bytes([HEAD, *rows]), register, name="a.csv")
    assert not outcome.must_mend
    assert [f.row for f in outcome.findings if f.check == "recheck"] == [2 + rows.index(AGAIN)]
    assert current(tmp_path, register, "sample_no, result, retest_result, retested") == [
        ("S1", "qualified", None, None),
        ("S2", "unqualified", "qualified", True),
    ]


@pytest.mark.parametrize("register", ["food_sampling", "product_sampling"])
def test_a_second_check_alone_or_twice_is_asked_about(tmp_path: Path, register: str) -> None:
    twice = [HEAD, OTHER, FIRST, AGAIN, [*AGAIN[:3], "B4", "不合格"], ["S9", *AGAIN[1:]]]
    outcome = taken(tmp_path, csv_bytes(twice), register, name="a.csv")
    assert [f.row for f in outcome.findings if f.check == "recheck-alone"] == [4, 5, 6]
    assert outcome.must_mend


@pytest.mark.parametrize("register", ["food_sampling", "product_sampling"])
def test_a_second_report_without_a_word_of_what_it_is_says_how_rows_become_one(
    tmp_path: Path, register: str
) -> None:
    rows = [[*r[:2], *r[3:]] for r in (HEAD, FIRST, AGAIN)]
    outcome = taken(tmp_path, csv_bytes(rows), register, name="a.csv")
    (told,) = [f for f in outcome.findings if f.check == "conflict"]
    assert outcome.must_mend
    assert "复检结论写复检的" in told.remedy


def test_a_register_that_says_nothing_of_its_rows_has_the_plain_remedy() -> None:
    assert of_twice(None, 3).startswith("核对两行，删去错的一行")


def test_a_device_never_inspected_is_left_out_not_dated(tmp_path: Path) -> None:
    rows = [
        ["设备注册代码", "使用单位", "检查日期"],
        ["3100130730202001001", "甲", "2025-02-01"],
        ["4100130730201901005", "丁", ""],
    ]
    outcome = taken(tmp_path, csv_bytes(rows), "special_equipment", name="a.csv")
    assert ["删去这一行" in f.remedy for f in outcome.findings if f.check == "missing"] == [True]
    part = taken(tmp_path, csv_bytes(rows), "special_equipment", name="a.csv", accept_partial=True)
    assert part.accepted == 1


@pytest.mark.parametrize(
    "note",
    [
        "（填写说明：必填）",
        "填报要求：金额以万元为单位",
        "必填，填写全称",
        "选填",
        "共3条",
        "共 1,200 条记录",
    ],
)
def test_guides_and_counts_among_the_rows_are_no_rows(tmp_path: Path, note: str) -> None:
    rows = [
        ["行政相对人名称", "行政处罚决定书文号", "处罚决定日期", "罚款金额（万元）"],
        [note, "", "", ""],
        ["某店", "怀市监处罚〔2025〕1号", "2025/3/5", "0.5"],
    ]
    assert taken(tmp_path, csv_bytes(rows), name="a.csv").accepted == 1


@pytest.mark.parametrize("name", ["共青城酒业有限公司", "必胜客餐厅", "可口可乐公司", "选择题书店"])
def test_names_that_begin_alike_stay_rows(tmp_path: Path, name: str) -> None:
    rows = [
        ["行政相对人名称", "行政处罚决定书文号", "处罚决定日期", "罚款金额（万元）"],
        [name, "怀市监处罚〔2025〕1号", "2025/3/5", "0.5"],
    ]
    assert taken(tmp_path, csv_bytes(rows), name="a.csv").accepted == 1


def test_the_publicity_system_calls_who_was_inspected_by_name_alone(tmp_path: Path) -> None:
    rows = [
        ["抽查任务编号", "统一社会信用代码/注册号", "名称", "抽查完成日期", "抽查结果"],
        ["T1", "91130730MA0AAAAA1X", "甲", "45721", "未发现问题"],
        ["T1", "91130730MA0BBBBB2Y", "乙", "2025-03-05", "未发现问题"],
    ]
    taken(tmp_path, csv_bytes(rows), "inspections", name="a.csv")
    assert [r[0] for r in current(tmp_path, "inspections", "entity_name")] == ["乙", "甲"]


def test_one_firm_is_one_however_its_code_is_typed(tmp_path: Path) -> None:
    rows = [["检查编号", "统一社会信用代码", "检查对象名称", "检查日期", "检查结果"]]
    codes = ["91130730MA0AAAAA1X", "９１１３０７３０MA0AAAAA1X", "91130730ma0aaaaa1x"]
    rows += [[f"T{n}", code, "甲", "2025-03-05", "未发现问题"] for n, code in enumerate(codes)]
    taken(tmp_path, csv_bytes(rows), "inspections", name="a.csv")
    assert set(current(tmp_path, "inspections", "credit_code")) == {(codes[0],)}
