"""A database made before there was a record of acts: everything in it is said in the record, once."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

import pytest

from tests.needs import ROOT
from tests.web.postgresql import postgresql

_BEFORE = """
import hashlib, os
os.environ["DJANGO_SETTINGS_MODULE"] = "jixiao.web.settings"
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
call_command("migrate", "jixiao", "0008", verbosity=0)
call_command("migrate", "auth", verbosity=0)
old = MigrationExecutor(connection).loader.project_state([("jixiao", "0008_ledger_words")]).apps
of = lambda name: old.get_model("jixiao", name).objects
user = old.get_model("auth", "User").objects.create(username="clerk", first_name="王敏")
from jixiao.cli.commands.demo import example
from jixiao.plan.json import dumps
from jixiao.plan.model import MeasureRef
from jixiao.web.bindings import bound
from jixiao.web.edits import edited
bureau = of("Department").create(name="怀来县市场监督管理局", code="414001")
of("Membership").create(user=user, department=bureau, role="clerk")
record = of("PlanRecord").create(department=bureau, year=2023)
first = example()
row = first.projects[0].indicators[0]
second = edited(first, first.projects[0], row.id, "target", "≥30家")
third = bound(second, {row.id: MeasureRef(id="entities_count")})
told = {"author": user, "record": record}
def version(number, plan, reason, *changes, **more):
    text = dumps(plan, indent=None)
    made = of("Version").create(
        **told, number=number, content=text, content_hash=hashlib.sha256(text.encode()).hexdigest(),
        reason=reason, **more)
    for field, before, after in changes:
        of("Change").create(
            version=made, project_id=first.projects[0].id, project_name="注册监管", indicator_id=row.id,
            indicator_name=row.name, field=field, before=before, after=after, rule="B203")
    return made
one = version(1, first, "loaded")
version(2, second, "edited", ("target", "30家", "≥30家"))
version(3, third, "edited", ("measure", None, "entities_count"))
version(4, first, "restored", ("target", "≥30家", "30家"), restored_from=one)
name = {"project_id": first.projects[0].id, "project_name": "注册监管"}
about = name | {"indicator_id": row.id, "indicator_name": row.name}
band = of("Judged").create(**told, **about, kind="band", target="30家", band="met", percent="90", reason="做到了")
of("Judged").create(**told, **about, kind="undone", target="30家", undoes=band)
of("Judged").create(**told, **about, kind="not-applicable", target="30家", reason="已取消")
steps = of("SelfEvaluationStep")
steps.create(**told, **about, number=1, kind="written", field="deviation", before="", after="晚了")
text = '{"total": "90"}'
signed = hashlib.sha256(text.encode()).hexdigest()
steps.create(**told, **name, number=2, kind="submitted", content=text, content_hash=signed)
steps.create(**told, **name, number=3, kind="returned", reason="太泛")
no = {"rule": "B201", "project_id": first.projects[0].id, "indicator_id": row.id, "field": "target",
      "fault": "没有符号", "fault_hash": hashlib.sha256("没有符号".encode()).hexdigest()}
said = of("FindingDispute").create(**told, **no, reason="不对")
of("FindingDispute").create(**told, **no, withdraws=said)
claim = of("HonestyClaim").create(**told, file_name="自评表.docx", sha256="0" * 64, size=1)
sample = of("HonestySample").create(
    author=user, claim=claim, size=1, seed=1, claimed={"p": "99"}, priorities={"p": "0"})
of("HonestyRecheck").create(author=user, sample=sample, project_id="p", points="88.5", reason="看过凭证")
moments = list(of("Version").order_by("number").values_list("created", flat=True))
"""

_AFTER = """
call_command("migrate", verbosity=0)
from jixiao.web.acts import record_of, signer
from jixiao.acts.verification import verify
from jixiao.web.models import PlanRecord
from jixiao.web import judged
from jixiao.web.self_evaluation_steps import content_of, steps_of
from jixiao.web.versions import content_of as text_of
record = PlanRecord.objects.get()
found = record.versions
assert [v.number for v in found] == [1, 2, 3, 4]
assert [dumps(v.plan) for v in found] == [dumps(p) for p in (first, second, third, first)]
assert [v.created for v in found] == moments and {v.who for v in found} == {"王敏"}
assert [v.reason.value for v in found] == ["loaded", "edited", "edited", "restored"]
assert (found[1].rule, found[1].changes[0].after, found[3].restored_from) == ("B203", "≥30家", 1)
assert found[1].made.told.act.subject["field"] == "target"
assert found[2].made.told.act.kind == "binding_confirmed"
stands = judged.standing(record, first)[row.id].stands
assert (stands.kind.value, stands.reason, stands.who) == ("not_applicable", "已取消", "王敏")
mine = steps_of(record, first.projects[0].id)
assert [s.kind.label for s in mine] == ["填写", "提交", "退回"] and mine[2].reason == "太泛"
assert content_of(mine[1]) == text
book = record_of(bureau.pk).reading()
assert [t.says["points"] for t in book.of_kinds(["audit"])] == ["88.50"]
assert len(book.of_kinds(["dispute", "dispute_withdrawn"])) == 2
assert not verify(record_of(bureau.pk).back, signer().verifier).faults
assert book.size == 13
assert "jixiao_version" not in connection.introspection.table_names()
"""

_TAMPERED = """
with connection.cursor() as cursor:
    for statement in DROP: cursor.execute(statement)
    cursor.execute("UPDATE jixiao_version SET content = content || ' ' WHERE number = 2")
from jixiao.web.moving import EarlierContentError
try:
    call_command("migrate", verbosity=0)
except EarlierContentError as wrong:
    assert "第2版" in str(wrong) and "备份" in str(wrong)
else:
    raise SystemExit("moved")
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM jixiao_version")
    assert cursor.fetchone() == (4,)
    cursor.execute("SELECT count(*) FROM jixiao_actrow")
    assert cursor.fetchone() == (0,)
"""
_SQLITE = "DROP = ['DROP TRIGGER jixiao_version_no_update']"
_POSTGRESQL = "DROP = ['DROP TRIGGER jixiao_version_append_only ON jixiao_version']"


def _run(code: str, **environment: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        known = {k: v for k, v in os.environ.items() if k != "JIXIAO_DATABASE"}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False,
            env=known | {"JIXIAO_DATA": folder} | environment,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("after", [_AFTER, f"{_SQLITE}\n{_TAMPERED}"], ids=["whole", "tampered"])
def test_on_sqlite(after: str) -> None:
    _run(_BEFORE + after)


@pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="自己起一个 PostgreSQL")
@pytest.mark.parametrize(
    "after", [_AFTER, f"{_POSTGRESQL}\n{_TAMPERED}"], ids=["whole", "tampered"]
)
def test_on_postgresql(after: str) -> None:
    with postgresql() as address:
        _run(_BEFORE + after, JIXIAO_DATABASE=address)
