"""Names come out right, whichever program and country the file is from."""

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.errors import UserError
from salesdesk.exchange import encodings


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Navn;By\nBjørn Sørås;Tromsø\nKjærsti Ås;Bodø", "cp1252"),
        ("Namn;Ort\nÅsa Öberg;Malmö", "cp1252"),
        ("Vorname;Straße\nJürgen Müller;Königstraße", "cp1252"),
        ("Nom;Prénom\nLefèvre;François", "cp1252"),
        ("Imię;Nazwisko\nŁukasz;Wiśniewski\nGrażyna;Żak", "cp1250"),
        ("Imię;Nazwisko\nŁukasz;Wiśniewski\nGrażyna;Żak", "iso8859-2"),
        ("氏名,会社\n佐藤 太郎,東京デスク", "shift_jis"),
    ],
)
def test_a_file_in_an_old_encoding_shows_the_names_as_they_are_written(text: str, codec: str) -> None:
    decoded = encodings.decode(text.encode(codec))
    assert decoded.text == text
    assert decoded.encoding == codec


def test_vietnamese_with_separate_tone_marks_comes_out_in_one_piece() -> None:
    tones = "\u0300\u0301\u0303\u0309\u0323"
    text = "Tên;Công ty\nNguyễn Thị Minh;Sài Gòn Gỗ\nĐặng Phượng;Hồ Tây"
    apart = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(p for p in parts if p in tones)
        apart += unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones)) + tone
    decoded = encodings.decode(apart.encode("cp1258"))
    assert decoded == encodings.Decoded(text, "cp1258")


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    ],
)
def test_a_byte_order_mark_decides_and_is_not_part_of_the_text(mark: bytes, codec: str, name: str) -> None:
    decoded = encodings.decode(mark + "Nguyễn Đức, Åsa".encode(codec))
    assert decoded == encodings.Decoded("Nguyễn Đức, Åsa", name)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_seen_by_its_zero_bytes(codec: str) -> None:
    assert encodings.decode("Navn;By\nBjørn;Tromsø".encode(codec)) == encodings.Decoded(
        "Navn;By\nBjørn;Tromsø", codec
    )


def test_one_broken_byte_does_not_spoil_the_other_names_of_a_utf8_file() -> None:
    data = "Bjørn\nÅsa\nŁukasz\nĐức\nZoë\n".encode() + b"S\xf8rensen"
    decoded = encodings.decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text.endswith("Đức\nZoë\nSørensen")


def test_who_knows_the_encoding_can_say_it() -> None:
    assert encodings.decode("Ćwik".encode("cp1250"), encoding="cp1250").text == "Ćwik"
    assert encodings.decode(b"\xef\xbb\xbfNavn", encoding="UTF-8").text == "Navn"


@pytest.mark.parametrize("encoding", ["klingon", "base64", "utf-8"])
def test_an_encoding_that_cannot_be_is_refused_with_a_way_out(encoding: str) -> None:
    with pytest.raises(UserError) as refused:
        encodings.decode("Bjørn".encode("cp1252"), encoding=encoding)
    assert encoding in refused.value.message
    assert refused.value.hint


@given(st.text())
def test_every_utf8_text_is_read_as_it_is(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE))
    if not marked and b"\0" not in data:
        assert encodings.decode(data).text == data.decode()


@given(st.binary(max_size=300))
def test_no_bytes_whatever_stop_the_reading(data: bytes) -> None:
    assert isinstance(encodings.decode(data).text, str)


NAMES = {
    "nb": "Navn;Poststed\nBjørn Sørås;Tromsø\nÅse Næss;Ålesund\nØystein Håland;Førde\nJørgen Lærum;Måløy\n",
    "sv": "Namn;Ort\nÅsa Öberg;Malmö\nPär Nyström;Göteborg\nMärta Sjögren;Västerås\nSören Åkesson;Luleå\n",
    "de": "Name;Ort\nJürgen Müller;Köln\nKäthe Weiß;Gießen\nJörg Schäfer;Düsseldorf\nRüdiger Löwe;Fürth\n",
    "pl": "Imię;Miasto\nŁukasz Żak;Łódź\nGrażyna Wiśniewska;Gdańsk\nPaweł Dąbrowski;Kraków\nMałgorzata Sęk;Żory\n",
}


@pytest.mark.parametrize(
    ("tongue", "codec", "read_as"),
    [
        *((tongue, dos, "cp850") for tongue in ("nb", "sv", "de") for dos in ("cp850", "cp865")),
        *((tongue, "mac_roman", "mac-roman") for tongue in ("nb", "sv", "de")),
        ("sv", "cp437", "cp850"),
        ("de", "cp437", "cp850"),
        ("pl", "cp852", "cp852"),
    ],
)
def test_names_of_a_dos_program_or_an_old_mac_come_out_right(tongue: str, codec: str, read_as: str) -> None:
    decoded = encodings.decode(NAMES[tongue].encode(codec))
    assert decoded == encodings.Decoded(NAMES[tongue], read_as)
    assert not encodings.looks_odd(decoded.text, decoded.encoding)


@pytest.mark.parametrize(
    "text", ["Conor O’Brien\n", "Élise D’Arc – Nîmes\n", "Elżbieta\n", "“Bob” Smith, 50 €…\n"]
)
def test_typographic_marks_and_a_lonely_letter_are_not_taken_for_those_of_dos_or_mac(text: str) -> None:
    codec = "cp1250" if "ż" in text else "cp1252"
    assert encodings.decode(text.encode(codec)).text == text


def test_vietnamese_that_was_read_rightly_does_not_look_odd() -> None:
    names = "Nguyễn Thị Minh;Sài Gòn\nĐặng Phượng;Hồ Tây\nTrần Đức Anh;Đà Nẵng\n"
    assert not encodings.looks_odd(names, "cp1258")


def test_an_irish_apostrophe_does_not_look_odd() -> None:
    assert not encodings.looks_odd("Conor O’Brien;Dublin", "cp1252")


@pytest.mark.parametrize(
    ("text", "codec"),
    [("Kristín Þórðardóttir;Ísafjörður", "mac_iceland"), ("Иванов;Петров", "cp1251")],
)
def test_letters_of_an_encoding_that_is_not_guessed_look_odd(text: str, codec: str) -> None:
    decoded = encodings.decode(text.encode(codec, "ignore"))
    assert encodings.looks_odd(decoded.text, decoded.encoding)
