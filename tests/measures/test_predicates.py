"""The subset of SQL: what is allowed means what SQL means, everything else is refused with its place."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.law.packs import national_time
from jixiao.measures.predicates.dialects import Dialect, Writer
from jixiao.measures.predicates.reading import read_predicate, read_value
from jixiao.measures.predicates.text import PredicateError
from jixiao.measures.schema import ColumnSpec, ColumnType, Schema
from tests.measures.oracle import Oracle

SCHEMA = Schema(
    "cases",
    "案件",
    {
        c.name: c
        for c in (
            ColumnSpec("filed_on", "立案", ColumnType.DATE, event=True),
            ColumnSpec("closed_on", "结案", ColumnType.DATE, event=True),
            ColumnSpec("kind", "类型", ColumnType.TEXT, codes=("a", "b")),
            ColumnSpec("name", "名称", ColumnType.TEXT),
            ColumnSpec("fine", "罚款", ColumnType.DECIMAL),
            ColumnSpec("days", "天数", ColumnType.INTEGER),
            ColumnSpec("major", "重大", ColumnType.BOOLEAN),
        )
    },
)
HOSTILE = [
    "1=1; DROP TABLE cases", "true; select 1", "major -- x", "major /* x */", "major #x",
    "name = read_text('/etc/passwd')", "read_csv('x')", "(select count(*) from cases) > 0",
    "exists (select 1)", "kind in (select 'a')", "name like '%a%'", "name ilike 'a'", "name ~ 'a'",
    "regexp_matches(name, '(a+)+$')", "name similar to 'a'", "pg_sleep(10) is null", "sleep(9)",
    "pragma x", "set x = 1", "attach 'x'", "copy cases to 'x'", "install httpfs", "load x",
    "current_setting('x') = 'a'", "getenv('HOME') = 'a'", "version() = 'a'", "now() > filed_on",
    "random() > 0.5", "row_number() over () > 1", "sum(fine) > 1", "count(*) > 1", "max(days) > 1",
    "case when major then true end", "days::varchar = '1'", "cast(days as varchar) = '1'",
    "try_cast(name as date) is null", "days / 0 = 1", "days % 2 = 0", "days ** 2 = 1", "days // 2 = 1",
    "days & 1 = 1", "name || 'x' = 'y'", "name[1] = 'a'", "{'a': 1}.a = 1", "[1][1] = 1", "x -> 1",
    "list_filter([1], x -> true)", "cases.kind = 'a'", "main.cases.kind = 'a'", '"kind" = \'a\'',
    "`kind` = 'a'", "$1 = days", "? = days", "@days = 1", ":now > filed_on", ":as_of", ":as_of = filed_on",
    "filed_on = :as_of", ":start", "*", "", " ", "null", "major = null", "kind", "days", "1",
    "kind = 'c'", "kind = 1", "name < 'b'", "major > false", "filed_on = 'x'", "filed_on = '2023-13-01'",
    "filed_on > 20230101", "days = 'a'", "not days", "days and major", "major is 1", "fine * fine > 1",
    "nothing = 1", "kinds = 'a'", "kind = 'a' and", "(major", "major)", "kind in ()", "kind in (kind)",
    "days between 1", "kind ＝ 'a'", "major\u200b", "major\x00", "\ufeffmajor", "kind = ‘a’", "ｍajor",
    "major\u00a0and major", "maj\u043er", "e'\\x41' = name", "x'41' = name", "b'1' = name", "U&'\\0041' = name",
    "kind = 'a\\' or 1=1", "coalesce(days)", "coalesce(days, 'a') = 1", "if(major, 1) = 1",
    "starts_with(name, name)", "contains(name, '')", "contains(days, '1')", "workdays(filed_on, 1) > 1",
    "workdays(filed_on) > 1", "unrecorded(days)", "unrecorded(filed_on, closed_on)", "1e9 = days",
    "99999999999999999999 = days", "0x10 = days", "interval 1 day = filed_on", "timestamp '2023-01-01' = filed_on",
    "date '2023-1-1' = filed_on", "date name = filed_on", "filed_on + closed_on = filed_on",
    "major is distinct from true", "kind = any(['a'])", "values (1)", "from cases", "with x as (select 1) select 1",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_refused(text: str) -> None:
    with pytest.raises(PredicateError):
        read_predicate(text, SCHEMA)


def test_too_long_or_too_deep_is_refused() -> None:
    for text in ("major or " * 300 + "major", "(" * 60 + "major" + ")" * 60, "not " * 60 + "major",
                 "days in (" + ", ".join(["1"] * 300) + ") and major"):  # fmt: skip
        with pytest.raises(PredicateError):
            read_predicate(text, SCHEMA)


def test_a_long_plain_list_of_conditions_is_fine() -> None:
    assert read_predicate(" or ".join(f"days = {i}" for i in range(100)), SCHEMA)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("major and kinds = 'a'", "第11个字符处：台账“案件”没有“kinds”这一列；有：filed_on"),
        ("kind = 'c'", "“kind”没有代码“c”；有：a、b"),
        ("days > 'a'", "两边类型不同：整数与文字"),
        ("major and sleep(1) = 1", "第11个字符处：没有这样的函数“sleep”"),
        ("major; drop table x", "第6个字符处：不能用“;”"),
        ("kind ＝ 'a'", "第6个字符处：单引号外只能用半角英文字符，却有“＝”"),
        ("days", "应为一个条件，却是整数"),
        ("filed_on < '2023-02-30'", "“2023-02-30”不是日期"),
    ],
)
def test_the_message_names_the_place(text: str, said: str) -> None:
    with pytest.raises(PredicateError) as refused:
        read_predicate(text, SCHEMA)
    assert said in str(refused.value)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(PredicateError):
        read_predicate(text, SCHEMA)


_WORDS = (
    "kind", "days", "major", "filed_on", "=", "<", "and", "or", "not", "in", "(", ")", "'a'", "1", "null",
    "is", ",", "select", "from", "--", ";", "::", "date", ":as_of", "case", "when", "sum", "*", "like", "[", "]",
)  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join))
def test_words_in_any_order_are_read_or_refused(text: str) -> None:
    try:
        tree = read_predicate(text, SCHEMA)
    except PredicateError:
        return
    if not any(type(n).__name__ == "Reached" for n in tree.walk()):
        Writer(Dialect.DUCKDB, date(2023, 1, 1), date(2023, 12, 31)).sql(tree)


# What is allowed, built at random: our reading of it is DuckDB's own reading of the same text.

_DATES = st.dates(date(2022, 6, 1), date(2024, 6, 30))
_ATOMS = st.one_of(
    st.sampled_from(["major", "kind = 'a'", "kind <> 'b'", "kind in ('a', 'b')", "name = '甲''乙'",
                     "closed_on is null", "days is not null", "major is true", "fine > 10.5", "days >= -3",
                     "closed_on - filed_on <= 90", "filed_on + 30 < closed_on", "coalesce(days, 5) = 5",
                     "days + 2 * 3 > 7", "fine - days between 1 and 20", "starts_with(name, '甲')",
                     "contains(name, '乙')", "kind not in ('a')", "if(major, days, 0) > 1",
                     "filed_on between '2023-01-01' and date '2023-06-30'"]),
    _DATES.map(lambda d: f"filed_on <= '{d}'"),
    st.integers(-50, 50).map(lambda n: f"days < {n}"),
)  # fmt: skip
_CONDITIONS = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
            lambda t: f"({t[0]}) {t[1]} {t[2]}"
        ),
        inner.map(lambda c: f"not ({c})"),
    ),
    max_leaves=6,
)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


_ROWS = st.fixed_dictionaries(
    {
        "filed_on": _maybe(_DATES),
        "closed_on": _maybe(_DATES),
        "kind": _maybe(st.sampled_from(["a", "b"])),
        "name": _maybe(st.sampled_from(["甲", "甲'乙", "丙", ""])),
        "fine": _maybe(st.decimals(-100, 100, places=2)),
        "days": _maybe(st.integers(-60, 60)),
        "major": _maybe(st.booleans()),
    }
)
_TYPES = "filed_on DATE, closed_on DATE, kind VARCHAR, name VARCHAR, fine DECIMAL(18,2), days BIGINT, major BOOLEAN"


@given(_CONDITIONS, _ROWS)
def test_a_condition_means_what_sql_means(text: str, row: dict[str, Any]) -> None:
    tree = read_predicate(text, SCHEMA)
    writer = Writer(Dialect.DUCKDB, date(2023, 1, 1), date(2023, 12, 31))
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t ({_TYPES})")
        names = [spec.split()[0] for spec in _TYPES.replace("(18,2)", "").split(", ")]
        marks = ", ".join("?" * len(names))
        connection.execute(f"INSERT INTO t VALUES ({marks})", [row[n] for n in names])
        theirs, ours = connection.execute(f"SELECT {text}, {writer.sql(tree)} FROM t r").fetchall()[
            0
        ]
    assert ours == theirs
    plain = Oracle(date(2023, 12, 31), national_time().calendar()).value(tree, row, frozenset())
    assert plain == theirs or (plain is not None and bool(plain) == theirs)


@given(st.dates(date(2022, 1, 1), date(2024, 12, 1)), st.integers(0, 60))
def test_working_days_are_counted_after_the_first(start: date, count: int) -> None:
    calendar = national_time().calendar()
    due = calendar.after(start, count)
    assert calendar.between(start, due) == count
    assert count == 0 or calendar.is_working(due)
    assert (
        sum(calendar.is_working(start + timedelta(i + 1)) for i in range((due - start).days))
        == count
    )


def test_a_value_of_text_is_no_condition() -> None:
    assert read_value("coalesce(kind, name)", SCHEMA).type is ColumnType.TEXT
