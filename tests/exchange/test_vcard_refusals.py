"""Cards that are no person's, and days that do not exist: said, and kept as they stood."""

from __future__ import annotations

import pytest

from salesdesk.domain.drafts import Refused, Row
from salesdesk.exchange import vcard


def test_a_group_is_no_person_and_is_refused_with_its_text() -> None:
    card = b"BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:My group\r\nMEMBER:urn:uuid:1\r\nEND:VCARD\r\n"
    [refused] = vcard.read(card)
    assert isinstance(refused, Refused)
    assert "group" in refused.reason
    assert "My group" in refused.original


def test_a_birthday_that_does_not_exist_is_said_and_kept_as_it_was() -> None:
    card = (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ole Hansen\r\nN:Hansen;Ole;;;\r\nBDAY:1970-02-30\r\nEND:VCARD\r\n"
    )
    [row] = vcard.read(card)
    assert isinstance(row, Row)
    assert row.draft.birthday is None
    assert any("1970-02-30" in hint for hint in row.hints)
    assert any("1970-02-30" in line for line in row.draft.raw_vcard)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("URL:https://www.fjord-interior.no/om?x=1", "fjord-interior.no"),
        ("URL:fjord-interior.no", "fjord-interior.no"),
        ("ADR:;;Strandgaten 1\\nbak;Bergen;;5013;Norge", "Strandgaten 1"),
        ("ADR:;;;Bergen;;5013;Norge", "Bergen"),
        ("LABEL;WORK:Fjord Interiør\\nStrandgaten 1", "Fjord Interiør"),
    ],
)
def test_a_card_with_only_a_web_or_postal_address_is_taken_under_it(line: str, name: str) -> None:
    card = f"BEGIN:VCARD\r\nVERSION:3.0\r\n{line}\r\nEND:VCARD\r\n".encode()
    [row] = vcard.read(card)
    assert isinstance(row, Row)
    assert row.draft.name == name
    assert any(name in hint for hint in row.hints)
    [again] = vcard.read(vcard.write([row.draft]))
    assert isinstance(again, Row)
    assert (again.draft.name, again.draft.webs, again.draft.addresses) == (
        name,
        row.draft.webs,
        row.draft.addresses,
    )


def test_a_card_that_says_nothing_of_anybody_is_refused_with_its_text() -> None:
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nURL:\r\nADR:;;;;;;\r\nNOTE:x\r\nEND:VCARD\r\n"
    [refused] = vcard.read(card)
    assert isinstance(refused, Refused)
    assert "NOTE:x" in refused.original
