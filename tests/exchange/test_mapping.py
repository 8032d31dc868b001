"""Contacts of any program arrive in the right fields, and nothing that stood in a file is lost."""

import os
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk.domain.drafts import AddressDraft, Detail, FollowUpDraft, ProspectDraft, Refused, Row
from salesdesk.errors import UserError
from salesdesk.exchange import csv, ldif, mapping, xlsx
from salesdesk.exchange.tables import Table

CORPORA = Path(os.environ.get("SALESDESK_CORPORA") or Path(__file__).parents[3] / "shared" / "corpora")
CORPUS = CORPORA / "csv"
corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no tables to try under {CORPUS}")


def read(*lines: str) -> list[Row | Refused]:
    table = csv.read("\n".join(lines).encode())
    return list(mapping.drafts(table, mapping.guess(table)))


def only(*lines: str) -> ProspectDraft:
    row = read(*lines)[0]
    assert isinstance(row, Row)
    return row.draft


def hints(*lines: str) -> tuple[str, ...]:
    row = read(*lines)[0]
    assert isinstance(row, Row)
    return row.hints


@pytest.mark.parametrize(
    "header",
    [
        "First name;Last name;Company;Job title;Phone;Email;City;Postal code;Notes",
        "Fornavn;Etternavn;Firma;Stilling;Telefon;E-post;Poststed;Postnummer;Notat",
        "Förnamn;Efternamn;Företag;Befattning;Telefon;E-postadress;Ort;Postnr;Anteckningar",
        "Imię;Nazwisko;Nazwa firmy;Stanowisko;Nr telefonu;Adres e-mail;Miasto;Kod pocztowy;Uwagi",
        "Tên;Họ;Công ty;Chức vụ;Số điện thoại;Email;Thành phố;Mã bưu chính;Ghi chú",
        "Vorname;Nachname;Firma;Position;Telefon;E-Mail-Adresse;Ort;PLZ;Notizen",
        "Prénom;Nom;Société;Fonction;Téléphone;Courriel;Ville;Code postal;Remarques",
        "first_name;last_name;company;title;phone;email;city;postal_code;note",
        "firstName;lastName;accountName;jobTitle;phoneNumber;emailAddress;addressCity;addressPostalCode;description",
    ],
)
def test_plain_words_of_seven_languages_need_no_help(header: str) -> None:
    draft = only(header, "Đỗ;Ørn;Żuraw AS;Sjef;+47 912 34 567;x@zuraw.example;Łódź;5013;liker eik")
    assert draft == ProspectDraft(
        first_name="Đỗ",
        last_name="Ørn",
        company="Żuraw AS",
        title="Sjef",
        phones=(Detail("+47 912 34 567"),),
        emails=(Detail("x@zuraw.example"),),
        addresses=(AddressDraft(city="Łódź", postal_code="5013"),),
        note="liker eik",
    )


def test_googles_pairs_of_label_and_value_tell_the_kind_and_several_share_a_cell() -> None:
    draft = only(
        "First Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,"
        "Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City",
        "Åsa,* myContacts ::: Messe,* Work,a@x.example ::: b@x.example,Mobile,1234567 ::: 2345678,Cabin,"
        '3456789,Home,"Gata 1, Malmö",Gata 1,Malmö',
    )
    assert draft.emails == (Detail("a@x.example", "work"), Detail("b@x.example", "work"))
    assert draft.phones == (
        Detail("1234567", "mobile"), Detail("2345678", "mobile"), Detail("3456789", "other"),
    )  # fmt: skip
    assert draft.addresses == (AddressDraft(street="Gata 1", city="Malmö", kind="home"),)
    assert draft.tags == ("Messe",)
    assert draft.note == "Phone 2 - Label: Cabin"


def test_outlooks_columns_become_kinds_and_two_addresses() -> None:
    draft = only(
        "Title,First Name,Middle Name,Last Name,Job Title,Business Street,Business Street 2,Business City,"
        "Home City,Home Country/Region,Business Fax,Business Phone 2,Home Phone,Mobile Phone,Primary Phone,"
        "Categories,E-mail Address,E-mail Type,E-mail 2 Address,Birthday,Anniversary,Priority",
        "Dr.,Åsa,Maria,Ek,Chef,Gatan 1,3 tr,Malmö,Oslo,Norwegen,111111,222222,333333,444444,444444,a;b c,"
        "a@x.example,SMTP,b@x.example,0/0/00,0/0/00,Normal",
    )
    assert (draft.first_name, draft.title, draft.tags) == ("Åsa Maria", "Chef", ("a", "b c"))
    assert set(draft.phones) == {
        Detail("111111", "fax"), Detail("222222", "work"),
        Detail("333333", "home"), Detail("444444", "mobile"),
    }  # fmt: skip
    assert draft.addresses == (
        AddressDraft(street="Gatan 1, 3 tr", city="Malmö", kind="work"),
        AddressDraft(city="Oslo", country="NO", kind="home"),
    )
    assert draft.birthday is None
    assert draft.note == "Title: Dr."


def test_a_column_that_no_field_takes_goes_into_the_note_under_its_name() -> None:
    table = csv.read(b"Name,Booth,Shoe size,Empty\nOla,B12,44,\n")
    guessed = mapping.guess(table)
    assert guessed.unmapped == ("Booth", "Shoe size")
    kept = next(mapping.drafts(table, guessed))
    bare = next(mapping.drafts(table, guessed, keep_unmapped=False))
    assert isinstance(kept, Row)
    assert isinstance(bare, Row)
    assert kept.draft.note == "Booth: B12\nShoe size: 44"
    assert bare.draft.note == ""


def test_a_file_without_a_header_is_understood_by_what_is_in_it() -> None:
    draft = only(
        "Ola;Berg;Fjord AS;912 34 567;ola@fjord.example;5013;Bergen;www.fjord.example",
        "Åsa;Ek;Trä AB;912 34 568;asa@tra.example;2010;Malmö;www.tra.example",
    )
    assert (draft.first_name, draft.last_name, draft.company) == ("Ola", "Berg", "Fjord AS")
    assert draft.phones == (Detail("912 34 567"),)
    assert draft.emails == (Detail("ola@fjord.example"),)
    assert draft.webs == (Detail("www.fjord.example"),)
    assert draft.addresses == (AddressDraft(postal_code="5013", city="Bergen"),)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("01/02/2024", "13/02/2024"), date(2024, 2, 1)),
        (("01/02/2024", "02/13/2024"), date(2024, 1, 2)),
        (("01/02/2024", "03/04/2024"), date(2024, 2, 1)),
        (("01.02.2024", "02/13/2024"), date(2024, 2, 1)),
        (("2024-02-01", ""), date(2024, 2, 1)),
        (("20240201", ""), date(2024, 2, 1)),
        (("1 Feb 2024", ""), date(2024, 2, 1)),
        (("1. februar 2024", ""), date(2024, 2, 1)),
        (("1 lutego 2024", ""), date(2024, 2, 1)),
        (("Ngày 1 tháng 2 năm 2024", ""), date(2024, 2, 1)),
    ],
)
def test_days_are_read_in_the_order_that_their_column_shows(cells: tuple[str, str], expected: date) -> None:
    assert only("Name;Birthday", f"Ola;{cells[0]}", f"Kari;{cells[1]}").birthday == expected


def test_who_knows_the_order_of_day_and_month_can_say_it() -> None:
    table = csv.read(b"Name;Birthday\nOla;01/02/2024\n")
    row = next(mapping.drafts(table, mapping.guess(table), day_first=False))
    assert isinstance(row, Row)
    assert row.draft.birthday == date(2024, 1, 2)


def test_a_day_that_does_not_exist_is_kept_in_the_note_and_hinted_at() -> None:
    lines = ("Name;Birthday", "Ola;31.02.2024")
    assert only(*lines).birthday is None
    assert only(*lines).note == "Birthday: 31.02.2024"
    assert "31.02.2024" in hints(*lines)[0]


def test_what_is_no_email_and_what_is_no_phone_are_kept_as_typed() -> None:
    lines = ("Name;Email;Phone", "Ola;ring heller;etter kl. 16")
    assert only(*lines).emails == (Detail("ring heller"),)
    assert only(*lines).phones == (Detail("etter kl. 16"),)
    assert "ring heller" in hints(*lines)[0]


def test_a_row_that_tells_nobody_is_refused_whole_and_a_blank_one_is_passed_over() -> None:
    rows = read("Name;City;Notes", "Ola;Oslo;", ";;", ";Bergen;hyggelig", "Name;City;Notes", "Kari;;")
    assert [(r.where, r.original) for r in rows if isinstance(r, Refused)] == [("row 4", ";Bergen;hyggelig")]
    assert [(r.where, r.draft.name) for r in rows if isinstance(r, Row)] == [
        ("row 2", "Ola"),
        ("row 6", "Kari"),
    ]


def test_a_person_who_said_no_gave_no_consent() -> None:
    for answer in ("No", "nei", "NIE", "Không", "unsubscribed"):
        draft = only("Name;Consent", f"Ola;{answer}")
        assert (draft.consent, draft.note) == ("", f"Consent: {answer}")
    assert only("Name;Samtykke", "Ola;ja, på messen").consent == "ja, på messen"


def test_an_id_of_another_program_is_not_taken_for_ours() -> None:
    assert only("id;Name", "7;Ola").id == ""
    assert only("id;Name", "7;Ola").note == "id: 7"
    ours = "01980000-0000-7000-8000-000000000001"
    assert only("id;Name", f"{ours};Ola").id == ours


def test_lists_that_write_the_family_name_under_name_are_understood() -> None:
    assert (only("Name;Vorname", "Müller;Jürgen").last_name, only("Tên", "Nguyễn Đức").name) == (
        "Müller",
        "Nguyễn Đức",
    )


def mapped(pairs: list[tuple[str, str]], *lines: str) -> ProspectDraft:
    table = csv.read("\n".join(lines).encode())
    row = next(mapping.drafts(table, mapping.guess(table).with_(pairs)))
    assert isinstance(row, Row)
    return row.draft


def test_a_person_can_say_which_column_is_which_by_name_or_number() -> None:
    pairs = [("name", "hvem er det"), ("company", "2"), ("tags", "3"), ("source", "3"), ("phone", "Ring")]
    draft = mapped(pairs, "Hvem er det?;Firmaet;Hvor;Ring", "Ola;Fjord;messe;912")
    assert draft == ProspectDraft(
        name="Ola", company="Fjord", tags=("messe",), source="messe", phones=(Detail("912"),)
    )  # fmt: skip


def test_what_a_person_says_takes_the_place_of_the_guess_and_nothing_is_lost() -> None:
    draft = mapped([("company", "Butikk")], "Name;Company;Butikk", "Ola;Holding;Fjord")
    assert (draft.company, draft.note) == ("Fjord", "Company: Holding")


@pytest.mark.parametrize(
    ("pair", "meant"), [(("compani", "Name"), "company"), (("name", "Nmae"), "Name"), (("name", "9"), "")]
)
def test_a_misspelt_field_or_column_is_refused_with_the_likely_one(pair: tuple[str, str], meant: str) -> None:
    guessed = mapping.guess(csv.read(b"Name,Phone\nOla,912\n"))
    with pytest.raises(UserError) as refused:
        guessed.with_([pair])
    assert f"“{meant}”" in refused.value.hint or "Name, Phone" in refused.value.hint


WORD = st.text(st.sampled_from("aåøłżếđ ,;\"'=+-@:*\n1"), max_size=8).map(str.strip)
NAME = st.sampled_from(["Åsa", "Łukasz", "Nguyễn Đức", "=1+1", "O'Brien; Co", "+47"])
DETAILS = st.lists(
    st.builds(Detail, WORD.filter(bool), st.sampled_from(["", "work", "home", "other"])), max_size=3
).map(tuple)
PLACE = st.builds(
    AddressDraft,
    street=WORD,
    postal_code=WORD,
    city=WORD,
    region=WORD,
    country=WORD,
    kind=st.sampled_from(["", "work"]),
)
LIST = st.lists(WORD.filter(bool), max_size=3).map(tuple)
DAY = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
FOLLOW_UP = st.none() | st.builds(
    FollowUpDraft,
    what=WORD,
    kind=st.sampled_from(["call", "visit"]),
    day=DAY,
    time=st.none() | st.just(time(9, 30)),
)
DRAFT = st.builds(
    ProspectDraft, name=NAME, id=st.uuids().map(str), uid=WORD, first_name=WORD, last_name=WORD, title=WORD,
    company=WORD, phones=DETAILS, emails=DETAILS, webs=DETAILS,
    addresses=st.lists(PLACE.filter(bool), max_size=2).map(tuple),
    birthday=DAY, note=WORD, tags=LIST, source=WORD, source_which=WORD, fair=WORD, stage=WORD,
    time_frame=WORD, language=WORD, trade=WORD, size=WORD, region=WORD, consent=st.sampled_from(["", "ja"]),
    customer_since=DAY, met=DAY, asked_about=LIST, follow_up=FOLLOW_UP,
)  # fmt: skip


def drafts_of(table: Table) -> list[ProspectDraft]:
    rows = list(mapping.drafts(table, mapping.guess(table)))
    assert not [r for r in rows if isinstance(r, Refused)]
    return [r.draft for r in rows if isinstance(r, Row)]


@settings(deadline=None)
@given(st.lists(DRAFT, max_size=3))
def test_an_export_to_csv_is_read_back_as_the_same_prospects(drafts: list[ProspectDraft]) -> None:
    header, rows = mapping.export_table(drafts)
    assert header[0] == "id"
    assert drafts_of(csv.read(csv.write(header, rows))) == drafts


@settings(deadline=None, max_examples=25)
@given(st.lists(DRAFT, min_size=1, max_size=2))
def test_an_export_to_xlsx_is_read_back_as_the_same_prospects(drafts: list[ProspectDraft]) -> None:
    header, rows = mapping.export_table(drafts)
    assert drafts_of(xlsx.read(xlsx.write(header, rows, sheet="Prospects"))) == drafts


def test_an_export_has_as_many_phone_columns_as_the_widest_prospect() -> None:
    drafts = [
        ProspectDraft(name="Ola"),
        ProspectDraft(name="Åsa", phones=(Detail("1"), Detail("2"), Detail("3"))),
    ]
    header, rows = mapping.export_table(drafts)
    assert [name for name in header if name.startswith("phone")] == ["phone", "phone_2", "phone_3"]
    assert set(mapping.COLUMNS) <= set(header)
    assert {len(row) for row in rows} == {len(header)}


@corpus
@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.*")), ids=lambda path: path.name)
def test_every_cell_of_a_real_file_is_found_again_in_its_prospect(path: Path) -> None:
    data = path.read_bytes()
    if path.suffix == ".ldif":
        assert any(isinstance(r, Row) for r in ldif.read(data))
        return
    table = xlsx.read(data) if path.suffix == ".xlsx" else csv.read(data)
    rows = list(mapping.drafts(table, mapping.guess(table)))
    drafts = {r.where: r.draft for r in rows if isinstance(r, Row)}
    refused = {r.where for r in rows if isinstance(r, Refused)}
    assert drafts
    assert len(drafts) + len(refused) == len(table.rows)
    for number, cells in table.rows[:500]:
        draft = drafts.get(f"row {number}")
        told = repr(draft) + repr(draft.note if draft else "").replace("\\n", " ")
        for name, cell in zip(table.header, cells, strict=True):
            text = cell.strip()
            by_code = any(word in name.lower() for word in ("country", "birth", "connected"))
            if draft and text and not by_code:
                parts = [p.strip().removeprefix("* ") for p in text.split(":::")]
                said = [p for p in parts if p not in {"myContacts", "Work"}]
                assert all(repr(p)[1:-1] in told or p in draft.note for p in said), (name, text)


@corpus
@pytest.mark.parametrize(
    "path", sorted((CORPUS / "_schema_samples_fictional").glob("*.*")), ids=lambda p: p.name
)
def test_the_exports_of_well_known_programs_need_no_help(path: Path) -> None:
    table = xlsx.read(path.read_bytes()) if path.suffix == ".xlsx" else csv.read(path.read_bytes())
    guessed = mapping.guess(table)
    assert set(guessed.unmapped) <= {"Record ID", "Connected On", "Title"}
    for row in mapping.drafts(table, guessed):
        assert isinstance(row, Row)
        assert not row.hints
        draft = row.draft
        assert draft.first_name
        assert draft.last_name
        assert draft.company
        assert all("@" in email.value for email in draft.emails)
        assert draft.emails


@pytest.mark.parametrize(
    ("encoding", "read_as", "odd"),
    [
        ("cp850", "cp1250", True),
        ("mac_roman", "iso8859-2", True),
        ("cp850", None, False),
        ("cp1252", None, False),
        ("utf-8", None, False),
    ],
)
def test_letters_that_no_name_has_are_told_once(encoding: str, read_as: str | None, odd: bool) -> None:  # noqa: FBT001
    text = "Navn;Firma;Telefon\nBjørn Ødegård;Søm & Sjø;22334455\nKåre Ås;Blåbær;22334466\n"
    table = csv.read(text.encode(encoding), encoding=read_as)
    hints = [row.hints for row in mapping.drafts(table, mapping.guess(table)) if isinstance(row, Row)]
    assert [any("letters look odd" in hint for hint in one) for one in hints] == [odd, False]


def test_polish_letters_are_not_odd() -> None:
    table = csv.read("Imię;Nazwisko;Telefon\nŁukasz;Żółtowski;600100200\n".encode("cp1250"))
    assert [row.hints for row in mapping.drafts(table, mapping.guess(table)) if isinstance(row, Row)] == [()]


def test_a_follow_up_day_alone_plans_a_call_on_it() -> None:
    draft = only("Name,Birthday,Follow-up day", "Żaneta Ås,1980-02-03,2026-12-01")
    assert draft.follow_up == FollowUpDraft(kind="call", day=date(2026, 12, 1))
    assert draft.birthday == date(1980, 2, 3)
    assert only("Name,Follow-up day", "Żaneta Ås,").follow_up is None


@pytest.mark.parametrize("header", ["Follow up", "Oppfølging", "Neste steg"])
def test_a_column_of_follow_ups_in_which_stand_days_plans_them(header: str) -> None:
    said = only(f"Name,{header}", "Åse Lund,31.12.2026").follow_up

    assert said is not None
    assert (said.day, said.what) == (date(2026, 12, 31), "")


def test_a_column_of_follow_ups_in_which_stand_words_says_what_is_to_be_done() -> None:
    rows = [
        row.draft
        for row in read("Name,Follow up", "Åse Lund,Send prices", "Łucja Żak,31.12.2026")
        if isinstance(row, Row)
    ]

    assert [said.what for row in rows if (said := row.follow_up)] == ["Send prices", "31.12.2026"]
