"""Tables of deals, products, ratings and expenses of other programs, brought in by someone who just tries."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from salesdesk.domain.deals import Deal
from salesdesk.services import sale_facts
from tests.cli import crm_file
from tests.cli.desk import Desk
from tests.factories import Records, open_store, records

ORDERS = (
    "Ordrenummer;Kunde;Vare;Antall;Beløp;Ordredato\n"
    '1001;Østby Interiør;Eikebrett;3;"100,00";2026-03-29\n'
    '1001;Østby Interiør;Skål;2;"59,90";2026-03-29\n'
    '1002;Łódź Stół;Eikebrett;1;"1 200,50";2026-10-25\n'
)


def told(desk: Desk, kind: str, text: str | bytes, *words: object, code: int = 0) -> Any:
    """What an import said of a file of this content."""
    file = desk.file(f"{kind}.csv", text)
    return desk.ask("import", "--as", kind, *words, file, code=code)["files"][0]


def counts(report: Any) -> tuple[int, int, int]:
    """How many were new, added to, and known."""
    return report["created"], report["updated"], report["duplicates"]


def kept(desk: Desk) -> Records:
    """All that stands in the store."""
    with open_store(desk.path) as store:
        return records(store)


def shown(desk: Desk, number: str) -> Any:
    """The deal of this number, as `show` gives it."""
    (one,) = [one for one, deal in kept(desk)["deals"].items() if deal["number"] == number]
    return desk.ask("show", one)


def test_a_pipeline_of_8800_deals_is_brought_in_whole_and_twice_makes_nothing_new(desk: Desk) -> None:
    text, sums = crm_file.deals()
    told(desk, "products", crm_file.products(), "--currency", "USD")
    report = told(desk, "deals", text, "--currency", "USD", "--map", "company=account")
    assert (report["read"], report["rejected"], counts(report)) == (8800, [], (8800, 0, 0))
    assert report["unmapped"] == ["sales_agent"]
    rows = kept(desk)
    deals = rows["deals"].values()
    outcomes = {one: sum(deal["outcome"] == one for deal in deals) for one in ("won", "lost", "")}
    assert outcomes == {"won": 4238, "lost": 2473, "": 1589 + 500}
    assert sum(deal["stage"] == "contacted" and not deal["outcome"] for deal in deals) == 1589
    won = {one for one, deal in rows["deals"].items() if deal["outcome"] == "won"}
    lines = rows["deal_lines"].values()
    assert sum(line["net_minor"] for line in lines if line["deal"].hex().upper() in won) == sums["Won"] * 100
    assert sorted(one["name"] for one in rows["products"].values()) == sorted(crm_file.PRICES)
    assert {one["name"] for one in lines if "Pro" in one["name"]} == {"GTXPro", "GTX Plus Pro"}
    assert all(deal["note"].startswith("sales_agent: Agent Ås") for deal in deals)
    hints = " ".join(report["hints"])
    assert sum("Nobody is named" in one for one in report["hints"]) == crm_file.NOBODY
    assert sum("No day on which it was opened" in one for one in report["hints"]) == 500
    assert "GTXPro is taken for GTX Pro" in hints
    again = told(desk, "deals", text, "--currency", "USD")
    assert counts(again) == (0, 0, 8800)
    assert kept(desk) == rows
    assert desk.ask("check")["problems"] == []


def test_lines_of_one_order_are_one_sale_and_come_to_the_last_ore(desk: Desk) -> None:
    report = told(desk, "deals", ORDERS)
    assert (report["read"], counts(report)) == (3, (2, 0, 0))
    assert any("orders" in hint for hint in report["hints"])
    first = shown(desk, "1001")
    assert (first["outcome"], first["amount"]) == ("won", {"amount": "159.90", "currency": "NOK"})
    lines = [(one["name"], one["quantity"], one["price"]["amount"]) for one in first["lines"]]
    assert lines == [("Eikebrett", "2", "33.33"), ("Eikebrett", "1", "33.34"), ("Skål", "2", "29.95")]
    assert first["closed"] == "2026-03-29T12:00:00+02:00"  # the day on which the clock is put forward
    assert first["company"]["name"] == "Østby Interiør"
    assert [(one["from"], one["to"]) for one in first["moves"]] == [("", "qualified"), ("qualified", "won")]
    before = kept(desk)
    assert counts(told(desk, "deals", ORDERS)) == (0, 0, 3)
    assert kept(desk) == before


@pytest.mark.parametrize(
    "text",
    [
        "Deal Name,Deal Stage,Close Date,Amount,Associated Company,Associated Contact,Create Date,"
        "Record ID,Deal owner\n"
        "Brett,Closed Won,2026-05-02 00:00,1500,Fjord,Ingrid Øst,2026-04-01 09:30,7,Åse\n",
        "Deal - ID,Deal - Title,Deal - Value,Deal - Currency,Deal - Organization,Deal - Contact person,"
        "Deal - Stage,Deal - Status,Deal - Deal created,Deal - Won time,Deal - Lost time,Deal - Owner\n"
        "7,Brett,1500,NOK,Fjord,Ingrid Øst,Demo Scheduled,Won,2026-04-01 09:30:00,2026-05-02 00:00:00,,Åse\n",
        "External ID,Opportunity,Company Name,Contact Name,Salesperson,Expected Revenue,Stage,Created on,"
        "Closed Date\n"
        "7,Brett,Fjord,Ingrid Øst,Åse,1500.0,Won,2026-04-01 09:30:00,2026-05-02\n",
        "Opportunity ID,Opportunity Name,Account Name,Contact Name,Stage,Amount,Created Date,Close Date,"
        "Opportunity Owner\n"
        "7,Brett,Fjord,Ingrid Øst,Closed Won,1500.00,2026-04-01 09:30,2026-05-02,Åse\n",
        "Numer;Tytuł;Firma;Osoba;Etap;Kwota;Data utworzenia;Data zamknięcia;Opiekun\n"
        "7;Brett;Fjord;Ingrid Øst;Wygrana;1 500,00;2026-04-01 09:30;2026-05-02;Åse\n",
        "Nummer;Titel;Firma;Ansprechpartner;Phase;Betrag;Erstellt am;Abschlussdatum;Betreuer\n"
        "7;Brett;Fjord;Ingrid Øst;Gewonnen;1.500,00;01.04.2026 09:30;02.05.2026;Åse\n",
        "Nr;Tittel;Bedrift;Kontaktperson;Fase;Beløp;Opprettet;Lukkedato;Selger\n"
        "7;Brett;Fjord;Ingrid Øst;Vunnet;kr 1 500,-;01.04.2026 09:30;02.05.2026;Åse\n",
        "Nr;Rubrik;Företag;Kontaktperson;Steg;Belopp;Skapad;Avslutad;Säljare\n"
        "7;Brett;Fjord;Ingrid Øst;Vunnen;1500 kr;2026-04-01 09:30;2026-05-02;Åse\n",
    ],
    ids=["hubspot", "pipedrive", "odoo", "salesforce", "polish", "german", "norwegian", "swedish"],
)
def test_the_exports_of_other_programs_need_no_mapping(desk: Desk, text: str) -> None:
    report = told(desk, "deals", text)
    assert (report["created"], len(report["unmapped"])) == (1, 1)
    deal = shown(desk, "7")
    assert (deal["title"], deal["outcome"], deal["company"]["name"]) == ("Brett", "won", "Fjord")
    assert deal["prospect"]["name"] == "Ingrid Øst"
    assert deal["amount"] == {"amount": "1500.00", "currency": "NOK"}
    assert (deal["opened"], deal["closed"]) == ("2026-04-01T09:30:00+02:00", "2026-05-02T12:00:00+02:00")
    assert "Åse" in deal["note"]
    assert desk.ask("show", deal["prospect"]["id"])["stage"] == "customer"


def test_what_is_odd_in_a_deal_is_told_and_nothing_of_it_is_lost(desk: Desk) -> None:
    text = (
        "number,title,company,stage,opened,closed,amount,quantity,product,status\n"
        "1,Bakvendt,Fjord,Won,2026-05-02,2026-04-01,100,1,Brett,\n"
        "2,Uten dag,Fjord,Won,,,100,1,Brett,\n"
        "3,Rar dag,Fjord,Won,2026-02-31,2026-04-01,mye,en del,Brett,\n"
        "4,Venter,Fjord,Czeka na decyzję,2026-04-01,,,,Brett,paused\n"
        "5,,,,,,,,,\n"
        "4,Venter,Fjord,Czeka na decyzję,2026-04-01,,,,Brett,paused\n"
    )
    report = told(desk, "deals", text)
    hints = "\n".join(report["hints"])
    for words in (
        "row 2: It is closed before it was opened",
        "row 3: No day on which it was opened",
        "row 3: It is closed, and no day says when",
        "row 4: “2026-02-31” is no day that exists",
        "row 4: “mye” is no number",
        "row 4: “en del” is no number",
        "row 5: “Czeka na decyzję” is a new stage",
        "row 5: “paused” is no outcome",
        "row 6: Nobody is named",
        "row 7: The same row again",
    ):
        assert words in hints, hints
    assert report["created"] == 5
    assert shown(desk, "3")["note"].splitlines() == ["opened: 2026-02-31", "amount: mye", "quantity: en del"]
    assert (shown(desk, "4")["stage_name"], shown(desk, "4")["note"]) == (
        "Czeka na decyzję",
        "Outcome: paused",
    )
    assert shown(desk, "2")["closed"] is None
    assert shown(desk, "1")["closed"] < shown(desk, "1")["opened"]
    assert desk.ask("check")["problems"] == []


def test_a_later_export_closes_what_was_open_and_leaves_what_the_seller_changed(desk: Desk) -> None:
    head = "number,title,company,stage,opened,closed,amount,product\n"
    told(
        desk, "deals", head + "1,Brett,Fjord,Proposal,2026-04-01,,,Skål\n2,Fat,Fjord,Demo,2026-04-02,,,Fat\n"
    )
    desk.ask("set", shown(desk, "2")["id"], "stage=negotiation", "title=Store fat")
    later = head + "1,Brett,Fjord,Won,2026-04-01,2026-05-01,900,Skål\n2,Fat,Fjord,Demo,2026-04-02,,,Fat\n"
    report = told(desk, "deals", later)
    assert counts(report) == (0, 1, 2)
    assert report["kept_yours"] == ["Store fat: stage", "Store fat: title"]
    won = shown(desk, "1")
    assert [(one["from"], one["to"]) for one in won["moves"]] == [("", "quote"), ("quote", "won")]
    assert (won["amount"]["amount"], len(won["lines"])) == ("900.00", 1)
    assert shown(desk, "2")["stage"] == "negotiation"
    desk.ask("set", won["id"], "stage=quote")  # the seller opens it again
    assert "Brett: outcome" in told(desk, "deals", later)["kept_yours"]
    assert shown(desk, "1")["outcome"] == ""
    assert desk.ask("check")["problems"] == []


def test_deals_without_a_number_are_known_by_what_they_say(desk: Desk) -> None:
    text = (
        "title,company,product,opened,amount\nBrett,Fjord,Skål,2026-04-01,10\nBrett,Fjord,Skål,2026-04-01,20\n"
        "Brett,Østby,Skål,2026-04-01,10\nBrett,Fjord,,2026-04-01,10\n"
    )
    assert counts(told(desk, "deals", text)) == (4, 0, 0)
    before = kept(desk)
    assert counts(told(desk, "deals", text)) == (0, 0, 4)
    assert kept(desk) == before


def test_amounts_of_no_currency_are_not_guessed(empty_handed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "C")
    file = empty_handed.file("d.csv", "number,title,amount\n1,Brett,10\n")
    answer = empty_handed.call("import", "--as", "deals", file)
    assert answer.code == 3
    assert "--currency" in answer.err
    report = empty_handed.ask("import", "--as", "deals", "--currency", "eur", file)["files"][0]
    assert report["created"] == 1
    assert shown(empty_handed, "1")["amount"] == {"amount": "10.00", "currency": "EUR"}


def test_a_row_in_another_currency_than_its_deal_is_refused(desk: Desk) -> None:
    text = "number,title,product,amount,currency\n1,Brett,Skål,10,SEK\n1,Brett,Fat,10,EUR\n"
    report = told(desk, "deals", text, code=4)
    assert (report["created"], report["rejected"][0]["where"]) == (1, "row 3")
    assert shown(desk, "1")["amount"] == {"amount": "10.00", "currency": "SEK"}


def test_undo_takes_an_import_of_deals_back_as_a_whole(desk: Desk) -> None:
    desk.people("Ingrid Solheim,Fjord,,ingrid@fjord.no")
    before = kept(desk)
    told(desk, "deals", ORDERS.replace("Kunde", "Kontaktperson").replace("Łódź Stół", "Ingrid Solheim"))
    assert kept(desk)["prospects"] != before["prospects"]
    desk.ask("undo")
    assert kept(desk) == before


def test_products_are_known_by_number_or_name_and_their_prices_are_kept(desk: Desk) -> None:
    text = "Varenummer;Produkt;Kategori;Utpris;Kostpris;Gjelder fra\nA-1;Eikebrett;Brett;1 490,00;820,5;2026-01-01\n"
    assert counts(told(desk, "products", text)) == (1, 0, 0)
    assert counts(told(desk, "products", text)) == (0, 0, 1)
    dearer = text.replace("1 490,00", "1 590,00")
    assert told(desk, "products", dearer)["kept_yours"] == ["Eikebrett: list_price"]
    again = desk.call("import", "--as", "products", desk.file("products.csv", dearer)).out
    assert "Your own words stayed where the file said something else: Eikebrett: list_price" in again
    assert counts(told(desk, "products", dearer.replace("2026-01-01", "2027-01-01"))) == (0, 1, 1)
    (one,) = kept(desk)["products"]
    product = desk.ask("show", one)
    assert [(x["price"]["amount"], x["since"]) for x in product["list_prices"]] == [
        ("1490.00", "2026-01-01"),
        ("1590.00", "2027-01-01"),
    ]
    assert product["cost"] == {"amount": "820.50", "currency": "NOK"}


def test_ratings_tell_of_which_kind_they_are_by_their_header(desk: Desk) -> None:
    desk.people("Ingrid Solheim,Fjord,,")
    text = "Customer,NPS,Date,Comment\nIngrid Solheim,9,2026-11-01,Æ, takk\nIngrid Solheim,11,2026-11-02,\n"
    report = told(desk, "ratings", text.replace("Æ, takk", '"Æ, takk"'), code=4)
    assert (report["created"], report["rejected"][0]["where"]) == (1, "row 3")
    (rating,) = kept(desk)["ratings"].values()
    assert (rating["kind"], rating["value"], rating["comment"]) == ("recommendation", 9, "Æ, takk")
    assert counts(told(desk, "ratings", "prospect,csat,at\nIngrid Solheim,4,2026-11-03\n")) == (1, 0, 0)
    assert told(desk, "ratings", "prospect,value,at\nIngrid Solheim,4,2026-11-03\n", code=4)["created"] == 0


def test_expenses_that_say_the_same_are_two_and_the_same_file_is_one(desk: Desk) -> None:
    text = (
        "Dato;Kategori;Beskrivelse;Beløp;Messe\n"
        + "2026-11-03;Reise;Parkering;50;\n" * 2
        + "3.11.2026;;Gulv;1 200,-;Hjem & Hage\n"
    )
    assert counts(told(desk, "expenses", text)) == (3, 0, 0)
    assert counts(told(desk, "expenses", text)) == (0, 0, 3)
    found = sorted(kept(desk)["expenses"].values(), key=lambda one: one["minor"])
    assert [(one["kind"], one["minor"], one["day"]) for one in found] == [
        ("travel", 5000, "2026-11-03"),
        ("travel", 5000, "2026-11-03"),
        ("fair", 120000, "2026-11-03"),
    ]
    assert [one["name"] for one in kept(desk)["fairs"].values()] == ["Hjem & Hage"]


def test_what_deals_come_to_is_the_sum_of_their_lines(desk: Desk) -> None:
    told(desk, "deals", ORDERS)
    with open_store(desk.path) as store, store.read() as reading:
        from sqlalchemy import select

        found = [sale_facts.of(reading, one).amount for one in reading.find(select(Deal))]
    assert sum(filter(None, found)) == Decimal("1360.40") * 100


def test_rows_of_one_number_that_contradict_each_other_are_not_one_deal(desk: Desk) -> None:
    text = (
        "opportunity_id,product,account,deal_stage,engage_date,close_date,close_value\n"
        "OP14,Skål,Hatfan,Won,2017-02-10,2017-05-01,100\n"
        "OP14,Fat,,Won,2017-02-10,,50\n"
        "OP14,Brett,Østby,Engaging,2017-03-15,,\n"
        "OP15,Brett,Østby,Engaging,2017-03-15,,\n"
    )
    for tried in range(2):
        report = told(desk, "deals", text, "--currency", "USD", "--map", "company=account", code=4)
        assert counts(report) == ((2, 0, 0) if not tried else (0, 0, 3))
        (aside,) = report["rejected"]
        assert aside["where"] == "row 4"
        for words in ("row 2", "Østby, not Hatfan", "Engaging, not Won", "2017-03-15, not 2017-02-10"):
            assert words in aside["reason"]
        assert aside["kept_in"]
    deal = shown(desk, "OP14")
    assert (deal["outcome"], deal["company"]["name"], len(deal["lines"])) == ("won", "Hatfan", 2)


def test_what_is_below_nothing_is_told_and_never_counted(desk: Desk) -> None:
    report = told(desk, "deals", "number,title,product,amount,quantity\n1,Brett,Skål,-5,-2\n")
    hints = " ".join(report["hints"])
    assert "“-5” is below nothing. It is kept in the note." in hints
    assert "“-2” is below nothing" in hints
    deal = shown(desk, "1")
    assert (deal["lines"][0]["price"], deal["note"].splitlines()) == (None, ["amount: -5", "quantity: -2"])
    told(desk, "products", "name,price,cost,on hand\nFat,-5,(2),-3\n")
    fat = next(one for one in kept(desk)["products"].values() if one["name"] == "Fat")
    assert (fat["cost_minor"], fat["on_hand"], kept(desk)["list_prices"]) == (None, None, {})
    spent = told(desk, "expenses", "date,what,amount\n2026-11-03,Retur,-30\n2026-11-03,Gulv,30\n", code=4)
    assert (spent["created"], spent["rejected"][0]["reason"]) == (1, "“-30” is below nothing.")
    for words in (("expense", "add", "--", "-30 NOK"), ("product", "Krus", "--price=-5 NOK")):
        answer = desk.call(*words)
        assert (answer.code, "not below nothing" in answer.err) == (3, True), answer.err


def test_a_new_fair_is_said_and_what_is_no_currency_is_refused(desk: Desk) -> None:
    text = "date,what,amount,currency,fair\n2026-11-03,Gulv,30,NOK,Ny messe\n2026-11-03,Lys,30,XXX,Annen\n"
    report = told(desk, "expenses", text, code=4)
    assert "row 2: “Ny messe” is a new fair." in report["hints"]
    assert "“XXX” is no currency" in report["rejected"][0]["reason"]
    assert [one["name"] for one in kept(desk)["fairs"].values()] == ["Ny messe"]
