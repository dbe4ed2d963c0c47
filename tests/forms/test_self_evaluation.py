"""The self-evaluation: its law in every container, and strangers' tables of other layouts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from jixiao.forms.reading import read_plan
from jixiao.forms.self_evaluation import printed_of
from jixiao.forms.writing import write_plan
from jixiao.grids import text
from jixiao.grids.reading import read
from jixiao.grids.writing import ENDINGS, write
from jixiao.plan.model import Plan
from jixiao.plan.places import without_places
from jixiao.terms.forms import FormName
from tests.forms.self_evaluations import drawn, self_evaluations
from tests.needs import shared

FORMS = (FormName.SELF_EVALUATION, FormName.HEBEI_SELF_EVALUATION)


@pytest.mark.parametrize("form", FORMS)
def test_the_form_itself_loses_nothing(form: FormName) -> None:
    @given(self_evaluations(form))
    def loses_nothing(plan: Plan) -> None:
        assert without_places(read_plan(write_plan(plan, form))) == plan

    loses_nothing()


@pytest.mark.parametrize("ending", ENDINGS)
def test_any_comes_back_from_every_container(ending: str) -> None:
    @settings(max_examples=15)
    @given(self_evaluations())
    def comes_back(plan: Plan) -> None:
        document = write_plan(plan, plan.form or "")
        assert without_places(read_plan(read(write(document, ending), f"a.{ending}"))) == plan

    comes_back()


B1 = [
    ["项目名称", "电梯安全监管", ">", ">", ">", ">", ">", ">", ">"],
    ["主管部门", "219-某县市场监管局", ">", ">", "实施单位", "219001-某县市场监管局", ">", ">", ">"],
    ["项目资金\n（万元）", "", ">", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["^", "年度资金总额：", ">", "20", "19.84", "17.86", "10", "90.02%", "9"],
    ["^", "其中：当年财政拨款", ">", "20", "19.84", "17.86", "—", "", "—"],
    ["^", "上年结转资金", ">", "", "", "", "—", "", "—"],
    ["^", "其他资金", ">", "", "", "", "—", "", "—"],
    ["年度总体目标", "预期目标", ">", ">", ">", "实际完成情况", ">", ">", ">"],
    ["^", "查完全县电梯", ">", ">", ">", "查了九成", ">", ">", ">"],
    ["绩\n效\n指\n标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
     "偏差原因分析及改进措施"],
    ["^", "产出指标（50分）", "数量指标", "检查电梯台数", "≥100台", "90台", "25", "22.5", "年底疫情"],
    ["^", "^", "质量指标", "检查合格率", "≥95%", "96%", "25", "25", ""],
    ["^", "效益指标（30分）", "社会效益指标", "事故起数", "0起", "0", "30", "30", ""],
    ["^", "满意度指标（10分）", "服务对象满意度指标", "群众满意度", "≥90%", "92%", "10", "10", ""],
    ["总分", ">", ">", ">", ">", ">", "100", "96.5", ""],
]  # fmt: skip


def test_a_strangers_ministry_table() -> None:
    document = drawn(B1)
    plan = read_plan(document)
    project = plan.projects[0]
    assert plan.findings == ()
    assert (plan.year, plan.department.code, project.unit) == (2021, "219001", "万元")
    assert project.executed is not None
    assert list(project.executed.model_dump().values()) == [
        "20",
        "19.84",
        "17.86",
        "90.02",
        "10",
        "9",
    ]
    assert project.goals == ("查完全县电梯",)
    first = project.indicators[0]
    assert (first.level2, first.target.canonical, first.actual) == ("数量指标", "≥100台", "90台")
    assert (str(first.weight), str(first.score), first.deviation) == ("25", "22.5", "年底疫情")
    assert [i.level1 for i in project.indicators][:2] == ["产出指标（50分）"] * 2
    printed = printed_of(document)[0]
    assert printed.text("results") == "查了九成"
    assert str(printed.amount("sum.score")) == "96.5"
    assert str(printed.amount("fiscal.executed")) == "17.86"


def test_a_target_split_under_its_heading() -> None:
    rows = [
        ["项目名称", "营养改善", ">", ">", ">", ">", ">", ">", ">"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", ">", ">", "实际完成值", "分值", "得分"],
        ["^", "^", "^", "指标性质", "指标值", "度量单位", "^", "^", "^"],
        ["产出指标", "数量指标", "受助人数", "≧", "735", "人次", "735", "50", "50"],
        ["效益指标", "社会效益指标", "知晓率", "═", "100", "%", "98%", "40", "39.2"],
    ]
    found = read_plan(drawn(rows)).projects[0].indicators
    assert [i.target.canonical for i in found] == ["≥735人次", "=100%"]
    assert [i.actual for i in found] == ["735", "98%"]
    assert [str(i.score) for i in found] == ["50", "39.2"]


def test_hebeis_table_with_sign_value_and_unit_apart() -> None:
    rows = [
        ["项目名称", "抽检", *[">"] * 10],
        ["项目资金（万元）", "年初预算数", "调整预算数", "全年执行数", "分值", "执行率", "得分", *[""] * 5],
        ["年度资金总额", "20", "20", "20", "10", "100%", "10", "", "", "", "", ""],
        ["一级指标", "二级指标", "三级指标", "指标描述", "符号", "指标值", "单位(文字描述)", "实际完成值", "完成情况",
         "单项指标得分", "权重占比(%)", "折算得分"],
        ["产出指标", "数量指标", "抽检批次", "全年抽检", "≥", "255", "批次", "255", "完成", "100", "50", "50"],
        ["效益指标", "社会效益", "保障安全", "", "文字描述", "有效保障", "", "有效保障", "完成", "90", "40", "36"],
    ]  # fmt: skip
    plan = read_plan(drawn(rows))
    first, second = plan.projects[0].indicators
    assert plan.form is FormName.HEBEI_SELF_EVALUATION
    assert first.target.canonical == "≥255批次"
    assert (str(first.weight), str(first.score), first.actual) == ("50", "50", "255")
    assert (str(second.weight), str(second.score)) == ("40", "36")


def test_weight_before_the_target() -> None:
    rows = [
        ["项目名称", "水价改革", ">", ">", ">", ">", ">", ">"],
        ["一级指标", "二级指标", "三级指标", "分值", "年度指标值", "全年实际值", "得分",
         "未完成原因及拟采取的改进措施"],
        ["产出指标", "数量指标", "安装水标尺", "60", "≥266米", "250米", "56.39", "冬季停工"],
        ["效益指标", "社会效益指标", "受益人口", "30", "≥1000人", "1000人", "30", ""],
        ["总分", ">", ">", "100", "", "", "96.39", ""],
    ]  # fmt: skip
    first = read_plan(drawn(rows)).projects[0].indicators[0]
    assert (str(first.weight), first.target.raw, first.actual) == ("60", "≥266米", "250米")
    assert (str(first.score), first.deviation) == ("56.39", "冬季停工")


def test_two_tables_are_two_projects() -> None:
    first, second = ([["项目名称", name, *[">"] * 7], *B1[1:]] for name in ("甲", "乙"))
    one, other = drawn(first), drawn(second)
    both = one.__class__((*one.blocks, *other.blocks), file="a.docx")
    plan = read_plan(both)
    assert [(p.name, len(p.indicators)) for p in plan.projects] == [("甲", 4), ("乙", 4)]


@pytest.mark.parametrize(
    ("number", "rows", "last"),
    [
        ("005", 9, ("效益指标(30分)", "可持续影响指标", "效果明显", "达成预期指标", "10", "10")),
        ("015", 8, ("效益指标(30分)", "社会效益指标", "效果明显", "达成预期指标", "10", "10")),
        ("045", 9, ("满意度指标", "服务对象满意度指标等", "≥95%", "100%", "10", "10")),
        ("006", 2, ("效益指标", "社会效益指标", "=100%", None, "30", "None")),
        ("028", 5, ("满意度指标", "服务对象满意度指标", "=90%", "100", "None", "11.1")),
    ],
)
def test_published_tables_that_lost_their_rows(
    number: str, rows: int, last: tuple[str | None, ...]
) -> None:
    document = text.read(shared(f"cases/docs/{number}.txt").read_bytes(), f"{number}.txt")
    found = read_plan(document).projects[0].indicators
    one = found[-1]
    assert len(found) == rows
    made = (
        one.level1,
        one.level2,
        one.target.canonical,
        one.actual,
        str(one.weight),
        str(one.score),
    )
    assert made == last


def test_a_cell_that_holds_no_number_is_a_finding() -> None:
    rows = [*B1[:10], [*B1[10][:6], "二十五", "22.5", ""], *B1[11:]]
    plan = read_plan(drawn(rows))
    assert [(f.rule, f.where.field) for f in plan.findings] == [("F103", "weight")]
    assert plan.projects[0].indicators[0].weight is None
