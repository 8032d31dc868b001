"""What codes hold beside whole contacts comes in by the fields that there are for it, and the rest as a note."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.capture import freetext
from salesdesk.domain.drafts import AddressDraft, Detail, ProspectDraft


def parse(text: str) -> ProspectDraft:
    return freetext.parse(text, today=date(2026, 11, 22), region="NO")


def test_a_bizcard_of_an_old_badge_gives_name_company_and_phones() -> None:
    draft = parse(
        "BIZCARD:N:Łukasz;X:Żak;T:Kupiec;C:Meble\\; Kraków;A:ul. Długa 5, Kraków;B:+48123456789;"
        "M:+48600700800;F:+48123456780;E:lukasz@meble.example;Q:stand 7;;"
    )
    assert draft == ProspectDraft(
        name="Łukasz Żak",
        first_name="Łukasz",
        last_name="Żak",
        title="Kupiec",
        company="Meble; Kraków",
        phones=(
            Detail("+48123456789"),
            Detail("+48600700800", "mobile"),
            Detail("+48123456780", "fax"),
        ),
        emails=(Detail("lukasz@meble.example"),),
        addresses=(AddressDraft(street="ul. Długa 5, Kraków"),),
        note="Q: stand 7",
    )


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("mailto:%C3%A5se@fjord.example", ProspectDraft(emails=(Detail("åse@fjord.example"),))),
        (
            "MAILTO:a@b.example,c@d.example?subject=Oak%20trays&body=50%20pieces&cc=e@f.example",
            ProspectDraft(
                emails=(Detail("a@b.example"), Detail("c@d.example")),
                note="Oak trays\n50 pieces\ncc: e@f.example",
            ),
        ),
        (
            "MATMSG:TO:a@b.example;SUB:Oak trays;BODY:50\\; by Friday;;",
            ProspectDraft(emails=(Detail("a@b.example"),), note="Oak trays\n50; by Friday"),
        ),
        ("tel:+47-912-34-567", ProspectDraft(phones=(Detail("+47-912-34-567"),))),
        (
            "tel:91234567;ext=12;phone-context=+47",
            ProspectDraft(phones=(Detail("+4791234567 ext. 12"),)),
        ),
        ("sms:+4791234567?body=Call%20me", ProspectDraft(phones=(Detail("+4791234567"),), note="Call me")),
        (
            "SMSTO:+4791234567:Ring meg, takk",
            ProspectDraft(phones=(Detail("+4791234567"),), note="Ring meg, takk"),
        ),
        ("sms:nobody", ProspectDraft(note="nobody")),
    ],
)
def test_a_link_of_a_code_gives_what_it_reaches(text: str, draft: ProspectDraft) -> None:
    assert parse(text) == draft


@pytest.mark.parametrize(
    "text", ["Tel:55 12 34 56, Ingrid Solheim", "Mailto:\nIngrid Solheim", "tel:", "BIZCARD:"]
)
def test_a_line_that_someone_wrote_is_no_link(text: str) -> None:
    draft = parse(text)
    assert "Ingrid" not in text or draft.name == "Ingrid Solheim"


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_subject_and_text_of_an_email_link_are_kept_whole(subject: str, body: str) -> None:
    draft = parse(f"mailto:a@b.example?subject={quote(subject, safe='')}&body={quote(body, safe='')}")
    assert [one.value for one in draft.emails] == ["a@b.example"]
    assert draft.note == "\n".join(part for part in (subject, body) if part)
