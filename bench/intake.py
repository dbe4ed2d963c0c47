"""Taking ledgers into the evidence store, against DuckDB merely reading and writing Parquet."""

from __future__ import annotations

import csv
import random
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from bench.table import Result, Work, against, in_turns
from jixiao.registers.duck import connect
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store

TITLE = "台账入库：一百万行 CSV，十万行 Excel"
HOW = (
    "“照抄”是地板：DuckDB 把同一份 CSV 读入并写成 Parquet，不做任何检查。"
    "“入库”含列名识别、逐行检查、个人信息处理、与库中已有的行比较、落盘和摘要，每次都入新库。"
    "投诉举报的个人信息不留存；行政处罚案件的当事人取带密钥的摘要（SHA-256，密钥在前，留一半）。"
    "文件是虚构的，行数一百万（CSV）和十万（Excel，15列）。各项轮流做，倍数取同一轮的比值的中位数。"
)
_ROWS, _EXCEL_ROWS, _ROUNDS = 1_000_000, 100_000, 5
_COMPLAINTS = (
    "登记编号 业务类型 接收日期 来源渠道 投诉人姓名 联系电话 被投诉人 统一社会信用代码 问题类别 "
    "受理决定 受理日期 初查日期 办结日期 挽回经济损失 承办单位"
).split()
_CASES = (
    "案件编号 案件类型 案件来源 当事人 当事人类型 统一社会信用代码 承办单位 项目编码 立案日期 "
    "处罚决定日期 结案日期 罚款金额（元） 案件状态 是否听证"
).split()


def run() -> list[Result]:
    """Measure on ledgers made for it, in a temporary folder."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        ledgers = {
            "投诉举报": ("complaints", _csv(folder / "complaints.csv", _COMPLAINTS, _complaints())),
            "行政处罚案件": ("penalty_cases", _csv(folder / "cases.csv", _CASES, _cases())),
        }
        works: dict[str, Work] = {}
        for label, (name, path) in ledgers.items():
            works[f"照抄 {label} CSV"] = lambda p=path: _copied(p)
            works[f"入库 {label} CSV"] = lambda n=name, p=path: _taken(n, p, folder / "store")
        book = _workbook(folder / "complaints.xlsx")
        works["入库 投诉举报 Excel"] = lambda: _taken("complaints", book, folder / "store")
        pairs = {f"入库 {label} CSV": f"照抄 {label} CSV" for label in ledgers}
        return against(in_turns(works, _ROUNDS), pairs)


def _copied(path: Path) -> None:
    with connect() as connection:
        connection.execute(f"COPY (FROM read_csv('{path}')) TO '{path}.parquet'")


def _taken(name: str, path: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    store = Store(folder)
    outcome = take_in(store.register(name), path, store=store, who="bench")
    assert outcome.sha256 and outcome.accepted == outcome.rows


def _complaints(rows: int = _ROWS) -> Iterator[list[object]]:
    draw = random.Random(2023)
    for n in range(rows):
        received = date(2023, 1, 1) + timedelta(draw.randrange(330))
        accepted, checked = (received + timedelta(draw.randrange(1, 9)) for _ in range(2))
        yield [
            f"1130730{n:012d}", ("投诉", "举报")[n % 2], received, ("电话", "互联网", "来访")[n % 3],
            f"人{n % 5000}", f"138{n % 10**8:08d}", f"某超市{n % 3000}号店", f"91130730MA{n % 3000:07d}X",
            ("食品", "服务", "价格", "广告")[n % 4], ("受理", "不予受理")[n % 7 == 0], accepted, checked,
            accepted + timedelta(draw.randrange(30)), f"{draw.randrange(5000)}.50", f"{n % 17}所",
        ]  # fmt: skip


def _cases() -> Iterator[list[object]]:
    draw = random.Random(2023)
    for n in range(_ROWS):
        filed = date(2023, 1, 1) + timedelta(draw.randrange(250))
        decided = filed + timedelta(draw.randrange(90))
        yield [
            f"冀怀市监罚〔2023〕{n}号", ("食品", "广告", "价格")[n % 3], ("投诉举报", "监督检查")[n % 2],
            f"当事人{n}", ("企业", "个体工商户", "自然人")[n % 3], f"91130730MA{n % 9000:07d}X", f"{n % 17}所",
            "13073023P00009410006", filed, decided, decided + timedelta(draw.randrange(25)),
            f"{draw.randrange(100, 9000)}.00", ("已结案", "办理中")[n % 9 == 0], "否",
        ]  # fmt: skip


def _csv(path: Path, head: list[str], rows: Iterator[list[object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        writer.writerow(head)
        writer.writerows(rows)
    return path


def _workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(
        path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    ) as book:
        sheet = book.add_worksheet("投诉举报")
        sheet.write_row(0, 0, _COMPLAINTS)
        for at, row in enumerate(_complaints(_EXCEL_ROWS), start=1):
            sheet.write_row(at, 0, row)
    return path
