"""The picture of the house is the house: rooms in the order that the import contract holds."""

from __future__ import annotations

import re
import tomllib

from tests.needs import ROOT

HOUSE = (ROOT / "docs/house.md").read_text()


def _rooms_drawn() -> list[str]:
    table = HOUSE.partition("## 房间")[2].partition("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)


def _rooms_built() -> set[str]:
    return {p.name for p in (ROOT / "src/jixiao").iterdir() if (p / "__init__.py").exists()}


def _stairs() -> list[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    return [name.strip("()") for name in reversed(layers)]


def test_every_room_is_drawn_and_no_other() -> None:
    assert set(_rooms_drawn()) == _rooms_built()


def test_rooms_are_drawn_in_the_order_of_the_import_contract() -> None:
    drawn = _rooms_drawn()
    assert drawn == [name for name in _stairs() if name in drawn]


def test_contributors_are_told_the_same_order() -> None:
    said = re.search(r"`(terms → [^`]+)`", (ROOT / "CONTRIBUTING.md").read_text())
    assert said
    assert said[1].split(" → ") == _stairs()
