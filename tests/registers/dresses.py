# ruff: noqa: E501 (headings stand as they are printed)
"""A thousand made rows in the dress of every source, with what real exports do, and the values counted beside.

The values are counted here, row by row as they are made, by code that knows nothing of the program.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

ROWS = 1000


@dataclass
class Dress:
    """One file: its rows under ``head``, what every measure should give, what must not be kept."""

    register: str
    connector: str
    head: list[str]
    rows: list[list[Any]] = field(default_factory=list)
    truth: dict[str, str | None] = field(default_factory=dict)
    title: str = ""
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    mapping: dict[str, str] = field(default_factory=dict)
    person: str = "某甲乙"


def _day(draw: random.Random, first: date = date(2023, 1, 1), days: int = 350) -> date:
    return first + timedelta(draw.randrange(days))


def _slashed(day: date) -> str:
    return f"{day.year}/{day.month}/{day.day}"


def _share(part: int, whole: int) -> str:
    return str((Decimal(100 * part) / whole).quantize(Decimal("0.01"), "ROUND_HALF_UP"))


def _money(value: Decimal) -> str:
    return format(value.normalize(), "f") if value else "0"


def penalties() -> Dress:
    """双公示 行政处罚."""
    draw = random.Random(1)
    head = (
        "行政相对人名称 行政相对人类别 行政相对人代码_1（统一社会信用代码） 行政相对人代码_2（工商注册号） "
        "行政相对人代码_3（组织机构代码） 行政相对人代码_4（税务登记号） 行政相对人代码_5（事业单位证书号） "
        "行政相对人代码_6（社会组织登记证号） 法定代表人 法定代表人身份证号 自然人证件类型 证件号码 行政处罚决定书文号 "
        "违法行为类型 违法事实 处罚依据 处罚类别 处罚内容 罚款金额（万元） 没收违法所得、没收非法财物的金额（万元） "
        "暂扣或吊销证照名称及编号 处罚决定日期 处罚有效期 公示截止期 处罚机关 处罚机关统一社会信用代码 数据来源单位 "
        "数据来源单位统一社会信用代码 备注"
    ).split(" ")
    made = Dress("penalty_cases", "credit_penalties", head, title="行政处罚信息（双公示）")
    total = Decimal(0)
    for n in range(ROWS):
        fine = Decimal(draw.choice(["0.5", "1", "0.123456", "2.35", "0"]))
        gain = draw.choice(["", "0.12", "0", "/"])
        day = _day(draw) if n % 20 else _day(draw, date(2022, 1, 1))
        if day.year == 2023:
            total += (fine * 10000).quantize(Decimal("0.01"))
            total += Decimal(gain) * 10000 if gain not in ("", "/") else 0
        made.rows.append(
            [
                "某甲乙" if n % 9 == 0 else f"某县第{n}商行", draw.choice(["法人及非法人组织", "个体工商户", "自然人"]),
                f"92131125MA0{n:07d}" if n % 9 else "", "", "", "/", "", "", "某甲乙", "", "身份证" if n % 9 == 0 else "", "",
                f"某市监处罚（2023）{n}号" if n % 2 else f"某市监处罚〔2023〕{n}号", "食品安全违法", "某甲乙销售过期食品",
                "食品安全法第一百二十四条", "罚款;没收违法所得", "罚款", str(fine), gain, "", _slashed(day), "2099/12/31",
                _slashed(day + timedelta(365)), " 某县市场监督管理局", "11131125000000000X", "某县市场监督管理局",
                "11131125000000000X", "某甲乙",
            ]
        )  # fmt: skip
    made.truth = {
        "case_penalties": _money(total),
        "case_closing_rate": None,
        "case_count_filed": None,
        "penalty_publication_on_time_rate": None,
    }
    return made


def permits() -> Dress:
    """双公示 行政许可."""
    draw = random.Random(2)
    head = (
        "行政相对人名称 行政相对人类别 行政相对人代码_1（统一社会信用代码） 法定代表人 法定代表人证件类型 法定代表人证件号码 "
        "证件类型 证件号码 行政许可决定文书名称 行政许可决定文书号 许可类别 许可证书名称 许可编号 许可内容 许可决定日期 "
        "有效期自 有效期至 许可机关 许可机关统一社会信用代码 当前状态 数据来源单位 数据来源单位统一社会信用代码 备注"
    ).split(" ")
    made, count = Dress("permits", "credit_permits", head), 0
    for n in range(ROWS):
        day = _day(draw) if n % 10 else _day(draw, date(2022, 1, 1))
        state = draw.choice(["有效", "有效", "1", "正常", "撤销"])
        count += day.year == 2023 and state != "撤销"
        made.rows.append(
            [
                f"某店{n}", "个体工商户", "", "某甲乙", "身份证", "", "", "", "食品经营许可决定书", f"某审食许〔{day.year}〕{n}号",
                draw.choice(["普通", "登记", "核准"]), "食品经营许可证", f"JY1{n:013d}", "热食类食品制售", _slashed(day),
                _slashed(day), draw.choice(["2099/12/31", _slashed(day + timedelta(1825))]), "某县行政审批局", "1", state,
                "某县行政审批局", "1", "",
            ]
        )  # fmt: skip
    made.truth = {"permits_count": str(count)}
    return made


FORM = (
    "任务来源 报送分类 检验机构名称 部署机构 抽样类型 抽样环节 抽样地点 食品分类 抽样单编号 检验目的/任务类别 单位名称 单位地址 "
    "所在省份 抽样人员 联系人 电子邮箱 电话 传真 邮编 所在地 区域类型 单位名称 单位地址 营业执照/社会信用代码 许可证类型 "
    "经营许可证号 年销售额 单位法人 联系人 电话 传真 邮编 摊位号或姓名 身份证号 所在地 企业地址 企业名称 生产许可证编号 "
    "生产单位联系人 生产单位电话 第三方企业名称 第三方企业性质 第三方企业所在地 第三方企业地址 第三方企业许可证类型 "
    "第三方企业许可证号 第三方企业联系人 第三方企业电话 第三方企业邮编 第三方企业传真 样品条码 样品商标 样品类型 样品来源 "
    "样品属性 包装分类 样品名称 购进日期 保质期 样品批号 样品规格型号 质量等级 单价 是否进口 原产地 抽样日期 抽样方式 样品形态 "
    "样品包装 抽样工具 储存条件 抽样基数 抽样数量 备样数量 单位 执行标准 备注"
).split(" ")


def food_form() -> Dress:
    """食品抽样单, 77 columns."""
    draw = random.Random(3)
    made = Dress("food_sampling", "food_sampling_form", FORM, title="抽样信息导出")
    for n in range(ROWS):
        cells = dict.fromkeys(range(len(FORM)), "/")
        day = _day(draw)
        for at, value in {
            0: "县级抽检", 1: "抽检监测（县级本级）", 2: "某检测公司", 3: "某县市场监督管理局", 4: "监督抽检", 5: "流通", 6: "超市",
            7: "乳制品", 8: f"XBJ23131125{n:06d}", 10: "某抽样所", 11: "某街1号", 13: "某甲乙", 14: "某甲乙", 21: f"某超市{n % 300}",
            22: "某街2号", 23: f"91131125MA{n % 300:07d}X", 27: "某甲乙", 28: "某甲乙", 36: "某乳业", 56: "牛奶", 57: str(day),
            62: "5.5", 65: str(day), 71: "30", 72: "12", 73: "4", 74: "袋",
        }.items():  # fmt: skip
            cells[at] = value
        made.rows.append([cells[i] for i in range(len(FORM))])
    made.truth = {"food_sampling_batches": None}
    return made


def food_results() -> Dress:
    """食品检验结果清单."""
    draw = random.Random(4)
    head = (
        "序号 报告书编号 抽样单编号 样品名称 食品大类 被抽样单位名称 标称生产企业名称 规格型号 生产日期/批号 抽样日期 到样日期 签发日期 "
        "检验项目数 不合格项目 检验结果 标准值 结论 报告类别 审核人 数据状态"
    ).split(" ")
    made, good, every = Dress("food_sampling", "food_results", head), 0, 0
    for n in range(ROWS):
        day, bad = _day(draw, days=330), n % 50 == 0
        good, every = good + (not bad), every + 1
        made.rows.append(
            [
                n + 1, f"R{n}", f"XBJ23131125{n:06d}", "牛奶", "乳制品", f"某超市{n % 300}", "某乳业", "250ml", "/", str(day),
                str(day + timedelta(2)), str(day + timedelta(19)), "12", "菌落总数" if bad else "/", "/", "/",
                "纯抽检不合格样品" if bad else draw.choice(["纯抽检合格样品", "合格"]), "", "某甲乙", "已归档",
            ]
        )  # fmt: skip
    made.truth = {
        "food_sampling_batches": str(every),
        "food_pass_rate": _share(good, every),
    }
    return made


def _answers(codes: bool) -> Dress:
    draw = random.Random(5)
    head = (
        "序号 提交答卷时间 所用时间 来源 来源详情 来自IP 总分 1、您的身份是？ 2、您在哪个乡镇？ "
        "3、您对市场监管工作的总体满意程度如何？ 4、请评价以下方面—办事效率 5、您的建议"
    ).split(" ")
    words = ["非常满意", "满意", "一般", "不满意", "非常不满意"]
    made, good, every = Dress("satisfaction", "wenjuanxing", head), 0, 0
    for n in range(ROWS):
        pick = draw.choices(range(6), [40, 30, 15, 8, 4, 3])[0]
        said = (
            (str(pick + 1) if codes else words[pick]) if pick < 5 else ("-3" if codes else "(空)")
        )
        good, every = good + (pick < 2), every + (pick < 5)
        moment = f"{_slashed(_day(draw))} {n % 24}:0{n % 10}:11"
        made.rows.append(
            [
                n + 1, moment, f"{n % 90 + 10}秒", draw.choice(["微信", "手机提交", "链接"]), "N/A", f"1.2.3.{n % 250}(河北-衡水)",
                "80", ("1" if codes else "消费者"), ("2" if codes else "城关镇"), said, ("1" if codes else "满意"),
                ("" if codes else "(空)"),
            ]
        )  # fmt: skip
    made.truth = {"satisfaction_share": _share(good, every)}
    made.person = "1.2.3."
    if codes:
        kinds = [
            "very_satisfied",
            "satisfied",
            "neutral",
            "dissatisfied",
            "very_dissatisfied",
        ]
        made.words = {"answer": {str(i + 1): kind for i, kind in enumerate(kinds)}}
    return made


def answers_by_text() -> Dress:
    """问卷星 by text."""
    return _answers(codes=False)


def answers_by_code() -> Dress:
    """问卷星 by code."""
    return _answers(codes=True)


def handled_12315() -> Dress:
    """12315 投诉处理表."""
    draw = random.Random(6)
    head = (
        "登记编号 登记日期 受理投诉类型 应急处理进展状况 消费安全事件类型 办理部门 经办人1 经办人2 调解结果 调解结束日期 协助单位类型 "
        "侵权类型 是否欺诈 争议金额(元) 挽回经济损失(元) 精神赔偿金额 加倍赔偿金额 行政文书号 处理结果"
    ).split(" ")
    made = Dress("complaints", "complaints_12315", head)
    received = closed = won = 0
    back = Decimal(0)
    for n in range(ROWS):
        day, shut = _day(draw, days=300), n % 7 != 0
        good, saved = shut and draw.random() < 0.6, Decimal(draw.randrange(1, 90000)) / 100
        received, closed, won = received + 1, closed + shut, won + good
        back += saved if good else 0
        made.rows.append(
            [
                f"1311250000{day:%Y%m%d}{n:07d}", str(day), "投诉", "", "", f"{n % 5}所", "某甲乙", "某甲乙",
                ("调解成功" if good else "调解不成功") if shut else "", str(day + timedelta(n % 40)) if shut else "", "", "质量",
                draw.choice(["是", "否"]), "100", str(saved) if good else "", "", "", "", "某甲乙退款" if shut else "",
            ]
        )  # fmt: skip
    made.truth = {
        "complaints_received": str(received),
        "mediation_success_rate": _share(won, closed),
        "loss_recovered": _money(back),
        "complaint_on_time_first_check_rate": None,
    }
    return made


def county() -> Dress:
    """县级投诉系统, with 回访."""
    draw = random.Random(7)
    head = (
        "编号 信息来源 接收方式 登记部门 受理登记人 登记时间 提供方 大类 小类 品种 被提供方 统一社会信用代码 实际经营地址 品牌 商品 "
        "涉及金额 数量 受理编号 信息类型 状态 登记日期 办理时限 超时次数 在办部门 调解结束时间 行政调解书文号 案值 争议金额 挽回经济损失 "
        "是否行政处罚 反馈时间 告知方式 回访人 回访状态 回访时间 回访方式 满意度 抄告"
    ).split(" ")
    made, counted, back = Dress("complaints", "county_complaints", head), 0, Decimal(0)
    for n in range(ROWS):
        day, kind = _day(draw, days=300), draw.choice(["投诉", "投诉", "举报", "咨询"])
        saved = Decimal(draw.randrange(1, 9000))
        counted, back = counted + (kind != "咨询"), back + saved
        end = day + timedelta(n % 30)
        made.rows.append(
            [
                f"1311250000{day:%Y%m%d}{n:07d}", "平台", "网络", "消保科", "某甲乙", f"{day} 08:00:00", "某甲乙", "商品", "食品", "奶",
                f"某店{n % 200}", "", "某街", "", "奶", "30", "1", f"S{n}", kind, "办结", str(day), str(day + timedelta(60)), "0",
                f"{n % 5}所", str(end), "", "", "30", str(saved), "否", f"{end} 09:00:00", "短信", "某甲乙", "已回访", str(end), "电话",
                draw.choice(["满意", "不满意", "一般"]), "",
            ]
        )  # fmt: skip
    made.truth = {
        "complaints_received": str(counted),
        "loss_recovered": _money(back),
        "complaint_on_time_first_check_rate": None,
    }
    return made


def hotline() -> Dress:
    """12345 work orders without a number."""
    draw = random.Random(8)
    head = "登记日期 投诉类型 来件标题 承办单位 办结时间 是否满意".split(" ")
    made, counted = Dress("complaints", "hotline_12345", head), 0
    for n in range(ROWS):
        day, kind = _day(draw, days=300), draw.choice(["投诉", "举报", "咨询", "建议"])
        counted += kind in ("投诉", "举报")
        made.rows.append(
            [
                f"{day} {n % 24:02d}:{n % 60:02d}:{n % 59:02d}", kind, f"反映某店{n}问题（某甲乙）", "市监局",
                f"{day + timedelta(5)} 10:00:00" if n % 3 else "", draw.choice(["满意", "不满意", "", "基本满意"]),
            ]
        )  # fmt: skip
    made.truth = {
        "complaints_received": str(counted),
        "mediation_success_rate": None,
    }
    return made


def inspected() -> Dress:
    """国家企业信用信息公示系统 抽查结果."""
    draw = random.Random(9)
    head = (
        "抽查计划编号 抽查计划名称 抽查任务编号 抽查任务名称 抽查类型 抽查机关 抽查完成日期 抽查结果 公示日期 统一社会信用代码/注册号 名称"
    ).split(" ")
    made = Dress("inspections", "inspection_results", head)
    names = set()
    for n in range(ROWS):
        day = _day(draw, days=330)
        names.add(n % 800)
        made.rows.append(
            [
                "P1", "年度计划", f"T{n // 100}", "登记事项抽查", draw.choice(["定向抽查", "不定向抽查"]), "某县局", str(day),
                draw.choice(["未发现问题", "未按规定公示应当公示的信息", "通过登记的住所（经营场所）无法联系", "发现问题已责令改正",
                             "不配合检查情节严重", "未发现开展本次抽查涉及的经营活动", "发现问题待后续处理"]),
                str(day + timedelta(9)), f"91131125MA{n % 800:07d}X", f"某公司{n % 800}",
            ]
        )  # fmt: skip
    made.truth = {"inspections_count": str(ROWS), "inspected_entities": str(len(names))}
    return made


def _paid(head: list[str], connector: str) -> Dress:
    draw = random.Random(10)
    made, total, count = Dress("payments", connector, head), Decimal(0), 0
    for n in range(ROWS):
        amount = Decimal(draw.randrange(100, 9000000)) / 100
        state = draw.choice(["已支付", "已支付", "已清算", "待支付", "退回", "支付失败", "作废"])
        done = state in ("已支付", "已清算")
        total, count = total + (amount if done else 0), count + done
        cells = {
            "支付凭证号": f"{n:012d}", "支付申请号": f"S{n}", "支付日期": str(_day(draw)), "支付令日期": str(_day(draw)),
            "预算单位": "某局", "项目代码": "131125230001", "项目名称": "抽检经费", "支出功能分类": "2013808", "部门经济分类": "30227",
            "支付方式": "直接支付", "收款人": "某甲乙", "支付金额": f"{amount:,.2f}", "实际支付金额": f"{amount:,.2f}",
            "实际清算金额": f"{amount:,.2f}", "用途": "抽检费", "退款标志": "否", "交易方向": "支付", "状态": state,
        }  # fmt: skip
        made.rows.append([cells.get(h, "") for h in head])
    made.truth = {"payments_total": _money(total), "payment_count": str(count)}
    return made


def vouchers() -> Dress:
    """一体化 支付凭证."""
    head = (
        "支付凭证号 支付申请号 支付日期 预算单位 项目代码 项目名称 支出功能分类 部门经济分类 支付方式 收款人 支付金额 实际支付金额 "
        "实际清算金额 用途 退款标志 交易方向 状态"
    )
    return _paid(head.split(" "), "payment_vouchers")


def clearing() -> Dress:
    """支付令清算清单."""
    head = "支付凭证号 支付令日期 预算单位 项目名称 收款人 实际清算金额 用途 状态"
    return _paid(head.split(" "), "payment_clearing")


def statistics() -> Dress:
    """消费者投诉处理情况表."""
    draw = random.Random(11)
    head = (
        "类别 受理投诉 已处理 调解成功 挽回经济损失（万元） 质量 安全 计量 合同 售后服务 人格尊严 广告 商标 价格 假冒 虚假宣传 其他"
    ).split(" ")
    made = Dress("complaint_statistics", "complaint_statistics", head, title="消费者投诉处理情况表")
    sums, back = [0, 0, 0], Decimal(0)
    for n in range(ROWS):
        taken = draw.randrange(5, 60)
        done = taken - draw.randrange(5)
        won, saved = done // 2, Decimal(draw.randrange(100)) / 100
        sums = [a + b for a, b in zip(sums, (taken, done, won), strict=True)]
        back += saved * 10000
        made.rows.append([f"第{n}类商品", taken, done, won, str(saved), taken, *[0] * 11])
    made.rows.append(["合计", *sums, str(back / 10000), sums[0], *[0] * 11])
    made.truth = {
        "statistics_complaints_accepted": str(sums[0]),
        "statistics_mediation_rate": _share(sums[2], sums[1]),
        "statistics_loss_recovered": _money(back),
    }
    return made


EVERY = (
    penalties, permits, food_form, food_results, answers_by_text, answers_by_code, handled_12315,
    county, hotline, inspected, vouchers, clearing, statistics,
)  # fmt: skip
