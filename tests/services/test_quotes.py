"""A quote: what is offered to whom, in the customer's language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from salesdesk import i18n
from salesdesk.domain.activities import Activity
from salesdesk.domain.deals import Deal
from salesdesk.domain.drafts import AddressDraft
from salesdesk.errors import UserError
from salesdesk.services import changes, deals, preferences, quotes
from salesdesk.services.deals import DealDraft, LineDraft
from salesdesk.services.preferences import Own
from salesdesk.services.quotes import Quote
from salesdesk.store.database import Store
from tests.factories import capture, records

OWN = Own(
    "Håkon Øst", "Storgata 12\n5013 Bergen", "+47 912 34 567", "h@ost.example", "987 654 321", "14 days net."
)
LINES = (
    LineDraft(name="Oak tray", quantity=Decimal(40), list_minor=1550_00, net_minor=1395_00),
    LineDraft(name="Bát đỏ Bế", quantity=Decimal("2.5"), list_minor=99_50, net_minor=99_50),
    LineDraft(name="Żyrandol", net_minor=12_500_00),
)


def opened(store: Store, **said: Any) -> Deal:
    said = {"title": "Trays for Łódź", "currency": "NOK", "lines": LINES, **said}
    return deals.open_deal(store, DealDraft(**said))


def quote_of(store: Store, deal: Deal, home: str = "") -> Quote:
    with store.read() as reading:
        return quotes.collect(reading, store.clock, deal.id, home=home)


def test_a_quote_says_who_offers_what_to_whom_until_when(store: Store) -> None:
    preferences.change(store, own=OWN)
    preferences.change(store, quote_days=14)
    met = capture(
        store,
        "Grażyna Żak",
        company="Łódź Stół",
        language="pl",
        addresses=(
            AddressDraft(street="ul. Piotrkowska 104", postal_code="90-926", city="Łódź", country="PL"),
        ),
    )
    deal = opened(store, prospect=met.prospect, number="T-14/26")
    deals.promise_delivery(store, deal.id, date(2026, 12, 4))

    quote = quote_of(store, deal, home="NO")

    assert (quote.number, quote.day, quote.until) == ("T-14/26", date(2026, 11, 22), date(2026, 12, 6))
    assert quote.customer == ["Łódź Stół", "Grażyna Żak", "ul. Piotrkowska 104", "90-926 Łódź", "Poland"]
    assert quote.total == 55_800_00 + 248_75 + 12_500_00
    assert [one.discount for one in quote.lines] == [Fraction(1, 10), 0, 0]
    sheet = quotes.written(quote)
    assert sheet.about_seller[0] == "Storgata 12, 5013 Bergen"
    assert sheet.rows[1] == ["Bát đỏ Bế", "2.5", "99.50", "", "99.50", "248.75"]
    assert sheet.total == ("Total without VAT", "68,548.75 NOK")
    assert sheet.after[1:] == ["Delivery is promised for 4 December 2026.", "14 days net."]
    assert quote_of(store, deal, home="PL").customer[-1] == "90-926 Łódź"


@pytest.mark.parametrize("told", ["nb", "no", "nn-NO", "Norwegian", "norsk", "Norsk bokmål"])
def test_a_norwegian_reads_norwegian_days_and_amounts_whatever_the_seller_speaks(
    store: Store, told: str
) -> None:
    met = capture(store, "Åse Ødegård", language=told)
    sheet = quotes.written(quote_of(store, opened(store, prospect=met.prospect)))
    assert dict(sheet.facts)[sheet.facts[1][0]] == "22. november 2026"
    assert sheet.rows[0][4:] == ["1\u00a0395,00", "55\u00a0800,00"]
    assert sheet.heads[0] == i18n.Tongue("nb").say("Product") != "Product"
    assert i18n.language() == "en"  # the seller's own stays


@pytest.mark.parametrize("told", ["", "???"])
def test_a_customer_whose_language_nobody_knows_reads_the_sellers(store: Store, told: str) -> None:
    met = capture(store, "Åse Ødegård", language=told)
    deal = opened(store, prospect=met.prospect)
    i18n.use("nb")
    try:
        assert quote_of(store, deal).language == "nb"
    finally:
        i18n.use("en")
    assert quote_of(store, deal).language == "en"


def test_without_a_discount_there_is_no_column_of_discounts_and_a_surcharge_is_nobodys_business(
    store: Store,
) -> None:
    line = LineDraft(name="Tray", list_minor=100_00, net_minor=120_00)
    sheet = quotes.written(quote_of(store, opened(store, lines=(line,))))
    assert (len(sheet.heads), sheet.rows) == (4, [["Tray", "1", "120.00", "120.00"]])
    both = quotes.written(quote_of(store, opened(store, lines=(line, LINES[0]))))
    assert both.rows[0] == ["Tray", "1", "", "", "120.00", "120.00"]


def test_amounts_have_as_many_decimals_as_their_currency(store: Store) -> None:
    line = LineDraft(name="Bát", list_minor=250_000, net_minor=250_000)
    sheet = quotes.written(quote_of(store, opened(store, lines=(line,), currency="VND")))
    assert sheet.total[1] == "250,000 VND"


def test_a_deal_with_nothing_to_offer_or_no_price_is_refused_with_what_to_do(store: Store) -> None:
    with pytest.raises(UserError, match="nothing to offer"):
        quote_of(store, opened(store, lines=()))
    with pytest.raises(UserError, match="Bát đỏ has no price"):
        quote_of(store, opened(store, lines=(LineDraft(name="Bát đỏ"),)))


def test_a_quote_of_a_company_or_of_nobody_is_one_too(store: Store) -> None:
    preferences.change(store, own=replace(OWN, number="", phone=""))
    assert quote_of(store, opened(store, company_name="Østby AS")).customer == ["Østby AS"]
    sheet = quotes.written(quote_of(store, opened(store)))
    assert (sheet.customer, sheet.about_seller[1:]) == ([], ["h@ost.example"])


def test_what_was_sent_is_noted_with_its_number_in_one_change(store: Store) -> None:
    met = capture(store, "Åse Ødegård", emails=["ase@ost.example"])
    deal = opened(store, prospect=met.prospect)
    quote = quote_of(store, deal)
    noted = quotes.sent(store, quote)
    with store.read() as reading:
        assert reading.need(Deal, deal.id).number == quote.number
        assert (noted.kind, noted.prospect, noted.deal) == ("email", met.prospect, deal.id)
    assert quote.number in noted.note
    assert quote_of(store, deal).number == quote.number
    changes.undo(store)
    with store.read() as reading:
        assert reading.need(Deal, deal.id).number == ""
    assert not [one for one in records(store)[Activity.__tablename__].values() if one["deal"]]
    assert quotes.sent(store, quote_of(store, opened(store))).kind == "note"


def test_the_stage_of_quotes_is_offered_to_a_deal_that_has_not_come_so_far(store: Store) -> None:
    deal = opened(store)
    with store.read() as reading:
        stage = quotes.stage_after(reading, deal.id)
    assert stage is not None
    deals.move(store, deal.id, stage.key)
    for act in (
        lambda: None,
        lambda: deals.move(store, deal.id, "negotiation"),
        lambda: deals.lose(store, deal.id),
    ):
        act()
        with store.read() as reading:
            assert quotes.stage_after(reading, deal.id) is None


def test_what_is_too_long_for_paper_is_refused_and_a_newer_versions_words_are_left_out(store: Store) -> None:
    with pytest.raises(UserError):
        preferences.change(store, own=Own(terms="x" * 401))
    with pytest.raises(UserError):
        preferences.change(store, quote_days=0)
    with store.read() as reading:
        assert preferences.read(reading).own == Own()
