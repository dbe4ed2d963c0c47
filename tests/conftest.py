from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from jixiao.forms.reading import read_plan
from jixiao.grids import text
from jixiao.plan.model import Plan
from tests.needs import shared

# Examples are bounded in number, never in time: the machines that run them differ too much.
_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("default", deadline=None, max_examples=60, suppress_health_check=_SLOW)
settings.register_profile(
    "ci", deadline=None, max_examples=100, derandomize=True, suppress_health_check=_SLOW
)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def seed_text_path() -> Path:
    """The bureau's true text of 2023."""
    return shared("seed/huailai-2023.txt")


@pytest.fixture(scope="session")
def seed_plan(seed_text_path: Path) -> Plan:
    """The plan the true text holds."""
    return read_plan(text.read(seed_text_path.read_bytes(), seed_text_path.name))
