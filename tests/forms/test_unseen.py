"""Layouts nobody declared: what contents prove is read, what nothing proves is left unread and said."""

from __future__ import annotations

from jixiao.forms.reading import read_plan
from jixiao.grids.reading import read
from jixiao.plan.model import Plan

HEAD = "项目支出绩效目标表\n（2024年度）\n项目名称 | 水库巡查项目 |\n主管部门 | 某县水利局 |\n"


def _read(text: str, name: str = "表.txt") -> Plan:
    return read_plan(read(text.encode(), name))


def _rows(plan: Plan) -> list[tuple[str | None, str | None, str, str]]:
    return [(i.level1, i.level2, i.name, i.target.raw) for _, i in plan.indicators()]


def _said(plan: Plan) -> str:
    return "；".join(f.fault for f in plan.findings)


def test_a_column_under_an_unknown_heading_is_named_by_what_it_holds() -> None:
    plan = _read(
        HEAD + "一级指标 | 小类 | 三级指标 | 关系 | 指标值 | 数值单位 |\n"
        "产出指标 | 数量指标 | 巡查次数 | ≥ | 24 | 次 |\n产出指标 | 质量指标 | 隐患整改率 | ＝ | 100 | % |\n"
        "效益指标 | 社会效益指标 | 安全事故数 | ≤ | 0 | 起 |\n"
    )
    assert _rows(plan)[0] == ("产出指标", "数量指标", "巡查次数", "≥24次")
    assert _rows(plan)[2][3] == "≤0起"


def test_the_same_in_a_true_table() -> None:
    lines = (
        "一级指标 小类 三级指标 关系 指标值 数值单位",
        "产出指标 数量指标 巡查次数 ≥ 24 次",
        "产出指标 质量指标 整改及时率 ＝ 100 %",
        "效益指标 社会效益指标 安全事故数 ≤ 0 起",
    )
    cells = [line.split() for line in lines]
    html = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in cells)
    plan = _read(f"<table>{html}</table>", "表.html")
    assert [r[3] for r in _rows(plan)] == ["≥24次", "＝100%", "≤0起"]
    assert _rows(plan)[0][1] == "数量指标"


RUN = (
    "项目支出绩效自评表（2024年度）项目名称水库巡查项目主管部门某县水利局实施单位某县水库管理所一级指标二级指标三级指标年度指标值实际完成值分值得分"
    "产出指标数量指标巡查次数≥24次26次2020质量指标隐患整改率100%98%2019.5"
    "效益指标社会效益指标群众安全感有效提升有效提升3030满意度指标服务对象满意度指标群众满意度≥90%95%2020"
)


def test_text_without_anything_between_its_cells_is_parsed_record_by_record() -> None:
    plan = _read(RUN)
    assert _rows(plan) == [
        ("产出指标", "数量指标", "巡查次数", "≥24次"),
        ("产出指标", "质量指标", "隐患整改率", "100%"),
        ("效益指标", "社会效益指标", "群众安全感", "有效提升"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
    ]
    assert [(str(i.weight), str(i.score)) for _, i in plan.indicators()][1] == ("20", "19.5")


def test_two_numbers_that_run_together_are_not_parted_by_guess() -> None:
    plan = _read(RUN.replace("≥24次26次2020", "242620") + "总分100")
    assert "巡查次数" not in [r[2] for r in _rows(plan)]
    assert "巡查次数" in _said(plan)


def test_each_line_a_row_that_runs_together() -> None:
    plan = _read(
        "项目支出绩效目标表\n（2024年度）\n项目名称水库巡查项目\n绩效指标一级指标二级指标三级指标指标值\n"
        "产出指标数量指标巡查次数≥24次\n质量指标隐患整改率100%\n效益指标社会效益指标安全意识提高情况稳步提高\n附件:\n扫一扫在手机打开当前页\n"
    )
    assert [r[3] for r in _rows(plan)] == ["≥24次", "100%", "稳步提高"]


ROWS = (
    "一级指标 | 二级指标 | 三级指标 | 指标值 |\n产出指标 | 数量指标 | 巡查次数 | ≥24次 |\n"
    "质量指标 | 隐患整改率 | 100% |\n"
)


def test_headings_that_come_again_on_the_next_page_go_on_with_the_project() -> None:
    plan = _read(
        HEAD
        + ROWS
        + "— 2 —\n一级指标 | 二级指标 | 三级指标 | 指标值 |\n时效指标 | 整改及时率 | ≥95% |\n"
    )
    assert len(plan.projects) == 1
    assert _rows(plan)[2] == ("产出指标", "时效指标", "整改及时率", "≥95%")


def test_headings_torn_over_lines_are_one_row() -> None:
    plan = _read(
        HEAD
        + "绩 效 指 标 |\n一级指标 | 二级指标 | 三级指标 | 年度 指标值 |\n实际 完成值 |\n分值 | 得分 |\n"
        "产出指标 | 数量指标 | 巡查次数 | ≥24次 | 26次 | 50 | 50 |\n质量指标 | 隐患整改率 | 100% | 100% | 40 | 40 |\n"
    )
    assert [str(i.weight) for _, i in plan.indicators()] == ["50", "40"]
    assert [i.actual for _, i in plan.indicators()] == ["26次", "100%"]


def test_rows_as_a_spreadsheet_copies_them() -> None:
    plan = _read(
        "项目名称\t水库巡查项目\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t巡查次数\t≥24次\n"
        "\t质量指标\t隐患整改率\t100%\n"
    )
    assert _rows(plan)[1] == ("产出指标", "质量指标", "隐患整改率", "100%")


def test_those_who_sign_under_a_table_are_no_indicators() -> None:
    plan = _read(
        HEAD.replace(" | ", " ").replace(" |", "") + "一级指标 二级指标 三级指标 指标值\n"
        "产出指标 数量指标 巡查次数 ≥24次\n质量指标 隐患整改率 100%\n财政部门审核意见 (盖章)\n"
    )
    assert [r[2] for r in _rows(plan)] == ["巡查次数", "隐患整改率"]


def test_a_scoring_table_has_points_and_no_targets() -> None:
    plan = _read(
        "2024年度部门整体支出绩效自评表\n序号 | 一级指标 | 二级指标 | 三级指标 | 指标分值 | 自评得分 |\n"
        "1 | 过程 | 预算执行 | 预算完成率 | 8 | 8 |\n2 | 过程 | 预算管理 | 管理制度健全性 | 6 | 5 |\n"
    )
    assert [(i.name, str(i.weight), str(i.score)) for _, i in plan.indicators()] == [
        ("预算完成率", "8", "8"),
        ("管理制度健全性", "6", "5"),
    ]


def test_headings_of_points_that_come_twice_are_not_believed() -> None:
    cells = "一级指标 得分 二级指标 得分 三级指标 得分 评价标准 过程 16 预算执行 8 预算完成率 8 按规定".split()
    plan = _read("部门整体支出绩效评价指标表\n\n" + "\n\n".join(cells) + "\n")
    assert (plan.status, _rows(plan)) == ("partial", [])


def test_a_rate_that_is_not_what_was_spent_of_the_budget_is_said() -> None:
    plan = _read(
        "项目支出绩效自评表\n项目名称\n\n水库巡查项目\n\n项目资金（万元）\n\n年初预算数\n\n全年预算数\n\n全年执行数\n\n分值\n\n执行率\n\n得分\n\n"
        "年度资金总额\n\n40\n\n40\n\n10\n\n95%\n\n38\n\n9.5\n\n一级指标\n\n二级指标\n\n三级指标\n\n年度指标值\n\n实际完成值\n\n"
        "产出指标\n\n数量指标\n\n巡查次数\n\n≥24次\n\n26次\n\n质量指标\n\n隐患整改率\n\n100%\n\n100%\n"
    )
    assert plan.projects[0].executed is None
    assert any(f.where.field == "executed.executed" for f in plan.findings)


def test_goals_in_sentences_stand_under_the_level_named_before_them() -> None:
    plan = _read(
        "关于水库巡查项目绩效目标设定的公示\n一、产出指标\n数量指标：巡查次数（≥**次）≥24次；隐患整改处数≥3处；时效指标：整改及时率≥95%。\n"
        "二、满意度指标\n服务对象满意度指标，群众满意度≥90%。\n"
    )
    assert _rows(plan) == [
        ("产出指标", "数量指标", "巡查次数（≥**次）", "≥24次"),
        ("产出指标", "数量指标", "隐患整改处数", "≥3处"),
        ("产出指标", "时效指标", "整改及时率", "≥95%"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
    ]
    assert plan.projects[0].name == "水库巡查项目"


def test_a_table_cut_off_before_its_indicators_is_partial() -> None:
    plan = _read(HEAD + "年度目标 | 按期完成水库巡查 |\n")
    assert (plan.status, plan.projects[0].name, plan.year) == ("partial", "水库巡查项目", 2024)
    assert _rows(plan) == []
