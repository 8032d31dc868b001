"""Products as a seller keeps them: named once, priced over time, bundled, and offered together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from salesdesk.domain.products import Product
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import changes, crediting, deals, product_list, product_sheet, products, prospects
from salesdesk.services.deals import DealDraft, LineDraft, Won
from salesdesk.services.products import ProductDraft
from salesdesk.store.database import Store
from tests.factories import records


def made(store: Store, name: str, minor: int = 100_00, number: str = "") -> Product:
    draft = ProductDraft(name=name, number=number, price=Money(minor, "NOK"), cost=Money(minor // 2, "NOK"))
    return products.make(store, draft)


def test_a_product_is_found_by_number_or_name_however_it_is_spelt(store: Store) -> None:
    tray = made(store, "GTX Pro", number="A-17")
    with store.read() as reading:
        for said in ("GTXPro", "gtx-pro", "a17", "A 17"):
            found = products.found(reading, said)
            assert found is not None
            assert found.id == tray.id
        assert products.found(reading, "GTX Plus") is None
        assert products.found(reading, " ") is None


def test_two_products_cannot_have_one_name(store: Store) -> None:
    made(store, "Świecznik dębowy")
    with pytest.raises(UserError, match="Świecznik dębowy already"):
        made(store, "SWIECZNIK  debowy")
    with pytest.raises(UserError, match="needs a name"):
        made(store, " ")


def test_the_price_of_the_day_counts_and_the_earlier_ones_are_kept(store: Store) -> None:
    tray = made(store, "Oak tray", 1490_00)
    products.set_price(store, tray.id, Money(1590_00, "NOK"), date(2026, 12, 1))
    products.set_price(store, tray.id, Money(1650_00, "NOK"), date(2026, 12, 1))
    products.set_price(store, tray.id, Money(139_00, "EUR"), date(2026, 1, 1))
    with store.read() as reading:
        told = [
            products.price_on(reading, tray.id, day, currency)
            for day, currency in (
                (date(2026, 11, 30), "NOK"),
                (date(2026, 12, 1), "NOK"),
                (date(2026, 12, 1), "EUR"),
                (date(2026, 12, 1), "PLN"),
            )
        ]
        assert len(products.prices(reading, tray.id)) == 3
    assert told == [Money(1490_00, "NOK"), Money(1650_00, "NOK"), Money(139_00, "EUR"), None]


def test_a_bundle_holds_others_but_never_itself(store: Store) -> None:
    tray, bowl, box = made(store, "Tray"), made(store, "Bowl"), made(store, "Gift box")
    products.bundle(store, box.id, [(tray.id, Decimal(1)), (bowl.id, Decimal("2.5"))])
    with store.read() as reading:
        held = products.parts(reading, box.id, "bundled")
        assert [(one.product, one.quantity) for one in held] == [(tray.id, 1), (bowl.id, Decimal("2.5"))]
    with pytest.raises(UserError, match="hold itself"):
        products.bundle(store, tray.id, [(box.id, Decimal(1))])


def test_what_goes_with_it_and_what_to_answer_is_replaced_as_a_whole_and_taken_back(store: Store) -> None:
    tray, bowl, board = made(store, "Tray"), made(store, "Bowl"), made(store, "Board")
    products.goes_with(store, tray.id, [bowl.id, tray.id])
    products.answer_objections(store, tray.id, [("Too dear", "It lasts for ever"), (" ", "nothing")])
    before = records(store)
    products.goes_with(store, tray.id, [board.id, bowl.id])
    with store.read() as reading:
        assert [one.other for one in products.parts(reading, tray.id, "goes_with")] == [board.id, bowl.id]
        assert [one.objection for one in products.parts(reading, tray.id, "objections")] == ["Too dear"]
    changes.undo(store)
    assert records(store) == before


def named(store: Store, line: str) -> product_list.Line:
    with store.read() as reading:
        return next(one for one in product_list.read(reading, store.clock, "NOK") if one.name == line)


def sold(store: Store, product: UUID, many: str, net: int, **said: Any) -> UUID:
    line = LineDraft(name="x", product=product, quantity=Decimal(many), net_minor=net)
    draft = DealDraft(title="x", currency=said.pop("currency", "NOK"), lines=(line,))
    deal = deals.open_deal(store, draft).id
    deals.win(store, deal, Won(**said))
    return deal


def test_what_was_sold_this_year_counts_won_deals_less_what_came_back(store: Store) -> None:
    tray, bowl = made(store, "Fat"), made(store, "Bolle")
    first = sold(store, tray.id, "2.5", 90_00)
    sold(store, tray.id, "1", 100_00)
    lost = deals.open_deal(
        store,
        DealDraft(title="y", currency="NOK", lines=(LineDraft(name="x", product=tray.id, net_minor=7_00),)),
    )
    deals.lose(store, lost.id)
    with store.read() as reading:
        line = deals.lines(reading, first)[0].id
    crediting.give(store, line, Decimal(1), minor=90_00)

    told = named(store, "Fat")
    assert (told.pieces, told.sold, told.elsewhere) == (Decimal("2.5"), Money(235_00, "NOK"), False)
    assert named(store, "Bolle").pieces == 0
    assert bowl.id == named(store, "Bolle").id


def test_sales_in_another_currency_count_at_the_rate_kept_with_them_or_are_named(store: Store) -> None:
    tray = made(store, "Fat")
    sold(store, tray.id, "1", 10_00, currency="EUR", rate=Decimal("11.5"), rate_currency="NOK")
    assert (named(store, "Fat").sold, named(store, "Fat").elsewhere) == (Money(115_00, "NOK"), False)
    sold(store, tray.id, "1", 10_00, currency="PLN")
    assert (named(store, "Fat").sold, named(store, "Fat").elsewhere) == (Money(115_00, "NOK"), True)
    assert named(store, "Fat").pieces == 2


def test_the_price_in_the_list_is_that_of_today_in_the_sellers_own_currency(store: Store) -> None:
    tray = made(store, "Fat", 1000_00)
    products.set_price(store, tray.id, Money(139_00, "EUR"), date(2026, 11, 1))
    products.set_price(store, tray.id, Money(1200_00, "NOK"), date(2026, 11, 1))
    products.set_price(store, tray.id, Money(1400_00, "NOK"), date(2026, 12, 24))
    told = named(store, "Fat")
    assert told.price == Money(1200_00, "NOK")
    assert told.margin == Decimal(700) / 1200
    only = products.make(store, ProductDraft(name="Łyżka", price=Money(9_00, "EUR"), cost=Money(5_00, "NOK")))
    assert named(store, only.name).price == Money(9_00, "EUR")
    assert named(store, only.name).margin is None


def test_what_cannot_be_sorted_by_comes_last_both_ways(store: Store) -> None:
    for name, number in (("C", "2"), ("a", ""), ("B", "1")):
        products.make(store, ProductDraft(name=name, number=number))
    with store.read() as reading:
        lines = product_list.read(reading, store.clock, "NOK")
    by = {
        descending: [one.name for one in product_list.ordered(lines, "number", descending=descending)]
        for descending in (False, True)
    }
    assert by == {False: ["B", "C", "a"], True: ["C", "B", "a"]}
    for sort in product_list.SORTS:
        assert len(product_list.ordered(lines, sort)) == 3


def test_a_field_that_was_changed_meanwhile_is_not_written_over(store: Store) -> None:
    tray = made(store, "Fat")
    product_sheet.edit(store, tray.id, {"category": ("", "Bord")})
    with pytest.raises(UserError, match="changed meanwhile"):
        product_sheet.edit(store, tray.id, {"category": ("", "Stue"), "note": ("", "x")})
    with store.read() as reading:
        mine = reading.need(Product, tray.id)
        assert (mine.category, mine.note) == ("Bord", "")


def test_a_name_or_number_of_another_product_is_refused_and_its_own_is_not(store: Store) -> None:
    tray = made(store, "GTX Pro", number="A-1")
    made(store, "GTX Plus", number="A-2")
    for field, seen, new in (
        ("name", "GTX Pro", "gtxplus"),
        ("number", "A-1", "a 2"),
        ("number", "A-1", "GTX+plus"),
    ):
        with pytest.raises(UserError, match="GTX Plus already"):
            product_sheet.edit(store, tray.id, {field: (seen, new)})
    product_sheet.edit(store, tray.id, {"name": ("GTX Pro", "GTX-Pro"), "number": ("A-1", "gtx pro")})
    with pytest.raises(UserError, match="needs a name"):
        product_sheet.edit(store, tray.id, {"name": ("GTX-Pro", " ")})


def test_a_part_is_added_behind_the_others_and_taken_off_alone(store: Store) -> None:
    tray, bowl, board = made(store, "Tray"), made(store, "Bowl"), made(store, "Board")
    for name in ("bowl", "BOARD", "Bowl"):
        product_sheet.add_goes_with(store, tray.id, name)
    with store.read() as reading:
        parts = products.parts(reading, tray.id, "goes_with")
    assert [one.other for one in parts] == [bowl.id, board.id]
    before = records(store)
    product_sheet.remove_part(store, parts[0])
    changes.undo(store)
    assert records(store) == before
    for wrong in ("Nothing", "tray"):
        with pytest.raises(UserError):
            product_sheet.add_goes_with(store, tray.id, wrong)


def test_the_same_product_twice_in_a_bundle_is_more_of_it(store: Store) -> None:
    tray, box = made(store, "Tray", 300_00), made(store, "Box", 500_00)
    for _time in range(2):
        product_sheet.add_to_bundle(store, box.id, "tray")
    with store.read() as reading:
        sheet = product_sheet.read(reading, box.id, date(2026, 11, 22), "NOK")
    assert sheet is not None
    assert sheet.bundle is not None
    assert [(one.name, one.part.quantity) for one in sheet.held] == [("Tray", 2)]
    assert (sheet.bundle.apart, sheet.bundle.discount) == (600_00, Fraction(1, 6))
    assert sheet.bundle.leaves.profit == 200_00
    part = sheet.held[0].part
    with pytest.raises(UserError, match="at least something"):
        product_sheet.change_part(store, part, {"quantity": (part.quantity, Decimal(0))})
    with pytest.raises(UserError, match="hold itself"):
        product_sheet.add_to_bundle(store, tray.id, "Box")


def test_a_sheet_does_without_what_was_deleted(store: Store) -> None:
    tray, bowl = made(store, "Tray"), made(store, "Bowl")
    product_sheet.add_goes_with(store, tray.id, "Bowl")
    product_sheet.set_step_up(store, tray.id, "Bowl")
    prospects.delete(store, bowl, "Bowl")
    with store.read() as reading:
        sheet = product_sheet.read(reading, tray.id, date(2026, 11, 22), "NOK")
        assert sheet is not None
        assert (sheet.step_up, list(sheet.goes_with)) == ("", [])
        assert product_sheet.read(reading, bowl.id, date(2026, 11, 22), "NOK") is None
        assert product_list.names(reading) == ["Tray"]
