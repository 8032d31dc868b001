"""A small store, made by hand around March 2026 in Oslo, whose figures can be worked out on paper."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.factories import open_store

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
# Fields that hold another record's id; the story writes that record's short name instead.
REFERS = {
    "prospect",
    "company",
    "deal",
    "product",
    "line",
    "fair",
    "source",
    "merged_into",
    "complaint",
    "review",
    "competitor",
    "plan",
}


def at(local: str) -> int:
    """`03-29 10:00` of 2026 (or with a year) in Oslo, as microseconds UTC."""
    text = local if local[:2] == "20" else f"2026-{local}"
    when = datetime.fromisoformat(text if ":" in text else f"{text} 12:00").replace(tzinfo=OSLO)
    return (when.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


class Story:
    """Rows put straight into the tables of a new store."""

    def __init__(self, path: Path) -> None:
        open_store(path).close()
        self.db = sqlite3.connect(path)
        self.count = 0

    def put(self, table: str, key: str = "", /, **said: str | int | None) -> None:
        """One row: what isn't said is empty, instants (`…_at`, `at`) are said as local time."""
        self.count += 1
        row: dict[str, object] = {"id": an_id(key or f"{table} {self.count}")}
        for _, column, kind, needed, default, _ in self.db.execute(f"PRAGMA table_info({table})"):
            if needed and default is None and column not in {"row", "id"}:
                row[column] = 0 if "INT" in kind else ""
        for field, value in said.items():
            if field in REFERS and isinstance(value, str):
                row[field] = an_id(value)
            elif (field == "at" or field.endswith("_at")) and isinstance(value, str):
                row[field] = at(value)
            else:
                row[field] = value
        columns, holes = ", ".join(f'"{field}"' for field in row), ", ".join("?" * len(row))
        self.db.execute(f"INSERT INTO {table} ({columns}) VALUES ({holes})", list(row.values()))

    def deal(
        self,
        name: str,
        whose: str,
        *closing: str,
        line: tuple[int | None, ...] = (),
        **said: str | int | None,
    ) -> None:
        """A deal with its outcome and closing, and one line: thousandths, net, list, cost."""
        outcome, closed = closing or ("", None)
        party = "company" if whose.startswith("c") else "prospect"
        said = {"opened_at": "02-27", "currency": "NOK", "product": None, "kind": "plain"} | said
        product, kind = said.pop("product"), said.pop("kind")
        self.put("deals", name, outcome=outcome, closed_at=closed, **{party: whose}, **said)
        if line:
            quantity, net, listed, cost = (*line, None, None)[:4]
            self.put("deal_lines", f"{name}1", deal=name, product=product, kind=kind,
                     quantity=quantity, net_minor=net, list_minor=listed, cost_minor=cost)  # fmt: skip


def an_id(name: str) -> bytes:
    """The same 16 bytes for the same name."""
    return hashlib.blake2b(name.encode(), digest_size=16).digest()


def told(path: Path) -> Path:
    """The whole story in a new store at `path`."""
    story = Story(path)
    for chapter in (people, deals_of_march, deals_around_it, after_the_sale, work, money_and_fairs):
        chapter(story)
    story.db.commit()
    story.db.close()
    return path


def people(story: Story) -> None:
    """Eight prospects: the first was kept twice, the seventh stands on a bought list, the eighth is deleted."""
    put = story.put
    put("sources", "list", kind="purchased-list")
    put("prospects", "p1", name="Åse Bjørk", met_at="03-02")
    put("prospects", "p1twin", name="Ase Bjork", met_at="02-10", merged_into="p1", deleted_at="04-01")
    put("prospects", "p2", name="Łukasz", met_at="03-03 10:00", time_frame="now", fair="f1")
    put("prospects", "p3", name="Đặng", met_at="03-28 12:00", time_frame="two-months")
    put(
        "prospects",
        "p4",
        name="Ingrid",
        met_at="03-05",
        time_frame="now",
        interest_override="cold",
        fair="f1",
    )
    put("prospects", "p5", met_at="03-31 23:30", interest_override="hot", customer_since="2020-01-01")
    put("prospects", "p6", customer_since="2025-03-01")
    put("prospects", "p7", met_at="03-06", source="list")
    put("prospects", "p8", met_at="03-07", deleted_at="03-08")
    for who, when in (
        ("p2", "03-04"),
        ("p2", "03-20"),
        ("p1twin", "02-20"),
        ("p1", "03-15"),
        ("p4", "03-31 23:59"),
    ):
        put("stage_changes", prospect=who, new="sales-qualified", at=when)
    put("companies", "c1", name="Żabka")
    for product, category in (("bowl", "Bowls"), ("board", "Boards")):
        put("products", product, category=category)


def deals_of_march(story: Story) -> None:
    """Sales on the edges of the month, in four currencies, one taken back, one given away."""
    deal, put = story.deal, story.put
    deal(
        "A",
        "p1",
        "won",
        "03-01 00:00",
        opened_at="02-19 00:00",
        line=(1500, 333, 400, 200),
        delivered_on="2026-03-06",
    )
    deal("B", "p1twin", "won", "03-31 23:59", opened_at="03-27 23:59", line=(2000, 1001, 1001), currency="EUR",
         rate=11_123456789012, rate_currency="NOK", delivered_on="2026-03-31")  # fmt: skip
    deal("C", "c1", "won", "03-15 10:00", opened_at="03-16", line=(1000, 1000, 900, 600), kind="up-sell",
         currency="JPY", rate=70500000000, rate_currency="NOK")  # fmt: skip
    deal("D", "p2", "won", "03-10", opened_at="03-08", line=(1000, 10000), currency="USD", product="bowl")
    deal("E", "p3", "won", "03-12", opened_at="03-11", line=(1000, 10000, 10000, 1))
    put("credits", deal="E", line="E1", minor=10000, at="04-02")
    deal("F", "p2", "won", "03-20", opened_at="03-20", line=(1000, 0, 5000), product="board")
    deal("G", "p4", "lost", "03-05", line=(1000, 4000))
    deal("H", "p4", "disqualified", "03-06", line=(1000, 4000))
    deal("K", "p4", "won", "03-06", line=(1000, 99999), deleted_at="03-07")
    put("credits", deal="A", minor=100, at="03-20")
    put("offers", deal="A", kind="up-sell", answer="refused")
    put("offers", deal="C", kind="up-sell", answer="taken")


def deals_around_it(story: Story) -> None:
    """A minute before March, its last midnight, half a year later, and three that are open."""
    deal, put = story.deal, story.put
    deal("J", "p2", "won", "02-28 23:59", line=(1000, 7000), product="bowl")
    put("credits", deal="J", minor=50, at="03-02")
    deal("I", "p5", "won", "04-01 00:00", line=(1000, 20000))
    deal("O", "c1", "won", "09-16", line=(1000, 100))
    put("deal_stages", key="quote", probability=55)
    deal("L", "p4", stage="demo", line=(1000, 10000))
    deal(
        "M",
        "p4",
        stage="demo",
        probability=90,
        line=(1000, 1000),
        currency="EUR",
        rate=10**13,
        rate_currency="NOK",
    )
    deal("N", "p4", stage="quote", line=(1000, 333))


def after_the_sale(story: Story) -> None:
    """Promises of delivery, check-ins, complaints, ratings."""
    put = story.put
    for deal, day in (("A", "05"), ("A", "10"), ("B", "31"), ("C", "20"), ("G", "09")):
        put("delivery_promises", deal=deal, day=f"2026-03-{day}", at=f"02-{day}" if day < "29" else "02-28")
    for day, done in (("10", "03-10 23:30"), ("11", "03-12 00:30"), ("15", None)):
        put("followups", day=f"2026-03-{day}", origin="check-in", done_at=done)
    put("followups", day="2026-03-10", done_at="03-10")
    put(
        "complaints",
        "k0",
        kind="complaint",
        prospect="p2",
        received_at="02-01",
        resolved_at="03-01",
        status="resolved",
    )
    put(
        "complaints",
        "k1",
        kind="complaint",
        prospect="p1",
        received_at="03-28",
        resolved_at="03-30",
        status="resolved",
    )
    put("complaints", "k2", kind="complaint", company="c1", received_at="03-15", status="open")
    put("complaints", "k3", kind="concern", prospect="p2", received_at="03-15", status="open")
    for value, when, of in ((3, "03-02", {"deal": "A"}), (5, "03-03", {"deal": "A"}), (2, "03-30", {"complaint": "k1"}),
                            (4, "03-30", {}), (None, "03-30", {}), (1, "04-01 00:00", {})):  # fmt: skip
        put("ratings", kind="satisfaction", value=value, at=when, **of)
    for value, when, of in ((6, "03-04", {"prospect": "p1"}), (9, "03-05", {"prospect": "p1twin"}),
                            (10, "03-05", {"prospect": "p2"}), (8, "03-05", {"company": "c1"})):  # fmt: skip
        put("ratings", kind="recommendation", value=value, at=when, **of)


def work(story: Story) -> None:
    """Calls and visits, a night of prospecting when the clocks change, a review."""
    put = story.put
    put("activities", kind="email", prospect="p2", at="03-03 10:00")  # as it was met, not after
    put("activities", kind="call-in", prospect="p2", at="03-03 11:00")
    put("activities", kind="call-out", prospect="p2", at="03-04 10:00")
    put("activities", kind="visit", prospect="p2", at="03-04 15:00")
    put("activities", kind="call-out", prospect="p3", at="03-30 12:00", outcome="missed")
    put("activities", kind="call-out", prospect="p5", at="04-05 03:30", outcome="busy")
    put("activities", kind="visit", prospect="p4", at="03-06", deleted_at="03-07")
    put("stints", started_at="03-28 23:00", ended_at="03-29 04:00")
    put("stints", started_at="03-28 22:30", ended_at="03-28 23:30")
    put("stints", started_at="11-22 12:00")
    put("reviews", "r1", week="2026-03-02", finished_at="03-06")
    put("reviews", "r2", week="2026-03-09")
    put("reviewed_customers", review="r1", prospect="p1", answer="opportunity")
    put("reviewed_customers", review="r1", prospect="p1twin", answer="not-now")
    put("reviewed_customers", review="r2", prospect="p2", answer="opportunity")


def money_and_fairs(story: Story) -> None:
    """What was spent, and two fairs, one of them paid in another currency."""
    put = story.put
    put("fairs", "f1", starts_on="2026-03-03", ends_on="2026-03-03", cost_minor=50000, cost_currency="NOK")
    put("fairs", "f2", starts_on="2026-03-29", ends_on="2026-03-29", cost_minor=50000, cost_currency="EUR")
    put("expenses", kind="fair", step="attract", minor=30000, currency="NOK", day="2026-03-01", fair="f1")
    put("expenses", kind="travel", step="win", minor=5000, currency="NOK", day="2026-03-02")
    put("expenses", kind="gift", step="keep", minor=2000, currency="NOK", day="2026-03-02")
    put("expenses", kind="travel", step="win", minor=1000, currency="EUR", day="2026-03-02")
    put("expenses", kind="samples", step="offer", minor=10000, currency="NOK", day="2026-03-31")
    put("expenses", kind="samples", step="offer", minor=10000, currency="NOK", day="2026-04-01")
    put("commission_plans", "c1st", period="month", base_minor=10000, currency="NOK", since="2026-02-10")
    put("commission_tiers", plan="c1st", from_minor=0, rate=5 * 10**10)
    put("commission_tiers", plan="c1st", from_minor=20000, rate=10**11)
    put("commission_plans", "c2nd", period="quarter", currency="", since="2026-03-15")
    put("commission_tiers", plan="c2nd", from_minor=0, rate=10**11)
