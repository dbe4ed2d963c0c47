"""What set-up brings in is what the program uses, and no more."""

from __future__ import annotations

import importlib.util
import re

import jixiao
from jixiao.grids import fonts
from tests.needs import ROOT


def _releases(lock: str) -> set[str]:
    return set(re.findall(r"^[\w.-]+==[^\s;]+", (ROOT / lock).read_text(), re.MULTILINE))


def test_running_needs_a_part_of_what_developing_needs_in_the_same_releases() -> None:
    running, everything = _releases("requirements-run.lock"), _releases("requirements.lock")
    assert running < everything
    names = {one.split("==")[0] for one in running}
    assert not names & {"pyspark", "playwright", "pytest", "mypy", "ruff"}


def test_the_fonts_that_are_kept_are_those_pages_are_set_in() -> None:
    spec = importlib.util.spec_from_file_location("ready", ROOT / "setup/ready.py")
    assert spec
    assert spec.loader
    ready = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(ready)
    assert ready.WEIGHTS == fonts.WEIGHTS


def test_the_newest_change_told_is_that_of_this_version() -> None:
    told = re.findall(r"^## (\S+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert told[0] == jixiao.__version__
