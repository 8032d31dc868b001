"""Cards that stand in others, which no version but the oldest allows and some programs write all the same."""

from __future__ import annotations

from salesdesk.domain.drafts import Row
from salesdesk.exchange import vcard


def test_a_card_that_stands_in_another_is_one_of_its_own_and_neither_was_cut_off():
    text = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Åse\nBEGIN:VCARD\nFN:Łukasz\nTEL:1234567\nEND:VCARD\nTEL:7654321\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:Ola\nEND:VCARD\n"
    )
    rows = [row for row in vcard.read(text.encode()) if isinstance(row, Row)]
    assert [(row.draft.name, row.draft.phones[0].value if row.draft.phones else "") for row in rows] == [
        ("Åse", "7654321"),
        ("Łukasz", "1234567"),
        ("Ola", ""),
    ]
    assert [row.hints for row in rows] == [(), (), ()]


def test_a_card_that_was_cut_off_before_the_next_one_is_told_and_only_that_one():
    text = (
        "BEGIN:VCARD\nFN:Åse\nBEGIN:VCARD\nFN:Łukasz\nEND:VCARD\nBEGIN:VCARD\nFN:Ola\nEND:VCARD\nEND:VCARD\n"
    )
    rows = [row for row in vcard.read(text.encode()) if isinstance(row, Row)]
    assert [row.draft.name for row in rows] == ["Åse", "Łukasz", "Ola"]
    assert [bool(row.hints) for row in rows] == [True, False, False]
