"""What a seller finds in Salesdesk after taking in the cards of a phone or another program."""

from __future__ import annotations

import base64
from datetime import date

import pytest

from salesdesk.domain.drafts import AddressDraft, Detail, Photo, ProspectDraft, Refused, Row
from salesdesk.exchange import vcard

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200))


def card(*lines: str, version: str = "3.0", end: str = "\r\n", encoding: str = "utf-8") -> bytes:
    """The bytes of one card with these lines."""
    whole = ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", "")
    return end.join(whole).encode(encoding)


def rows(data: bytes) -> list[Row]:
    return [item for item in vcard.read(data) if isinstance(item, Row)]


def only(data: bytes) -> ProspectDraft:
    """The draft of the only card, which nothing was refused of."""
    (item,) = vcard.read(data)
    assert isinstance(item, Row), item
    return item.draft


def test_the_fields_of_a_card_land_where_a_seller_looks_for_them():
    draft = only(
        card(
            "FN:Ingrid Solheim",
            "N:Solheim;Ingrid;;;",
            "ORG:Fjord Interiør",
            "TITLE:Innkjøper",
            "TEL;TYPE=CELL:+47 912 34 567",
            "EMAIL;TYPE=INTERNET,WORK:ingrid@fjord.example",
            "URL:https://fjord.example/a,b;c",
            "ADR;TYPE=WORK:;;Strandgaten 1;Bergen;Vestland;5013;NO",
            "BDAY:1980-03-22",
            "NOTE:Møtt på messen\\nVil ha prøver",
            "NOTE:Ring etter påske",
            "CATEGORIES:eik,møbler\\, ute",
            "LANG:nb",
            "UID:abc-1",
        )
    )
    assert draft == ProspectDraft(
        uid="abc-1",
        name="Ingrid Solheim",
        first_name="Ingrid",
        last_name="Solheim",
        company="Fjord Interiør",
        title="Innkjøper",
        phones=(Detail("+47 912 34 567", "mobile"),),
        emails=(Detail("ingrid@fjord.example", "work"),),
        webs=(Detail("https://fjord.example/a,b;c"),),
        addresses=(
            AddressDraft(
                street="Strandgaten 1",
                city="Bergen",
                region="Vestland",
                postal_code="5013",
                country="NO",
                kind="work",
            ),
        ),
        birthday=date(1980, 3, 22),
        note="Møtt på messen\nVil ha prøver\n\nRing etter påske",
        tags=("eik", "møbler, ute"),
        language="nb",
    )


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_comma_in_a_name_does_not_cut_it(version: str):
    assert only(card("FN:Smith, John", "N:Smith;John", version=version)).name == "Smith, John"


def test_escaped_commas_semicolons_backslashes_and_newlines_are_read():
    draft = only(card(r"FN:Åse\, Bø", r"ORG:Bø\; Sønner;Salg", r"NOTE:a\nb\Nc\\nd\;e"))
    assert draft.name == "Åse, Bø"
    assert draft.company == "Bø; Sønner"
    assert draft.note == "a\nb\nc\\nd;e"


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (";CELL", "mobile"),
        (";HOME;CELL", "mobile"),
        (";TYPE=WORK,VOICE", "work"),
        (";TYPE=HOME;TYPE=VOICE", "home"),
        (';TYPE="home,fax"', "fax"),
        (";type=pager", "pager"),
        (";TYPE=OTHER", "other"),
        (";VOICE", ""),
        ("", ""),
    ],
)
def test_the_kind_of_a_phone_is_read_in_every_way_of_writing_it(types: str, kind: str):
    draft = only(card("FN:Łukasz", f"TEL{types}:+48 12 345", version="2.1"))
    assert draft.phones == (Detail("+48 12 345", kind),)


def test_a_phone_keeps_what_was_typed_but_not_the_scheme_of_its_address():
    draft = only(card("FN:x", "TEL;VALUE=uri:tel:+1-418-656-9254;ext=102", "TEL:(055) 12 34 - 5"))
    assert [phone.value for phone in draft.phones] == ["+1-418-656-9254;ext=102", "(055) 12 34 - 5"]


def test_the_preferred_phone_comes_first():
    draft = only(card("FN:x", "TEL:1", "TEL;PREF=2:2", "TEL;TYPE=pref:3"))
    assert [phone.value for phone in draft.phones] == ["3", "2", "1"]
    assert draft.raw_vcard == ()


def test_a_fax_at_work_is_a_fax_and_that_it_is_at_work_is_kept():
    draft = only(card("FN:x", "TEL;WORK;FAX:55 12", version="2.1"))
    assert draft.phones == (Detail("55 12", "fax"),)
    assert draft.raw_vcard == ("TEL;TYPE=work,fax:55 12",)


def test_names_that_no_field_holds_are_kept_as_the_whole_line():
    draft = only(card("N:Solheim;Ingrid;Marie,Anne;Dr.;PhD"))
    assert (draft.first_name, draft.last_name) == ("Ingrid Marie Anne", "Solheim")
    assert draft.name == "Ingrid Marie Anne Solheim"
    assert draft.raw_vcard == ("N:Solheim;Ingrid;Marie,Anne;Dr.;PhD",)


def test_departments_second_titles_and_unknown_properties_are_kept():
    lines = (
        "ORG:Fjord;Salg;Eksport",
        "TITLE:Sjef",
        "TITLE:Selger",
        "IMPP;PREF=1:xmpp:å@x.example",
        "X-SKYPE:ingrid",
    )
    draft = only(card("FN:x", *lines))
    assert (draft.company, draft.title) == ("Fjord", "Sjef")
    assert draft.raw_vcard == lines


def test_a_role_is_the_title_of_who_has_none_and_kept_beside_one():
    assert only(card("FN:x", "ROLE:Økonom")).title == "Økonom"
    both = only(card("FN:x", "ROLE:Økonom", "TITLE:Sjef"))
    assert (both.title, both.raw_vcard) == ("Sjef", ("ROLE:Økonom",))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("BDAY:--0322", None),
        ("BDAY:1980-03", None),
        ("BDAY:19723101", None),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22", None),
        ("BDAY:1980-03-22T10:30:00Z", date(1980, 3, 22)),
    ],
)
def test_a_birthday_that_is_not_just_a_full_date_is_kept_as_it_was(line: str, day: date | None):
    draft = only(card("FN:x", line))
    assert draft.birthday == day
    assert draft.raw_vcard == (line,)


def test_the_box_of_an_address_is_kept_and_told_as_a_street_where_there_is_none():
    line = "ADR;TYPE=home:Postboks 12;;;Ålesund;;6001;NO"
    draft = only(card("FN:x", line, "ADR;TYPE=work:;;;;;;"))
    assert [(a.street, a.city) for a in draft.addresses] == [("Postboks 12", "Ålesund")]
    assert draft.raw_vcard == (line,)


def test_labels_of_groups_give_the_kind_and_are_kept_with_their_line():
    lines = (
        "item1.TEL:1",
        "item2.TEL:2",
        "item3.EMAIL:a@b.example",
        "item1.X-ABLabel:_$!<Mobile>!$_",
        "item2.X-ABLabel:Hytta på Gålå",
        "item3.X-ABLabel:_$!<Work>!$_",
    )
    draft = only(card("FN:x", *lines))
    assert [phone.kind for phone in draft.phones] == ["mobile", "other"]
    assert [email.kind for email in draft.emails] == ["work"]
    assert draft.raw_vcard == lines


def test_a_group_of_one_line_with_an_empty_label_says_nothing():
    assert only(card("FN:x", "item1.TEL:1", "item1.X-ABLabel:")).raw_vcard == ()


def test_quoted_printable_is_read_with_and_without_a_charset_over_soft_line_breaks():
    draft = only(
        card(
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:N=C3=B8kkel=",
            "by;=C3=85se",
            "FN;ENCODING=QUOTED-PRINTABLE:=C3=85se",
            "ORG;CHARSET=windows-1250;QUOTED-PRINTABLE:=A3=F3d=9F",
            "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:1=0D=0A=",
            "2 =",
            "",
            "=C4=90",
            "TEL:5",
            version="2.1",
        )
    )
    assert (draft.first_name, draft.last_name) == ("Åse", "Nøkkelby")
    assert (draft.name, draft.company, draft.note) == ("Åse", "Łódź", "1\n2 Đ")
    assert draft.phones == (Detail("5"),)


def test_quoted_printable_that_names_no_charset_is_read_as_windows_has_it_if_it_is_not_utf_8():
    assert only(card("FN;ENCODING=QUOTED-PRINTABLE:=C5se =80", version="2.1")).name == "Åse €"


def test_a_path_in_quoted_printable_keeps_its_backslashes():
    draft = only(card("FN:x", "NOTE;ENCODING=QUOTED-PRINTABLE:C:\\new=0D=0A\\\\server", version="2.1"))
    assert draft.note == "C:\\new\n\\\\server"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_a_file_is_read_in_any_encoding_of_unicode_and_with_any_line_ends(encoding: str, end: str):
    draft = only(card("FN:Nguyễn Thế Đạt", "NOTE:Łódź", end=end, encoding=encoding))
    assert (draft.name, draft.note) == ("Nguyễn Thế Đạt", "Łódź")


def test_bytes_that_are_not_utf_8_are_read_in_the_charset_that_the_line_names_else_as_windows_has_them():
    data = b"BEGIN:VCARD\nVERSION:2.1\nFN:K\xe5re \x80\nORG;CHARSET=windows-1250:\xa3\xf3d\x9f\nEND:VCARD\n"
    western = data.replace(b";CHARSET=windows-1250", b"")
    assert only(data).company == "Łódź"
    assert only(western).name == "Kåre €"


def test_a_letter_that_a_fold_has_cut_in_two_is_whole_again():
    data = card("FN:Bjørn").replace(b"\xc3\xb8", b"\xc3\r\n \xb8")
    assert only(data).name == "Bjørn"


def test_an_unknown_charset_harms_nothing():
    draft = only(b"BEGIN:VCARD\r\nFN;CHARSET=bz2:\xd8yvind\r\nTEL;CHARSET=punycode:1\r\nEND:VCARD\r\n")
    assert (draft.name, draft.phones) == ("Øyvind", (Detail("1"),))


def test_folded_lines_are_joined_as_their_version_folds_them():
    assert only(card("FN:x", "NOTE:Sol", " heim og", "  sønn")).note == "Solheim og sønn"
    assert only(card("FN:x", "NOTE:Solheim", " og sønn", version="2.1")).note == "Solheim og sønn"


def test_a_value_that_stray_line_ends_have_broken_stays_whole():
    draft = only(card("FN:x", "NOTE:Første", "", "andre linje, hos Bø: ja", "TEL:1"))
    assert draft.note == "Første\nandre linje, hos Bø: ja"
    assert draft.phones == (Detail("1"),)


@pytest.mark.parametrize(
    "lines",
    [
        ["PHOTO;TYPE=PNG;ENCODING=BASE64:", *(" " + part for part in ("{0}", "{1}")), ""],
        ["PHOTO;ENCODING=BASE64;PNG:{0}", "{1}", ""],
        ["PHOTO;BASE64:", "  {0}", "  {1}"],
        ["PHOTO;ENCODING=b;TYPE=image/png:{0}", " {1}"],
        ["PHOTO:data:image/png;base64,{0}", " {1}"],
        ["PHOTO;VALUE=uri:data:image/png;base64\\,{0}", " {1}"],
    ],
)
def test_a_picture_inside_of_a_card_is_read_in_the_way_of_each_version(lines: list[str]):
    text = base64.b64encode(PNG).decode()
    data = card("FN:x", *(line.format(text[:100], text[100:]) for line in lines), "TEL:1", version="2.1")
    draft = only(data)
    assert draft.photo == Photo("image/png", PNG)
    assert draft.phones == (Detail("1"),)
    assert draft.raw_vcard == ()


def test_pictures_in_the_web_and_second_ones_are_kept_as_lines():
    second = f"PHOTO;TYPE=png;ENCODING=b:{base64.b64encode(PNG).decode()}"
    draft = only(card("FN:x", "PHOTO;VALUE=uri:https://x.example/a.png", "PHOTO;ENCODING=b:/9j/4A==", second))
    assert draft.photo == Photo("image/jpeg", b"\xff\xd8\xff\xe0")
    assert draft.raw_vcard == ("PHOTO;VALUE=uri:https://x.example/a.png", second)


def test_a_damaged_picture_is_said_and_kept_and_the_rest_of_the_card_is_read():
    (row,) = rows(card("FN:x", "PHOTO;ENCODING=b:!!!", "TEL:1"))
    assert "picture" in row.hints[0]
    assert row.draft.raw_vcard == ("PHOTO;ENCODING=b:!!!",)
    assert row.draft.phones == (Detail("1"),)


def test_a_colon_in_a_quoted_parameter_does_not_begin_the_value():
    draft = only(card("FN:x", 'ADR;LABEL="Hus: 5; b\\n6001 Ålesund";TYPE=home:;;Gate 5;Ålesund;;6001;NO'))
    assert draft.addresses[0].street == "Gate 5"
    assert draft.raw_vcard == ('ADR;LABEL="Hus: 5; b\\n6001 Ålesund";TYPE=home:;;Gate 5;Ålesund;;6001;NO',)


@pytest.mark.parametrize(
    "agent",
    [
        ["AGENT:", "BEGIN:VCARD", "VERSION:2.1", "FN:Sekretær Ås", "TEL:99", "END:VCARD"],
        ["AGENT:BEGIN:VCARD", " VERSION:2.1", " FN:Sekretær Ås", " TEL:99", " END:VCARD"],
    ],
)
def test_the_card_of_an_agent_belongs_to_the_card_around_it(agent: list[str]):
    draft = only(card("FN:Sjef", *agent, "EMAIL:sjef@x.example", version="2.1"))
    assert (draft.name, draft.phones) == ("Sjef", ())
    assert draft.emails == (Detail("sjef@x.example"),)
    assert "FN:Sekretær Ås" in draft.raw_vcard[0]
    assert "TEL:99" in draft.raw_vcard[0]


def test_a_card_without_an_end_is_taken_with_a_hint_and_so_is_the_next():
    data = b"BEGIN:VCARD\nFN:First\nTEL:1\nBEGIN:VCARD\nFN:Second\nEND:VCARD\n"
    first, second = rows(data)
    assert [first.draft.name, second.draft.name] == ["First", "Second"]
    assert (len(first.hints), len(second.hints)) == (1, 0)
    assert [first.where, second.where] == ["card 1", "card 2"]


def test_a_card_that_tells_nobody_is_refused_alone_and_the_rest_is_kept():
    data = card("FN:Åse") + card("NOTE:blåbær", "rubbish, here") + card("FN:Đỗ") + b"BEGIN:VCARD\r\nEND:VCARD"
    first, empty, last, void = vcard.read(data)
    assert isinstance(first, Row)
    assert isinstance(last, Row)
    assert isinstance(empty, Refused)
    assert isinstance(void, Refused)
    assert [first.draft.name, last.draft.name] == ["Åse", "Đỗ"]
    assert empty.where == "card 2, line 5"
    assert "no name" in empty.reason
    assert "NOTE:blåbær\nrubbish, here" in empty.original


def test_text_outside_of_the_cards_is_refused_and_kept():
    stray, row, after = vcard.read(b"Hei,\nher er kortet:\n\n" + card("FN:Åse") + b"Hilsen\n")
    assert isinstance(row, Row)
    assert isinstance(stray, Refused)
    assert isinstance(after, Refused)
    assert stray.original.startswith("Hei,")
    assert (stray.where, after.where) == ("line 1", "line 8")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"name;phone\nK\xe5re;1\n", b"\x00\xff" * 50])
def test_a_file_without_a_card_is_refused_once_saying_so(data: bytes):
    (refused,) = vcard.read(data)
    assert isinstance(refused, Refused)
    assert "no vCard" in refused.reason


@pytest.mark.parametrize(
    "lines",
    [
        ["KIND:org", "FN:Fjord AS"],
        ["KIND:org", "FN:Fjord AS", "ORG:Fjord AS"],
        ["FN:Fjord AS", "N:;;;;", "ORG:Fjord AS;"],
        ["ORG:Fjord AS"],
    ],
)
def test_a_card_of_a_company_makes_a_prospect_without_a_person(lines: list[str]):
    assert only(card(*lines)) == ProspectDraft(company="Fjord AS")


def test_a_sole_trader_who_is_named_like_the_company_stays_a_person():
    draft = only(card("KIND:individual", "FN:Åse Bø", "ORG:Åse Bø"))
    assert draft == ProspectDraft(name="Åse Bø", company="Åse Bø")


def test_the_nickname_names_who_has_no_other_name():
    draft = only(card("NICKNAME:Bamse", "NOTE:x"))
    assert (draft.name, draft.raw_vcard) == ("Bamse", ("NICKNAME:Bamse",))


def test_only_a_card_of_our_own_program_brings_our_own_id():
    uid = "UID:urn:uuid:0198a000-0000-7000-8000-000000000001"
    foreign = only(card("FN:x", uid))
    ours = only(card("PRODID:-//Salesdesk//Salesdesk//EN", "FN:x", uid))
    assert (foreign.id, foreign.uid) == ("", uid[4:])
    assert (ours.id, ours.uid) == ("0198a000-0000-7000-8000-000000000001", "")


def test_a_line_without_a_name_is_kept_apart_from_what_stands_on_one_line():
    draft = only(card("bare ord, og flere", "FN:Åse", "mer", "TEL:1", "FN", "ORG:Bø"))
    assert draft.raw_vcard == ("X-SALESDESK-LINE:bare ord\\, og flere", "X-SALESDESK-LINE:mer")
    assert (draft.name, draft.phones, draft.company) == ("Åse", (Detail("1"),), "Bø")
