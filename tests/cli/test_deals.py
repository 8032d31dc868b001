"""Deals and products from the command line: opened, won, lost, found, set, handed over and brought back."""

from __future__ import annotations

from typing import Any

import pytest

from salesdesk.domain.values import Money
from salesdesk.services import preferences
from tests.cli.desk import Desk
from tests.factories import open_store, records

DEAL = (
    *("id", "subject", "number", "title", "prospect", "company", "stage", "probability", "outcome", "amount"),
    *("lines", "opened", "expected_close", "closed", "loss_cause", "competitor", "source", "fair", "note"),
    *("delivered", "invoiced", "paid", "credits", "moves", "created", "deleted", "history"),
)


@pytest.fixture
def known(desk: Desk) -> Desk:
    """Ingrid, two products and a deal with her."""
    desk.people("Ingrid Solheim,Fjord Interiør,,ingrid@fjord.no")
    desk.ask("product", "Eikebrett", "--number", "A-1", "--price", "1 490 NOK", "--cost", "820 NOK")
    desk.ask("product", "Skål Øst", "--price", "99,50 NOK")
    who = desk.id_of("ingrid")
    lines = ("--line", "eikebrett x40 @ 1 550", "--line", "Skål Øst x2,5", "--line", "Gravering")
    desk.ask("deal", "Brett til to butikker", "--with", who, "--close", "friday", *lines)
    return desk


def deal(desk: Desk) -> Any:
    """The deal, as `show` gives it."""
    return desk.ask("show", desk.id_of("brett", of="deals"))


def test_a_deal_is_opened_in_one_line_and_shown_whole(known: Desk) -> None:
    shown = deal(known)
    assert not [name for name in DEAL if name not in shown]
    assert (shown["subject"], shown["stage"], shown["expected_close"]) == ("deals", "qualified", "2026-11-27")
    assert (shown["prospect"]["name"], shown["company"]["name"]) == ("Ingrid Solheim", "Fjord Interiør")
    assert shown["amount"] == {"amount": "62248.75", "currency": "NOK"}
    first, second, third = shown["lines"]
    assert (first["name"], first["quantity"]) == ("Eikebrett", "40")
    assert [first[x]["amount"] for x in ("list_price", "price", "cost")] == ["1490.00", "1550.00", "820.00"]
    assert (second["quantity"], second["price"]["amount"]) == ("2.5", "99.50")
    assert (third["product"], third["price"]) == (None, None)
    text = known.call("show", shown["id"]).out
    assert "40 × Eikebrett @ 1,550.00 NOK = 62,000.00 NOK" in text


def test_a_deal_needs_no_prospect_and_its_company_is_made(desk: Desk) -> None:
    made = desk.ask("deal", "Fat", "--company", "Łódź Stół")
    assert (made["prospect"], made["company"]["name"]) == (None, "Łódź Stół")
    desk.ask("undo")
    assert desk.ask("find", "--of", "companies")["total"] == 0


def test_won_and_lost_are_said_with_what_is_known(known: Desk) -> None:
    won = known.ask("win", deal(known)["id"], "--delivery", "2026-12-04", "--technique", "live demo")
    assert (won["outcome"], won["delivery_promised"]) == ("won", ["2026-12-04"])
    assert [one["to"] for one in won["moves"]] == ["qualified", "won"]
    assert known.ask("show", won["prospect"]["id"])["stage"] == "customer"
    assert known.call("win", won["id"]).code == 3
    other = known.ask("deal", "Fat")
    lost = known.ask(
        "lose", other["id"], "--cause", "price", "--competitor", "Đức", "--revisit", "2027-05-01"
    )
    assert (lost["outcome"], lost["loss_cause"], lost["competitor"]["name"]) == ("lost", "price", "Đức")
    assert lost["revisit"] == "2027-05-01"
    assert known.call("lose", known.id_of("ingrid")).code == 3


def test_the_pipeline_is_told_by_stage_with_its_forecast(known: Desk) -> None:
    board = known.ask("deals")
    first = board["stages"][0]
    assert (first["stage"], first["count"], first["sum"]["amount"]) == ("qualified", 1, "62248.75")
    assert board["forecast"]["weighted"] == {"amount": "12449.75", "currency": "NOK"}
    assert {"low", "high", "deals", "until"} <= set(board["forecast"])
    known.clock.wait(days=7)
    assert known.ask("deals")["stages"][0]["deals"][0]["late_days"] == 2
    assert "Should have closed 2 days ago" in known.call("deals").out


@pytest.mark.parametrize(
    "query",
    [
        "brett", "fjord", "solheim", "skål", "gravering", "stage:qualified", "company:fjord", "prospect:ingrid",
        'product:"Skål"', "value:>62000", "value:<=62249", "close:friday", "is:open", "has:prospect",
        "opened:today", "-outcome:won", "-is:late",
    ],
)  # fmt: skip
def test_a_deal_is_found_by_what_it_says(known: Desk, query: str) -> None:
    known.ask("deal", "Annet", "--stage", "demo", "--company", "Østby")
    hits = known.ask("find", "--of", "deals", query)["hits"]
    assert [one["name"] for one in hits][:1] == ["Brett til to butikker"]


@pytest.mark.parametrize(
    "query",
    ["stage:quote", "value:>62249", "outcome:won", "is:late", "product:fat", "closed:2026", "company:ingrid"],
)
def test_a_deal_is_not_found_by_what_it_does_not_say(known: Desk, query: str) -> None:
    assert known.ask("find", "--of", "deals", query)["total"] == 0


def test_what_a_deal_is_found_by_follows_the_names_it_mentions(known: Desk) -> None:
    known.ask("set", deal(known)["company"]["id"], "name=Żak i Synowie")
    assert known.ask("find", "--of", "deals", "synowie")["total"] == 1
    assert known.ask("find", "--of", "deals", "fjord")["total"] == 0
    known.ask("delete", deal(known)["prospect"]["id"])
    assert known.ask("find", "--of", "deals", "solheim")["total"] == 0
    assert known.ask("check")["problems"] == []


def test_fields_of_a_deal_are_set_and_a_move_is_written_down(known: Desk) -> None:
    one = deal(known)["id"]
    told = (
        "title=Brett",
        "stage=Negotiation",
        "probability=75",
        "expected_close=2026-12-01",
        "opened=2026-11-20",
    )
    changed = known.ask("set", one, *told, "competitor=Đức", "note=Ring først", "technique=live demo")
    assert (changed["title"], changed["stage"], changed["probability"]) == ("Brett", "negotiation", 75)
    assert changed["opened"] == "2026-11-20T12:00:00+01:00"
    assert (changed["competitor"]["name"], changed["note"]) == ("Đức", "Ring først")
    assert [(x["from"], x["to"]) for x in changed["moves"]][-1] == ("qualified", "negotiation")
    for wrong in (
        "probability=101",
        "stage=Nirvana",
        "title=",
        "outcome=won",
        "closed=2026-11-21",
        "prospect=x",
    ):
        assert known.call("set", one, wrong).code == 3, wrong
    assert known.ask("check")["problems"] == []


def test_products_ratings_and_expenses_are_set_shown_and_deleted(known: Desk) -> None:
    product = known.ask("set", known.id_of("eikebrett", of="products"), "price=1 590 NOK", "on_hand=12.5")
    prices = [one["price"]["amount"] for one in product["list_prices"]]
    assert (sorted(prices), product["on_hand"]) == (["1490.00", "1590.00"], "12.5")
    for kind, text in (
        ("ratings", "prospect,nps,at\nIngrid Solheim,9,2026-11-01\n"),
        ("expenses", "kind,amount,day\nstand,9 800,2026-11-01\n"),
    ):
        known.ask("import", "--as", kind, known.file("t.csv", text))
        with open_store(known.path) as store:
            (one,) = records(store)[kind]
        shown = known.ask("show", one)
        assert shown["subject"] == kind
        changed = known.ask("set", one, "value=3" if kind == "ratings" else "amount=100 EUR")
        assert changed["value" if kind == "ratings" else "amount"] in (
            3,
            {"amount": "100.00", "currency": "EUR"},
        )
        assert known.call("show", one).code == 0
        assert known.ask("delete", one)["deleted"]
    assert known.ask("delete", product["id"])["deleted"]
    assert known.ask("delete", deal(known)["id"])["deleted"]
    assert known.ask("find", "--of", "deals", "is:deleted")["total"] == 1
    assert known.ask("check")["problems"] == []


def test_what_a_discount_leaves_is_told_and_what_is_left_of_the_budget(known: Desk) -> None:
    told = known.ask("margin", "1 490", "--cost", "820", "--discount", "10%")
    assert told["price"] == {"amount": "1341.00", "currency": "NOK"}
    assert told["profit"] == {"amount": "521.00", "currency": "NOK"}
    assert (told["margin"], told["sales"]) == (0.388516, 0.285988)
    assert told["discount_budget"] is None
    assert known.ask("margin", "1490", "--cost", "820", "--price", "1 341") == told
    assert known.ask("margin", "100", "--cost", "60", "--discount", "+5")["sales"] == -0.111111
    assert known.ask("margin", "100", "--cost", "60", "--price", "50")["sales"] is None
    with open_store(known.path) as store:
        preferences.change(store, discount_budget=Money(500_00, "NOK"))
    assert known.ask("margin", "100", "--cost", "60", "--price", "50")["discount_budget"]["left"] == {
        "amount": "500.00",
        "currency": "NOK",
    }
    assert "500 NOK of 500 NOK" in known.call("margin", "100", "--cost", "60", "--price", "90").out


def test_a_margin_needs_one_change_and_numbers(known: Desk) -> None:
    assert known.call("margin", "100", "--cost", "60").code == 2
    assert known.call("margin", "100", "--cost", "60", "--price", "90", "--discount", "10%").code == 2
    assert known.call("margin", "hundred", "--cost", "60", "--price", "90").code == 3
    assert known.call("margin", "100", "--cost", "60", "--discount", "200%").code == 3


def test_a_deal_may_be_in_another_currency_and_a_product_in_ones_own(desk: Desk) -> None:
    made = desk.ask("deal", "Skåler", "--line", "Bowl x2 @ 100", "--currency", "EUR")
    assert made["amount"] == {"amount": "200.00", "currency": "EUR"}
    assert "Price: 100.00 NOK" in desk.call("product", "Bowl", "--price", "100").out
    assert desk.ask("deal", "Fat", "--line", "Bowl x3 @ 100 EUR")["currency"] == "EUR"
    mixed = desk.call("deal", "Fat", "--line", "Bowl @ 100 EUR", "--currency", "NOK")
    assert "That price is in EUR, and the deal in NOK" in mixed.err
    assert "is not a quantity" in desk.call("deal", "Back", "--line", "Oak tray x-4 @ 10").err
    assert "not below nothing" in desk.call("deal", "Back", "--line", "Oak tray @ -10").err


def test_a_sale_is_not_closed_on_a_day_to_come(desk: Desk) -> None:
    one = desk.ask("deal", "Skåler", "--line", "Bowl @ 100")["id"]
    assert "still to come" in desk.call("win", one, "--on", "2030-01-01").err
    assert desk.ask("win", one, "--on", "2026-11-22")["outcome"] == "won"


def test_a_dollar_is_the_sellers_own_where_they_sell_in_dollars_and_else_the_american_one(desk: Desk) -> None:
    file = desk.file("d.csv", "title,amount\nTrays,$100\nBowls,100 kr\nBoxes,100\n")
    desk.ask("import", file, "--as", "deals")
    hits = desk.ask("find", "--of", "deals", "")["hits"]
    found = {one["name"]: desk.ask("show", one["id"])["amount"]["currency"] for one in hits}
    assert found == {"Trays": "USD", "Bowls": "NOK", "Boxes": "NOK"}


def test_what_came_back_of_a_sale_is_named_with_what_is_left_of_it(desk: Desk) -> None:
    one = desk.ask("deal", "Skåler", "--line", "Bowl x3 @ 100")["id"]
    desk.ask("win", one)
    told = desk.call("deal", "credit", one, "bowl", "2", "--note", "sprukket").out
    assert "Credit: 2 × Bowl -200.00 NOK: sprukket" in told
    assert "Left after credits: 100.00 NOK" in told
    assert "Won this month: 1 · 100.00 NOK, after 200.00 NOK credited" in desk.call("deals").out
    assert desk.ask("deals")["won"][0]["credited"] == {"amount": "200.00", "currency": "NOK"}
    nothing = desk.call("deal", "credit", one, "bowl", "0")
    assert (nothing.code, "nothing to credit. Left to credit: 1." in nothing.err) == (3, True)


def test_a_closed_deal_is_closed_otherwise_only_once_it_is_open_again(desk: Desk) -> None:
    one = desk.ask("deal", "Skåler", "--line", "Bowl @ 100")["id"]
    desk.ask("win", one, "--delivery", "2026-12-04", "--on", "2026-11-22")
    refused = desk.call("lose", one, "--cause", "price")
    assert refused.code == 3
    assert "That deal was won on" in refused.err
    assert f"salesdesk set {one} stage=qualified" in refused.err
    assert desk.ask("set", one, "stage=qualified")["delivery_promised"] == []
    assert desk.ask("lose", one, "--cause", "price")["outcome"] == "lost"
    assert "That deal was lost on" in desk.call("win", one).err
