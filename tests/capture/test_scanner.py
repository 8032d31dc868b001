"""A handheld scanner is told from a person by the times of its keys, and from words by what it types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.capture.scanner import GAP, LEAST, Burst, Told, badge_number, cleaned, tells_something


def typed(burst: Burst, text: str, *, start: int = 1000, gap: int = 5) -> list[Told]:
    """Types `text`, a key every `gap` milliseconds."""
    return [burst.key(key, start + place * gap) for place, key in enumerate(text)]


def test_a_burst_is_certain_from_its_fourth_key_on() -> None:
    burst = Burst()
    assert typed(burst, "FH-260") == [
        Told.TYPED,
        Told.PERHAPS,
        Told.PERHAPS,
        Told.CERTAIN,
        Told.MORE,
        Told.MORE,
    ]
    assert burst.take() == "FH-260"
    assert not burst.certain


@given(st.text(alphabet="abcdeåøłżế 0123456789", min_size=1, max_size=60), st.integers(GAP + 1, 400))
def test_a_person_is_never_taken_for_a_scanner(text: str, gap: int) -> None:
    burst = Burst()
    assert set(typed(burst, text, gap=gap)) == {Told.TYPED}
    assert not burst.certain


def test_keys_without_a_time_are_a_persons() -> None:
    burst = Burst()
    for key in "Ingrid Solheim":
        assert burst.key(key, 0) is Told.TYPED


@given(st.text(alphabet="abcåøłżế;:@-0123456789\n", min_size=LEAST, max_size=200), st.integers(0, GAP))
def test_whatever_a_scanner_types_is_taken_whole(text: str, gap: int) -> None:
    burst = Burst()
    typed(burst, text, start=5, gap=gap)
    assert burst.take() == cleaned(text)


def test_a_card_goes_on_over_its_lines_and_ends_with_the_last() -> None:
    burst = Burst()
    text = "BEGIN:VCARD\rFN:Østby\r"
    typed(burst, text)
    assert not burst.whole()
    typed(burst, "END:VCARD\r", start=1000 + len(text) * 5)
    assert burst.whole()
    assert burst.take() == "BEGIN:VCARD\nFN:Østby\nEND:VCARD"


def test_a_number_ends_with_enter() -> None:
    burst = Burst()
    typed(burst, "471100\r")
    assert burst.whole()


def test_a_key_after_a_lull_is_no_longer_of_the_burst() -> None:
    burst = Burst()
    typed(burst, "471100")
    assert not burst.over(1040)
    assert burst.over(1400)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("FN:Ã\u0098stby\r\n", "FN:Østby"),
        ("FN:Østby\r\r\n", "FN:Østby"),
        ("]Q3https://example.com\n", "https://example.com"),
        ("FN:Nguyễn\r\nEND\r\n", "FN:Nguyễn\nEND"),
    ],
)
def test_what_scanners_add_or_garble_is_mended(raw: str, wanted: str) -> None:
    assert cleaned(raw) == wanted


@pytest.mark.parametrize("text", ["471100", "FH26-004711", "A1/778#2", "0001"])
def test_the_number_of_a_badge_is_known(text: str) -> None:
    assert badge_number(f" {text} ") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "Ingrid",
        "Ingrid Solheim 2",
        "https://example.com/7",
        "www.fjord7.no",
        "a7@fjord.no",
        "+47 912",
        "tel:91234567",
        "mailto:a7@fjord.no",
    ],
)
def test_what_is_no_number_of_a_badge_is_not_taken_for_one(text: str) -> None:
    assert badge_number(text) == ""


def test_words_that_something_typed_quickly_are_words() -> None:
    assert not tells_something("Fjord Interiør")
    for scan in (
        "471100",
        "https://fjord.no",
        "MECARD:N:Lie,Åse;;",
        "BIZCARD:N:Åse;X:Lie;;",
        "BEGIN:VCARD",
        "a@fjord.no",
        "Åse Lie\nFjord",
    ):
        assert tells_something(scan)
