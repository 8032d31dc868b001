"""What is written as a table comes back and changes nothing; and a data package brings sales along."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from salesdesk.domain.activities import Activity
from salesdesk.domain.companies import Company
from salesdesk.domain.deals import Credit, Deal, DealLine, DeliveryPromise
from salesdesk.domain.expenses import Expense
from salesdesk.domain.products import ListPrice, Product
from salesdesk.domain.prospects import Prospect, StageChange
from salesdesk.domain.ratings import Rating
from salesdesk.domain.sources import Source
from salesdesk.services import export_tables, exports, packages
from salesdesk.services.drafting import Scene
from salesdesk.services.imports import Choice
from salesdesk.services.imports_by_subject import SubjectImporter
from salesdesk.services.imports_companies import CompanyImporter
from salesdesk.services.imports_deals import DealImporter
from salesdesk.services.imports_expenses import ExpenseImporter
from salesdesk.services.imports_products import ProductImporter
from salesdesk.services.imports_ratings import RatingImporter
from salesdesk.services.imports_touches import ActivityImporter
from salesdesk.services.reading import content, read_subject
from salesdesk.store.database import Store
from tests.factories import open_store, records

IMPORTERS: dict[str, type[SubjectImporter]] = {
    "deals": DealImporter,
    "products": ProductImporter,
    "ratings": RatingImporter,
    "expenses": ExpenseImporter,
    "activities": ActivityImporter,
    "companies": CompanyImporter,
}
WORDS = st.text("abcÅøłżếđ 1;,\"'-", min_size=1, max_size=12).map(str.strip).filter(bool)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda one: one.replace(tzinfo=UTC))  # noqa: DTZ001
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
MINOR = st.integers(-(10**9), 10**9)
MANY = st.decimals(Decimal("0.001"), 5000, places=3)
LINES = st.lists(
    st.tuples(WORDS, MANY, st.none() | MINOR, st.none() | MINOR, st.none() | MINOR, st.booleans()), max_size=3
)
DEALS = st.lists(
    st.fixed_dictionaries(
        {
            "title": WORDS,
            "number": st.just("") | WORDS,
            "currency": st.sampled_from(["NOK", "VND", "KWD"]),
            "opened_at": st.none() | MOMENTS,
            "closed_at": st.none() | MOMENTS,
            "outcome": st.sampled_from(["", "won", "lost"]),
            "expected_close": st.none() | DAYS,
            "probability": st.none() | st.integers(0, 100),
            "rate": st.none() | st.decimals(Decimal("0.0001"), 9999, places=4),
            "note": st.just("") | WORDS,
            "whom": st.integers(0, 2),
            "lines": LINES,
        }
    ),
    max_size=4,
)


def bring_in(store: Store, subject: str, file: Path) -> Any:
    """Brings a table in as the command line does."""
    zone = store.clock.zone()
    scene = Scene(
        now=store.clock.now().astimezone(zone), region="NO", store=store.path, met=False, currency="NOK"
    )
    importer = IMPORTERS[subject](store, scene, lambda _doubt, _card: Choice.ASIDE)
    staged = importer.stage(*read_subject(file, content(file), subject))
    importer.write([staged])
    return staged


def sold(store: Store, said: list[dict[str, Any]]) -> None:
    """Deals as the program keeps them, with all that other tables tell, too."""
    with store.change("Sold") as unit:
        company = unit.add(Company(name='Łódź; "Stół"', organisation_number="1", trade="Møbler", note="a\nb"))
        source = unit.add(Source(kind="referral", which="Åse, nabo"))
        people = [unit.add(Prospect(name="Ola Nordmann", company=company.id)) for _twin in range(2)]
        product = unit.add(Product(name="Eike brett", number="A-1", cost_minor=82050, cost_currency="NOK"))
        for minor, since in ((149000, None), (159000, date(2026, 5, 1))):
            unit.add(ListPrice(product=product.id, minor=minor, currency="NOK", since=since))
        unit.add(
            Expense(
                what="Gulv", kind="fair", minor=120050, currency="NOK", day=date(2026, 5, 1), source=source.id
            )
        )
        unit.add(Activity(kind="visit", at=unit.now, minutes=5, prospect=people[1].id, note="hei"))
        nameless = unit.add(Prospect(company=unit.add(Company(name="Đồ Gỗ Lê")).id))
        unit.add(Activity(kind="visit", at=unit.now, prospect=nameless.id, note="hos dem"))
        for one in said:
            lines, whom, rest = one["lines"], one["whom"], dict(one)
            del rest["lines"], rest["whom"]
            closed = {} if rest["outcome"] else {"closed_at": None}
            deal = unit.add(
                Deal(
                    **{**rest, **closed, "rate_currency": "NOK" if rest["rate"] else ""},
                    prospect=people[0].id if whom == 1 else None,
                    company=company.id if whom else None,
                    source=source.id,
                )
            )
            unit.add(StageChange(deal=deal.id, new=deal.stage, at=unit.now))
            if deal.outcome:
                unit.add(StageChange(deal=deal.id, old=deal.stage, new=deal.outcome, at=unit.now))
            for place, (name, many, listed, net, cost, known) in enumerate(lines):
                made = unit.add(
                    DealLine(
                        deal=deal.id, product=product.id if known else None, name=name, quantity=many,
                        list_minor=listed, net_minor=net, cost_minor=cost, position=place,
                    )
                )  # fmt: skip
                unit.add(Credit(deal=deal.id, line=made.id, minor=1, at=unit.now))
            unit.add(DeliveryPromise(deal=deal.id, day=date(2026, 12, 1), at=unit.now))
            unit.add(Rating(kind="satisfaction", value=4, prospect=people[1].id, deal=deal.id, at=unit.now))


@pytest.mark.parametrize("subject", IMPORTERS)
@settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink takes minutes with a store for each try
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(said=DEALS)
def test_a_table_of_ours_comes_back_and_changes_nothing(
    subject: str, tmp_path_factory: pytest.TempPathFactory, said: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("s")
    with open_store(folder / "a.db") as store:
        sold(store, said)
        before = records(store, deleted=True)
        for ending in ("csv", "xlsx"):
            file = folder / f"t.{ending}"
            exports.export(store, file, of=subject)
            assert content(file)
            if before[subject]:
                staged = bring_in(store, subject, file)
                assert (staged.refused, staged.created, staged.updated) == ([], 0, 0)
            assert records(store, deleted=True) == before


def test_a_table_of_deals_makes_the_same_deals_in_another_store(store: Store, tmp_path: Path) -> None:
    many = Decimal("0.001")
    lines = [("Brett", Decimal(3), 200, 3333, 10, True), ("Fat", many, None, 1234, None, False)]
    said = {"title": "Brett", "number": "", "currency": "NOK", "note": "a", "outcome": "won", "whom": 2}
    at = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    days = {
        "opened_at": at,
        "closed_at": at + timedelta(days=4, microseconds=7),
        "expected_close": date(2026, 4, 1),
    }
    sold(store, [{**said, **days, "rate": Decimal("11.735"), "probability": None, "lines": lines}])
    exports.export(store, tmp_path / "d.csv", of="deals")
    with open_store(tmp_path / "other" / "b.db") as other:
        assert bring_in(other, "deals", tmp_path / "d.csv").created == 1
        (mine,), (theirs,) = (list(records(one)["deals"].values()) for one in (store, other))
        told = set(mine) - {"company", "source", "created_at"}
        assert {name: theirs[name] for name in told} == {name: mine[name] for name in told}
        prices = [
            [
                (x["quantity"], x["list_minor"], x["net_minor"], x["cost_minor"])
                for x in records(one)["deal_lines"].values()
            ]
            for one in (store, other)
        ]
        assert prices[0] == prices[1]
        again = records(other)
        assert bring_in(other, "deals", tmp_path / "d.csv").created == 0
        assert records(other) == again


def test_every_table_begins_with_the_id_and_has_the_columns_of_its_shape(store: Store) -> None:
    sold(store, [])
    with store.read() as reading:
        for subject, shape in export_tables.SHAPES.items():
            header, _rows, _count = export_tables.table(reading, subject, [], store.clock.zone())
            assert header == ("id", *shape.columns)


def test_a_data_package_brings_deals_with_their_lines_and_credits_along(store: Store, tmp_path: Path) -> None:
    said = {"title": "Brett", "number": "7", "currency": "NOK", "note": "", "outcome": "won", "whom": 1}
    rest = {"opened_at": None, "closed_at": None, "expected_close": None, "probability": 5, "rate": None}
    sold(store, [{**said, **rest, "lines": [("Brett", Decimal("2.5"), 1, 2, 3, True)]}])
    packages.export(store, tmp_path / "all.zip")
    with open_store(tmp_path / "other" / "b.db") as other:
        packages.take_in(other, (tmp_path / "all.zip").read_bytes(), "all.zip")
        mine, theirs = records(store), records(other)
        for subject in ("deals", "deal_lines", "credits", "delivery_promises", "stage_changes", "products"):
            assert mine[subject]
            assert theirs[subject] == mine[subject]
        assert {s: len(theirs[s]) for s in theirs} == {s: len(mine[s]) for s in mine}
