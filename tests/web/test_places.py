"""A county's own place on the pages: changed while the application runs, and every page follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.conftest import Bureau
from tests.web.scored_year import evidence, load, plan_of
from tests.web.test_scores import shown

COUNTY = """
extends = "hebei"
label = "青山县（虚构）"
source = "青财绩〔2022〕1号（虚构）"
divisions = ["130730"]
in_force_from = 2022-01-01

[grades]
"优" = "{best}"
"良" = "85"
"中" = "70"
"差" = "0"

[[checkpoints]]
name = "年中看一次"
covers = "06-30"
by = "07-10"
words = "年中看一次"

[[warnings]]
by = "06-30"
execution = "99"

[monitoring.rules.W102]
title = "青山县的预警线"
"""


def test_scores_and_monitoring_follow_a_place_as_soon_as_its_file_changes(
    bureau: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(bureau, plan_of())
    evidence(bureau)
    file = tmp_path / "places" / "qingshan" / "place.toml"
    file.parent.mkdir(parents=True)
    usual = shown(bureau.page(bureau.path("monitoring/?day=2023-07-31")))
    assert "青山县的预警线" not in usual
    monkeypatch.setenv("JIXIAO_PLACES", str(tmp_path / "places"))
    for best in ("95", "96.5"):
        file.write_text(COUNTY.format(best=best), "utf-8")
        scores = shown(bureau.page(bureau.path("scores/?compare=central-2020")))
        assert "由 青山县（虚构） 换成 中央：财预〔2015〕88号、财预〔2020〕10号" in scores
        monitoring = shown(bureau.page(bureau.path("monitoring/?day=2023-07-31")))
        assert "青山县的预警线" in monitoring
        assert f"优 {best}" in scores or f"优{best}" in scores, scores[:800]
