"""Writes the made-up year into an evidence folder: small through intake, large straight into the store."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from jixiao.acts.kinds.reported import ReportedValue, subject_of
from jixiao.acts.record import head, on_subject
from jixiao.measures.binding import bind
from jixiao.measures.gaps import MADE_UP
from jixiao.measures.made_up import duties, projects
from jixiao.measures.made_up.stratum import Ledger, rows_sql
from jixiao.measures.made_up.truth import answers, entities_visited, marks_of
from jixiao.measures.reported import ProofFile, report_in
from jixiao.measures.reporters import reporter_of
from jixiao.plan.model import Plan
from jixiao.registers.commit import commit, writing
from jixiao.registers.intake import take_in
from jixiao.registers.relation import layout, literal, quoted
from jixiao.registers.seals import Said
from jixiao.registers.store import Import, Store
from jixiao.terms.roles import Role

#: A ledger of up to so many rows goes through intake, as a department's own would.
THROUGH_INTAKE = 50_000


def write(folder: Path, plan: Plan, rows: int | None = None, seed: int = 2023) -> dict[str, Any]:
    """Write a made-up year for a plan and return the true answers at the year's end.

    ``rows``: about how many in all; without it, as many as the bureau would have. The same plan,
    rows and seed give the same year. Everything is brought by 模拟数据, which marks whatever shows it.

    Returns:
        ``{"as_of", "rows", "indicators": {id: true value or None}, "reported": [ids]}``.
    """
    bound, year = bind(plan)[0], plan.year or 2023
    store = Store(folder)
    every = [*duties.ledgers(year), *projects.ledgers(plan, year)]
    sized = [(one, round(one.rows * _factor(every, rows))) for one in every]
    total = sum(_put(store, ledger, wanted, seed, year) for ledger, wanted in sized)
    visits = next((one, wanted) for one, wanted in sized if one.register == "inspections")
    true = answers(bound, marks_of(sized), entities_visited(*visits), year)
    return {
        "as_of": date(year, 12, 31).isoformat(),
        "rows": total,
        "indicators": true,
        "reported": list(_report(store, bound, year)),
    }


def _factor(ledgers: list[Ledger], rows: int | None) -> float:
    """By how much the registers that grow are larger than in a plain year."""
    fixed = sum(s.fixed for ledger in ledgers for s in ledger.strata)
    growing = sum(ledger.rows for ledger in ledgers)
    return 1.0 if rows is None else max(rows - fixed, 0) / growing


def _put(store: Store, ledger: Ledger, wanted: int, seed: int, year: int) -> int:
    count = sum(s.rows(wanted) for s in ledger.strata)
    if count <= THROUGH_INTAKE:
        _through_intake(store, ledger, wanted, seed, year)
    else:
        _straight(store, ledger, wanted, seed, year)
    return count


def _through_intake(store: Store, ledger: Ledger, wanted: int, seed: int, year: int) -> None:
    register = store.register(ledger.register)
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / f"{register.label}（模拟）.csv"
        select = rows_sql(register, ledger, wanted, seed, labels=True)
        connection.execute(
            f"COPY (SELECT * EXCLUDE (i) FROM ({select}) ORDER BY i) TO {literal(str(path))} (HEADER)"
        )
        _repeat_first_row(path)
        done = take_in(register, path, store=store, who=MADE_UP, speaks_for=date(year, 12, 31))
    if done.sha256 is None and done.must_mend:
        raise AssertionError(f"{register.name}: {[f.fault for f in done.findings][:3]}")


def _repeat_first_row(path: Path) -> None:
    """One row stands twice, as happens in exports: it counts once."""
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]) + "\n", "utf-8")


def _straight(store: Store, ledger: Ledger, wanted: int, seed: int, year: int) -> None:
    """Too many to check row by row: the rows are right as they are made."""
    register = store.register(ledger.register)
    with writing(store) as folder, duckdb.connect(config={"memory_limit": "1500MB"}) as connection:
        made = folder / "data.parquet"
        connection.execute(f"SET temp_directory = {literal(str(folder / 'spill'))}")
        connection.execute("SET preserve_insertion_order = false")
        select = rows_sql(register, ledger, wanted, seed, labels=False)
        listed = ", ".join(
            _stored(select_names(ledger), name, kind) for name, kind in layout(register).items()
        )
        connection.execute(
            f"COPY (SELECT {listed}, i + 1 AS _row FROM ({select})) TO {literal(str(made))}"
            " (FORMAT parquet, COMPRESSION zstd)"
        )
        count = sum(s.rows(wanted) for s in ledger.strata)
        with made.open("rb") as written:
            sha256 = hashlib.file_digest(written, "sha256").hexdigest()
        record = Import(
            sha256=sha256, order=max((i.order for i in store.taken()), default=0) + 1,
            register_name=register.name, original_sha256=sha256, original_name=f"{register.label}（模拟）",
            who=MADE_UP, when=datetime.now(UTC).replace(microsecond=0), speaks_for=date(year, 12, 31),
            rows=count, accepted=count, stored=count, unchanged=0, repeated=0, refused=0, superseded=0,
            findings=0, headings="", mapping={}, layout=layout(register), sealed=True,
        )  # fmt: skip
        (folder / "record.json").write_text(record.model_dump_json(), "utf-8")
        moves = [
            (made, store.file(sha256)),
            (folder / "record.json", store.imports_folder / f"{sha256}.json"),
        ]
        told = Said.taken(record, (folder / "record.json").read_bytes())
        commit(store, [told], moves)


def select_names(ledger: Ledger) -> frozenset[str]:
    """The columns a ledger has."""
    return frozenset(name for stratum in ledger.strata for name in stratum.columns)


def _stored(have: frozenset[str], name: str, kind: str) -> str:
    return quoted(name) if name in have else f"CAST(NULL AS {kind}) AS {quoted(name)}"


def _report(store: Store, plan: Plan, year: int) -> Iterator[str]:
    """What is stated in words is reported by a made-up person on a made-up proof."""
    with store.record.writing() as writer:
        for _, indicator in plan.indicators():
            who = reporter_of(indicator)
            if who and indicator.measure is None:
                text = (
                    f"模拟数据：{indicator.name}情况说明。本文件是演示用的，不是任何单位的材料。\n"
                )
                person = f"{who.who}（模拟）"
                made = ReportedValue(
                    indicator.id, f"达成：{indicator.target.raw}（模拟）", None, person,
                    date(year, 12, 31).isoformat(), "", "", person, made_up=True,
                )  # fmt: skip
                proof = ProofFile("情况说明（模拟）.txt", text.encode())
                seen = head(on_subject(writer.book, subject_of(indicator.id)))
                report_in(writer, store, made, proof, Role.CLERK.value, "", seen)
                yield indicator.id
