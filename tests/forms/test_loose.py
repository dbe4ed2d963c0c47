"""Tables of no official form: headings propose, contents decide, what is near is not believed."""

from __future__ import annotations

import pytest

from jixiao.forms.reading import read_plan
from jixiao.forms.writing import write_plan
from jixiao.grids.errors import ReadError
from jixiao.grids.reading import read
from jixiao.plan.model import Plan
from jixiao.terms.findings import Level

HEAD = (
    "项目支出绩效自评表\n（2024年度）\n项目名称 | 河道清理项目 |\n"
    "主管部门 | 某县水利局 | 实施单位 | 某县河道管理所 |\n"
)
MONEY = (
    "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n"
    "年度资金总额 | 40 | 40 | 38 | 10 | 95% | 9.5 |\n"
)
COLUMNS = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |\n"
ROWS = (
    "产出指标 | 数量指标 | 清理河道长度 | ≥30公里 | 31公里 | 20 | 20 |\n"
    "质量指标 | 验收合格率 | ≥98% | 99% | 20 | 20 |\n"
    "时效指标 | 完成时间 | 11月底前 | 11月 | 10 | 10 |\n"
    "效益指标 | 生态效益指标 | 水质改善程度 | 明显改善 | 明显改善 | 30 | 28 | 雨季推迟 |\n"
    "满意度指标 | 服务对象满意度指标 | 沿岸群众满意度 | ≥90% | 93% | 10 | 10 |\n"
)


def _read(text: str, name: str = "表.txt") -> Plan:
    return read_plan(read(text.encode(), name))


def _rows(plan: Plan) -> list[tuple[str | None, str | None, str, str]]:
    return [(i.level1, i.level2, i.name, i.target.raw) for _, i in plan.indicators()]


def test_rows_that_lost_their_merged_cells_are_put_back() -> None:
    plan = _read(HEAD + MONEY + COLUMNS + ROWS)
    assert (plan.status, plan.year, plan.department.name) == ("whole", 2024, "某县河道管理所")
    assert _rows(plan)[1] == ("产出指标", "质量指标", "验收合格率", "≥98%")
    assert _rows(plan)[2] == ("产出指标", "时效指标", "完成时间", "11月底前")
    assert [str(i.score) for _, i in plan.indicators()] == ["20", "20", "10", "28", "10"]
    executed = plan.projects[0].executed
    assert executed is not None
    assert (str(executed.adjusted), str(executed.executed), str(executed.rate)) == (
        "40",
        "38",
        "95",
    )


@pytest.mark.parametrize(
    "parted", ["\n\n", " ", " |\n"], ids=["一格一行", "只有空格", "一格一行带竖线"]
)
def test_the_same_table_whatever_parts_its_cells(parted: str) -> None:
    cells = [
        c.strip()
        for line in (HEAD + MONEY + COLUMNS + ROWS).split("\n")
        for c in line.split("|")
        if c.strip()
    ]
    plan = _read(parted.join(cells) + parted)
    assert _rows(plan) == _rows(_read(HEAD + MONEY + COLUMNS + ROWS))
    assert plan.projects[0].name == "河道清理项目"


def test_a_target_over_three_columns_with_the_actual_between() -> None:
    text = (
        "三级指标 | 指标性质 | 指标值 | 完成值 | 度量单位 | 权重 | 得分 |\n"
        "培训人数 | ≥ | 200 | 210 | 人 | 50 | 50 |\n合格率 | ≥ | 95 | 96 | % | 20 | 20 |\n"
        "完成月份 | ≤ | 12 | 11 | 月 | 20 | 20 |\n氛围 | 定性 | 有效提升 | 有效提升 | | 10 | 10 |\n"
    )
    targets = [i.target for _, i in _read(HEAD + text).indicators()]
    assert [t.canonical for t in targets[:3]] == ["≥200人", "≥95%", "≤12月"]


def test_figures_that_run_together_are_read_only_where_one_way_adds_up() -> None:
    head = (
        "绩效自评表(2024年度)项目名称某县校舍维修项目主管部门某县教育局"
        "资金情况(万元)全年预算数(A)全年执行数(B)分值执行率(B/A)得分"
    )
    money = "年度资金总额:40381095.00%9.5"
    columns = "绩效指标一级指标二级指标三级指标分值年度指标值全年实际值得分未完成原因"
    rows = (
        "产出指标(50分)数量指标维修校舍面积20≥900平方米≥950平方米20"
        "质量指标验收合格率20≥98%≥99%20"
        "时效指标按期完工率10≥90%≥95%10"
        "效益指标(30分)社会效益指标办学条件改善程度30显著提升显著提升28"
        "满意度指标(10分)服务对象满意度指标师生满意度10≥95%≥96%10总分100"
    )
    plan = _read((head + money + columns + rows).ljust(400, "。"))
    executed = plan.projects[0].executed
    assert executed is not None
    assert [str(v) for v in (executed.adjusted, executed.executed, executed.rate)] == [
        "40",
        "38",
        "95.00",
    ]
    assert [r[3] for r in _rows(plan)] == ["≥900平方米", "≥98%", "≥90%", "显著提升", "≥95%"]


def test_words_that_run_into_words_are_not_parted_by_guess() -> None:
    text = (
        "项目支出绩效目标表（2024年度）项目名称普法项目实施单位某县司法局绩效指标一级指标二级指标三级指标指标值"
        + (
            "效益指标社会效益指标法治意识增强有效提升满意度指标服务对象满意度指标群众满意度非常满意"
            * 6
        )
    )
    plan = _read(text)
    assert plan.status == "partial"
    assert not list(plan.indicators())


def test_a_row_at_which_the_text_ends_is_not_read() -> None:
    plan = _read(HEAD + COLUMNS + ROWS + "可持续影响指标 | 长效管护制")
    assert len(list(plan.indicators())) == 5
    assert any("为止" in f.fault for f in plan.findings)


def test_a_score_above_its_points_is_taken_for_a_misreading() -> None:
    plan = _read(HEAD + COLUMNS + ROWS.replace("| 20 | 20 |", "| 20 | 25 |", 1))
    first = next(i for _, i in plan.indicators())
    assert first.score is None
    assert {f.where.field for f in plan.findings if f.where.indicator == first.id} == {
        "weight",
        "score",
    }


def test_nothing_read_is_no_success() -> None:
    plan = _read(HEAD + MONEY + COLUMNS)
    assert plan.status == "partial"
    assert any(f.level is Level.RETURN for f in plan.findings)


def test_prose_is_not_told_that_its_tables_are_pictures() -> None:
    with pytest.raises(ReadError) as refused:
        _read("关于开展预算绩效管理工作的通知\n各单位应当按时报送。\n")
    assert "图片" not in str(refused.value)


def test_a_table_of_commas_and_one_of_markdown() -> None:
    rows = (
        "项目支出绩效目标表,,",
        "项目名称,水库加固项目,",
        "一级指标,二级指标,三级指标,指标值",
        "产出指标,数量指标,加固坝体长度,≥120米",
        ",质量指标,验收合格率,100%",
        "效益指标,社会效益指标,防洪能力,有效提升",
    )
    plain = _read("\n".join(rows), "表.csv")
    marked = _read("\n".join(f"| {' | '.join(r.split(','))} |" for r in rows), "表.md")
    assert _rows(plain) == _rows(marked)
    assert _rows(plain)[1] == ("产出指标", "质量指标", "验收合格率", "100%")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_encodings_offices_export(encoding: str) -> None:
    plan = read_plan(read((HEAD + COLUMNS + ROWS).encode(encoding), "表.txt"))
    assert len(list(plan.indicators())) == 5


def test_traditional_characters_with_readings_are_the_same_words() -> None:
    text = (
        "績(jì)效目標(biāo)表（2024年度）\n項目名稱 | 圖書館開放項目 |\n"
        "一級(jí)指標(biāo) | 二級(jí)指標(biāo) | 三級(jí)指標(biāo) | 指標(biāo)值 |\n"
        "產(chǎn)出指標(biāo) | 數(shù)量指標(biāo) | 開放天數(shù) | ≥300天 |\n"
        "質(zhì)量指標(biāo) | 圖書完好率 | ≥95% |\n"
        "效益指標(biāo) | 社會(huì)效益指標(biāo) | 讀者人次 | ≥20000人次 |\n"
    )
    assert _rows(_read(text))[0] == ("產出指標", "數量指標", "開放天數", "≥300天")


def test_the_evaluation_form_comes_back_as_itself(seed_plan: Plan) -> None:
    again = read_plan(write_plan(seed_plan, "evaluation"))
    assert again.form == "evaluation"
    assert [p.name for p in again.projects] == [p.name for p in seed_plan.projects]
    assert all(p.indicators for p in again.projects)


def test_the_goal_table_loses_nothing_it_has_cells_for(seed_plan: Plan) -> None:
    again = read_plan(write_plan(seed_plan, "project-goal"))
    assert again.form == "project-goal"
    assert _rows(again) == _rows(seed_plan)
    assert [p.budget for p in again.projects] == [p.budget for p in seed_plan.projects]
