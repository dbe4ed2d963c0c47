"""Django for the tests of the pages: settings, a database of their own, a bureau with its people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client, override_settings
from django.test.utils import (
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)

from jixiao.acts.folder import FolderBack
from jixiao.acts.key import signer_in
from jixiao.acts.kind import Told
from jixiao.acts.record import Record
from jixiao.cli.commands.demo import example
from jixiao.plan.model import Plan
from jixiao.registers.store import Store
from jixiao.terms.plans import Reason
from jixiao.web import evidence, page_memory, versions
from jixiao.web.acts import DatabaseBack, record_of
from jixiao.web.models import Department, Membership, PlanRecord, Role
from jixiao.web.start import compile_words
from tests.acts.saying import Ticking
from tests.web.server import Served, served


@pytest.fixture(scope="session", autouse=True)
def database() -> Iterator[None]:
    """A test database for the whole session, made by the migrations."""
    compile_words()
    # The true hasher is slow on purpose; the tests sign in hundreds of times.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    yield
    teardown_databases(made, verbosity=0)
    teardown_test_environment()


@pytest.fixture
def forgotten(tmp_path: Path) -> Iterator[None]:
    """Whatever a test stores is rolled back behind it; its evidence lies in a folder of its own."""
    with transaction.atomic(), override_settings(DATA=tmp_path):
        yield
        transaction.set_rollback(True)


@pytest.fixture(params=["folder", "database"])
def record(request: pytest.FixtureRequest, tmp_path: Path, forgotten: None) -> Iterator[Record]:
    """An empty record, in either back."""
    signer = lambda: signer_in(tmp_path)  # noqa: E731
    if request.param == "folder":
        yield Record(FolderBack(tmp_path / "evidence"), signer, Ticking())
    else:
        bureau = Department.objects.create(name="某局")
        yield Record(DatabaseBack(bureau.pk), signer, Ticking())


@pytest.fixture(autouse=True)
def remembered_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page that a test is shown from memory is made anew beside it, and must be the same."""
    real, found = page_memory.page, page_memory._remembered

    def page(request: Any, here: Any, template: str, words: Callable[[], Any]) -> Any:
        known = found(page_memory._key(request, here))
        if known is not None:
            fresh = page_memory._made(request, template, words())
            assert (known.blocks, known.made_up, known.unread) == (
                fresh.blocks,
                fresh.made_up,
                fresh.unread,
            )
        return real(request, here, template, words)

    monkeypatch.setattr(page_memory, "page", page)


@dataclass(frozen=True)
class Bureau:
    """A department with its plan and its people, and another department beside it."""

    department: Department
    record: PlanRecord
    people: dict[str, User]

    @property
    def plan(self) -> Plan:
        return self.record.head.plan

    def path(self, rest: str = "") -> str:
        """An address of this department's plan."""
        return f"/departments/{self.department.pk}/{self.record.year}/{rest}"

    def place(self, rest: str = "") -> str:
        """An address of this department, of no year."""
        return f"/departments/{self.department.pk}/{rest}"

    def said(self, *kinds: str) -> list[Told]:
        """The acts of these kinds on this department's record, oldest first."""
        return record_of(self.department.pk).reading().of_kinds(kinds)

    @property
    def store(self) -> Store:
        return evidence.store_of(self.department.pk)

    def page(self, path: str, who: str = "clerk", status: int = 200) -> str:
        """The text of a page."""
        answer = self.client(who).get(path)
        assert answer.status_code == status, answer.content.decode()[-2000:]
        return answer.content.decode()

    def client(self, who: str) -> Client:
        """A browser signed in as one of the people; ``nobody`` is not."""
        client = Client()
        if who != "nobody":
            client.force_login(self.people[who])
        return client


@pytest.fixture(scope="session")
def example_plan() -> Plan:
    """The bureau's plan of 2023 as the demonstration has it."""
    return example()


@pytest.fixture
def bureau(forgotten: None, example_plan: Plan) -> Bureau:
    """The bureau, its plan stored as version 1."""
    own = Department.objects.create(name="怀来县市场监督管理局", code="414001", division="130730")
    other = Department.objects.create(name="另一个局", code="415001", division="130730")
    roles = {
        "clerk": Role.CLERK,
        "leader": Role.LEADER,
        "reviewer": Role.REVIEWER,
        "reader": Role.READER,
    }
    people = {name: _person(name, own, role) for name, role in roles.items()}
    people["outsider"] = _person("outsider", other, Role.CLERK)
    people["second"] = _person("second", own, Role.CLERK)
    versions.start(own, 2023, example_plan, people["clerk"], Reason.LOADED)
    return Bureau(own, PlanRecord.objects.get(department=own), people)


def _person(name: str, department: Department, role: Role) -> User:
    user = User.objects.create_user(name, password=f"{name}-password-1")
    Membership.objects.create(user=user, department=department, role=role)
    return user


@pytest.fixture
def edit(bureau: Bureau) -> Callable[..., Any]:
    """Save a cell of the first project as somebody: ``edit("≥30家", field="target")``."""

    def save(
        value: str,
        *,
        field: str = "target",
        who: str = "clerk",
        seen: int | None = None,
        row: int = 0,
        do: str = "",
        better: str = "",
    ) -> Any:
        told = {
            "indicator": bureau.plan.projects[0].indicators[row].id, "field": field, "value": value,
            "seen": bureau.record.head.number if seen is None else seen, "better": better,
        }  # fmt: skip
        return bureau.client(who).post(
            bureau.path(f"projects/1/cell/{do}"), told, headers={"HX-Request": "true"}
        )

    return save


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real browser. By the module: while one runs, Django refuses its database to this thread."""
    from tests.web.browsing import launched

    yield from launched()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Served]:
    """The demonstration, served."""
    with served(tmp_path) as running:
        yield running
