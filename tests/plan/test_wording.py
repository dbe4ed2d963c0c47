"""Words that hold numbers: each wording is read as a clerk reads it, or refused with its reason."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jixiao.plan.target_grammar import parse_target
from jixiao.plan.target_spelling import fold
from jixiao.terms.targets import TargetKind, TargetNote
from tests.needs import ROOT

_CASES = yaml.safe_load((ROOT / "specs/plan/wording.yml").read_text())
_WORDS = (TargetKind.LEVEL, TargetKind.NONE, TargetKind.BASELINE)


@pytest.mark.parametrize(("raw", "name", "level2", "column", "understood"), _CASES)
def test_is_read_or_refused(raw: str, name: str, level2: str, column: str, understood: str) -> None:
    target = parse_target(raw, name, level2, column)
    if understood == "?":
        no_number = target.kind in _WORDS and target.low is None and target.high is None
        assert no_number or (target.kind is TargetKind.UNCLEAR and target.notes)
        return
    read = (target.kind, target.operator, target.low, target.high, target.unit)
    shown = ["-" if value is None else str(value) for value in read]
    if target.kind in (TargetKind.LEVEL, TargetKind.NONE):
        shown = shown[:1]
    expected = understood.split(" ")
    assert [s for s, e in zip(shown, expected, strict=False) if e != "*"] == [
        e for e in expected[: len(shown)] if e != "*"
    ]


_SCALES = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))


def _spelled(number: int) -> str:
    """A number as it is written in Chinese: 120030 → 十二万零三十."""
    if number < 10:
        return "零一二三四五六七八九"[number]
    scale, name = next(pair for pair in _SCALES if number >= pair[0])
    above, below = divmod(number, scale)
    gap = "零" if below and below < scale // 10 else ""
    return _spelled(above) + name + (gap + _spelled(below) if below else "")


@given(st.integers(1, 10**11))
def test_a_number_written_in_chinese_is_that_number(number: int) -> None:
    target = parse_target(f"{_spelled(number)}人", "培训人数", "数量指标")
    assert (target.low, target.unit) == (str(number), "人")


_SAID = (
    "≥95%",
    "20台",
    "不少于3次",
    "30万元",
    "≤5天",
    "1.2万亩",
    "500元/人",
    "9月底前",
    "下降5%",
    "3-5台",
    "十二个",
    "每月2次",
)
_UNDONE_BY = (
    "，其中3个新建 +2 +N /5 (暂估) 左右 封顶 和2台 共2次 、8台 或更多 为主 以外 的80% ×2 起步 一半 上下 ~ - ? "
    "不含2人 的1.2倍 三成 两组 若干 多次 分2期"
).split()
_OTHERWISE = "约 近 预计 拟 其中 第 3次 一半 由2台增至 分2期 不含 除2台外 暂定".split()


@given(st.sampled_from(_SAID), st.sampled_from(_UNDONE_BY), st.sampled_from((*_OTHERWISE, "")))
def test_what_is_not_read_round_a_number_undoes_it(said: str, behind: str, before: str) -> None:
    """Every sign, word and further number round a number is accounted for, or there is no number."""
    for raw in (f"{said}{behind}", f"{before}{said}" if before else f"{said}{behind}"):
        target = parse_target(raw, "设备数量", "数量指标")
        told = TargetNote.PARTLY_READ in target.notes
        assert told or target.kind in (TargetKind.UNCLEAR, TargetKind.LEVEL), target


_BARE = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


@pytest.mark.parametrize(("raw", "name", "level2", "column", "understood"), _CASES)
def test_every_number_printed_stands_in_the_target(
    raw: str, name: str, level2: str, column: str, understood: str
) -> None:
    """But in dates, a year compared with, a multiplier folded in and what is said to be read in part."""
    target = parse_target(raw, name, level2, column)
    if target.kind not in (TargetKind.NUMBER, TargetKind.DURATION) or {
        TargetNote.PARTLY_READ, TargetNote.MULTIPLIER_FOLDED, TargetNote.SEVERAL_VALUES,
    } & set(target.notes):  # fmt: skip
        return
    printed = {Decimal(n.replace(",", "")) for n in _BARE.findall(fold(raw))}
    kept = {Decimal(n) for n in _BARE.findall(f"{target.low} {target.high} {target.unit}")}
    assert printed <= kept


@pytest.mark.parametrize(
    ("raw", "name", "unread"),
    [
        ("20人反对", "听证会代表人数", ("反对",)),
        ("5台故障", "设备运行数", ("故障",)),
        ("新建3座，改造2座", "泵站建设数量", ("新建", "改造2座")),
        ("30个试点县中的20个", "试点推进数", ("试点县中的20个",)),
        ("2个未完成", "项目完成数", ("未完成",)),
        ("≥8个项目延期", "项目完成数", ("项目延期",)),
    ],
)
def test_what_is_not_read_is_refused_and_named(raw: str, name: str, unread: tuple[str]) -> None:
    target = parse_target(raw, name, "数量指标")
    assert (target.kind, target.unread) == (TargetKind.UNCLEAR, unread)
    assert "".join(f"“{piece}”" for piece in unread) in "".join(target.reasons)


@pytest.mark.parametrize(
    ("raw", "name", "read"),
    [
        ("3个苗圃", "苗圃建设数量", ("3", "个")),
        ("5G基站200个", "5G基站建设数", ("200", "个")),
        ("5台故障", "设备故障台数", ("5", "台")),
        ("单价不高于1.8万元", "设备单价", ("1.8", "万元")),
        ("建成3座", "泵站建设数量", ("3", "座")),
        ("≤2起事故", "安全生产", ("2", "起")),
    ],
)
def test_what_the_name_holds_is_only_what_is_counted(
    raw: str, name: str, read: tuple[str, str]
) -> None:
    target = parse_target(raw, name)
    assert (target.low or target.high, target.unit) == read
