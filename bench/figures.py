"""Figures of a large store: what asking for them costs beside the same SQL run bare."""

from __future__ import annotations

import random
import sqlite3
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.people import people
from bench.stores import filled
from salesdesk.clock import today
from salesdesk.domain.columns import new_id
from salesdesk.domain.figures.periods import Period, around
from salesdesk.domain.instants import to_micros
from salesdesk.services import figures
from salesdesk.store.database import Store

_DAY = 86_400_000_000
_YEAR = 365 * _DAY


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the program, and of its own statements run bare on a connection of their own; the longest of them."""

    asked: float
    bare: float
    statements: int
    slowest: tuple[float, str]

    @property
    def ratio(self) -> float:
        """How many times the bare SQL it is."""
        return self.asked / self.bare


def store(folder: Path, deals: int, activities: int) -> Store:
    """A store with so many deals and activities over three years. They are written past the log, only to be read."""
    made = filled(folder / "figures.db", people(deals // 10))
    with sqlite3.connect(made.path) as connection:
        _fill(connection, to_micros(made.clock.now()), deals, activities)
        connection.execute("ANALYZE")
    connection.close()
    return made


def _fill(connection: sqlite3.Connection, now: int, deals: int, activities: int) -> None:
    chance = random.Random(1)
    whom = [one for (one,) in connection.execute("SELECT id FROM prospects")]
    rows: dict[str, list[dict[str, Any]]] = {"deals": [], "deal_lines": [], "activities": [], "credits": []}
    for _ in range(deals):
        _deal(rows, chance, now - chance.randrange(3 * _YEAR), chance.choice(whom))
    for _ in range(activities):
        kind, at = (
            chance.choice(("call-out", "email", "visit", "note", "call-in")),
            chance.randrange(3 * _YEAR),
        )
        one = {"id": new_id().bytes, "kind": kind, "at": now - at, "prospect": chance.choice(whom)}
        rows["activities"].append(one)
    for table, some in rows.items():
        _insert(connection, table, some)


def _deal(rows: dict[str, list[dict[str, Any]]], chance: random.Random, closed: int, prospect: bytes) -> None:
    deal, outcome = new_id().bytes, chance.choices(("won", "lost", "disqualified", ""), (50, 35, 5, 10))[0]
    said = {"id": deal, "title": "Trays", "prospect": prospect, "stage": "quote", "outcome": outcome}
    said["currency"] = "EUR" if chance.random() < 0.02 else "NOK"
    said["technique"] = chance.choice(("", "live demo", "sample box", "referral call"))
    said["opened_at"], said["closed_at"] = closed - chance.randrange(60 * _DAY), closed if outcome else None
    rows["deals"].append(said)
    for place in range(chance.choice((1, 1, 2))):
        line, price = new_id().bytes, chance.randrange(1_000, 900_000)
        sold = {"id": line, "deal": deal, "name": "Oak tray", "kind": "plain", "position": place}
        sold["quantity"] = chance.randrange(1, 40) * 1000
        sold["list_minor"], sold["cost_minor"] = price, price // 2
        sold["net_minor"] = price * chance.choice((100, 100, 95, 90)) // 100
        rows["deal_lines"].append(sold)
        if outcome == "won" and chance.random() < 0.01:
            back = {
                "id": new_id().bytes,
                "deal": deal,
                "line": line,
                "quantity": 1000,
                "minor": 500,
                "at": closed,
            }
            rows["credits"].append(back)


def _insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    blank = {
        name: 0 if "INT" in kind else "" for _, name, kind, needed, _, key in columns if needed and not key
    }
    names = [*dict.fromkeys((*blank, *rows[0]))]
    marks = ", ".join(f":{name}" for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    connection.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", [blank | row for row in rows])


def measure(made: Store, *, by: str = "", months: int = 0) -> Cost:
    """All figures of this year, or of so many months, beside their own statements run bare."""
    day = today(made.clock)
    period = around(day, "year")
    if months:
        period = Period(date(day.year - months // 12, 1, 1), period.end)
    with made.read() as reading:
        raw: Any = reading.connection.connection.driver_connection
        told: list[str] = []
        figures.read(reading, made.clock, "NOK", period, by=by)  # what is read once is in the cache for both
        raw.set_trace_callback(told.append)
        figures.read(reading, made.clock, "NOK", period, by=by)
        raw.set_trace_callback(None)
        begun = time.perf_counter()
        figures.read(reading, made.clock, "NOK", period, by=by)
        asked = time.perf_counter() - begun
        each: list[tuple[float, str]] = []
        for one in told:
            begun = time.perf_counter()
            raw.execute(one).fetchall()
            each.append((time.perf_counter() - begun, " ".join(one.split())[-160:]))
    return Cost(asked, sum(took for took, _ in each), len(told), max(each))
