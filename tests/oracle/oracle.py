"""Answers of the oracle: a store's rows laid into DuckDB, and one query for each figure of kpis.md."""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import duckdb

HERE: Final = Path(__file__).parent
TABLES: Final = (
    *(
        "activities",
        "commission_plans",
        "commission_tiers",
        "complaints",
        "credits",
        "deal_lines",
        "deal_stages",
        "deals",
        "delivery_promises",
        "expenses",
    ),
    *("fairs", "followups", "offers", "products", "prospects", "ratings", "reviewed_customers", "reviews"),
    *("sources", "stage_changes", "stints"),
)
HEADER: Final = re.compile(r"^-- figure: (\S+) \|(.*)$", re.MULTILINE)
FIRST_DAY, DAYS = date(1970, 1, 1), 36_600  # a hundred years: what lies outside is on no day


@dataclass(frozen=True)
class Answer:
    """A figure: money in whole units of the own currency, times in days, hours or minutes; None is no data."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    n: int
    excluded: int = 0


NOTHING: Final = Answer(None, None, None, 0)


@dataclass(frozen=True)
class Query:
    """A query of a figure, and the groups it can be told by; its id may end in `.*`, a variant."""

    sql: str
    groups: tuple[str, ...]


class Oracle:
    """The figures of the store at `path`, as seen in `zone` at `now`, in the currency `own`."""

    def __init__(self, path: Path, *, zone: str, own: str, now: datetime) -> None:
        self._zone = ZoneInfo(zone)
        self._queries = queries()
        self._db = duckdb.connect()
        _lay_days(self._db, self._zone)
        _lay_rows(self._db, path)
        self._set("moment", _micros(now))
        self._set("today", now.astimezone(self._zone).date().isoformat())
        self._set("own", own)
        self._db.execute((HERE / "facts.sql").read_text(encoding="utf-8"))

    def figure(self, name: str, start: date, end: date) -> Answer:
        """The figure over the local days from `start` until before `end`. Raises KeyError for an unknown name."""
        return self._ask(name, start, end, group="").get("all", NOTHING)

    def by(self, name: str, start: date, end: date, group: str) -> dict[str, Answer]:
        """The figure for each value of `group` that has any record.

        Keys: ids as hex in lower case (source, product, competitor, fair), the technique, new or returning,
        YYYY-MM, or the ISO day (a week's is its Monday); empty where nothing was said. Raises KeyError where
        the figure is not told by that group.
        """
        if group not in self._query(name).groups:
            raise KeyError(f"{name} is not told by {group}")
        return self._ask(name, start, end, group=group)

    def _query(self, name: str) -> Query:
        if name in self._queries:
            return self._queries[name]
        family, _, variant = name.partition(".")
        if not variant:
            raise KeyError(name)
        self._set("variant", variant)
        return self._queries[f"{family}.*"]

    def _ask(self, name: str, start: date, end: date, *, group: str) -> dict[str, Answer]:
        query = self._query(name)
        for edge, day in {"since": start, "until": end}.items():
            self._set_day(edge, day)
            self._set_day(f"year_before_{edge}", _a_year_before(day))
        text = query.sql.replace("{group}", f"coalesce({group}, '')" if group else "'all'")
        found = self._db.execute(text.replace("{by_product}", str(group == "product").lower()))
        names = [column[0] for column in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        return {row["grp"]: _answer(row) for row in rows}

    def _set(self, name: str, value: int | str) -> None:
        self._db.execute(f"SET VARIABLE {name} = ?", [value])

    def _set_day(self, name: str, day: date) -> None:
        self._set(name, _midnight(day, self._zone))
        self._set(f"{name}_day", day.isoformat())


def queries() -> dict[str, Query]:
    """Each figure's query, by its id, from the files beside this one."""
    found: dict[str, Query] = {}
    for file in sorted(HERE.glob("*.sql")):
        _, *parts = HEADER.split(file.read_text(encoding="utf-8"))
        for name, groups, sql in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            found[name] = Query(sql.strip().removesuffix(";"), tuple(groups.split()))
    return found


def _answer(row: dict[str, Any]) -> Answer:
    """A row's columns: value, or numerator and perhaps denominator; `unit` is how much of it makes one."""
    above = _parted(row.get("numerator"), row.get("unit", 1))
    below = _parted(row.get("denominator"), row.get("unit_below", 1))
    if "value" in row:
        value = _parted(row["value"], row.get("unit", 1))
    elif "denominator" in row:
        value = above / below if above is not None and below else None
    else:
        value = above
    return Answer(value, above, below, row["n"], row.get("excluded") or 0)


def _parted(number: float | None, unit: int) -> Decimal | None:
    return None if number is None else Decimal(number) / Decimal(unit)


def _a_year_before(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28) if leap_day else day.replace(year=day.year - 1)


def _micros(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def _midnight(day: date, zone: ZoneInfo) -> int:
    return _micros(datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC))


def _lay_days(db: duckdb.DuckDBPyConnection, zone: ZoneInfo) -> None:
    """Local days as instants: DuckDB need know no zones."""
    every = [FIRST_DAY + timedelta(days=n) for n in range(DAYS + 1)]
    starts = [_midnight(day, zone) for day in every]
    rows = (
        {"day": str(day), "week": str(day - timedelta(days=day.weekday())), "month": str(day)[:7],
         "since": since, "until": until}
        for day, since, until in zip(every, starts, starts[1:], strict=False)
    )  # fmt: skip
    kinds = {"day": "VARCHAR", "week": "VARCHAR", "month": "VARCHAR", "since": "BIGINT", "until": "BIGINT"}
    _lay(db, "days", kinds, rows)


def _lay_rows(db: duckdb.DuckDBPyConnection, path: Path) -> None:
    source = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        for table in TABLES:
            columns = source.execute(f"PRAGMA table_info({table})").fetchall()
            kinds = {name: "BIGINT" if "INT" in kind else "VARCHAR" for _, name, kind, *_ in columns}
            found = source.execute(f"SELECT * FROM {table} ORDER BY row")
            rows = (
                {name: v.hex() if isinstance(v, bytes) else v for name, v in zip(kinds, row, strict=True)}
                for row in found
            )
            _lay(db, table, kinds, rows)
    finally:
        source.close()


def _lay(
    db: duckdb.DuckDBPyConnection, table: str, kinds: dict[str, str], rows: Iterator[dict[str, Any]]
) -> None:
    """Makes a table of rows by way of a file of JSON, which is quicker than inserting and keeps null apart from ''."""
    columns = ", ".join(f'"{name}" {kind}' for name, kind in kinds.items())
    typed = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "rows.json")
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        db.execute(f"CREATE TABLE {table} ({columns})")
        if file.stat().st_size:
            db.execute(
                f"INSERT INTO {table} BY NAME SELECT * FROM read_json(?, format = 'newline_delimited',"
                f" columns = {{{typed}}})", [str(file)]
            )  # fmt: skip
