"""Pages that are made once: for all of one role, until anything changes that they follow from."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jixiao.web import page_memory
from jixiao.web.house import act_rows
from jixiao.web.house.within import Memory
from tests.web.conftest import Bureau
from tests.web.ledgers import cases, taken
from tests.web.monitored import watched

PAGES = (
    "", "projects/1/", "findings/", "findings/?level=return", "bindings/", "history/", "money/", "monitoring/",
    "projects/1/monitoring/", "scores/", "projects/1/score/", "scores/department/", "projects/1/evaluation/",
)  # fmt: skip


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were filled."""
    filled: list[str] = []
    real = page_memory._made

    def counting(request: Any, name: str, words: dict[str, Any]) -> Any:
        filled.append(name)
        return real(request, name, words)

    monkeypatch.setattr(page_memory, "_made", counting)
    monkeypatch.setattr(page_memory, "_MADE", Memory(24_000_000))
    return filled


def _asked(bureau: Bureau, who: str, path: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", bureau.page(path, who))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_made_once_for_all_of_one_role(
    bureau: Bureau, made: list[str], path: str
) -> None:
    watched(bureau)
    first = bureau.page(bureau.path(path))
    filled = len(made)
    again, other = bureau.page(bureau.path(path)), bureau.page(bureau.path(path), "second")
    assert filled == 1
    # The test's own look beside it (conftest) fills it twice more; what is shown is the first.
    assert _main(first) == _main(again) == _main(other)
    assert "second" not in _main(other)


def _main(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", page[page.index("<main") :])


def test_each_has_a_token_of_their_own_by_which_forms_are_taken(bureau: Bureau) -> None:
    path, row = bureau.path("projects/1/"), bureau.plan.projects[0].indicators[0].id
    for who in ("clerk", "second"):
        client = Client(enforce_csrf_checks=True)
        client.force_login(bureau.people[who])
        page = client.get(path).content.decode()
        told = {
            "indicator": row,
            "field": "description",
            "value": who,
            "seen": bureau.record.head.number,
        }
        editor = page[page.index('id="cell-editor"') :]
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', editor)
        assert token and page_memory._TOKEN not in page
        assert client.post(path + "cell/", told).status_code == 403
        assert (
            client.post(path + "cell/", told | {"csrfmiddlewaretoken": token[1]}).status_code == 200
        )
        client.get(path)  # remembered by now for who comes next


def test_each_role_has_its_own_page(bureau: Bureau, made: list[str]) -> None:
    for who in ("clerk", "leader", "reader"):
        bureau.page(bureau.path("projects/1/"), who)
    assert len(made) == 3
    assert "cell-editor" in bureau.page(bureau.path("projects/1/"), "clerk")
    assert "cell-editor" not in bureau.page(bureau.path("projects/1/"), "reader")


def test_who_does_not_belong_here_is_shown_nothing_that_is_remembered(bureau: Bureau) -> None:
    for path in PAGES:
        bureau.page(bureau.path(path), "clerk")
        assert bureau.client("outsider").get(bureau.path(path)).status_code == 404
        assert bureau.client("nobody").get(bureau.path(path)).status_code == 302


@pytest.mark.parametrize("path", PAGES)
def test_after_a_change_of_any_kind_it_is_made_anew(
    bureau: Bureau, edit: Callable[..., Any], made: list[str], path: str
) -> None:
    watched(bureau)
    steps: list[Callable[[], Any]] = [
        lambda: edit("另一句说明", field="description"),
        lambda: taken(bureau, cases(closed=5)),
        lambda: type(bureau.department).objects.update(name="改了名的局"),
    ]
    bureau.page(bureau.path(path))
    for step in steps:
        step()
        before = len(made)
        bureau.page(bureau.path(path))
        assert len(made) == before + 1


def test_a_page_looks_at_the_record_once_and_the_next_one_anew(
    bureau: Bureau, edit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    real = act_rows.head

    def head(department_id: int, *rest: Any, **more: Any) -> Any:
        looked.append(department_id)
        return real(department_id, *rest, **more)

    bureau.page(bureau.path("scores/"))
    monkeypatch.setattr(act_rows, "head", head)
    bureau.page(bureau.path("projects/1/score/"))
    assert len(looked) == 1
    edit("另一句说明", field="description")
    assert "另一句说明" in bureau.page(bureau.path("projects/1/"))


def test_it_is_kept_for_a_while_only(
    bureau: Bureau, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_memory, "_KEPT_SECONDS", -1.0)
    for number in (1, 2):
        bureau.page(bureau.path("money/"))
        assert len(made) == number
