"""The recipe of a source, a register, a measure and a column does what it says, followed word for word."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from jixiao.measures.observing import observe
from jixiao.plan.json import loads
from jixiao.registers.intake import Outcome, take_in
from jixiao.registers.store import Store
from tests.needs import ROOT

_FILE = re.compile(r"`([^`\s]+\.(?:toml|csv|json))`[^\n]*\n\n```\w+\n(.*?)```", re.DOTALL)
END = date(2024, 3, 31)


def followed(folder: Path) -> dict[str, str]:
    """Every file of the recipe, put where it says; what each holds."""
    files = dict(_FILE.findall((ROOT / "docs/adding_a_source.md").read_text("utf-8")))
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return files


def taken(folder: Path, register: str, name: str) -> Outcome:
    store = Store(folder / "证据")
    return take_in(
        store.register(register), folder / name, store=store, who="绩效专管员", speaks_for=END
    )


def test_the_recipe_of_a_source_a_register_a_measure_and_a_column_holds(tmp_path: Path) -> None:
    files = followed(tmp_path)
    assert len(files) == 7
    rescues = taken(tmp_path, "lift_rescues", "救援.csv")
    assert (rescues.accepted, rescues.refused) == (4, 0)
    assert rescues.headings.source and rescues.headings.source.connector.name == "lift_platform"
    assert taken(tmp_path, "complaints", "投诉.csv").accepted == 3
    seen = observe(loads(files["计划.json"].encode()), Store(tmp_path / "证据"), END)
    assert [(one.value, one.unit) for one in seen] == [("66.67", "%"), ("2", "件")]
