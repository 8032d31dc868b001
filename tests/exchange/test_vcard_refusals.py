"""Cards that are no person's, and days that do not exist: said, and kept as they stood."""

from __future__ import annotations

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
