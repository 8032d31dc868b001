"""Tables with the headers that programs really write, in the language of their user: no column needs a hand."""

from __future__ import annotations

from datetime import date

import pytest

from salesdesk.domain.drafts import AddressDraft, Detail, ProspectDraft, Row
from salesdesk.exchange import csv, mapping

MOBILE, FAX = Detail("+47 913 45 672", "mobile"), Detail("+47 55 12 34 56", "fax")
WORK = Detail("+47 55 12 34 57", "work")
STREET = {"street": "Strandgata 14", "postal_code": "5013", "city": "Bergen", "country": "NO"}
OFFICE = AddressDraft(**STREET, kind="work")


def only(header: str, cells: str) -> ProspectDraft:
    table = csv.read(f"{header}\n{cells}\n".encode())
    (row,) = mapping.drafts(table, mapping.guess(table))
    assert isinstance(row, Row)
    return row.draft


PROGRAMS = {
    "Outlook in German": (
        "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Straße geschäftlich,"
        "Ort geschäftlich,Postleitzahl geschäftlich,Land/Region geschäftlich,Bundesland/Kanton privat,"
        "Fax geschäftlich,Telefon geschäftlich,Mobiltelefon,Telefon Assistent,Benutzer 1,E-Mail-Adresse,"
        "E-Mail-Typ,E-Mail: Angezeigter Name,Geburtstag,Geschlecht,Name des/der Vorgesetzten,Priorität,Webseite",
        "Frau,Bjørg,,Sørensen,,Żuraw AS,Einkauf,Leiterin,Strandgata 14,Bergen,5013,Norwegen,,+47 55 12 34 56,"
        "+47 55 12 34 57,+47 913 45 672,,x,b@zuraw.example,SMTP,,24.12.1980,Keine Angabe,,Normal,zuraw.example",
    ),
    "Outlook in Norwegian": (
        "Tittel;Fornavn;Etternavn;Firma;Avdeling;Stilling;Gateadresse, arbeid;Poststed, arbeid;"
        "Postnummer, arbeid;Land/område, arbeid;Faks, arbeid;Telefon, arbeid;Mobiltelefon;Telefon, assistent;"
        "Tilbakeringing;Bruker 1;Fødselsdag;E-postadresse;E-posttype;Visningsnavn for e-post;Kjønn;Overordnet;"
        "Prioritet;Webside",
        ";Bjørg;Sørensen;Żuraw AS;Innkjøp;Leiterin;Strandgata 14;Bergen;5013;Norge;+47 55 12 34 56;"
        "+47 55 12 34 57;+47 913 45 672;;;x;24.12.1980;b@zuraw.example;SMTP;;;;Normal;zuraw.example",
    ),
    "Outlook in Swedish": (
        "Titel;Förnamn;Efternamn;Företag;Avdelning;Befattning;Gatuadress (arbete);Ort (arbete);"
        "Postnummer (arbete);Land/Region (arbete);Fax (arbete);Telefon (arbete);Mobiltelefon;"
        "Telefon (assistent);Återuppringning;Användare 1;Födelsedag;E-postadress;Typ av e-post;"
        "Visningsnamn för e-post;Kön;Chefens namn;Prioritet;Webbsida",
        ";Bjørg;Sørensen;Żuraw AS;Inköp;Leiterin;Strandgata 14;Bergen;5013;Norge;+47 55 12 34 56;"
        "+47 55 12 34 57;+47 913 45 672;;;x;1980-12-24;b@zuraw.example;SMTP;;;;Normal;zuraw.example",
    ),
    "Outlook in Polish": (
        "Tytuł;Imię;Nazwisko;Firma;Dział;Stanowisko;Adres służbowy - ulica;Adres służbowy - miejscowość;"
        "Adres służbowy - kod pocztowy;Adres służbowy - kraj/region;Faks służbowy;Telefon służbowy;"
        "Telefon komórkowy;Telefon asystenta;Wywołanie zwrotne;Użytkownik 1;Urodziny;Adres e-mail;Typ e-mail;"
        "Wyświetlana nazwa e-mail;Płeć;Imię i nazwisko menedżera;Priorytet;Strona sieci Web",
        ";Bjørg;Sørensen;Żuraw AS;Zakupy;Leiterin;Strandgata 14;Bergen;5013;Norwegia;+47 55 12 34 56;"
        "+47 55 12 34 57;+47 913 45 672;;;x;24.12.1980;b@zuraw.example;SMTP;;;;;zuraw.example",
    ),
    "Roundcube": (
        "Name Prefix,First Name,Last Name,Organization,Department,Job Title,Address (Work) Street,"
        "Address (Work) City,Address (Work) Postal Code,Address (Work) Country,Phone (Work Fax),Phone (Work),"
        "Phone (Mobile),Email,Birthday,Gender,Manager's Name,Spouse,Instant Messenger,Website (Homepage)",
        ",Bjørg,Sørensen,Żuraw AS,x,Leiterin,Strandgata 14,Bergen,5013,Norway,+47 55 12 34 56,+47 55 12 34 57,"
        "+47 913 45 672,b@zuraw.example,1980-12-24,,,,,zuraw.example",
    ),
    "Apple": (
        "First name,Middle name,Last name,Suffix,Nickname,Company,Department,Job title,Street (work),City (work),"
        "ZIP (work),Country (work),Phone (work fax),Phone (work),Phone (iPhone),Email (work),Birthday,"
        "URL (homepage),Related name,Phonetic last name",
        "Bjørg,,Sørensen,,x,Żuraw AS,,Leiterin,Strandgata 14,Bergen,5013,Norway,+47 55 12 34 56,"
        "+47 55 12 34 57,+47 913 45 672,b@zuraw.example,1980-12-24,zuraw.example,,",
    ),
}


def read(header: str, row: str) -> tuple[tuple[str, ...], ProspectDraft]:
    """The columns that would need a hand, and who stands in the row."""
    table = csv.read(f"{header}\n{row}\n".encode())
    ways = mapping.guess(table)
    [found] = mapping.drafts(table, ways)
    assert isinstance(found, Row)
    return ways.unmapped, found.draft


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_address_book_of_another_program_needs_no_hand(program: str) -> None:
    unmapped, draft = read(*PROGRAMS[program])
    assert unmapped == ()
    assert (draft.first_name, draft.last_name, draft.company) == ("Bjørg", "Sørensen", "Żuraw AS")
    assert draft.title == "Leiterin"
    assert set(draft.phones) == {MOBILE, FAX, WORK}
    assert [one.value for one in draft.emails] == ["b@zuraw.example"]
    assert [one.value for one in draft.webs] == ["zuraw.example"]
    assert draft.addresses == (OFFICE,)
    assert draft.birthday == date(1980, 12, 24)
    assert ": x" in draft.note  # what no field holds stands there under its name


def test_contacts_of_odoo_need_no_hand_and_keep_its_number() -> None:
    unmapped, draft = read(
        "External ID,Name,Is a Company,Related Company,Job Position,Street,Street2,Zip,City,Country,Tax ID,Phone,"
        "Mobile,Email,Website Link,Tags,Salesperson,Created on,Activities",
        "__export__.res_partner_7,Bjørg Sørensen,False,Żuraw AS,Leiterin,Strandgata 14,,5013,Bergen,Norway,"
        "NO 991,+47 55 12 34 57,+47 913 45 672,b@zuraw.example,zuraw.example,messe,Ola,2026-01-02,",
    )
    assert unmapped == ()
    assert draft.uid == "__export__.res_partner_7"
    assert (draft.name, draft.company, draft.title) == ("Bjørg Sørensen", "Żuraw AS", "Leiterin")
    assert draft.addresses == (AddressDraft(**STREET),)
    assert "Tax ID: NO 991" in draft.note


def test_contacts_of_espocrm_need_no_hand() -> None:
    unmapped, draft = read(
        "Name,Salutation,First Name,Last Name,Account Name,Title,Email,Phone,Do Not Call,Address Street,"
        "Address City,Address Postal Code,Address Country,Description,Created At,Assigned User,Teams",
        "Bjørg Sørensen,Ms.,Bjørg,Sørensen,Żuraw AS,Leiterin,b@zuraw.example,+47 55 12 34 57,0,Strandgata 14,"
        "Bergen,5013,Norway,liker eik,2026-01-02 10:00:00,Ola,",
    )
    assert unmapped == ()
    assert (draft.name, draft.company, draft.title) == ("Bjørg Sørensen", "Żuraw AS", "Leiterin")
    assert draft.addresses == (AddressDraft(**STREET),)
    assert draft.note.startswith("liker eik")


def test_what_a_program_numbers_or_dates_is_told_with_its_name() -> None:
    unmapped, draft = read(
        "Record ID,First Name,Last Name,Create Date", "901,Bjørg,Sørensen,2026-01-02 10:00"
    )
    assert (unmapped, draft.uid, draft.note) == ((), "hubspot:901", "Create Date: 2026-01-02 10:00")
    unmapped, draft = read("Person - ID,Person - Name,Person - Owner", "12,Bjørg Sørensen,Ola")
    assert (unmapped, draft.uid) == ((), "pipedrive:12")
    unmapped, draft = read("First Name,Last Name,Connected On", "Bjørg,Sørensen,12 Mar 2024")
    assert (unmapped, draft.met, draft.source) == ((), date(2024, 3, 12), "linkedin")


def test_a_column_of_a_name_that_nobody_knows_needs_a_hand() -> None:
    assert read("Name,Merke", "Bjørg,x")[0] == ("Merke",)


def test_what_a_program_has_beside_the_person_becomes_no_address_of_theirs() -> None:
    draft = only(
        "First Name,Photo,Birthday,Labels,Website 1 - Value,Relation 1 - Value",
        'Åse,https://x.example/a.jpg,--05-17,"Messe, høst ::: * myContacts",zuraw.example,p@x.example',
    )
    assert draft.webs == (Detail("zuraw.example"),)
    assert draft.emails == ()
    assert draft.tags == ("Messe, høst",)
    assert draft.note == (
        "Birthday: --05-17\nPhoto: https://x.example/a.jpg\nRelation 1 - Value: p@x.example"
    )


def test_a_birthday_without_its_year_is_not_called_a_day_that_does_not_exist() -> None:
    table = csv.read("Name,Birthday\nŁukasz,--05-17\nĐức,1980-02-30\n".encode())
    found = [row for row in mapping.drafts(table, mapping.guess(table)) if isinstance(row, Row)]
    assert [hint for row in found for hint in row.hints] == [
        "“--05-17” says no year; it is kept in the note.",
        "“1980-02-30” is no day that exists; it is kept in the note.",
    ]


def test_further_addresses_of_hubspot_are_addresses() -> None:
    draft = only("First Name,Email,Additional email addresses", "Ola,a@x.example,b@x.example;ç@x.example")
    assert [one.value for one in draft.emails] == ["a@x.example", "b@x.example", "ç@x.example"]


def test_what_another_column_said_already_is_not_noted_again() -> None:
    header = "Person - Name,Person - Organization,Organization - Name"
    assert only(header, "Łucja Żak,Żuraw AS,Żuraw AS").note == ""
    assert only(header, "Łucja Żak,Żuraw AS,Żuraw Holding").note == "Organization - Name: Żuraw Holding"
