"""No word of what is pasted is lost: what is not understood is in the note."""

from dataclasses import astuple
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salesdesk.capture import freetext
from salesdesk.capture.freetext_followup import VERBS
from salesdesk.capture.freetext_words import CLOSINGS, FOLLOWING_TIME_FRAME, LABELS, SENT_FROM, TIME_FRAMES
from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.text import words
from salesdesk.domain.values import country_code

WEDNESDAY = date(2026, 11, 18)


def parse(text: str, region: str = "NO") -> ProspectDraft:
    return freetext.parse(text, today=WEDNESDAY, region=region)


def numbers(draft: ProspectDraft) -> list[str]:
    return [phone.value for phone in draft.phones]


_OTHERS = "at from fra från hos z firmy bei ved mailto"
UNDERSTOOD = {
    word
    for text in (
        *LABELS,
        *TIME_FRAMES,
        *FOLLOWING_TIME_FRAME,
        *CLOSINGS,
        *SENT_FROM,
        "at from fra från hos z firmy bei ved mailto",
    )
    for word in words(text)
}


PLANNED = {word for text in VERBS for word in words(text)}


def said_in(said: object) -> set[str]:
    """Every word that any field of a draft holds."""
    if isinstance(said, tuple):
        return {word for part in said for word in said_in(part)}
    return set(words(said)) if isinstance(said, str) else set()


def lost(text: str, draft: ProspectDraft) -> set[str]:
    """The words of `text` that `draft` neither holds nor has made a follow-up, a label or a country of."""
    missing = {word for word in words(text) if word not in UNDERSTOOD} - said_in(astuple(draft))
    if draft.follow_up is not None:
        missing -= PLANNED
    if draft.follow_up is not None and draft.follow_up.day:
        missing = {word for word in missing if len(word) > 2}  # 1/1, 2 d
    return missing


PIECES = st.one_of(
    st.sampled_from(
        """
        Ingrid Solheim|Åsa Nyström|Łukasz Żółtowski|Nguyễn Thị Hạnh|Fjord Interiør AS|Meble Sp. z o.o.|Buyer
        Inköpschef|CEO Anna Nowak|912 34 567|Tlf: 55 12 34 56|i@fjord.example|www.fjord.example|5013 Bergen
        Storgata 5|30-001 Kraków|#oak|#1|hot|wants oak trays|Best regards,|(Innkjøper)|Org.nr. 912 345 678
        10 000 kr|ring|Ring AS|note: hm|Company:|😀|Đặng|12|2026|A/S|“quoted”|<x@y.example>|Hot: x|at Fjord
        """.strip()
        .replace("\n", "|")
        .split("|")
    ),
    st.text(max_size=12),
)
SEPARATORS = st.sampled_from([" ", ", ", "\n", "\t", "; ", ";", " | ", " - ", " at ", " (", ") ", '"', "  "])


@given(st.lists(st.tuples(PIECES, SEPARATORS), max_size=12))
@example([("Solheim, Ingrid", " "), ("<ingrid.solheim@fjord.example>", " wrote:")])
def test_every_word_of_a_pasted_text_is_found_in_the_draft(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + separator for piece, separator in parts)
    assert lost(text, parse(text)) == set()


@given(st.text())
def test_any_text_at_all_is_taken_and_kept(text: str) -> None:
    assert lost(text, parse(text)) == set()


@given(st.from_regex(r"MECARD:(?:(?:N|TEL|ADR|NOTE|ORG|BDAY|Q):[^:;]{0,12};){0,6}", fullmatch=True))
def test_every_word_of_a_mecard_is_found_in_the_draft(text: str) -> None:
    draft = parse(text)
    values = [part.partition(":")[2].replace("\\", "") for part in text[len("MECARD:") :].split(";")]
    missing = {word for value in values for word in words(value)} - said_in(astuple(draft))
    day = draft.birthday.strftime("%Y%m%d %Y %m %d").split() if draft.birthday else []
    countries = {address.country for address in draft.addresses}
    assert {word for word in missing if country_code(word) not in countries} <= set(day)


def test_a_book_is_pasted_whole_into_the_note() -> None:
    book = "Ingrid Solheim, Fjord Interiør, 912 34 567\n" + "og så videre, " * 700_000 + "slutt"
    draft = parse(book)
    assert (draft.name, draft.company, numbers(draft)) == ("Ingrid Solheim", "Fjord Interiør", ["912 34 567"])
    assert draft.note.endswith("og så videre, slutt")
    assert draft.note.count("videre") == 700_000


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("Ole Hansen 123", "Ole Hansen", "123"),
        ("ole hansen 123", "ole hansen", "123"),
        ("Ola 45", "Ola", "45"),
        ("Åse Żółtowska +47 12", "Åse Żółtowska", "+47 12"),
        ("🍏 Đặng Minh", "Đặng Minh", "🍏"),
        ("Jan van der Berg wants oak chairs", "Jan van der Berg", "wants oak chairs"),
        ("Ole Hansen wants chairs. " + "og så videre " * 4000, "Ole Hansen", "wants chairs"),
    ],
)
def test_a_name_before_words_that_are_not_understood_is_a_name(text: str, name: str, note: str) -> None:
    draft = parse(text)
    assert (draft.name, draft.note[: len(note)]) == (name, note)
    assert lost(text, draft) == set()


@pytest.mark.parametrize(
    "text", ["we want 30 chairs", "Best regards 12", "Chairs are late", "2020-13-45", "🍏🍏"]
)
def test_words_that_name_nobody_make_nobody(text: str) -> None:
    draft = parse(text)
    assert not draft.says_who
    assert draft.note == text


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 2_000_000,
        "a" * 4_000_000,
        "@" * 4_000_000,
        "a." * 2_000_000,
        ";" * 4_000_000,
        "MECARD:" + "N:a;" * 900_000,
    ],
)
def test_a_hostile_text_is_kept_as_a_note_without_delay(text: str) -> None:
    assert parse(text).note.rstrip(";").endswith(text[-500:].rstrip("; "))
