"""The faults, one or more a rule: what a clerk would have to write for the rule to find it."""

from __future__ import annotations

import random
import re
from typing import Any

from bench.planted import Plant, Raw, _drop, _of, _pick, _put
from jixiao.terms.indicators import Level2

#: Rules that look at an earlier plan, with the year that plan is of.
YEARS = {
    "G101": 2022,
    "G102": 2022,
    "G103": 2022,
    "G104": 2022,
    "G105": 2023,
    "G106": 2022,
    "G107": 2023,
}
PEERS = {"J101", "J102"}
Q2, OK2, T2, C2 = Level2.QUANTITY, Level2.QUALITY, Level2.TIMELINESS, Level2.COST
S2, SAT = Level2.SOCIAL, Level2.SATISFACTION


def _field(**fields: Any) -> Plant:
    return lambda project, _: _change(project, fields)


def _change(project: Raw, fields: Raw) -> None:
    """Write into the very record of the plan that ``project`` is a view of."""
    record = next(p for p in project["all"] if p["id"] == project["id"])
    record.update(fields)


def _budget(**parts: str | None) -> Plant:
    return lambda project, _: project["budget"].update(parts)


def _spending(*percents: str | None) -> Plant:
    def plant(project: Raw, _: random.Random) -> None:
        for point, percent in zip(project["spending_plan"], percents, strict=True):
            point["percent"] = percent

    return plant


def _another(project: Raw) -> Raw:
    here = next(n for n, p in enumerate(project["all"]) if p["id"] == project["id"])
    other: Raw = project["all"][here - 1]
    return other


def _change_other(project: Raw, use: str) -> None:
    _another(project)["use"] = use


def _price_apart(project: Raw, _: random.Random) -> None:
    _of(project, Q2).update(target="≥3600人", name="体检人数")
    _of(project, C2).update(target="≤2500元/人", name="人均体检成本", level1="产出指标")


def _same_output(project: Raw, _: random.Random) -> None:
    row = dict(_of(_another(project), Q2))
    row["id"] = _of(project, Q2)["id"]
    _of(project, Q2).update(row)


def _same_name(project: Raw, _: random.Random) -> None:
    _of(project, OK2).update(name="按标准办成率", description="办成的件数占全部件数的比率")
    _of(_another(project), OK2).update(
        name="按标准办成率", description="达到标准的点位占全部点位的比率"
    )


def _two_names(project: Raw, _: random.Random) -> None:
    same = "已经处置的不合格批次占检出不合格批次的比率"
    _of(project, OK2).update(name="不合格查处率", description=same)
    _of(_another(project), OK2).update(name="不合格处理率", description=same)


def _tables_alike(project: Raw, _: random.Random) -> None:
    for row, other in zip(project["indicators"], _another(project)["indicators"], strict=True):
        row.update({k: v for k, v in other.items() if k != "id"})


def _dear(project: Raw, _: random.Random) -> None:
    _of(project, Q2).update(name="巡护里程", target="≥10公里", description="巡护的里程")
    _of(_another(project), Q2).update(
        name="巡护里程", target="≥900公里", description="另一片区巡护的里程"
    )


def _scored(**fields: str | None) -> Plant:
    """A self-evaluation filled in well, but for one row's fields."""

    def plant(project: Raw, _: random.Random) -> None:
        for row, points in zip(project["indicators"], _points(project), strict=True):
            value = row["target"].lstrip("≥≤=")
            row.update(weight=points, actual=value, score=points)
        _of(project, Q2).update(fields)

    return plant


def _points(project: Raw) -> list[str]:
    rows = len(project["indicators"])
    each = 90 // rows
    return [str(each)] * (rows - 1) + [str(90 - each * (rows - 1))]


def _money(**fields: str) -> Plant:
    def plant(project: Raw, chance: random.Random) -> None:
        _scored()(project, chance)
        total = project["budget"]["total"]
        money = {
            "initial": total,
            "adjusted": total,
            "executed": total,
            "points": "10",
            "score": "10",
        }
        _change(project, {"executed": money | fields})

    return plant


def _low_execution(project: Raw, chance: random.Random) -> None:
    _money(adjusted="100", executed="60", score="6.00")(project, chance)


def _ahead(project: Raw, chance: random.Random) -> None:
    _money()(project, chance)
    _of(project, Q2).update(
        actual="30" + _of(project, Q2)["target"][4:].lstrip("0123456789"), deviation="任务推迟"
    )


def _all_hundred(project: Raw, _: random.Random) -> None:
    for row in project["indicators"]:
        row.update(actual="100")


def _then(kind: Level2, now: str, **fields: str) -> Plant:
    def plant(project: Raw, _: random.Random) -> None:
        _of(project, kind)["target"] = now
        _of(project["then"], kind).update(fields)

    return plant


def _exceeded(project: Raw, _: random.Random) -> None:
    for row in project["then"]["indicators"]:
        value = row["target"].lstrip("≥≤=").rstrip("%件批次台家条元人个")
        factor = 0.5 if row["target"].startswith("≤") else 1.5
        row["actual"] = f"{float(value) * factor:g}"


def _copied_budget(project: Raw, _: random.Random) -> None:
    project["then"]["budget"].update(total="3.33", fiscal="3.33")


def _code(project: Raw, _: random.Random) -> None:
    last = "K" if project["code"][-1] != "K" else "M"
    _change(project, {"code": project["code"][:-1] + last})


def _name(template: str) -> Plant:
    def plant(project: Raw, _: random.Random) -> None:
        _change(project, {"name": template.format(project["short_name"], project["code"][9:15])})

    return plant


def _double(project: Raw, _: random.Random) -> None:
    row = dict(_of(project, Q2))
    project["indicators"].append(row | {"id": f"{project['id']}/99"})


def _describe_all(project: Raw, _: random.Random) -> None:
    for row in project["indicators"]:
        row["description"] = "按实施方案的要求评价"


def _weights(*points: str) -> Plant:
    def plant(project: Raw, _: random.Random) -> None:
        for row in project["indicators"]:
            row["weight"] = points[0]

    return plant


def _no_benefit(project: Raw, chance: random.Random) -> None:
    _drop(S2, Level2.SUSTAINABLE, Level2.ECONOMIC, Level2.ECOLOGICAL)(project, chance)


def _only_slogan(project: Raw, chance: random.Random) -> None:
    _drop(Level2.SUSTAINABLE)(project, chance)
    _of(project, S2).update(name="维护市场秩序", target="有效提升")


def _lasting(project: Raw, chance: random.Random) -> None:
    _drop(Level2.SUSTAINABLE)(project, chance)
    _change(project, {"use": "用于购置检验设备、建设监测系统的支出"})


def _everywhere(project: Raw, _: random.Random) -> None:
    for one in project["all"]:
        for row in one["indicators"][:-1]:
            row["basis"] = "2023年工作计划"


def _plan(**fields: Any) -> Plant:
    """A plant in Part 1 of the plan."""
    return lambda project, _: project["plan"].update(fields)


def _sums(project: Raw, _: random.Random) -> None:
    for row, points in zip(project["indicators"], (60, 5, 5, 5, 5, 5, 3, 2), strict=True):
        row["weight"] = str(points)


#: Rules whose finding is about Part 1 and so names no project.
WHOLE = {"A101", "A102", "C305", "E106"}

PLANTS: dict[str, Plant] = {
    "A101": lambda p, _: p["plan"].update(
        safeguards=[], sections=[{"heading": "三、工作保障措施"}]
    ),
    "A102": _plan(
        sections=[{"heading": "一、总体目标", "text": "如下。"}, {"heading": "一、总体目标"}]
    ),
    "D109": _sums,
    "E106": lambda p, _: p["plan"]["duty_goals"].append(
        {"number": "99", "duty": "地震台网维护", "text": "地震台网维护职责的绩效目标是守好台站。"}
    ),
    "A201": _no_benefit,
    "A202": lambda p, _: p["indicators"].clear(),
    "A203": _drop(OK2),
    "A204": lambda p, _: p["goals"].clear(),
    "A205": _only_slogan,
    "A206": _lasting,
    "A207": lambda p, _: (_drop(SAT)(p, _), _change(p, {"use": "用于为群众发放补贴的支出"}))[0],
    "A208": lambda p, _: (_drop(C2)(p, _), _change(p, {"use": "用于购置检验设备的支出"}))[0],
    "A301": _put(Q2, level1="效益指标"),
    "A302": _pick(Q2, "name", "指标1", "……", "88"),
    "A303": _pick(Q2, "target", "", "/", "无"),
    "A304": _pick(Q2, "name", "XX任务件数", "检查次数（必填）", "完成**次"),
    "A305": _put(Level2.SUSTAINABLE, name="本项目不涉及", target="无"),
    "A306": _pick(OK2, "name", "质量指标", "质量", "产出质量"),
    "A307": lambda p, _: _change(p, {"short_name": "关于下达2023年专项补助资金的通知"}),
    "A401": _code,
    "A402": lambda p, _: _change(p, {"code": "13073022P00882810001T"}),
    "A403": lambda p, _: _change(
        p, {"name": f"【13073023X000004{p['code'][9:14]}】{p['short_name']}"}
    ),
    "A404": _name("怀财字〔2023〕年7号 {}"),
    "A405": _name("怀财字【2023】7号 {}"),
    "A406": lambda p, _: _change(p, {"code": "13072223P00008210002H"}),
    "B101": _spending("25", "60", "40", "100"),
    "B102": _spending("25", "50", "75", "90"),
    "B103": _budget(fiscal="1.00", other="0.50"),
    "B104": lambda p, _: p["budget"].update(total="198400", fiscal="198400"),
    "B105": _budget(total="0"),
    "B201": _put(Q2, target="312件"),
    "B202": _pick(Q2, "target", "≥500次数", "≥300人数"),
    "B203": lambda p, _: _of(p, Q2).update(target="≥" + re.sub(r"\D", "", _of(p, Q2)["target"])),
    "B204": _put(OK2, name="抽查合格率", target="≤95%"),
    "B205": _put(OK2, name="抽查合格率", target="≥120%"),
    "B206": _put(OK2, name="抽查合格率", target="≥100%"),
    "B207": _pick(Q2, "target", "≥**件", "≥#件"),
    "B208": _put(C2, name="总成本", target="≤99999万元", description="全部支出合计"),
    "B209": lambda p, _: _of(p, C2).update(name="总成本", target=f"≤{p['budget']['total']}万元"),
    "B210": _put(T2, name="项目完成时间", target="1年", description="最后一项任务通过验收的时间"),
    "B211": _put(T2, name="项目完成时间", target="44561", description="最后一项任务通过验收的时间"),
    "B212": _put(Q2, name="办理案件数", target="≥312次", description="当年立案的案件"),
    "B213": _put(OK2, name="家庭签约率", target="≥120人"),
    "B214": _put(
        T2, name="完成时间", target="2022年11月30日前", description="最后一项任务通过验收的时间"
    ),
    "B215": _put(OK2, target="≥0.97比例"),
    "B216": _put(T2, name="投诉办理时间", target="≥5个工作日", description="从受理到办结的时间"),
    "A308": _put(OK2, basis=None),
    "A309": _field(use=None),
    "B219": _price_apart,
    "B221": _put(Q2, name="深松整地面积", target="≤300亩", description="核实的作业面积"),
    "B220": _put(T2, name="设备安装完成时间", target="12月底前", description="最后一台装好的时间"),
    "B217": _put(C2, target="≤0万元"),
    "B218": lambda p, _: [row.update(target="100") for row in p["indicators"]] and None,
    "C101": _pick(S2, "target", "有效提升", "进一步优化", "较上年提高", "不断增强"),
    "C102": _put(Q2, name="专项整治行动次数", description="专项整治行动次数", target="≥312次"),
    "C103": _put(OK2, name="装置合格率", description="检定装置合格率"),
    "C104": lambda p, _: _change(p, {"goals": ["不断提升我省商品质量水平，全年抽检300批次"]}),
    "C105": _put(S2, name="保护农民利益案件占比", description="涉农案件占全部案件的比率"),
    "C106": _put(SAT, description="满意的受检满意度"),
    "C107": _put(SAT, basis="2023年工作计划", description="服务对象的满意份数占比"),
    "C108": _put(Q2, name="办理案件数", target="≥312件", description="当年办结的案件数量"),
    "C109": _pick(S2, "target", "效果明显", "良好", "显著"),
    "C110": _put(S2, name="提高工作效率", target="有效提高", description="办事更快"),
    "C111": _put(S2, name="促进社会稳定", target="≥95%", description="社会稳定"),
    "C112": lambda p, _: _of(p, Q2).update(name=f"补助企业{230}家", target="≥230家"),
    "C113": _describe_all,
    "C114": _put(T2, name="项目建设周期", target="基本建立", description="从开工到验收"),
    "C115": lambda p, _: (
        _change(p, {"goals": ["通过执法，有效维护公平竞争的市场秩序"]}),
        _of(p, S2).update(name="有效维护公平竞争的市场秩序", target="有效提升"),
    )[0],
    "C116": lambda p, _: _change(p, {"use": "用于各项业务工作方面的支出"}),
    "C117": _put(OK2, description="赤城县境内合格的件数占全部件数的比率"),
    "C118": _put(Q2, description="反映义务教育阶段适龄儿童入学升学和巩固情况"),
    "C205": _put(OK2, target="≥60%", basis="2022年实际达到95%"),
    "C307": _pick(OK2, "basis", "2031年实际完成数", "2029年统计年报"),
    "C306": _field(goals=["2021年完成设备更新80台"]),
    "C201": _pick(OK2, "basis", "历史数据", "历史经验", "上年度情况"),
    "C202": _put(T2, name="案件办结率", description="办结案件占立案案件的比率"),
    "C203": _put(T2, name="资金拨付及时率", description="按期拨付的资金占应拨付资金的比率"),
    "C204": _pick(OK2, "basis", "工作需要", "根据实际情况", "经验判断"),
    "C301": lambda p, _: _change(p, {"goals": [f"{p['use']}，保障工作"]}),
    "C302": lambda p, _: _change(p, {"goals": ["完成年度工作任务"]}),
    "C303": lambda p, _: _change(p, {"goals": [p["short_name"]]}),
    "C304": lambda p, _: _change(p, {"goals": ["其中3万元用于宣传，2万元用于差旅，1万元用于办公"]}),
    "C305": _plan(overall_goals=[{"text": "加强监管。"}, {"text": "优化服务，营造良好氛围。"}]),
    "D101": _double,
    "D102": lambda p, _: _change(p, {"goals": ["1、处理问题，2、建成县城雕塑公园"]}),
    "D103": lambda p, _: _change(p, {"use": "差旅费、翻译费用"}),
    "D104": lambda p, _: _of(p, S2).update(name=_of(p, Q2)["name"]),
    "D105": _weights("10"),
    "D106": lambda p, _: (
        _change(p, {"use": "用于计量器具检定的支出"}),
        _of(p, Q2).update(name="鉴定计量器具台件数"),
    )[0],
    "D107": lambda p, _: (
        _change(p, {"goals": ["全年抽检食品样品300批次"]}),
        _of(p, Q2).update(name="抽检食品样品批次", target="≥255批次"),
    )[0],
    "D108": lambda p, _: p["budget"].update(total="156.70", fiscal="156.70"),
    "D110": _put(Q2, name="贫困村公路硬化", target="≥312公里"),
    "E101": _same_output,
    "E102": _same_name,
    "E103": _two_names,
    "E104": _tables_alike,
    "E105": _put(SAT, basis="调查问卷"),
    "E107": _everywhere,
    "E108": _dear,
    "E109": lambda p, _: _change(p, {"short_name": "翻译外文图书", "use": "用于外文图书翻译"}),
    "E111": lambda p, _: _change(p, {"name": _another(p)["name"]}),
    "E110": lambda p, _: (
        _change(p, {"use": "执法装备的支出"}),
        _change_other(p, "用于执法装备支出"),
    )[0],
    "G101": _then(OK2, "≥80%", actual="99%"),
    "G102": lambda p, _: _of(p["then"], Q2).update(actual="30"),
    "G103": _copied_budget,
    "G104": _exceeded,
    "G105": _copied_budget,
    "G106": _then(OK2, "≥80%", target="≥95%"),
    "G107": _then(OK2, "≥80%", target="≥95%"),
    "K101": _low_execution,
    "K107": _scored(score="99"),
    "K102": _money(score="99"),
    "K109": _money(points="12", score="12"),
    "K131": _money(adjusted="100", executed="130"),
    "K115": _scored(actual=None),
    "K116": _all_hundred,
    "K118": _scored(actual="10", score="1"),
    "K114": lambda p, _: (_scored()(p, _), _of(p, Q2).update(actual=_of(p, Q2)["target"]))[0],
    "H107": _ahead,
    "K106": _low_execution,
    "K105": _money(adjusted="120", executed="90", rate="90", score="7.50"),
    "K132": lambda p, _: (
        _scored()(p, _),
        _of(p, S2).update(target="有效提升", actual="未达成年度指标且效果较差"),
    )[0],
    "K125": lambda p, _: (_scored()(p, _), _of(p, SAT).update(actual="105%"))[0],
    "K128": lambda p, _: (_scored()(p, _), _of(p, OK2).update(actual="45台"))[0],
    "K111": lambda p, _: (_scored()(p, _), _of(p, OK2).update(score="1"))[0],
    "K110": lambda p, _: (_scored()(p, _), _of(p, Q2).update(actual="80"))[0],
    "K127": lambda p, _: (_scored()(p, _), _of(p, OK2).update(actual="达成年度指标"))[0],
    "J101": lambda p, _: p["budget"].update(total="99.00", fiscal="99.00"),
    "J102": _put(OK2, target="≥70%"),
}
