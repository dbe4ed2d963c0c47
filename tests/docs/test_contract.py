"""The page for other programs says what the program does: commands, codes, names, examples."""

from __future__ import annotations

import json
import pkgutil
import re
from pathlib import Path

from jixiao.acts.act import Act
from jixiao.cli import commands
from jixiao.cli.exits import Exit
from jixiao.forms.shelf import shelf
from jixiao.registers.catalogue import registers
from jixiao.terms.forms import FormName
from jixiao.terms.targets import Better, Dimension, Operator, TargetKind
from tests.cli.test_commands import run
from tests.needs import ROOT

PAGE = (ROOT / "docs/contract.md").read_text()


def _section(number: str) -> str:
    return PAGE.partition(f"## §{number} ")[2].partition("\n## ")[0]


def _words(text: str) -> set[str]:
    return set(re.findall(r"`([^`\s]+)`", text))


def test_every_command_stands_on_the_page_and_no_other() -> None:
    told = re.findall(r"^\| `([a-z]+)` \|", _section("1"), re.MULTILINE)
    there = [module.name for module in pkgutil.iter_modules(commands.__path__)]
    assert sorted(told) == sorted(there)


def test_every_exit_code_stands_on_the_page() -> None:
    told = re.findall(r"^\| (\d) \|", _section("1"), re.MULTILINE)
    assert [int(code) for code in told] == [code.value for code in Exit]


def test_every_register_is_named() -> None:
    named = re.findall(r"`([a-z_]+)` [\u4e00-\u9fff]", _section("5").partition("台账的名字：")[2])
    assert sorted(named) == sorted(registers())


def test_every_form_is_named() -> None:
    assert _words(_section("11")) == {name.value for name in shelf()} == set(map(str, FormName))


def test_every_word_of_a_target_is_explained() -> None:
    told = _words(_section("3"))
    for words in (TargetKind, Operator, Dimension, Better):
        assert {word.value for word in words} <= told


def test_the_example_of_a_target_is_what_the_program_answers() -> None:
    given, told = re.findall(r"<!-- target: (.+?) -->\n```json\n(.+?)```", PAGE, re.DOTALL)[0]
    said = run("target", "--json", given=given + "\n")
    assert json.loads(said.stdout) == json.loads(told)


def test_the_example_of_a_forecast_is_answered_with_what_the_page_names() -> None:
    asked = re.findall(r"<!-- forecast -->\n```json\n(.+?)```", PAGE, re.DOTALL)[0]
    said = json.loads(run("forecast", "--json", given=asked).stdout)
    assert set(said) <= _words(_section("7a"))
    assert said["p_meet"] is not None


def test_the_example_of_actual_values_is_taken(tmp_path: Path) -> None:
    actuals = re.findall(r"<!-- actuals -->\n```json\n(.+?)```", PAGE, re.DOTALL)[0]
    file = tmp_path / "actuals.json"
    file.write_text(actuals)
    said = run(
        "score", str(ROOT / "examples/huailai-2023/plan.json"), "--actuals", str(file), "--json"
    )
    assert not said.stderr
    scored = json.loads(said.stdout)
    first = next(one for one in scored["projects"] if one["id"] == "13073023P00008210002K")
    assert first["execution"]["rate"] == "90.00"
    assert {"execution", "indicators", "total", "grade", "open"} <= _words(_section("8")) & set(
        first
    )
    assert scored["schema"] == "jixiao/score/1"


def test_every_part_of_an_act_is_named() -> None:
    assert {"seq", "kind", "subject", "says", "by", "on", "recorded", "seen", "binds"} == (
        set(Act.__dataclass_fields__) & _words(_section("9"))
    )
