"""The policy packs: what is in force where and when, how two differ, packs of one's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.law.packs import (
    PackError,
    UnknownPolicyError,
    chosen,
    folders_named,
    pack,
    packs,
)
from jixiao.law.packs_differences import differences
from jixiao.law.shelf import Verified

COUNTY = """
extends = "hebei"
label = "示例县"
in_force_from = 2023-01-01
source = "示例县财政局的通知，虚构。"
divisions = ["130730"]

[levels.B209]
level = "off"
reason = "本县成本指标统一写预算总额"

[levels.c101]
level = "return"
reason = "县里要求效益指标一律量化"

[thresholds.large_amount]
value = "100"
unit = "万元"
words = "预算数达到此数而只有一条数量指标，提请核对产出是否列全"
source = "示例"
verified = "full"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "example-county.toml").write_text(COUNTY, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", packs())
def test_weights_and_points_add_up_and_every_value_has_its_source(name: str) -> None:
    one = pack(name)
    assert sum(one.weights.values()) == 100
    assert sum(i.points for i in one.items) == 100
    assert one.source and one.label and one.forms and set(one.outcomes) == set(one.grades)
    needed = {"frame", "weights", "grades", "deductions", "items", "outcomes", "forms"}
    assert needed <= set(one.basis)
    based = [*one.thresholds.values(), *one.checkpoints, *one.warnings]
    assert all(part.basis.source and isinstance(part.basis.verified, Verified) for part in based)


def test_lower_bounds_belong_to_the_higher_grade() -> None:
    one = pack("central-2020")
    grades = [one.grade(Decimal(t)) for t in ("90", "89.99", "80", "60", "59.99", "0")]
    assert grades == ["优", "良", "良", "中", "差", "差"]
    assert [pack("sichuan-2025").grade(Decimal(t)) for t in ("70", "69.99", "60")] == [
        "中", "差", "差",
    ]  # fmt: skip


def test_sichuan_warns_at_four_days() -> None:
    warned = {w.by: w.execution for w in pack("sichuan-2025").warnings}
    assert warned == {"04-30": 25, "06-30": 40, "08-31": 60, "10-31": 80}
    assert not pack("central-2020").warnings


def test_the_third_point_of_the_hebei_form_is_october() -> None:
    assert "10-31" in [c.by for c in pack("hebei").checkpoints]
    assert "09-30" not in [c.by for c in pack("hebei").checkpoints]


def test_a_pack_is_chosen_with_its_reason() -> None:
    choice = chosen("510124", date(2021, 9, 1), own_cost=True)
    assert choice.pack.name == "central-2021" and choice.reason == "成本指标单列为一级指标"
    assert chosen(None, date(2021, 9, 1)).pack.name == "central-2020"
    assert chosen("510124", date(2025, 3, 17)).pack.name == "sichuan-2025"
    assert chosen("510124", date(2024, 3, 1)).pack.name == "central-2021"


def test_differences_in_sentences() -> None:
    said = differences(pack("central-2020"), pack("sichuan-2025"))
    assert (
        "等级“差”：“中央：财预〔2015〕88号、财预〔2020〕10号” 不满60分，“四川省：川财绩〔2025〕5号、10号” 不满70分。"
        in said
    )
    assert any("1—4月执行率低于25%" in line for line in said)
    assert all(line.endswith("。") for line in said)
    assert differences(pack("hebei"), pack("hebei")) == []


def test_a_county_extends_changes_rules_and_says_why(folder: Path) -> None:
    known = packs(folder)
    one = pack("example-county", among=known)
    assert one.off == {"B209"} and one.levels["C101"].value == "return"
    assert one.reasons["B209"] == "本县成本指标统一写预算总额"
    assert one.threshold("large_amount") == 100 and one.threshold("price_times") == 5
    assert chosen("130730", date(2023, 1, 1), among=known).pack is one
    assert chosen("130731", date(2023, 1, 1), among=known).pack.name == "hebei"
    assert any("规则 B209" in line for line in differences(pack("hebei"), one))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("= 1", "TOML"),
        ("colour = 1", "不认识 colour"),
        ('extends = "nowhere"', "nowhere"),
        ('extends = "broken"', "绕成了圈"),
        ('label = "甲"', "缺少"),
        ('extends = "hebei"\n[levels.B209]\nlevel = "off"', "理由"),
        ('extends = "hebei"\n[levels.B209]\nlevel = "never"\nreason = "甲"', "return"),
        ('extends = "hebei"\ncost = "sideways"', "under-output"),
        ('extends = "hebei"\nin_force_from = "2025"', "日期"),
        ('extends = "hebei"\n[weights]\noutput = "50"', "100"),
        ('extends = "hebei"\n[weights]\noutput = 50', "100"),
        ('extends = "hebei"\n[grades]\n"好" = "50"', "下限"),
        ('extends = "hebei"\n[thresholds.x]\nvalue = "1"', "没有哪里用到"),
        ('extends = "hebei"\nlevels = 3', "写得不对"),
    ],
)
def test_a_bad_pack_file_is_named_with_its_remedy(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "broken.toml").write_text(text, "utf-8")
    with pytest.raises(PackError, match=said) as wrong:
        packs(tmp_path)
    assert "broken.toml" in str(wrong.value) and "\n" not in str(wrong.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="JIXIAO_PACKS"):
        packs(tmp_path / "none")


def test_the_environment_names_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_PACKS", "somewhere")
    monkeypatch.setenv("JIXIAO_PLACES", "places")
    assert folders_named("else") == (Path("else"), Path("places"), Path("somewhere"))
    for name in ("JIXIAO_PACKS", "JIXIAO_PLACES"):
        monkeypatch.delenv(name)
    assert folders_named() == ()


def test_unknown_names_and_days_say_what_there_is() -> None:
    with pytest.raises(UnknownPolicyError, match="central-2020"):
        pack("nowhere")
    with pytest.raises(UnknownPolicyError, match="2021-08-18"):
        pack("central-2021", date(2020, 1, 1))
    with pytest.raises(UnknownPolicyError, match="2015-05-21"):
        chosen(None, date(1999, 1, 1))
