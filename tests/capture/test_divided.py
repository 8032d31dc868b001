"""A badge that holds several fields tells who it is, whatever mark stands between them and whatever their order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.capture.divided import divided
from salesdesk.domain.drafts import Detail, ProspectDraft


def mail(address: str) -> tuple[Detail, ...]:
    return (Detail(address),)


@pytest.mark.parametrize(
    ("text", "number", "draft"),
    [
        (
            "12345|Ola|Nordmann|N AS|on@x.no",
            "12345",
            ProspectDraft(first_name="Ola", last_name="Nordmann", company="N AS", emails=mail("on@x.no")),
        ),
        (
            "990012$Łucja$Żak$Firma Stół$lucja@firma.pl$Kierownik",
            "990012",
            ProspectDraft(
                first_name="Łucja",
                last_name="Żak",
                company="Firma Stół",
                emails=mail("lucja@firma.pl"),
                note="Kierownik",
            ),
        ),
        (
            "A1007^Đặng Minh^Hà Nội Foods^+4791234567",
            "A1007",
            ProspectDraft(name="Đặng Minh", company="Hà Nội Foods", phones=mail("+4791234567")),
        ),
        (
            "Åse Lund\tFjord AS\tase@fjord.example\thttps://fjord.example",
            "",
            ProspectDraft(
                name="Åse Lund",
                company="Fjord AS",
                emails=mail("ase@fjord.example"),
                webs=mail("https://fjord.example"),
            ),
        ),
        ("1077;Ola;Fjord", "1077", ProspectDraft(first_name="Ola", last_name="Fjord")),
    ],
)
def test_each_field_of_a_badge_is_known_by_what_it_holds(
    text: str, number: str, draft: ProspectDraft
) -> None:
    found = divided(text, region="NO")

    assert found is not None
    assert (found.number, found.draft) == (number, draft)


@pytest.mark.parametrize(
    "text",
    [
        "12345",
        "MECARD:N:Lund,Åse;TEL:91234567;;",
        "WIFI:S:Stand;T:WPA;P:a1b2;;",
        "BEGIN:VCARD\nN:Lund;Åse;;;\nEND:VCARD",
        "Åse | Lund",
        "one | two | three",
        "12|34|56",
        "",
    ],
)
def test_what_is_no_badge_of_several_fields_is_left_to_others(text: str) -> None:
    assert divided(text, region="NO") is None


@given(st.text(max_size=200))
def test_no_text_whatever_stops_the_reading(text: str) -> None:
    divided(text, region="")
