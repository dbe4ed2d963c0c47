"""The registers of the bureau's duties, made up: cases, complaints, inspections, sampling, entities."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.measures.made_up.stratum import Ledger, Stratum, after, between, chance, one_of

STATIONS = ("沙城所", "土木所", "东花园所", "北辛堡所", "新保安所", "鸡鸣驿所")
_UNIT = one_of(STATIONS, 1)


def ledgers(year: int) -> Iterator[Ledger]:
    """Every ledger of the duties for a year."""
    yield Ledger("penalty_cases", 132, tuple(_cases(year)))
    yield Ledger("complaints", 1180, tuple(_complaints(year)))
    yield Ledger("inspections", 560, tuple(_inspections(year)))
    yield Ledger("market_entities", 2400, tuple(_entities(year)))
    yield Ledger("product_sampling", 268, tuple(_sampling(year, "SP")))
    yield Ledger("food_sampling", 1380, tuple(_sampling(year, "DC")))


def _cases(year: int) -> Iterator[Stratum]:
    base = {
        "case_no": f"'怀市监案{year}' || lpad(CAST(i AS VARCHAR), 9, '0')",
        "category": one_of(("食品", "产品质量", "价格", "广告", "无照经营"), 2),
        "source": one_of(("inspection", "complaint", "transfer", "sampling"), 3),
        "party_type": one_of(("enterprise", "individual_business", "person"), 4),
        "unit": _UNIT,
        "major": "false",
        "consumer": f"{chance(5)} < 0.3",
        "pyramid_selling": "false",
        "fine": f"round(200 + 20000 * pow({chance(6)}, 3), 2)",
    }
    done = {"filed": 1, "closed_of_filed": 1, "closed_in_year": 1, "judged": 1}

    def case(
        filed: str, closed: str | None, share: float = 0, fixed: int = 0, **more: object
    ) -> Stratum:
        columns = base | {"filed_on": filed, "status": "'closed'" if closed else "'filed'"}
        columns |= {"closed_on": closed} if closed else {}
        columns |= {k: str(v) for k, v in more.items() if k != "counts"}
        counts = more.get("counts")
        return Stratum(columns, counts if isinstance(counts, dict) else {}, share, fixed)

    filed = between(3, 235, 10, year)
    yield case(filed, after(filed, 20, 85, 11), 0.78, counts=done | {"in_time": 1})
    filed = between(3, 190, 12, year)
    yield case(
        filed, after(filed, 95, 115, 13), 0.06, extension_days=30, counts=done | {"in_time": 1}
    )
    yield case(
        filed, after(filed, 100, 125, 14), 0.04, suspended_days=40, counts=done | {"in_time": 1}
    )
    yield case(filed, after(filed, 93, 140, 15), 0.03, counts=done)
    yield case(filed, None, 0.02, counts={"filed": 1, "judged": 1})
    yield case(between(300, 360, 16, year), None, 0.05, counts={"filed": 1})
    late = between(322, 360, 17, year)
    yield case(
        late, f"(DATE '{year + 1}-01-05' + CAST(i % 40 AS INTEGER))", 0.02, counts={"filed": 1}
    )
    before = between(320, 360, 18, year - 1)
    yield case(
        before,
        f"(DATE '{year}-01-09' + CAST(i % 30 AS INTEGER))",
        0.04,
        counts={"closed_in_year": 1},
    )
    # Awkward ones: first and last day of the year, exactly the ninetieth day, and the day after it.
    yield case(
        f"DATE '{year}-01-01'", f"DATE '{year}-01-01' + 90", fixed=1, counts=done | {"in_time": 1}
    )
    yield case(f"DATE '{year}-01-01'", f"DATE '{year}-01-01' + 91", fixed=1, counts=done)
    yield case(
        f"DATE '{year}-12-31'", f"DATE '{year}-12-31'", fixed=1, counts=done | {"in_time": 1}
    )
    yield case(f"DATE '{year}-12-30'", f"DATE '{year + 1}-01-01'", fixed=1, counts={"filed": 1})
    yield case(f"DATE '{year + 1}-01-03'", None, fixed=2)


def _complaints(year: int) -> Iterator[Stratum]:
    received = between(3, 330, 20, year, 0.9)
    base = {
        "complaint_no": f"'{year}130730' || lpad(CAST(i AS VARCHAR), 10, '0')",
        "kind": "CASE WHEN i % 5 = 0 THEN 'report' ELSE 'complaint' END",
        "channel": one_of(("hotline", "internet", "letter", "visit"), 21),
        "category": one_of(("质量", "售后服务", "价格", "合同", "广告"), 22),
        "received_on": received,
        "about_enforcement": "false",
        "unit": _UNIT,
    }
    checked = after(received, 1, 6, 23)
    closed = base | {
        "decision": "'accepted'",
        "accepted_on": checked,
        "first_checked_on": checked,
        "closed_on": after(received, 8, 25, 24),
        "replied_on": after(received, 26, 28, 25),
        "status": "'closed'",
        "recovered": f"round(30 + 900 * pow({chance(26)}, 4), 2)",
    }
    handled = {"received": 1, "handled": 1}
    yield Stratum(closed | {"mediation": "'success'"}, handled, 0.52)
    yield Stratum(closed | {"mediation": "'failure'"}, handled, 0.35)
    refused = base | {
        "decision": "'not_accepted'",
        "status": "'not_accepted'",
        "first_checked_on": checked,
    }
    yield Stratum(refused | {"closed_on": after(received, 5, 9, 27)}, handled, 0.06)
    open_ones = base | {
        "received_on": between(350, 364, 28, year),
        "status": "'handling'",
        "decision": "'pending'",
    }
    yield Stratum(open_ones, {"received": 1}, 0.02)
    forgotten = base | {
        "received_on": between(3, 250, 29, year),
        "status": "'handling'",
        "decision": "'pending'",
    }
    yield Stratum(forgotten, {"received": 1}, 0.005)
    yield Stratum(
        base | {"kind": "'consultation'", "closed_on": received, "status": "'closed'"}, {}, 0.045
    )
    # Awkward ones: about our own enforcement; closed only next year; received on the last day.
    yield Stratum(
        closed | {"about_enforcement": "true"}, handled | {"about_enforcement": 1}, fixed=3
    )
    next_year = {
        "received_on": f"DATE '{year}-12-31'",
        "closed_on": f"DATE '{year + 1}-01-09'",
        "status": "'closed'",
    }
    yield Stratum(base | next_year, {"received": 1}, fixed=2)


def _inspections(year: int) -> Iterator[Stratum]:
    base = {
        "inspection_no": f"'JC{year}' || lpad(CAST(i AS VARCHAR), 9, '0')",
        "task_no": "'RW' || CAST(i % 24 AS VARCHAR)",
        "entity_name": "'模拟企业' || CAST(i // 2 AS VARCHAR)",
        "credit_code": "'91130730MA' || lpad(CAST(i // 2 AS VARCHAR), 8, '0')",
        "check_type": one_of(("random", "routine", "special"), 30),
        "inspected_on": between(5, 355, 31, year, 1.2),
        "inspector_count": "2",
        "unit": _UNIT,
        "online_trade": f"{chance(32)} < 0.1",
    }
    clean = base | {"result": "'no_problem'", "disposal_state": "'finished'"}
    # Two visits to each entity: visits are not entities.
    yield Stratum(clean, {"visits": 1}, 0.82)
    day = between(5, 320, 34, year)
    found = base | {
        "inspected_on": day,
        "result": "'ordered'",
        "finished_on": after(day, 5, 30, 33),
    }
    yield Stratum(found, {"visits": 1}, 0.16)
    yield Stratum(
        base | {"inspected_on": f"DATE '{year - 1}-12-29'", "result": "'no_problem'"}, {}, 0.02
    )
    yield Stratum(
        base | {"inspected_on": f"DATE '{year + 1}-01-02'", "result": "'no_problem'"}, {}, fixed=2
    )


def _entities(year: int) -> Iterator[Stratum]:
    base = {
        "credit_code": "'92130730MA' || lpad(CAST(i AS VARCHAR), 8, '0')",
        "name": "'模拟主体' || CAST(i AS VARCHAR)",
        "kind": one_of(("enterprise", "individual_business", "cooperative"), 40),
        "established_on": between(3, 360, 41, year - 4),
        "status": "'active'",
        "unit": _UNIT,
    }
    seen = {"monitored": "true", "monitored_on": between(20, 300, 42, year)}
    yield Stratum(base | seen, {"existing": 1, "monitored": 1}, 0.86)
    yield Stratum(base | {"monitored": "false"}, {"existing": 1}, 0.035)
    new = base | {"established_on": between(3, 200, 43, year)}
    yield Stratum(
        new | {"monitored": "true", "monitored_on": between(210, 340, 44, year)},
        {"existing": 1, "monitored": 1},
        0.06,
    )
    gone = base | {"status": "'cancelled'", "cancelled_on": between(3, 360, 45, year)} | seen
    yield Stratum(gone, {}, 0.04)
    # Awkward ones: cancelled just after the year; established after it; monitored only after it.
    later = {"status": "'cancelled'", "cancelled_on": f"DATE '{year + 1}-01-01'"}
    yield Stratum(base | seen | later, {"existing": 1, "monitored": 1}, fixed=2)
    yield Stratum(base | {"established_on": f"DATE '{year + 1}-01-01'"} | seen, {}, fixed=1)
    yield Stratum(
        base | {"monitored": "true", "monitored_on": f"DATE '{year + 1}-01-04'"},
        {"existing": 1},
        fixed=2,
    )


def _sampling(year: int, prefix: str) -> Iterator[Stratum]:
    sampled = between(10, 270, 50, year, 0.8)
    received = after(sampled, 1, 3, 51)
    base = {
        "sample_no": f"'{prefix}{year}' || lpad(CAST(i AS VARCHAR), 9, '0')",
        "product": one_of(("模拟样品甲", "模拟样品乙", "模拟样品丙"), 52),
        "sampled_entity": "'模拟企业' || CAST(i % 200 AS VARCHAR)",
        "stage": one_of(("circulation", "production"), 53),
        "sampled_on": sampled,
        "received_on": received,
        "reported_on": after(received, 5, 18, 54),
        "result": "'qualified'",
        "data_correct": "true",
        "unit": _UNIT,
        "cost": f"round(300 + 900 * {chance(55)}, 2)",
    }
    tested = {"batches": 1, "reports": 1, "reports_in_time": 1, "checked": 1, "correct": 1}
    bad = base | {"result": "'unqualified'", "failed_items": "'模拟项目'"}
    disposed = {"disposal_state": "'done'", "disposed_on": after(received, 30, 70, 56)}
    yield Stratum(base, tested, 0.93)
    yield Stratum(bad | disposed, tested | {"unqualified": 1, "disposed": 1}, 0.03)
    yield Stratum(base | {"data_correct": "NULL"}, tested | {"checked": 0, "correct": 0}, 0.02)
    no_report = {"result": "'cancelled'", "reported_on": "NULL", "data_correct": "NULL"}
    yield Stratum(base | no_report, {}, 0.02)
    # Awkward ones: report after the limit; unqualified turned qualified on re-test; not disposed;
    # data found wrong; sampled in the last days, so neither report nor limit is there yet.
    late = {"reported_on": f"({received} + 60)"}
    yield Stratum(base | late, tested | {"reports_in_time": 0}, fixed=2)
    retest = {"retested": "true", "retest_result": "'qualified'"}
    yield Stratum(bad | retest, tested, fixed=1)
    yield Stratum(bad | {"disposal_state": "'handling'"}, tested | {"unqualified": 1}, fixed=1)
    yield Stratum(base | {"data_correct": "false"}, tested | {"correct": 0}, fixed=1)
    last = {"sampled_on": f"DATE '{year}-12-29'", "received_on": f"DATE '{year}-12-29'", "reported_on": "NULL",
            "result": "'untested'", "data_correct": "NULL"}  # fmt: skip
    yield Stratum(base | last, {}, fixed=2)
